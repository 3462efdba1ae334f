"""The nodes of charts, and how HTML shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

SCREEN = "claims_screen"
"""Attribute of the picture of a chart: the drawing for a page that has a style sheet."""


class chart_download(nodes.General, nodes.Element):
    """The place of a link to the numbers of a chart, in a ``file``; ``title`` says of which."""


class chart_drawing(nodes.General, nodes.Element):
    """A drawing that stands in the page itself, as ``svg``."""


def visit_drawing(self: HTML5Translator, node: chart_drawing) -> None:
    """Write the drawing as it is."""
    self.body.append(f"{node['svg']}\n")
    raise nodes.SkipNode
