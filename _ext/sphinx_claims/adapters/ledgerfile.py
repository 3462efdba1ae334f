"""The ledger file to a ledger, with the place of everything that is wrong in it. The only module that reads YAML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sphinx_claims.core.evidence.ledger import (
    NO_LEDGER,
    Contradiction,
    Design,
    Evidence,
    Extent,
    Fact,
    Interval,
    Ledger,
    Notice,
    NoticeKind,
    Overlap,
    OwnNumber,
    Species,
    Treatment,
    slips_in,
    slips_in_derivation,
)
from sphinx_claims.core.model import Defect, Location

SCHEMA_VERSION = 1
DEFECT = "malformed-ledger"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C, where PyYAML was built with it."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_P_VALUE = re.compile(r"[<>]?(?:0(?:\.\d+)?|1)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
Word = TypeVar("Word", bound=StrEnum)
Read = Callable[[yaml.Node], Any]
"""Turns a node into a value; raises :class:`BadEntryError`."""


class BadEntryError(ValueError):
    """What is wrong at a node."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        """Take the node and what is wrong with it."""
        super().__init__(message)
        self.line = node.start_mark.line + 1


def read_ledger(path: Path, name: str, source: str, named_at: Location) -> Ledger:
    """Read the ledger; never raises for what the file holds.

    :param name: path to show, as the settings have it; empty for no ledger
    :param source: the path relative to the source directory
    :param named_at: where the project names the file, to report a missing one
    """
    if not name:
        return NO_LEDGER
    if not path.is_file():
        defect = Defect(slug=DEFECT, location=named_at, message=f"ledger {name!r} does not exist")
        return Ledger(source=source, defects=(defect,))
    data = path.read_bytes()
    reader = _Reader(source=source)
    try:
        node = yaml.compose(data.decode("utf-8-sig"), _LOADER)
        found = reader.mapping(node, "the ledger", reader.top(), {"schema", "sources"}) if node else {}
    except UnicodeDecodeError as error:
        found = reader.refuse(data.count(b"\n", 0, error.start) + 1, f"not UTF-8 text (byte 0x{data[error.start]:02x})")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = reader.refuse(mark.line + 1 if mark else 1, f"no YAML: {getattr(error, 'problem', None) or error}")
    except BadEntryError as error:
        found = reader.refuse(error.line, str(error))
    return Ledger(
        sources=found.get("sources", {}),
        overlaps=found.get("overlaps", ()),
        contradictions=found.get("contradictions", ()),
        own_numbers=found.get("own-numbers", ()),
        defects=tuple(sorted(reader.defects, key=lambda defect: defect.location.line)),
        damaged=frozenset(reader.damaged),
        source=source,
        digest=hashlib.sha256(data).hexdigest(),
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads nodes, and notes what is wrong with them instead of stopping there."""

    source: str
    defects: list[Defect] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)

    def refuse(self, line: int, message: str) -> dict[str, Any]:
        """Note a defect; return no fields."""
        location = Location(doc=None, source=self.source, line=line)
        self.defects.append(Defect(slug=DEFECT, location=location, message=message))
        return {}

    def entries(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield name, key and value of the entries of a mapping, each name once."""
        if not isinstance(node, yaml.MappingNode):
            raise BadEntryError(node, f"expected names with values, got {_told(node)}")
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self.refuse(key.start_mark.line + 1, f"{name!r} is there already, in line {seen[name]}")
            else:
                seen[name] = key.start_mark.line + 1
                yield name, key, value

    def mapping(self, node: yaml.Node, what: str, fields: Mapping[str, Read], needed: set[str]) -> dict[str, Any]:
        """Read the fields of a mapping; what is wrong with one does not hide what is wrong with the next."""
        found: dict[str, Any] = {}
        for name, key, value in self.entries(node):
            if name not in fields:
                self.refuse(key.start_mark.line + 1, f"{what} has no field {name!r}{_nearest(name, fields)}")
                continue
            needed = needed - {name}
            try:
                found[name] = fields[name](value)
            except BadEntryError as error:
                self.refuse(error.line, f"{name} of {what}: {error}")
        if needed:
            self.refuse(node.start_mark.line + 1, f"{what} lacks {', '.join(sorted(needed))}")
        return found

    def items(self, node: yaml.Node, read: Read) -> tuple[Any, ...]:
        """Read the items of a list, leaving out those that are wrong."""
        found = []
        for item in _items(node):
            before = len(self.defects)
            value = read(item)
            if len(self.defects) == before:
                found.append(value)
        return tuple(found)

    def top(self) -> Mapping[str, Read]:
        """Return what reads the fields of the whole file."""
        return {
            "schema": _version,
            "sources": self.sources,
            "overlaps": lambda node: self.items(node, self.overlap),
            "contradictions": lambda node: self.items(node, self.contradiction),
            "own-numbers": lambda node: self.items(node, self.own_number),
        }

    def sources(self, node: yaml.Node) -> dict[str, Evidence]:
        """Read the entries of all sources."""
        found = {}
        for key, at, value in self.entries(node):
            before = len(self.defects)
            try:
                evidence = self.evidence(key, at, value)
            except BadEntryError as error:
                self.refuse(error.line, f"{key}: {error}")
            if len(self.defects) > before:
                self.damaged.add(key)
            elif evidence:
                found[key] = evidence
        return found

    def evidence(self, key: str, at: yaml.Node, node: yaml.Node) -> Evidence | None:
        """Read the entry of one source."""
        before, line = len(self.defects), at.start_mark.line + 1
        fields: Mapping[str, Read] = {
            "design": _word(Design),
            "species": _words(Species),
            "treatment": _words(Treatment),
            "participants": _participants,
            "participants_note": _text,
            "population": _text,
            "extent": _word(Extent),
            "locator": _text,
            "notices": lambda notices: self.items(notices, self.notice),
            "facts": lambda facts: tuple(self.facts(key, facts)),
        }
        found = self.mapping(node, key, fields, set(fields) - {"participants_note"})
        if len(self.defects) > before:
            return None
        evidence = Evidence(key=key, line=line, **found)
        for fact in evidence.facts:
            for slip in slips_in_derivation(fact, evidence) if fact.derived else ():
                self.refuse(fact.line, f"{key}.{fact.id}: {slip}")
        return evidence

    def facts(self, key: str, node: yaml.Node) -> Iterator[Fact]:
        """Read the facts of a source."""
        for name, at, value in self.entries(node):
            what, before, line = f"{key}.{name}", len(self.defects), at.start_mark.line + 1
            if not _NAME.fullmatch(name):
                self.refuse(line, f"{what}: the name of a fact is small letters and digits, with hyphens between")
            try:
                found = self.mapping(value, what, {**_FACT_FIELDS, "interval": self.interval}, {"value", "unit", "outcome"})
            except BadEntryError as error:
                self.refuse(error.line, f"{what}: {error}")
            if len(self.defects) == before:
                fact = Fact(id=name, line=line, **found)
                for slip in slips_in(fact):
                    self.refuse(line, f"{what}: {slip}")
                yield fact

    def interval(self, node: yaml.Node) -> Interval | None:
        """Read an interval; None if something is wrong with it."""
        names = ("level", "low", "high")
        found = self.mapping(node, "an interval", dict.fromkeys(names, _number), set(names))
        return Interval(**found) if len(found) == len(names) else None

    def notice(self, node: yaml.Node) -> Notice | None:
        """Read a notice; None if something is wrong with it."""
        found = self.mapping(node, "a notice", {"kind": _word(NoticeKind), "note": _text}, {"kind", "note"})
        return Notice(**found) if len(found) == 2 else None

    def overlap(self, node: yaml.Node) -> Overlap | None:
        """Read an overlap; None if something is wrong with it."""
        found = self.mapping(node, "an overlap", {"sources": _texts, "note": _text}, {"sources", "note"})
        return Overlap(**found) if len(found) == 2 else None

    def contradiction(self, node: yaml.Node) -> Contradiction | None:
        """Read a contradiction; None if something is wrong with it."""
        fields: Mapping[str, Read] = {"about": _text, "sides": _sides, "words": _texts}
        found = self.mapping(node, "a contradiction", fields, set(fields))
        return Contradiction(**found) if len(found) == len(fields) else None

    def own_number(self, node: yaml.Node) -> OwnNumber | None:
        """Read a number of the text itself; None if something is wrong with it."""
        fields = {"doc": _text, "number": _number, "words": _text, "reason": _text}
        found = self.mapping(node, "an own number", fields, set(fields))
        place = Location(doc=None, source=self.source, line=node.start_mark.line + 1)
        return OwnNumber(location=place, **found) if len(found) == len(fields) else None


def _told(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "names with values"


def _nearest(name: str, known: Any) -> str:
    close = get_close_matches(name, list(map(str, known)), 1)
    return f"; nearest is {close[0]!r}" if close else f"; known are {', '.join(known)}"


def _items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise BadEntryError(node, f"expected a list, got {_told(node)}")
    return list(node.value)


def _version(node: yaml.Node) -> None:
    if node.value != str(SCHEMA_VERSION):
        raise BadEntryError(node, f"expected {SCHEMA_VERSION}, got {_told(node)}")


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag != _TEXT:
        raise BadEntryError(node, f"expected text, got {_told(node)}" + ("; put it in quotes" if node.value else ""))
    return " ".join(node.value.split())


def _texts(node: yaml.Node) -> tuple[str, ...]:
    return tuple(map(_text, _items(node)))


def _sides(node: yaml.Node) -> tuple[tuple[str, ...], ...]:
    sides = tuple(map(_texts, _items(node)))
    if len(sides) < 2:
        raise BadEntryError(node, "a contradiction has two sides or more")
    return sides


def _word(words: type[Word]) -> Callable[[yaml.Node], Word]:
    known = {word.value: word for word in words}

    def read(node: yaml.Node) -> Word:
        text = _text(node)
        if text not in known:
            raise BadEntryError(node, f"{text!r} is no known word{_nearest(text, known)}")
        return known[text]

    return read


def _words(words: type[Word]) -> Callable[[yaml.Node], tuple[Word, ...]]:
    """Return what reads one word or a list of them."""
    read = _word(words)
    return lambda node: tuple(map(read, node.value if isinstance(node, yaml.SequenceNode) else [node]))


def _number(node: yaml.Node) -> Decimal:
    if not isinstance(node, yaml.ScalarNode) or node.tag == _TEXT or not _NUMBER.fullmatch(node.value):
        raise BadEntryError(node, f"expected a number in plain digits, got {_told(node)}")
    return Decimal(node.value)


def _value(node: yaml.Node) -> tuple[Decimal, ...]:
    numbers = tuple(map(_number, node.value if isinstance(node, yaml.SequenceNode) else [node]))
    if isinstance(node, yaml.SequenceNode) and len(numbers) != 2:
        raise BadEntryError(node, f"a range has two ends, this one {len(numbers)}")
    return numbers


def _participants(node: yaml.Node) -> int | None:
    if node.tag == _NULL:
        return None
    number = _number(node)
    if number != int(number) or number < 0:
        raise BadEntryError(node, f"expected a whole number or null, got {_told(node)}")
    return int(number)


def _p_value(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not _P_VALUE.fullmatch(node.value):
        raise BadEntryError(node, f"expected a p value such as 0.04 or '<0.001', got {_told(node)}")
    return str(node.value)


_FACT_FIELDS: Mapping[str, Read] = {
    "value": _value,
    "unit": _text,
    "outcome": _text,
    "denominator": _number,
    "count": _number,
    "p": _p_value,
    "derived": _text,
    **dict.fromkeys(("time", "arm", "locator", "note"), _text),
}
