"""The baseline file on disk: reading it for a build, and writing it when a user asks for that."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sphinx_claims.core.baseline import (
    FIELDS,
    SCHEMA_VERSION,
    Key,
    key_of,
    record,
    render_baseline,
    shrink,
)
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Baseline, BaselineEntry, Defect, Location, Report
from sphinx_claims.files.disk import decoded, is_file, read_limited, write_whole
from sphinx_claims.files.json_nodes import read_json
from sphinx_claims.files.nodes import Listing, Node, Scalar, Table, UnreadableError, told

_HASH = re.compile("[0-9a-f]{16}")
_COUNT = re.compile("[1-9][0-9]{0,8}")


def read_baseline(
    directory: Path, name: str, wish: str, source: str, named_in: Location
) -> Baseline:
    """Read a baseline file; what is wrong with it, or with the wish to update it, becomes a defect.

    :param directory: where the path *name* begins; an empty name is no file
    :param wish: nothing, ``create`` or ``shrink``
    :param source: path of the file, relative to the source directory
    :param named_in: where the project names the file
    """
    if not name and not wish:
        return Baseline()
    path = directory / name
    entries: tuple[BaselineEntry, ...] = ()
    problem = _hindrance(name, wish, path)
    defects = (_unusable(named_in, problem),) if problem else ()
    if is_file(path):
        try:
            entries = parse_baseline(decoded(read_limited(path)))
        except UnreadableError as error:
            place = Location(doc=None, source=source, line=error.line)
            defects = (_unusable(place, f"baseline file is malformed: {error}"),)
    return Baseline(source=source, entries=entries, defects=defects)


def parse_baseline(text: str) -> tuple[BaselineEntry, ...]:
    """Return the entries of a baseline file.

    :raises UnreadableError: the text is no baseline file
    """
    entries: dict[Key, BaselineEntry] = {}
    for item in _items(_fields_of(read_json(text))):
        entry = _entry(item.line, _fields_of(item))
        if (first := entries.setdefault(key_of(entry), entry)) is not entry:
            raise UnreadableError(item.line, f"the entry repeats the one in line {first.line}")
    return tuple(entries.values())


def _fields_of(node: Node | None) -> dict[str, Node]:
    """Return the fields of an object, none for anything else; of two with one name the last."""
    pairs = node.value if isinstance(node, Table) else ()
    return {name.value: value for name, value in pairs if isinstance(name, Scalar)}


def _items(whole: dict[str, Node]) -> tuple[Node, ...]:
    if whole.keys() != {"schema", "findings"}:
        raise UnreadableError(1, "not an object with 'schema' and 'findings' alone")
    schema, items = whole["schema"], whole["findings"]
    if not isinstance(schema, Scalar) or schema.is_text or schema.value != str(SCHEMA_VERSION):
        raise UnreadableError(schema.line, f"'schema' is {_shown(schema)}, not {SCHEMA_VERSION}")
    if not isinstance(items, Listing) or not all(isinstance(item, Table) for item in items.value):
        raise UnreadableError(items.line, "'findings' is not a list of objects")
    return items.value


def _entry(line: int, fields: dict[str, Node]) -> BaselineEntry:
    if wrong := sorted(set(FIELDS) ^ fields.keys()):
        raise UnreadableError(
            line, f"the entry lacks, or has too much, {', '.join(map(told, wrong[:9]))}"
        )
    values: dict[str, str] = {}
    for name, node in fields.items():
        if not isinstance(node, Scalar) or node.is_text is (name == "count"):
            raise UnreadableError(line, f"{name!r} is {_shown(node)}")
        values[name] = node.value
    count = values.pop("count")
    if not _COUNT.fullmatch(count):
        raise UnreadableError(line, f"'count' is {_shown(fields['count'])}")
    if not _HASH.fullmatch(values["hash"]):
        raise UnreadableError(line, f"'hash' is {told(values['hash'])}")
    return BaselineEntry(**values, count=int(count), line=line)


def _shown(node: Node) -> str:
    """Return a value as the file has it: only a text stands in quotation marks."""
    bare = isinstance(node, Scalar) and not node.is_text
    return told(node)[1:-1] if bare else told(node)


def _unusable(place: Location, message: str) -> Defect:
    return Defect(slug=DefectKind.UNUSABLE_BASELINE, location=place, message=message)


def _hindrance(name: str, wish: str, path: Path) -> str:
    """Return why a baseline file cannot be used as is wished, or an empty string."""
    if not name:
        return "claims_baseline names no file to update" if wish else ""
    if wish == "create":
        return (
            f"baseline file {name!r} exists already; take it away to begin anew, or shrink it"
            if is_file(path)
            else ""
        )
    return "" if is_file(path) else f"baseline file {name!r} does not exist"


def update_baseline(path: Path, wish: str, baseline: Baseline, report: Report) -> Baseline:
    """Write the file as is wished, and return what it holds now.

    Leave alone what cannot be used, and what could not be read back.
    """
    if not wish or baseline.defects:
        return baseline
    entries = (
        record(report.findings) if wish == "create" else shrink(baseline.entries, report.stale)
    )
    text = render_baseline(entries)
    try:
        parse_baseline(text)
    except UnreadableError as error:
        place = Location(doc=None, source=baseline.source, line=error.line)
        message = f"baseline file would be too long to read: {error}"
        return replace(baseline, defects=(_unusable(place, message),))
    write_whole(path, text)
    return replace(baseline, entries=entries)
