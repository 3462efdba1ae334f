"""Arithmetic with facts on a page: what readers see, and what the gate makes of it."""

from __future__ import annotations

import pytest

from conftest import CONF, Built, Project
from integration.test_rules import LEDGER, TWO

MORE = """\
      range: {value: [12, 18], unit: months, outcome: follow-up, locator: Table 2}
"""
SHARE = "Key.response count / Key.participants"


@pytest.fixture
def recorded(project: Project) -> Project:
    project.write(
        "conf.py",
        f'{CONF}claims_ledger = "ledger.yaml"\n'
        'claims_severity = {"number-typed-by-hand": "error"}\n',
    )
    project.write("ledger.yaml", LEDGER.replace("sources:\n", TWO) + MORE)
    project.write("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    return project


def build(project: Project, text: str, builder: str = "claims") -> Built:
    project.write("index.md", f"# Title\n\n{text}\n\n:::{{bibliography}}\n:all:\n:::\n")
    project.write("references.md", "---\norphan: true\n---\n\n# References\n")
    return project.build(builder)


PLACES = {
    "a sentence": f"Of these people, {{calc}}`{SHARE}` responded.",
    "the end": f"The share was {{calc}}`{SHARE}`.",
    "a list": f"- So many of {{fact}}`Key.participants bare` did: {{calc}}`{SHARE} result`.",
    "a row": f"| Response | Who |\n|---|---|\n| a share of {{calc}}`{SHARE}` | all |",
    "a caption": f":::{{figure}} x.svg\n:alt: a chart\n\nThe share was {{calc}}`{SHARE}`.\n:::",
    "beside a fact": f"Of {{fact}}`Key.participants bare` many did: {{calc}}`{SHARE}`.",
    "with a cited source": f"They did, {{calc}}`{SHARE} bare` {{cite:p}}`Key{{Abstract}}`.",
    "beside a typed time": f"They did, {{calc}}`{SHARE}` at 12 months.",
    "beside any time": f"They did, {{calc}}`{SHARE} result` (at 18 months).",
    "all of them": "The rest did not: {calc}`100% - Key.response`.",
}


@pytest.mark.parametrize("place", PLACES)
def test_arithmetic_is_proved_and_has_its_citation_with_it(recorded: Project, place: str) -> None:
    built = build(recorded, PLACES[place])
    assert built.findings == []
    (unit,) = built.report["units"]
    assert unit["state"] == "cited"
    assert unit["cites"] == [{"confidence": "sure", "key": "Key", "locator": "Abstract"}]


def test_readers_see_the_arithmetic_and_the_source(recorded: Project) -> None:
    text = f"The share was {{calc}}`{SHARE}`, so {{calc}}`Key.range high - Key.range low bare`."
    printed = build(recorded, text, "text").out.joinpath("index.txt").read_text(encoding="utf-8")
    assert (
        " ".join(printed.split())
        .split("The share was ")[1]
        .startswith("24 ÷ 40 = 60% [Ng20, Abstract], so 18 − 12 = 6 months.")
    )


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (f"They did, {{calc}}`{SHARE} bare`.", ["uncited-number"]),
        (f"They did, {{calc}}`{SHARE} bare` {{cite:p}}`Other`.", ["fact-without-citation"]),
        (f"Some, or 17, did: {{calc}}`{SHARE}`.", ["number-not-in-ledger"]),
        (f"Some, or 41%, did: {{calc}}`{SHARE} result`.", ["number-not-in-ledger"]),
        ("Of 40 people, 16 did not {cite:p}`Key{Abstract}`.", ["number-not-in-ledger"]),
        (
            f"| A | B |\n|---|---|\n| a share of {{calc}}`{SHARE} result` | of 24 |",
            ["number-typed-by-hand"],
        ),
        ("One {cite:p}`Other`.\n\n## {calc}`Key.respons / Key.participants`", ["unknown-fact"]),
    ],
)
def test_what_stands_beside_arithmetic_is_judged_as_before(
    recorded: Project, text: str, slugs: list[str]
) -> None:
    errors = [one for one in build(recorded, text).reported if one["severity"] == "error"]
    assert [one["slug"] for one in errors if one["slug"] != "species-not-said"] == slugs


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "Key.respons count / Key.participants",
            "Key has no fact 'respons'; nearest are response",
        ),
        (
            "Key.response count / Other.participants",
            "Other has no fact 'participants'",
        ),
        (
            "Key.response + Key.range low",
            "calc adds or subtracts % and months, which differ in kind",
        ),
    ],
)
def test_a_slip_is_one_error_at_its_line(recorded: Project, target: str, message: str) -> None:
    built = build(recorded, f"One {{cite:p}}`Key`.\n\nTwo and\n{{calc}}`{target}` of them.")
    (found,) = [one for one in built.reported if one["severity"] == "error"]
    assert (found["slug"], found["line"], found["message"]) == ("unknown-fact", 5, message)


def test_arithmetic_across_sources_is_refused(recorded: Project) -> None:
    ledger = recorded.path.joinpath("ledger.yaml").read_text(encoding="utf-8")
    recorded.write("ledger.yaml", ledger.replace("participants: null", "participants: 12"))
    built = build(recorded, "It is {calc}`Key.response count - Other.participants`.")
    assert [one["message"] for one in built.reported if one["slug"] == "unknown-fact"] == [
        "calc mixes Key and Other: arms of different studies are not compared"
    ]


def test_a_page_with_arithmetic_follows_the_ledger(recorded: Project) -> None:
    assert build(recorded, f"The share was {{calc}}`{SHARE}`.").findings == []
    ledger = recorded.path.joinpath("ledger.yaml").read_text(encoding="utf-8")
    recorded.write(
        "ledger.yaml", ledger.replace("value: 60", "value: 50").replace("count: 24", "count: 20")
    )
    assert recorded.build().states("index") == [("cited", "The share was 20 ÷ 40 = 50%.")]


def test_a_damaged_entry_gives_no_second_error(recorded: Project) -> None:
    ledger = recorded.path.joinpath("ledger.yaml").read_text(encoding="utf-8")
    recorded.write("ledger.yaml", ledger.replace("cohort", "cohrt"))
    built = build(recorded, f"The share was {{calc}}`{SHARE}`.")
    assert [slug for _, _, slug in built.findings] == ["malformed-ledger"]


def test_a_page_says_the_same_in_restructuredtext(recorded: Project) -> None:
    recorded.write(
        "index.rst",
        f"Title\n=====\n\nThe share was :calc:`{SHARE}`.\n\n.. bibliography::\n   :all:\n",
    )
    recorded.write("references.md", "---\norphan: true\n---\n\n# References\n")
    built = recorded.build()
    assert built.findings == []
    assert built.states("index") == [("cited", "The share was 24 ÷ 40 = 60%.")]
