"""A document to its claim units: which kind of node goes to what collects it.

Knows node classes only: no application, no settings, no verdicts.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.model import Page
from sphinx_claims.reading.blocks import (
    collect_children,
    collect_claim,
    collect_figure,
    collect_footnote,
    collect_only,
    collect_quotation,
    collect_uncited,
    note_view,
)
from sphinx_claims.reading.defects import (
    check_heading,
    check_image,
    check_raw,
    report_facts_elsewhere,
)
from sphinx_claims.reading.inline import citing_footnotes
from sphinx_claims.reading.paragraphs import collect_line_block, collect_text
from sphinx_claims.reading.places import Files, Place
from sphinx_claims.reading.tables import collect_table
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Handler, Walk
from sphinx_claims.writing.nodes import claim, claims_page, uncited_block

_SKIPPED = (
    nodes.subtitle, nodes.rubric, nodes.literal_block, nodes.math_block, nodes.comment, nodes.term,
    nodes.label, nodes.substitution_definition, nodes.citation, nodes.system_message,
    nodes.doctest_block, nodes.target, nodes.meta, nodes.classifier, nodes.field_name,
    nodes.decoration, nodes.docinfo, addnodes.index, addnodes.toctree,
)  # fmt: skip
_SKIPPED_BY_NAME = frozenset(
    {"bibliography", "desc_signature", "desc_signature_line", "todo_node", "autosummary_toc"}
)
_HANDLERS: tuple[tuple[type[nodes.Element], Handler], ...] = (
    (nodes.title, check_heading),
    (nodes.raw, check_raw),
    (nodes.image, check_image),
    (nodes.table, collect_table),
    (nodes.figure, collect_figure),
    (claim, collect_claim),
    (uncited_block, collect_uncited),
    (claims_page, note_view),
    (nodes.footnote, collect_footnote),
    (nodes.block_quote, collect_quotation),
    (addnodes.only, collect_only),
    (addnodes.versionmodified, collect_children),
    (nodes.line_block, collect_line_block),
    (nodes.TextElement, collect_text),
    (nodes.Element, collect_children),
)
"""Class of node to what collects it, special classes first."""


def collect_page(document: nodes.document, doc: str, files: Files) -> Page:
    """Return all claim units of a document, in reading order, and the defects of its mark-up."""
    found = PageUnits(doc=doc, footnotes=citing_footnotes(document), files=files)
    path = str(document["source"])
    place = Place(path=path, source=files.relative(path))
    Walk(found, _handler_for).visit(document, place)
    report_facts_elsewhere(found, document, place)
    return found.page(place.source)


def _handler_for(cls: type[nodes.Node]) -> Handler | None:
    if issubclass(cls, _SKIPPED) or cls.__name__ in _SKIPPED_BY_NAME:
        return None
    return next((handle for kind, handle in _HANDLERS if issubclass(cls, kind)), None)
