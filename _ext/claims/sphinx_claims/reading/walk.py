"""The walk through a document: once, in reading order, each node with its place.

What each kind of node is, its handlers say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims._foreign import is_computed
from sphinx_claims.core.model import Citation
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.places import Place, enter
from sphinx_claims.reading.units import PageUnits

Handler = Callable[["Walk", Any, Place], None]
"""What collects a node of some class."""

_LED = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table)
"""What a lead-in covers if it stands right above it."""
_UNSEEN = (nodes.target, addnodes.index, addnodes.tabular_col_spec)
"""What readers see nothing of, so that it parts no lead-in from what it leads to."""


class Walk:
    """Goes through one document and hands each node to what collects nodes of its class."""

    def __init__(
        self, found: PageUnits, handler_of: Callable[[type[nodes.Node]], Handler | None]
    ) -> None:
        self.found = found
        self._handler_of = handler_of
        self._handlers: dict[type[nodes.Node], Handler | None] = {}

    def visit(self, node: nodes.Node, place: Place) -> None:
        """Collect a node and everything below it."""
        cls = type(node)
        if cls not in self._handlers:
            self._handlers[cls] = self._handler_of(cls)
        handle = self._handlers[cls]
        if handle and isinstance(node, nodes.Text):
            handle(self, node, place)
        elif handle:
            element = cast("nodes.Element", node)
            if is_computed(element):
                self.found.skip(SkipKind.OUTPUT, place, element, element.astext())
            else:
                handle(self, element, enter(element, place, self.found.files))

    def visit_children(self, node: nodes.Element, place: Place) -> None:
        """Collect everything below a node."""
        if node.tagname == "ifconfig":
            place = replace(place, conditions=(*place.conditions, f"ifconfig:{node['expr']}"))
        before: nodes.Node | None = None
        for child in node.children:
            lead = (isinstance(child, _LED) and self._lead_in(before)) or place.lead
            self.visit(child, place if lead == place.lead else replace(place, lead=lead))
            before = before if isinstance(child, _UNSEEN) else child

    def _lead_in(self, node: nodes.Node | None) -> tuple[Citation, ...]:
        """Return the citations of a paragraph that ends in a colon."""
        return (
            self.found.cites_in([node])
            if isinstance(node, nodes.paragraph) and node.astext().rstrip().endswith(":")
            else ()
        )
