"""A document to its claim units: which kind of node goes to what collects it.

Knows node classes only: no application, no settings, no verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.model import Page
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.blocks import (
    collect_children,
    collect_claim,
    collect_figure,
    collect_footnote,
    collect_only,
    collect_quotation,
    collect_raw,
    collect_todo,
    collect_uncited,
    note_view,
    skip_as,
    skip_attributes,
    skip_generated,
    skip_title,
)
from sphinx_claims.reading.defects import (
    check_heading,
    check_image,
    report_facts_elsewhere,
)
from sphinx_claims.reading.inline import notes_of
from sphinx_claims.reading.origin.genres import genres_of_page
from sphinx_claims.reading.paragraphs import (
    collect_bare,
    collect_field,
    collect_line_block,
    collect_text,
)
from sphinx_claims.reading.places import Files, Place
from sphinx_claims.reading.skips import is_foreign
from sphinx_claims.reading.tables import collect_table
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Handler, Walk
from sphinx_claims.writing.nodes import claim, claims_page, uncited_block

_UNSEEN = (nodes.comment, nodes.substitution_definition, nodes.system_message, nodes.docinfo)
"""What no reader sees; Sphinx takes the fields at the top of a page for its own."""
_BY_NAME: Mapping[str, Handler] = {
    "bibliography": skip_generated,
    "footbibliography": skip_generated,
    "autosummary_table": skip_as(SkipKind.GENERATED),
    "desc_signature": skip_as(SkipKind.SIGNATURE),
    "desc_signature_line": skip_as(SkipKind.SIGNATURE),
    "todo_node": collect_todo,
}
"""Name of a class, its module or the version of which differs, to what collects it."""
_HANDLERS: tuple[tuple[type, Handler], ...] = (
    (nodes.title, check_heading),
    (nodes.subtitle, skip_title),
    (nodes.rubric, skip_title),
    (nodes.term, skip_as(SkipKind.TERM)),
    (nodes.label, skip_as(SkipKind.TERM)),
    (nodes.classifier, skip_as(SkipKind.TERM)),
    (nodes.field_name, skip_as(SkipKind.FIELD_NAME)),
    (nodes.option_group, skip_as(SkipKind.SIGNATURE)),
    (nodes.literal_block, skip_as(SkipKind.CODE)),
    (nodes.doctest_block, skip_as(SkipKind.CODE)),
    (addnodes.productionlist, skip_as(SkipKind.CODE)),
    (nodes.math_block, skip_as(SkipKind.MATH)),
    (addnodes.toctree, skip_attributes),
    (addnodes.index, skip_attributes),
    (nodes.meta, skip_attributes),
    (nodes.raw, collect_raw),
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
    (nodes.Text, collect_bare),
    (nodes.field_body, collect_field),
    (nodes.TextElement, collect_text),
    (nodes.Element, collect_children),
)
"""Class of node to what collects it, special classes first."""


def collect_page(
    document: nodes.document,
    doc: str,
    files: Files,
    substitutions: Mapping[str, str] = MappingProxyType({}),
) -> Page:
    """Return all claim units of a document, in reading order, and the defects of its mark-up.

    :param substitutions: those that the project defines for all documents, by name
    """
    own = {name: node.astext() for name, node in document.substitution_defs.items()}
    found = PageUnits(
        doc=doc, notes=notes_of(document), files=files, definitions={**substitutions, **own}
    )
    path = str(document["source"])
    genres = genres_of_page(document, doc)
    place = Place(path=path, source=files.relative(path), genres=genres)
    Walk(found, _handler_for).visit(document, place)
    report_facts_elsewhere(found, document, place)
    return found.page(place.source)


def _handler_for(cls: type[nodes.Node]) -> Handler | None:
    if cls.__name__ in _BY_NAME:
        return _BY_NAME[cls.__name__]
    if issubclass(cls, _UNSEEN):
        return None
    handler = next((handle for kind, handle in _HANDLERS if issubclass(cls, kind)), None)
    return skip_attributes if handler is collect_children and is_foreign(cls) else handler
