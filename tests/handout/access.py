"""What a screen reader meets in a PDF: tags, links, and the verdict of three checkers.

The tests of any handout ask it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import outloud
import page as page_validation
import pdfua
import pikepdf

from handout.conftest import Handout


def tags_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements in reading order."""

    def walk(node: Any) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(pdf.Root.StructTreeRoot.K)


def _page_of(place: Any) -> Any:
    """Return the page of a destination, which may stand in a dictionary."""
    return (place.D if isinstance(place, pikepdf.Dictionary) else place)[0]


def scope_of(cell: pikepdf.Dictionary) -> str:
    return "".join(str(part.Scope) for part in list(cell.get("/A", [])) if "/Scope" in part)


def failures_of(made: Handout) -> list[str]:
    """Return what the checkers of PDF/UA-1 find fault with."""
    report = page_validation.validate_pdf(
        made.path, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    assert report.rules.total > 100
    found = [f"{failure.rule_id} {failure.message}" for failure in report.failures]
    heard = outloud.check(str(made.path)).findings
    found += [str(finding) for finding in heard if finding.severity == "error"]
    return [*found, *map(str, pdfua.validate(str(made.path)).findings)]


def inner_links_of(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the page that each internal link leads to, or None for one that lands nowhere."""
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    places = [_destination_of(link) for link in links if link.Subtype == "/Link"]
    named = dict(pikepdf.NameTree(pdf.Root.Names.Dests)) if "/Names" in pdf.Root else {}
    pages = {page.obj.objgen for page in pdf.pages}
    return [_landing(place, named, pages) for place in places if place is not None]


def _landing(place: Any, named: Mapping[Any, Any], pages: AbstractSet[tuple[int, int]]) -> Any:
    """Return the page of a destination, given itself or by its name."""
    found = named.get(str(place)) if isinstance(place, pikepdf.String) else place
    page = _page_of(found) if found is not None else None
    return page if page is not None and page.objgen in pages else None


def _destination_of(link: Any) -> Any:
    """Return where a link leads within the document, or None if it leads out of it."""
    if "/Dest" in link:
        return link.Dest
    return link.A.D if link.A.S == "/GoTo" else None


def heading_levels_of(made: Handout) -> list[int]:
    """Return the levels of the tagged headings, in reading order."""
    names = {f"/H{level}" for level in range(1, 7)}
    with made.open() as pdf:
        return [int(str(tag.S)[2:]) for tag in tags_of(pdf) if str(tag.S) in names]


class AnyHandout:
    """What holds for every handout; its heirs say what the fixture ``made`` is."""

    titles: frozenset[str]
    """What a handout may be called."""

    def test_no_checker_finds_a_failure(self, made: Handout) -> None:
        assert failures_of(made) == []

    def test_it_is_tagged_and_names_its_language_and_title(self, made: Handout) -> None:
        with made.open() as pdf:
            assert bool(pdf.Root.MarkInfo.Marked) is True
            assert str(pdf.Root.Lang) == "en-GB"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
            assert str(pdf.docinfo.Title) in self.titles

    def test_every_internal_link_lands_on_a_page(self, made: Handout) -> None:
        with made.open() as pdf:
            links = inner_links_of(pdf)
        assert len(links) > 20
        assert None not in links

    def test_outline_and_tagged_headings_are_the_same(self, made: Handout) -> None:
        assert heading_levels_of(made) == [depth for depth, _, _ in made.outline]

    def test_printed_page_numbers_are_those_of_the_viewer(self, made: Handout) -> None:
        assert made.reader.page_labels == [str(number + 1) for number in range(len(made.pages))]
        assert f"2 / {len(made.pages)}" in made.reader.pages[1].extract_text()
