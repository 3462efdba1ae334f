"""Documents, sections and blocks to the genre of their text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.genres import Genre
from sphinx_claims.core.prose.genres import (
    genre_of_page,
    genre_of_title,
    is_legend,
    is_licence,
    leads_legend,
)

_UNSEEN = (nodes.target, nodes.comment, addnodes.index)
"""What may stand between a formula and its legend."""
_HOLDERS = (nodes.list_item, nodes.definition, nodes.definition_list_item, nodes.field_body)
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list)


def genres_of_page(document: nodes.document, doc: str) -> tuple[Genre, ...]:
    """Return the genre of a document, as its name tells."""
    return _told(genre_of_page(doc, _titles_in(document)))


def genres_of_section(node: nodes.section) -> tuple[Genre, ...]:
    """Return the genre of a section, as its title tells."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    return _told(title and genre_of_title(title.astext(), _titles_in(node)))


def genres_of_block(text: str) -> tuple[Genre, ...]:
    """Return the genre of a block, as its wording tells."""
    return (Genre.LICENCE,) if is_licence(text) else ()


def begins_legend(node: nodes.Element, text: str) -> bool:
    """Tell whether a block begins by saying what the signs of a formula mean."""
    if is_legend(text) and _is_formula(_before(node)):
        return True
    holder = node.parent
    while isinstance(holder, _HOLDERS):
        holder = holder.parent
    if holder is node.parent or not isinstance(holder, _LISTS):
        return False
    lead = _before(holder)
    return (
        isinstance(lead, nodes.paragraph)
        and leads_legend(lead.astext())
        and _is_formula(_before(lead))
    )


def _told(genre: Genre | None) -> tuple[Genre, ...]:
    return (genre,) if genre else ()


def _titles_in(node: nodes.Element) -> tuple[str, ...]:
    return tuple(title.astext() for title in node.findall(nodes.title))


def _is_formula(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.math_block)


def _before(node: nodes.Element) -> nodes.Node | None:
    """Return what readers see right before a node."""
    before = node.previous_sibling()
    while isinstance(before, _UNSEEN):
        before = before.previous_sibling()
    return before
