"""Every construct of Sphinx, MyST and sphinx-design comes out; what cannot be printed says so."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import run_sphinx
from handout.conftest import KITCHEN, Handout, squeeze

ONLY_INSTRUCTOR = {"Teachmark", "instructorblockmark", "answermark", "teachbodymark", "modelmark"}
ONLY_STUDENT = {"studentblockmark"}
_LOST = "WARNING: raw HTML cannot be printed; a note stands in its place [handout.raw-content]"
LOSSES = (f"components.md:67: {_LOST}", f"components.md:69: {_LOST}")
_MARK = re.compile(r"[A-Za-z]+mark(?:two)?\b")


def marks() -> set[str]:
    """Return every marker word of the sources, but for names of files and classes of boxes."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in KITCHEN.rglob("*")
        if path.suffix in {".md", ".rst", ".py", ".bib"}
    ]
    return {found for text in texts for found in _MARK.findall(text)} - {"altmark", "dotaltmark"}


def missing(handout: Handout, wanted: set[str]) -> set[str]:
    return {mark for mark in wanted if mark not in squeeze(handout.text)}


def test_every_construct_is_in_the_edition_for_instructors(kitchen: dict[str, Handout]) -> None:
    assert missing(kitchen["instructor"], marks() - ONLY_STUDENT) == set()


def test_the_edition_for_students_lacks_answers_and_nothing_else(
    kitchen: dict[str, Handout],
) -> None:
    assert missing(kitchen["student"], marks()) == ONLY_INSTRUCTOR
    assert missing(kitchen["instructor"], marks()) == ONLY_STUDENT


def test_students_get_room_to_write_and_instructors_the_way_to_the_key(
    kitchen: dict[str, Handout],
) -> None:
    question = re.compile(r"Questionmark\?\s*(.*)")
    student, instructor = (
        kitchen["student"].chapters["Components"],
        kitchen["instructor"].chapters["Components"],
    )
    assert question.search(student)[1].startswith("Your answer")  # type: ignore[index]  # a miss fails the test as well
    key_page = (
        next(page for _, page, title in kitchen["instructor"].outline if title == "Answer key") + 1
    )
    assert f"Answer(p.{key_page})" in re.sub(r"\s", "", instructor)
    assert re.search(
        r"Questionmark\?\s+answermark with a link.*\s+.*Question",
        kitchen["instructor"].chapters["Answer key"],
    )


def test_losses_are_told_with_page_and_line(kitchen: dict[str, Handout]) -> None:
    assert kitchen["student"].warnings == LOSSES


def test_what_paper_cannot_hold_has_its_address_as_text_and_code(
    kitchen: dict[str, Handout],
) -> None:
    text = kitchen["student"].chapters["Components"]
    assert "https://example.org/video" in text
    assert "https://example.org/book/components.html" in text
    assert '"QR code for " + address' in kitchen["student"].path.with_name("handout.typ").read_text(
        encoding="utf-8"
    )


def test_an_address_is_printed_where_the_text_hides_it(kitchen: dict[str, Handout]) -> None:
    assert "example.org/shownaddress" in squeeze(kitchen["student"].text)
    assert "doi:10.1000/one" in squeeze(kitchen["student"].text)


def test_pages_left_out_are_linked_on_the_web(kitchen: dict[str, Handout]) -> None:
    assert "https://example.org/book/leftout.html" in squeeze(kitchen["student"].text)


def test_panels_stand_side_by_side_and_are_read_one_after_the_other(
    kitchen: dict[str, Handout],
) -> None:
    text = kitchen["student"].chapters["Components"]
    order = [
        "Firsttab",
        "firstpanelmark",
        "Secondtab",
        "secondpanelmark",
        "Thirdtab",
        "thirdpanelmark",
        "Codetab",
        "Othertab",
    ]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    beside = re.findall(r"kit\.tabs\(.*beside: (true|false), ", kitchen["student"].source)
    assert beside == ["true", "false"]


def test_a_wide_table_has_a_page_on_its_side(kitchen: dict[str, Handout]) -> None:
    (wide,) = [
        page
        for page in kitchen["student"].reader.pages
        if page.mediabox.width > page.mediabox.height
    ]
    assert "widecellmark" in wide.extract_text()


def test_the_index_gives_pages(kitchen: dict[str, Handout]) -> None:
    index = kitchen["student"].chapters["Index"]
    blocks = next(page for _, page, title in kitchen["student"].outline if title == "Blocks") + 1
    number = re.search(r"indexmark, (\d+)", index)
    assert number is not None
    assert blocks <= int(number[1]) <= blocks + 4
    assert re.search(r"glossmark, \d+, \d+", index), (
        "both where the term is used and where it is explained"
    )


def test_the_cover_and_the_last_page_hold_what_conf_says(kitchen: dict[str, Handout]) -> None:
    cover, last = kitchen["student"].pages[0], kitchen["student"].pages[-1]
    assert [
        word
        for word in ("Kitchen sink", "0000-0002-1825-0097", "1 January 2026", "1.2", "noticemark")
        if word not in cover
    ] == []
    assert [
        word
        for word in ("citationmark", "changemark", "licencemark", "example.org/feedback")
        if word not in last
    ] == []


def test_ticks_numbers_and_signs_survive(kitchen: dict[str, Handout]) -> None:
    text = kitchen["student"].text
    wanted = [
        "☐ openmark",
        "☑ donemark",
        "3. numbermark",
        "a. lettermark",
        "(i) romanmark",
        "10⁶ cells/kg",
        "α ≥ β → ½, naïve, Ł",
    ]
    assert [words for words in wanted if words not in text] == []


def test_an_abbreviation_is_expanded_once_on_a_page(kitchen: dict[str, Handout]) -> None:
    assert squeeze(kitchen["student"].chapters["Words"]).count("ABR(abbreviationmark)ABR") == 1
    assert kitchen["student"].chapters["Words"].count("abbreviationmark") == 1


def test_latex_does_not_stumble_over_any_construct(tmp_path: Path) -> None:
    built = run_sphinx(KITCHEN, tmp_path / "latex", "latex")
    assert built.status == 0
    latex = tmp_path.joinpath("latex", "kitchensink.tex").read_text(encoding="utf-8")
    assert "glossdefinitionmark" in latex
    assert "altmark" in latex
    assert ".svg}" not in latex  # pdflatex would stop there
