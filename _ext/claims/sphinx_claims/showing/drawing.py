"""What the parts of the report are drawn with.

Links, references, lists and tables, as plain nodes for every builder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims._foreign import CITATION_CLASS
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.identifiers import address_of, bare_doi, is_web_address
from sphinx_claims.core.model import Bibliography, ClaimUnit, Report, Source
from sphinx_claims.writing.nodes import OWN_CITATION, link_node

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import Citation as Listed

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
    """As far as the readers of this output may see it."""
    whole: Report
    """All of it."""
    bibliography: Bibliography
    ledger: Ledger
    options: Mapping[str, str]
    references: Mapping[str, Listed]
    """What sphinxcontrib-bibtex knows of each key in its reference lists; empty if the project
    does not have it."""
    defined: Mapping[str, tuple[str, str, int]]
    """Document, anchor and line of each citation that a page defines in reStructuredText."""
    numbers: Mapping[str, Mapping[str, int]]
    """The numbers of sources on each page; empty where citations are no numbers."""

    def cite(self, key: str) -> nodes.Node:
        """Return a link to a reference under the label it has there.

        Resolving a citation anew each time is slow.
        """
        if (cited := self.references.get(key)) is None:
            doc, anchor, _ = self.defined.get(key, ("", "", 0))
            shown = self.link(doc, f"[{key}]", anchor) if doc else nodes.Text(f"[{key}]")
            return nodes.inline("", "", shown, classes=[OWN_CITATION])
        label = cited.formatted_entry.label
        link = link_node(
            self.builder, self.doc, cited.bibliography_key.docname, label, cited.citation_id
        )
        return nodes.inline("", "", link, classes=[CITATION_CLASS])

    def label(self, key: str) -> str:
        """Return the label of a source in the list of references, or its key."""
        return str(self.references[key].formatted_entry.label) if key in self.references else key

    def link(self, doc: str, text: str, anchor: str = "") -> nodes.Node:
        """Return a link to a place in the project."""
        return link_node(self.builder, self.doc, doc, text, anchor)

    def title(self, doc: str) -> str:
        """Return the title of a page."""
        return self.env.titles[doc].astext() if doc in self.env.titles else doc


def draw_statement(view: View, unit: ClaimUnit) -> nodes.Node:
    """Return the words of a unit, with a link to the section where they stand."""
    return view.link(unit.location.doc or "", unit.text, unit.anchor)


def draw_citations(view: View, keys: Iterable[str]) -> nodes.Node:
    """Return links to some references."""
    return draw_joined([view.cite(key) for key in keys], "; ")


def counted(number: int, noun: str) -> str:
    """Return a number of things in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def draw_reference(view: View, source: Source) -> Sequence[nodes.Node]:
    """Return a reference in one line: authors and year, title, where it appeared, identifier."""
    if not source.fields:
        return [view.cite(source.key)]
    parts: list[nodes.Node] = [view.cite(source.key), nodes.Text(". ")]
    parts += [nodes.emphasis("", source.get("title")), nodes.Text(". ")]
    where = source.get("journal") or source.get("howpublished") or source.get("publisher")
    if where:
        parts.append(nodes.Text(f"{where}. "))
    if doi := bare_doi(source.get("doi")):
        parts.append(nodes.reference("", f"doi:{doi}", refuri=address_of(f"doi:{doi}")))
    elif url := source.get("url"):
        linked = is_web_address(url)
        place = nodes.reference("", url, refuri=url) if linked else nodes.inline("", url)
        place["classes"].append("claims-url")
        parts.append(place)
    return parts


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all documents in the order of the table of contents, those outside it last."""
    ordered, todo = [], [env.config.root_doc]
    while todo:
        doc = todo.pop(0)
        if doc not in ordered:
            ordered.append(doc)
            todo = [
                child for child in env.toctree_includes.get(doc, ()) if child not in ordered
            ] + todo
    return ordered + sorted(env.all_docs.keys() - set(ordered))


def draw_paragraph(*children: nodes.Node) -> nodes.paragraph:
    """Return a paragraph of inline nodes."""
    return nodes.paragraph("", "", *children)


def draw_joined(children: Sequence[nodes.Node], separator: str = ", ") -> nodes.paragraph:
    """Return inline nodes one after the other."""
    paragraph = nodes.paragraph()
    for index, child in enumerate(children):
        if index:
            paragraph += nodes.Text(separator)
        paragraph += child
    return paragraph


def draw_bullets(items: Iterable[Sequence[nodes.Node]]) -> nodes.Node:
    """Return a list with one paragraph for each item."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", draw_paragraph(*item)) for item in items), bullet="-"
    )


def draw_section(anchor: str, title: str, *body: nodes.Node) -> nodes.section:
    """Return a section with an id to link to."""
    return nodes.section("", nodes.title("", title), *body, ids=[anchor], names=[anchor])


def draw_table(
    head: Sequence[str], rows: Iterable[Cells | nodes.row], widths: Sequence[int]
) -> nodes.table:
    """Return a table.

    *widths* are shares, which the text builder is given as characters of a line.
    """
    shares = [_LINE * width // sum(widths) for width in widths]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=share) for share in shares), cols=len(widths))
    group += nodes.thead("", draw_row(head))
    group += nodes.tbody(
        "", *(row if isinstance(row, nodes.row) else draw_row(row) for row in rows)
    )
    return nodes.table("", group, classes=["claims-table"])


def draw_row(cells: Cells, classes: Iterable[str] = ()) -> nodes.row:
    """Return a row of a table."""
    return nodes.row("", *(nodes.entry("", _cell(cell)) for cell in cells), classes=list(classes))


def _cell(cell: nodes.Node | str) -> nodes.Node:
    if isinstance(cell, str):
        return draw_paragraph(nodes.Text(cell))
    return cell if isinstance(cell, nodes.paragraph) else draw_paragraph(cell)
