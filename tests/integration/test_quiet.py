"""Quiet citations: raised numbers that lead to the list of the page's sources."""

from __future__ import annotations

import re

import pytest

from conftest import Built, Project

QUIET = {"claims_quiet": True}
LIST = "\n:::{claims-sources}\n:scope: page\n:::\n"
LEDGER = """\
schema: 1
sources:
  Key:
    design: registry
    species: human
    treatment: none
    participants: 40
    population: people with gout
    extent: abstract
    locator: p. 3
    notices: []
    facts: {}
"""


def html(built: Built, doc: str = "index") -> str:
    return built.out.joinpath(f"{doc}.html").read_text(encoding="utf-8")


def marks(text: str) -> list[list[tuple[str, str]]]:
    """Return number and address of each link of each mark, in order."""
    return [
        re.findall(r'href="([^"]*)"[^>]*>(\d+)</a>', mark)
        for mark in re.findall(r'<sup class="claims-mark">(.*?)</sup>', text)
    ]


@pytest.fixture
def quiet(project: Project) -> Project:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Other{p. 11}`. They rest {cite:p}`Key{p. 3}, Other{p. 12}`.\n\n"
        f"| A | B |\n|---|---|\n| cells | die {{cite:p}}`Key` |\n{LIST}",
    )
    return project


def test_numbers_follow_the_order_of_the_page_and_lead_to_its_list(quiet: Project) -> None:
    text = html(quiet.build("html", **QUIET))
    one, two = ("#source-other", "1"), ("#source-key", "2")
    assert marks(text) == [[one], [one, two], [two]]
    assert re.findall(r'<li id="(source-\w+)">', text) == ["source-other", "source-key"]
    assert '<p>Cells live<span class="bibtex-citation"' in text


def test_a_mark_says_who_and_when_to_those_who_hear_it(quiet: Project) -> None:
    assert 'title="source 2: Ng20"' in html(quiet.build("html", **QUIET))


def test_the_list_tells_places_design_people_and_how_far_a_source_was_read(
    quiet: Project,
) -> None:
    quiet.write("ledger.yaml", LEDGER)
    text = html(quiet.build("html", claims_ledger="ledger.yaml", **QUIET))
    item = re.sub(r"<[^>]+>", "", text.split('id="source-key"')[1].split("</li>")[0])
    assert "Cited here: p. 3." in item
    assert "Registry; human; people with gout; its abstract was read." in item


def test_words_of_a_citation_stay_and_the_number_follows(project: Project) -> None:
    project.write("index.md", f"# T\n\nAs {{cite:t}}`Key` says, cells live.\n{LIST}")
    text = html(project.build("html", **QUIET))
    assert re.sub(r"<[^>]+>", "", text.split("<p>As ")[1].split("</p>")[0]).startswith("Ng [Ng20]1")


def test_neighbours_are_one_mark(project: Project) -> None:
    project.write("index.md", f"# T\n\nCells live {{cite:p}}`Key` {{cite:p}}`Other`.\n{LIST}")
    text = html(project.build("html", **QUIET))
    assert re.sub(r"<[^>]+>", "", text.split("<p>Cells")[1].split("</p>")[0]) == " live1, 2."


def test_neighbours_tell_each_source_once_and_in_order(project: Project) -> None:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Other`. They rest {cite:p}`Key, Other` {cite:p}`Key` "
        f"{{cite:p}}`Other`, as {{cite:t}}`Key` {{cite:p}}`Other` says.\n{LIST}",
    )
    text = html(project.build("html", **QUIET))
    one, two = ("#source-other", "1"), ("#source-key", "2")
    assert marks(text) == [[one], [one, two], [one, two]]
    said = re.sub(r"<[^>]+>", "", text.split("<p>Cells")[1].split("</p>")[0])
    assert said == " live1. They rest1, 2, as Ng [Ng20]1, 2 says."


def test_each_part_of_a_single_page_has_its_own_list(quiet: Project) -> None:
    quiet.write("more.md", f"# M\n\nCells live {{cite:p}}`Key`.\n{LIST}")
    with quiet.path.joinpath("index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{toctree}\nmore\n```\n")
    text = html(quiet.build("singlehtml", **QUIET))
    assert marks(text)[-1] == [("#source-more-key", "1")]
    assert re.findall(r'<li id="(source-[\w-]+)">', text) == [
        "source-other",
        "source-key",
        "source-more-key",
    ]


