"""Python files to the lines that their docstrings stand on.

Autodoc counts the lines of each docstring from 1, and what rewrites docstrings (napoleon, numpydoc)
moves their text; so a text is looked for by its words, see ``wordlines``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from sphinx_claims.reading.origin.wordlines import WordLines

_PATH = re.compile(
    r"(?P<file>.*?)(?:(?:^|:)docstring of (?P<name>[^:]*))?(?P<row>:\d*:<autosummary>)?", re.DOTALL
)
"""What autodoc writes: the path of a file, if it knows one, and the name of what a docstring in it
describes; and what autosummary puts behind the place of its directive."""
_SIGNS = ("docstring of ", "<autosummary>")
"""What such a path holds, and that of a page does not."""
_ASKED = re.compile(r"(?:\bauto\w+(?:::|\})|^)\s*~?([A-Za-z_][\w.]*\w)\s*(?:\(|$)")
"""A line of a page that names what it shows the docstring of: that of a directive, or of a list."""
_KEPT = 8
"""How many Python files are remembered: pages that follow each other describe the same ones."""
_LEAST_ELSEWHERE = 3
"""How many words in a row must stand elsewhere than in the docstring to be the same text."""
_NEAR = 4
"""How many lines below what was found before the next few words are looked for."""
_COMMENT = "#:"
"""How a comment begins that documents the assignment below it, or before it on the line."""

_Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Span = tuple[int, int]
"""The first and the last line of something."""


class Origin(NamedTuple):
    """What the source of a node tells."""

    file: str
    """Path of a file, as it was told; empty if none was."""
    name: str = ""
    """Full name of what the docstring describes that the node stands in."""


AUTOSUMMARY = "autosummary"
"""Name for the docstrings that a summary shows the first sentences of."""


def read_origin(path: str) -> Origin:
    """Return what the source of a node tells."""
    told = _PATH.fullmatch(path) if any(sign in path for sign in _SIGNS) else None
    if told is None:
        return Origin(path)
    return Origin(told["file"], AUTOSUMMARY if told["row"] else told["name"] or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonFile:
    """The docstrings of a Python file."""

    spans: Mapping[str, tuple[Span, ...]]
    """The lines of the docstrings of each name: none or several for some; the module's is empty."""
    bodies: Mapping[str, tuple[Span, ...]]
    """The lines of each class and function."""
    words: WordLines

    def first_line(self, name: str) -> int:
        """Return the line of a docstring's first words, or of what it should describe."""
        while name:
            for first, _ in (*self.spans.get(name, ()), *self.bodies.get(name, ())):
                return first
            name = name.rpartition(".")[0]
        return self.spans.get("", ((1, 1),))[0][0]

    def last_line(self, name: str) -> int:
        """Return the last line of the same."""
        return max((last for _, last in self.spans.get(name, ())), default=self.first_line(name))

    def find(self, name: str, words: Sequence[str], start: int) -> int | None:
        """Return the index of the word that a text of a docstring begins with.

        The docstring comes first, then the class around what it describes, then the whole file,
        for some are put together from others; a few words must follow what was found before.
        """
        own = [(span, 1) for span in self.spans.get(name, ())]
        holders = self.bodies.get(name.rpartition(".")[0], ())
        for span, least in (*own, *((span, _LEAST_ELSEWHERE) for span in (*holders, None))):
            at = self.words.find(words, span, start, least=least)
            if at is not None:
                return at
        near = self.words.line_at(start - 1) if start else 0
        return self.words.find(words, (near, near + _NEAR), start) if near else None


def find_directive(lines: Mapping[int, str], name: str) -> int:
    """Return the line of a page that asks for a docstring, most closely by its name.

    It is the first one if none does.

    :param name: what the docstring describes
    """
    asked = [
        (len(found[1]), -number)
        for number, line in lines.items()
        if (found := _ASKED.search(line)) and f"{name}.".startswith(f"{found[1]}.")
    ]
    return -max(asked)[1] if asked else 1


@lru_cache(_KEPT)
def read_python(text: str) -> PythonFile:
    """Return the docstrings of a Python file; of one that is none, only its words."""
    lines = text.split("\n")
    spans: dict[str, tuple[Span, ...]] = {}
    bodies: dict[str, tuple[Span, ...]] = {}
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        module = ast.Module(body=[], type_ignores=[])
    for name, own, words in _found_in(module, "", lines):
        if own:
            bodies[name] = (*bodies.get(name, ()), own)
        if words:
            spans[name] = (*spans.get(name, ()), words)
    return PythonFile(spans=spans, bodies=bodies, words=WordLines(lines))


_Found = tuple[str, Span | None, Span | None]


def _found_in(node: ast.Module | _Definition, name: str, lines: list[str]) -> Iterator[_Found]:
    """Yield the name of everything that is described, its own lines, those of its docstring."""
    first = node.body[0] if node.body else None
    own = (node.lineno, node.end_lineno or node.lineno) if isinstance(node, _Definition) else None
    yield name, own, _span_of(first)
    yield from _within(node.body, name, lines)


def _within(body: list[ast.stmt], name: str, lines: list[str]) -> Iterator[_Found]:
    for statement, after in zip_longest(body, body[1:]):
        if isinstance(statement, _Definition):
            yield from _found_in(statement, f"{name}.{statement.name}".lstrip("."), lines)
            continue
        for named in _assigned(statement):
            # an attribute that a method sets is one of its class
            holder = name.removesuffix(".__init__")
            for span in (_span_of(after), _commented(statement, lines)):
                if span:
                    yield f"{holder}.{named}".lstrip("."), None, span
        for block in _blocks_of(statement):
            yield from _within(block, name, lines)


def _blocks_of(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """Yield the bodies of a statement: those of its branches, handlers and cases."""
    for part in ("body", "orelse", "finalbody"):
        yield getattr(statement, part, [])
    for part in ("handlers", "cases"):
        yield from (held.body for held in getattr(statement, part, []))


def _span_of(statement: ast.stmt | None) -> Span | None:
    """Return the lines of a string that stands alone, from its first words on."""
    if (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(words := statement.value.value, str)
    ):
        blank = len(words) - len(words.lstrip())
        first = statement.lineno + words.count("\n", 0, blank)
        return first, statement.end_lineno or first
    return None


def _assigned(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement gives a value."""
    targets = (
        statement.targets
        if isinstance(statement, ast.Assign)
        else [statement.target]
        if isinstance(statement, ast.AnnAssign)
        else []
    )
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id
        elif isinstance(target, ast.Attribute):
            yield target.attr


def _commented(statement: ast.stmt, lines: list[str]) -> Span | None:
    """Return the lines of the comment that documents an assignment."""
    first = statement.lineno
    last = statement.end_lineno or first
    if _COMMENT in lines[last - 1]:
        return last, last
    above = first - 1
    while above and lines[above - 1].lstrip().startswith(_COMMENT):
        above -= 1
    return (above + 1, first - 1) if above < first - 1 else None
