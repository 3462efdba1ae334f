"""The files that documents were read from: their names, and the lines that nodes begin at."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from docutils import nodes

_REACH = 3
"""How far a node's line can be off: MyST counts the first line of some directive bodies twice (MyST-Parser#1175)."""
_SUBSTITUTION = re.compile(r"\s*\{\{.+\}\}\s*")
"""A line of MyST that is a substitution and nothing else: its text is written elsewhere."""
_NOTEBOOK = ".ipynb"
_CELL = 10_000
"""MyST-NB numbers the lines of a notebook's first cell from 10002, those of its second cell from 20002."""

Lines = Mapping[int, tuple[int, str]]
"""Number of a line as nodes give it, to its number in the file and its text."""


class SourceFiles:
    """The files below and beside one source directory; reads each at most once."""

    def __init__(self, srcdir: Path) -> None:
        """Take the source directory."""
        self._srcdir = srcdir
        self._read: dict[str, Lines] = {}

    def relative(self, path: str) -> str:
        """Return a path relative to the source directory."""
        return relative_source(path, self._srcdir)

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line of a node, put right where its text stands a few lines beside it."""
        if not node.line:
            return None
        lines = self._lines_of(source)
        number = _written_at(node, node.line, lines)
        return lines[number][0] if number in lines else number

    def text_at(self, line: int, source: str) -> str:
        """Return one line of a file, empty if there is none."""
        lines = self._lines_of(source)
        if not source.endswith(_NOTEBOOK):
            return lines[line][1] if line in lines else ""
        return next((text for number, text in lines.values() if number == line), "")

    def _lines_of(self, source: str) -> Lines:
        if source not in self._read:
            self._read[source] = _read_lines(Path(self._srcdir, source))
        return self._read[source]


def _read_lines(path: Path) -> Lines:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    if path.name.endswith(_NOTEBOOK):
        return dict(_cell_lines(text))
    return {number: (number, line) for number, line in enumerate(text.splitlines(), 1)}


def _written_at(node: nodes.Element, number: int, lines: Lines) -> int:
    first = node.rawsource.split("\n", 1)[0].strip()
    if not first or not _is_prose(node):
        return number
    nearby = sorted(range(-_REACH, _REACH + 1), key=abs)
    candidates = [number + step for step in nearby if number + step in lines]
    written = (line for line in candidates if first in lines[line][1])
    substituted = (line for line in candidates if _SUBSTITUTION.fullmatch(lines[line][1]))
    return next(written, None) or next(substituted, number)


def _cell_lines(text: str) -> Iterator[tuple[int, tuple[int, str]]]:
    """Return the lines of a notebook's text cells, in their order; each is one line of a well-formed file."""
    written = text.splitlines()
    at = 0
    for cell, content in enumerate(json.loads(text).get("cells", ()), 1):
        if content["cell_type"] != "markdown":
            continue
        source = content["source"]
        parts = source if isinstance(source, list) else source.splitlines(keepends=True)
        for number, part in enumerate(parts, _CELL * cell + 2):
            wanted = json.dumps(part if isinstance(source, list) else source, ensure_ascii=False)
            at = next((line for line in range(at, len(written)) if wanted in written[line]), at)
            yield number, (at + 1, part)
            at += isinstance(source, list)


def _is_prose(node: nodes.Element) -> bool:
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.FixedTextElement)


def relative_source(path: str, srcdir: Path) -> str:
    """Return a path relative to the source directory, with forward slashes."""
    return Path(os.path.relpath(path, srcdir)).as_posix()
