"""What every view of the report is drawn with: links, citations, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims.adapters.nodes import link_node
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.model import Bibliography, Report, Verdict

Cells = Sequence[nodes.Node | str]
_LINE = 100
"""Characters on a line of a table in plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a part of the report is drawn from, and the citations drawn so far."""

    env: BuildEnvironment
    builder: Builder
    doc: str
    report: Report
    bibliography: Bibliography
    ledger: Ledger
    options: Mapping[str, str]
    references: Mapping[str, Any]
    """What sphinxcontrib-bibtex knows of each key in its reference lists; empty if the project does not have it."""

    def cite(self, key: str) -> nodes.Node:
        """Return a link to a reference under the label it has there: resolving a citation anew each time is slow."""
        if (cited := self.references.get(key)) is None:
            return nodes.inline("", f"[{key}]", classes=["claims-citation"])
        label = cited.formatted_entry.label
        link = link_node(self.builder, self.doc, cited.bibliography_key.docname, label, cited.citation_id)
        return nodes.inline("", "", link, classes=["bibtex-citation"])

    def link(self, doc: str, text: str, anchor: str = "") -> nodes.Node:
        """Return a link to a place in the project."""
        return link_node(self.builder, self.doc, doc, text, anchor)

    def title(self, doc: str) -> str:
        """Return the title of a page."""
        return self.env.titles[doc].astext() if doc in self.env.titles else doc


def statement(view: View, verdict: Verdict) -> nodes.Node:
    """Return the words of a unit, with a link to where it stands."""
    unit = verdict.unit
    return view.link(unit.location.doc or "", unit.text, unit.anchor)


def citations(view: View, verdict: Verdict) -> nodes.Node:
    """Return the sources that a unit cites."""
    keys = dict.fromkeys(cite.key for cite in verdict.unit.all_cites)
    return joined([view.cite(key) for key in keys], "; ")


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all documents in the order of the table of contents, those outside it last."""
    ordered, todo = [], [env.config.root_doc]
    while todo:
        doc = todo.pop(0)
        if doc not in ordered:
            ordered.append(doc)
            todo = [child for child in env.toctree_includes.get(doc, ()) if child not in ordered] + todo
    return ordered + sorted(env.all_docs.keys() - set(ordered))


def paragraph(*children: nodes.Node) -> nodes.paragraph:
    """Return a paragraph."""
    return nodes.paragraph("", "", *children)


def joined(children: Sequence[nodes.Node], separator: str = ", ") -> nodes.paragraph:
    """Return a paragraph of nodes with a separator between."""
    result = nodes.paragraph()
    for index, child in enumerate(children):
        if index:
            result += nodes.Text(separator)
        result += child
    return result


def bullets(items: Iterable[Sequence[nodes.Node]]) -> nodes.Node:
    """Return a list, an item for each sequence of nodes."""
    return nodes.bullet_list("", *(nodes.list_item("", paragraph(*item)) for item in items), bullet="-")


def section(view: View, anchor: str, title: str, *body: nodes.Node) -> nodes.section:
    """Return a section with its id."""
    return nodes.section("", nodes.title("", title), *body, ids=[anchor], names=[anchor])


def table(head: Sequence[str], rows: Iterable[Cells | nodes.row], widths: Sequence[int]) -> nodes.table:
    """Return a table; *widths* are shares, which the text builder is given as characters of a line."""
    shares = [_LINE * width // sum(widths) for width in widths]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=share) for share in shares), cols=len(widths))
    group += nodes.thead("", row(head))
    group += nodes.tbody("", *(one if isinstance(one, nodes.row) else row(one) for one in rows))
    return nodes.table("", group, classes=["claims-table"])


def row(cells: Cells, classes: Iterable[str] = ()) -> nodes.row:
    """Return a row of a table."""
    return nodes.row("", *(nodes.entry("", _cell(cell)) for cell in cells), classes=list(classes))


def _cell(cell: nodes.Node | str) -> nodes.Node:
    if isinstance(cell, str):
        return paragraph(nodes.Text(cell))
    return cell if isinstance(cell, nodes.paragraph) else paragraph(cell)
