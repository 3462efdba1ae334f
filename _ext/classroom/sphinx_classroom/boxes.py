"""Boxes of a lesson that the claim checker and the handout know by their class.

The box of an answer is a closed dropdown of sphinx-design; what is relied on of that package is
here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_design.dropdown import DropdownDirective

from sphinx_claims.api import ANSWER, OBJECTIVES

try:
    from sphinx.directives.admonitions import Admonition
except ModuleNotFoundError:  # before Sphinx 8.2, where that of docutils is used
    from docutils.parsers.rst.directives.admonitions import (  # type: ignore[assignment] # likewise
        Admonition,
    )

if TYPE_CHECKING:
    from docutils import nodes

OBJECTIVES_TITLE = "After this page you can"
ANSWER_TITLE = "Answer"


class ObjectivesDirective(Admonition):
    """The aims of a page, which need no source."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return an admonition."""
        self.arguments = self.arguments or [OBJECTIVES_TITLE]
        self.options["class"] = [OBJECTIVES, *self.options.get("class", [])]
        return super().run()


class AnswerDirective(DropdownDirective):
    """The answer to the question above it, closed until a reader opens it."""

    def run_with_defaults(self) -> list[nodes.Node]:
        """Return a dropdown."""
        self.arguments = self.arguments or [ANSWER_TITLE]
        given = self.options.get("class-container", [])
        self.options["class-container"] = [ANSWER, *given]
        return super().run_with_defaults()
