"""Placeholders to content, for every builder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims.adapters.domain import ClaimsDomain
from sphinx_claims.adapters.nodes import citation_node, claim, claims_page, uncited, unknown_citation
from sphinx_claims.adapters.settings import OPTIONS
from sphinx_claims.core.model import Bibliography, Citation, Report, Source, State, Verdict
from sphinx_claims.core.rules import ALL_RULES

_SUPPORTED = frozenset({State.CITED, State.COVERED})
Cells = Sequence[nodes.Node | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a part of the report is drawn from, and the citations drawn so far."""

    env: BuildEnvironment
    builder: Builder
    doc: str
    report: Report
    bibliography: Bibliography
    options: Mapping[str, str]
    drawn: dict[tuple[str, str], nodes.Node] = field(default_factory=dict)

    def cite(self, key: str, style: str = "p") -> nodes.Node:
        """Return a citation of one source; each is resolved once a page, since that is slow."""
        if (key, style) not in self.drawn:
            self.drawn[key, style] = self._resolved(citation_node(self.env, [Citation(key=key)], style))
        return self.drawn[key, style].deepcopy()

    def _resolved(self, node: nodes.Node) -> nodes.Node:
        if not isinstance(node, addnodes.pending_xref):
            return node
        domain, target = self.env.get_domain("cite"), node["reftarget"]
        content = cast("nodes.TextElement", node.children[0])
        return domain.resolve_xref(self.env, self.doc, self.builder, node["reftype"], target, node, content) or content

    def link(self, doc: str, text: str, anchor: str = "") -> nodes.Node:
        """Return a link to a place in the project."""
        uri = self.builder.get_relative_uri(self.doc, doc) + (f"#{anchor}" if anchor else "")
        return nodes.reference("", "", nodes.inline("", text), internal=True, refuri=uri)

    def title(self, doc: str) -> str:
        """Return the title of a page."""
        return self.env.titles[doc].astext() if doc in self.env.titles else doc


def expand_placeholders(document: nodes.document, docname: str, env: BuildEnvironment, builder: Builder) -> None:
    """Replace the extension's own nodes by plain ones."""
    for mark in [*document.findall(uncited), *document.findall(unknown_citation)]:
        mark.parent.remove(mark)
    for body in list(document.findall(claim)):
        body.replace_self(nodes.container("", *body.children, classes=body["classes"], ids=body["ids"]))
    domain = cast("ClaimsDomain", env.get_domain("claims"))
    for place in list(document.findall(claims_page)):
        if domain.report is None:
            place.parent.remove(place)
            continue
        view = View(
            env=env,
            builder=builder,
            doc=docname,
            report=domain.report,
            bibliography=domain.bibliography,
            options={"doc": docname, **place["options"]},
        )
        place.replace_self(_VIEWS[place["view"]](view))


def _index(view: View) -> list[nodes.Node]:
    by_doc: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in view.report.verdicts:
        by_doc[verdict.unit.location.doc or ""].append(verdict)
    told = {doc: found for doc in _reading_order(view.env) if (found := by_doc.get(doc))}
    counts = [_count_row(view, doc, verdicts) for doc, verdicts in told.items()]
    head = ("Page", "Sentences and rows", "Claims with a source", "No claim", "Suppressed", "Without source")
    result: list[nodes.Node] = [_table(head, counts, (5, 2, 2, 2, 2, 2))]
    for doc, verdicts in told.items():
        claims = [verdict for verdict in verdicts if verdict.state in _SUPPORTED]
        if claims:
            rows = [(_statement(view, verdict), _citations(view, verdict)) for verdict in claims]
            result.append(_section(view, f"claims-{doc}", view.title(doc), _table(("Claim", "Sources"), rows, (3, 1))))
    return result


def _count_row(view: View, doc: str, verdicts: Sequence[Verdict]) -> Cells:
    states = Counter(verdict.state for verdict in verdicts)
    numbers = (
        len(verdicts),
        states[State.CITED] + states[State.COVERED],
        states[State.EXEMPT],
        states[State.SUPPRESSED],
        states[State.UNCITED],
    )
    return (view.link(doc, view.title(doc)), *map(str, numbers))


def _statement(view: View, verdict: Verdict) -> nodes.Node:
    unit = verdict.unit
    return view.link(unit.location.doc or "", unit.text, unit.anchor)


def _citations(view: View, verdict: Verdict) -> nodes.Node:
    keys = dict.fromkeys(cite.key for cite in verdict.unit.all_cites)
    return _joined([view.cite(key) for key in keys], " ")


