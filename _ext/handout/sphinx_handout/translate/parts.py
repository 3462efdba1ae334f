"""Children of a node: those that its form sets apart, and the rest."""

from __future__ import annotations

from typing import TypeVar

from docutils import nodes

Part = TypeVar("Part", bound=nodes.Element)


def set_apart(node: nodes.Element, kind: type[Part]) -> tuple[Part | None, list[nodes.Node]]:
    """Return the first child of a kind, if there is one, and all the others."""
    first = next((child for child in node.children if isinstance(child, kind)), None)
    return first, [child for child in node.children if child is not first]


def children_of(node: nodes.Element, kind: type[Part]) -> list[Part]:
    """Return the children of a kind."""
    return [child for child in node.children if isinstance(child, kind)]


def elements_of(node: nodes.Element) -> list[nodes.Element]:
    """Return the children that are more than text."""
    return children_of(node, nodes.Element)
