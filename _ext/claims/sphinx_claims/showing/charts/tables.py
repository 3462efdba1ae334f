"""The table that goes with a chart, as nodes for readers and as text to download."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_claims.showing.charts.maps import EvidenceMap, Study
from sphinx_claims.showing.charts.records import SHORT_NAMES, Kind, label_of
from sphinx_claims.showing.charts.results import Chart, Origin, Row
from sphinx_claims.showing.charts.timelines import Event, Timeline

UNCLAIMED = "claims_rendered"
"""Attribute of what a program worked out and no source says: the claim checker, if there is one,
passes over it."""
PRINTED = {"claims_fact_cite": None, "claims_fact_slip": ""}
"""Attributes of words that a fact of the ledger prints, besides the one that names it: the row
cites its source."""
_WIDEST = 20
"""Letters from which a column is no wider than another."""
Cite = Callable[[str, str], nodes.Node]
"""Makes the citation of a source and a place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the table."""

    text: str = ""
    """What the source of the row says."""
    computed: str = ""
    """What follows and no source says."""
    facts: tuple[str, ...] = ()
    """What prints the text, named as the role ``fact`` does."""

    @property
    def words(self) -> str:
        """Return all of it."""
        return f"{self.text}{self.computed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table; the first cell names it."""

    cells: tuple[Cell, ...]
    key: str
    locator: str
    line: int = 0
    """Where the author wrote it; 0 for a row that only the ledger holds."""


def table_of_chart(chart: Chart) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return heads and rows for readers."""
    heads = ("Study", "Outcome", "Design", "Result", "95% interval", "Overlaps")
    return heads, tuple(_line_of(row) for row in chart.rows)


def _line_of(row: Row) -> Line:
    people = "" if row.participants is None else f", {row.participants} people"
    interval = row.interval if row.origin is Origin.NONE else f"{row.interval}, {row.origin}"
    parts = (
        *(["of"] if row.of else ["denominator"] if row.whole else ()),
        *(["number"] if row.printed else ()),
    )
    facts = tuple(f"{row.key}.{row.fact} {part}" for part in parts)
    result = (
        Cell(text=row.result, facts=facts)
        if row.printed
        else Cell(text=row.of, computed=f" ({row.percent}%)", facts=facts)
    )
    name = f"{row.key}.{row.fact}"
    ends = (f"{name} low", f"{name} high") if row.origin is Origin.PUBLISHED else ()
    cells = (
        Cell(text=row.label),
        Cell(
            text=", ".join(filter(None, (row.outcome, row.time))),
            facts=(f"{name} outcome", *([f"{name} time"] if row.time else ())),
        ),
        Cell(
            text=f"{row.design}{people}",
            facts=() if row.participants is None else (f"{row.key}.participants",),
        ),
        result,
        Cell(computed=interval)
        if row.origin is Origin.COMPUTED
        else Cell(text=interval, facts=ends),
        _shared(row.overlaps),
    )
    return Line(cells=cells, key=row.key, locator=row.locator)


def table_of_map(chart: EvidenceMap) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return heads and rows for readers."""
    heads = ("Study", "Design", *(SHORT_NAMES[kind] for kind in Kind), "Overlaps")
    return heads, tuple(_line_of_study(study) for study in chart.studies)


def _line_of_study(study: Study) -> Line:
    told = (Cell(text="reported" if kind in study.kinds else "\N{EN DASH}") for kind in Kind)
    people = Cell(
        text=f"{study.design}, {study.participants} people", facts=(f"{study.key}.participants",)
    )
    return Line(
        cells=(Cell(text=label_of(study.key)), people, *told, _shared(study.overlaps)),
        key=study.key,
        locator=study.locator,
    )


