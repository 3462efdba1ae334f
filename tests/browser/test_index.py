"""The claims index in a browser: some of its rows, or all of them without script."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from browser.conftest import in_each_family

INDEX = "evidence/index.html"
SHOWN = "section.claims-filtered tbody tr:visible"


def test_selects_show_the_claims_that_fit_all_of_them(page: Page, site: str) -> None:
    page.goto(f"{site}/{INDEX}")
    total = page.locator(SHOWN).count()
    assert total > 500
    expect(page.locator(".claims-filter output")).to_have_text(f"{total} of {total} claims shown")
    page.get_by_label("Species").select_option("mouse")
    mice = page.locator(SHOWN)
    in_mice = mice.count()
    assert 0 < in_mice < total
    assert all("mouse" in text for text in mice.locator("td:nth-child(3)").all_inner_texts())
    page.get_by_label("Page").select_option(label="How lupus affects stem cells")
    fewer = page.locator(SHOWN).count()
    assert 0 < fewer < in_mice
    expect(page.locator("section.claims-filtered:visible h2")).to_have_count(1)
    expect(page.locator(".claims-filter output")).to_have_text(f"{fewer} of {total} claims shown")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(SHOWN)).to_have_count(total)


def test_a_link_to_a_page_that_is_filtered_away_shows_it(page: Page, site: str) -> None:
    page.goto(f"{site}/{INDEX}")
    page.get_by_label("Page").select_option("claims-lesson-hsct")
    expect(page.locator("#claims-lesson-msc")).to_be_hidden()
    page.evaluate("location.hash = 'claims-lesson-msc'")
    expect(page.locator("#claims-lesson-msc")).to_be_in_viewport()


def test_without_script_every_claim_is_there(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/{INDEX}")
    assert page.locator(SHOWN).count() > 500
    assert page.locator(".claims-filter").count() == 0
    page.close()


@in_each_family
def test_the_selects_fit_on_a_narrow_screen(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/{INDEX}")
    boxes = page.locator(".claims-filter :is(select, button)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => [one.right, one.height])"
    )
    assert len(boxes) == 5
    assert all(right <= 320 and height >= 44 for right, height in boxes)


def test_keys_alone_reach_the_selects(page: Page, site: str) -> None:
    page.goto(f"{site}/{INDEX}")
    page.get_by_label("Design").focus()
    page.keyboard.press("r")
    assert re.fullmatch("r.*", page.get_by_label("Design").input_value())
