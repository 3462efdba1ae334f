"""The claims index: every claim of the project with its sources, and what these are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from docutils import nodes

from sphinx_claims.core.evidence.ledger import Evidence, Species
from sphinx_claims.core.model import State, Verdict
from sphinx_claims.core.scope import keys_of
from sphinx_claims.core.verdicts.coverage import SUPPORTED
from sphinx_claims.showing.charts.labels import in_words
from sphinx_claims.showing.drawing import (
    Cells,
    View,
    draw_citations,
    draw_row,
    draw_section,
    draw_statement,
    draw_table,
    reading_order,
)

STATIC = Path(__file__).parent.parent / "static" / "index"
SCRIPT = "claims-index.js"
STYLE = "claims-index.css"
FILTERED = "claims-filtered"
"""Class of the sections whose rows the script can filter; the classes of a row say by what."""
_UNRECORDED = "not-recorded"


def draw_index(view: View) -> list[nodes.Node]:
    """Return a table of counts, and for each page a section with its claims, uncited ones too."""
    by_doc: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in view.report.verdicts:
        by_doc[verdict.unit.location.doc or ""].append(verdict)
    told = {doc: found for doc in reading_order(view.env) if (found := by_doc.get(doc))}
    counts = [_count_row(view, doc, verdicts) for doc, verdicts in told.items()]
    head = (
        "Page",
        "Sentences and rows",
        "Claims with a source",
        "No claim",
        "Suppressed",
        "Not checkable",
        "Without source",
    )
    result: list[nodes.Node] = [draw_table(head, counts, (5, 2, 2, 2, 2, 2, 2))]
    for doc, verdicts in told.items():
        claims = [verdict for verdict in verdicts if verdict.state is not State.EXEMPT]
        if claims:
            part = draw_section(index_anchor(doc), view.title(doc), _claims(view, claims))
            part["classes"].append(FILTERED)
            result.append(part)
    return result


def index_anchor(doc: str) -> str:
    """Return the id of a document's section in the claims index."""
    return nodes.make_id(f"claims-{doc}")


def _claims(view: View, claims: Iterable[Verdict]) -> nodes.table:
    """Return the claims of a page; what their sources are is told where there is a ledger."""
    recorded = bool(view.ledger.sources)
    rows = [_claim_row(view, verdict, recorded=recorded) for verdict in claims]
    if recorded:
        return draw_table(("Claim", "Sources", "Their evidence", "State"), rows, (6, 3, 3, 1))
    return draw_table(("Claim", "Sources", "State"), rows, (6, 3, 1))


def _claim_row(view: View, verdict: Verdict, *, recorded: bool) -> nodes.row:
    keys = keys_of(verdict.unit.all_cites)
    known = [view.ledger.sources.get(key) for key in keys]
    cells: Cells = (
        draw_statement(view, verdict.unit),
        draw_citations(view, keys),
        *([_told(known)] if recorded else ()),
        verdict.state.value,
    )
    return draw_row(
        cells, (f"claims-state-{verdict.state.value}", *(_classes(known) if recorded else ()))
    )


def _told(known: Sequence[Evidence | None]) -> str:
    """Return design and species of each source, once."""
    return "; ".join(
        dict.fromkeys(_evidence(one) if one else in_words(_UNRECORDED) for one in known)
    )


def _evidence(one: Evidence) -> str:
    species = [in_words(kind) for kind in one.species if kind is not Species.NONE]
    return f"{in_words(one.design)} ({', '.join(species)})" if species else in_words(one.design)


def _classes(known: Sequence[Evidence | None]) -> list[str]:
    designs = {one.design.value if one else _UNRECORDED for one in known}
    species = {kind.value for one in known if one for kind in one.species} - {Species.NONE.value}
    if None in known:
        species.add(_UNRECORDED)
    return [
        *(f"claims-design-{name}" for name in sorted(designs)),
        *(f"claims-species-{name}" for name in sorted(species)),
    ]


def _count_row(view: View, doc: str, verdicts: Sequence[Verdict]) -> Cells:
    states = Counter(verdict.state for verdict in verdicts)
    numbers = (
        len(verdicts),
        sum(states[state] for state in SUPPORTED),
        states[State.EXEMPT],
        states[State.SUPPRESSED],
        states[State.UNCHECKED],
        states[State.UNCITED],
    )
    return (view.link(doc, view.title(doc)), *map(str, numbers))
