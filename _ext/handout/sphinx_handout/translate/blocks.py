"""Paragraphs, boxes, quotations and code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_handout._foreign import BADGE_OF_CLAIMS, DROPDOWN, PAGE_FACTS, component_of
from sphinx_handout.markup import boolean, breakable, call, content, escape, string
from sphinx_handout.pages.editions import answer_pointer, writing_space
from sphinx_handout.translate.lists import Lists
from sphinx_handout.translate.parts import set_apart

_SHORT = 1200
"""Characters up to which a box is kept on one page."""
_PICTURE = 600
"""Characters whose room a picture takes."""
_LANGUAGES = {
    "default": "python",
    "ipython3": "python",
    "ipython": "python",
    "pycon": "python",
    "pycon3": "python",
    "python3": "python",
    "console": "bash",
    "shell": "bash",
    "shell-session": "bash",
    "sh": "bash",
    "markdown": "md",
    "myst": "md",
    "bibtex": "bib",
    "latex": "tex",
    "jinja": "html",
    "html+jinja": "html",
}
"""Names of languages for Pygments, and Typst's name where it differs."""


class Blocks(Lists):
    """Block nodes other than lists, tables, pictures and design components."""

    def render_paragraph(self, node: nodes.Element) -> str:
        """Set a paragraph."""
        inner = self.inside(node).strip()
        anchor = self.anchors(node)
        if not {PAGE_FACTS, BADGE_OF_CLAIMS}.isdisjoint(node["classes"]):
            return f"{anchor}{call('kit.facts', body=inner)}\n\n"
        if _asks(node):
            return f"{call('kit.question', body=anchor + inner)}\n\n"
        return f"{anchor}{inner}\n\n"

    render_compact_paragraph = render_paragraph

    def render_rubric(self, node: nodes.Element) -> str:
        """Set an informal heading, which no contents list has."""
        return self.anchors(node) + call("kit.rubric", body=self.inside(node)) + "\n\n"

    def render_centered(self, node: nodes.Element) -> str:
        """Set a centred line."""
        return call("align", "center", body=call("strong", body=self.inside(node))) + "\n\n"

    def render_transition(self, node: nodes.Element) -> str:
        """Set a change of thought."""
        return "#kit.transition()\n\n"

    def render_line_block(self, node: nodes.Element) -> str:
        """Set lines as they were broken."""
        return self.anchors(node) + call("kit.verse", body=self._lines(node, 0)) + "\n\n"

    def _lines(self, node: nodes.Element, depth: int) -> str:
        lines = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                lines.append(self._lines(child, depth + 1))
            else:
                lines.append(
                    f"{call('h', f'{1.5 * depth}em') if depth else ''}{self.render(child)}"
                )
        return " #linebreak()\n".join(lines)

    def render_line(self, node: nodes.Element) -> str:
        """Set one line; an empty one keeps its height."""
        return self.anchors(node) + (self.inside(node) or "~")

    def render_block_quote(self, node: nodes.Element) -> str:
        """Set a quotation, with who said it."""
        who = [child for child in node.children if isinstance(child, nodes.attribution)]
        rest = [child for child in node.children if not isinstance(child, nodes.attribution)]
        attribution = content(self.inside(who[0])) if who else None
        return (
            self.anchors(node)
            + call("quote", block="true", attribution=attribution, body=self.render_all(rest))
            + "\n\n"
        )

    def render_compound(self, node: nodes.Element) -> str:
        """Set what only groups its children."""
        return self.anchors(node) + self.inside(node)

    render_glossary = render_compound
    render_acks = render_compound
    render_start_of_file = render_compound
    render_docinfo = render_compound
    render_decoration = render_compound
    render_header = render_compound
    render_footer = render_compound
    render_only = render_compound

    # Boxes

    def render_admonition(self, node: nodes.Element) -> str:
        """Set a box with a title of its own."""
        title, rest = set_apart(node, nodes.title)
        heading = self.inside(title) if title else ""
        return self._box("note", heading, self.render_all(rest), node)

    render_Admonition = render_admonition  # noqa: N815 - those of other extensions, such as a to-do

    def _named(self, node: nodes.Element) -> str:
        name = type(node).__name__
        return self._box(
            name, escape(str(admonitionlabels.get(name, name.title()))), self.inside(node), node
        )

    render_attention = render_caution = render_danger = render_error = render_hint = _named
    render_important = render_note = render_tip = render_warning = render_seealso = _named

    def _box(self, kind: str, title: str, body: str, node: nodes.Element) -> str:
        classes = [kind, *node.get("classes", [])]
        kinds = "(" + "".join(f"{string(name)}, " for name in classes) + ")"
        return (
            self.anchors(node)
            + call("kit.box-of", kinds, content(title), whole=is_short(node), body=body)
            + "\n\n"
        )

    def render_topic(self, node: nodes.Element) -> str:
        """Set a topic or a sidebar as a box; a contents list made by docutils is left to ours."""
        if "contents" in node["classes"]:
            return ""
        heads = [
            child for child in node.children if isinstance(child, nodes.title | nodes.subtitle)
        ]
        rest = [child for child in node.children if child not in heads]
        return self._box(
            "topic",
            " #sym.dash.en ".join(self.inside(head) for head in heads),
            self.render_all(rest),
            node,
        )

    render_sidebar = render_topic

    def render_versionmodified(self, node: nodes.Element) -> str:
        """Set what changed in which version."""
        return self.anchors(node) + call("kit.changed", body=self.inside(node)) + "\n\n"

    def render_system_message(self, node: nodes.Element) -> str:
        """Set a complaint of docutils, which has warned."""
        return self._box("error", escape("System message"), self.inside(node), node)

    # Code and formulas

    def render_literal_block(self, node: nodes.Element) -> str:
        """Set a block of code."""
        if node.rawsource != node.astext() and any(
            isinstance(child, nodes.Element) for child in node.children
        ):
            body = self.inside(node).replace("\n", " #linebreak()\n")
            return self.anchors(node) + call("kit.parsed", body=body) + "\n\n"
        options: Mapping[str, Any] = node.get("highlight_args", {})
        lines = ", ".join(str(line) for line in options.get("hl_lines", ()))
        return (
            self.anchors(node)
            + call(
                "kit.listing",
                string(breakable(self.readable(node.astext().rstrip("\n"), node))),
                lang=string(_language(str(node.get("language", "none")))),
                first=str(options.get("linenostart", 1)) if node.get("linenos") else None,
                marked=f"({lines},)" if lines else None,
            )
            + "\n\n"
        )

    def render_doctest_block(self, node: nodes.Element) -> str:
        """Set a session in the interpreter."""
        return (
            self.anchors(node)
            + call(
                "kit.listing",
                string(breakable(self.readable(node.astext(), node))),
                lang='"python"',
            )
            + "\n\n"
        )

    def render_productionlist(self, node: nodes.Element) -> str:
        """Set a grammar."""
        lines = [child for child in node.children if isinstance(child, addnodes.production)]
        body = " #linebreak()\n".join(self.anchors(line) + self._production(line) for line in lines)
        return self.anchors(node) + call("kit.parsed", body=body) + "\n\n"

    def _production(self, line: nodes.Element) -> str:
        name = f"{line['tokenname']} ::= " if line.get("tokenname") else ""
        return call("kit.name", body=escape(name)) + self.inside(line)

    def render_math_block(self, node: nodes.Element) -> str:
        """Set a formula on a line of its own, with its number."""
        return self.anchors(node) + self.formula(node, block=True) + "\n\n"


def _asks(node: nodes.Element) -> bool:
    """Say whether an answer, or room for one, follows.

    The two must not be parted by the end of a page.
    """
    following = node.next_node(siblings=True, descend=False, ascend=False)
    if not isinstance(following, nodes.Element):
        return False
    return (
        isinstance(following, writing_space | answer_pointer) or component_of(following) == DROPDOWN
    )


def is_short(node: nodes.Element, most: int = _SHORT) -> str:
    """Say, in Typst, whether a box is to be kept on one page."""
    pictures = sum(1 for _ in node.findall(nodes.image))
    return boolean(len(node.astext()) + _PICTURE * pictures < most)


def _language(name: str) -> str:
    return _LANGUAGES.get(name, name if name not in {"none", "text", "output"} else "txt")
