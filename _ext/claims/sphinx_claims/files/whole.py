"""Files written whole: whoever reads one sees the old one or the new one, never a part."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sphinx_claims.core.encoding import to_bytes


def write_whole(path: Path, text: str) -> None:
    """Write a file, and the folders above it that are not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sign = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]
    beside = path.with_name(f".{sign}.{os.getpid()}")  # a name as long as may be has no room
    try:
        beside.write_bytes(to_bytes(text))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