def table_of_timeline(timeline: Timeline) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return heads and rows for readers."""
    return ("Year", "What happened", "Kind of source"), tuple(map(_line_of_event, timeline.events))


def _line_of_event(event: Event) -> Line:
    when = Cell(text=event.when, facts=(f"{event.key}.{event.fact}",) if event.fact else ())
    study = Cell(
        text=event.study, facts=() if event.participants is None else (f"{event.key}.participants",)
    )
    return Line(
        cells=(when, Cell(text=event.words), study),
        key=event.key,
        locator=event.locator,
        line=event.line,
    )


def _shared(keys: Sequence[str]) -> Cell:
    return Cell(computed=", ".join(map(label_of, keys)) or "\N{EN DASH}")


def build_table(heads: Sequence[str], lines: Sequence[Line], cite: Cite, line: int) -> nodes.table:
    """Return a table with header row and header column; each row ends with its citation.

    :param line: line of the source that the rows come from
    """
    columns = [
        [head, *(one.cells[index].words for one in lines)] for index, head in enumerate(heads)
    ]
    widths = [*(min(max(map(len, column)), _WIDEST) for column in columns), _WIDEST]
    group = nodes.tgroup("", cols=len(widths))
    for index, width in enumerate(widths):
        group += (
            nodes.colspec("", colwidth=width, stub=1)
            if index == 0
            else nodes.colspec("", colwidth=width)
        )
    group += nodes.thead("", _row([[nodes.Text(head)] for head in (*heads, "Source")], line))
    body = nodes.tbody()
    for one in lines:
        row = _row([*map(_words, one.cells), [cite(one.key, one.locator)]], one.line or line)
        row.line = one.line or None
        body += row
    group += body
    return nodes.table("", group, classes=["evidence-table"])


def _words(cell: Cell) -> list[nodes.Node]:
    computed = nodes.inline("", cell.computed, **{UNCLAIMED: True})
    text: nodes.Node = nodes.Text(cell.text)
    for fact in cell.facts:
        text = nodes.inline("", "", text, claims_fact=fact, **PRINTED)
    return [*([text] if cell.text else []), *([computed] if cell.computed else [])]


def _row(cells: Sequence[Sequence[nodes.Node]], line: int) -> nodes.row:
    row = nodes.row()
    for words in cells:
        paragraph = nodes.paragraph("", "", *words)
        paragraph.line = line
        row += nodes.entry("", paragraph)
    return row


def csv_of_chart(chart: Chart) -> str:
    """Return the numbers of a chart."""
    heads = (
        "source", "fact", "arm", "control", "outcome", "time", "design", "participants", "count",
        "denominator", "percent", "low_95", "high_95", "interval", "locator",
        "may_share_people_with",
    )  # fmt: skip
    rows = [
        (
            row.key, row.fact, row.arm, "yes" if row.control else "no", row.outcome, row.time,
            row.design, row.participants,
            row.count, row.whole, row.percent, row.low, row.high, row.origin, row.locator,
            " ".join(row.overlaps),
        )
        for row in chart.rows
    ]  # fmt: skip
    return _csv(heads, rows)


def csv_of_map(chart: EvidenceMap) -> str:
    """Return the studies of a map."""
    heads = ("source", "design", "participants", *Kind, "may_share_people_with")
    rows = [
        (
            study.key,
            study.design,
            study.participants,
            *(study.kinds.get(kind, "") for kind in Kind),
            " ".join(study.overlaps),
        )
        for study in chart.studies
    ]
    return _csv(heads, rows)


def csv_of_timeline(timeline: Timeline) -> str:
    """Return the events of a timeline."""
    heads = (
        "first_year",
        "last_year",
        "source",
        "fact",
        "event",
        "design",
        "species",
        "participants",
        "locator",
    )
    rows = [
        (
            event.years[0], event.years[-1], event.key, event.fact, event.words, event.design,
            " ".join(event.species),
            event.participants, event.locator,
        )
        for event in timeline.events
    ]  # fmt: skip
    return _csv(heads, rows)


def _csv(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()
