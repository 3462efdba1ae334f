"""Boxes of a lesson: what readers see, and what checker and handout make of them."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from conftest import CONF, Project
from sphinx_claims.api import ANSWER, OBJECTIVES

PLAIN = CONF.replace('"sphinx_claims"]', '"sphinx_claims", "sphinx_classroom"]')
LESSON = """\
# Title

:::{objectives}
- tell remission from cure.
:::

**What lives?**

:::{answer}
Cells live {cite:p}`Key`. Nobody knows why.
:::
"""
SAME = """\
# Title

:::{admonition} After this page you can
:class: objectives

- tell remission from cure.
:::

**What lives?**

:::{dropdown} Answer
:class-container: answer

Cells live {cite:p}`Key`. Nobody knows why.
:::
"""
RST = """\
Title
=====

.. objectives::

   - tell remission from cure.

**What lives?**

.. answer::

   Cells live :cite:p:`Key`. Nobody knows why.
"""


@pytest.fixture
def lesson(project: Project) -> Project:
    """Return a project that has the boxes."""
    project.write("conf.py", PLAIN)
    return project


def page_of(project: Project, text: str, name: str = "index.md") -> str:
    project.write(name, text)
    built = project.build("html", fresh=True, html_show_sourcelink=False)
    return built.out.joinpath("index.html").read_text(encoding="utf-8")


def test_the_boxes_look_like_the_plain_ones(lesson: Project) -> None:
    assert page_of(lesson, LESSON) == page_of(lesson, SAME)


def test_they_are_the_same_in_restructuredtext(lesson: Project) -> None:
    markdown = page_of(lesson, LESSON)
    lesson.path.joinpath("index.md").unlink()
    assert page_of(lesson, RST, "index.rst") == markdown


def test_aims_need_no_source_and_answers_need_their_own(lesson: Project) -> None:
    lesson.write("index.md", LESSON)
    built = lesson.build()
    assert built.states("index") == [
        ("exempt", "tell remission from cure."),
        ("exempt", "What lives?"),
        ("cited", "Cells live."),
        ("uncited", "Nobody knows why."),
    ]
    assert built.findings == [("index.md", 10, "uncited-feedback")]


def test_both_take_another_title_and_more_classes(lesson: Project) -> None:
    text = LESSON.replace("{objectives}", "{objectives} Your *aims*\n:class: wide\n")
    page = page_of(
        lesson, text.replace("{answer}", "{answer} A model answer\n:class-container: wide\n")
    )
    assert '<div class="objectives wide admonition">' in page
    assert '<p class="admonition-title">Your <em>aims</em></p>' in page
    (classes,) = re.findall(r'<details class="([^"]+)"', page)
    assert {ANSWER, "wide"} <= set(classes.split())
    assert "A model answer" in page


def test_the_boxes_have_the_classes_that_the_checker_names(lesson: Project) -> None:
    lesson.write("index.md", LESSON)
    document = lesson.build("dummy").doctrees["index"]
    (box,) = [
        node for node in document.findall(nodes.container) if "container_classes" in node.attributes
    ]
    assert ANSWER in box["container_classes"]
    assert [node["classes"] for node in document.findall(nodes.admonition)] == [[OBJECTIVES]]


def test_sphinx_design_comes_along(lesson: Project) -> None:
    lesson.write("conf.py", PLAIN.replace('"sphinx_design", ', ""))
    assert "sd-dropdown" in page_of(lesson, LESSON)


def test_a_box_without_words_is_an_error_at_its_line(lesson: Project) -> None:
    lesson.write("index.md", "# Title\n\n:::{objectives}\n:::\n")
    (warning, *_) = lesson.build("dummy").warnings
    assert warning.startswith("index.md:3: ")
