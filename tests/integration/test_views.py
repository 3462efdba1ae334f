"""What readers see of the report: sentences by source, coverage badges, citation previews.

And nothing unless asked for.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sphinx import version_info

from conftest import REFS, REPOSITORY, Built, Project
from sphinx_claims.showing.views import VIEWS

BUILDERS = ["html", "dirhtml", "singlehtml", "text", "epub", "latex", "man", "texinfo", "xml"]
FOLDED = "details" if version_info >= (8, 2) else "div"
"""What an admonition that can be folded is on a page; before Sphinx 8.2 none could be."""
BROWSER = {"html", "dirhtml", "singlehtml"}
TOC = "# T\n\n```{toctree}\none\ntwo\nrefs\nindexed\n```\n"
QUIET = {"epub_show_urls": "no", "version": "1", "copyright": "A", "suppress_warnings": ["epub"]}


class Tags(HTMLParser):
    """The start tags of a page, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, class_: str) -> list[dict[str, str]]:
        return [attrs for _, attrs in self.found if class_ in attrs.get("class", "").split()]


@pytest.fixture
def pages(project: Project) -> Project:
    project.write("index.md", TOC)
    project.write(
        "one.md",
        "# P1\n\nCells live {cite:p}`Key`. They die.\n\n## More\n\nCells eat "
        "{cite:p}`Other,Key`.\n",
    )
    project.write("two.md", "# P2\n\nCells grow {cite:p}`Key`.\n")
    project.path.joinpath("references.md").unlink()
    project.write("refs.md", "# R\n\n:::{bibliography}\n:::\n")
    project.write("indexed.md", "# I\n\n:::{claims-index}\n:::\n")
    return project


LEDGER = """\
schema: 1
sources:
  Key:
    design: uncontrolled-trial
    species: [human, mouse]
    treatment: none
    participants: null
    population: people and mice
    extent: abstract
    locator: Abstract
    notices: []
    facts: {}
"""


def rows(built: Built) -> list[tuple[str, list[str]]]:
    """Return classes and cells of the rows of the index that have such classes."""
    text = built.out.joinpath("indexed.html").read_text(encoding="utf-8")
    found = re.findall(r'<tr class="([^"]*claims-state[^"]*)">(.*?)</tr>', text, re.DOTALL)
    return [
        (re.sub(r" ?row-\w+ ?", "", classes), [plain(cell) for cell in row.split("<td>")[1:]])
        for classes, row in found
    ]


def plain(markup: str) -> str:
    """Return the words of a piece of HTML."""
    return re.sub("<[^>]*>", "", markup).strip()


