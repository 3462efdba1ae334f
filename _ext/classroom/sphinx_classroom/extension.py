"""The only module that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_classroom.boxes import AnswerDirective, ObjectivesDirective
from sphinx_classroom.questions.directive import QuestionsDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add the directives, and sphinx-design, which draws one of them."""
    app.setup_extension("sphinx_design")
    app.add_directive("objectives", ObjectivesDirective)
    app.add_directive("answer", AnswerDirective)
    app.add_directive("questions", QuestionsDirective)
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}
