"""The links that sphinxcontrib-bibtex made of citations, each with the reference it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_claims._foreign import CITATION_CLASS

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinxcontrib.bibtex.domain import BibtexDomain
    from sphinxcontrib.bibtex.domain import Citation as Listed

CITED_KEY = "claims_cited_key"
"""Attribute of a link that leads elsewhere than to the reference: the key of its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationLink:
    """One link of a citation."""

    doc: str
    """The document that it stands in."""
    group: nodes.inline
    """The citation, of one source or several."""
    link: nodes.reference
    cited: Listed

    @property
    def key(self) -> str:
        """The key of the source in its bibliography."""
        return str(self.cited.entry.key)


def citation_links(
    document: nodes.document, docname: str, domain: BibtexDomain, builder: Builder
) -> Iterator[CitationLink]:
    """Yield the links of all citations, in order; a document may be put together of several."""
    by_key = {cited.entry.key: cited for cited in domain.citations}
    distant = {_address(builder, docname, cited): cited for cited in domain.citations}
    local = {
        (cited.bibliography_key.docname, cited.citation_id): cited for cited in domain.citations
    }
    for doc, group in _groups(document, docname):
        for link in group.findall(nodes.reference):
            cited = by_key.get(link.get(CITED_KEY, ""))
            if cited is None and "refid" in link:
                cited = local.get((doc, link["refid"]))
            elif cited is None:
                cited = distant.get(link.get("refuri", ""))
            if cited is not None:
                yield CitationLink(doc=doc, group=group, link=link, cited=cited)


def _groups(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.inline]]:
    """Yield the citations below a node, each with its document."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    if isinstance(node, nodes.inline) and CITATION_CLASS in node["classes"]:
        yield docname, node
        return
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _groups(child, docname)


def _address(builder: Builder, docname: str, cited: Listed) -> str:
    return (
        f"{builder.get_relative_uri(docname, cited.bibliography_key.docname)}#{cited.citation_id}"
    )
