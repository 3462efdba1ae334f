"""The formats of a report, from a report made by hand."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sphinx_claims.core.model import (
    ClaimUnit,
    Finding,
    Kind,
    Location,
    Profile,
    Report,
    Severity,
    State,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.reading import read_sentence
from sphinx_claims.core.reports.formats import FORMATS, located, render_github, render_junit
from sphinx_claims.core.reports.report import render_text
from sphinx_claims.core.reports.sarif import fingerprints, render_sarif
from sphinx_claims.core.rules import ALL_RULES


def finding(line: int = 3, **values: Any) -> Finding:
    source = values.pop("source", "p.md")
    return Finding(
        **{
            "code": "CLM110",
            "slug": "uncited-sentence",
            "severity": Severity.ERROR,
            "location": Location(doc="p", source=source, line=line),
            "message": "sentence has no citation",
            "excerpt": "Cells live.",
            **values,
        }
    )


def report(*findings: Finding, clean: tuple[str, ...] = ()) -> Report:
    units = (
        ClaimUnit(
            id="0" * 16,
            location=Location(doc=source, source=source, line=1),
            end_line=1,
            kind=Kind.SENTENCE,
            text="Cells live.",
            block=0,
            anchor="",
        )
        for source in clean
    )
    verdicts = tuple(
        Verdict(unit=unit, reading=read_sentence(unit.text), state=State.CITED) for unit in units
    )
    return Report(profile=Profile.STRICT, verdicts=verdicts, findings=findings)


NOTE = finding(
    9,
    code="CLM901",
    slug="raw-content",
    severity=Severity.NOTE,
    message="raw html is not checked",
    excerpt="",
)
WARNING = finding(
    4,
    source="q.md",
    code="CLM703",
    slug="unused-suppression",
    severity=Severity.WARNING,
    message="hides nothing",
    excerpt="",
)


def test_the_text_groups_by_file_cuts_long_files_and_counts_everything() -> None:
    text = render_text(
        report(*(finding(line) for line in (3, 5, 7, 9)), WARNING, clean=("r.md",)),
        Policy(profile=Profile.STRICT, max_per_page=2),
    )
    assert text == (
        "profile strict\n\n"
        "p.md\n"
        '  3: error CLM110 sentence has no citation: "Cells live." [uncited-sentence]\n'
        '  5: error CLM110 sentence has no citation: "Cells live." [uncited-sentence]\n'
        "  … and 2 more\n\n"
        "q.md\n"
        "  4: warning CLM703 hides nothing [unused-suppression]\n\n"
        "    4 CLM110 uncited-sentence\n"
        "    1 CLM703 unused-suppression\n"
        "4 error, 1 warning, 0 note\n"
        "1 units, 1 cited, 0 covered, 0 inferred, 0 exempt, 0 suppressed, 0 unchecked, "
        "0 uncited, 0 skipped, "
        "5 findings, 0 baselined\n"
    )


@pytest.mark.parametrize(("limit", "shown"), [(0, 4), (3, 3), (4, 4), (5, 4)])
def test_the_text_is_cut_only_beyond_the_limit(limit: int, shown: int) -> None:
    text = render_text(
        report(*(finding(line) for line in (3, 5, 7, 9))), Policy(max_per_page=limit)
    )
    assert text.count("error CLM110") == shown
    assert ("… and 1 more\n" in text) == (limit == 3)


def results(*findings: Finding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render_sarif(report(*findings), Policy()))["runs"][0][
        "results"
    ]
    return found


def test_sarif_declares_every_rule_and_results_point_at_them() -> None:
    (run,) = json.loads(render_sarif(report(finding(), NOTE, WARNING), Policy()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in ALL_RULES]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        "CLM110",
        "CLM901",
        "CLM703",
    ]
    assert [result["ruleId"] for result in run["results"]] == ["CLM110", "CLM901", "CLM703"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning"]


def test_a_sarif_rule_explains_itself() -> None:
    (run,) = json.loads(render_sarif(report(), Policy()))["runs"]
    (shown,) = (rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "CLM901")
    why = (
        "It reaches the readers of one output only. The text of raw HTML is judged as if it had no "
        "citation, that of any other mark-up not at all."
    )
    bad = "```{raw} html\n<p>See the next page.</p>\n```"
    good = "Stem cells live in the marrow {cite:p}`Key`."
    summary = "Raw mark-up holds text, and no citation in it is seen."
    assert shown == {
        "id": "CLM901",
        "name": "RawContent",
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{summary}\n\n{why}\n\nBad:\n\n{bad}\n\nGood:\n\n{good}",
            "markdown": f"{summary}\n\n{why}\n\nBad:\n\n````md\n{bad}\n````\n\n"
            f"Good:\n\n````md\n{good}\n````",
        },
        "defaultConfiguration": {"enabled": True, "level": "note"},
        "properties": {"slug": "raw-content", "since": "0.1.0"},
    }


def test_no_example_holds_a_fence_as_long_as_the_one_around_it() -> None:
    assert not [rule.slug for rule in ALL_RULES if "````" in rule.bad or "````" in rule.good]


def test_a_sarif_result_says_what_and_where() -> None:
    (result,) = results(finding(source="a page, 100%.md", message="no entry 'K{p. 3}'"))
    assert result["message"] == {"text": "no entry 'K{{p. 3}}': \"Cells live.\""}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20page%2C%20100%25.md", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 3},
            }
        }
    ]
    assert list(result["partialFingerprints"]) == ["sphinxClaims/v2"]


def test_a_fingerprint_ignores_lines_and_wrapping() -> None:
    assert fingerprints([finding(3)]) == fingerprints([finding(70, excerpt="Cells\n live.")])


@pytest.mark.parametrize(
    "other",
    [
        finding(code="CLM122", slug="uncited-list-item"),
        finding(source="q.md"),
        finding(excerpt="Cells die."),
        finding(keys=("Key",)),
    ],
)
def test_a_fingerprint_tells_findings_apart(other: Finding) -> None:
    assert fingerprints([finding()]) != fingerprints([other])


def test_equal_findings_are_told_apart_by_their_order() -> None:
    first, second = fingerprints([finding(3), finding(5)])
    assert first != second
    assert fingerprints([finding(3), finding(4, excerpt="New."), finding(6)])[2] == second


def test_junit_has_a_suite_for_each_file_and_fails_only_for_errors() -> None:
    root = ET.fromstring(
        render_junit(report(finding(3), finding(5), NOTE, WARNING, clean=("clean.md",)), Policy())
    )
    assert root.attrib == {"name": "claims", "tests": "6", "failures": "2", "errors": "0"}
    suites = [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root]
    assert suites == [
        ("policy", "1", "0"),
        ("clean.md", "1", "0"),
        ("p.md", "3", "2"),
        ("q.md", "1", "0"),
    ]
    assert [
        (case.get("name"), [outcome.tag for outcome in case]) for case in root.iter("testcase")
    ] == [
        ("claims", ["system-out"]),
        ("claims", []),
        ("CLM110 uncited-sentence: Cells live.", ["failure"]),
        ("CLM110 uncited-sentence: Cells live. (2)", ["failure"]),
        ("CLM901 raw-content: raw html is not checked", ["system-out"]),
        ("CLM703 unused-suppression: hides nothing", ["system-out"]),
    ]


def test_a_junit_failure_says_what_and_where() -> None:
    text = render_junit(report(finding(excerpt='<b> & "x"\x00', source="a&b.md")), Policy())
    _, case = ET.fromstring(text).iter("testcase")
    assert case.attrib == {
        "classname": "a&b.md",
        "name": 'CLM110 uncited-sentence: <b> & "x"\ufffd',
        "file": "a&b.md",
        "line": "3",
    }
    (failure,) = case
    assert failure.attrib == {"message": "sentence has no citation", "type": "uncited-sentence"}
    assert (
        failure.text
        == 'a&b.md:3: error CLM110 sentence has no citation: "<b> & "x"\ufffd" [uncited-sentence]'
    )


def test_github_gets_one_escaped_command_for_each_finding() -> None:
    odd = finding(source="a,b:c%.md", message="100%: this,\r\nthat", excerpt="")
    assert render_github(report(finding(), NOTE, WARNING, odd), Policy()).splitlines() == [
        "::error file=p.md,line=3,title=CLM110 uncited-sentence::sentence has no citation: "
        '"Cells live."',
        "::notice file=p.md,line=9,title=CLM901 raw-content::raw html is not checked",
        "::warning file=q.md,line=4,title=CLM703 unused-suppression::hides nothing",
        "::error file=a%2Cb%3Ac%25.md,line=3,title=CLM110 uncited-sentence::100%25: "
        "this,%0D%0Athat",
    ]


def test_without_findings_github_gets_nothing() -> None:
    assert render_github(report(clean=("p.md",)), Policy()) == ""


@pytest.mark.parametrize(
    ("prefix", "source", "expected"),
    [
        ("", "../refs.bib", "../refs.bib"),
        ("docs", "p.md", "docs/p.md"),
        ("docs/", "a/p.md", "docs/a/p.md"),
        ("docs", "../refs.bib", "refs.bib"),
    ],
)
def test_paths_can_be_told_from_the_top_of_the_repository(
    prefix: str, source: str, expected: str
) -> None:
    moved = located(report(finding(source=source), clean=(source,)), prefix)
    assert [found.location.source for found in moved.findings] == [expected]
    assert [verdict.unit.location.source for verdict in moved.verdicts] == [expected]


@pytest.mark.parametrize(
    ("name", "shown"), [(name, name in {"sarif", "junit", "github"}) for name in FORMATS]
)
def test_the_formats_for_other_programs_show_the_path_in_the_repository(
    name: str, shown: bool
) -> None:
    text = FORMATS[name][1](report(finding()), Policy(path_prefix="docs"))
    assert ("docs/p.md" in text) == shown


def test_each_format_has_a_file_of_its_own() -> None:
    assert {name: file for name, (file, _) in FORMATS.items()} == {
        "json": "claims.json",
        "text": "claims.txt",
        "sarif": "claims.sarif",
        "junit": "claims.junit.xml",
        "github": "claims.github.txt",
        "impact": "impact.json",
    }
