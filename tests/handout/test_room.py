"""What is wider, taller or longer than its place: set smaller, broken, or moved on whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import Project
from handout.conftest import Handout


@pytest.mark.parametrize("number", ["", "   :label: long\n"])
def test_a_formula_wider_than_the_page_is_set_smaller(
    handout: Callable[..., Handout], number: str
) -> None:
    made = handout(
        f"Title\n=====\n\n.. math::\n{number}\n   "
        f"{' + '.join(f'x_{{{count}}}' for count in range(30))}\n"
    )
    places: list[float] = []
    for page in made.reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: (
                places.append(cm[4] + tm[4] * cm[0]) if text.strip() else None
            )
        )
    assert min(places) > 50
    assert max(places) < 545


def test_a_grid_of_pictures_taller_than_a_page_loses_none(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write(
        "tall.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"><text '
        'y="9">pic</text></svg>',
    )
    card = (
        "   .. grid-item-card:: Card{}\n\n      .. image:: tall.svg\n         :alt: tall\n       "
        "  :width: 100%\n\n"
    )
    cards = "".join(card.format(number) for number in range(14))
    made = handout(
        f"Title\n=====\n\n.. grid:: 2\n\n{cards}", extensions=["sphinx_design", "sphinx_handout"]
    )
    found = [page.extract_text().count("Card") for page in made.reader.pages]
    assert sum(found) == 14
    assert len([count for count in found if count]) > 1


def test_a_long_name_in_the_index_breaks(handout: Callable[..., Handout]) -> None:
    name = "package.subpackage.module.AVeryLongNameOfAClassThatDoesSomething.attribute_of_the_class"
    made = handout(f"Title\n=====\n\n.. index:: {name}\n\ntext\n")
    pieces = [line.replace("\u200b", "").strip() for line in made.chapters["Index"].splitlines()]
    assert not [piece for piece in pieces if name in piece]
    assert name in "".join(pieces)


def test_no_source_in_a_list_is_cut_in_two(handout: Callable[..., Handout]) -> None:
    item = "* first{0} {1} `elsewhere <https://example.org/{0}>`__ last{0}\n"
    made = handout(
        "Title\n=====\n\n"
        + "".join(
            item.format(number, "some words of a title " * (4 + number * 7 % 11))
            for number in range(90)
        )
    )
    places: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(made.reader.pages):

        def take(
            text: str, cm: list[float], tm: list[float], *_: object, number: int = number
        ) -> None:
            for word in re.findall(r"(?:first|last)\d+", text):
                places[word] = number, cm[5] + tm[5] * cm[3]

        page.extract_text(visitor_text=take)
    assert len(places) == 180
    cut = [
        n
        for n in range(90)
        if places[f"first{n}"][0] != places[f"last{n}"][0]
        or places[f"first{n}"][1] < places[f"last{n}"][1]
    ]
    assert cut == []


@pytest.mark.parametrize("mark", ["-", "#."])
def test_a_list_of_sources_stands_in_two_columns_with_its_numbers(
    handout: Callable[..., Handout], mark: str
) -> None:
    items = "".join(
        f"{mark} Work {letter}, told in many words. https://example.org/{letter}\n"
        for letter in "abcdef"
    )
    made = handout(f"Title\n=====\n\nSources\n-------\n\n{items}")
    places: dict[str, float] = {}
    for page in made.reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: places.update(
                dict.fromkeys(re.findall(r"Work [a-f]", text), cm[4] + tm[4] * cm[0])
            )
        )
    assert places["Work a"] < 300 < places["Work f"]
    told = " ".join("".join(page.extract_text() for page in made.reader.pages).split())
    assert ("6." in told) is (mark == "#.")
