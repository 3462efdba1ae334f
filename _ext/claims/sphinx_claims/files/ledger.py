"""The ledger file to a ledger, with the place of everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sphinx_claims.core.defects import DefectKind
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
)
from sphinx_claims.core.evidence.slips import slips_in, slips_in_derivation
from sphinx_claims.core.model import Defect, Location
from sphinx_claims.files.data import (
    DataReader,
    Read,
    items_of,
    text_of,
    texts_of,
    version_of,
    word_of,
    words_of,
)
from sphinx_claims.files.disk import is_file
from sphinx_claims.files.nodes import BadEntryError, Listing, Node, Scalar, told

SCHEMA_VERSION = 1
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_P_VALUE = re.compile(r"[<>]?(?:0(?:\.\d+)?|1)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_DIGITS = 30
"""Digits of a number; a decimal keeps 28 of them when it is calculated with."""


def read_ledger(path: Path, name: str, source: str, named_at: Location) -> Ledger:
    """Read the ledger; never raises for what the file holds.

    :param name: path to show, as the settings have it; empty for no ledger
    :param source: the path relative to the source directory
    :param named_at: where the project names the file, to report a missing one
    """
    if not name:
        return NO_LEDGER
    if not is_file(path):
        defect = Defect(
            slug=DefectKind.MALFORMED_LEDGER,
            location=named_at,
            message=f"ledger {name!r} does not exist",
        )
        return Ledger(source=source, defects=(defect,))
    reader = _Reader(source=source, slug=DefectKind.MALFORMED_LEDGER)
    found = reader.read(path, "the ledger", reader.top(), {"schema", "sources"})
    return Ledger(
        sources=found.get("sources", {}),
        overlaps=found.get("overlaps", ()),
        contradictions=found.get("contradictions", ()),
        own_numbers=found.get("own-numbers", ()),
        defects=tuple(sorted(reader.defects, key=lambda defect: defect.location.line)),
        damaged=frozenset(reader.damaged),
        source=source,
        digest=reader.digest,
    )


class _Reader(DataReader):
    """Reads the nodes of a ledger."""

    __slots__ = ()

    def top(self) -> Mapping[str, Read]:
        """Return what reads the fields of the whole file."""
        return {
            "schema": version_of(SCHEMA_VERSION),
            "sources": self.sources,
            "overlaps": lambda node: self.items(node, self.overlap),
            "contradictions": lambda node: self.items(node, self.contradiction),
            "own-numbers": lambda node: self.items(node, self.own_number),
        }

    def sources(self, node: Node) -> dict[str, Evidence]:
        """Read the entries of all sources."""
        found = {}
        for key, line, value in self.entries(node):
            before = len(self.defects)
            try:
                evidence = self.evidence(key, line, value)
            except BadEntryError as error:
                self.refuse(error.line, f"{key}: {error}")
            if len(self.defects) > before:
                self.damaged.add(key)
            elif evidence:
                found[key] = evidence
        return found

    def evidence(self, key: str, line: int, node: Node) -> Evidence | None:
        """Read the entry of one source."""
        before = len(self.defects)
        fields: Mapping[str, Read] = {
            "design": word_of(Design),
            "species": words_of(Species),
            "treatment": words_of(Treatment),
            "participants": _participants,
            "participants_note": text_of,
            "population": text_of,
            "extent": word_of(Extent),
            "checked": _day,
            "locator": text_of,
            "notices": lambda notices: self.items(notices, self.notice),
            "facts": lambda facts: tuple(self.facts(key, facts)),
        }
        found = self.mapping(node, key, fields, set(fields) - {"participants_note", "checked"})
        if len(self.defects) > before:
            return None
        evidence = Evidence(key=key, line=line, **found)
        for fact in evidence.facts:
            for slip in slips_in_derivation(fact, evidence) if fact.derived else ():
                self.refuse(fact.line, f"{key}.{fact.id}: {slip}")
        return evidence

    def facts(self, key: str, node: Node) -> Iterator[Fact]:
        """Read the facts of a source."""
        for name, line, value in self.entries(node):
            what, before = f"{key}.{name}", len(self.defects)
            if not _NAME.fullmatch(name):
                self.refuse(
                    line,
                    f"{what}: the name of a fact is small letters and digits, with hyphens between",
                )
            try:
                found = self.mapping(
                    value,
                    what,
                    {**_FACT_FIELDS, "interval": self.interval},
                    {"value", "unit", "outcome"},
                )
            except BadEntryError as error:
                self.refuse(error.line, f"{what}: {error}")
            if len(self.defects) == before:
                fact = Fact(id=name, line=line, **found)
                for slip in slips_in(fact):
                    self.refuse(line, f"{what}: {slip}")
                yield fact

    def interval(self, node: Node) -> Interval | None:
        """Read an interval; None if something is wrong with it."""
        names = ("level", "low", "high")
        found = self.mapping(node, "an interval", dict.fromkeys(names, _number), set(names))
        return Interval(**found) if len(found) == len(names) else None

    def notice(self, node: Node) -> Notice | None:
        """Read a notice; None if something is wrong with it."""
        found = self.mapping(
            node, "a notice", {"kind": word_of(NoticeKind), "note": text_of}, {"kind", "note"}
        )
        return Notice(**found) if len(found) == 2 else None

    def overlap(self, node: Node) -> Overlap | None:
        """Read an overlap; None if something is wrong with it."""
        found = self.mapping(
            node, "an overlap", {"sources": texts_of, "note": text_of}, {"sources", "note"}
        )
        return Overlap(**found) if len(found) == 2 else None

    def contradiction(self, node: Node) -> Contradiction | None:
        """Read a contradiction; None if something is wrong with it."""
        fields: Mapping[str, Read] = {"about": text_of, "sides": _sides, "words": texts_of}
        found = self.mapping(node, "a contradiction", fields, set(fields))
        return Contradiction(**found) if len(found) == len(fields) else None

    def own_number(self, node: Node) -> OwnNumber | None:
        """Read a number of the text itself; None if something is wrong with it."""
        fields = {"doc": text_of, "number": _number, "words": text_of, "reason": text_of}
        found = self.mapping(node, "an own number", fields, set(fields))
        place = Location(doc=None, source=self.source, line=node.line)
        return OwnNumber(location=place, **found) if len(found) == len(fields) else None


def _sides(node: Node) -> tuple[tuple[str, ...], ...]:
    sides = tuple(map(texts_of, items_of(node)))
    if len(sides) < 2:
        raise BadEntryError(node, "a contradiction has two sides or more")
    return sides


def _number(node: Node) -> Decimal:
    if not isinstance(node, Scalar) or node.is_text or not _NUMBER.fullmatch(node.value):
        raise BadEntryError(node, f"expected a number in plain digits, got {told(node)}")
    if len(node.value) > _MOST_DIGITS:
        raise BadEntryError(node, f"a number of more than {_MOST_DIGITS} digits")
    return Decimal(node.value)


def _value(node: Node) -> tuple[Decimal, ...]:
    numbers = tuple(map(_number, node.value if isinstance(node, Listing) else [node]))
    if isinstance(node, Listing) and len(numbers) != 2:
        raise BadEntryError(node, f"a range has two ends, this one {len(numbers)}")
    return numbers


def _participants(node: Node) -> int | None:
    if isinstance(node, Scalar) and node.is_null:
        return None
    number = _number(node)
    if number != int(number) or number < 0:
        raise BadEntryError(node, f"expected a whole number or null, got {told(node)}")
    return int(number)


def _day(node: Node) -> str:
    try:
        return date.fromisoformat(node.value if isinstance(node, Scalar) else "").isoformat()
    except ValueError as error:
        raise BadEntryError(node, f"expected a day such as 2026-11-22, got {told(node)}") from error


def _p_value(node: Node) -> str:
    if not isinstance(node, Scalar) or not _P_VALUE.fullmatch(node.value):
        raise BadEntryError(node, f"expected a p value such as 0.04 or '<0.001', got {told(node)}")
    return str(node.value)


_FACT_FIELDS: Mapping[str, Read] = {
    "value": _value,
    "unit": text_of,
    "outcome": text_of,
    "denominator": _number,
    "count": _number,
    "p": _p_value,
    "derived": text_of,
    **dict.fromkeys(("time", "arm", "locator", "note"), text_of),
}
