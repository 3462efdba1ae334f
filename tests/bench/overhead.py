"""What the checker costs, as ratios within one run; prints them and judges nothing.

Builds the module with and without the extension in turn, each in a process of its own, and compares processor time.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
ROUNDS = 5
WITHOUT = """
import re
from conf import *
extensions = [name for name in extensions if name != "sphinx_claims"]

def _unknown(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [], []

def setup(app):
    from docutils.parsers.rst import Directive
    class Nothing(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True
        option_spec = {"scope": str, "field": str, "heading": str, "id": str}
        def run(self):
            return []
    for name in ("claims-index", "claims-sources", "claims-audit", "claims-rules", "claims-options", "claim"):
        app.add_directive(name, Nothing)
    app.add_role("uncited", _unknown)
"""


def cpu_seconds(command: list[str]) -> float:
    """Return the processor time of one command, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def build(conf: Path, source: Path, out: Path, *options: str) -> list[str]:
    """Return the command of one build."""
    return [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options, "-c", str(conf), str(source), str(out)]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        shutil.copytree(DOCS, work / "docs", ignore=shutil.ignore_patterns("_build"))
        shutil.copytree(DOCS.parent / "_ext", work / "_ext")
        shutil.copy(DOCS.parent / "references.bib", work)
        plain = work / "plain"
        plain.mkdir()
        (plain / "conf.py").write_text(
            f"import sys; sys.path.insert(0, {str(work / 'docs')!r})\n{WITHOUT}\n"
            f"html_static_path = [{str(work / 'docs' / '_static')!r}]\ntemplates_path = []\n",
            encoding="utf-8",
        )
        pairs: dict[str, list[float]] = {"full build": [], "unchanged rebuild": []}
        for _ in range(ROUNDS):
            for kind, option in (("full build", "-E"), ("unchanged rebuild", "-v")):
                with_it = cpu_seconds(build(work / "docs", work / "docs", work / "with", option))
                without = cpu_seconds(build(plain, work / "docs", work / "without", option))
                pairs[kind].append(with_it / without)
        for kind, ratios in pairs.items():
            print(f"{kind}: with / without = {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
