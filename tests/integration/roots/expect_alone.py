"""Exit with an error unless a report holds exactly the one finding of the root ``test-alone``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

found = [
    (f["source"], f["line"], f["slug"])
    for f in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["findings"]
]
if found != [("index.rst", 4, "uncited-sentence")]:
    sys.exit(f"unexpected findings: {found}")
