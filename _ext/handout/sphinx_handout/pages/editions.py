"""Students get room to answer, instructors the answers.

Changes pages before they are set, by the class of a box alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docutils import nodes

from sphinx_handout._foreign import box_classes

QUESTION = "question"
"""Class of a container that holds a question, what may be answered, and the answer."""


class Edition(StrEnum):
    """For whom a handout is printed."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


class writing_space(nodes.General, nodes.Element):
    """Room to write an answer by hand."""


class answer_pointer(nodes.General, nodes.Element):
    """The place of a question, which says where its answer is; ``number`` tells which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that was moved to the key."""

    number: int
    docname: str
    question: nodes.Element | None
    """What stands before the answer: a paragraph, or nothing."""
    body: tuple[nodes.Node, ...]


def take_answers(
    docname: str, document: nodes.document, name: str, edition: Edition, start: int
) -> tuple[Answer, ...]:
    """Put what the edition prints in the place of each box of class *name*.

    Return what goes into the key.
    """
    answers: list[Answer] = []
    for box in list(_boxes(document, name)):
        number = start + len(answers)
        question = _question_before(box)
        body = tuple(
            child for child in box.children if not isinstance(child, nodes.rubric | nodes.title)
        )
        answers.append(Answer(number=number, docname=docname, question=question, body=body))
        box.replace_self(
            writing_space() if edition is Edition.STUDENT else answer_pointer(number=number)
        )
    return tuple(answers) if edition is Edition.INSTRUCTOR else ()


def _question_before(box: nodes.Element) -> nodes.Element | None:
    """Return the paragraph that asks: the one before the answer, or the first of its question."""
    previous = box.previous_sibling()
    asked = box.parent if QUESTION in box.parent["classes"] else []
    found = previous if isinstance(previous, nodes.paragraph) else None
    return next((node for node in asked if isinstance(node, nodes.paragraph)), found)


def _boxes(document: nodes.document, name: str) -> Iterator[nodes.Element]:
    """Yield boxes of a class."""
    for node in document.findall(nodes.Element):
        if not isinstance(node, nodes.container | nodes.Admonition):
            continue
        if name in box_classes(node):
            yield node
