"""The files that documents were read from: their names, and the lines that nodes begin at."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from docutils import nodes

_REACH = 3
"""How far a node's line can be off: MyST counts the first line of some directive bodies twice (MyST-Parser#1175)."""
_SUBSTITUTION = re.compile(r"\s*\{\{.+\}\}\s*")
"""A line of MyST that is a substitution and nothing else: its text is written elsewhere."""


class SourceFiles:
    """The files below and beside one source directory; reads each at most once."""

    def __init__(self, srcdir: Path) -> None:
        """Take the source directory."""
        self._srcdir = srcdir
        self._lines = cache(self._read)

    def relative(self, path: str) -> str:
        """Return a path relative to the source directory."""
        return relative_source(path, self._srcdir)

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line of a node, put right where its text stands a few lines beside it."""
        first = node.rawsource.split("\n", 1)[0].strip()
        if not node.line or not first or not _is_prose(node):
            return node.line
        lines = self._lines(source)
        nearby = sorted(range(-_REACH, _REACH + 1), key=abs)
        candidates = [node.line + step for step in nearby if 0 < node.line + step <= len(lines)]
        written = (line for line in candidates if first in lines[line - 1])
        substituted = (line for line in candidates if _SUBSTITUTION.fullmatch(lines[line - 1]))
        return next(written, None) or next(substituted, node.line)

    def text_at(self, line: int, source: str) -> str:
        """Return one line of a file, empty if there is none."""
        lines = self._lines(source)
        return lines[line - 1] if 0 < line <= len(lines) else ""

    def _read(self, source: str) -> tuple[str, ...]:
        try:
            return tuple(Path(self._srcdir, source).read_text(encoding="utf-8-sig").splitlines())
        except (OSError, UnicodeDecodeError):
            return ()


def _is_prose(node: nodes.Element) -> bool:
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.FixedTextElement)


def relative_source(path: str, srcdir: Path) -> str:
    """Return a path relative to the source directory, with forward slashes."""
    return Path(os.path.relpath(path, srcdir)).as_posix()
