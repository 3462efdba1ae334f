"""The gate is not disarmed in silence: what each setting does to the outcome, and what says so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import sphinx_claims
from conftest import CONF, Built, Project
from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.rules import ALL_RULES

SCHEMA = Path(sphinx_claims.__file__).with_name("claims.schema.json")
CLAIM = "Transplant cures lupus in 90% of people and nobody ever dies of it."
PAGE = f"# T\n\n{CLAIM}\n"
LAST = CONF.count("\n") + 1
"""The line of a setting that is added to the others."""


RUNNING = [rule for rule in ALL_RULES if rule.severity is not Severity.OFF and not rule.always]
STOPPING = {Severity.ERROR, Severity.WARNING}


def codes(*families: str) -> str:
    return told([rule.code for rule in RUNNING if rule.code.startswith(families)])


def told(found: list[str]) -> str:
    if len(found) <= 12:
        return ", ".join(found)
    return f"{len(found)} rules from {found[0]} to {found[-1]}"


LOUD = told([rule.code for rule in RUNNING if rule.severity in STOPPING])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line of ``conf.py``, and what comes of it."""

    conf: str
    status: tuple[int, int]
    """Of the builder ``claims``, and of ``html`` if it is to fail on warnings."""
    note: str = ""
    """What the first note says."""


CASES = {
    "nothing": Case(conf="", status=(1, 1)),
    "all lines hidden": Case(
        conf='suppress_warnings = ["claims"]',
        status=(1, 1),
        note="suppress_warnings: 'claims' hides lines of the console; the reports have them, and "
        "they count",
    ),
    "lines of one rule hidden": Case(
        conf='suppress_warnings = ["claims.uncited-number"]',
        status=(1, 1),
        note="suppress_warnings: 'claims.uncited-number' hides lines of the console; the reports "
        "have them, and they count",
    ),
    "profile off": Case(
        conf='claims_profile = "off"',
        status=(0, 0),
        note="not judged: 2 pages with 1 sentence or row, off by claims_profile",
    ),
    "paths off": Case(
        conf='claims_paths = {"*": "off"}',
        status=(0, 0),
        note="not judged: 2 pages with 1 sentence or row, off by claims_paths '*'",
    ),
    "paths ignore": Case(
        conf='claims_paths = {"*": {"ignore": ["CLM1"]}}',
        status=(0, 0),
        note=f"claims_paths '*', ignore: 'CLM1' switches off {codes('CLM1')}",
    ),
    "paths select": Case(
        conf='claims_paths = {"*": {"select": ["CLM3"]}}',
        status=(0, 0),
        note="claims_paths '*', select leaves out "
        + codes("CLM1", "CLM2", "CLM4", "CLM5", "CLM6", "CLM7", "CLM9"),
    ),
    "paths severity": Case(
        conf='claims_paths = {"*": {"severity": {"CLM": "note"}}}',
        status=(0, 0),
        note=f"claims_paths '*', severity: 'CLM' makes notes of {LOUD}",
    ),
    "ignore": Case(
        conf='claims_ignore = ["CLM1"]',
        status=(0, 0),
        note=f"claims_ignore: 'CLM1' switches off {codes('CLM1')}",
    ),
    "ignore all, and the rule that says so": Case(
        conf='claims_ignore = ["CLM"]',
        status=(0, 0),
        note=f"claims_ignore: 'CLM' switches off {codes('CLM')}",
    ),
    "select": Case(
        conf='claims_select = ["CLM1"]\nclaims_ignore = ["uncited-number", "CLM904"]',
        status=(0, 0),
        note="claims_select leaves out "
        + codes("CLM2", "CLM3", "CLM4", "CLM5", "CLM6", "CLM7", "CLM9"),
    ),
    "severity off": Case(
        conf='claims_severity = {"CLM1": "off"}',
        status=(0, 0),
        note=f"claims_severity: 'CLM1' switches off {codes('CLM1')}",
    ),
    "severity note": Case(
        conf='claims_severity = {"CLM": "note"}',
        status=(0, 0),
        note=f"claims_severity: 'CLM' makes notes of {LOUD}",
    ),
    "severity warning": Case(conf='claims_severity = {"CLM": "warning"}', status=(0, 1)),
    "another language": Case(conf='language = "xx"', status=(1, 1)),
    "a language without catalogues": Case(
        conf='language = "de"\nlocale_dirs = ["folders"]', status=(1, 1)
    ),
    "a translation": Case(
        conf='language = "de"\nlocale_dirs = ["catalogues"]',
        status=(0, 0),
        note="not judged: 2 pages with 1 sentence or row, in 'de' from catalogues",
    ),
    "a wrong setting that nobody sees": Case(
        conf='claims_paths = {"*": {"ignore": ["CLM1"]}}\nclaims_profile = "stirct"\n'
        'suppress_warnings = ["claims.config"]',
        status=(0, 1),
        note=f"claims_paths '*', ignore: 'CLM1' switches off {codes('CLM1')}",
    ),
}


