"""Quiet citations: a raised number for each source, which leads to the list of the page's sources.

Numbers are given by page, in the order of first citation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_claims._foreign import CITATION_CLASS, find_bibtex, pages_in
from sphinx_claims.showing.citations.links import CITED_KEY, CitationLink, citation_links
from sphinx_claims.writing.nodes import claims_page

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

MARK = "claims-mark"
"""Class of the raised numbers of one citation."""
UNMARKED = "plain-words"
"""Class of a box in which no mark stands; a line at its end names its sources."""
_PLAIN = frozenset({"text", "man", "texinfo", "latex"})
"""Formats that raise no letters, or in which no link can lead to an item of a list."""
_OPENING = ("(", "[")
Numbers = Mapping[str, int]
"""Keys of the sources of a page, to their numbers."""


def takes_marks(builder: Builder, env: BuildEnvironment) -> bool:
    """Tell whether a builder can raise numbers, and sphinxcontrib-bibtex prints citations."""
    return builder.format not in _PLAIN and find_bibtex(env) is not None


def mark_citations(
    document: nodes.document, docname: str, env: BuildEnvironment, builder: Builder
) -> dict[str, Numbers]:
    """Replace citations by numbers, and return these by page."""
    domain = find_bibtex(env)
    if domain is None:
        return {}
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    listing = {doc for doc, page in pages_in(document, docname) if _lists_sources(page)}
    links = list(citation_links(document, docname, domain, builder))
    for one in links:
        given = numbers[one.doc]
        given.setdefault(one.key, len(given) + 1)
    for _, found in groupby(links, key=lambda one: id(one.group)):
        group = tuple(found)
        doc = group[0].doc
        lists = {one.key: source_anchor(one.key, doc, docname) for one in group}
        _mark(group, numbers[doc], lists if doc in listing else {})
    _join_neighbours(document)
    for box in list(document.findall(_is_unmarked)):
        _gather(cast("nodes.Element", box))
    return dict(numbers)


def _is_unmarked(node: nodes.Node) -> bool:
    """Tell whether a node is a box without marks; a line put into a paragraph would break it."""
    boxes = nodes.Admonition | nodes.container | nodes.section | nodes.sidebar | nodes.topic
    return isinstance(node, boxes) and UNMARKED in node["classes"]


def source_anchor(key: str, doc: str, written: str) -> str:
    """Return the id of a source in the list of a page.

    :param written: the document that is written, of which the page may be one part of many
    """
    return nodes.make_id(f"source-{key}" if doc == written else f"source-{doc}-{key}")


def _lists_sources(page: nodes.Element) -> bool:
    """Tell whether a page shows the list of its own sources."""
    return any(
        place["view"] == "sources" and place["options"].get("scope") == "page"
        for place in page.findall(claims_page)
    )


def _mark(group: Sequence[CitationLink], numbers: Numbers, lists: Mapping[str, str]) -> None:
    """Replace a citation in brackets by numbers; put them behind one that is words.

    :param lists: where the sources stand in the list of the page, if it has one
    """
    citation = group[0].group
    marks = nodes.superscript("", classes=[MARK])
    ordered = sorted(group, key=lambda one: numbers[one.key])
    _fill(marks, [_number(one, numbers[one.key], lists.get(one.key, "")) for one in ordered])
    if citation.astext().startswith(_OPENING):
        _trim_before(citation)
        citation.children = []
    citation += marks


def _number(one: CitationLink, number: int, anchor: str) -> nodes.reference:
    """Return the link of one source, told by who and when to those who hear it."""
    link = nodes.reference("", str(number), internal=True)
    if anchor:
        link["refid"] = anchor
    else:
        link.attributes.update(
            {name: one.link[name] for name in ("refid", "refuri") if name in one.link}
        )
    link[CITED_KEY] = one.key
    link["reftitle"] = f"source {number}: {one.cited.formatted_entry.label}"
    return link


def _trim_before(node: nodes.Node) -> None:
    """Take away the blank before a mark."""
    siblings = cast("nodes.Element", node.parent)
    while (at := siblings.index(node)) and isinstance(before := siblings[at - 1], nodes.Text):
        del siblings[at - 1]  # by its place: texts of the same letters are equal
        if text := str(before).rstrip():
            siblings.insert(at - 1, nodes.Text(text))
            break


def _fill(marks: nodes.superscript, links: Iterable[nodes.reference]) -> None:
    for link in links:
        if marks.children:
            marks += nodes.Text(", ")  # many in a narrow column must part
        marks += link


def _join_neighbours(document: nodes.document) -> None:
    """Make one mark of those that stand side by side, with each source once and in order."""
    for citation in list(document.findall(nodes.inline)):
        siblings = cast("nodes.Element", citation.parent)
        at = siblings.index(citation)
        marks, earlier = _mark_of(citation), _mark_of(siblings[at - 1]) if at else None
        if marks is None or earlier is None or citation.children != [marks]:
            continue
        links = {
            int(link.astext()): link
            for mark in (earlier, marks)
            for link in mark.findall(nodes.reference)
        }
        earlier.children = []
        _fill(earlier, [links[number] for number in sorted(links)])
        siblings.remove(citation)


def _mark_of(node: nodes.Node) -> nodes.superscript | None:
    """Return the mark at the end of a citation."""
    if not isinstance(node, nodes.inline) or CITATION_CLASS not in node["classes"]:
        return None
    last = node.children[-1] if node.children else None
    return last if isinstance(last, nodes.superscript) and MARK in last["classes"] else None


def _gather(box: nodes.Element) -> None:
    """Take the marks out of a box, and name its sources in a line at its end."""
    links: dict[str, nodes.reference] = {}
    for citation in list(box.findall(nodes.inline)):
        if CITATION_CLASS in citation["classes"]:
            links |= {
                link[CITED_KEY]: link
                for link in citation.findall(nodes.reference)
                if CITED_KEY in link
            }
            _take_marks(citation)
    if links:
        box += _line_of(sorted(links.values(), key=lambda link: int(link.astext())))


def _take_marks(citation: nodes.inline) -> None:
    for marks in list(citation.findall(nodes.superscript)):
        cast("nodes.Element", marks.parent).remove(marks)
    if not citation.children:
        cast("nodes.Element", citation.parent).remove(citation)


def _line_of(links: Iterable[nodes.reference]) -> nodes.paragraph:
    line = nodes.paragraph("", "Sources for this box: ", classes=["claims-box-sources"])
    told = nodes.inline("", classes=[CITATION_CLASS])
    for link in links:
        if told.children:
            told += nodes.Text(", ")
        told += link
    line += told
    line += nodes.Text(".")
    return line
