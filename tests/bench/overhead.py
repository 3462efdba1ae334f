"""What the checker costs, as ratios within one run; prints them and judges nothing.

Builds the module with and without the extension in turn, each in a process of its own, and compares
processor time and the most memory held; then a made-up book at two sizes, to see how the cost grows
with the number of pages.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
ROUNDS = 5
FEW = 50
"""Pages of the smaller book."""
WITHOUT = """
import re
from conf import *
extensions = [name for name in extensions if name not in {"sphinx_claims", "sphinx_classroom"}]

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
    views = ("index", "sources", "audit", "rules", "options")
    for name in (*(f"claims-{view}" for view in views), "claim"):
        app.add_directive(name, Nothing)
    app.add_role("uncited", _unknown)
"""


def cost(command: list[str]) -> tuple[float, int]:
    """Return processor time of a command in seconds, and its peak memory in the system's unit."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def write_book(folder: Path, pages: int) -> None:
    """Write a book of some pages, each with forty sentences, half of them cited."""
    folder.mkdir()
    folder.joinpath("conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_claims"]\n', encoding="utf-8"
    )
    names = [f"page{number}" for number in range(pages)]
    toctree = "\n".join(["```{toctree}", *names, "```"])
    folder.joinpath("index.md").write_text(f"# Book\n\n{toctree}\n", encoding="utf-8")
    for number, name in enumerate(names):
        told = "\n\n".join(
            f"In study {number * 40 + line} most cells of the skin died within {line + 2} days "
            "[^1]. Others grew by a third."
            for line in range(20)
        )
        folder.joinpath(f"{name}.md").write_text(
            f"# Page {number}\n\n{told}\n\n[^1]: One source.\n", encoding="utf-8"
        )


def growth(work: Path) -> float:
    """Return how the checker's own time grows when a book has four times the pages; 4 is linear."""
    own = []
    for pages in (FEW, 4 * FEW):
        book = work / f"book{pages}"
        write_book(book, pages)
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-E",
            "-b",
            "dummy",
            str(book),
            str(book / "_out"),
        ]
        plain = [*command, "-D", "extensions=myst_parser"]
        own.append(
            min(cost(command)[0] for _ in range(ROUNDS))
            - min(cost(plain)[0] for _ in range(ROUNDS))
        )
    return own[1] / own[0]


def build(conf: Path, source: Path, out: Path, *options: str) -> list[str]:
    """Return the command of one build."""
    return [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        *options,
        "-c",
        str(conf),
        str(source),
        str(out),
    ]


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
        kinds = (
            "full build",
            "memory of the full build",
            "unchanged rebuild",
            "memory of the unchanged rebuild",
        )
        pairs: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, option in (("full build", "-E"), ("unchanged rebuild", "-v")):
                with_it = cost(build(work / "docs", work / "docs", work / "with", option))
                without = cost(build(plain, work / "docs", work / "without", option))
                pairs[kind].append(with_it[0] / without[0])
                pairs[f"memory of the {kind}"].append(with_it[1] / without[1])
        for kind, ratios in pairs.items():
            print(
                f"{kind}: with / without = {statistics.median(ratios):.2f} ({min(ratios):.2f} to "
                f"{max(ratios):.2f})"
            )
        print(f"four times the pages: {growth(work):.2f} times the checker's own time; 4 is linear")


if __name__ == "__main__":
    main()
