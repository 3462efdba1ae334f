"""The status file to a snapshot, with the place of everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.notices import Publication, Published
from sphinx_claims.core.evidence.status import (
    NO_STATUS,
    Answer,
    Difference,
    Learnt,
    Reply,
    Service,
    Status,
)
from sphinx_claims.core.model import Defect, Location
from sphinx_claims.files.data import DataReader, Read, text_of, version_of, word_of
from sphinx_claims.files.disk import is_file
from sphinx_claims.files.nodes import BadEntryError, Node, told

SCHEMA_VERSION = 1
_DAY = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?", re.ASCII)
"""A day, or only its month or year, or nothing where a service does not tell."""


def read_status(path: Path, name: str, source: str, named_at: Location) -> Status:
    """Read the snapshot; never raises for what the file holds.

    :param name: path to show, as the settings have it; empty for no snapshot
    :param source: the path relative to the source directory
    :param named_at: where the project names the file, to report a missing one
    """
    if not name:
        return NO_STATUS
    if not is_file(path):
        defect = Defect(
            slug=DefectKind.MALFORMED_STATUS,
            location=named_at,
            message=f"status file {name!r} does not exist",
        )
        return Status(source=source, defects=(defect,))
    reader = _Reader(source=source, slug=DefectKind.MALFORMED_STATUS, is_json=True)
    fields: Mapping[str, Read] = {"schema": version_of(SCHEMA_VERSION), "works": reader.works}
    found = reader.read(path, "the status file", fields, set(fields))
    return Status(
        works=found.get("works", {}),
        defects=tuple(sorted(reader.defects, key=lambda defect: defect.location.line)),
        source=source,
        digest=reader.digest,
    )


class _Reader(DataReader):
    """Reads the nodes of a snapshot."""

    __slots__ = ()

    def works(self, node: Node) -> dict[str, tuple[Reply, ...]]:
        """Read the replies about all works."""
        found = {}
        for key, _, value in self.entries(node):
            replies = {service.value: self._replies(key, service) for service in Service}
            try:
                said = self.mapping(value, key, replies, set())
            except BadEntryError as error:
                self.refuse(error.line, f"{key}: {error}")
            else:
                found[key] = tuple(said[name] for name in sorted(said) if said[name])
        return found

    def _replies(self, key: str, service: Service) -> Read:
        """Return what reads the reply of a service; None if something is wrong with it."""
        fields: Mapping[str, Read] = {
            "asked": _day,
            "answer": word_of(Answer),
            "notices": lambda node: self.items(node, self.notice),
            "differences": lambda node: self.items(node, self.difference),
        }

        def read(node: Node) -> Reply | None:
            found = self.mapping(node, f"{service.value} of {key}", fields, {"asked", "answer"})
            if not {"asked", "answer"} <= found.keys():
                return None
            notices = tuple(
                replace(notice, service=service.value) for notice in found.pop("notices", ())
            )
            return Reply(service=service, notices=notices, **found)

        return read

    def notice(self, node: Node) -> Publication | None:
        """Read a notice; None if something is wrong with it."""
        fields: Mapping[str, Read] = {
            "kind": word_of(Published),
            "doi": text_of,
            "date": _part_of_date,
            "by": word_of(Learnt),
        }
        found = self.mapping(node, "a notice", fields, {"kind", "by"})
        return Publication(service="", **found) if {"kind", "by"} <= found.keys() else None

    def difference(self, node: Node) -> Difference | None:
        """Read a difference; None if something is wrong with it."""
        fields: Mapping[str, Read] = dict.fromkeys(("field", "ours", "theirs"), text_of)
        found = self.mapping(node, "a difference", fields, set(fields))
        return Difference(**found) if len(found) == len(fields) else None


def _day(node: Node) -> date:
    text = text_of(node)
    try:
        if len(text) == len("2026-11-23") and _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadEntryError(node, f"expected a day such as 2026-11-23, got {told(text)}")


def _part_of_date(node: Node) -> str:
    text = text_of(node)
    if not _DAY.fullmatch(text):
        raise BadEntryError(
            node, f"expected a day, a month or a year such as 2026-11-23, got {told(text)}"
        )
    return text
