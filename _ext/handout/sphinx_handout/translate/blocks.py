"""Paragraphs, lists, definitions, boxes, quotations and code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sphinx_handout.editions import answer_pointer, writing_space
from sphinx_handout.markup import array, boolean, breakable, call, content, escape, string
from sphinx_handout.translate.inline import Inline

_SHORT = 1200
"""Characters up to which a box is kept on one page."""
_PICTURE = 600
"""Characters whose room a picture takes."""
_FEW = 4
"""Sources from which a list of them is set smaller."""
_NUMBERS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}
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


class Blocks(Inline):
    """Block nodes other than tables, pictures and design components."""

    def render_paragraph(self, node: nodes.Element) -> str:
        """Set a paragraph."""
        inner = self.inside(node).strip()
        anchor = self.anchors(node)
        if "page-facts" in node["classes"] or "claims-badge" in node["classes"]:
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
    render_CodeAreaNode = render_FancyOutputNode = render_compound  # noqa: N815 - those of nbsphinx, around code and its output
    render_start_of_file = render_compound
    render_docinfo = render_compound
    render_decoration = render_compound
    render_header = render_compound
    render_footer = render_compound
    render_only = render_compound

    # Lists

    def render_bullet_list(self, node: nodes.Element) -> str:
        """Set a list with bullets, or with boxes to tick, which stand in its text."""
        if _lists_sources(node):
            return self.anchors(node) + call("kit.sources", *self._items(node)) + "\n\n"
        marker = "none" if "contains-task-list" in node["classes"] else None
        return (
            self.anchors(node)
            + call("list", *self._items(node), tight=_tight(node), marker=marker)
            + "\n\n"
        )

    def render_enumerated_list(self, node: nodes.Element) -> str:
        """Set a numbered list, its style and first number kept."""
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
            content(self.anchors(item) + self.inside(item).strip())
            for item in node.children
            if isinstance(item, nodes.Element)
        ]

    def render_list_item(self, node: nodes.Element) -> str:
        """Set an item that stands in no list."""
        return self.anchors(node) + self.inside(node)

    def render_hlist(self, node: nodes.Element) -> str:
        """Set a list in columns."""
        return (
            call(
                "kit.columns",
                *(
                    content(self.inside(column))
                    for column in node.children
                    if isinstance(column, nodes.Element)
                ),
            )
            + "\n\n"
        )

    def render_definition_list(self, node: nodes.Element) -> str:
        """Set terms with their definitions."""
        items = []
        for item in node.children:
            if isinstance(item, nodes.Element):
                terms = [child for child in item.children if isinstance(child, nodes.term)]
                rest = [child for child in item.children if isinstance(child, nodes.definition)]
                kinds = [child for child in item.children if isinstance(child, nodes.classifier)]
                head = " #kit.or-else ".join(self.inside(term).strip() for term in terms)
                head += "".join(f" #emph[\\: {self.inside(kind)}]" for kind in kinds)
                anchors = "".join(self.anchors(part) for part in [item, *terms])
                items.append(
                    array([content(anchors + head), content(self.render_all(rest).strip())])
                )
        return self.anchors(node) + call("kit.definitions", *items) + "\n\n"

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

    # Boxes

    def render_admonition(self, node: nodes.Element) -> str:
        """Set a box with a title of its own."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        rest = [child for child in node.children if child is not title]
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
        isinstance(following, writing_space | answer_pointer)
        or following.get("design_component") == "dropdown"
    )


def is_short(node: nodes.Element, most: int = _SHORT) -> str:
    """Say, in Typst, whether a box is to be kept on one page."""
    pictures = sum(1 for _ in node.findall(nodes.image))
    return boolean(len(node.astext()) + _PICTURE * pictures < most)


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
    return boolean(
        all(len(item.children) <= 1 for item in node.children if isinstance(item, nodes.Element))
    )


def _language(name: str) -> str:
    return _LANGUAGES.get(name, name if name not in {"none", "text", "output"} else "txt")
