"""Runs of sentences that name their sources once, and reasoning with its premises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from conftest import Built, Project

PageBuilder = Callable[..., Built]

RUN = (
    "[Stem cells live in the marrow.\n"
    "They seldom divide.\n"
    "They leave it on a signal {cite:p}`Key{p. 3}, Other{p. 11}`.]{.cited}\n"
)
LEDGER = """\
schema: 1
sources:
  Key:
    design: cohort
    species: human
    treatment: none
    participants: 50
    population: people
    extent: abstract
    locator: p. 3
    notices: []
    facts:
      response: {value: 60, unit: "%", denominator: 50, count: 30, time: 12 months,
        outcome: response}
"""


@pytest.fixture
def page(project: Project) -> PageBuilder:
    """Return a function that builds a page below a title."""

    def build(text: str, **config: str) -> Built:
        project.write("index.md", f"# T\n{text}")
        return project.build(fresh=True, **config)

    return build


def told(built: Built) -> list[tuple[str, str, list[str]]]:
    """State, text and cited keys of every unit of the first page."""
    return [
        (unit["state"], unit["text"], [cite["key"] for cite in unit["cites"]])
        for unit in built.report["units"]
        if unit["doc"] == "index"
    ]


def test_the_last_citations_of_a_run_cover_all_of_it(page: PageBuilder) -> None:
    built = page(f"Cells rest {{cite:p}}`Other{{p. 12}}`.\n{RUN}Cells die.\n")
    assert told(built) == [
        ("cited", "Cells rest.", ["Other"]),
        ("covered", "Stem cells live in the marrow.", ["Key", "Other"]),
        ("covered", "They seldom divide.", ["Key", "Other"]),
        ("cited", "They leave it on a signal.", ["Key", "Other"]),
        ("uncited", "Cells die.", []),
    ]
    assert [unit["cites"][0]["locator"] for unit in built.report["units"][1:4]] == ["p. 3"] * 3


def test_what_a_run_covers_is_uncovered_without_its_citation(page: PageBuilder) -> None:
    built = page(RUN.replace(" {cite:p}`Key{p. 3}, Other{p. 11}`", ""))
    assert built.findings == [
        ("index.md", 2, "uncited-sentence"),
        ("index.md", 2, "claim-without-key"),
        ("index.md", 3, "uncited-sentence"),
        ("index.md", 4, "uncited-sentence"),
    ]


def test_a_citation_within_a_run_is_for_its_own_sentence(page: PageBuilder) -> None:
    built = page("[Cells rest {cite:p}`Other`. They live. They move {cite:p}`Key`.]{.cited}\n")
    assert told(built) == [
        ("cited", "Cells rest.", ["Other", "Key"]),
        ("covered", "They live.", ["Key"]),
        ("cited", "They move.", ["Key"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- [Cells rest. They live {cite:p}`Key`.]{.cited}\n",
        "> [Cells rest. They live {cite:p}`Key{p. 3}`.]{.cited}\n",
        "Cell\n: [Cells rest when it is cold. They live {cite:p}`Key`.]{.cited}\n",
        "[Cells **rest**. They live {cite:p}`Key`]{.cited}.\n",
        "[Dr. J. Ng saw them. They live {cite:p}`Key`.]{.cited}\n",
    ],
)
def test_a_run_may_stand_in_any_block(page: PageBuilder, text: str) -> None:
    built = page(text)
    assert [unit["state"] for unit in built.report["units"]] == ["covered", "cited"]
    assert built.findings == []


def test_a_run_prints_its_citation_once(project: Project) -> None:
    project.write("index.md", f"# T\n\n{RUN}\n")
    html = project.build("html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert html.count('href="references.html#') == 2


def test_a_run_may_not_hide_a_conclusion(page: PageBuilder) -> None:
    built = page("[Cells rest. So they resist drugs. They live {cite:p}`Key`.]{.cited}\n")
    assert built.findings == [("index.md", 2, "inference-in-run")]


def test_neighbours_that_cite_the_same_are_noted(page: PageBuilder) -> None:
    text = (
        "Cells rest {cite:p}`Key`.\nThey live {cite:p}`Key`.\nThey move {cite:p}`Other{p. 10}`.\n"
    )
    assert page(text).findings == [("index.md", 3, "neighbouring-citation")]
    assert page(text, claims_profile="balanced").findings == []


def test_a_citation_of_what_covers_it_is_noted(page: PageBuilder) -> None:
    built = page(":::{claim} Key\nCells rest.\nThey live {cite:p}`Key`.\n:::\n")
    assert built.findings == [("index.md", 4, "neighbouring-citation")]


def test_reasoning_names_its_premises(page: PageBuilder) -> None:
    built = page(
        "Cells rest {cite:p}`Key`.\nSo drugs may miss them {infer}`Key`.\n"
        "Perhaps they wake {infer}`Key, Other`.\nThey may die {infer}`,`.\n"
    )
    assert [(unit["state"], unit["premises"]) for unit in built.report["units"]] == [
        ("cited", []),
        ("inferred", ["Key"]),
        ("uncited", ["Key", "Other"]),
        ("uncited", []),
    ]
    assert built.findings == [
        ("index.md", 4, "unfounded-inference"),
        ("index.md", 5, "unfounded-inference"),
    ]


def test_a_premise_may_be_what_a_run_cites(page: PageBuilder) -> None:
    built = page(f"{RUN}So drugs may miss them {{infer}}`Key, Other`.\n")
    assert built.findings == []
    assert told(built)[-1] == ("inferred", "So drugs may miss them.", [])


def test_a_premise_of_another_paragraph_is_none(page: PageBuilder) -> None:
    built = page("Cells rest {cite:p}`Key`.\n\nSo drugs may miss them {infer}`Key`.\n")
    assert built.findings == [("index.md", 4, "unfounded-inference")]


@pytest.mark.parametrize(
    ("sentence", "brought"),
    [
        ("So 40% of cells may be missed", "the number 40"),
        ("So mycophenolate may miss them", "the drug mycophenolate"),
        ("So a transplant may cure lupus", "a cure"),
        ("So studies show that drugs miss them", "studies that it does not name"),
        ("So 3 of 50 may rest", "the number 3"),
    ],
)
def test_reasoning_brings_in_nothing_of_its_own(
    page: PageBuilder, sentence: str, brought: str
) -> None:
    built = page(f"Of 50 cells 30 rest {{cite:p}}`Key`.\n{sentence} {{infer}}`Key`.\n")
    assert [(found["line"], found["message"]) for found in built.reported] == [
        (3, f"reasoning brings in {brought}")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "So 30 of 50 may be missed",
        "So prednisone may do part of it",
        "A trial so small cannot prove the doses equal",
        "So nobody can tell how often, or whether it is the drug",
        "So results from one study cannot be set beside results from another",
        "So it may be the drug, although so small a trial cannot show that the doses are equal",
    ],
)
def test_reasoning_may_use_what_its_paragraph_says(page: PageBuilder, sentence: str) -> None:
    built = page(
        f"On prednisone 30 of 50 cells rest {{cite:p}}`Key`.\n{sentence} {{infer}}`Key`.\n"
    )
    assert built.findings == []


def test_reasoning_may_use_what_the_ledger_prints(project: Project) -> None:
    project.write("ledger.yaml", LEDGER)
    project.write(
        "index.md",
        "# T\n\nOf 50 people, 30 responded {cite:p}`Key{p. 3}`.\n"
        "So {fact}`Key.response number bare` in a hundred may respond {infer}`Key`.\n",
    )
    assert project.build(claims_ledger="ledger.yaml").findings == []


def test_readers_see_a_sign_of_reasoning(project: Project) -> None:
    project.write("index.md", "# T\n\nCells rest {cite:p}`Key`. So drugs miss them {infer}`Key`.\n")
    built = project.build("text")
    text = built.out.joinpath("index.txt").read_text(encoding="utf-8")
    assert "miss them ∴ (our reasoning from the sources beside it)." in text.replace("\n", " ")
    (sign,) = built.doctrees["index"].findall(nodes.abbreviation)
    assert sign.astext() == "∴"


def test_a_row_of_a_table_may_hold_a_reasoned_cell(page: PageBuilder) -> None:
    built = page(
        "| A | B |\n|---|---|\n| cells rest {cite:p}`Key` | hard to reach {infer}`Key` |\n"
    )
    assert [(unit["state"], unit["premises"]) for unit in built.report["units"]] == [
        ("cited", ["Key"])
    ]


def test_words_below_a_table_may_reason_from_its_rows(page: PageBuilder) -> None:
    table = (
        "| A | B |\n|---|---|\n| cells | rest {cite:p}`Key` |\n| they | live {cite:p}`Other` |\n"
    )
    built = page(f"{table}\nSo the rows may share cells {{infer}}`Key, Other`.\n")
    assert built.findings == []
    built = page(f"{table}\nCells.\n\nSo the rows may share cells {{infer}}`Key`.\n")
    assert built.findings == [("index.md", 9, "unfounded-inference")]


def test_the_audit_lists_all_reasoning_with_its_premises(project: Project) -> None:
    project.write(
        "index.md",
        "# T\n\nCells rest {cite:p}`Key`. So drugs miss them {infer}`Key`.\n\n"
        ":::{claims-audit}\n:::\n",
    )
    text = project.build("text").out.joinpath("index.txt").read_text(encoding="utf-8")
    told = " ".join(text.split())
    assert "Our reasoning" in told
    assert "So drugs miss them." in told.split("Our reasoning")[1]
