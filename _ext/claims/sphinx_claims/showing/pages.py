"""Placeholders to content, for every builder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims._foreign import defined_citations, listed_references, withheld_by
from sphinx_claims.core.model import Location, Report, Source, State, Verdict
from sphinx_claims.core.reports.report import reason_told
from sphinx_claims.core.rules.suppression import EXPIRED
from sphinx_claims.domain import claims_domain
from sphinx_claims.showing.catalogue import draw_options, draw_rules
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
from sphinx_claims.showing.impact import draw_impact
from sphinx_claims.showing.index import draw_index
from sphinx_claims.writing.nodes import claim, claims_page, marker, uncited_block


def expand_placeholders(
    document: nodes.document, docname: str, env: BuildEnvironment, builder: Builder
) -> None:
    """Replace the extension's own nodes by plain ones."""
    domain = claims_domain(env)
    for mark in list(document.findall(marker)):
        if isinstance(mark, claim | uncited_block):
            mark.replace_self(
                nodes.container("", *mark.children, classes=mark["classes"], ids=mark["ids"])
            )
        elif isinstance(mark, claims_page) and domain.report is not None:
            mark.replace_self(_draw(mark, docname, env, builder, domain.report))
        else:
            _take_out(mark)


def _take_out(mark: marker) -> None:
    """Remove a mark that readers do not see, with the blank between it and the words before it."""
    siblings = cast("nodes.Element", mark.parent)
    at = siblings.index(mark)
    if at and isinstance(before := siblings[at - 1], nodes.Text):
        siblings[at - 1] = nodes.Text(before.rstrip())
    siblings.remove(mark)


def _draw(
    place: claims_page, docname: str, env: BuildEnvironment, builder: Builder, report: Report
) -> list[nodes.Node]:
    domain = claims_domain(env)
    view = View(
        env=env,
        builder=builder,
        doc=docname,
        report=report
        if place["view"] == "sources" and "sentences" not in place["options"]
        else _shown(report, builder),
        bibliography=domain.bibliography,
        ledger=domain.ledger,
        options={"doc": docname, **place["options"]},
        references=listed_references(env),
        defined=defined_citations(env),
    )
    return _VIEWS[place["view"]](view)


def _shown(report: Report, builder: Builder) -> Report:
    """Leave out what a builder says that it keeps from its readers.

    Answers, and whole documents.
    """
    if (docs := withheld_by(builder)) is None:
        return report
    shown = (
        one
        for one in report.verdicts
        if one.unit.location.doc not in docs and not one.unit.feedback
    )
    return replace(report, verdicts=tuple(shown))


def _sources(view: View) -> list[nodes.Node]:
    uses = _uses(view)
    known = {
        key: Source(key=key, location=Location(doc=doc, source=doc, line=line))
        for key, (doc, _, line) in view.defined.items()
    }
    known |= {source.key: source for source in view.bibliography.sources}
    cited = sorted(
        (known[key] for key in uses if key in known), key=lambda source: source.key.lower()
    )
    if "sentences" in view.options:
        items = (_source_with_sentences(view, source, uses[source.key]) for source in cited)
        return [nodes.definition_list("", *items, classes=["claims-sources"])]
    if not _is_everywhere(view):
        return [draw_bullets([draw_reference(view, source) for source in cited])]
    field, heading = view.options.get("field", ""), view.options.get("heading", "")
    rows: list[Cells] = []
    for source in cited:
        pages = draw_joined(
            [_page_link(view, doc, verdicts) for doc, verdicts in uses[source.key].items()]
        )
        extra = (source.get(field) or "not recorded",) if field else ()
        rows.append((draw_paragraph(*draw_reference(view, source)), *extra, pages))
    head = ("Source", *((heading or field,) if field else ()), "Cited on (sentences)")
    return [draw_table(head, rows, (4, 2, 3) if field else (3, 2))]


def _is_everywhere(view: View) -> bool:
    return view.options.get("scope", "all") == "all"


def _uses(view: View) -> dict[str, dict[str, list[Verdict]]]:
    """Return what rests on each key: documents in reading order with their sentences and rows."""
    places = {doc: index for index, doc in enumerate(reading_order(view.env))}
    verdicts = [
        v
        for v in view.report.verdicts
        if _is_everywhere(view) or v.unit.location.doc == view.options["doc"]
    ]
    uses: dict[str, dict[str, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for verdict in sorted(
        verdicts, key=lambda verdict: places.get(verdict.unit.location.doc or "", len(places))
    ):
        for key in {cite.key for cite in verdict.unit.all_cites}:
            uses[key][verdict.unit.location.doc or ""].append(verdict)
    return uses


def _page_link(view: View, doc: str, verdicts: Sequence[Verdict]) -> nodes.Node:
    return view.link(doc, f"{view.title(doc)} ({len(verdicts)})")


def _source_with_sentences(
    view: View, source: Source, uses: Mapping[str, Sequence[Verdict]]
) -> nodes.definition_list_item:
    """Return a reference with every sentence that rests on it, by page."""
    body: list[nodes.Node] = []
    if field := view.options.get("field"):
        text = f"{view.options.get('heading') or field}: {source.get(field) or 'not recorded'}"
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


def _audit(view: View) -> list[nodes.Node]:
    hidden = [
        verdict
        for verdict in view.report.verdicts
        if verdict.state is State.SUPPRESSED or verdict.rule == EXPIRED
    ]
    exempt = Counter(
        reason_told(verdict) or ""
        for verdict in view.report.verdicts
        if verdict.state is State.EXEMPT
    )
    result: list[nodes.Node] = []
    if hidden:
        rows: list[Cells] = [
            (
                draw_statement(view, verdict.unit),
                _reason(verdict),
                _end(verdict),
                view.title(verdict.unit.location.doc or ""),
            )
            for verdict in hidden
        ]
        result.append(draw_table(("Sentence", "Reason", "Until", "Page"), rows, (4, 2, 1, 2)))
    else:
        result.append(draw_paragraph(nodes.Text("No sentence is marked as needing no source.")))
    counted: list[Cells] = [(name, str(number)) for name, number in sorted(exempt.items())]
    if counted:
        result.append(draw_table(("Exemption", "Sentences and rows"), counted, (3, 1)))
    accepted = Counter(
        finding.location.doc or finding.location.source for finding in view.report.baselined
    )
    if accepted:
        pages: list[Cells] = [
            (view.title(doc), str(number)) for doc, number in sorted(accepted.items())
        ]
        result.append(draw_table(("Page", "Findings in the baseline"), pages, (3, 1)))
    return result


def _reason(verdict: Verdict) -> str:
    """Return why a sentence is said to need no source."""
    return marked.reason if (marked := verdict.unit.suppression) else ""


def _end(verdict: Verdict) -> str:
    """Return the last day of a suppression, and whether it lies in the past."""
    marked = verdict.unit.suppression
    if not marked or not marked.until:
        return "no date"
    return f"{marked.until} (ended)" if verdict.rule == EXPIRED else str(marked.until)


_VIEWS: dict[str, Callable[[View], list[nodes.Node]]] = {
    "index": draw_index,
    "sources": _sources,
    "impact": draw_impact,
    "audit": _audit,
    "rules": draw_rules,
    "options": draw_options,
}
