"""Results as a figure: what a page shows of a chart, and what readers can download."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_claims.core.evidence.facttext import Form
from sphinx_claims.core.evidence.ledger import Ledger
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
from sphinx_claims.showing.charts.outcomes import Kind
from sphinx_claims.showing.charts.plots import draw_chart
from sphinx_claims.showing.charts.results import Chart, Origin, Row, plan_chart

_HEADS = ("Study", "Outcome", "Design", "Result", "95% interval", "Overlaps")


def figure_of_results(ledger: Ledger, kind: Kind, treatment: str, facts: Sequence[str]) -> Figure:
    """Return the chart of some facts.

    Raises :exc:`~sphinx_claims.showing.charts.lookup.ChartError` with all that is wrong.
    """
    chart = plan_chart(ledger, kind, treatment, facts)
    return Figure(
        name=f"chart-{treatment}-{kind}",
        title=chart.title,
        draw=lambda name, medium: draw_chart(chart, name, medium),
        table=Table(heads=_HEADS, lines=tuple(map(_line_of, chart.rows))),
        numbers=_numbers_of(chart),
    )


def _line_of(row: Row) -> Line:
    people = "" if row.participants is None else f", {row.participants} people"
    told = (Form.OUTCOME, *([Form.TIME] if row.time else ()))
    cells = (
        Cell(text=row.label),
        Cell(text=", ".join(filter(None, (row.outcome, row.time))), facts=_forms(row, *told)),
        Cell(text=f"{row.design}{people}", facts=facts_of_people(row.key, row.participants)),
        _result(row),
        _interval(row),
        shared_people(row.overlaps),
    )
    return Line(cells=cells, key=row.key, locator=row.locator)


def _forms(row: Row, *forms: Form) -> tuple[str, ...]:
    """Return parts of the fact of a row, named as the role ``fact`` does."""
    return tuple(f"{row.key}.{row.fact} {form}" for form in forms)


def _result(row: Row) -> Cell:
    """Return the share; a source that prints how many of how many says no percentage."""
    counts = [Form.OF] if row.of else [Form.DENOMINATOR] if row.whole else []
    if row.printed:
        return Cell(text=row.result, facts=_forms(row, *counts, Form.NUMBER))
    return Cell(text=row.of, computed=f" ({row.percent}%)", facts=_forms(row, *counts))


def _interval(row: Row) -> Cell:
    """Return the interval and where it is from."""
    match row.origin:
        case Origin.NONE:
            return Cell(text=row.interval)
        case Origin.COMPUTED:
            return Cell(computed=f"{row.interval}, {row.origin}")
        case Origin.PUBLISHED:
            ends = _forms(row, Form.LOW, Form.HIGH)
            return Cell(text=f"{row.interval}, {row.origin}", facts=ends)


def _numbers_of(chart: Chart) -> str:
    """Return the numbers of a chart."""
    heads = (
        "source", "fact", "arm", "control", "outcome", "time", "design", "participants", "count",
        "denominator", "percent", "low_95", "high_95", "interval", "locator",
        SHARED,
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
    return write_csv(heads, rows)
