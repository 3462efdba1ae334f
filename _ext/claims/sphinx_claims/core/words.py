"""Files of words, from which the vocabularies are read.

A line ``[name]`` opens a class; below it each line is one entry: a word, ``stem*`` for every word
that begins so, ``*ending`` for every word that ends so, or several words with a blank between them,
of which the last may be a stem. Behind
a class or an entry, two blanks and ``# reason`` tell why it is there. Blank lines and lines that
begin with ``#`` are passed over. What an entry matches is for its reader to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_REASON = re.compile(r"\s{2,}#.*")
_CLASS = re.compile(r"\[([a-z][a-z0-9-]*)\]")
_ENTRY = re.compile(r"\*?[^\s*_#\[\]]+(?: [^\s*_#\[\]]+)*\*?")


class WordsError(ValueError):
    """A file of words that cannot be read."""


@cache
def read_classes(package: str, file: str) -> Mapping[str, tuple[str, ...]]:
    """Return the entries of each class in a file that lies in a package, in their order.

    The file is read once; ``file`` may name a folder as well: ``words/health.txt``.
    """
    text = files(package).joinpath(*file.split("/")).read_text(encoding="utf-8")
    return MappingProxyType(parse_classes(text, file))


def parse_classes(text: str, file: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of each class in a text; ``file`` names it in errors."""
    opened: dict[str, int] = {}
    classes: dict[str, dict[str, int]] = {}
    entries: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        told = _REASON.sub("", line).rstrip()
        if not told or line.startswith("#"):
            continue
        if told.startswith("["):
            name = _class_named(told, f"{file}:{number}")
            if name in classes:
                raise WordsError(f"{file}:{number}: [{name}] was opened in line {opened[name]}")
            opened[name] = number
            entries = classes[name] = {}
        else:
            _add(told, number, entries if classes else None, file)
    for name, found in classes.items():
        if not found:
            raise WordsError(f"{file}:{opened[name]}: [{name}] has no entries")
    return {name: tuple(found) for name, found in classes.items()}


def _class_named(told: str, where: str) -> str:
    form = _CLASS.fullmatch(told)
    if form is None:
        raise WordsError(f"{where}: {told!r} is not the name of a class, such as [drug-name]")
    return form[1]


def _add(entry: str, number: int, entries: dict[str, int] | None, file: str) -> None:
    where = f"{file}:{number}"
    if entries is None:
        raise WordsError(f"{where}: {entry!r} stands above the first [class]")
    if not _ENTRY.fullmatch(entry):
        raise WordsError(
            f"{where}: {entry!r} is not a word, a stem*, an *ending, or several words with "
            "a blank between; a reason follows two blanks and #"
        )
    if entry in entries:
        raise WordsError(f"{where}: {entry!r} was given in line {entries[entry]}")
    entries[entry] = number
