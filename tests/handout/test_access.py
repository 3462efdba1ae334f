"""What a screen reader meets.

Tags, language, links that land, an outline that equals the headings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project
from handout.access import AnyHandout, scope_of, tags_of
from handout.conftest import KITCHEN, Handout, make

CONF = """
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_handout"]
bibtex_bibfiles = ["refs.bib"]
"""
REFS = "@article{Key, author = {Ng, A.}, title = {One}, journal = {J}, year = {2020}}\n"


@pytest.fixture(params=["student", "instructor"])
def made(request: pytest.FixtureRequest, kitchen: dict[str, Handout]) -> Handout:
    return kitchen[request.param]


class TestKitchen(AnyHandout):
    titles = frozenset({"Kitchen sink"})


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


def test_the_same_sources_give_the_same_bytes(empty: Project, tmp_path: Path) -> None:
    empty.write("conf.py", CONF)
    empty.write("refs.bib", REFS)
    empty.write("index.md", "# One\n\nText {cite:p}`Key`.\n\n```{bibliography}\n```\n")
    first, second = (
        make(
            empty.path,
            tmp_path / name,
            "student",
            fresh=True,
        )
        for name in ("one", "two")
    )
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_reread_and_a_parallel_build_give_the_same_bytes(
    kitchen: dict[str, Handout], tmp_path: Path
) -> None:
    again = make(KITCHEN, tmp_path / "out", "student", parallel=2)
    assert again.path.read_bytes() == kitchen["student"].path.read_bytes()
