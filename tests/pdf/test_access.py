"""What a screen reader meets.

Tags, language, links that land, an outline that equals the headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import outloud
import page as page_validation
import pdfua
import pikepdf
import pytest

from conftest import Project
from pdf.conftest import KITCHEN, Handout, make

NAMES = [
    "student",
    "instructor",
    "kitchen-student",
    "kitchen-instructor",
    "letter-student",
    "letter-instructor",
]


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Handout:
    kind, _, edition = request.param.rpartition("-")
    handouts: dict[str, Handout] = request.getfixturevalue(kind or "editions")
    return handouts[edition]


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


def page_of(place: Any) -> Any:
    """Return the page of a destination, which may stand in a dictionary."""
    return (place.D if isinstance(place, pikepdf.Dictionary) else place)[0]


@pytest.mark.parametrize("made", NAMES, indirect=True)
def test_no_checker_finds_a_failure(made: Handout) -> None:
    report = page_validation.validate_pdf(
        made.path, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.total > 100
    assert [
        found for found in outloud.check(str(made.path)).findings if found.severity == "error"
    ] == []
    assert list(pdfua.validate(str(made.path)).findings) == []


@pytest.mark.parametrize("made", NAMES, indirect=True)
def test_it_is_tagged_and_names_its_language_and_title(made: Handout) -> None:
    with made.open() as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo.Title) in {"Stem cells in lupus", "Kitchen sink"}


@pytest.mark.parametrize("made", NAMES, indirect=True)
def test_every_internal_link_lands_on_a_page(made: Handout) -> None:
    with made.open() as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        links = [
            link
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if link.Subtype == "/Link"
        ]
        inside = [
            link.Dest if "/Dest" in link else link.A.D
            for link in links
            if "/Dest" in link or link.A.S == "/GoTo"
        ]
        assert len(inside) > 20
        named = dict(pikepdf.NameTree(pdf.Root.Names.Dests)) if "/Names" in pdf.Root else {}
        places = [
            named.get(str(place)) if isinstance(place, pikepdf.String) else place
            for place in inside
        ]
        lost = [place for place in places if place is None or page_of(place).objgen not in pages]
    assert lost == []


@pytest.mark.parametrize("made", NAMES, indirect=True)
def test_outline_and_tagged_headings_are_the_same(made: Handout) -> None:
    with made.open() as pdf:
        tagged = [
            int(str(tag.S)[2:])
            for tag in tags_of(pdf)
            if str(tag.S) in {f"/H{level}" for level in range(1, 7)}
        ]
    assert tagged == [depth for depth, _, _ in made.outline]


@pytest.mark.parametrize("made", NAMES, indirect=True)
def test_printed_page_numbers_are_those_of_the_viewer(made: Handout) -> None:
    assert made.reader.page_labels == [str(number + 1) for number in range(len(made.pages))]
    assert f"2 / {len(made.pages)}" in made.reader.pages[1].extract_text()


def test_pictures_have_their_descriptions_and_tables_their_heads(
    kitchen: dict[str, Handout],
) -> None:
    with kitchen["student"].open() as pdf:
        tags = list(tags_of(pdf))
        described = {str(tag.Alt) for tag in tags if tag.S == "/Figure"}
        heads = [tag for tag in tags if tag.S == "/TH"]
    assert {"altmark", "dotaltmark", "QR code for https://example.org/book/"} <= described
    assert len(heads) > 10


def test_the_first_cells_of_rows_with_a_stub_are_tagged_as_their_heads(
    handout: Callable[..., Handout],
) -> None:
    table = (
        ".. list-table::\n   :header-rows: 1\n   :stub-columns: 1\n\n"
        "   * - Head\n     - Two\n   * - Stub\n     - **bold**\n   * - Next\n     - plain\n"
    )
    with handout(f"Title\n=====\n\n{table}").open() as pdf:
        cells = [
            (str(tag.S), scope_of(tag)) for tag in tags_of(pdf) if str(tag.S) in {"/TH", "/TD"}
        ]
    row = [("/TH", "/Row"), ("/TD", "")]
    assert cells == [("/TH", "/Column"), ("/TH", "/Column"), *row, *row]


def scope_of(cell: pikepdf.Dictionary) -> str:
    return "".join(str(part.Scope) for part in list(cell.get("/A", [])) if "/Scope" in part)


def test_the_same_sources_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    project.write("index.md", "# One\n\nText {cite:p}`Key`.\n\n```{bibliography}\n```\n")
    first, second = (
        make(
            project.path,
            tmp_path / name,
            "student",
            fresh=True,
            extensions=["myst_parser", "sphinxcontrib.bibtex", "sphinx_handout"],
        )
        for name in ("one", "two")
    )
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_reread_and_a_parallel_build_give_the_same_bytes(
    kitchen: dict[str, Handout], tmp_path: Path
) -> None:
    again = make(KITCHEN, tmp_path / "out", "student", parallel=2)
    assert again.path.read_bytes() == kitchen["student"].path.read_bytes()
