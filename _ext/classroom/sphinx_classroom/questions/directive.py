"""The place on a page where the questions of a lesson are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_classroom.questions.drawing import draw_questions
from sphinx_classroom.questions.pen import Pen
from sphinx_classroom.questions.reading import read_questions

if TYPE_CHECKING:
    from docutils import nodes

_LOGGER = logging.getLogger(__name__)
_NAME = re.compile(r"[\w-]+")


class QuestionsDirective(SphinxDirective):
    """The questions of a file in the folder ``questions`` beside the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return them all, and report what is wrong in the file, at its lines."""
        name = self.arguments[0]
        if not _NAME.fullmatch(name):
            raise self.error(f"questions have a name of letters, digits and hyphens, not {name!r}")
        _, path = self.env.relfn2path(f"questions/{name}.yaml")
        self.env.note_dependency(path)
        if not Path(path).is_file():
            raise self.error(f"there is no file questions/{name}.yaml beside this page")
        questions, slips = read_questions(Path(path))
        for line, slip in slips:
            place = f"{path}:{line}"
            _LOGGER.warning("%s", slip, location=place, type="classroom", subtype="questions")
        return draw_questions(questions, Pen(self, path))
