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
_PLAIN = frozenset({"text", "man", "texinfo"})
"""Formats that raise no letters."""
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
        _mark(group, numbers[group[0].doc], listed=group[0].doc in listing)
    _join_neighbours(document)
    for box in list(document.findall(nodes.Element)):
        if UNMARKED in box.get("classes", ()):
            _gather(box)
    return dict(numbers)


def source_anchor(key: str) -> str:
    """Return the id of a source in the list of a page."""
    return nodes.make_id(f"source-{key}")


def _lists_sources(page: nodes.Element) -> bool:
    """Tell whether a page shows the list of its own sources."""
    return any(
        place["view"] == "sources" and place["options"].get("scope") == "page"
        for place in page.findall(claims_page)
    )


def _mark(group: Sequence[CitationLink], numbers: Numbers, *, listed: bool) -> None:
    """Replace a citation in brackets by numbers; put them behind one that is words."""
    citation = group[0].group
    marks = nodes.superscript("", classes=[MARK])
    for one in sorted(group, key=lambda one: numbers[one.key]):
        if marks.children:
            marks += nodes.Text(",")
        marks += _number(one, numbers[one.key], listed=listed)
    if citation.astext().startswith(_OPENING):
        _trim_before(citation)
        citation.children = []
    citation += marks


def _number(one: CitationLink, number: int, *, listed: bool) -> nodes.reference:
    """Return the link of one source, told by who and when to those who hear it."""
    link = nodes.reference("", str(number), internal=True)
    if listed:
        link["refid"] = source_anchor(one.key)
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


def _join_neighbours(document: nodes.document) -> None:
    """Part the numbers of two citations that stand side by side."""
    for citation in document.findall(nodes.inline):
        siblings = cast("nodes.Element", citation.parent)
        if CITATION_CLASS not in citation["classes"]:
            continue
        before = siblings[siblings.index(citation) - 1] if siblings.index(citation) else None
        if isinstance(before, nodes.inline) and CITATION_CLASS in before["classes"]:
            marks = next(iter(citation.findall(nodes.superscript)), None)
            if marks is not None and citation.children[0] is marks:
                marks.insert(0, nodes.Text(","))


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
