"""Each rule beside its examples: what it also finds, and what looks like it and is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import CONF, REFS, Built, Project
from sphinx_claims.core.rules import ALL_RULES

PageBuilder = Callable[..., Built]
LISTED = "# References\n\n:::{bibliography}\n:::\n"
LONG = "“cells that sleep by day are awake by night”"


def found(built: Built) -> list[tuple[int, str]]:
    """Return line and slug of every finding on the page."""
    return [(line, slug) for source, line, slug in built.findings if source == "index.md"]


NAMED = {"claims_names": {"REST": ["Key"], "WHO scale": []}}
DRAFT = {"claims_profile": "draft"}
BALANCED = {"claims_profile": "balanced"}
FACT = "Cold slows the growth of most cells. "
CASES: dict[str, tuple[str, dict[str, Any], list[tuple[int, str]]]] = {
    "name: cited further down": (
        "REST saw cells {cite:p}`Other`.\n\nREST ended {cite:p}`Key`.",
        NAMED,
        [],
    ),
    "name: any source will do": ("The WHO scale has steps {cite:p}`Other`.", NAMED, []),
    "name: part of another": (
        "ARREST, REST-2, PRE-REST and rest are words {cite:p}`Other`.",
        NAMED,
        [],
    ),
    "name: in brackets": (
        "Of all trials (REST) one saw cells {cite:p}`Other`.",
        NAMED,
        [(3, "uncited-name")],
    ),
    "name: only asked for": ("What did REST see?", NAMED, []),
    "name: suppressed": ("REST is a pun {uncited}`our own joke`.", NAMED, []),
    "name: once for a page": (
        "REST saw {cite:p}`Other`.\n\nREST ended {cite:p}`Other`.",
        NAMED,
        [(3, "uncited-name")],
    ),
    "name: without any source": (
        "Cells live {cite:p}`Key`.\n\nThe WHO scale has steps.",
        NAMED,
        [(5, "uncited-name"), (5, "uncited-sentence")],
    ),
    "name: source in the paragraph": (
        "REST saw that cells die. They slept {cite:p}`Key`.",
        NAMED | BALANCED,
        [],
    ),
    "quotation: in a sentence": (f"Ng wrote: {LONG}.", {}, [(3, "uncited-quotation")]),
    "quotation: seven words": (
        "Ng wrote: “cells that sleep by day are awake”.",
        {},
        [(3, "uncited-sentence")],
    ),
    "quotation: two short ones": (
        "Ng said “cells” and we found that all others said “tissue”.",
        {},
        [(3, "uncited-sentence")],
    ),
    "quotation: source beside it": (
        f"Ng saw cells die of cold {{cite:p}}`Key`. She wrote: {LONG}.",
        BALANCED,
        [(3, "uncited-quotation")],
    ),
    "quotation: invented": (
        f"Imagine a headline: {LONG}. Ng saw cells die of cold {{cite:p}}`Key`.",
        BALANCED,
        [],
    ),
    "quotation: cited": (f"Ng wrote: {LONG} {{cite:p}}`Key`.", BALANCED, []),
    "feedback: in a dropdown": (
        ":::{dropdown} Answer\n:class-container: answer\n\nCells live.\n:::",
        {},
        [(6, "uncited-feedback")],
    ),
    "feedback: in a list": (
        "::::{container} feedback\n- Cells live.\n::::",
        {},
        [(4, "uncited-feedback")],
    ),
    "feedback: a number": (
        "::::{container} feedback\nOf 40 people 3 died.\n::::",
        {},
        [(4, "uncited-number")],
    ),
    "feedback: the question": ("::::{container} quiz-stem\nCells live.\n::::", {}, []),
    "row: no sentence of its own": (
        "| Animal | Died |\n|---|---|\n| Rats after transplantation | 14 % |\n| See below | |",
        BALANCED,
        [(5, "uncited-table-row")],
    ),
    "distant: as far as allowed": (FACT * 3 + "Heat kills them {cite:p}`Key`.", DRAFT, []),
    "distant: one too far": (
        FACT * 4 + "Heat kills them {cite:p}`Key`.",
        DRAFT,
        [(3, "distant-citation")],
    ),
    "distant: no claims": ("Why do they? " * 5 + "Heat kills them {cite:p}`Key`.", DRAFT, []),
    "distant: cited from the start": (
        "Ice kills {cite:p}`Key`. " + FACT * 4 + "Heat kills {cite:p}`Key`.",
        DRAFT,
        [],
    ),
    "distant: within a claim": (
        f":::{{claim}} Key\n{FACT * 4} Heat kills {{cite:p}}`Other`.\n:::",
        DRAFT,
        [],
    ),
    "floating: before the next sentence": (
        "Cells live\nlong. {cite:p}`Key` They die {cite:p}`Other`.",
        {},
        [(4, "floating-citation")],
    ),
    "floating: after a quotation": (
        "Ng said: “Cells live.” {cite:p}`Key`",
        {},
        [(3, "floating-citation")],
    ),
    "floating: alone": (
        "Cells live {cite:p}`Key`.\n\n{cite:p}`Other`",
        {},
        [(5, "floating-citation")],
    ),
    "floating: raised": (
        "Cells live.{footcite}`Key` They die.[^1]\n\n[^1]: "
        "{cite:t}`Key`\n\n:::{footbibliography}\n:::",
        {},
        [(3, "neighbouring-citation")],
    ),
    "floating: after an abbreviation": ("- as seen by Ng et al. {cite:p}`Key`", {}, []),
    "floating: without a full stop": ("- cells live {cite:p}`Key`\n- {cite:p}`Other`", {}, []),
    "bundle: in a row": (
        "| A |\n|---|\n| all {cite:p}`Key` {cite:p}`Other` |",
        {"claims_bundle_max": 1},
        [],
    ),
    "bundle: the same key twice": (
        "Cells {cite:p}`Key` live {cite:p}`Key{p. 3}`.",
        {"claims_bundle_max": 1},
        [],
    ),
    "bundle: no limit": ("Cells live {cite:p}`Key, Other`.", {"claims_bundle_max": 0}, []),
    "coverage: by page": (
        "Cells live.",
        {"claims_coverage_min": {"index": 50, "*": 0}},
        [(1, "low-coverage"), (3, "uncited-sentence")],
    ),
    "coverage: reached": (
        "Cells live {cite:p}`Key`. They die.",
        {"claims_coverage_min": {"i*": 50, "*": 100}},
        [(3, "uncited-sentence")],
    ),
    "coverage: no claims": ("Why do they?", {"claims_coverage_min": 100}, []),
    "link: beside a citation": ("See [it](https://doi.org/10.1000/one) and {cite:t}`Key`.", {}, []),
    "link: elsewhere": ("See [this](https://example.org/10.1000/one).", {}, []),
    "link: not in the bibliography": ("See [this](https://doi.org/10.1000/three).", {}, []),
    "link: in a list of links": ("- [One](https://doi.org/10.1000/one)", {}, []),
    "link: by its second sentence": (
        "Why not? See [this](https://dx.doi.org/10.1000/ONE).\nAsk us.",
        {},
        [(3, "bare-link")],
    ),
    "link: to PubMed": (
        "Cells [live](https://pubmed.ncbi.nlm.nih.gov/123/).",
        {},
        [(3, "unchecked-citation")],
    ),
    "link: to PMC": (
        "Cells [live](https://pmc.ncbi.nlm.nih.gov/articles/PMC12/).",
        {},
        [(3, "unchecked-citation")],
    ),
    "locator: on another quotation": (
        "> Cells live {cite:p}`Key`. They die {cite:p}`Key`.\n>\n> They rest {cite:p}`Key{p. 3}`.",
        {},
        [(3, "neighbouring-citation"), (3, "quotation-without-locator")],
    ),
}


@pytest.mark.parametrize(("text", "config", "expected"), CASES.values(), ids=CASES)
def test_a_rule_finds_this_much_and_no_more(
    page: PageBuilder, text: str, config: dict[str, Any], expected: list[tuple[int, str]]
) -> None:
    assert found(page(f"# T\n\n{text}\n", **config)) == expected


def test_what_is_found_is_told_with_its_numbers_and_names(page: PageBuilder) -> None:
    text = "REST saw cells {cite:p}`Other`.\n\nThey die. See [it](https://doi.org/10.1000/one).\n"
    built = page(f"# T\n\n{text}", claims_names={"REST": ["Key", "More"]}, claims_coverage_min=80)
    assert [
        (finding["slug"], finding["message"], finding["keys"])
        for finding in built.report["findings"]
    ] == [
        ("low-coverage", "1 of 2 claims have a source (50 %), 80 % are wanted", []),
        (
            "uncited-name",
            "'REST' is named and nowhere on the page backed by Key or More",
            ["Key", "More"],
        ),
        ("uncited-sentence", "sentence has no citation", []),
        ("bare-link", "https://doi.org/10.1000/one stands where 'Key' could be cited", ["Key"]),
    ]


def test_coverage_is_told_at_the_page_and_not_at_what_it_includes(project: Project) -> None:
    project.write("included/part.md", "Cells live.\n")
    project.write("index.md", "# T\n\n```{include} included/part.md\n```\n")
    assert project.build(claims_coverage_min=1).findings == [
        ("included/part.md", 1, "uncited-sentence"),
        ("index.md", 1, "low-coverage"),
    ]


class TestLists:
    """What lists of references show."""

    def test_a_key_that_a_filter_leaves_out_is_told_once(self, project: Project) -> None:
        project.write("references.md", '# R\n\n:::{bibliography}\n:filter: key == "key"\n:::\n')
        project.write(
            "index.md",
            "# T\n\nCells live {cite:p}`Key`. They die {cite:p}`Other`.\n\nThey rest "
            "{cite:p}`Other`.\n",
        )
        for _ in range(2):  # the second build reads no page
            built = project.build()
            assert built.findings == [("index.md", 3, "unlisted-key")]
            assert built.report["findings"][0]["message"] == "no list of references shows 'Other'"

    def test_without_any_list_there_is_one_finding_in_all(self, project: Project) -> None:
        project.path.joinpath("references.md").unlink()
        project.write("index.md", "# T\n\nCells live {cite:p}`Key`. They die {cite:p}`Other`.\n")
        (finding,) = project.build().report["findings"]
        assert (finding["line"], finding["slug"], finding["keys"]) == (
            3,
            "unlisted-key",
            ["Key", "Other"],
        )

    def test_footnotes_are_listed_by_their_own_directive(self, project: Project) -> None:
        project.path.joinpath("references.md").unlink()
        project.write(
            "index.md", "# T\n\nCells live {footcite}`Key,Other`.\n\n:::{footbibliography}\n:::\n"
        )
        assert project.build().findings == []

    def test_an_entry_is_unused_unless_a_page_cites_or_lists_it(self, project: Project) -> None:
        project.write("references.md", LISTED)
        project.write("index.md", "# T\n\n## Cells {cite:p}`Other`\n\nCells live {cite:p}`Key`.\n")
        project.write("refs.bib", REFS + "@misc{Spare, title = {Spare}}\n")
        silent: dict[str, Any] = {"claims_ignore": ["citation-in-heading"]}
        assert project.build(**silent).findings == [("refs.bib", 4, "unused-entry")]
        project.write(
            "references.md",
            LISTED + '\n## Further reading\n\n:::{bibliography}\n:filter: key == "spare"\n:::\n',
        )
        assert project.build(**silent).findings == []

    def test_a_page_that_is_not_judged_uses_its_sources(self, project: Project) -> None:
        project.write("references.md", LISTED)
        project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
        project.write(
            "draft.md", "# D\n\nCells live {footcite}`Other`.\n\n:::{footbibliography}\n:::\n"
        )
        assert project.build(claims_paths={"draft": "off"}).findings == []


ENTRIES = {
    "same DOI, written otherwise": (
        "@misc{A, title = {Three}, doi = {https://doi.org/10.1000/ONE}}",
        ["duplicate-work"],
    ),
    "same address": (
        "@misc{A, title = {Three}, url = {https://doi.org/10.1000/one}}",
        ["duplicate-work"],
    ),
    "same PMID": (
        "@misc{A, title = {A}, pmid = {7}}\n@misc{B, title = {B}, eprint = {7}, eprinttype = "
        "{pubmed}}",
        ["duplicate-work"],
    ),
    "same title, author and year": (
        "@article{A, author = {Bo Roe}, title = {{TWO}.}, journal = {K}, date = {2021-05}, pmid "
        "= {3}}",
        ["duplicate-work"],
    ),
    "three of a kind": (
        "@misc{A, title = {A}, doi = {10.1000/one}}\n@misc{B, title = {B}, doi = {10.1000/one}}",
        ["duplicate-work"] * 2,
    ),
    "parts with a DOI each": (
        "@article{A, author = {Ng, A.}, title = {One}, journal = {J}, year = {2020}, doi = "
        "{10.1000/two}}",
        [],
    ),
    "another year": (
        "@article{A, author = {Roe, B.}, title = {Two}, journal = {J}, year = {2022}, pmid = {3}}",
        [],
    ),
    "no title": (
        "@article{A, author = {Roe, B.}, journal = {J}, year = {2021}, pmid = {3}}",
        ["incomplete-entry"],
    ),
    "fields by their newer names": (
        "@article{A, author = {Ng}, title = {A}, journaltitle = {J}, date = {2019-01-02}, pmid = "
        "{3}}",
        [],
    ),
    "book by an editor": (
        "@book{A, editor = {Ng}, title = {A}, publisher = {P}, year = {2019}}",
        [],
    ),
    "book without its publisher": (
        "@book{A, editor = {Ng}, title = {A}, year = {2019}}",
        ["incomplete-entry"],
    ),
    "address of a program": ("@software{A, author = {Ng}, title = {A}, doi = {10.1000/three}}", []),
    "program nowhere": ("@software{A, author = {Ng}, title = {A}}", ["incomplete-entry"]),
    "fields from a parent": ("@inproceedings{A, author = {Ng}, title = {A}, crossref = {Key}}", []),
}


@pytest.mark.parametrize(("entries", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entries_are_looked_at_at_their_own_line(
    project: Project, entries: str, expected: list[str]
) -> None:
    project.write("refs.bib", REFS + entries + "\n")
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    last = REFS.count("\n") + entries.count("\n") + 1
    lines = range(last - len(expected) + 1, last + 1)
    assert project.build().findings == [
        ("refs.bib", line, slug) for line, slug in zip(lines, expected, strict=True)
    ]


def test_an_entry_says_what_it_lacks_and_what_it_repeats(project: Project) -> None:
    project.write("refs.bib", REFS + "@article{A, title = {Three}, doi = {10.1000/one}}\n")
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    assert [
        (finding["message"], finding["keys"]) for finding in project.build().report["findings"]
    ] == [
        ("'A' is the same work as 'Key': same doi:10.1000/one", ["A", "Key"]),
        ("article 'A' lacks author, journal, year", ["A"]),
    ]


def test_a_gap_in_an_entry_that_nobody_sees_is_no_finding(project: Project) -> None:
    project.write("refs.bib", REFS + "@article{A, title = {Three}}\n")
    project.write("index.md", "# T\n\nCells live {cite:p}`Key, Other`.\n")
    project.write("references.md", LISTED)
    assert project.build().findings == [("refs.bib", 4, "unused-entry")]


def codes(family: str) -> list[str]:
    return [rule.code for rule in ALL_RULES if rule.code.startswith(family)]


SETTINGS = {
    "by its code": ('claims_ignore = ["CLM101"]', 1, "claims_ignore: 'CLM101' switches off CLM101"),
    "by its family": (
        'claims_severity = {\n  "CLM2": "off",\n}',
        2,
        f"claims_severity: 'CLM2' switches off {', '.join(codes('CLM2'))}",
    ),
    "by leaving it out": (
        'claims_select = ["CLM1", "CLM2", "CLM4", "CLM5", "CLM6", "CLM7", "CLM9"]',
        1,
        f"claims_select leaves out {', '.join(codes('CLM3'))}",
    ),
    "a note": (
        'claims_ignore = ["raw-content"]',
        1,
        "claims_ignore: 'raw-content' switches off CLM901",
    ),
    "for some pages": (
        'claims_paths = {\n  "old/*": "draft",\n  "new/*": {"ignore": ["CLM201"]},\n}',
        3,
        "claims_paths 'new/*', ignore: 'CLM201' switches off CLM201",
    ),
    "for some pages, which leave it out": (
        f'claims_paths = {{"new/*": {{"select": {codes("CLM")[1:]}}}}}',
        1,
        "claims_paths 'new/*', select leaves out CLM101",
    ),
    "as a note": (
        'claims_severity = {"uncited-number": "note"}',
        1,
        "claims_severity: 'uncited-number' makes notes of CLM101",
    ),
    "as notes, with one that is loud": (
        'claims_severity = {"CLM": "note", "CLM10": "error", "CLM101": "note"}',
        1,
        "claims_severity: 'CLM101' makes notes of CLM101",
    ),
}


@pytest.mark.parametrize(("conf", "line", "message"), SETTINGS.values(), ids=SETTINGS)
def test_rules_that_are_switched_off_are_noted_where_it_is_done(
    project: Project, conf: str, line: int, message: str
) -> None:
    project.write("conf.py", CONF + conf + "\n")
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    built = project.build()
    assert built.disarmed[-1] == ("conf.py", CONF.count("\n") + line, message)
    assert len(built.disarmed) == 1 + conf.count('"CLM":')
    assert {finding["severity"] for finding in built.report["findings"]} == {"note"}
    assert built.findings == []
    assert (built.status, built.warnings) == (0, ())


@pytest.mark.parametrize(
    "config",
    [
        {"claims_severity": {"CLM1": "warning"}},
        {"claims_severity": {"raw-content": "note"}},
        {"claims_select": ["CLM"], "claims_ignore": ["rule-disabled", "CLM907"]},
        {"claims_paths": {"old/*": {"severity": {"raw-content": "error"}}, "*": "draft"}},
        {"claims_exempt": ["navigation"]},
    ],
)
def test_what_is_still_seen_is_not_disabled(page: PageBuilder, config: dict[str, Any]) -> None:
    assert page("# T\n\nCells live {cite:p}`Key`.\n", **config).report["findings"] == []


@pytest.mark.parametrize(
    ("setting", "value", "complaint"),
    [
        (
            "claims_ignore",
            ["uncited-sentense"],
            "unknown rule 'uncited-sentense', did you mean 'uncited-sentence'?",
        ),
        ("claims_select", ["CLM", "X"], "unknown rule 'X'"),
        (
            "claims_severity",
            {"uncited-numbers": "note"},
            "unknown rule 'uncited-numbers', did you mean 'uncited-number'?",
        ),
        ("claims_names", {"REST": "Key"}, "'REST' needs a list of keys, got 'Key'"),
        ("claims_bundle_max", -1, "-1 is less than 0"),
        ("claims_coverage_min", 101, "101 is no percentage"),
        ("claims_coverage_min", {"index": "80"}, "'80' is no percentage"),
    ],
)
def test_a_bad_setting_is_told_and_the_default_holds(
    page: PageBuilder, setting: str, value: object, complaint: str
) -> None:
    built = page("# T\n\nCells live.\n", **{setting: value})
    assert (
        built.warnings[0] == f"WARNING: {setting}: {complaint}; the default is used [claims.config]"
    )
    assert built.findings == [("index.md", 3, "uncited-sentence")]


@pytest.mark.parametrize("language", ["en", "en_GB"])
def test_english_is_the_language_of_the_rules(page: PageBuilder, language: str) -> None:
    assert page("# T\n\nCells live {cite:p}`Key`.\n", language=language).findings == []
