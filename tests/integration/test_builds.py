"""The gate is right in every build.

Fresh, unchanged, incremental, parallel, and in the order pages happen to be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields

import pytest

from conftest import Project
from sphinx_claims.core.citing.forms import Mention
from sphinx_claims.core.effective import Unjudged
from sphinx_claims.core.evidence.notices import Publication, Standing
from sphinx_claims.core.model import (
    BaselineEntry,
    Citation,
    ClaimUnit,
    Defect,
    Finding,
    Location,
    Page,
    Report,
    Suppression,
)
from sphinx_claims.core.reports.formats import FORMATS
from sphinx_claims.core.verdicts.coverage import Coverage
from sphinx_claims.domain import DATA_VERSION


@pytest.fixture
def pages(project: Project) -> Project:
    project.write("index.md", "# T\n\n```{toctree}\n:glob:\n\np*\n```\n\n:::{claims-index}\n:::\n")
    for number in range(6):
        project.write(
            f"p{number}.md",
            f"# P{number}\n\nCells live {{cite:p}}`Key`. Page {number} dies.\n\nOne rests.\n",
        )
    return project


EXPECTED = [(f"p{number}.md", line, "uncited-sentence") for number in range(6) for line in (3, 5)]


def test_findings_and_reports_are_the_same_in_every_build(pages: Project) -> None:
    first = pages.build(fresh=True, claims_reports=list(FORMATS))
    assert first.findings == EXPECTED
    names = [file for file, _ in FORMATS.values()]
    bytes_ = [first.out.joinpath(name).read_bytes() for name in names]
    for fresh, parallel in ((False, 0), (False, 2), (True, 2)):
        for name in names:
            first.out.joinpath(name).unlink()
        again = pages.build(fresh=fresh, parallel=parallel, claims_reports=list(FORMATS))
        assert [again.out.joinpath(name).read_bytes() for name in names] == bytes_
        assert again.warnings == first.warnings


def test_an_unchanged_rebuild_still_warns_and_fails(pages: Project) -> None:
    for _ in range(2):
        built = pages.build("html")
        assert len(
            [warning for warning in built.warnings if "[claims.uncited-sentence]" in warning]
        ) == len(EXPECTED)
    assert pages.build().status == 1


def test_mending_one_page_takes_its_findings_away_and_no_other(pages: Project) -> None:
    pages.build()
    pages.write("p2.md", "# P2\n\nCells live {cite:p}`Key`.\n")
    assert pages.build().findings == [found for found in EXPECTED if found[0] != "p2.md"]
    pages.path.joinpath("p4.md").unlink()
    assert pages.build().findings == [
        found for found in EXPECTED if found[0] not in {"p2.md", "p4.md"}
    ]


def test_an_entry_taken_out_of_the_bibliography_is_noticed_without_touching_a_page(
    pages: Project,
) -> None:
    pages.build()
    pages.write(
        "refs.bib",
        "@article{Other, author = {Roe, B.}, title = {Two}, journal = {J}, year = {2021}}\n",
    )
    slugs = [slug for _, _, slug in pages.build().findings]
    assert slugs.count("unknown-key") == 6


def test_an_orphan_page_is_judged(pages: Project) -> None:
    pages.write("lonely.md", "---\norphan: true\n---\n# L\n\nNobody links here.\n")
    assert ("lonely.md", 6, "uncited-sentence") in pages.build().findings


def test_a_clean_project_succeeds(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    built = project.build()
    assert (built.status, built.findings, built.warnings) == (0, [], ())


def test_the_index_page_follows_an_edit_elsewhere(pages: Project) -> None:
    pages.build("html")
    pages.write("p1.md", "# P1\n\nSomething quite new {cite:p}`Other`.\n")
    html = pages.build("html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert "Something quite new." in html


@pytest.mark.parametrize(
    "builder", ["html", "singlehtml", "text", "epub", "latex", "man", "gettext", "dummy", "xml"]
)
def test_no_builder_stumbles_over_the_marks(project: Project, builder: str) -> None:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Key`. Cells are small {uncited}`seen by "
        "anyone`.\n\n:::{claim} Other\nThey die.\n:::\n\n"
        ":::{claims-index}\n:::\n\n:::{claims-sources}\n:::\n\n:::{claims-sources}\n:scope: "
        "page\n:::\n\n"
        ":::{claims-audit}\n:::\n\n:::{claims-impact}\n:::\n\n:::{claims-rules}\n:::\n\n:::{claims-options}\n:::\n\n:::{bibliography}\n:::\n",
    )
    built = project.build(
        builder, fresh=True, epub_show_urls="no", version="1", suppress_warnings=["epub"]
    )
    assert [warning for warning in built.warnings if "claims" in warning] == []


@pytest.mark.parametrize("parallel", [0, 2])
def test_the_gate_follows_no_reference(project: Project, parallel: int) -> None:
    for number in range(6):
        project.write(
            f"page{number}.md", "---\norphan: true\n---\n\n# P\n\nSee {py:mod}`nothing`.\n"
        )
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    built = project.build(nitpicky=True, parallel=parallel)
    assert [line for line in built.warnings if "target not found" in line] == []


def test_any_builder_writes_the_reports_it_is_asked_for(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live.\n")
    assert not project.build("html").out.joinpath("claims.json").exists()
    built = project.build("html", fresh=True, claims_reports=["json"])
    assert built.findings == [("index.md", 3, "uncited-sentence")]
    assert built.report == project.build("claims").report


def test_html_is_the_same_with_and_without_the_checker(project: Project) -> None:
    text = (
        "Cells live {cite:p}`Key`. They die {footcite}`Other`.\n\n- One.\n- Two [^1].\n\n[^1]: "
        "Three."
    )
    project.write(
        "index.md", f"# T\n\n{text}\n\n:::{{footbibliography}}\n:::\n\n:::{{bibliography}}\n:::\n"
    )
    names = ("index.html", "objects.inv")
    pages = []
    for extensions in (["myst_parser", "sphinx_design", "sphinxcontrib.bibtex"], None):
        options = {} if extensions is None else {"extensions": extensions}
        built = project.build("html", fresh=True, **options)
        pages.append([built.out.joinpath(name).read_bytes() for name in names])
    assert pages[0] == pages[1]


STORED = (
    Page,
    ClaimUnit,
    Citation,
    Mention,
    Suppression,
    Defect,
    Location,
    Report,
    Unjudged,
    Finding,
    BaselineEntry,
    Coverage,
    Standing,
    Publication,
)
"""Values that an environment keeps from one build to the next."""


def test_the_version_of_the_stored_data_changes_with_its_shape() -> None:
    shape = [
        (cls.__name__, [(field.name, str(field.type)) for field in fields(cls)]) for cls in STORED
    ]
    digest = hashlib.sha256(repr(shape).encode()).hexdigest()[:8]
    assert (DATA_VERSION, digest) == (15, "e05acb14")
