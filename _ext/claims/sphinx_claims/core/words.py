"""Files of words, from which the vocabularies are read.

A line ``[name]`` opens a class; below it each line is one entry: a word, ``stem*`` for every word
that begins so, ``*ending`` for every word that ends so, or several words with a blank between them,
of which the last may be a stem. Behind an entry, two blanks and ``# reason`` tell why it is there;
so may ``# reason`` behind a class. Blank lines and lines that begin with ``#`` are passed over.
What an entry matches is for its reader to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_CLASS = re.compile(r"\[([a-z][a-z0-9-]*)\](?:\s+#.*)?")
_WORD = r"[^\s*_#\[\]]+"
_ENTRY = re.compile(rf"(\*{_WORD}|{_WORD}(?: {_WORD})*\*?)(?:\s{{2,}}#.*)?")


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
    for number, line in enumerate(text.splitlines(), start=1):
        told = line.rstrip()
        where = f"{file}:{number}"
        if not told or told.startswith("#"):
            continue
        if told.startswith("["):
            name = _class_in(told, where)
            if name in opened:
                raise WordsError(f"{where}: [{name}] was opened in line {opened[name]}")
            opened[name] = number
            classes[name] = {}
        elif not opened:
            raise WordsError(f"{where}: {told!r} stands above the first [class]")
        else:
            _add(_entry_in(told, where), number, classes[name], where)
    for name, entries in classes.items():
        if not entries:
            raise WordsError(f"{file}:{opened[name]}: [{name}] has no entries")
    return {name: tuple(entries) for name, entries in classes.items()}


def _class_in(line: str, where: str) -> str:
    form = _CLASS.fullmatch(line)
    if form is None:
        raise WordsError(f"{where}: {line!r} is not the name of a class, such as [drug-name]")
    return form[1]


def _entry_in(line: str, where: str) -> str:
    form = _ENTRY.fullmatch(line)
    if form is None:
        raise WordsError(
            f"{where}: {line!r} is not a word, a stem*, an *ending or several words with one blank "
            "between them; a reason follows two blanks and #"
        )
    return form[1]


def _add(entry: str, number: int, entries: dict[str, int], where: str) -> None:
    if entry in entries:
        raise WordsError(f"{where}: {entry!r} was given in line {entries[entry]}")
    entries[entry] = number
