"""The ledger file: what is wrong with it is told all at once, each with its line.

And the published schema agrees.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import sphinx_claims
from conftest import CONF, Built, Project
from sphinx_claims.core.evidence.ledger import Design, Extent, NoticeKind, Species, Treatment
from sphinx_claims.files.ledger import SCHEMA_VERSION

SCHEMA = json.loads(
    Path(sphinx_claims.__file__).with_name("ledger.schema.json").read_text(encoding="utf-8")
)
LEDGER = """\
schema: 1
sources:
  Key:
    design: cohort
    species: [human]
    treatment: msc
    participants: 40
    population: people
    extent: abstract
    locator: Abstract
    notices: []
    facts:
      response:
        value: 60
        unit: "%"
        denominator: 40
        count: 24
        time: 12 months
        outcome: response
"""


def build(project: Project, ledger: str | bytes) -> Built:
    project.write("index.md", "# Title\n\nCells live {cite:p}`Key`.\n")
    project.write("ledger.yaml", ledger)
    return project.build(claims_ledger="ledger.yaml")


def told(built: Built) -> list[tuple[int, str]]:
    found = built.report["findings"]
    return [
        (finding["line"], finding["message"])
        for finding in found
        if finding["slug"] == "malformed-ledger"
    ]


def is_valid(ledger: str) -> bool:
    return Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(ledger))


def test_a_good_ledger_is_no_finding_and_valid(project: Project) -> None:
    assert told(build(project, LEDGER)) == []
    assert is_valid(LEDGER)


SLIPS = [
    ("schema: 1", "schema: 2", 1, "schema of the ledger: expected 1, got '2'"),
    (
        "design: cohort",
        "design: cohrt",
        4,
        "design of Key: 'cohrt' is no known word; nearest is 'cohort'",
    ),
    ("[human]", "[human, mous]", 5, "species of Key: 'mous' is no known word; nearest is 'mouse'"),
    (
        "treatment: msc",
        "treatmnt: msc",
        5 + 1,
        "Key has no field 'treatmnt'; nearest is 'treatment'",
    ),
    (
        "participants: 40",
        "participants: some",
        7,
        "participants of Key: expected a number in plain digits, got 'some'",
    ),
    (
        "participants: 40",
        "participants: 4.5",
        7,
        "participants of Key: expected a whole number or null, got '4.5'",
    ),
    (
        "population: people",
        "population: 7",
        8,
        "population of Key: expected text, got '7'; put it in quotes",
    ),
    (
        "extent: abstract",
        "checked: last week\n    extent: abstract",
        9,
        "checked of Key: expected a day such as 2026-11-22, got 'last week'",
    ),
    (
        "schema: 1\n",
        "schema: 1\ncontradictions: [{about: x, sides: [[Key]], words: [y]}]\n",
        2,
        "sides of a contradiction: a contradiction has two sides or more",
    ),
    (
        "schema: 1\n",
        "schema: 1\ncontradictions: [{about: x, sides: [[Key], [Other]]}]\n",
        2,
        "a contradiction lacks words",
    ),
    ("notices: []", "notices: {}", 11, "notices of Key: expected a list, got names with values"),
    (
        "notices: []",
        "notices: [{kind: erratum, note: x}]",
        11,
        "kind of a notice: 'erratum' is no known word; known are correction, concern, retraction",
    ),
    (
        "      response:",
        "      Response:",
        13,
        "Key.Response: the name of a fact is small letters and digits, with hyphens between",
    ),
    (
        "value: 60",
        "value: about",
        14,
        "value of Key.response: expected a number in plain digits, got 'about'",
    ),
    ("value: 60", "value: [60]", 14, "value of Key.response: a range has two ends, this one 1"),
    ('unit: "%"', "unit: 5", 15, "unit of Key.response: expected text, got '5'; put it in quotes"),
    ("        outcome: response\n", "", 14, "Key.response lacks outcome"),
    (
        "time: 12",
        "p: 0.4 or so\n        time: 12",
        18,
        "p of Key.response: expected a p value such as 0.04 or '<0.001', got '0.4 or so'",
    ),
    ("time: 12", "interval: {level: 95, low: 50}\n        time: 12", 18, "an interval lacks high"),
    ("time: 12", "tyme: 12", 18, "Key.response has no field 'tyme'; nearest is 'time'"),
]
CONTRADICTIONS = [
    ("count: 24", "count: 48", 13, "Key.response: count 48 is more than the denominator 40"),
    ("count: 24", "count: 25", 13, "Key.response: 25 of 40 is 62.5 %, the value is 60"),
    ("value: 60", "value: [60, 50]", 13, "Key.response: the range 60 to 50 ends before it begins"),
    (
        "time: 12",
        "interval: {level: 95, low: 61, high: 70}\n        time: 12",
        13,
        "Key.response: the interval 61 to 70 does not hold the value 60",
    ),
    (
        "count: 24",
        'derived: "24 / 40"',
        13,
        "Key.response: derivation '24 / 40' uses 24, which no fact of the source records",
    ),
]
"""Slips that no schema can see."""


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"), SLIPS, ids=[slip[3] for slip in SLIPS]
)
def test_a_slip_gives_its_line_and_the_schema_sees_it_too(
    project: Project, right: str, wrong: str, line: int, message: str
) -> None:
    found = told(build(project, LEDGER.replace(right, wrong, 1)))
    assert (line, message) in found
    assert [text for _, text in found if text != message] in ([], ["Key lacks treatment"])
    assert not is_valid(LEDGER.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"), CONTRADICTIONS, ids=[slip[3] for slip in CONTRADICTIONS]
)
def test_numbers_that_contradict_each_other_are_told(
    project: Project, right: str, wrong: str, line: int, message: str
) -> None:
    assert (line, message) in told(build(project, LEDGER.replace(right, wrong, 1)))


DERIVED = """\
      responders:
        value: {value}
        unit: "%"
        derived: "{derived}"
        outcome: response
