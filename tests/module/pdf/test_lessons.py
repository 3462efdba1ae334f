"""The handout of the module.

Every sentence in its place, two editions, small, without a warning.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import REPOSITORY
from handout.conftest import Handout, squeeze
from module.conftest import LESSONS

_TEXTS = (nodes.paragraph, nodes.title, nodes.rubric, nodes.term)


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, nodes.document]:
    """Return the lesson pages with their references resolved, by title."""
    path, docs = tmp_path_factory.mktemp("lessons"), str(REPOSITORY / "docs")
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(
            docs,
            docs,
            str(path / "out"),
            str(path / "trees"),
            "dummy",
            status=None,
            warning=io.StringIO(),
        )
        app.build()
        names = [f"lesson/{name}" for name in LESSONS]
        pages = [
            app.env.get_and_resolve_doctree(name, app.builder, tags=app.tags) for name in names
        ]
        return {
            app.env.titles[name].astext(): page for name, page in zip(names, pages, strict=True)
        }


def is_answer(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and "answer" in node.get("container_classes", ())


def texts_of(document: nodes.document, *, answers: bool) -> list[str]:
    """Return what a page says, block by block: its answers, or all the rest."""

    def walk(node: nodes.Node, within: bool) -> Iterator[str]:
        within = within or is_answer(node)
        for child in node.children:
            if (
                isinstance(child, _TEXTS)
                and within is answers
                and not (within and isinstance(child, nodes.rubric))
            ):
                yield squeeze(child.astext())
            yield from walk(child, within)

    return list(walk(document, False))


def stands_in(text: str, whole: str) -> bool:
    """Say whether a text is there, in one piece or cut once by the end of a page."""
    return text in whole or any(
        text[:cut] in whole and text[cut:] in whole for cut in range(8, len(text) - 8)
    )


@pytest.mark.parametrize("edition", ["student", "instructor"])
def test_every_sentence_of_every_lesson_is_printed(
    editions: dict[str, Handout], lessons: dict[str, nodes.document], edition: str
) -> None:
    chapters = {title: squeeze(text) for title, text in editions[edition].chapters.items()}
    texts = [
        (title, text) for title, page in lessons.items() for text in texts_of(page, answers=False)
    ]
    assert len(texts) > 1000
    assert [text for title, text in texts if not stands_in(text, chapters[title])] == []


@pytest.mark.parametrize("edition", ["student", "instructor"])
def test_the_sentences_stand_in_the_order_of_the_page(
    editions: dict[str, Handout], lessons: dict[str, nodes.document], edition: str
) -> None:
    late = []
    for title, page in lessons.items():
        chapter, place = squeeze(editions[edition].chapters[title]), 0
        for text in texts_of(page, answers=False):
            if text in chapter:
                found = chapter.find(text, place)
                late += [text] if found < 0 else []
                place = max(place, found)
    assert late == []


def test_answers_are_in_the_key_for_instructors_only(
    student: Handout, instructor: Handout, lessons: dict[str, nodes.document]
) -> None:
    answers = [text for page in lessons.values() for text in texts_of(page, answers=True)]
    key = squeeze(instructor.chapters["Answer key"])
    assert len(answers) >= 21
    assert [text for text in answers if not stands_in(text, key)] == []
    assert [text for text in answers if text in squeeze(student.text)] == []
    assert "Answer key" not in student.chapters


def test_the_guide_is_for_instructors_only(student: Handout, instructor: Handout) -> None:
    assert "Teaching with this module" in instructor.chapters
    assert "Teaching with this module" not in student.chapters
    guide = squeeze(instructor.chapters["Teaching with this module"])
    assert [
        word
        for word in ("Thisplantakes90minutes", "Discussionprompts", "Modelanswer")
        if word not in guide
    ] == []


def test_each_question_leads_to_its_answer_and_back(instructor: Handout) -> None:
    for number in range(1, 22):
        assert f'#kit.answer-at("answer:{number}", "question:{number}"' in instructor.source
        assert f'#kit.answer("answer:{number}", "question:{number}"' in instructor.source


def test_students_have_room_for_every_answer(
    student: Handout, lessons: dict[str, nodes.document]
) -> None:
    boxes = [box for page in lessons.values() for box in page.findall(is_answer)]
    assert squeeze(student.text).count("Youranswer") == len(boxes)


@pytest.mark.parametrize("edition", ["student", "instructor"])
def test_it_is_small_and_made_without_a_warning(editions: dict[str, Handout], edition: str) -> None:
    assert editions[edition].warnings == ()
    assert editions[edition].path.stat().st_size < 3_000_000


def test_plan_names_the_page_of_each_lesson(
    student: Handout, lessons: dict[str, nodes.document]
) -> None:
    starts = {title: page + 1 for depth, page, title in student.outline if depth == 1}
    plan = squeeze(student.chapters["How to use this handout"])
    minutes = (12, 15, 12, 15, 15, 12, 20)
    rows = [
        f"{squeeze(title)}{number}{starts[title]}"
        for title, number in zip(lessons, minutes, strict=True)
    ]
    assert [row for row in rows if row not in plan] == []


def test_no_page_parts_a_question_from_the_room_for_its_answer(
    student: Handout, instructor: Handout
) -> None:
    parted = [
        number
        for handout in (student, instructor)
        for number, text in enumerate(handout.pages)
        if starts_with_answer(text)
    ]
    assert parted == []


def starts_with_answer(text: str) -> bool:
    return text.lstrip().startswith(("Your answer", "Model answer", "Answer (", "→ Answer"))


@pytest.mark.parametrize("edition", ["student", "instructor"])
def test_no_page_holds_a_remnant_alone(editions: dict[str, Handout], edition: str) -> None:
    reach = []
    for page in editions[edition].reader.pages:
        height, heights = float(page.mediabox.height), [float(page.mediabox.height)]

        def take(
            text: str, cm: list[float], tm: list[float], *_: object, heights: list[float] = heights
        ) -> None:
            if text.strip():
                heights.append(cm[5] + tm[5] * cm[3])

        page.extract_text(visitor_text=take)
        # pictures say no words, so a page that has one is full enough
        reach.append(1.0 if page.images else 1 - min(y for y in heights if y > 65) / height)
    assert [(number, reach) for number, reach in enumerate(reach[:-1], 1) if reach < 0.25] == []