def written(project: Project, conf: str = "", page: str = PAGE) -> Project:
    """Write a page with one claim, and the folders that make a build a translation or not."""
    project.write("conf.py", f"{CONF}{conf}\n")
    project.write("index.md", page)
    project.write("folders/de/x.txt", "no catalogue\n")
    project.write("folders/de/LC_MESSAGES/sphinx.po", 'msgid ""\nmsgstr ""\n')
    project.write("catalogues/de/LC_MESSAGES/other.po", 'msgid ""\nmsgstr ""\n')
    return project


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("name", CASES)
def test_a_setting_changes_the_outcome_or_says_what_it_takes_away(
    project: Project, name: str, parallel: int
) -> None:
    case = CASES[name]
    written(project, case.conf)
    options: dict[str, Any] = {"claims_reports": ["json"], "parallel": parallel}
    for builder, status in zip(("claims", "html"), case.status, strict=True):
        for fresh in (True, False):
            built = project.build(builder, fresh=fresh, strict=builder == "html", **options)
            assert built.status == status
            assert built.disarmed[:1] == ([("conf.py", LAST, case.note)] if case.note else [])
            for note in noted(built):
                assert note["severity"] == "note"
                line = f"note: {note['code']} {note['message']} [claims.{note['slug']}]"
                assert any(shown.endswith(line) for shown in built.console)
            assert sum(shown.startswith("claims: profile ") for shown in built.console) == 1


def noted(built: Built) -> list[dict[str, Any]]:
    return [one for one in built.report["findings"] if one not in built.reported]


def test_only_what_is_hidden_and_fails_a_build_is_told_of_by_a_line_of_its_own(
    project: Project,
) -> None:
    written(project, 'suppress_warnings = ["claims"]')
    line = "WARNING: claims: 1 warning that suppress_warnings hides makes this build fail"
    assert project.build("html", strict=True).warnings == (line,)
    assert project.build("html").warnings == ()
    assert project.build("html").status == 0
    assert project.build().warnings == ()
    written(project, 'suppress_warnings = ["claims.uncited-sentence"]')
    assert [warning[:25] for warning in project.build("html", strict=True).warnings] == [
        "index.md:3: ERROR: CLM101"
    ]


@pytest.mark.parametrize("more", [[], ["--keep-going"], ["-j", "2"], ["-q"]], ids=str)
def test_the_command_fails_for_what_the_report_says(project: Project, more: list[str]) -> None:
    written(project, 'suppress_warnings = ["claims"]\nimport logging\nlogging.disable()')

    def status(*options: str) -> int:
        command = [sys.executable, "-m", "sphinx", "-b", "html", *options, *more]
        return subprocess.run(
            [*command, str(project.path), str(project.out)], check=False, capture_output=True
        ).returncode

    assert [status("-W"), status("-W"), status()] == [1, 1, 0]


EMPTYING = """
def setup(app):
    def empty(app, env):
        env.get_domain("claims").data["pages"].clear()
        return []
    app.connect("env-updated", empty, priority=1)
"""


@pytest.mark.parametrize(
    "more", ["", 'claims_ignore = ["CLM"]', 'claims_severity = {"CLM": "off"}']
)
def test_a_page_that_is_taken_away_before_it_is_judged_is_an_error(
    project: Project, more: str
) -> None:
    written(project, more + EMPTYING)
    lost = [("index.md", 1, "lost-page"), ("references.md", 1, "lost-page")]
    for builder in ("claims", "html"):
        built = project.build(builder, strict=True, claims_reports=["json"])
        assert (built.status, built.findings) == (1, lost)
    written(project, more)
    assert project.build(fresh=True).findings == (
        [] if more else [("index.md", 3, "uncited-number")]
    )


