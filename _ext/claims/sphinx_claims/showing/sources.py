"""The sources that pages cite: as a list, by page, or with every sentence that rests on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes

from sphinx_claims.core.model import Location, Source, Verdict
from sphinx_claims.core.scope import keys_of
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.showing.citations.quiet import source_anchor
from sphinx_claims.showing.citations.told import about, places_of
from sphinx_claims.showing.drawing import (
    Cells,
    View,
    counted,
    draw_bullets,
    draw_joined,
    draw_paragraph,
    draw_reference,
    draw_statement,
    draw_table,
    reading_order,
)

Uses = Mapping[str, Sequence[Verdict]]
"""What rests on a source: documents in reading order with their sentences and rows."""


def draw_sources(view: View) -> list[nodes.Node]:
    """Return the sources as the options say; only sentences show what readers may not see."""
    if "sentences" in view.options:
        uses = _uses(view, view.report.verdicts)
        items = (_with_sentences(view, source, uses[source.key]) for source in _cited(view, uses))
        return [nodes.definition_list("", *items, classes=["claims-sources"])]
    uses = _uses(view, view.whole.verdicts)
    cited = _cited(view, uses)
    if not _is_everywhere(view) and (numbers := view.numbers.get(view.options["doc"])):
        return [_numbered(view, cited, numbers)]
    if not _is_everywhere(view):
        return [draw_bullets([draw_reference(view, source) for source in cited])]
    return [_by_page(view, cited, uses)]


def _cited(view: View, uses: Mapping[str, Uses]) -> list[Source]:
    """Return the sources that some text rests on, by name, those that pages define among them."""
    known = {
        key: Source(key=key, location=Location(doc=doc, source=doc, line=line))
        for key, (doc, _, line) in view.defined.items()
    }
    known |= {source.key: source for source in view.bibliography.sources}
    return sorted((known[key] for key in uses if key in known), key=lambda one: one.key.lower())


def _by_page(view: View, cited: Iterable[Source], uses: Mapping[str, Uses]) -> nodes.table:
    """Return a table of sources with the pages that cite them."""
    field, heading = view.options.get("field", ""), view.options.get("heading", "")
    rows: list[Cells] = []
    for source in cited:
        pages = draw_joined(
            [_page_link(view, doc, verdicts) for doc, verdicts in uses[source.key].items()]
        )
        extra = (_recorded(source, field),) if field else ()
        rows.append((draw_paragraph(*draw_reference(view, source)), *extra, pages))
    head = ("Source", *((heading or field,) if field else ()), "Cited on (sentences)")
    return draw_table(head, rows, (4, 2, 3) if field else (3, 2))


def _numbered(view: View, cited: Sequence[Source], numbers: Mapping[str, int]) -> nodes.Node:
    """Return the sources of a page under the numbers that they have there.

    One that our reading of the bibliography lacks keeps its place, or all behind it would move up.
    """
    data = data_of(view.env)
    listed = {source.key: source for source in (*view.bibliography.sources, *cited)}
    keys = [*numbers, *(source.key for source in cited if source.key not in numbers)]
    items = []
    page = view.options["doc"]
    here = Location(doc=page, source=page, line=1)
    for key in keys:
        source = listed.get(key, Source(key=key, location=here))
        told = (places_of(source.key, page, data), about(source.key, data))
        body = draw_paragraph(*draw_reference(view, source))
        for text in filter(None, told):
            body += nodes.inline("", f" {text}", classes=["claims-source-note"])
        items.append(nodes.list_item("", body, ids=[source_anchor(source.key, page, view.doc)]))
    return nodes.enumerated_list(
        "", *items, enumtype="arabic", prefix="", suffix=".", classes=["claims-sources"]
    )


def _recorded(source: Source, field: str) -> str:
    return source.get(field) or "not recorded"


def _is_everywhere(view: View) -> bool:
    return view.options.get("scope", "all") == "all"


def _uses(view: View, told: Iterable[Verdict]) -> dict[str, dict[str, list[Verdict]]]:
    """Return what rests on each key, of the sentences of this page or of all."""
    places = {doc: index for index, doc in enumerate(reading_order(view.env))}
    verdicts = [
        verdict
        for verdict in told
        if _is_everywhere(view) or verdict.unit.location.doc == view.options["doc"]
    ]
    uses: dict[str, dict[str, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for verdict in sorted(
        verdicts, key=lambda verdict: places.get(verdict.unit.location.doc or "", len(places))
    ):
        for key in keys_of(verdict.unit.all_cites):
            uses[key][verdict.unit.location.doc or ""].append(verdict)
    return uses


def _page_link(view: View, doc: str, verdicts: Sequence[Verdict]) -> nodes.Node:
    return view.link(doc, f"{view.title(doc)} ({len(verdicts)})")


def _with_sentences(view: View, source: Source, uses: Uses) -> nodes.definition_list_item:
    """Return a reference with every sentence that rests on it, by page."""
    body: list[nodes.Node] = []
    if field := view.options.get("field"):
        text = f"{view.options.get('heading') or field}: {_recorded(source, field)}"
        body.append(draw_paragraph(nodes.Text(text)))
    told, pages = sum(map(len, uses.values())), nodes.bullet_list(bullet="-")
    for doc, verdicts in uses.items():
        sentences = draw_bullets([[draw_statement(view, verdict.unit)] for verdict in verdicts])
        pages += nodes.list_item("", draw_paragraph(_page_link(view, doc, verdicts)), sentences)
    count = nodes.title("", f"{counted(told, 'sentence')} on {counted(len(uses), 'page')}")
    body.append(
        nodes.admonition("", count, pages, classes=["claims-sentences"], collapsible="closed")
    )
    term = nodes.term("", "", *draw_reference(view, source))
    return nodes.definition_list_item("", term, nodes.definition("", *body))
