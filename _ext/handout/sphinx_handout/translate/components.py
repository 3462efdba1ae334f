"""Tabs, cards, grids, dropdowns.

Components of sphinx-design, which leaves them as plain containers for us.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from docutils import nodes

from sphinx_handout.markup import array, boolean, call, content, escape, string
from sphinx_handout.translate.blocks import is_short
from sphinx_handout.translate.media import Media

_COLUMNS = re.compile(r"^sd-(?:row|card)-cols-(?:(?:xs|sm|md|lg)-)?(\d+)$")
_ROOMY = (nodes.table, nodes.literal_block, nodes.image, nodes.math_block)
"""What needs the whole width of the page."""
_BESIDE = 3
"""Panels that fit side by side on a portrait page."""
_SHORT = 2500
"""Characters up to which panels are kept on one page."""
_MIDDLING = 3
"""Where the count for a middling screen stands: after any, smallest and small."""
_ICON_NAME = re.compile(r'aria-label="([^"]+)"')


class Components(Media):
    """Containers, by the component they say they are."""

    def render_container(self, node: nodes.Element) -> str:
        """Set a container: a component by its form, any other by its content."""
        component = str(node.get("design_component", ""))
        forms: dict[str, Callable[[nodes.Element], str]] = {
            "tab-set": self._tabs,
            "dropdown": self._dropdown,
            "card": self._card,
            "grid-row": self._grid,
            "card-carousel": self._grid,
        }
        if component in forms:
            return self.anchors(node) + forms[component](node)
        if node.get("literal_block"):
            return self._captioned_code(node)
        if "page-facts" in node["classes"]:
            return self.anchors(node) + call("kit.facts", body=self.inside(node).strip()) + "\n\n"
        return self.anchors(node) + self.inside(node)

    def _captioned_code(self, node: nodes.Element) -> str:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        rest = [child for child in node.children if child is not caption]
        head = (
            call("kit.code-title", body=self.numbered("code", caption, node))
            if caption is not None
            else ""
        )
        return self.anchors(node) + head + self.render_all(rest)

    def _tabs(self, node: nodes.Element) -> str:
        """Set panels side by side: two always, three if nothing in them is wide.

        Else one below the other, with their names.
        """
        panels = []
        for item in _containers(node, "tab-item"):
            label = next(
                (child for child in item.children if isinstance(child, nodes.rubric)), None
            )
            rest = [child for child in item.children if child is not label]
            anchors = self.anchors(item) + (self.anchors(label) if label is not None else "")
            name = self.inside(label) if label is not None else ""
            panels.append(array([content(anchors + name), content(self.render_all(rest).strip())]))
        roomy = any(True for part in _ROOMY for _ in node.findall(part))
        beside = boolean(len(panels) <= _BESIDE and not roomy)
        return call("kit.tabs", *panels, beside=beside, whole=is_short(node, _SHORT)) + "\n\n"

    def _dropdown(self, node: nodes.Element) -> str:
        """Set a dropdown as an open box."""
        title = next((child for child in node.children if isinstance(child, nodes.rubric)), None)
        rest = [child for child in node.children if child is not title]
        classes = [*node.get("container_classes", ()), *node["classes"]]
        kinds = array(string(name) for name in ["dropdown", *classes])
        heading = content(self.inside(title)) if title is not None else "none"
        return (
            call("kit.box-of", kinds, heading, whole=is_short(node), body=self.render_all(rest))
            + "\n\n"
        )

    def _card(self, node: nodes.Element) -> str:
        """Set a card; the link that covers it on the web becomes a line of its own."""
        links = [
            link for link in node.findall(nodes.reference) if "sd-stretched-link" in link["classes"]
        ]
        for link in links:
            link["classes"].remove("sd-stretched-link")
            holder = link.parent if len(link.parent.children) == 1 else link
            holder.parent.remove(holder)
        head = "".join(self.inside(part) for part in _containers(node, "card-header"))
        foot = "".join(self.inside(part) for part in _containers(node, "card-footer"))
        apart = {"card-header", "card-footer"}
        rest = [
            child
            for child in node.children
            if not (isinstance(child, nodes.Element) and child.get("design_component") in apart)
        ]
        body = "".join(self._card_part(child) for child in rest)
        return (
            call(
                "kit.card",
                head=content(head.strip()) if head else None,
                foot=content(foot.strip()) if foot else None,
                link=content("".join(self.render(link) for link in links)) if links else None,
                body=body.strip(),
            )
            + "\n\n"
        )

    def _card_part(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.container):
            if node.get("design_component") == "card-title":
                return call("kit.card-title", body=self.inside(node)) + "\n\n"
            return self.anchors(node) + "".join(self._card_part(child) for child in node.children)
        return self.render(node)

    def _grid(self, node: nodes.Element) -> str:
        """Set items in as many columns as the site has on a middling screen, three at most."""
        counts = [int(found[1]) for name in node["classes"] if (found := _COLUMNS.match(name))]
        count = counts[_MIDDLING] if len(counts) > _MIDDLING else max(counts, default=2)
        items = [content(self.render(child).strip()) for child in node.children]
        columns = min(count, 3, max(len(items), 1))
        return call("kit.grid-of", str(columns), *items, whole=is_short(node, _SHORT)) + "\n\n"

    def render_sd_icon(self, node: nodes.Element) -> str:
        """Set an icon by the name it has for listeners; an ornament without one needs no ink."""
        named = _ICON_NAME.search(str(node.get("svg", "")))
        return escape(unescape(named[1])) if named else ""

    def render_fontawesome(self, node: nodes.Element) -> str:
        """Leave out an icon of a font that the handout has not; its name is an ornament's."""
        return ""

    def render_sd_line_break(self, node: nodes.Element) -> str:
        """Set a line break."""
        return " #linebreak()\n"

    def render_sd_badge(self, node: nodes.Element) -> str:
        """Set a badge."""
        return call("kit.badge", body=self.inside(node))

    def render_aside_main(self, node: nodes.Element) -> str:
        """Set a margin note as a box."""
        return (
            self.anchors(node)
            + call("kit.box-of", '("topic",)', "none", body=self.inside(node))
            + "\n\n"
        )


def _containers(node: nodes.Element, component: str) -> list[nodes.Element]:
    return [
        child
        for child in node.children
        if isinstance(child, nodes.Element) and child.get("design_component") == component
    ]
