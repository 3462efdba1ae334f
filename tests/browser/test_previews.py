"""Citation previews and coverage badges as readers meet them.

By pointer, by keyboard, without script, from a file.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import in_each_family, pages_of
from module.conftest import DOCS

LESSON = "lesson/msc.html"
MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
DOI = "https://doi.org/10.1136/annrheumdis-2017-211073"


def citation(page: Page, key: str = "Deng2017") -> Locator:
    return page.locator(f"article a.claims-ref-{key}").first


def preview(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def overlap(one: Locator, other: Locator) -> bool:
    """Tell whether two elements share a point of the screen."""
    a, b = one.bounding_box(), other.bounding_box()
    assert a is not None
    assert b is not None
    beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    return not beside and not (a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"])


def test_keyboard_focus_opens_the_preview_and_escape_closes_it(page: Page, site: str) -> None:
    page.goto(f"{site}/{LESSON}")
    link = citation(page)
    expect(preview(page)).to_have_count(0)
    link.focus()
    expect(preview(page)).to_be_visible()
    expect(preview(page)).to_contain_text(
        "allogeneic umbilical cord-derived mesenchymal stem cell for lupus nephritis"
    )
    expect(preview(page).locator("a")).to_have_attribute("href", DOI)
    expect(link).to_have_accessible_name(re.compile(r"^source \d+: Deng et al\., 2017$"))
    expect(link).to_have_accessible_description(preview(page).inner_text())
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_the_identifier_is_the_next_stop_and_leaving_it_closes_the_preview(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/{LESSON}")
    citation(page).focus()
    page.keyboard.press("Tab")
    expect(page.locator(f".claims-preview a[href='{DOI}']")).to_be_focused()
    page.keyboard.press("Escape")
    expect(citation(page)).to_be_focused()
    expect(preview(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(preview(page)).to_be_visible()
    expect(preview(page)).not_to_have_id("claims-ref-Deng2017")
    page.keyboard.press("Shift+Tab")
    expect(preview(page)).to_have_id("claims-ref-Deng2017")


def test_the_pointer_opens_the_preview_and_can_move_into_it(page: Page, site: str) -> None:
    page.goto(f"{site}/{LESSON}")
    citation(page).hover()
    expect(preview(page)).to_be_visible()
    identifier = preview(page).locator("a")
    identifier.hover()
    page.wait_for_timeout(600)
    expect(identifier).to_be_visible()
    page.mouse.move(0, 0)
    expect(preview(page)).to_have_count(0)
    citation(page).hover()
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)


def test_a_pointer_that_passes_opens_nothing(page: Page, site: str) -> None:
    page.clock.install(time=MIDNIGHT)
    page.goto(f"{site}/{LESSON}")
    page.clock.pause_at(MIDNIGHT + timedelta(hours=1))  # else a slow machine is a slow hand
    citation(page).hover()
    page.clock.run_for(250)
    expect(preview(page)).to_have_count(0)
    page.mouse.move(0, 0)
    page.clock.run_for(1000)
    expect(preview(page)).to_have_count(0)
    citation(page).hover()
    page.clock.run_for(350)
    expect(preview(page)).to_be_visible()


@in_each_family
@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (1280, 900)])
def test_the_preview_stays_on_screen_and_beside_its_link(
    page: Page, site: str, width: int, height: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{site}/{LESSON}")
    page.add_style_tag(content="html { scroll-behavior: auto !important }")
    links = page.locator("article a[class*=claims-ref-]:visible")
    for index, block in zip(
        range(0, links.count(), 8), cycle(["start", "center", "end"]), strict=False
    ):
        link = links.nth(index)
        link.evaluate("(element, block) => element.scrollIntoView({ block })", block)
        link.focus()
        box = preview(page).bounding_box()
        assert box is not None
        assert box["height"] >= 40
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        assert not overlap(link, preview(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_citation_has_its_preview_and_no_id_is_given_twice(page: Page, site: str) -> None:
    for name in pages_of(DOCS):
        page.goto(f"{site}/{name}.html")
        lost = page.evaluate(
            """() => [...document.querySelectorAll(".bibtex-citation a")]
                .filter((link) => !document.getElementById(link.getAttribute("aria-describedby")))
                .map((link) => link.outerHTML)"""
        )
        twice = page.evaluate(
            """() => [...document.querySelectorAll(".claims-previews [id]")]
                .map((element) => element.id)
                .filter((id) => document.querySelectorAll(`[id="${id}"]`).length > 1)"""
        )
        assert (name, lost, twice) == (name, [], [])


def test_without_script_there_is_no_preview_and_the_reference_is_one_link_away(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{site}/{LESSON}")
    link = citation(tab)
    link.hover()
    tab.wait_for_timeout(600)
    expect(tab.locator(".claims-preview:visible")).to_have_count(0)
    link.click()
    expect(tab.locator(f".claims-sources li:target a[href='{DOI}']")).to_be_visible()
    context.close()


def test_the_first_tap_opens_the_preview_and_one_outside_closes_it(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto(f"{site}/{LESSON}")
    link = citation(tab)
    link.tap()
    expect(preview(tab)).to_be_visible()
    expect(preview(tab)).to_contain_text("Randomised trial")
    assert tab.url.endswith(LESSON)
    tab.locator("article h1").tap()
    expect(preview(tab)).to_have_count(0)
    link.tap()
    link.tap()
    expect(tab.locator(f".claims-sources li:target a[href='{DOI}']")).to_be_visible()
    context.close()


def test_a_preview_needs_no_server_and_no_other_host(browser: Browser, site_files: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{site_files.as_uri()}/{LESSON}")
    citation(tab).focus()
    expect(preview(tab)).to_be_visible()
    assert [url for url in asked if not url.startswith((site_files.as_uri(), "data:"))] == []
    context.close()


def test_the_badge_counts_the_claims_of_its_page_and_leads_to_them(page: Page, site: str) -> None:
    page.goto(f"{site}/{LESSON}")
    badge = page.locator(".claims-badge")
    expect(badge).to_have_count(1)
    counted = badge.inner_text().split()
    assert counted[0] == counted[2]
    badge.locator("a").click()
    listed = page.locator("section:target tbody tr")
    expect(listed).to_have_count(int(counted[0]))
    expect(page.locator("section:target h2, section:target h3").first).to_contain_text(
        "Mesenchymal stem cells and their use in lupus"
    )


def test_a_page_without_claims_has_no_badge(page: Page, site: str) -> None:
    page.goto(f"{site}/references.html")
    expect(page.locator(".claims-badge")).to_have_count(0)
