"""The text of bibliography files to entries, read as sphinxcontrib-bibtex has pybtex read it.

It knows where pybtex refuses to go on, and reads on for lines and fields.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
class RawEntry:
    """One entry as it is written, strings put in."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    """Each name in lower case, with its first value."""
    line: int
    has_comma: bool
    """Whether a comma parts the key from the fields."""
    is_read: bool
    """Whether pybtex comes as far as this entry, and takes it."""


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
            start, key = parser.command_start, parser.current_entry_key or ""
            slip = slip or _first_refusal(errors, lines, start, key)
            if command.lower() in _NO_ENTRIES or not key:
                continue
            _, fields = body
            values = [(field.lower(), " ".join("".join(parts).split())) for field, parts in fields]
            line = lines.at(start)
            if slip is None and (slip := self._first_slip(key, line, values)):
                # pybtex goes on to the next file without what would follow
                parser.macros = CaseInsensitiveDict(self._macros.items())
            if slip is None:
                self._files[key.lower()] = name
            head = _HEAD.match(text, start)
            entries.append(
                RawEntry(
                    kind=command,
                    key=key,
                    fields=tuple(dict(reversed(values)).items()),  # the first of two counts
                    line=line,
                    has_comma=not values or head is None or bool(head["comma"]),
                    is_read=slip is None,
                )
            )
        return BibText(
            entries=tuple(entries), slip=slip or _first_refusal(errors, lines, len(text), "")
        )

    def _first_slip(self, key: str, line: int, fields: Iterable[tuple[str, str]]) -> Slip | None:
        """Return the first reason for pybtex not to take an entry that it could read."""
        found = next(self._slips(key, fields), None)
        if found is None:
            return None
        message, is_fatal = found
        return Slip(key=key, line=line, message=message, is_fatal=is_fatal)

    def _slips(self, key: str, fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bool]]:
        """Yield what pybtex refuses in an entry, in its order, and whether that ends the build."""
        seen: set[str] = set()
        for field, value in fields:
            if field in seen:
                yield f"has the field {field!r} twice", False
            seen.add(field)
            for person in split_name_list(value) if field in Person.valid_roles else ():
                if len(split_tex_string(person, ",")) > _NAME_PARTS:
                    yield f"has a name with too many commas, {person!r}", True
        if key.lower() in self._files:
            yield f"has the key of another entry in {self._files[key.lower()]}", False


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
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
