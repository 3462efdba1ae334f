"""Tabs, cards, grids, dropdowns.

Components of sphinx-design, which leaves them as plain containers for us.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from sphinx_handout import _foreign as foreign
from sphinx_handout._foreign import component_of, components_in
from sphinx_handout.markup import array, boolean, call, content, escape, string, unescape
from sphinx_handout.translate.blocks import is_short
from sphinx_handout.translate.media import Media
from sphinx_handout.translate.parts import set_apart

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
        component = component_of(node)
        forms: dict[str, Callable[[nodes.Element], str]] = {
            foreign.TAB_SET: self._tabs,
            foreign.DROPDOWN: self._dropdown,
            foreign.CARD: self._card,
            foreign.GRID_ROW: self._grid,
            foreign.CARD_CAROUSEL: self._grid,
        }
        if component in forms:
            return self.anchors(node) + forms[component](node)
        if node.get("literal_block"):
            return self._captioned_code(node)
        if foreign.PAGE_FACTS in node["classes"]:
            return self.anchors(node) + call("kit.facts", body=self.inside(node).strip()) + "\n\n"
        return self.anchors(node) + self.inside(node)

    def _captioned_code(self, node: nodes.Element) -> str:
        caption, rest = set_apart(node, nodes.caption)
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
        panels = [self._panel(item) for item in components_in(node, foreign.TAB_ITEM)]
        roomy = any(True for part in _ROOMY for _ in node.findall(part))
        beside = boolean(len(panels) <= _BESIDE and not roomy)
        return call("kit.tabs", *panels, beside=beside, whole=is_short(node, _SHORT)) + "\n\n"

    def _panel(self, item: nodes.Element) -> str:
        label, rest = set_apart(item, nodes.rubric)
        name = self.anchors(item)
        if label is not None:
            name += self.anchors(label) + self.inside(label)
        return array([content(name), content(self.render_all(rest).strip())])

    def _dropdown(self, node: nodes.Element) -> str:
        """Set a dropdown as an open box."""
        title, rest = set_apart(node, nodes.rubric)
        kinds = array(string(name) for name in ["dropdown", *foreign.box_classes(node)])
        heading = content(self.inside(title)) if title is not None else "none"
        return (
            call("kit.box-of", kinds, heading, whole=is_short(node), body=self.render_all(rest))
            + "\n\n"
        )

    def _card(self, node: nodes.Element) -> str:
        """Set a card; the link that covers it on the web becomes a line of its own."""
        links = _take_links(node)
        head = "".join(self.inside(part) for part in components_in(node, foreign.CARD_HEADER))
        foot = "".join(self.inside(part) for part in components_in(node, foreign.CARD_FOOTER))
        apart = {foreign.CARD_HEADER, foreign.CARD_FOOTER}
        rest = [child for child in node.children if component_of(child) not in apart]
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
            if component_of(node) == foreign.CARD_TITLE:
                return call("kit.card-title", body=self.inside(node)) + "\n\n"
            return self.anchors(node) + "".join(self._card_part(child) for child in node.children)
        return self.render(node)

    def _grid(self, node: nodes.Element) -> str:
        """Set items in as many columns as the site has on a middling screen, three at most."""
        counts = [
            int(found[1]) for name in node["classes"] if (found := foreign.COLUMNS.match(name))
        ]
        count = counts[_MIDDLING] if len(counts) > _MIDDLING else max(counts, default=2)
        items = [content(self.render(child).strip()) for child in node.children]
        columns = min(count, 3, max(len(items), 1))
        return call("kit.grid-of", str(columns), *items, whole=is_short(node, _SHORT)) + "\n\n"

    def set_icon(self, node: nodes.Element) -> str:
        """Set an icon by the name it has for listeners; an ornament without one needs no ink."""
        named = _ICON_NAME.search(str(node.get(foreign.ICON_SOURCE, "")))
        return escape(unescape(named[1])) if named else ""

    def set_ornament(self, node: nodes.Element) -> str:
        """Leave out an icon of a font that the handout has not; its name is an ornament's."""
        return ""

    def set_line_break(self, node: nodes.Element) -> str:
        """Set a line break."""
        return " #linebreak()\n"

    def set_badge(self, node: nodes.Element) -> str:
        """Set a badge."""
        return call("kit.badge", body=self.inside(node))

    def set_margin_note(self, node: nodes.Element) -> str:
        """Set a margin note as a box."""
        return (
            self.anchors(node)
            + call("kit.box-of", '("topic",)', "none", body=self.inside(node))
            + "\n\n"
        )


def _take_links(card: nodes.Element) -> list[nodes.reference]:
    """Take the links that cover a whole card out of it, each with what holds it alone."""
    links = [
        link for link in card.findall(nodes.reference) if foreign.STRETCHED_LINK in link["classes"]
    ]
    for link in links:
        link["classes"].remove(foreign.STRETCHED_LINK)
        holder = link.parent if len(link.parent.children) == 1 else link
        holder.parent.remove(holder)
    return links