def written(built: Built) -> str:
    """Return everything that a builder wrote as text."""
    paths = sorted(
        path
        for path in built.out.rglob("*")
        if path.suffix in {".html", ".xhtml", ".txt", ".tex", ".1", ".texi", ".xml"}
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_sentence_stands_below_its_source_by_page(pages: Project) -> None:
    pages.write(
        "indexed.md",
        "# I\n\n:::{claims-sources}\n:field: year\n:heading: Printed\n:sentences:\n:::\n",
    )
    text = pages.build("text").out.joinpath("indexed.txt").read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert lines[2:] == [
        "Ng20. *One*. J. doi:10.1000/one",
        "Printed: 2020",
        "3 sentences on 2 pages:",
        "* P1 (2)", "* Cells live.", "* Cells eat.",
        "* P2 (1)", "* Cells grow.",
        "RN21. *Two*. J.",
        "Printed: 2021",
        "1 sentence on 1 page:",
        "* P1 (1)", "* Cells eat.",
    ]  # fmt: skip


def test_a_source_links_to_its_identifier_however_that_is_written(pages: Project) -> None:
    odd = "10.1002/(sici)1097-0142(1996)77:1<1::aid-cncr1>3.0.co;2-#"
    refs = REFS.replace("{10.1000/one}", "{https://doi.org/10.1000/one}").replace(
        "pmid = {2}", f"doi = {{{odd}}}"
    )
    pages.write("refs.bib", refs)
    pages.write("indexed.md", "# I\n\n:::{claims-sources}\n:::\n")
    links = Tags(pages.build("html").out / "indexed.html").found
    assert [
        attrs["href"] for tag, attrs in links if tag == "a" and "doi.org" in attrs.get("href", "")
    ] == [
        "https://doi.org/10.1000/one",
        "https://doi.org/10.1002/(sici)1097-0142(1996)77:1%3C1::aid-cncr1%3E3.0.co;2-%23",
    ]


def test_a_sentence_links_to_its_section(pages: Project) -> None:
    pages.write("indexed.md", "# I\n\n:::{claims-sources}\n:sentences:\n:::\n")
    page = Tags(pages.build("html").out / "indexed.html")
    links = [
        attrs["href"]
        for tag, attrs in page.found
        if tag == "a" and attrs.get("href", "").startswith(("one.html#", "two.html#"))
    ]
    assert links == ["one.html#p1", "one.html#more", "two.html#p2", "one.html#more"]
    assert [
        (tag, attrs["class"]) for tag, attrs in page.found if attrs in page.all("claims-sentences")
    ] == [(FOLDED, "claims-sentences admonition")] * 2


def test_the_sentences_of_one_page_alone(pages: Project) -> None:
    pages.write(
        "two.md",
        "# P2\n\nCells grow {cite:p}`Key`.\n\n:::{claims-sources}\n:scope: "
        "page\n:sentences:\n:::\n",
    )
    text = pages.build("text").out.joinpath("two.txt").read_text(encoding="utf-8")
    assert "1 sentence on 1 page" in text
    assert "Cells eat" not in text


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_shows_the_views(pages: Project, builder: str) -> None:
    pages.write(
        "indexed.md",
        "# "
        "I\n\n:::{claims-index}\n:::\n\n:::{claims-sources}\n:sentences:\n:::\n\n:::{claims-impact}\n:::\n",
    )
    built = pages.build(builder, claims_badge=True, claims_preview=True, **QUIET)
    assert [line for line in built.warnings if "uncited-sentence" not in line] == []
    text = " ".join(written(built).split())
    assert text.count("2 of 3 claims on this page have a source") == 1
    assert text.count("1 of 1 claim on this page has a source") == 1
    assert text.count("on this page ha") == 2
    assert "3 sentences on 2 pages" in text
    assert "support of some sentence: 1 of 2. Known to be retracted: none." in text
    assert text.count("never asked") == 4
    assert ("claims-ref-Key" in text) == (builder in BROWSER)
    assert ("claims-preview.js" in text) == (builder in BROWSER)
    assert bool(list(built.out.rglob("claims-preview.*"))) == (builder in BROWSER)


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_fills_its_place_with_words(pages: Project, name: str) -> None:
    pages.write("indexed.md", f"# I\n\n:::{{claims-{name}}}\n:::\n")
    built = pages.build("text")
    assert [line for line in built.warnings if "uncited-sentence" not in line] == []
    assert len(built.out.joinpath("indexed.txt").read_text(encoding="utf-8").splitlines()) > 3


@pytest.mark.parametrize("name", VIEWS)
def test_the_manual_names_every_view(name: str) -> None:
    manual = REPOSITORY.joinpath("docs", "tools", "claims").glob("*.md")
    assert any(f"claims-{name}" in page.read_text(encoding="utf-8") for page in manual)


def test_nothing_changes_unless_asked_for(pages: Project) -> None:
    built = pages.build("html")
    page = Tags(built.out / "one.html")
    assert [
        name
        for _, attrs in page.found
        for name in attrs.get("class", "").split()
        if name.startswith("claims")
    ] == []
    assert "on this page ha" not in page.text
    assert [attrs for _, attrs in page.found if "claims" in "".join(attrs.values())] == []
    assert list(built.out.rglob("claims-preview.*")) == []


def badges(built: Built, page: str) -> list[tuple[str, str]]:
    """Return the link and the text of each badge of a page."""
    found = Tags(built.out / f"{page}.html")
    links = [
        after.get("href", "")
        for (_, attrs), (_, after) in zip(found.found, found.found[1:], strict=False)
        if "claims-badge" in attrs.get("class", "").split()
    ]
    texts = [line for line in found.text.splitlines() if "on this page ha" in line]
    return list(zip(links, texts, strict=True))


def test_a_badge_links_to_the_claims_of_its_page(pages: Project) -> None:
    built = pages.build("html", claims_badge=True)
    assert badges(built, "one") == [
        ("indexed.html#claims-one", "2 of 3 claims on this page have a source")
    ]
    assert badges(built, "two") == [
        ("indexed.html#claims-two", "1 of 1 claim on this page has a source")
    ]
    assert badges(built, "index") == badges(built, "refs") == badges(built, "indexed") == []
    assert {"claims-one", "claims-two"} <= {
        attrs.get("id") for _, attrs in Tags(built.out / "indexed.html").found
    }


def test_claims_without_a_source_are_in_the_index_too(pages: Project) -> None:
    pages.write("two.md", "# P2\n\nCells grow. Cells sleep {uncited}`all see it`.\n")
    built = pages.build("html", claims_badge=True)
    assert badges(built, "two") == [
        ("indexed.html#claims-two", "0 of 1 claim on this page has a source")
    ]
    assert rows(built)[-2:] == [
        ("claims-state-uncited", ["Cells grow.", "", "uncited"]),
        ("claims-state-suppressed", ["Cells sleep.", "", "suppressed"]),
    ]


def test_the_index_says_what_the_sources_are_where_there_is_a_ledger(pages: Project) -> None:
    pages.write("ledger.yaml", LEDGER)
    pages.write(
        "two.md",
        "# P2\n\nCells grow {cite:p}`Key`. Cells rest {cite:p}`Key, Other`. Cells sleep.\n",
    )
    assert rows(pages.build("html", claims_ledger="ledger.yaml"))[-3:] == [
        (
            "claims-state-cited claims-design-uncontrolled-trial claims-species-human "
            "claims-species-mouse",
            ["Cells grow.", "Ng20", "uncontrolled trial (human, mouse)", "cited"],
        ),
        (
            "claims-state-cited claims-design-not-recorded claims-design-uncontrolled-trial "
            "claims-species-human claims-species-mouse claims-species-not-recorded",
            [
                "Cells rest.",
                "Ng20; RN21",
                "uncontrolled trial (human, mouse); not recorded",
                "cited",
            ],
        ),
        ("claims-state-uncited", ["Cells sleep.", "", "", "uncited"]),
    ]


def test_only_a_page_with_the_index_loads_its_script(pages: Project) -> None:
    out = pages.build("html").out
    assert [
        page.name
        for page in sorted(out.glob("*.html"))
        if "claims-index.js" in page.read_text("utf-8")
    ] == ["indexed.html"]
    assert {path.name for path in out.joinpath("_static").glob("claims-*")} == {
        "claims-index.js",
        "claims-index.css",
    }


def test_without_an_index_no_script_is_shipped(pages: Project) -> None:
    pages.write("indexed.md", "# I\n")
    assert not list(pages.build("html").out.joinpath("_static").glob("claims-*"))


def test_a_badge_without_an_index_and_on_a_page_without_a_title(pages: Project) -> None:
    pages.write("indexed.md", "# I\n")
    pages.write("two.md", "Cells grow {cite:p}`Key`.\n")
    built = pages.build("text", claims_badge=True)
    assert (
        built.out.joinpath("two.txt").read_text(encoding="utf-8").splitlines()[0]
        == "1 of 1 claim on this page has a source"
    )
    page = Tags(pages.build("html", claims_badge=True).out / "one.html")
    assert page.all("claims-badge") == [{"class": "claims-badge no-search"}]
    assert "2 of 3 claims on this page have a source" in page.text


def test_a_badge_is_plain_text_where_the_index_is_left_out(pages: Project) -> None:
    documents = [("one", "one.tex", "T", "A", "manual")]
    built = pages.build(
        "latex",
        claims_badge=True,
        latex_documents=documents,
        suppress_warnings=["toc.not_included"],
    )
    assert "2 of 3 claims on this page have a source" in built.out.joinpath("one.tex").read_text(
        encoding="utf-8"
    )


def test_a_badge_follows_the_settings_and_the_index_without_an_edit_of_its_page(
    pages: Project,
) -> None:
    pages.build("html", claims_badge=True)
    built = pages.build("html", claims_badge=True, claims_paths={"two": "off"})
    assert badges(built, "two") == []
    pages.path.joinpath("indexed.md").unlink()
    pages.write("index.md", TOC.replace("indexed\n", "") + "\n:::{claims-index}\n:::\n")
    built = pages.build("html", claims_badge=True)
    assert badges(built, "two") == [
        ("index.html#claims-two", "1 of 1 claim on this page has a source")
    ]
    assert badges(pages.build("html"), "two") == []


def test_each_citation_link_names_its_reference(pages: Project) -> None:
    page = Tags(pages.build("html", claims_preview=True).out / "one.html")
    links = [
        attrs for tag, attrs in page.found if tag == "a" and "claims-ref-" in attrs.get("class", "")
    ]
    assert [attrs["class"].split()[0] for attrs in links] == [
        "claims-ref-Key",
        "claims-ref-Key",
        "claims-ref-Other",
    ]
    targets = {attrs["class"].split()[0]: attrs["href"] for attrs in links}
    listed = Tags(page_of(pages, "refs"))
    ids = [attrs["id"] for attrs in listed.all("citation")]
    assert targets == {
        "claims-ref-Key": f"refs.html#{ids[0]}",
        "claims-ref-Other": f"refs.html#{ids[1]}",
    }
    assert [attrs["id"] for attrs in page.all("claims-preview")] == [
        "claims-ref-Key",
        "claims-ref-Other",
    ]
    assert [attrs.get("hidden") for attrs in page.all("claims-previews")] == ["hidden"]
    assert [attrs["href"] for _, attrs in page.found if "doi.org" in attrs.get("href", "")] == [
        "https://doi.org/10.1000/one"
    ]


def page_of(project: Project, name: str) -> Path:
    return project.out / "html" / f"{name}.html"


def test_references_listed_on_each_page_itself_are_told_apart(pages: Project) -> None:
    listed = "\n\n:::{bibliography}\n:filter: docname in docnames\n:::\n"
    pages.write("one.md", "# P1\n\nCells live {cite:p}`Key`." + listed)
    pages.write("two.md", listed + "\nCells grow {cite:p}`Other`.\n")
    pages.write("index.md", TOC.replace("refs\nindexed\n", ""))
    for name in ("refs", "indexed"):
        pages.path.joinpath(f"{name}.md").unlink()
    page = Tags(pages.build("html", claims_preview=True).out / "two.html")
    assert [attrs["id"] for attrs in page.all("claims-preview")] == ["claims-ref-Other"]
    whole = Tags(pages.build("singlehtml", claims_preview=True).out / "index.html")
    links = [
        attrs
        for tag, attrs in whole.found
        if tag == "a" and "claims-ref-" in attrs.get("class", "")
    ]
    assert [attrs["href"] for attrs in links] == ["#id3", "#id3"]
    assert [(attrs["class"].split()[0], attrs["title"][:5]) for attrs in links] == [
        ("claims-ref-Key", "A. Ng"),
        ("claims-ref-Other", "B. Ro"),
    ]


def test_a_preview_follows_the_bibliography_without_an_edit_of_its_page(pages: Project) -> None:
    pages.build("html", claims_preview=True)
    refs = pages.path / "refs.bib"
    refs.write_text(
        refs.read_text(encoding="utf-8").replace("{One}", "{Changed}"), encoding="utf-8"
    )
    assert "Changed" in Tags(pages.build("html", claims_preview=True).out / "two.html").text


def test_previews_switch_on_and_off_without_an_edit(pages: Project) -> None:
    for on in (False, True, False):
        page = Tags(pages.build("html", claims_preview=on).out / "two.html")
        assert len(page.all("claims-preview")) == int(on)


def test_pages_are_the_same_from_parallel_and_serial_builds(pages: Project) -> None:
    first = pages.build("html", fresh=True, claims_badge=True, claims_preview=True)
    names = ("one.html", "two.html", "indexed.html")
    serial = [first.out.joinpath(name).read_bytes() for name in names]
    again = pages.build("html", fresh=True, parallel=2, claims_badge=True, claims_preview=True)
    assert [again.out.joinpath(name).read_bytes() for name in names] == serial


def test_previews_and_badges_are_not_searched(pages: Project) -> None:
    refs = pages.path / "refs.bib"
    refs.write_text(
        refs.read_text(encoding="utf-8").replace("{One}", "{Zebrafish}"), encoding="utf-8"
    )
    pages.write("indexed.md", "# I\n")
    built = pages.build("html", claims_badge=True, claims_preview=True)
    index = json.loads(
        built.out.joinpath("searchindex.js")
        .read_text(encoding="utf-8")
        .removeprefix("Search.setIndex(")
        .removesuffix(")")
    )
    found = {term: index["terms"][term] for term in index["terms"]}
    searched = found["zebrafish"] if isinstance(found["zebrafish"], list) else [found["zebrafish"]]
    assert "refs" in [index["docnames"][doc] for doc in searched]
    if version_info >= (8, 2):  # before, nothing that a page shows could be kept from the search
        assert len(searched) == 1
        assert [term for term in found if term.startswith("claim")] == []


def test_sources_that_pages_define_themselves_are_listed_with_links(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_claims"]\n')
    empty.write(
        "index.rst",
        "T\n=\n\n.. toctree::\n\n   one\n   two\n\nCells live [Key]_.\n\n.. claims-sources::\n",
    )
    for home, other in (("one", "two"), ("two", "one")):
        empty.write(f"{home}.rst", "R\n=\n\n.. [Key] Ng. One. 2020.\n")
        empty.write(f"{other}.rst", "R\n=\n")
        page = Tags(empty.build("html").out / "index.html")
        assert page.text.split("Cited on (sentences)")[1].split()[:3] == ["[Key]", "T", "(1)"]
        links = [
            attrs["href"]
            for tag, attrs in page.found
            if tag == "a" and attrs.get("href", "").endswith("#key")
        ]
        assert links == [f"{home}.html#key"] * 2


def test_without_sphinxcontrib_bibtex_there_are_no_previews(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_claims"]\n')
    empty.write("index.rst", "T\n=\n\nCells live [Key]_.\n\n.. [Key] Ng. One. 2020.\n")
    built = empty.build("html", claims_badge=True, claims_preview=True)
    assert built.warnings == ()
    assert "1 of 1 claim on this page has a source" in Tags(built.out / "index.html").text
    assert list(built.out.rglob("claims-preview.*")) == []


@pytest.mark.parametrize("name", ["claims_badge", "claims_preview"])
def test_a_bad_value_is_one_warning_of_ours(pages: Project, name: str) -> None:
    conf = pages.path / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}{name} = 2\n", encoding="utf-8")
    ours = [line for line in pages.build("html").warnings if line.endswith("[claims.config]")]
    assert ours == [f"WARNING: {name}: expected bool, got 2; the default is used [claims.config]"]
