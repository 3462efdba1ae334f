"""A page that is printed from the browser loses nothing that its reader could have opened."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import in_each_family, pages_of
from browser.paper import (
    SHEET,
    Measured,
    Printed,
    letters,
    lowest_lines,
    luminance,
    print_letters,
    texts,
)
from conftest import REPOSITORY

COMPARING = "lesson/comparing"
ALL = pages_of(REPOSITORY / "docs")
LESSONS = [name for name in ALL if name.startswith("lesson/")]
SHORT = 12
"""Letters from which a line is the end of a heading that is broken in two, and no word of a cell
that is in one, too."""
DARK = 0.183
"""Luminance of the lightest text that has a contrast of 4.5 to 1 on white."""
TEXT_COLOURS = (
    "all => [...new Set(all.filter(one => one.textContent.trim()).map(one => "
    "getComputedStyle(one).color))]"
)


def says_its_target(told: str, target: str) -> bool:
    """Tell whether the words of a link are its address or the identifier in it."""
    return told == target or told.replace("doi:", "https://doi.org/") == unquote(target)


def test_every_panel_of_every_tab_set_is_printed_below_its_label_without_script(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/{COMPARING}.html")
    found = Printed(page=page, paper=print_letters(page))
    assert_panels_follow_their_labels(found)
    page.close()


@in_each_family
def test_every_panel_of_every_tab_set_is_printed_below_its_label(
    printed: Callable[[str], Printed],
) -> None:
    assert_panels_follow_their_labels(printed(COMPARING))


def assert_panels_follow_their_labels(found: Printed) -> None:
    labels, panels = found.texts(".sd-tab-label"), found.texts(".sd-tab-content")
    assert len(labels) == len(panels) >= 18
    at = 0
    for label, panel in zip(labels, panels, strict=True):
        at = found.paper.find(label + panel, at)
        assert at >= 0, panel


@in_each_family
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_paragraph_of_a_lesson_and_every_answer_is_printed(
    printed: Callable[[str], Printed], lesson: str
) -> None:
    found = printed(lesson)
    told = found.texts(
        "article p:not(.evidence-download), article li > p, article details p, article td"
    )
    assert len(told) > 60
    assert [text for text in told if text not in found.paper] == []


def test_boxes_that_open_on_a_click_are_printed_open(printed: Callable[[str], Printed]) -> None:
    found = printed("evidence/sources")
    closed = found.texts("article details:not([open]) li p")
    assert len(closed) > 100
    assert [text for text in closed if text not in found.paper] == []


def test_navigation_is_not_printed(
    page: Page, site: str, printed: Callable[[str], Printed]
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/{COMPARING}.html")
    gone = (
        ".sidebar-drawer, .toc-drawer, .mobile-header, .related-pages, .back-to-top, "
        ".theme-toggle, .headerlink, .skip-to-content"
    )
    assert page.locator(gone).count() > 10
    assert (
        page.locator(gone).evaluate_all(
            "all => all.filter(one => one.getClientRects().length).length"
        )
        == 0
    )
    paper = printed(COMPARING).paper
    told = (
        "Skip to content",
        "Back to top",
        "On this page",
        "Toggle",
        "Next",
        "Previous",
        "Search",
    )
    assert [
        words
        for words in told
        if letters(words) in paper.replace(letters("Sources on this page"), "")
    ] == []


def test_an_open_preview_is_not_printed(page: Page, site: str) -> None:
    page.goto(f"{site}/{COMPARING}.html")
    page.keyboard.press("Tab")
    page.locator("article a[aria-describedby]").first.focus()
    expect(page.locator(".claims-preview:visible")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".claims-preview:visible")).to_have_count(0)


@in_each_family
@pytest.mark.parametrize("name", ["index", COMPARING])
def test_a_printed_page_says_what_it_is_and_what_not(
    printed: Callable[[str], Printed], name: str
) -> None:
    found = printed(name)
    assert found.paper.startswith(found.texts("h1")[0])
    assert letters("This is teaching material, not medical advice.") in found.paper
    assert letters("Text and figures CC BY 4.0") in found.paper


@pytest.mark.parametrize("name", ALL)
def test_each_link_to_another_site_says_once_where_it_leads(
    measured: Callable[[str], Measured], name: str
) -> None:
    links = measured(name).links
    assert [
        link
        for link in links
        if says_its_target(link["told"], link["target"]) == bool(link["added"])
    ] == []
    assert {link["added"] for link in links} <= {"", *(f'" ({link["target"]})"' for link in links)}


def test_the_address_of_a_link_is_printed_behind_its_words(
    printed: Callable[[str], Printed],
) -> None:
    licence = letters("licence (https://creativecommons.org/licenses/by/4.0/)")
    assert licence in printed("about/licence").paper
    found = printed("references")
    targets = found.texts(".citation a.external")
    assert len(targets) > 100
    assert [target for target in targets if target * 2 in found.paper] == []


@in_each_family
@pytest.mark.parametrize("name", ALL)
def test_nothing_is_cut_at_the_edge_of_the_paper(
    measured: Callable[[str], Measured], name: str
) -> None:
    assert measured(name).wide == []
    assert measured(name).held == []


@in_each_family
def test_a_figure_fits_on_a_sheet_with_its_caption_and_a_heading(
    measured: Callable[[str], Measured],
) -> None:
    heights = [height for name in ALL for height in measured(name).figures]
    assert len(heights) >= 5
    assert min(heights) > 200
    assert max(heights) < SHEET - 60


@in_each_family
@pytest.mark.parametrize("name", LESSONS)
def test_no_heading_label_or_question_is_the_last_line_of_a_sheet(
    page: Page, site: str, name: str
) -> None:
    page.goto(f"{site}/{name}.html")
    lowest = lowest_lines(page)
    heads = texts(
        page,
        "article :is(h1, h2, h3, h4, .sd-tab-label, summary, .admonition-title, p:has(+ details))",
    )
    assert len(lowest) > 3
    ends = (
        line
        for line in lowest
        for head in heads
        if line == head or (len(line) >= SHORT and head.endswith(line))
    )
    assert list(ends) == []


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_paper_is_white_whatever_the_screen_was(page: Page, site: str, theme: str) -> None:
    page.emulate_media(media="screen", color_scheme="light")
    page.goto(f"{site}/{COMPARING}.html")
    page.emulate_media(media="print")
    figure = page.locator("figure img").first
    light = figure.screenshot()
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("theme => { document.body.dataset.theme = theme }", theme)
    colours = page.locator("body, article *, footer *").evaluate_all(TEXT_COLOURS)
    assert len(colours) >= 2
    assert [colour for colour in colours if luminance(colour) > DARK] == []
    ground = page.evaluate(
        "[document.documentElement, document.body].map(one => "
        "getComputedStyle(one).backgroundColor)"
    )
    assert set(ground) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert figure.screenshot() == light
