"""Words within a line: emphasis, code, links, footnotes, abbreviations."""

from __future__ import annotations

import re
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from sphinx_handout._foreign import BADGE
from sphinx_handout.markup import boolean, breakable, call, escape, string
from sphinx_handout.messages import Subtype, warn
from sphinx_handout.translate.base import Base

_RUN = re.compile(r"\W*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_STYLES = {
    "guilabel": "kit.interface",
    "menuselection": "kit.interface",
    "kbd": "kit.key",
    "strike": "strike",
    "underline": "underline",
}


class Inline(Base):
    """Inline nodes."""

    def render_emphasis(self, node: nodes.Element) -> str:
        """Set emphasised text."""
        return self.anchors(node) + call("emph", body=self.inside(node))

    def render_strong(self, node: nodes.Element) -> str:
        """Set strong text."""
        return self.anchors(node) + call("strong", body=self.inside(node))

    render_title_reference = render_emphasis
    render_manpage = render_emphasis
    render_acronym = render_emphasis

    def render_literal(self, node: nodes.Element) -> str:
        """Set code within a line, one that may break if it is long."""
        text = self.readable(node.astext(), node)
        return self.anchors(node) + call("kit.code", string(breakable(text)))

    def render_literal_emphasis(self, node: nodes.Element) -> str:
        """Set a variable part of code."""
        return self.anchors(node) + call("kit.variable", body=self.inside(node))

    def render_literal_strong(self, node: nodes.Element) -> str:
        """Set a name in code."""
        return self.anchors(node) + call("kit.name", body=self.inside(node))

    def render_subscript(self, node: nodes.Element) -> str:
        """Set an index below the line."""
        return call("sub", body=self.inside(node))

    def render_superscript(self, node: nodes.Element) -> str:
        """Set an index above the line."""
        return call("super", body=self.inside(node))

    def render_inline(self, node: nodes.Element) -> str:
        """Set a span; few classes change how it looks."""
        style = next((_STYLES[name] for name in node["classes"] if name in _STYLES), None)
        if any(name.startswith(BADGE) for name in node["classes"]):
            style = "kit.badge"
        inner = self.inside(node)
        return self.anchors(node) + (call(style, body=inner) if style else inner)

    def render_abbreviation(self, node: nodes.Element) -> str:
        """Set an abbreviation, with its long form the first time on a page."""
        if isinstance(node.parent.parent, addnodes.desc_parameter):
            return self.inside(node)  # a sign in a signature, such as the lone star of Python
        short, long = node.astext(), str(node.get("explanation", ""))
        known = short in self.place.abbreviations or self.place.again
        self.place.abbreviations.add(short)
        return self.inside(node) + (
            escape(f" ({self.readable(long, node)})") if long and not known else ""
        )

    def render_problematic(self, node: nodes.Element) -> str:
        """Set what docutils could not read; it has warned."""
        return self.anchors(node) + self.inside(node)

    def render_generated(self, node: nodes.Element) -> str:
        """Set text that docutils wrote, such as a section number."""
        return self.inside(node)

    def set_span(self, node: nodes.Element) -> str:
        """Set the content of a card's title or link."""
        return self.anchors(node) + self.inside(node)

    def render_target(self, node: nodes.Element) -> str:
        """Set a named place."""
        return self.anchors(node) + self.inside(node)

    def render_pending_xref(self, node: nodes.Element) -> str:
        """Set the text of a reference that Sphinx could not resolve.

        It has warned if it was asked to.
        """
        return self.inside(node)

    def render_math(self, node: nodes.Element) -> str:
        """Set a formula within a line."""
        return self.anchors(node) + self.formula(node, block=False)

    def formula(self, node: nodes.Element, *, block: bool) -> str:
        """Return a formula, or its LaTeX source with a warning if it cannot be set."""
        latex = node.astext()
        form = self.work.formulas.get(latex)
        number = str(node["number"]) if block and node.get("number") else ""
        if form is None:
            warn(
                Subtype.MATH,
                f"cannot set this formula, its source is shown: {latex!r}",
                self.where(node),
            )
            source = f"{latex.strip()}  ({number})" if number else latex.strip()
            return call("kit.code", string(breakable(self.readable(source, node))))
        equation = f"$ {form} $" if block else f"${form}$"
        return call(
            "kit.formula",
            string(latex.strip()),
            equation,
            number=string(number) if number else None,
        )

    # Links

    def render_reference(self, node: nodes.Element) -> str:
        """Set a link.

        One without text shows its address, one whose target is not printed only its text.
        """
        text = self.inside(node)
        uri, name = str(node.get("refuri", "")), str(node.get("refid", ""))
        if not node.astext().strip() and not any(node.findall(nodes.image)):
            warn(Subtype.EMPTY_LINK, f"a link to {uri or name} has no text", self.where(node))
            text = escape(uri.removeprefix("%") or name)
        anchor = self.anchors(node)
        if name:
            return anchor + self.internal(self.place.docname, name, text, node)
        if uri.startswith("%"):
            docname, _, target = uri[1:].partition("#")
            return anchor + self.internal(docname, target, text, node)
        if uri.startswith("#"):
            return anchor + self.internal(self.place.docname, uri[1:], text, node)
        return anchor + (self.external(uri, text, node) if uri else text)

    render_number_reference = render_reference

    def internal(self, docname: str, target: str, text: str, node: nodes.Element) -> str:
        """Return a link within the handout, with the page in print where that helps."""
        labels = self.work.labels
        label = labels.find(docname, target)
        if label is None:
            return (
                self.external(self.address_of(docname, target), text, node)
                if self.work.url
                else text
            )
        if target and not labels.has(docname, target) and not self.place.again:
            return text
        if (
            any("std-term" in child["classes"] for child in node.findall(nodes.inline))
            and not self.place.in_title
        ):
            return call("kit.term", string(label), body=text)
        counts = labels.counts(label) and not self._says_where(node)
        return call("kit.jump", string(label), boolean(counts), body=text)

    def _says_where(self, node: nodes.Element) -> bool:
        """Tell whether a link needs no page: it stands in a title, or is the number of a source."""
        return self.place.in_title or node.astext().strip().isdigit()

    def address_of(self, docname: str, target: str) -> str:
        """Return where on the web a page is that is not printed."""
        return f"{self.work.url}{docname}{self.work.web_suffix}" + (f"#{target}" if target else "")

    def external(self, uri: str, text: str, node: nodes.Element) -> str:
        """Return a link out of the handout.

        Its address is printed in a footnote unless the text shows it. One that a reader's program
        would run is no link.
        """
        if _RUN.match(uri):
            return text
        shown = (
            unquote(_core_of(uri)).lower() in unquote(node.astext()).lower()
            or self.place.in_title
            or self.place.again
        )
        return call("kit.web", string(uri), boolean(not shown), body=text)

    def render_download_reference(self, node: nodes.Element) -> str:
        """Set the name of a file that readers can download on the site, and say where."""
        uri = str(node.get("refuri", ""))
        if uri:
            return self.external(uri, self.inside(node), node)
        file = str(node.get("filename") or node.get("reftarget", ""))
        where = f"{self.work.url}_downloads/{file}" if self.work.url and file else ""
        return self.external(where, self.inside(node), node) if where else self.inside(node)

    # Notes

    def render_footnote_reference(self, node: nodes.Element) -> str:
        """Set the note itself the first time, its number after that.

        Typst puts it at the foot of the page.
        """
        name = str(node.get("refid", ""))
        note = self.work.notes.get(self.place.docname, {}).get(name)
        label = self.work.labels.find(self.place.docname, name)
        if note is None or label is None or self.place.in_title:
            return call("super", body=self.inside(node))
        if label in self.work.notes_set:
            return call("footnote", f"label({string(label)})")
        self.work.notes_set.add(label)
        body = self.render_all(
            [child for child in note.children if not isinstance(child, nodes.label)]
        ).strip()
        return f"{call('footnote', body=body)}#label({string(label)})"

    def render_citation_reference(self, node: nodes.Element) -> str:
        """Set a citation as a link to its source."""
        return self.internal(
            self.place.docname, str(node.get("refid", "")), f"\\[{self.inside(node)}\\]", node
        )


def _core_of(uri: str) -> str:
    """Return the part of an address that a reader needs to see."""
    for prefix in (
        "https://doi.org/",
        "http://dx.doi.org/",
        "mailto:",
        "https://www.",
        "https://",
        "http://",
    ):
        if uri.startswith(prefix):
            return uri.removeprefix(prefix).rstrip("/")
    return uri