def test_a_page_that_is_off_cannot_be_lost(project: Project) -> None:
    written(project, 'claims_paths = {"*": "off"}' + EMPTYING)
    assert project.build(strict=True).findings == []


def test_text_under_a_condition_that_never_holds_is_noted_where_it_begins(
    project: Project,
) -> None:
    under = f"````{{only}} never\n{CLAIM}\n\nIt is so.\n\n````\n\n````{{only}} later\nNo.\n````\n"
    written(project, page=f"# T\n\n{under}")
    built = project.build(strict=True)
    assert (built.status, built.findings) == (0, [])
    assert (
        built.disarmed
        == [
            (
                "index.md",
                4,
                "not judged: 2 sentences and rows on 1 page under 'only:never', which this build "
                "leaves out",
            ),
            (
                "index.md",
                11,
                "not judged: 1 sentence or row on 1 page under 'only:later', which this build "
                "leaves out",
            ),
        ]
        or built.disarmed
    )
    assert built.report["policy"]["unjudged"] == [
        {"reason": "condition", "by": "only:later", "docs": ["index"], "units": 1},
        {"reason": "condition", "by": "only:never", "docs": ["index"], "units": 2},
    ]
    held = project.build(tags=["never"], strict=True)
    assert (held.status, held.findings[0]) == (1, ("index.md", 4, "uncited-number"))


def test_a_baseline_that_holds_everything_says_how_much(project: Project) -> None:
    written(project, 'claims_baseline = "old.json"')
    project.build(claims_baseline_update="create")
    built = project.build(strict=True, claims_ignore=["CLM7"])
    assert (built.status, built.findings) == (0, [])
    assert built.disarmed == [
        ("conf.py", 1, f"claims_ignore: 'CLM7' switches off {codes('CLM7')}"),
        ("old.json", 1, "findings held and not reported: 1 error"),
    ]
    assert built.report["policy"]["baseline"] == {"file": "old.json", "update": "", "held": 1}


def test_the_note_on_what_is_held_cannot_be_held(project: Project) -> None:
    written(project, 'claims_baseline = "old.json"\nclaims_paths = {"x": {"ignore": ["CLM1"]}}')
    project.build(claims_baseline_update="create")
    entry = {"source": "conf.py", "hash": "0" * 16, "count": 9, "excerpt": ""}
    held = json.loads(project.path.joinpath("old.json").read_text(encoding="utf-8"))
    held["findings"] += [
        {**entry, "rule": "rule-disabled"},
        {**entry, "rule": "held-findings", "source": "old.json"},
    ]
    project.write("old.json", json.dumps(held))
    assert [source for source, _, _ in project.build().disarmed] == ["conf.py", "old.json"]


EVERYTHING = """\
claims_profile = "balanced"
claims_paths = {
    "old/*": "off",
    "new/*": {"profile": "draft", "select": ["CLM1"], "severity": {"CLM101": "note"}},
    "none/*": {"ignore": ["CLM2"]},
}
claims_ignore = ["raw-content"]
claims_severity = {"CLM301": "warning", "CLM201": "error"}
claims_exempt = ["navigation"]
claims_trailing_max = 9
claims_baseline = "old.json"
suppress_warnings = ["claims.bare-link", "bibtex"]
language = "en_GB"
"""


NOT_HONOURED = [name for name in EXEMPTIONS if name != "navigation"]


@pytest.fixture
def everything(project: Project) -> Project:
    """Return a project whose settings say all that a policy can say."""
    written(project, EVERYTHING)
    for name in ("old/a", "old/b", "new/a"):
        project.write(f"{name}.md", f"---\norphan: true\n---\n{PAGE}")
    project.build(claims_baseline_update="create")
    return project


