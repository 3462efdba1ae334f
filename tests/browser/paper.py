"""What the browser puts on paper, as letters and as boxes."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

MM = 96 / 25.4
"""Pixels of style sheets in a millimetre."""
MARGIN = 15
LINE = round((210 - 2 * MARGIN) * MM)
"""Width in pixels of what is printed on A4; that on US Letter is wider."""
SHEET = (279.4 - 2 * MARGIN) * MM
"""Height in pixels of what is printed on US Letter; that on A4 is taller."""
LINKS = """all => all.filter(one => one.getClientRects().length).map(one => ({
    told: one.textContent, target: one.getAttribute("href"),
    added: getComputedStyle(one, "::after").content.replace("none", "")
}))"""
ON_THE_LINE = """() => document.querySelectorAll("sup").forEach(one => {
    one.style.cssText = "position: static; vertical-align: baseline; font-size: 1em";
})"""
WIDE = (
    "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => "
    "one.textContent.slice(0, 40))"
)
HELD = (
    "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => "
    "one.textContent.slice(0, 40))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A page and its letters on paper."""

    page: Page
    """For reading only: other tests read it, too."""
    paper: str

    def texts(self, selector: str) -> list[str]:
        """Return the letters of the elements that a selector finds."""
        return texts(self.page, selector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A page as it is laid out for paper."""

    links: list[dict[str, Any]]
    """Those to other sites: words, address, and what is added to the words."""
    wide: list[str]
    """Texts that reach over the edge of the paper."""
    held: list[str]
    """Boxes that hide a part of what they hold."""
    figures: list[float]
    """Heights in pixels."""


def letters(text: str) -> str:
    """Return a text without what line breaks, hyphens and ligatures of a PDF change."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def print_letters(page: Page) -> str:
    """Return the letters of a page printed by the browser, on A4 width without a page end.

    The reader of the PDF takes the text of each sheet in the order of painting, which is not that
    of reading; raised numbers it would take out of their line, so they stand on it here.
    """
    page.evaluate(ON_THE_LINE)
    reader = PdfReader(io.BytesIO(page.pdf(width="210mm", height="5000mm")))
    return letters("".join(sheet.extract_text() for sheet in reader.pages))


def texts(page: Page, selector: str) -> list[str]:
    """Return the letters of the elements that a selector finds, shown on screen or not."""
    found = page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")
    return [letters(text) for text in found]


def measure(page: Page) -> Measured:
    """Return what a page that is laid out for paper has, in pixels of style sheets."""
    page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
    return Measured(
        links=page.locator("article a.reference.external").evaluate_all(LINKS),
        wide=page.locator("article :is(p, td, th, li, pre, code, img, a)").evaluate_all(WIDE),
        held=page.locator("article :is(.table-wrapper, pre, .admonition)").evaluate_all(HELD),
        figures=page.locator("figure").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        ),
    )


def lowest_lines(page: Page) -> list[str]:
    """Return the letters of the lowest line of each A4 sheet that the browser prints."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [lowest_line(sheet) for sheet in reader.pages]


def lowest_line(sheet: PageObject) -> str:
    """Return the letters of the lowest line of a sheet."""
    lines: dict[int, str] = defaultdict(str)

    def note(text: str, user: list[float], place: list[float], *_: object) -> None:
        lines[round(user[1] * place[4] + user[3] * place[5] + user[5])] += letters(text)

    sheet.extract_text(visitor_text=note)
    return lines[min(height for height, text in lines.items() if text)]


def luminance(colour: str) -> float:
    """Return the relative luminance of an opaque colour, as WCAG defines it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
