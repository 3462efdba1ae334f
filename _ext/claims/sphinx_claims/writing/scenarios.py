"""The box of an invented person or study, which readers can tell from what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_claims.writing.nodes import SCENE_CLASSES

LABEL = "scenario-label"
"""Class of the words that say that it is invented."""
LABELS = {"person": "Invented person", "study": "Invented study"}


def _kind(text: str) -> str:
    kind: str = directives.choice(text, tuple(LABELS))
    return kind


class ScenarioDirective(SphinxDirective):
    """A body about an invented person or study; only what it says of the world needs sources."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "kind": _kind,
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return one admonition, whose title says what is invented."""
        self.assert_has_content()
        kind = self.options.get("kind", "person")
        classes = [*SCENE_CLASSES[kind], *self.options.get("class", [])]
        box = nodes.admonition("", classes=classes)
        self.set_source_info(box)
        self.add_name(box)
        told, messages = self.parse_inline(self.arguments[0])
        title = nodes.title(f"{LABELS[kind]}: {self.arguments[0]}", "")
        title += nodes.inline("", LABELS[kind], classes=[LABEL])
        title += [nodes.Text(": "), *told]
        self.set_source_info(title)
        box += [title, *messages, *self.parse_content_to_nodes()]
        return [box]
