"""What hurts, in a page or in the settings, is printed as well as it can be; no traceback."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from conftest import Project
from handout.conftest import Handout
from sphinx_handout.material.vector import decode, texts_of

TITLE = "Title\n=====\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">é</text></svg>'
DECLARED = '<?xml version="1.0" encoding="{}"?>' + SVG
LONG = "https://example.org/" + "x" * 4000

DRAWINGS = {
    "Latin": DECLARED.format("ISO-8859-1").encode("latin-1"),
    "UTF-16": DECLARED.format("UTF-16").encode("utf-16"),
    "UTF-16 without saying so": SVG.encode("utf-16"),
    "UTF-8 with a mark": SVG.encode("utf-8-sig"),
    "an encoding that nobody knows": DECLARED.format("x-none").encode(),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_printed_whatever_its_encoding(
    handout: Callable[..., Handout], empty: Project, name: str
) -> None:
    empty.write("p.svg", DRAWINGS[name])
    made = handout(f"{TITLE}.. image:: p.svg\n   :alt: p\n")
    assert made.warnings == ()
    assert "é" in made.text


@pytest.mark.parametrize("name", ["hex", "rot13", "idna", "undefined", ""])
def test_an_encoding_that_is_none_is_no_error(name: str) -> None:
    assert "svg" in decode(DECLARED.format(name).encode())


def test_marks_that_do_not_end_take_no_time() -> None:
    began = time.process_time()
    assert texts_of("<text " * 200_000) == ""
    assert time.process_time() - began < 30


@pytest.mark.parametrize("title", ["x" * 300, "é" * 300, "\U00020000" * 300])
def test_a_long_title_names_a_file(handout: Callable[..., Handout], title: str) -> None:
    made = handout(f"{TITLE}Words.\n", handout_title=title)
    assert made.path.is_file()


def test_an_address_that_no_code_has_room_for_is_printed_without(
    handout: Callable[..., Handout],
) -> None:
    raw = f'.. raw:: html\n\n   <iframe src="{LONG}" title="Film"></iframe>\n'
    made = handout(f"{TITLE}{raw}\nWords.\n", handout_feedback=LONG, handout_url=LONG)
    assert [line.rpartition("[")[2] for line in made.warnings] == ["handout.raw-content]"]
    assert "Film" in made.text
    assert "Words." in made.text


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("../..", "../.. holds the whole project, not only fonts"),
        ("nowhere", "there is no folder nowhere"),
    ],
)
def test_fonts_are_looked_for_in_folders_of_fonts(
    handout: Callable[..., Handout], folder: str, told: str
) -> None:
    made = handout(f"{TITLE}Words.\n", handout_fonts=[folder])
    assert made.warnings == (f"WARNING: handout_fonts: {told} [handout.option]",)
    assert "Words." in made.text


def test_half_of_a_character_is_left_out(handout: Callable[..., Handout]) -> None:
    made = handout(
        f"{TITLE}.. |x| unicode:: U+D800\n\nCells |x| live. :math:`a`\n",
        project="P \ud800",
        handout_authors=[{"name": "A \udfff"}],
    )
    assert "Cells live." in made.text.replace("  ", " ")


def test_a_reference_to_no_character_is_no_error(handout: Callable[..., Handout]) -> None:
    raw = f".. raw:: html\n\n   <p>Words &#{'1' * 5000}; end</p>\n"
    made = handout(f"{TITLE}{raw}")
    assert "Words" in made.text
    assert "end" in made.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x"])
def test_an_address_that_a_program_would_run_is_no_link(
    handout: Callable[..., Handout], address: str
) -> None:
    made = handout(f"{TITLE}`Press <{address}>`__ and `read <https://example.org/>`__.\n")
    links = {
        str(link.get_object().get("/A", {}).get("/URI", ""))
        for page in made.reader.pages
        for link in page.get("/Annots", ())
    }
    assert "Press" in made.text
    assert links - {""} == {"https://example.org/"}
