"""The browser sees the fonts of one family, and writes the site in them."""

from __future__ import annotations

from playwright.sync_api import Page

from browser.conftest import in_each_family
from browser.families import Family


def fonts_of(page: Page, selector: str) -> set[str]:
    """Return the fonts in which the browser itself says that it drew the first such element."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] for font in fonts}


@in_each_family
def test_words_code_and_charts_are_in_the_family(page: Page, site: str, family: Family) -> None:
    page.goto(f"{site}/evidence/charts.html")
    assert fonts_of(page, "article h1") == {family.sans}
    assert fonts_of(page, "article li") == {family.sans}
    assert fonts_of(page, "svg.evidence-drawing text") == {family.sans}
    page.goto(f"{site}/tools/claims/tutorial.html")
    assert fonts_of(page, "article pre") == {family.mono}
    page.set_content("<p style='font-family: serif'>words</p>")
    assert fonts_of(page, "p") == {f"{family} Serif"}
