"""The evidence map: which studies of a treatment looked at what.

Each study is a mark of its own; nothing is added up.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from sphinx_claims.core.evidence.ledger import Evidence, Ledger
from sphinx_claims.showing.charts.canvas import (
    SIZE,
    SMALL,
    WIDTH,
    Canvas,
    Medium,
    key_of,
    width_of,
    wrap,
)
from sphinx_claims.showing.charts.figures import (
    SHARED,
    Cell,
    Figure,
    Line,
    Table,
    facts_of_people,
    shared_people,
    write_csv,
)
from sphinx_claims.showing.charts.groups import Group, group_of
from sphinx_claims.showing.charts.labels import in_words, label_of
from sphinx_claims.showing.charts.lookup import ChartError, overlapping
from sphinx_claims.showing.charts.outcomes import SHORT_NAMES, Kind, kind_of

_GAP = 2
"""Between the heads of two columns."""
_HEADS: Mapping[Kind, list[str]] = {kind: textwrap.wrap(SHORT_NAMES[kind], 9) for kind in Kind}
_COLUMNS: Mapping[Kind, float] = {
    kind: max(width_of(words, SMALL) for words in lines) + _GAP for kind, lines in _HEADS.items()
}
"""Widths, from which the marks follow: no head of a column is narrower than the largest mark."""
_ROOM = WIDTH - sum(_COLUMNS.values())
"""For the name of a study and its number of people."""
_LINE = 14
_LARGEST = 16.0
"""Radius of the mark of the largest study."""
_DESCRIPTION = (
    "One row for each study, by design; one column for each kind of result. A mark where the "
    "study reports such a result, its "
    "area by the number of people. The table after the map holds the same."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study and the kinds of result that the ledger has of it."""

    key: str
    design: str
    group: Group
    participants: int
    kinds: Mapping[Kind, str]
    """For each kind, the facts that are of it."""
    locator: str
    overlaps: tuple[str, ...]
    """Other studies of the map that may have studied the same people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """All studies of one treatment."""

    treatment: str
    studies: tuple[Study, ...]

    @property
    def title(self) -> str:
        """Return what the map shows."""
        return f"Studies of {self.treatment.upper()} by design, size and what they report"


def figure_of_map(ledger: Ledger, treatment: str) -> Figure:
    """Return the map of a treatment; raises :exc:`ChartError` if no study is of it."""
    chart = plan_map(ledger, treatment)
    heads = ("Study", "Design", *(SHORT_NAMES[kind] for kind in Kind), "Overlaps")
    return Figure(
        name=f"map-{treatment}",
        title=chart.title,
        draw=lambda name, medium: draw_map(chart, name, medium),
        table=Table(heads=heads, lines=tuple(map(_line_of, chart.studies))),
        numbers=_numbers_of(chart),
    )


def plan_map(ledger: Ledger, treatment: str) -> EvidenceMap:
    """Return the studies of one treatment in people, by design and year.

    Raises :exc:`ChartError` if there is none.
    """
    found = [
        (group, evidence)
        for evidence in ledger.sources.values()
        if tuple(evidence.treatment) == (treatment,)
        and (group := group_of(evidence))
        and evidence.participants
        and _kinds_in(evidence)
    ]
    if not found:
        raise ChartError([f"the ledger has no study of {treatment!r} in people"])
    order = list(Group)
    found.sort(key=lambda one: (order.index(one[0]), label_of(one[1].key)[-4:], one[1].key))
    keys = [evidence.key for _, evidence in found]
    studies = (
        Study(
            key=evidence.key,
            design=in_words(evidence.design),
            group=group,
            participants=evidence.participants or 0,
            kinds=_kinds_in(evidence),
            locator=evidence.locator,
            overlaps=overlapping(ledger, evidence.key, keys),
        )
        for group, evidence in found
    )
    return EvidenceMap(treatment=treatment, studies=tuple(studies))


def _kinds_in(evidence: Evidence) -> dict[Kind, str]:
    """Return the kinds of results that a study reports, with the facts that are of each."""
    told: dict[Kind, list[str]] = {}
    for fact in evidence.facts:
        if kind := kind_of(fact):
            told.setdefault(kind, []).append(fact.id)
    return {kind: ", ".join(told[kind]) for kind in Kind if kind in told}


def draw_map(chart: EvidenceMap, name: str, medium: Medium) -> str:
    """Return the SVG of a map."""
    canvas = Canvas(medium)
    canvas.key(key_of([(study.group, False) for study in chart.studies], ""))
    canvas.lines(0, "Area of a mark: number of people, which the row gives", step=_LINE, size=SMALL)
    canvas.y += 8
    _draw_heads(canvas)
    most = max(study.participants for study in chart.studies)
    labels = [f"{label_of(study.key)}: {study.participants}" for study in chart.studies]
    size = SIZE if all(width_of(label) <= _ROOM - _GAP for label in labels) else SMALL
    for study, label in zip(chart.studies, labels, strict=True):
        radius = radius_of(study.participants, most)
        lines = wrap(label, _ROOM - _GAP, size)
        height = max(20, _LINE * len(lines) + 6, ceil(2.5 * radius + 4))
        middle = canvas.y + height / 2
        canvas.line(0, canvas.y, WIDTH, canvas.y, width=0.5)
        for number, words in enumerate(lines):
            canvas.text(0, middle + 4 + _LINE * (number - (len(lines) - 1) / 2), words, size=size)
        for kind in study.kinds:
            canvas.mark(_middle(kind), middle, study.group, radius)
        canvas.y += height
    return canvas.finish(name, chart.title, _DESCRIPTION)


def radius_of(people: int, most: int) -> float:
    """Return the radius of a mark whose area grows with the number of people."""
    return round(_LARGEST * sqrt(people / most), 2)


def _middle(kind: Kind) -> float:
    """Return where the middle of a column stands."""
    before = sum(_COLUMNS[other] for other in list(Kind)[: list(Kind).index(kind)])
    return round(_ROOM + before + _COLUMNS[kind] / 2, 1)


def _draw_heads(canvas: Canvas) -> None:
    for kind, lines in _HEADS.items():
        for number, words in enumerate(lines):
            canvas.text(
                _middle(kind), canvas.y + 12 + 13 * number, words, size=SMALL, anchor="middle"
            )
    canvas.y += 13 * max(map(len, _HEADS.values())) + 8


def _line_of(study: Study) -> Line:
    told = (Cell(text="reported" if kind in study.kinds else "\N{EN DASH}") for kind in Kind)
    people = Cell(
        text=f"{study.design}, {study.participants} people",
        facts=facts_of_people(study.key, study.participants),
    )
    return Line(
        cells=(Cell(text=label_of(study.key)), people, *told, shared_people(study.overlaps)),
        key=study.key,
        locator=study.locator,
    )


def _numbers_of(chart: EvidenceMap) -> str:
    """Return the studies of a map."""
    heads = ("source", "design", "participants", *Kind, SHARED)
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
    return write_csv(heads, rows)
