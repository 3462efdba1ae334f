"""The baseline file on disk: reading it for a build, and writing it when a user asks for that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinx_claims.core.baseline import (
    BaselineError,
    parse_baseline,
    record,
    render_baseline,
    shrink,
)
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Baseline, BaselineEntry, Defect, Location, Report
from sphinx_claims.files.data import write_whole


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
    problem, place = _hindrance(name, wish, path), named_in
    if path.is_file():
        try:
            entries = parse_baseline(path.read_text(encoding="utf-8-sig", errors="replace"))
        except BaselineError as error:
            problem, place = (
                f"baseline file is malformed: {error}",
                Location(doc=None, source=source, line=error.line),
            )
    defects = (
        (Defect(slug=DefectKind.UNUSABLE_BASELINE, location=place, message=problem),)
        if problem
        else ()
    )
    return Baseline(source=source, entries=entries, defects=defects)


def _hindrance(name: str, wish: str, path: Path) -> str:
    """Return why a baseline file cannot be used as is wished, or an empty string."""
    if not name:
        return "claims_baseline names no file to update" if wish else ""
    if wish == "create":
        return (
            f"baseline file {name!r} exists already; take it away to begin anew, or shrink it"
            if path.exists()
            else ""
        )
    return "" if path.is_file() else f"baseline file {name!r} does not exist"


def update_baseline(path: Path, wish: str, baseline: Baseline, report: Report) -> Baseline:
    """Write the file as is wished, and return what it holds now.

    Leave alone what cannot be used.
    """
    if not wish or baseline.defects:
        return baseline
    entries = (
        record(report.findings) if wish == "create" else shrink(baseline.entries, report.stale)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, render_baseline(entries))
    return replace(baseline, entries=entries)
