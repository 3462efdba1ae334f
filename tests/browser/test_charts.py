"""The charts on a screen and on paper.

Legible on a phone, in light and in dark, with nothing on top of something else.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import in_each_family
from browser.paper import luminance, print_letters
from sphinx_claims.showing.charts.canvas import Canvas, Medium, width_of

PAGE = "evidence/charts.html"
TIMELINE = "lesson/hsct.html"
SMALLEST = 9
"""Height in pixels of the letters on a narrow phone."""
PIXEL = 1
"""By which letters that stand on whole pixels may reach further than their font says."""
BOXES = """all => all.map(svg => [...svg.querySelectorAll("text")].map(one => {
    const box = one.getBoundingClientRect(), whole = svg.getBoundingClientRect();
    return {
        text: one.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom,
        within: box.left >= whole.left - 1 && box.right <= whole.right + 1,
        size: parseFloat(one.getAttribute("font-size")) * whole.width / svg.viewBox.baseVal.width,
    };
}))"""
COLOURS = """all => [...new Set(all.flatMap(
    svg => [...svg.querySelectorAll("[class]")].map(one => getComputedStyle(one).color)
))]"""
LENGTHS = """all => all.map(one => [
    one.textContent, parseFloat(one.getAttribute("font-size")),
    one.getAttribute("font-weight") === "bold", one.getComputedTextLength(),
])"""
BACKGROUND = "one => getComputedStyle(one).backgroundColor"


def overlap(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Tell whether two texts lie on top of each other by more than the space between lines."""
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
    return bool(
        across > 0 and down > 0.35 * min(one["bottom"] - one["top"], two["bottom"] - two["top"])
    )


@in_each_family
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(("name", "number"), [(PAGE, 9), (TIMELINE, 1)])
def test_letters_are_large_enough_stay_inside_and_do_not_overlap(
    page: Page, site: str, name: str, number: int, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/{name}")
    charts = page.locator("svg.evidence-drawing").evaluate_all(BOXES)
    assert len(charts) == number
    for texts in charts:
        assert [one["text"] for one in texts if one["size"] < SMALLEST or not one["within"]] == []
        assert [
            (one["text"], two["text"]) for one, two in combinations(texts, 2) if overlap(one, two)
        ] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@in_each_family
def test_no_text_of_a_chart_is_wider_than_the_room_that_is_left_for_it(
    page: Page, site: str
) -> None:
    told = []
    for name in (PAGE, TIMELINE):
        page.goto(f"{site}/{name}")
        told += page.locator("svg.evidence-drawing text").evaluate_all(LENGTHS)
    assert len(told) > 250
    assert [
        words
        for words, size, bold, length in told
        if length > width_of(words, size, bold=bold) + PIXEL
    ] == []


@in_each_family
def test_long_lines_of_wide_letters_are_broken_before_the_edge(page: Page) -> None:
    canvas = Canvas(Medium.SCREEN)
    for words in ("WOMEN WITH MSC AND HSCT AND SLEDAI " * 9, "mammography " * 9, "MW%" * 60):
        canvas.lines(88, words, step=15)
    page.set_content(f"<div style='width: 340px; font: sans-serif'>{canvas.finish('a', '', '')}")
    (texts,) = page.locator("svg").evaluate_all(BOXES)
    assert len(texts) > 9
    assert [one["text"] for one in texts if not one["within"]] == []


@pytest.mark.parametrize(
    ("scheme", "choice"),
    [("light", "auto"), ("dark", "auto"), ("light", "dark"), ("dark", "light")],
)
def test_every_colour_has_contrast_in_the_scheme_the_reader_chose(
    browser: Browser, site: str, scheme: Any, choice: str
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.add_init_script(f"localStorage.setItem('theme', '{choice}')")
    page.goto(f"{site}/{PAGE}")
    behind = luminance(page.locator("body").evaluate(BACKGROUND))
    colours = page.locator("svg.evidence-drawing").evaluate_all(COLOURS)
    page.close()
    assert (behind < 0.2) is ((scheme if choice == "auto" else choice) == "dark")
    assert len(colours) == 5  # ink, quiet, and the three designs that the module has
    contrasts = {}
    for colour in colours:
        light, dark = sorted((luminance(colour), behind), reverse=True)
        contrasts[colour] = (light + 0.05) / (dark + 0.05)
    assert {
        colour: round(contrast, 2) for colour, contrast in contrasts.items() if contrast < 4.5
    } == {}


def test_on_paper_the_charts_are_dark_on_white_whatever_the_screen(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(f"{site}/{PAGE}")
    colours = page.locator("svg.evidence-drawing").evaluate_all(COLOURS)
    assert [colour for colour in colours if 1.05 / (luminance(colour) + 0.05) < 4.5] == []
    assert (
        page.locator(".evidence-download").evaluate_all(
            "all => all.filter(one => one.getClientRects().length).length"
        )
        == 0
    )
    paper = print_letters(page)
    page.close()
    assert "Deng2017cordMSC9of1275" in paper


def test_charts_need_no_script_and_their_numbers_can_be_fetched(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{PAGE}")
    assert page.get_by_role("img", name=re.compile("^Response or remission after MSC")).is_visible()
    links = page.locator(".evidence-download a")
    assert links.count() == 9
    for index in range(9):
        with page.expect_download() as fetched:
            links.nth(index).click()
        assert fetched.value.path().read_text(encoding="utf-8").startswith("source,")
    context.close()


def test_a_listener_gets_name_description_and_row_headers(page: Page, site: str) -> None:
    page.goto(f"{site}/{PAGE}")
    tables = page.locator("table.evidence-table")
    assert tables.count() == 9
    first = tables.first
    assert first.get_by_role("columnheader").count() == 7
    assert first.get_by_role("rowheader").count() == first.locator("tbody tr").count() == 9
