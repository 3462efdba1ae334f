"""Python files to the lines that their docstrings begin at.

Autodoc counts the lines of each docstring from 1.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

_MARK = ":docstring of "
"""What autodoc writes between the path of a file and the name of what a docstring describes."""
_DESCRIBED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def split_path(path: str) -> tuple[str, str]:
    """Return the path of a file, and the name of what a docstring in it describes, or nothing."""
    file, _, name = path.partition(_MARK)
    return file, name


def docstring_lines(text: str) -> dict[str, int]:
    """Return by name the line of each docstring's first words; the module's name is empty."""
    try:
        return dict(_lines_in(ast.parse(text), ""))
    except (SyntaxError, ValueError):
        return {}


def _lines_in(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> Iterator[tuple[str, int]]:
    first = node.body[0] if node.body else None
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(words := first.value.value, str)
    ):
        blank = len(words) - len(words.lstrip())
        yield name, first.lineno + words.count("\n", 0, blank)
    for child in node.body:
        if isinstance(child, _DESCRIBED):
            yield from _lines_in(child, f"{name}.{child.name}".lstrip("."))


def find_line(lines: Mapping[str, int], name: str) -> int:
    """Return the line of a docstring by its full name, or that of the nearest one around it."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        for start in range(end):
            if line := lines.get(".".join(parts[start:end])):
                return line
    return lines.get("", 1)
