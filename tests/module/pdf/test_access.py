"""What a screen reader meets in the handouts of the module, on either paper."""

from __future__ import annotations

import pytest

from handout.access import failures_of, heading_levels_of, inner_links_of
from handout.conftest import Handout

NAMES = [
    f"{kind}-{edition}"
    for kind in ("editions", "letter", "checked")
    for edition in ("student", "instructor")
]
TITLES = {"Stem cells in lupus", "Kitchen sink"}


@pytest.fixture(params=NAMES)
def made(request: pytest.FixtureRequest) -> Handout:
    kind, _, edition = request.param.partition("-")
    handouts: dict[str, Handout] = request.getfixturevalue(kind)
    return handouts[edition]


def test_no_checker_finds_a_failure(made: Handout) -> None:
    assert failures_of(made) == []


def test_it_is_tagged_and_names_its_language_and_title(made: Handout) -> None:
    with made.open() as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo.Title) in TITLES


def test_every_internal_link_lands_on_a_page(made: Handout) -> None:
    with made.open() as pdf:
        links = inner_links_of(pdf)
    assert len(links) > 20
    assert None not in links


def test_outline_and_tagged_headings_are_the_same(made: Handout) -> None:
    assert heading_levels_of(made) == [depth for depth, _, _ in made.outline]


def test_printed_page_numbers_are_those_of_the_viewer(made: Handout) -> None:
    assert made.reader.page_labels == [str(number + 1) for number in range(len(made.pages))]
    assert f"2 / {len(made.pages)}" in made.reader.pages[1].extract_text()
