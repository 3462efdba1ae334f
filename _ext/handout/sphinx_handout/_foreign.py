"""What the handout takes of other packages by name, each name once.

None of these packages is imported, so none has to be installed. A name that changes there changes
here alone. docutils and Sphinx are not foreign: they are imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docutils import nodes

# sphinx-design: containers that say which component they are

COMPONENT: Final = "design_component"
CONTAINER_CLASSES: Final = "container_classes"
"""Where a dropdown keeps the classes of the box around it."""
TAB_SET: Final = "tab-set"
TAB_ITEM: Final = "tab-item"
DROPDOWN: Final = "dropdown"
CARD: Final = "card"
CARD_HEADER: Final = "card-header"
CARD_TITLE: Final = "card-title"
CARD_FOOTER: Final = "card-footer"
CARD_CAROUSEL: Final = "card-carousel"
GRID_ROW: Final = "grid-row"
STRETCHED_LINK: Final = "sd-stretched-link"
"""Class of a link that covers a whole card."""
BADGE: Final = "sd-badge"
"""How the classes of a badge begin."""
COLUMNS: Final = re.compile(r"^sd-(?:row|card)-cols-(?:(?:xs|sm|md|lg)-)?(\d+)$")
"""Classes that say how many columns a grid has on a screen of some width."""
ICON_SOURCE: Final = "svg"
"""Where an icon keeps its drawing."""

# MyST-Parser

TASK_LIST: Final = "contains-task-list"

# MyST-NB

NOTEBOOK_PRIORITIES: Final = "nb_mime_priority_overrides"
"""Setting that says which form of an output a builder gets."""

# sphinx-claims: what it reads of a builder, and what it and we know by its class

WITHHOLDS_ANSWERS: Final = "withholds_answers"
"""Attribute of a builder: whether it keeps answers to itself, so that no other page repeats
them."""
WITHHELD_DOCUMENTS: Final = "withheld_documents"
"""Attribute of a builder: names of the pages that it keeps to itself altogether."""
BADGE_OF_CLAIMS: Final = "claims-badge"
PAGE_FACTS: Final = "page-facts"
ANSWER: Final = "answer"
"""Class of a box that holds an answer, unless a project names another."""

# Nodes

FORMS: Final[Mapping[str, str]] = {
    # sphinx-design
    "PassthroughTextElement": "set_span",
    "aside_main": "set_margin_note",
    "fontawesome": "set_ornament",
    "sd_badge": "set_badge",
    "sd_icon": "set_icon",
    "sd_line_break": "set_line_break",
    # nbsphinx: around code and its output
    "CodeAreaNode": "render_compound",
    "FancyOutputNode": "render_compound",
    # sphinxcontrib-video, sphinxcontrib-youtube
    "video": "set_video",
    "video_node": "set_video",
    "vimeo": "set_video",
    "youtube": "set_video",
}
"""Class of a node to the method of the translator that sets it; ours are called
``render_<class>``."""

VIDEO_ADDRESSES: Final = ("url", "uri", "src", "primary_src")
"""Where nodes of videos keep their address."""
VIDEO_TEXTS: Final = ("title", "alt", "caption")
"""And where they keep what they are called."""
VIDEO_ID: Final = "id"
"""Where a node of a video on YouTube keeps its number."""
SOURCES: Final = ("code", "content", "uri", "url", "src", "html", "text")
"""Where unknown nodes keep what they show: the source of a diagram, an address."""


def component_of(node: nodes.Node | None) -> str:
    """Return which component of sphinx-design a node is, or nothing."""
    return str(node.get(COMPONENT, "")) if isinstance(node, nodes.Element) else ""


def components_in(node: nodes.Element, component: str) -> Iterator[nodes.Element]:
    """Yield the children that are a component of sphinx-design."""
    for child in node.children:
        if isinstance(child, nodes.Element) and component_of(child) == component:
            yield child


def box_classes(node: nodes.Element) -> list[str]:
    """Return the classes of a box, those first that sphinx-design keeps apart."""
    return [*node.get(CONTAINER_CLASSES, ()), *node["classes"]]
