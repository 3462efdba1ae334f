"""What a reader meets: pages that fit, tabs that follow, nothing fetched from elsewhere."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.conftest import pages_of
from browser.families import Family
from module.conftest import DOCS

PAGES = pages_of(DOCS)
WIDTHS = (320, 390, 1280)
"""Of a small phone, a common one and a desk."""


@pytest.mark.parametrize(
    ("family", "scheme"),
    [(Family.DEJAVU, "light"), (Family.DEJAVU, "dark"), (Family.LIBERATION, "light")],
    indirect=["family"],
    scope="session",
)
def test_no_page_scrolls_sideways_or_asks_another_host(
    browser: Browser, site: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    wide: list[tuple[str, int, int]] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    tab.on(
        "response", lambda response: failed.append(response.url) if response.status >= 400 else None
    )
    for name in PAGES:
        tab.set_viewport_size({"width": WIDTHS[0], "height": 900})
        tab.goto(f"{site}/{name}.html")
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            reach = tab.evaluate("document.documentElement.scrollWidth")
            if reach > width:
                wide.append((name, width, reach))
    context.close()
    assert wide == []
    assert failed == []
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_the_choice_of_a_therapy_follows_the_reader(page: Page, site: str) -> None:
    page.goto(f"{site}/lesson/comparing.html")
    labels = page.locator("label.sd-tab-label", has_text="MSC")
    assert labels.count() == 9
    labels.first.click()
    for index in range(9):
        expect(page.locator("label.sd-tab-label", has_text="MSC").nth(index)).to_be_visible()
        radio = page.locator(".sd-tab-set").nth(index).locator("input").nth(1)
        expect(radio).to_be_checked()
    page.goto(f"{site}/lesson/future.html")
    expect(page.locator(".sd-tab-set").first.locator("input").nth(1)).to_be_checked()


def test_answers_are_hidden_until_asked_for_and_open_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/lesson/hsct.html")
    answer = page.locator("#check-yourself details").first
    expect(answer).not_to_have_attribute("open", "")
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(answer).to_have_attribute("open", "")


def test_everything_is_there_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{site}/lesson/comparing.html")
    tab.locator("label.sd-tab-label", has_text="MSC").first.click()
    expect(
        tab.locator(".sd-tab-content", has_text="Own MSCs left disease activity").first
    ).to_be_visible()
    context.close()


def test_a_citation_leads_to_its_reference_and_the_reference_to_its_identifier(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/lesson/msc.html")
    page.locator("article a", has_text="Deng").first.click()
    assert "/references.html#" in page.url
    reference = page.locator(f"[id='{page.url.split('#')[1]}']").locator(
        "xpath=ancestor-or-self::div[1]"
    )
    expect(reference.locator("a[href*='doi.org']").first).to_be_visible()