def test_no_other_blank_goes(project: Project) -> None:
    project.write(
        "index.md", f"# T\n\nIn *mice* *and* *people* cells *live* {{cite:p}}`Key`.\n{LIST}"
    )
    text = html(project.build("html", **QUIET))
    said = re.sub(r"<[^>]+>", "", text.split("<p>In ")[1].split("</p>")[0])
    assert said == "mice and people cells live1."


def test_a_box_in_plain_words_has_no_marks_but_a_line_at_its_end(project: Project) -> None:
    project.write(
        "index.md",
        "# T\n\n:::{admonition} In short\n:class: plain-words\nCells live {cite:p}`Other`.\n"
        f"They rest {{cite:p}}`Key`. They die {{cite:p}}`Other`.\n:::\n{LIST}",
    )
    text = html(project.build("html", **QUIET))
    box = text.split('class="plain-words admonition')[1].split("</div>")[0]
    assert marks(box) == []
    assert "Cells live.\nThey rest. They die." in re.sub(r"<[^>]+>", "", box)
    line = box.split('class="claims-box-sources">')[1]
    assert re.sub(r"<[^>]+>", "", line).strip() == "Sources for this box: 1, 2."


def test_without_a_list_on_the_page_numbers_lead_to_the_references(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    (((address, number),),) = marks(html(project.build("html", **QUIET)))
    assert (address.split("#")[0], number) == ("references.html", "1")


def test_pages_count_for_themselves(quiet: Project) -> None:
    quiet.write("more.md", f"---\norphan: true\n---\n# M\n\nCells live {{cite:p}}`Key`.\n{LIST}")
    built = quiet.build("html", **QUIET)
    assert marks(html(built, "more")) == [[("#source-key", "1")]]


def test_a_preview_goes_with_each_number(quiet: Project) -> None:
    text = html(quiet.build("html", claims_preview=True, **QUIET))
    links = re.findall(r'<a class="claims-ref-(\w+) [^"]*" href="#source-\w+"', text)
    assert links == ["Other", "Other", "Key", "Key"]
    assert text.count('id="claims-ref-Key"') == 1


def test_plain_text_keeps_its_citations(quiet: Project) -> None:
    text = quiet.build("text", **QUIET).out.joinpath("index.txt").read_text(encoding="utf-8")
    assert "Cells live [RN21, p. 11]. They rest [Ng20, p. 3, RN21, p. 12]." in text


def test_latex_is_what_it_was(quiet: Project) -> None:
    before = quiet.build("latex", fresh=True).out.joinpath("projectnamenotset.tex").read_bytes()
    after = quiet.build("latex", fresh=True, **QUIET).out.joinpath("projectnamenotset.tex")
    assert b"RN21" in before
    assert after.read_bytes() == before


def test_a_project_that_asks_for_nothing_gets_the_page_it_had(quiet: Project) -> None:
    plain = html(quiet.build("html", fresh=True))
    assert "claims-mark" not in plain
    assert "source-key" not in plain
    assert html(quiet.build("html", fresh=True, claims_quiet=False)) == plain


def test_pages_are_the_same_after_any_way_to_build_them(quiet: Project) -> None:
    for at in range(6):
        quiet.write(
            f"p{at}.md", f"---\norphan: true\n---\n# P\n\nCells live {{cite:p}}`Key`.\n{LIST}"
        )
    names = ("index", *(f"p{at}" for at in range(6)))
    whole = [html(quiet.build("html", fresh=True, **QUIET), name) for name in names]
    parallel = quiet.build("html", fresh=True, parallel=2, **QUIET)
    assert [html(parallel, name) for name in names] == whole
    quiet.path.joinpath("p3.md").touch()
    again = quiet.build("html", **QUIET)
    assert [html(again, name) for name in names] == whole


def test_the_report_is_the_same(quiet: Project) -> None:
    before = quiet.build(fresh=True).report
    assert quiet.build(fresh=True, claims_quiet=True).report == before


def test_a_class_on_other_blocks_takes_no_mark_away(project: Project) -> None:
    project.write("index.md", f"# T\n\n{{.plain-words}}\nCells live {{cite:p}}`Key`.\n{LIST}")
    text = html(project.build("html", **QUIET))
    assert marks(text) == [[("#source-key", "1")]]
    assert "Sources for this box" not in text


def test_a_key_in_other_letters_keeps_its_place_in_the_list(project: Project) -> None:
    project.write(
        "index.md", f"# T\n\nCells live {{cite:p}}`key`. They die {{cite:p}}`Other`.\n{LIST}"
    )
    text = html(project.build("html", **QUIET))
    items = re.findall(r'<li id="source-(\w+)">', text)
    assert [address for ((address, _),) in marks(text)] == [f"#source-{key}" for key in items]
