"""What a docstring describes to the files that may define it.

Autodoc tells the file of the page's module, and of what a class inherits that of the class; the
rest is known to the modules that it has imported.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

from sphinx_claims.reading.origin.docstrings import Origin


class Definition(NamedTuple):
    """Where something may be defined."""

    file: str
    name: str
    """What the file calls it."""


def definitions_of(origin: Origin) -> Iterator[Definition]:
    """Yield where the docstring of something may be written, the likeliest first."""
    module = _module_of(origin.name)
    inner = origin.name.replace(".<locals>", "")
    names = [inner.removeprefix(module).lstrip(".")] if module else list(_endings_of(inner))
    for file in (origin.file, getattr(sys.modules.get(module), "__file__", None)):
        if file:
            yield from (Definition(file, name) for name in names)
    if module and names[0]:
        yield from _known_to(sys.modules[module], names[0].split("."))


def _module_of(name: str) -> str:
    """Return the longest part of a name that is a module."""
    parts = name.split(".")
    known = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((name for name in known if name in sys.modules), "")


def _endings_of(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[start:]) for start in range(len(parts)))


def _known_to(module: object, parts: list[str]) -> Iterator[Definition]:
    """Yield what a name means for a module, then what its classes inherit under it."""
    holder = module
    for part in parts[:-1]:
        holder = inspect.getattr_static(holder, part, None)
    for owner in holder.__mro__ if isinstance(holder, type) else (holder,):
        if code := _code_of(getattr(owner, "__dict__", {}).get(parts[-1])):
            yield Definition(code.co_filename, code.co_qualname.replace(".<locals>", ""))


def _code_of(held: object) -> CodeType | None:
    """Return the code of a function, however it is wrapped; None of anything else."""
    if isinstance(held, property):
        held = held.fget
    if isinstance(held, staticmethod | classmethod):
        held = held.__func__
    try:
        code = getattr(inspect.unwrap(held), "__code__", None)  # type: ignore[arg-type] # takes anything that may be wrapped
    except ValueError:  # wrapped in itself
        return None
    return code if isinstance(code, CodeType) else None
