"""The text of bibliography files to entries, read as sphinxcontrib-bibtex has pybtex read it.

It knows where pybtex refuses to go on, and reads on for lines and fields.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

_HEAD = re.compile(r"@\s*[^\s{(]+\s*[{(]\s*(?P<key>[^\s,]+)\s*(?P<comma>,)?")
"""What an entry begins with."""
_NO_ENTRIES = frozenset({"string", "preamble"})
_NAME_PARTS = 3
"""Into how many parts commas may divide a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What keeps pybtex from reading on."""

    key: str
    """The entry in which it stands; empty if it stands in none."""
    line: int
    """Where that entry begins."""
    message: str
    is_fatal: bool
    """Whether it ends the build; else only the reading of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as it is written, strings put in."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    """Names in lower case, with their values; of one that stands twice the first counts."""
    line: int
    has_comma: bool
    """Whether a comma parts the key from the fields."""
    is_read: bool = True
    """Whether pybtex comes as far as this entry, and takes it."""

    def slip(self, message: str, *, is_fatal: bool = False) -> Slip:
        """Return what keeps pybtex from taking this entry."""
        return Slip(key=self.key, line=self.line, message=message, is_fatal=is_fatal)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibText:
    """What a file holds."""

    entries: tuple[RawEntry, ...] = ()
    slip: Slip | None = None
    """The first thing that keeps pybtex from reading on."""


class BibReader:
    """Reads one file after the other: strings and keys of one hold in the next."""

    def __init__(self) -> None:
        self._macros = CaseInsensitiveDict(month_names)
        self._files: dict[str, str] = {}
        """The file that holds each key; the key in lower case."""

    def read(self, text: str, name: str) -> BibText:
        """Read the text of a file; never raises for what it holds.

        :param name: what to call the file
        """
        errors: list[PybtexSyntaxError] = []
        parser = LowLevelParser(text, handle_error=errors.append, macros=self._macros)
        lines = _Lines(text)
        entries: list[RawEntry] = []
        slip: Slip | None = None
        for command, body in parser:
            start, key = parser.command_start, parser.current_entry_key
            slip = slip or _first_refusal(errors, lines, start, key or "")
            if command.lower() in _NO_ENTRIES or not key:
                continue
            entry = _entry(command, body, lines, start)
            slip = slip or next(self._slips(entry), None)
            if slip is None:
                self._files[key.lower()] = name
            elif parser.macros is self._macros:
                # pybtex goes on to the next file without what follows here
                parser.macros = CaseInsensitiveDict(self._macros.items())
            entries.append(replace(entry, is_read=slip is None))
        rest = _first_refusal(errors, lines, len(text), "")
        return BibText(entries=tuple(entries), slip=slip or rest)

    def _slips(self, entry: RawEntry) -> Iterator[Slip]:
        """Yield what pybtex refuses in an entry that it could read, in its order."""
        seen: set[str] = set()
        for field, value in entry.fields:
            if field in seen:
                yield entry.slip(f"has the field {field!r} twice")
            seen.add(field)
            for person in split_name_list(value) if field in Person.valid_roles else ():
                if len(split_tex_string(person, ",")) > _NAME_PARTS:
                    yield entry.slip(f"too many commas in the name {person!r}", is_fatal=True)
        if holder := self._files.get(entry.key.lower()):
            yield entry.slip(f"has the key of another entry in {holder}")


def _entry(command: str, body: Any, lines: _Lines, start: int) -> RawEntry:
    """Return an entry whose text begins at an offset."""
    key, fields = body
    head = _HEAD.match(lines.text, start)
    return RawEntry(
        kind=command,
        key=key,
        fields=tuple((field.lower(), " ".join("".join(parts).split())) for field, parts in fields),
        line=lines.at(start),
        has_comma=not fields or head is None or bool(head["comma"]),
    )


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [match.end() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return bisect_right(self._starts, offset) + 1


def _first_refusal(
    errors: list[PybtexSyntaxError], lines: _Lines, start: int, key: str
) -> Slip | None:
    """Return the first of the errors met since the last entry, and forget them all.

    :param start: offset at which the present entry begins
    :param key: that of the present entry
    """
    if not errors:
        return None
    error = errors[0]
    errors.clear()
    begins, number, _ = error.error_context_info
    line = lines.at(begins)
    place = f" in line {number}" if number != line else ""
    return Slip(
        key=key if begins == start else "",
        line=line,
        message=f"{error.error_type}{place}: {error.args[0]}",
        is_fatal=True,
    )
