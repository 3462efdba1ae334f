"""What falls if a source falls, as a page.

Counts, a table of all sources, and the sentences that rest on each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from sphinx_claims.core.evidence.impact import Impact, impacts_of, summarise_impacts, support_beside
from sphinx_claims.core.model import ClaimUnit
from sphinx_claims.showing.drawing import (
    Cells,
    View,
    draw_citations,
    draw_paragraph,
    draw_reference,
    draw_section,
    draw_statement,
    draw_table,
    reading_order,
)

InOrder = Callable[[Iterable[ClaimUnit]], list[ClaimUnit]]
"""Puts units into reading order."""
_RETRACTED = "Retracted"
"""Mark of a source that is gone, in words: colour alone says nothing to some readers."""


def draw_impact(view: View) -> list[nodes.Node]:
    """Return counts, the table of sources and a section for each source, those gone first."""
    impacts = impacts_of(view.report)
    if not impacts:
        return [draw_paragraph(nodes.Text("No sentence cites a source."))]
    gone = frozenset(impact.key for impact in impacts if impact.gone)
    anchors = _anchors(impacts)
    places = {doc: index for index, doc in enumerate(reading_order(view.env))}

    def in_order(units: Iterable[ClaimUnit]) -> list[ClaimUnit]:
        return sorted(units, key=lambda unit: places.get(unit.location.doc or "", len(places)))

    rows = [_row(view, impact, anchors[impact.key]) for impact in impacts]
    head = (
        "If this paper were retracted",
        "Status",
        "These sentences fall",
        "These keep another source",
    )
    result: list[nodes.Node] = [_summary(impacts), draw_table(head, rows, (5, 4, 2, 2))]
    for impact in impacts:
        label = view.label(impact.key)
        title = f"{_RETRACTED}: {label}" if impact.gone else label
        result.append(
            draw_section(anchors[impact.key], title, *_details(view, impact, gone, in_order))
        )
    return result


def _anchors(impacts: Sequence[Impact]) -> dict[str, str]:
    """Return an id for each source; keys may differ in nothing that an id can hold."""
    anchors: dict[str, str] = {}
    for key in sorted(impact.key for impact in impacts):
        anchor = nodes.make_id(f"impact-{key}")
        anchors[key] = f"{anchor}-{len(anchors)}" if anchor in anchors.values() else anchor
    return anchors


def _summary(impacts: Sequence[Impact]) -> nodes.Node:
    counts = summarise_impacts(impacts)
    sole = (
        f"Sources that are the only support of some sentence: {counts['sole']} of "
        f"{counts['sources']}. "
    )
    if not counts["retracted"]:
        return draw_paragraph(nodes.Text(f"{sole}Known to be retracted: none."))
    fallen = (
        f"Known to be retracted: {counts['retracted']}. Sentences without other support: "
        f"{counts['fallen']}."
    )
    return draw_paragraph(nodes.Text(sole), nodes.strong("", fallen))


def _row(view: View, impact: Impact, anchor: str) -> Cells:
    link = view.link(view.doc, view.label(impact.key), anchor)
    return link, _status(impact), str(len(impact.falls)), str(len(impact.keeps))


def _status(impact: Impact) -> str:
    standing = impact.standing
    asked = f"last asked {standing.asked}" if standing.asked else "never asked"
    told = "; ".join((*map(str, standing.notices), asked))
    return f"{_RETRACTED}: {told}" if impact.gone else told


def _details(
    view: View, impact: Impact, gone: frozenset[str], in_order: InOrder
) -> list[nodes.Node]:
    """Return a source with its sentences in reading order."""
    body: list[nodes.Node] = []
    known = {source.key: source for source in view.bibliography.sources}
    if impact.key in known:
        body.append(draw_paragraph(*draw_reference(view, known[impact.key])))
    body.append(draw_paragraph(nodes.Text(f"Status: {_status(impact)}.")))
    rows: list[Cells] = [
        (draw_statement(view, unit), _page(view, unit), "falls") for unit in in_order(impact.falls)
    ]
    for unit in in_order(impact.keeps):
        others = support_beside(unit, gone | {impact.key})
        rows.append((draw_statement(view, unit), _page(view, unit), draw_citations(view, others)))
    body.append(draw_table(("Sentence", "Page", "What is left"), rows, (5, 2, 2)))
    return body


def _page(view: View, unit: ClaimUnit) -> str:
    return view.title(unit.location.doc or "")
