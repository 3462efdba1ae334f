"""A page that is printed from the browser loses nothing that its reader could have opened."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from browser.conftest import pages_of
from conftest import REPOSITORY

COMPARING = "lesson/comparing.html"
A4_WIDTH = 794
"""Of a page of A4 in pixels of style sheets."""
ALL = pages_of(REPOSITORY / "docs")


def letters(text: str) -> str:
    """Return a text without what line breaks and hyphens of a PDF change."""
    return re.sub(r"[\W_]+", "", text)


def printed(page: Page, address: str) -> str:
    """Return the letters of the PDF that the browser prints of a page, on paper as wide as A4 and without a page end.

    The reader of the PDF takes the text of each sheet in the order of painting, which is not that of reading.
    """
    page.goto(address)
    reader = PdfReader(io.BytesIO(page.pdf(width="210mm", height="5000mm")))
    return letters("".join(sheet.extract_text() for sheet in reader.pages))


def texts(page: Page, selector: str) -> list[str]:
    """Return the letters of the elements that a selector finds, shown on screen or not."""
    found = page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")
    return [letters(text) for text in found]


def test_every_panel_of_every_tab_set_is_printed_below_its_label(page: Page, site: str) -> None:
    paper = printed(page, f"{site}/{COMPARING}")
    labels, panels = texts(page, ".sd-tab-label"), texts(page, ".sd-tab-content")
    assert len(labels) == len(panels) >= 18
    at = 0
    for label, panel in zip(labels, panels, strict=True):
        at = paper.find(label + panel[:60], at)
        assert at >= 0, panel[:60]
        assert panel in paper[at:]


@pytest.mark.parametrize("lesson", sorted(name for name in ALL if name.startswith("lesson/")))
def test_every_paragraph_of_a_lesson_and_every_answer_is_printed(page: Page, site: str, lesson: str) -> None:
    paper = printed(page, f"{site}/{lesson}.html")
    told = texts(page, "article p, article li > p, article details p, article td")
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
        ".sidebar-drawer, .toc-drawer, .mobile-header, .related-pages, .back-to-top, .theme-toggle, .headerlink, .skip-to-content"
    )
    assert page.locator(gone).count() > 10
    assert page.locator(gone).evaluate_all("all => all.filter(one => one.getClientRects().length).length") == 0


def test_a_link_to_another_site_says_where_it_leads(page: Page, site: str) -> None:
    assert letters("licence (https://creativecommons.org/licenses/by/4.0/)") in printed(page, f"{site}/about/licence.html")
    paper = printed(page, f"{site}/references.html")
    targets = texts(page, ".citation a.external")
    assert len(targets) > 100
    assert [target for target in targets if target * 2 in paper] == []


@pytest.mark.parametrize("name", ["lesson/comparing", "lesson/hsct", "evidence/sources", "checker/options"])
def test_nothing_is_cut_at_the_edge_of_the_paper(page: Page, site: str, name: str) -> None:
    page.set_viewport_size({"width": A4_WIDTH - 76, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{site}/{name}.html")
    wide = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.textContent.slice(0, 40))"
    assert page.locator("article p, article td, article li, article img").evaluate_all(wide) == []


def test_paper_is_white_whatever_the_screen_was(page: Page, site: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{site}/{COMPARING}")
    colours = "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor]"
    text, ground = page.locator("article p").first.evaluate(colours)
    assert max(map(int, re.findall(r"\d+", text)[:3])) < 130
    assert ground in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
