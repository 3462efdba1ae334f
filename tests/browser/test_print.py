"""A page that is printed from the browser loses nothing that its reader could have opened."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject, PdfReader

from browser.conftest import pages_of
from conftest import REPOSITORY

COMPARING = "lesson/comparing.html"
MM = 96 / 25.4
"""Pixels of style sheets in a millimetre."""
MARGIN = 15
LINE = round((210 - 2 * MARGIN) * MM)
"""Width in pixels of what is printed on A4; that on US Letter is wider."""
SHEET = (279.4 - 2 * MARGIN) * MM
"""Height in pixels of what is printed on US Letter; that on A4 is taller."""
ALL = pages_of(REPOSITORY / "docs")
LESSONS = [name for name in ALL if name.startswith("lesson/")]
SHORT = 12
"""Letters from which a line is the end of a heading that is broken in two, and no word of a cell
that is in one, too."""
DARK = 0.183
"""Luminance of the lightest text that has a contrast of 4.5 to 1 on white."""
LINKS = """all => all.filter(one => one.getClientRects().length).map(one => ({
    told: one.textContent, target: one.getAttribute("href"),
    added: getComputedStyle(one, "::after").content.replace("none", "")
}))"""
TEXT_COLOURS = (
    "all => [...new Set(all.filter(one => one.textContent.trim()).map(one => "
    "getComputedStyle(one).color))]"
)


def letters(text: str) -> str:
    """Return a text without what line breaks and hyphens of a PDF change."""
    return re.sub(r"[\W_]+", "", text)


def luminance(colour: str) -> float:
    """Return the relative luminance of an opaque colour, as WCAG defines it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def says_its_target(told: str, target: str) -> bool:
    """Tell whether the words of a link are its address or the identifier in it."""
    return told == target or told.replace("doi:", "https://doi.org/") == unquote(target)


def printed(page: Page, address: str) -> str:
    """Return the letters of a page printed by the browser, on A4 width without a page end.

    The reader of the PDF takes the text of each sheet in the order of painting, which is not that
    of reading.
    """
    page.goto(address)
    reader = PdfReader(io.BytesIO(page.pdf(width="210mm", height="5000mm")))
    return letters("".join(sheet.extract_text() for sheet in reader.pages))


def texts(page: Page, selector: str) -> list[str]:
    """Return the letters of the elements that a selector finds, shown on screen or not."""
    found = page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")
    return [letters(text) for text in found]


def lowest_lines(page: Page, address: str) -> list[str]:
    """Return the letters of the lowest line of each A4 sheet that the browser prints."""
    page.goto(address)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [lowest_line(sheet) for sheet in reader.pages]


def lowest_line(sheet: PageObject) -> str:
    """Return the letters of the lowest line of a sheet."""
    lines: dict[int, str] = defaultdict(str)

    def note(text: str, user: list[float], place: list[float], *_: object) -> None:
        lines[round(user[1] * place[4] + user[3] * place[5] + user[5])] += letters(text)

    sheet.extract_text(visitor_text=note)
    return lines[min(height for height, text in lines.items() if text)]


@pytest.mark.parametrize("scripts", [True, False])
def test_every_panel_of_every_tab_set_is_printed_below_its_label(
    browser: Browser, site: str, scripts: bool
) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    paper = printed(page, f"{site}/{COMPARING}")
    labels, panels = texts(page, ".sd-tab-label"), texts(page, ".sd-tab-content")
    page.close()
    assert len(labels) == len(panels) >= 18
    at = 0
    for label, panel in zip(labels, panels, strict=True):
        at = paper.find(label + panel, at)
        assert at >= 0, panel


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_paragraph_of_a_lesson_and_every_answer_is_printed(
    page: Page, site: str, lesson: str
) -> None:
    paper = printed(page, f"{site}/{lesson}.html")
    told = texts(
        page, "article p:not(.evidence-download), article li > p, article details p, article td"
    )
    assert len(told) > 60
    assert [text for text in told if text not in paper] == []


def test_boxes_that_open_on_a_click_are_printed_open(page: Page, site: str) -> None:
    paper = printed(page, f"{site}/evidence/sources.html")
    closed = texts(page, "article details:not([open]) li p")
    assert len(closed) > 100
    assert [text for text in closed if text not in paper] == []


def test_navigation_is_not_printed(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/{COMPARING}")
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
    paper = printed(page, f"{site}/{COMPARING}")
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
    page.goto(f"{site}/{COMPARING}")
    page.keyboard.press("Tab")
    page.locator("article a[aria-describedby]").first.focus()
    expect(page.locator(".claims-preview:visible")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".claims-preview:visible")).to_have_count(0)


@pytest.mark.parametrize("name", ["index", "lesson/comparing"])
def test_a_printed_page_says_what_it_is_and_what_not(page: Page, site: str, name: str) -> None:
    paper = printed(page, f"{site}/{name}.html")
    assert paper.startswith(texts(page, "h1")[0])
    assert letters("This is teaching material, not medical advice.") in paper
    assert letters("Text and figures CC BY 4.0") in paper


@pytest.mark.parametrize("name", ALL)
def test_each_link_to_another_site_says_once_where_it_leads(
    page: Page, site: str, name: str
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/{name}.html")
    links = page.locator("article a.reference.external").evaluate_all(LINKS)
    assert [
        link
        for link in links
        if says_its_target(link["told"], link["target"]) == bool(link["added"])
    ] == []
    assert {link["added"] for link in links} <= {"", *(f'" ({link["target"]})"' for link in links)}


def test_the_address_of_a_link_is_printed_behind_its_words(page: Page, site: str) -> None:
    assert letters("licence (https://creativecommons.org/licenses/by/4.0/)") in printed(
        page, f"{site}/about/licence.html"
    )
    paper = printed(page, f"{site}/references.html")
    targets = texts(page, ".citation a.external")
    assert len(targets) > 100
    assert [target for target in targets if target * 2 in paper] == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_cut_at_the_edge_of_the_paper(page: Page, site: str, name: str) -> None:
    page.set_viewport_size({"width": LINE, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{site}/{name}.html")
    wide = (
        "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => "
        "one.textContent.slice(0, 40))"
    )
    assert page.locator("article :is(p, td, th, li, pre, code, img, a)").evaluate_all(wide) == []
    held = (
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => "
        "one.textContent.slice(0, 40))"
    )
    assert page.locator("article :is(.table-wrapper, pre, .admonition)").evaluate_all(held) == []


def test_a_figure_fits_on_a_sheet_with_its_caption_and_a_heading(page: Page, site: str) -> None:
    page.set_viewport_size({"width": LINE, "height": 1000})
    page.emulate_media(media="print")
    heights = []
    for name in ALL:
        page.goto(f"{site}/{name}.html")
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        heights += page.locator("figure").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
    assert len(heights) >= 5
    assert min(heights) > 200
    assert max(heights) < SHEET - 60


@pytest.mark.parametrize("name", LESSONS)
def test_no_heading_label_or_question_is_the_last_line_of_a_sheet(
    page: Page, site: str, name: str
) -> None:
    lowest = lowest_lines(page, f"{site}/{name}.html")
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
    page.goto(f"{site}/{COMPARING}")
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
