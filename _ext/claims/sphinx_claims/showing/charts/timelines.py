"""A timeline: what happened when, each event a source of the ledger.

Years, designs and sizes are the ledger's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_claims.core.evidence.ledger import Evidence, Extent, Ledger, Species
from sphinx_claims.showing.charts.canvas import SMALL, Canvas, Medium, key_of
from sphinx_claims.showing.charts.figures import (
    Cell,
    Figure,
    Line,
    Table,
    facts_of_people,
    write_csv,
)
from sphinx_claims.showing.charts.groups import Group, group_of
from sphinx_claims.showing.charts.labels import in_words
from sphinx_claims.showing.charts.lookup import ChartError, find_evidence, find_fact

_SPINE, _WORDS = 70.0, 88.0
"""How far to the right the line stands, and the words beside it."""
_LINE = 15
_OTHER = "laboratory work, review, editorial or protocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a source reports, or is."""

    key: str
    """The source."""
    fact: str
    """Id of the fact that says when; empty for the year of publication."""
    years: tuple[str, ...]
    """The year, or the first and the last one."""
    words: str
    design: str
    group: Group | None
    species: tuple[Species, ...]
    participants: int | None
    seen: bool
    """Whether more of the source was read than its record."""
    locator: str
    line: int
    """Where the author wrote it."""

    @property
    def when(self) -> str:
        """Return the year, or the span of years."""
        return "\N{EN DASH}".join(self.years)

    @property
    def study(self) -> str:
        """Return what kind of source it is, and how many people it is about."""
        people = "" if self.participants is None else f"{self.participants} people"
        species = "" if Species.HUMAN in self.species else " and ".join(self.species)
        return ", ".join(
            filter(
                None,
                (self.design, species, people, "" if self.seen else "only its record was read"),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in the order in which they happened."""

    events: tuple[Event, ...]

    @property
    def title(self) -> str:
        """Return what the timeline shows."""
        return (
            f"Timeline, {self.events[0].years[0]} to {self.events[-1].years[-1]}, "
            f"{len(self.events)} entries"
        )


def figure_of_timeline(
    ledger: Ledger, published: Mapping[str, str], lines: Sequence[tuple[int, str]]
) -> Figure:
    """Return the timeline of some events, which :func:`plan_timeline` reads."""
    timeline = plan_timeline(ledger, published, lines)
    heads = ("Year", "What happened", "Kind of source")
    return Figure(
        name="timeline",
        title=timeline.title,
        draw=lambda name, medium: draw_timeline(timeline, name, medium),
        table=Table(heads=heads, lines=tuple(map(_line_of, timeline.events))),
        numbers=_numbers_of(timeline),
    )


def plan_timeline(
    ledger: Ledger, published: Mapping[str, str], lines: Sequence[tuple[int, str]]
) -> Timeline:
    """Return the events that some lines name; raises :exc:`ChartError` with all that is wrong.

    :param published: years of publication, by source
    :param lines: number and text of each line: ``Source: words``, or ``Source.fact: words`` where
        the fact is a calendar year or a span of them
    """
    complaints: list[str] = []
    events: list[Event] = []
    for line, text in lines:
        name, _, words = map(str.strip, text.partition(":"))
        try:
            events.append(_event(ledger, published, name, words, line))
        except ChartError as error:
            complaints += error.complaints
    if complaints or not events:
        raise ChartError(complaints or ["a timeline needs events"])
    return Timeline(events=tuple(sorted(events, key=lambda event: event.years)))


def _event(ledger: Ledger, published: Mapping[str, str], name: str, words: str, line: int) -> Event:
    if not words:
        raise ChartError([f"{name!r} needs a colon and what happened"])
    key, _, fact = name.partition(".")
    evidence = find_evidence(ledger, key)
    return Event(
        key=key,
        fact=fact,
        years=_years(ledger, published, name),
        words=words,
        design=in_words(evidence.design),
        group=group_of(evidence),
        species=evidence.species,
        participants=evidence.participants,
        seen=evidence.extent is not Extent.RECORD,
        locator=find_fact(ledger, name)[1].locator or evidence.locator
        if fact
        else _locator(evidence),
        line=line,
    )


def _years(ledger: Ledger, published: Mapping[str, str], name: str) -> tuple[str, ...]:
    if "." not in name:
        if year := published.get(name):
            return (year,)
        raise ChartError([f"the bibliography has no year of {name}: name a fact that says when"])
    _, fact = find_fact(ledger, name)
    if fact.unit or any(
        value != value.to_integral() or not 1000 <= value < 3000 for value in fact.value
    ):
        raise ChartError([f"{name} is no calendar year"])
    return tuple(f"{value}" for value in fact.value)


def _locator(evidence: Evidence) -> str:
    """Return where the number of people stands; a year of publication stands on the record."""
    return (
        ""
        if evidence.participants is None or evidence.extent is Extent.RECORD
        else evidence.locator
    )


def draw_timeline(timeline: Timeline, name: str, medium: Medium) -> str:
    """Return the SVG of a timeline.

    :param name: an id that is unique on the page
    """
    canvas = Canvas(medium)
    groups = [event.group for event in timeline.events]
    canvas.key(key_of([(group, False) for group in groups if group], ""))
    if None in groups:
        canvas.key([(None, False, _OTHER)])
    canvas.y += 10
    top, shown = canvas.y, ""
    marks = []
    for event in timeline.events:
        marks.append((canvas.y + 8, event))
        _write_years(canvas, event, again=event.when == shown)
        shown = event.when
        _write(canvas, event)
    canvas.line(_SPINE, top + 8, _SPINE, marks[-1][0], width=1.5)
    for y, event in marks:
        if len(event.years) > 1:
            canvas.line(_SPINE, y, _SPINE, y + _LINE, of=event.group or "quiet", width=6)
        canvas.mark(_SPINE, y, event.group)
    return canvas.finish(name, timeline.title, " ".join(_tell(timeline)))


def _write_years(canvas: Canvas, event: Event, *, again: bool) -> None:
    """Write when it was, the first year only if it does not stand there already."""
    if not again:
        canvas.text(_SPINE - 18, canvas.y + 12, event.years[0], anchor="end", bold=True)
    for number, year in enumerate(event.years[1:], 1):
        canvas.text(
            _SPINE - 18,
            canvas.y + 12 + _LINE * number,
            f"\N{EN DASH}{year}",
            anchor="end",
            bold=True,
        )


def _write(canvas: Canvas, event: Event) -> None:
    """Write what happened, and below it in small letters what kind of source says so."""
    canvas.lines(_WORDS, event.words, step=_LINE)
    canvas.lines(_WORDS, event.study, step=_LINE - 1, down=11, of="quiet", size=SMALL)
    canvas.y += 9


def _tell(timeline: Timeline) -> Iterator[str]:
    yield "From top to bottom, not to scale."
    for event in timeline.events:
        yield f"{event.when}: {event.words} ({event.study})."


def _line_of(event: Event) -> Line:
    when = Cell(text=event.when, facts=(f"{event.key}.{event.fact}",) if event.fact else ())
    study = Cell(text=event.study, facts=facts_of_people(event.key, event.participants))
    return Line(
        cells=(when, Cell(text=event.words), study),
        key=event.key,
        locator=event.locator,
        line=event.line,
    )


def _numbers_of(timeline: Timeline) -> str:
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
    return write_csv(heads, rows)
