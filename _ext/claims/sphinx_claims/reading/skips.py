"""Text that readers see and that is no unit: each piece with its kind, so that it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.skips import SkipKind

Hidden = tuple[SkipKind, str]
"""A text and what it is."""

_OWN = ("docutils.", "sphinx.addnodes", "sphinx_claims.")
"""Modules whose nodes hold no text in attributes but those named here."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE = 3
"""How many words a text of an unknown node has at least, if it is no name of something."""
_ADDRESS = re.compile(r"\S*[/\\]\S*|\w+:\S+")
_TOLD = {
    "alt": SkipKind.ALT_TEXT,
    "title": SkipKind.TOOLTIP,
    "explanation": SkipKind.TOOLTIP,
    "content": SkipKind.META,
}
"""Attributes of images, abbreviations and the head of a page that tell something."""
_TECHNICAL = frozenset(nodes.Element.basic_attributes) | {"source", "xml:space", "docname", "uri"}


def is_foreign(cls: type[nodes.Node]) -> bool:
    """Tell whether an extension made a class of nodes, so that nobody knows what it prints."""
    return not f"{cls.__module__}.".startswith(_OWN)


def attributes_shown(node: nodes.Element) -> Iterator[Hidden]:
    """Yield what readers see of the attributes of one node."""
    yield SkipKind.TOOLTIP, node.get("reftitle", "")
    match node:
        case nodes.image() | nodes.abbreviation() | nodes.meta():
            yield from ((kind, node.get(name, "")) for name, kind in _TOLD.items())
        case addnodes.toctree():
            titles = (title for title, _ in node["entries"])
            yield from ((SkipKind.TOCTREE, text or "") for text in (node.get("caption"), *titles))
        case addnodes.index():
            yield from ((SkipKind.INDEX_ENTRY, said) for _, said, *_ in node["entries"])
        case _ if is_foreign(type(node)):
            yield from ((SkipKind.DRAWING, text) for text in _texts_of(node))


def _texts_of(node: nodes.Element) -> Iterator[str]:
    for name, value in node.attributes.items():
        for text in _strings_in(value) if name not in _TECHNICAL else ():
            if len(_WORD.findall(text)) >= _PROSE and not _ADDRESS.fullmatch(text):
                yield text


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (one for one in value if isinstance(one, str))


def kind_of_title(node: nodes.Element) -> SkipKind:
    """Name what a title or a rubric is the title of: a section, or a box that can be opened."""
    if isinstance(node.parent, nodes.section | nodes.document):
        return SkipKind.RUBRIC if isinstance(node, nodes.rubric) else SkipKind.HEADING
    if isinstance(node, nodes.rubric) and "design_component" not in node.parent.attributes:
        return SkipKind.RUBRIC
    return SkipKind.TITLE


def is_html(node: nodes.raw) -> bool:
    """Tell whether raw mark-up is for HTML pages."""
    return "html" in str(node.get("format", "")).split()
