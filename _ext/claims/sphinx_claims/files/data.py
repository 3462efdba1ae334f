"""What data files have in common.

Nodes to values, with the place of everything that is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.encoding import no_letter_in
from sphinx_claims.core.model import Defect, Location
from sphinx_claims.files.disk import decoded, read_limited
from sphinx_claims.files.json_nodes import read_json
from sphinx_claims.files.nodes import (
    BadEntryError,
    Listing,
    Node,
    Scalar,
    Table,
    UnreadableError,
    told,
)
from sphinx_claims.files.yaml_nodes import read_yaml

_MOST_DEFECTS = 1000
"""Faults in one file, after which the rest of it is not looked at."""
LONGEST_NAME = 200
"""Letters of a name."""
Word = TypeVar("Word", bound=StrEnum)
Read = Callable[[Node], Any]
"""Turns a node into a value; raises :class:`BadEntryError`."""


@dataclass(slots=True, kw_only=True)
class DataReader:
    """Reads nodes, and notes what is wrong with them instead of stopping there."""

    source: str
    """Path of the file, relative to the source directory."""
    slug: DefectKind
    """What it is called when something is wrong with it."""
    defects: list[Defect] = field(default_factory=list)
    is_json: bool = False
    """Whether the file is JSON and not YAML."""
    damaged: set[str] = field(default_factory=set)
    """Keys of the sources that some defect is about."""
    digest: str = ""
    """A digest of the file, once it is read."""

    def read(
        self, path: Path, what: str, fields: Mapping[str, Read], needed: set[str]
    ) -> dict[str, Any]:
        """Read the fields of a whole file, none if it cannot be read at all."""
        try:
            data = read_limited(path)
            self.digest = hashlib.sha256(data).hexdigest()
            text = decoded(data)
            node = read_json(text) if self.is_json else read_yaml(text)
            return self.mapping(node, what, fields, needed) if node else {}
        except UnreadableError as error:
            self._note(error.line, str(error))
        except BadEntryError as error:
            self._note(error.line, str(error))
        return {}

    def refuse(self, line: int, message: str) -> None:
        """Note a defect."""
        if len(self.defects) == _MOST_DEFECTS:
            raise UnreadableError(line, "so much is wrong that the rest is not read")
        self._note(line, message)

    def _note(self, line: int, message: str) -> None:
        location = Location(doc=None, source=self.source, line=line)
        self.defects.append(Defect(slug=self.slug, location=location, message=message))

    def entries(self, node: Node) -> Iterator[tuple[str, int, Node]]:
        """Yield name, line and value of the entries of a mapping, each name once."""
        if not isinstance(node, Table):
            raise BadEntryError(node, f"expected names with values, got {told(node)}")
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, Scalar):
                self.refuse(key.line, f"expected a name, got {told(key)}")
            elif len(key.value) > LONGEST_NAME:
                self.refuse(key.line, f"a name of more than {LONGEST_NAME} letters: {told(key)}")
            elif sign := no_letter_in(key.value):
                self.refuse(key.line, f"the name {told(key)} holds {sign}, which is no letter")
            elif key.value in seen:
                self.refuse(key.line, f"{told(key)} is there already, in line {seen[key.value]}")
            else:
                seen[key.value] = key.line
                yield key.value, key.line, value

    def mapping(
        self, node: Node, what: str, fields: Mapping[str, Read], needed: set[str]
    ) -> dict[str, Any]:
        """Read the fields of a mapping.

        What is wrong with one does not hide what is wrong with the next.
        """
        found: dict[str, Any] = {}
        for name, line, value in self.entries(node):
            if name not in fields:
                self.refuse(line, f"{what} has no field {told(name)}{nearest(name, fields)}")
                continue
            needed = needed - {name}
            try:
                found[name] = fields[name](value)
            except BadEntryError as error:
                self.refuse(error.line, f"{name} of {what}: {error}")
        if needed:
            self.refuse(node.line, f"{what} lacks {', '.join(sorted(needed))}")
        return found

    def items(self, node: Node, read: Read) -> tuple[Any, ...]:
        """Read the items of a list, leaving out those that are wrong."""
        found = []
        for item in items_of(node):
            before = len(self.defects)
            value = read(item)
            if len(self.defects) == before:
                found.append(value)
        return tuple(found)


def is_name(text: str) -> bool:
    """Tell whether a data file may have this for a name."""
    return len(text) <= LONGEST_NAME and not no_letter_in(text)


def nearest(name: str, known: Iterable[object]) -> str:
    """Return what to say of a name that is not known."""
    names = list(map(str, known))
    close = get_close_matches(name[:LONGEST_NAME], names, 1)
    return f"; nearest is {close[0]!r}" if close else f"; known are {', '.join(names)}"


def items_of(node: Node) -> list[Node]:
    """Return the items of a list."""
    if not isinstance(node, Listing):
        raise BadEntryError(node, f"expected a list, got {told(node)}")
    return list(node.value)


def version_of(number: int) -> Read:
    """Return what reads the version of a file's form, of which one is known."""

    def read(node: Node) -> None:
        if not isinstance(node, Scalar) or node.value != str(number):
            raise BadEntryError(node, f"expected {number}, got {told(node)}")

    return read


def text_of(node: Node) -> str:
    """Read a text on one line."""
    if not isinstance(node, Scalar) or not node.is_text:
        advice = "" if isinstance(node, Scalar) and not node.value else "; put it in quotes"
        raise BadEntryError(node, f"expected text, got {told(node)}{advice}")
    if sign := no_letter_in(node.value):
        raise BadEntryError(node, f"{told(node)} holds {sign}, which is no letter")
    return " ".join(node.value.split())


def texts_of(node: Node) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(map(text_of, items_of(node)))


def word_of(words: type[Word]) -> Callable[[Node], Word]:
    """Return what reads one word of a closed list."""
    known = {word.value: word for word in words}

    def read(node: Node) -> Word:
        text = text_of(node)
        if text not in known:
            raise BadEntryError(node, f"{told(text)} is no known word{nearest(text, known)}")
        return known[text]

    return read


def words_of(words: type[Word]) -> Callable[[Node], tuple[Word, ...]]:
    """Return what reads one word or a list of them."""
    read = word_of(words)
    return lambda node: tuple(map(read, node.value if isinstance(node, Listing) else [node]))
