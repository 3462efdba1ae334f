"""Pages, sections and their titles; contents lists, notes, sources.

What leaves no trace on paper.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_handout.markup import call, content, escape, string
from sphinx_handout.translate.objects import Objects
from sphinx_handout.translate.parts import set_apart

_DEEPEST = 6


class Structure(Objects):
    """Nodes that make the order of the whole."""

    def render_document(self, node: nodes.Element) -> str:
        """Set a page; one without a title of its own gets that of its name."""
        if any(isinstance(child, nodes.section) for child in node.children):
            return self.inside(node)
        label = self.work.labels.find(self.place.docname) or ""
        return self._heading(escape(self.place.docname.rpartition("/")[2]), label) + self.inside(
            node
        )

    def render_section(self, node: nodes.Element) -> str:
        """Set a section: its title one level below that of the section around it."""
        title, rest = set_apart(node, nodes.title)
        heading = ""
        if title is not None:
            with self.entering(in_title=True):
                text = self._section_number(node) + self.inside(title).strip()
            heading = self._heading(text, self.label_of(node) or "")
        deferred, self.place.deferred = "".join(self.place.deferred), []
        self.place.level += 1
        body = self.render_all(rest)
        self.place.level -= 1
        return heading + deferred + body

    def _heading(self, text: str, label: str) -> str:
        mark = f" #label({string(label)})" if label else ""
        return f"{call('heading', level=str(min(self.place.level, _DEEPEST)), body=text)}{mark}\n\n"

    def _section_number(self, node: nodes.Element) -> str:
        numbers = self.work.env.toc_secnumbers.get(self.place.docname, {})
        is_page = isinstance(node.parent, nodes.document)
        number = numbers.get("" if is_page else f"#{node['ids'][0]}") if node.get("ids") else None
        return (
            escape(".".join(map(str, number)) + self.work.env.config.html_secnumber_suffix)
            if number
            else ""
        )

    def render_title(self, node: nodes.Element) -> str:
        """Set a title that belongs to no section."""
        return call("kit.rubric", body=self.inside(node)) + "\n\n"

    render_subtitle = render_title

    def render_toctree(self, node: nodes.Element) -> str:
        """Set the pages of a part with their page numbers.

        The contents have those of the root page, but for other sites.
        """
        in_contents = self.place.docname == self.work.env.config.root_doc
        lines = []
        for title, target in node["entries"]:
            page = self.place.docname if target == "self" else target
            label = self.work.labels.find(page)
            if label and not in_contents:
                text = escape(self.readable(title, node)) if title else self._title_of(page)
                lines.append(content(call("kit.jump", string(label), "true", body=text)))
            elif "://" in target:
                lines.append(
                    content(
                        call(
                            "kit.web",
                            string(target),
                            "true",
                            body=escape(self.readable(title or target, node)),
                        )
                    )
                )
        return (
            call("kit.pages-of", content(escape(self.work.words["in-this-part"])), *lines) + "\n\n"
            if lines
            else ""
        )

    def _title_of(self, docname: str) -> str:
        title = self.work.env.titles.get(docname)
        return escape(
            self.readable(title.astext() if title is not None else docname, nodes.Text(""))
        )

    # Notes and sources

    def render_footnote(self, node: nodes.Element) -> str:
        """Set a note that nothing refers to; the others stand at the foot of their page."""
        if any(name in self.work.notes.get(self.place.docname, {}) for name in node["ids"]):
            return ""
        return self.anchors(node) + self._source(node)

    def render_citation(self, node: nodes.Element) -> str:
        """Set a source of a reference list."""
        return self.anchors(node) + self._source(node)

    def _source(self, node: nodes.Element) -> str:
        label, rest = set_apart(node, nodes.label)
        name = content(self.inside(label) if label is not None else "")
        return call("kit.source", name, body=self.render_all(rest).strip()) + "\n\n"

    # The two editions

    def render_writing_space(self, node: nodes.Element) -> str:
        """Set room to write."""
        return call("kit.writing-space", content(escape(self.work.words["writing-space"]))) + "\n\n"

    def render_answer_pointer(self, node: nodes.Element) -> str:
        """Say on which page the answer is."""
        here, there = f"question:{node['number']}", f"answer:{node['number']}"
        return (
            call(
                "kit.answer-at",
                string(there),
                string(here),
                content(escape(self.work.words["answer"])),
            )
            + "\n\n"
        )

    # What leaves no trace

    def render_index(self, node: nodes.Element) -> str:
        """Mark places that the index names; targets beside them hold the names."""
        return self.anchors(node)

    def _nothing(self, node: nodes.Element) -> str:
        return ""

    render_comment = render_substitution_definition = render_meta = render_pending = _nothing
    render_tabular_col_spec = render_highlightlang = render_label = render_colspec = _nothing