def test_the_policy_says_what_took_effect(everything: Project) -> None:
    report = everything.build().report
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(report)
    policy = report["policy"]
    quieter = [
        (one["setting"], one["part"], one["glob"], one["name"], one["severity"], len(one["rules"]))
        for one in policy.pop("quieter")
    ]
    others = [rule for rule in RUNNING if not rule.code.startswith("CLM1")]
    assert quieter[:2] == [
        ("claims_severity", "severity", None, "CLM301", "warning", 1),
        ("claims_ignore", "ignore", None, "raw-content", "off", 1),
    ]
    assert [one[:5] for one in quieter[2:]] == [
        ("claims_paths", "severity", "new/*", "CLM101", "note"),
        ("claims_paths", "select", "new/*", "", "off"),
        ("claims_paths", "ignore", "none/*", "CLM2", "off"),
    ]
    milder = [rule for rule in others if rule.severity_under(Profile.DRAFT) is Severity.OFF]
    assert quieter[3][5] == len(others) - len(milder) - len(["raw-content"])
    assert policy.pop("exempt_not_honoured") == NOT_HONOURED
    assert policy == {
        "profile": "balanced",
        "pages": 5,
        "paths": [
            path("old/*", 2, profile="off"),
            path("new/*", 1, profile="draft", select=["CLM1"], severity={"CLM101": "note"}),
            path("none/*", 0, ignore=["CLM2"]),
        ],
        "select": ["CLM"],
        "ignore": ["raw-content"],
        "severity": {"CLM301": "warning", "CLM201": "error"},
        "genres": {},
        "trailing_max": 9,
        "language": "en_GB",
        "translation": False,
        "suppress_warnings": ["claims.bare-link"],
        "baseline": {"file": "old.json", "update": "", "held": 1},
        "unjudged": [{"reason": "profile", "by": "old/*", "docs": ["old/a", "old/b"], "units": 2}],
        "complaints": [],
    }


def path(glob: str, pages: int, **parts: Any) -> Mapping[str, Any]:
    nothing: dict[str, Any] = {"profile": None, "select": None, "ignore": [], "severity": {}}
    return {"glob": glob, "pages": pages, **nothing, **parts}


def test_every_report_says_the_same_policy(everything: Project) -> None:
    formats = ["json", "text", "sarif", "junit", "github", "impact"]
    built = everything.build(claims_reports=formats)
    policy = built.report["policy"]
    (run,) = json.loads(built.out.joinpath("claims.sarif").read_text(encoding="utf-8"))["runs"]
    assert run["properties"] == {"policy": policy}
    impact = json.loads(built.out.joinpath("impact.json").read_text(encoding="utf-8"))
    assert impact["policy"] == policy
    (line,) = (line for line in built.console if line.startswith("claims: profile "))
    words = line.removeprefix("claims: ").split("; ")
    text = built.out.joinpath("claims.txt").read_text(encoding="utf-8")
    assert text.startswith("\n".join(words) + "\n\n")
    github = built.out.joinpath("claims.github.txt").read_text(encoding="utf-8").splitlines()
    assert github[0] == f"::notice title=claims policy::{'; '.join(words)}"
    junit = built.out.joinpath("claims.junit.xml").read_text(encoding="utf-8")
    assert '<property name="profile" value="balanced"/>' in junit
    assert words == [
        "profile balanced",
        "paths: old/* (profile off), new/* (profile draft, select, severity), none/* (ignore)",
        "off: raw-content (claims_ignore), all others (select on new/*), CLM2 (ignore on none/*)",
        "only notes: CLM101 (severity on new/*)",
        "only warnings: CLM301 (claims_severity)",
        f"exemptions not honoured: {', '.join(NOT_HONOURED)}",
        "suppress_warnings: claims.bare-link",
        "not judged: old/* (profile off, 2 pages)",
        "baseline old.json holds 1 finding",
        "language en_GB",
    ]


def test_a_plain_project_has_a_plain_policy(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live {cite:p}`Key`.\n")
    built = project.build(claims_reports=["github"])
    assert built.report["findings"] == []
    assert built.out.joinpath("claims.github.txt").read_text(encoding="utf-8") == ""
    assert (
        built.out.joinpath("claims.txt")
        .read_text(encoding="utf-8")
        .startswith("profile strict\n\n0 error, 0 warning, 0 note\n")
    )