"""


@pytest.mark.parametrize(
    ("derived", "value", "message"),
    [
        ("24 / 40", "60", None),
        ("100 * 24 / 40", "60.0", None),
        ("(40 - 24) / 40", "40", None),
        ("24 / 40", "61", "derivation '24 / 40' gives 60, the value is 61"),
        (
            "24 / 0",
            "60",
            "derivation '24 / 0' is no sum, difference, product or quotient of numbers",
        ),
        (
            "24 of 40",
            "60",
            "derivation '24 of 40' is no sum, difference, product or quotient of numbers",
        ),
        (
            "__import__('os')",
            "60",
            "derivation \"__import__('os')\" is no sum, difference, product or quotient of numbers",
        ),
    ],
)
def test_a_derived_value_is_worked_out_again(
    project: Project, derived: str, value: str, message: str | None
) -> None:
    built = build(project, LEDGER + DERIVED.format(value=value, derived=derived))
    assert told(built) == ([(20, f"Key.responders: {message}")] if message else [])


def test_everything_that_is_wrong_is_told_at_once(project: Project) -> None:
    wrong = (
        LEDGER.replace("cohort", "cohrt")
        .replace("value: 60", "value: x")
        .replace("count: 24", "count: y")
    )
    lines = [
        line for line, _ in told(build(project, wrong + "      response:\n        value: 1\n"))
    ]
    assert lines == [4, 14, 17, 20]


@pytest.mark.parametrize(
    ("ledger", "line", "message"),
    [
        ("schema: 1\nsources: {Key: [}\n", 2, "no YAML: "),
        ("schema: 1\n", 1, "the ledger lacks sources"),
        ("- 1\n", 1, "expected names with values, got a list"),
        (b"schema: 1\n# \xff\n", 2, "not UTF-8 text (byte 0xff)"),
    ],
)
def test_a_file_that_is_no_ledger_is_one_finding(
    project: Project, ledger: str | bytes, line: int, message: str
) -> None:
    ((at, text),) = told(build(project, ledger))
    assert at == line
    assert text.startswith(message)


def test_a_missing_ledger_is_reported_where_it_is_named(project: Project) -> None:
    project.write("index.md", "# Title\n\nCells live {cite:p}`Key`.\n")
    project.write("conf.py", CONF + 'claims_ledger = "none.yaml"\n')
    assert project.build().findings == [("conf.py", 7, "malformed-ledger")]
    assert project.build().findings == [("conf.py", 7, "malformed-ledger")]


def test_findings_of_the_ledger_come_back_on_every_build_and_go_when_it_is_mended(
    project: Project,
) -> None:
    wrong = LEDGER.replace("cohort", "cohrt")
    assert (
        build(project, wrong).findings
        == build(project, wrong).findings
        == [("ledger.yaml", 4, "malformed-ledger")]
    )
    assert build(project, LEDGER).findings == []


def test_the_schema_names_what_the_model_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    parts = SCHEMA["$defs"]["evidence"]["properties"]
    assert SCHEMA["properties"]["schema"]["const"] == SCHEMA_VERSION
    assert parts["design"]["enum"] == list(Design)
    assert parts["extent"]["enum"] == list(Extent)
    assert parts["notices"]["items"]["properties"]["kind"]["enum"] == list(NoticeKind)
    for name, words in (("species", Species), ("treatment", Treatment)):
        assert [
            choice.get("enum") or choice["items"]["enum"] for choice in parts[name]["oneOf"]
        ] == [list(words)] * 2


MORE = """
overlaps:
  - sources: [Key]
    note: one group
own-numbers:
  - {doc: index, number: 48, words: these 48, reason: counts our sentences}
"""


def test_every_field_of_the_schema_can_be_written(project: Project) -> None:
    fact = (
        "arm: a\nlocator: Table 1\nnote: seen\np: '<0.001'\ninterval: {level: 95, low: 50, high: "
        "70}\n"
    )
    notice = "notices: [{kind: correction, note: seen}]\n    participants_note: 20 and 20\n"
    ledger = (
        LEDGER.replace("notices: []\n", notice)
        + textwrap.indent(fact, " " * 8)
        + DERIVED.format(value=60, derived="24 / 40")
        + MORE
    )
    assert is_valid(ledger)
    assert told(build(project, ledger)) == []


def test_the_ledger_in_the_manual_is_good(project: Project) -> None:
    manual = (
        Path(__file__)
        .parents[2]
        .joinpath("docs", "tools", "claims", "ledger.md")
        .read_text(encoding="utf-8")
    )
    shown = manual.split("```yaml\n")[1].split("```")[0]
    assert is_valid(shown)
    assert told(build(project, shown)) == []
