"""What an author writes in an unusual place is printed as well, and never stops the build."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import Project
from handout.conftest import Handout, squeeze

TITLE = "Title\n=====\n\n"
WORLD = "[U+4E16 cjk unified ideograph-4e16]"
NO_FONT = f"WARNING: no font has the character {WORLD} [handout.glyph]"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">a {} b</text></svg>'
)


def test_a_sign_that_no_font_has_may_stand_in_what_is_printed_again(
    handout: Callable[..., Handout],
) -> None:
    made = handout(
        "World 世\n========\n\n:minutes: 5\n\n.. glossary::\n\n   term 世\n      Meaning.\n",
        project="Project 世",
        handout_authors=[{"name": "Ann 世"}],
        handout_use=["Use 世."],
    )
    assert made.warnings == (f"index.rst:2: {NO_FONT}", f"index.rst:7: {NO_FONT}")
    assert [
        squeeze(f"{name} {WORLD}") in squeeze(made.pages[0]) for name in ("Project", "Ann")
    ] == [True, True]
    assert re.sub(r"\s+", " ", made.chapters["Index"]).strip().startswith(f"Index T term {WORLD}")


def test_a_sign_of_the_settings_alone_is_reported(handout: Callable[..., Handout]) -> None:
    assert handout(f"{TITLE}Words.\n", project="Project 世").warnings == (NO_FONT,)


@pytest.mark.parametrize("sign", ["世", "&#x4e16;", "&#19990;"])
def test_a_sign_in_a_drawing_is_reported_where_the_drawing_stands(
    handout: Callable[..., Handout], empty: Project, sign: str
) -> None:
    empty.write("p.svg", SVG.format(sign))
    made = handout(f"{TITLE}.. image:: p.svg\n   :alt: p\n")
    assert made.warnings == (f"index.rst:4: {NO_FONT}",)
    assert "a [U+4E16] b" in made.text


def test_a_sign_that_sphinx_adds_to_a_caption_is_reported(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write("p.svg", SVG.format("c"))
    figure = ".. figure:: p.svg\n   :alt: p\n\n   Caption.\n"
    made = handout(TITLE + figure, numfig=True, numfig_format={"figure": "世 %s"})
    assert made.warnings == (NO_FONT,)
    assert f"{WORLD} 1. Caption." in made.text.replace("\u00a0", " ")


def test_a_note_of_a_heading_is_printed_below_it(handout: Callable[..., Handout]) -> None:
    made = handout("Title [#n]_\n===========\n\n.. [#n] Notemark.\n")
    assert made.warnings == ()
    assert "Notemark" in made.pages[-1]
    assert "Notemark" not in made.chapters["Contents"]


def test_a_link_to_another_site_in_the_first_pages_toctree_is_printed(
    handout: Callable[..., Handout],
) -> None:
    made = handout(f"{TITLE}.. toctree::\n\n   Sitemark <https://example.org/site>\n")
    assert "Sitemark" in made.pages[-1]
    assert "https://example.org/site" in made.pages[-1].replace("\u200b", "")


def test_a_video_of_the_projects_own_is_named(handout: Callable[..., Handout]) -> None:
    made = handout(f'{TITLE}.. raw:: html\n\n   <video src="films/moviemark.mp4"></video>\n')
    assert "films/moviemark.mp4" in made.text


def test_a_frame_within_a_sentence_shows_its_address(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write(
        "other.md", '# Other\n\nSee <iframe src="https://example.org/frame"></iframe> now.\n'
    )
    made = handout(
        f"{TITLE}.. toctree::\n\n   other\n", extensions=["myst_parser", "sphinx_handout"]
    )
    assert "See https://example.org/frame now." in made.text


def test_a_formula_that_cannot_be_set_keeps_its_number(handout: Callable[..., Handout]) -> None:
    made = handout(f"{TITLE}.. math:: \\nosuchcommand\n   :label: one\n\nSee :eq:`one`.\n")
    assert "\\nosuchcommand  (1)" in made.text


def test_a_link_to_a_named_paragraph_gives_its_page(handout: Callable[..., Handout]) -> None:
    made = handout(f"{TITLE}See :ref:`there <place>`.\n\n.. _place:\n\nA paragraph.\n")
    assert f"See there (p. {len(made.pages)})." in made.text.replace("\u00a0", " ")


def test_links_to_what_is_found_by_its_name_give_no_page(handout: Callable[..., Handout]) -> None:
    made = handout(
        f"{TITLE}See :py:func:`f` and [C1]_ now.\n\n.. py:function:: f()\n\n.. [C1] A source.\n"
    )
    assert "See f() and [C1] now." in made.text


def test_an_address_that_the_text_shows_in_other_writing_has_no_note(
    handout: Callable[..., Handout],
) -> None:
    made = handout(
        f"{TITLE}`doi:10.1/a<b>c <https://doi.org/10.1/a%3Cb%3Ec>`_\n".replace(
            "a<b>c <h", r"a\<b\>c <h"
        )
    )
    assert "%3C" not in made.text


def test_a_signature_is_not_explained_within(handout: Callable[..., Handout]) -> None:
    assert "Keyword-only" not in handout(f"{TITLE}.. py:function:: f(a, *, b)\n").text


def test_code_has_no_number_for_a_line_that_is_not_there(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write("two.py", "a = 1\nb = 2\nc = 3\n")
    made = handout(f"{TITLE}.. literalinclude:: two.py\n   :lines: 1-2\n   :linenos:\n")
    assert re.findall(r"\d", made.pages[-1]) == ["1", "1", "2", "2"]