def _sources(view: View) -> list[nodes.Node]:
    everywhere = view.options.get("scope", "all") == "all"
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in view.report.verdicts:
        doc = verdict.unit.location.doc or ""
        if everywhere or doc == view.options["doc"]:
            for key in {cite.key for cite in verdict.unit.all_cites}:
                uses[key][doc] += 1
    known = {source.key: source for source in view.bibliography.sources}
    cited = sorted((known[key] for key in uses if key in known), key=lambda source: source.key.lower())
    if not everywhere:
        return [_bullets([_reference(view, source) for source in cited])]
    field, heading = view.options.get("field", ""), view.options.get("heading", "")
    rows: list[Cells] = []
    for source in cited:
        pages = _joined([view.link(doc, f"{view.title(doc)} ({number})") for doc, number in sorted(uses[source.key].items())])
        extra = (source.get(field) or "not recorded",) if field else ()
        rows.append((_paragraph(*_reference(view, source)), *extra, pages))
    head = ("Source", *((heading or field,) if field else ()), "Cited on (sentences)")
    return [_table(head, rows, (4, 2, 3) if field else (3, 2))]


def _reference(view: View, source: Source) -> Sequence[nodes.Node]:
    """Return a reference in one line: authors and year, title, where it appeared, identifier."""
    parts: list[nodes.Node] = [view.cite(source.key, "t"), nodes.Text(". ")]
    parts += [nodes.emphasis("", source.get("title")), nodes.Text(". ")]
    where = source.get("journal") or source.get("howpublished") or source.get("publisher")
    if where:
        parts.append(nodes.Text(f"{where}. "))
    if doi := source.get("doi"):
        parts.append(nodes.reference("", f"doi:{doi}", refuri=f"https://doi.org/{doi}"))
    elif url := source.get("url"):
        parts.append(nodes.reference("", url, refuri=url))
    return parts


def _audit(view: View) -> list[nodes.Node]:
    hidden = [verdict for verdict in view.report.verdicts if verdict.state is State.SUPPRESSED]
    exempt = Counter(verdict.reason or "" for verdict in view.report.verdicts if verdict.state is State.EXEMPT)
    result: list[nodes.Node] = []
    if hidden:
        rows: list[Cells] = [
            (_statement(view, verdict), verdict.reason or "", view.title(verdict.unit.location.doc or "")) for verdict in hidden
        ]
        result.append(_table(("Sentence", "Reason", "Page"), rows, (4, 2, 2)))
    else:
        result.append(_paragraph(nodes.Text("No sentence is marked as needing no source.")))
    counted: list[Cells] = [(name, str(number)) for name, number in sorted(exempt.items())]
    if counted:
        result.append(_table(("Exemption", "Sentences and rows"), counted, (3, 1)))
    return result


def _rules(view: View) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for rule in ALL_RULES:
        body: list[nodes.Node] = [
            _paragraph(nodes.Text(f"{rule.summary[0].upper()}{rule.summary[1:]}. {rule.why}")),
            _paragraph(nodes.Text(f"Severity: {rule.severity.value}. Since {rule.since}.")),
        ]
        for label, text in (("Bad", rule.bad), ("Good", rule.good)):
            if text:
                body += [_paragraph(nodes.strong("", label)), nodes.literal_block(text, text, language="markdown")]
        result.append(_section(view, rule.slug, f"{rule.code} {rule.slug}", *body))
    return result


def _options(view: View) -> list[nodes.Node]:
    rows: list[Cells] = [
        (nodes.literal("", option.name), nodes.literal("", repr(option.default)), option.help) for option in OPTIONS
    ]
    return [_table(("Setting", "Default", "Meaning"), rows, (2, 2, 4))]


_VIEWS: dict[str, Callable[[View], list[nodes.Node]]] = {
    "index": _index,
    "sources": _sources,
    "audit": _audit,
    "rules": _rules,
    "options": _options,
}


def _reading_order(env: BuildEnvironment) -> list[str]:
    """Return all documents in the order of the table of contents, those outside it last."""
    ordered, todo = [], [env.config.root_doc]
    while todo:
        doc = todo.pop(0)
        if doc not in ordered:
            ordered.append(doc)
            todo = [child for child in env.toctree_includes.get(doc, ()) if child not in ordered] + todo
    return ordered + sorted(env.all_docs.keys() - set(ordered))


def _paragraph(*children: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


def _joined(children: Sequence[nodes.Node], separator: str = ", ") -> nodes.paragraph:
    paragraph = nodes.paragraph()
    for index, child in enumerate(children):
        if index:
            paragraph += nodes.Text(separator)
        paragraph += child
    return paragraph


def _bullets(items: Iterable[Sequence[nodes.Node]]) -> nodes.Node:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph(*item)) for item in items), bullet="-")


def _section(view: View, name: str, title: str, *body: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *body, ids=[nodes.make_id(name)], names=[name])


def _table(head: Sequence[str], rows: Iterable[Cells], widths: Sequence[int]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["claims-table"])


def _row(cells: Cells) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _cell(cell)) for cell in cells))


def _cell(cell: nodes.Node | str) -> nodes.Node:
    if isinstance(cell, str):
        return _paragraph(nodes.Text(cell))
    return cell if isinstance(cell, nodes.paragraph) else _paragraph(cell)
