"""Descriptions of functions, classes, options: what the domains of Sphinx make."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_handout.markup import call, content, escape
from sphinx_handout.translate.components import Components
from sphinx_handout.translate.parts import children_of

_BREAK = "\u200b"


class Objects(Components):
    """Nodes of object descriptions."""

    def render_desc(self, node: nodes.Element) -> str:
        """Set signatures with what they mean."""
        heads = children_of(node, addnodes.desc_signature)
        rest = [child for child in node.children if not isinstance(child, addnodes.desc_signature)]
        lines = " #linebreak()\n".join(self.anchors(head) + self._signature(head) for head in heads)
        return (
            self.anchors(node)
            + call("kit.object", content(lines), body=self.render_all(rest))
            + "\n\n"
        )

    def _signature(self, node: nodes.Element) -> str:
        lines = children_of(node, addnodes.desc_signature_line)
        if lines:
            return " #linebreak()\n".join(self.anchors(line) + self.inside(line) for line in lines)
        return self.inside(node)

    def render_desc_signature(self, node: nodes.Element) -> str:
        """Set a signature that stands alone."""
        return self.anchors(node) + self._signature(node)

    def render_desc_content(self, node: nodes.Element) -> str:
        """Set the body of a description."""
        return self.anchors(node) + self.inside(node)

    def _plain(self, node: nodes.Element) -> str:
        return self.anchors(node) + self.inside(node)

    render_desc_inline = render_desc_addname = render_desc_type = render_desc_signature_line = (
        _plain
    )
    render_desc_sig_element = _plain

    def render_desc_name(self, node: nodes.Element) -> str:
        """Set the name of an object."""
        return call("kit.name", body=self.inside(node))

    def render_desc_annotation(self, node: nodes.Element) -> str:
        """Set what kind of object it is."""
        return call("kit.variable", body=self.inside(node))

    def render_desc_returns(self, node: nodes.Element) -> str:
        """Set what a function gives back."""
        return escape(" \u2192 ") + self.inside(node)

    def _parameters(self, node: nodes.Element, left: str, right: str) -> str:
        parts: list[str] = []
        for child in node.children:
            separator = (
                escape(", ") + _BREAK
                if parts and not isinstance(child, addnodes.desc_optional)
                else ""
            )
            parts.append(separator + self.render(child))
        return escape(left) + "".join(parts) + escape(right)

    def render_desc_parameterlist(self, node: nodes.Element) -> str:
        """Set parameters in brackets."""
        return self._parameters(
            node, str(node.get("open_paren", "(")), str(node.get("close_paren", ")"))
        )

    def render_desc_type_parameter_list(self, node: nodes.Element) -> str:
        """Set type parameters in brackets."""
        return self._parameters(node, "[", "]")

    def render_desc_parameter(self, node: nodes.Element) -> str:
        """Set one parameter."""
        return self.inside(node) if node.get("noemph") else call("emph", body=self.inside(node))

    render_desc_type_parameter = render_desc_parameter

    def render_desc_optional(self, node: nodes.Element) -> str:
        """Set parameters that may be left out."""
        return self._parameters(node, "[, ", "]")
