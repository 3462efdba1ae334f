"""Texts of a file to nodes of the page, whose places are the lines of that file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList

from sphinx_classroom.questions.model import Feedback, Told

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective

RUN = "cited"
"""Class of words that the citations in their last sentence cover."""
STEM = "quiz-stem"
"""Class of what asks, or is offered as an answer, and so need not be true."""
_CLOSE = re.compile(r"[.!?]+[\"'”’)\]]*$")
_BREAK = re.compile(r"[.!?:][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z\d])")


class Pen:
    """Writes on the page of a directive what stands in a file."""

    def __init__(self, directive: SphinxDirective, path: str) -> None:
        self._directive = directive
        self._path = path
        in_myst = type(directive.state).__module__.startswith("myst_parser.")
        self._role = "{%s}`%s`" if in_myst else ":%s:`%s`"

    def place(self, node: nodes.Element, line: int) -> None:
        """Say of a node where it was written."""
        node.source, node.line = self._path, line

    def inline(self, text: str) -> list[nodes.Node]:
        """Return a text as mark-up of the page."""
        found, messages = self._directive.parse_inline(text, lineno=self._directive.lineno)
        return [*found, *messages]

    def paragraph(
        self, told: Told, *parts: nodes.Node, classes: Sequence[str] = ()
    ) -> nodes.Element:
        """Return a text, or parts made of it, as a paragraph."""
        said = nodes.paragraph("", "", *(parts or self.inline(told.text)), classes=list(classes))
        self.place(said, told.line)
        return said

    def sourced(
        self, text: str, keys: Sequence[str], premises: Sequence[str] = ()
    ) -> nodes.Element:
        """Return a text whose last sentence cites some keys, for all its sentences."""
        end = _CLOSE.search(text)
        words, stop = (text[: end.start()], end[0]) if end else (text, "")
        marks = [
            self._role % (role, ", ".join(names))
            for role, names in (("cite:p", keys), ("infer", premises))
            if names
        ]
        run = [RUN] if keys and _BREAK.search(words) else []
        return nodes.inline("", "", *self.inline(" ".join((words, *marks)) + stop), classes=run)

    def feedback(self, feedback: Feedback) -> nodes.Element:
        """Return what a reader is told, with its sources."""
        told = feedback.told
        said = self.sourced(told.text, feedback.sources, feedback.inferred_from)
        return self.paragraph(told, said, classes=["question-feedback"])

    def citation(self, keys: Sequence[str]) -> list[nodes.Node]:
        """Return a citation, nothing for no keys."""
        return self.inline(self._role % ("cite:p", ", ".join(keys))) if keys else []

    def box(self, name: str, title: str, options: dict[str, Any], told: Told) -> nodes.Element:
        """Return what a directive makes of a title and a text, as if an author had written it."""
        here = self._directive
        find: Any = directives.directive
        kind, _ = find(name, None, here.state.document)
        lines = StringList([told.text], items=[(self._path, told.line - 1)])
        arguments = [title] if title else []
        where = (here.lineno, here.content_offset, "", here.state, here.state_machine)
        (box,) = kind(name, arguments, options, lines, *where).run()
        for node in box.findall(nodes.Element):
            if not isinstance(node, nodes.Inline):
                self.place(node, told.line)
        made: nodes.Element = box
        return made
