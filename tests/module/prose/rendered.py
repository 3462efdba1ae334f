"""Read a page as Sphinx wrote it in HTML."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from module.prose.counter import Text
from module.prose.page import END_MATTER, RAISED, Page, tidied

ASIDE = (
    "table, figure, pre, details, .headerlink, .admonition-title, .objectives, .page-facts, "
    ".claims-badge, .question, .sd-tab-label, .evidence-download, .claims-box-sources, [hidden]"
)
"""What is no running text: it is looked up, looked at or unfolded."""
CITATION = ".bibtex-citation, .claims-citation"
HEADING = ["h1", "h2", "h3", "h4", "h5", "h6"]


def read_page(html: str) -> Page:
    """Return what is measured of a page."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    if article is None:
        raise ValueError("a page without an article")
    for tag in article.select(ASIDE):
        tag.extract()
    boxes = [box.extract() for box in article.select(".plain-words")]
    for section in article.select("section"):
        title = section.find(HEADING)
        if title and title.get_text().startswith(END_MATTER):
            section.extract()
    reasons = len([mark.extract() for mark in article.select(".claims-inferred")])
    citations = sum(_take(mark) for mark in article.select(CITATION))
    for box in boxes:
        for mark in box.select(f"{CITATION}, .claims-inferred"):
            _take(mark)
    return Page(
        body=_text(article),
        plain=tuple(_text(box) for box in boxes),
        reasons=reasons,
        citations=citations,
    )


def _take(citation: Tag) -> float:
    """Take a citation out, but the words that are part of its sentence; return its width."""
    raised = citation.select("sup")
    marks = raised or [citation]
    width = sum(len(mark.get_text()) for mark in marks)
    for mark in marks:
        mark.extract()
    return width * RAISED if raised else width


def _text(tag: Tag) -> Text:
    sections: list[list[str]] = [[]]
    for part in tag.find_all(["p", *HEADING]):
        if part.name != "p":
            sections.append([])
        elif text := tidied(part.get_text()):
            sections[-1].append(text)
    return Text(sections=tuple(tuple(section) for section in sections if section))
