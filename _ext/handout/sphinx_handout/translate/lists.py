"""Lists: with bullets or numbers, of terms, fields, options and sources."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from sphinx_handout._foreign import TASK_LIST
from sphinx_handout.markup import array, boolean, call, content, string
from sphinx_handout.translate.inline import Inline
from sphinx_handout.translate.parts import children_of, elements_of

_FEW = 4
"""Sources from which a list of them is set smaller."""
_NUMBERS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class Lists(Inline):
    """Nodes of lists."""

    def render_bullet_list(self, node: nodes.Element) -> str:
        """Set a list with bullets, or with boxes to tick, which stand in its text."""
        if _lists_sources(node):
            return self.anchors(node) + call("kit.sources", *self._items(node)) + "\n\n"
        marker = "none" if TASK_LIST in node["classes"] else None
        return (
            self.anchors(node)
            + call("list", *self._items(node), tight=_tight(node), marker=marker)
            + "\n\n"
        )

    def render_enumerated_list(self, node: nodes.Element) -> str:
        """Set a numbered list, its style and first number kept."""
        if _lists_sources(node):
            sources = call("kit.sources", *self._items(node), numbered="true")
            return self.anchors(node) + sources + "\n\n"
        sign = _NUMBERS.get(str(node.get("enumtype", "arabic")), "1")
        pattern = f"{node.get('prefix', '')}{sign}{node.get('suffix', '.')}"
        start = str(node["start"]) if node.get("start") is not None else None
        return (
            self.anchors(node)
            + call(
                "enum",
                *self._items(node),
                tight=_tight(node),
                numbering=string(pattern),
                start=start,
            )
            + "\n\n"
        )

    def _items(self, node: nodes.Element) -> list[str]:
        return [
            content(self.anchors(item) + self.inside(item).strip()) for item in elements_of(node)
        ]

    def render_list_item(self, node: nodes.Element) -> str:
        """Set an item that stands in no list."""
        return self.anchors(node) + self.inside(node)

    def render_hlist(self, node: nodes.Element) -> str:
        """Set a list in columns."""
        return (
            call(
                "kit.columns",
                *(content(self.inside(column)) for column in elements_of(node)),
            )
            + "\n\n"
        )

    def render_definition_list(self, node: nodes.Element) -> str:
        """Set terms with their definitions."""
        items = [self._definition(item) for item in elements_of(node)]
        return self.anchors(node) + call("kit.definitions", *items) + "\n\n"

    def _definition(self, item: nodes.Element) -> str:
        terms = children_of(item, nodes.term)
        head = " #kit.or-else ".join(self.inside(term).strip() for term in terms)
        for kind in children_of(item, nodes.classifier):
            head += f" #emph[\\: {self.inside(kind)}]"
        body = self.render_all(children_of(item, nodes.definition)).strip()
        anchors = "".join(self.anchors(part) for part in [item, *terms])
        return array([content(anchors + head), content(body)])

    def render_definition(self, node: nodes.Element) -> str:
        """Set what a term means."""
        return self.anchors(node) + self.inside(node)

    def render_field_list(self, node: nodes.Element) -> str:
        """Set names with their values."""
        pairs = []
        for item in node.findall(nodes.field):
            if item.parent is node:
                name, value = item.children[0], item.children[-1]
                pairs.append(
                    array([content(self._within(name)), content(self._within(value).strip())])
                )
        return self.anchors(node) + call("kit.fields", *pairs) + "\n\n"

    def _within(self, node: nodes.Node) -> str:
        return self.inside(node) if isinstance(node, nodes.Element) else self.render(node)

    def render_option_list(self, node: nodes.Element) -> str:
        """Set the options of a command."""
        pairs = []
        for item in node.findall(nodes.option_list_item):
            names = ", ".join(option.astext() for option in item.findall(nodes.option))
            rest = "".join(self.inside(child) for child in item.findall(nodes.description))
            pairs.append(array([content(call("kit.code", string(names))), content(rest.strip())]))
        return self.anchors(node) + call("kit.definitions", *pairs) + "\n\n"


def _lists_sources(node: nodes.Element) -> bool:
    """Say whether a list is one of sources, set smaller.

    Most of its items, and not a few, link to another site.
    """
    linked = [item for item in node.children if any(_leads_out(link) for link in _links_in(item))]
    return len(linked) >= _FEW and 2 * len(linked) > len(node.children)


def _links_in(node: nodes.Node) -> Iterator[nodes.reference]:
    return node.findall(nodes.reference)


def _leads_out(link: nodes.reference) -> bool:
    return "://" in str(link.get("refuri", ""))


def _tight(node: nodes.Element) -> str:
    return boolean(all(len(item.children) <= 1 for item in elements_of(node)))
