"""A chart to a drawing: each result with its interval, on an axis that starts at zero."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from sphinx_claims.showing.charts.canvas import SMALL, WIDTH, Canvas, Medium, key_of, width_of
from sphinx_claims.showing.charts.labels import label_of
from sphinx_claims.showing.charts.outcomes import Kind
from sphinx_claims.showing.charts.results import Chart, Origin, Row

_LEFT, _RIGHT = 14.0, WIDTH - 14.0
_GAP = 8
"""Between a study and its result."""
_DESCRIPTION = (
    "One row for each group of people: the study, what was counted and when, then a mark for the "
    "share and a line for its 95% "
    "interval. The table after the chart holds every number."
)


def draw_chart(chart: Chart, name: str, medium: Medium) -> str:
    """Return the SVG of a chart.

    :param name: an id that is unique on the page
    """
    canvas = Canvas(medium)
    end = _end_of_axis(chart)
    canvas.key(
        key_of([(row.group, row.control) for row in chart.rows], "people without the treatment")
    )
    _explain_lines(canvas, chart)
    canvas.y += 4
    top = canvas.y
    for row in chart.rows:
        _draw_row(canvas, row, end)
    _draw_axis(canvas, top, end)
    return canvas.finish(name, chart.title, _DESCRIPTION)


def place(share: Decimal, end: int) -> float:
    """Return how far to the right a share stands on an axis from zero to *end*."""
    return round(_LEFT + (_RIGHT - _LEFT) * float(share) / end, 1)


def _end_of_axis(chart: Chart) -> int:
    """Return where the axis ends: at 100%, but sooner for deaths, which are few.

    Charts of one kind must not differ in scale.
    """
    if chart.kind is not Kind.MORTALITY:
        return 100
    highest = max(max(row.share, row.high or row.share) for row in chart.rows)
    return 100 if highest > 50 else max(10, 10 * ceil(highest / 10))


def _explain_lines(canvas: Canvas, chart: Chart) -> None:
    origins = {row.origin for row in chart.rows}
    for origin, words in (
        (Origin.PUBLISHED, "95% interval as published"),
        (Origin.COMPUTED, "95% interval computed here (Wilson)"),
        (Origin.NONE, "no line: no interval on record, no count to compute one"),
    ):
        if origin in origins:
            if origin is not Origin.NONE:
                canvas.line(
                    0,
                    canvas.y + 8,
                    16,
                    canvas.y + 8,
                    of="ink",
                    width=2,
                    dashed=origin is Origin.COMPUTED,
                )
            canvas.explain(words)


def _draw_row(canvas: Canvas, row: Row, end: int) -> None:
    unsaid = (
        f", {row.participants} people" if row.whole is None and row.participants is not None else ""
    )
    result = row.result + unsaid
    short = _fits(row.label, result)
    head = row.label if short else label_of(row.key)
    canvas.text(0, canvas.y + 16, head, bold=True)
    if not _fits(head, result):
        canvas.y += 15
    canvas.text(WIDTH, canvas.y + 16, result, anchor="end")
    canvas.y += 16
    told = ", ".join(filter(None, ("" if short else row.arm, row.outcome, row.time)))
    canvas.lines(0, told, step=14, down=14, of="quiet", size=SMALL)
    middle = canvas.y + 13
    if row.low is not None and row.high is not None:
        low, high = place(max(row.low, Decimal(0)), end), place(min(row.high, Decimal(100)), end)
        canvas.line(
            low, middle, high, middle, of=row.group, width=2, dashed=row.origin is Origin.COMPUTED
        )
        for edge in (low, high):
            canvas.line(edge, middle - 4, edge, middle + 4, of=row.group, width=2)
    canvas.mark(place(row.share, end), middle, row.group, hollow=row.control)
    canvas.y += 22


def _fits(head: str, result: str) -> bool:
    """Tell whether a study and its result have room on one line."""
    return width_of(head, bold=True) + _GAP + width_of(result) <= WIDTH


def _draw_axis(canvas: Canvas, top: float, end: int) -> None:
    y = canvas.y + 4
    canvas.line(_LEFT, y, _RIGHT, y)
    for tick in range(0, end + 1, 25 if end == 100 else 10 if end > 20 else 5):
        x = place(Decimal(tick), end)
        canvas.line(x, y, x, y + 5)
        words = f"{tick}%"
        middle = min(x, WIDTH - width_of(words, SMALL) / 2)
        canvas.text(middle, y + 17, words, of="quiet", size=SMALL, anchor="middle")
    canvas.y = y + 22
