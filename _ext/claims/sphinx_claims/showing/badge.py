"""One line below a page's title: how many of its claims have a source; for every builder."""

from __future__ import annotations

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims._foreign import pages_in
from sphinx_claims.core.verdicts.coverage import Coverage
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.showing.index import index_anchor
from sphinx_claims.writing.nodes import NO_SEARCH, link_node


def add_badges(
    document: nodes.document, docname: str, env: BuildEnvironment, builder: Builder
) -> None:
    """Put a badge on each page of a document; a page without claims gets none."""
    domain = data_of(env)
    for doc, page in list(pages_in(document, docname)):
        if coverage := domain.coverage.get(doc):
            _put(page, _badge(coverage, doc, domain.index_page, docname, builder))


def _badge(
    coverage: Coverage, doc: str, index: str | None, docname: str, builder: Builder
) -> nodes.paragraph:
    noun = "claim on this page has" if coverage.claims == 1 else "claims on this page have"
    text = f"{coverage.supported} of {coverage.claims} {noun} a source"
    if index is None:
        content: nodes.Node = nodes.Text(text)
    else:
        content = link_node(builder, docname, index, text, index_anchor(doc))
    return nodes.paragraph("", "", content, classes=["claims-badge", NO_SEARCH])


def _put(page: nodes.Element, badge: nodes.paragraph) -> None:
    """Put a badge below the title, or first on a page without one."""
    section = next((child for child in page.children if isinstance(child, nodes.section)), None)
    if section is None:
        page.insert(0, badge)
    else:
        section.insert(1, badge)
