"""Facts of the ledger in the text.

How they are printed, that their source is cited, and what is said of unknown ones.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from conftest import CONF, REFERENCES, Built, Project
from integration.test_rules import LEDGER
from sphinx_claims.core.evidence.facttext import Form, fact_text
from sphinx_claims.core.evidence.ledger import Fact, Interval

MORE = """\
      range: {value: [12, 18], unit: months, outcome: follow-up, locator: Table 2}
      one: {value: 1, unit: people, outcome: died}
"""


def fact(*value: str, unit: str = "%", **more: object) -> Fact:
    return Fact(id="x", value=tuple(map(Decimal, value)), unit=unit, outcome="x", **more)  # type: ignore[arg-type]


CI = Interval(level=Decimal(95), low=Decimal("-3.13"), high=Decimal("1.14"))


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (fact("60.5"), "60.5%"),
        (fact("5", "20"), "5–20%"),
        (fact("-3", "1", unit="points"), "−3 to 1\u00a0points"),
        (fact("17.0", unit="months"), "17.0\u00a0months"),
        (fact("1", unit="people"), "1\u00a0person"),
        (fact("1", unit="studies"), "1\u00a0study"),
        (fact("2", unit="fold"), "2-fold"),
        (fact("2", unit="phase"), "phase\u00a02"),
        (fact("0.04", unit="p value"), "p=0.04"),
        (fact("52.43", unit="odds ratio"), "52.43"),
        (fact("32000", unit="EUR"), "32,000\u00a0EUR"),
        (fact("90000000", unit="cells"), "90,000,000\u00a0cells"),
        (fact("1997", unit=""), "1997"),
        (fact("1012", unit="people"), "1,012\u00a0people"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_number_is_printed_with_its_unit(told: Fact, text: str) -> None:
    assert fact_text(told) == text


def test_a_form_prints_a_part_of_a_fact() -> None:
    shown = fact(
        "-1.00",
        unit="points",
        interval=CI,
        count=Decimal(24),
        denominator=Decimal(40),
        time="week 52",
        p="<0.001",
    )
    told = {form.value: fact_text(shown, form) for form in Form}
    assert told == {
        "value": "−1.00\u00a0points",
        "number": "−1.00",
        "count": "24",
        "of": "24 of 40",
        "denominator": "40",
        "interval": "−1.00\u00a0points (95% CI −3.13 to 1.14)",
        "low": "−3.13",
        "high": "1.14",
        "time": "week 52",
        "time-number": "52",
        "outcome": "x",
        "p": "<0.001",
    }


def test_an_end_of_a_range_of_years_is_a_year() -> None:
    years = fact("2007", "2010", unit="")
    assert [fact_text(years, form) for form in (Form.NUMBER, Form.LOW, Form.HIGH)] == [
        "2007–2010",
        "2007",
        "2010",
    ]


@pytest.fixture
def recorded(project: Project) -> Project:
    project.write(
        "conf.py",
        f'{CONF}claims_ledger = "ledger.yaml"\nclaims_ignore = '
        '["percentage-without-denominator"]\n',
    )
    project.write("ledger.yaml", LEDGER + MORE)
    return project


def build(project: Project, text: str, builder: str = "claims") -> Built:
    project.write("index.md", f"# Title\n\n{text}\n\n:::{{bibliography}}\n:all:\n:::\n")
    project.write("references.md", "---\norphan: true\n---\n\n# References\n")
    return project.build(builder)


PLACES = {
    "a sentence": "Of 40 people, {fact}`Key.response` responded.",
    "the end": "The response was {fact}`Key.response`.",
    "a list": "- Of 40 people, {fact}`Key.response of` responded.",
    "a row": (
        "| Response | Follow-up |\n|---|---|\n| a rate of {fact}`Key.response bare` | "
        "{fact}`Key.range` |"
    ),
    "a caption": ":::{figure} x.svg\n:alt: a chart\n\nThe response was {fact}`Key.response`.\n:::",
    "beside another": "Of 40 people, {fact}`Key.response count bare` responded, "
    "{fact}`Key.response`.",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_fact_has_its_citation_with_it(recorded: Project, place: str) -> None:
    recorded.write("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = build(recorded, PLACES[place])
    assert built.findings == []
    (unit,) = built.report["units"]
    assert unit["state"] == "cited"
    assert [cite["key"] for cite in unit["cites"]] == ["Key"]
    assert unit["cites"][0]["locator"] == ("Table 2" if "range" in PLACES[place] else "Abstract")


def test_readers_see_the_number_the_source_and_where_in_it(recorded: Project) -> None:
    text = (
        "Of the people, {fact}`Key.response of` ({fact}`Key.response bare`) responded over "
        "{fact}`Key.range`."
    )
    printed = build(recorded, text, "text").out.joinpath("index.txt").read_text(encoding="utf-8")
    shown = " ".join(printed.split()).split("Of the people, ")[1]
    assert shown.startswith(
        "24 of 40 [Ng20, Abstract] (60%) responded over 12–18 months [Ng20, Table 2]."
    )


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("Key.respons", "Key has no fact 'respons'; nearest are response"),
        ("Kye.response", "the ledger has no source 'Kye'; nearest are Key"),
        ("response", "the ledger has no source ''"),
        ("Key.response interval", "'Key.response' records no interval"),
        ("Key.range of", "'Key.range' records no denominator"),
        (
            "Key.response bear",
            "fact 'Key.response' has an unknown option 'bear'; known are bare, value, number, "
            "count, of, denominator, "
            "interval, low, high, time, time-number, outcome, p",
        ),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "One {cite:p}`Other`.\n\nTwo and\n{fact}`%s` of the people.",
        "One two.\n{cite:p}`Other`\n\n## {fact}`%s`",
    ],
)
def test_an_unknown_fact_is_one_error_at_its_line(
    recorded: Project, target: str, message: str, place: str
) -> None:
    for _ in range(2):
        (found,) = [
            one
            for one in build(recorded, place % target).report["findings"]
            if one["severity"] == "error"
        ]
        assert (found["slug"], found["severity"], found["message"]) == (
            "unknown-fact",
            "error",
            message,
        )
        assert found["line"] == (6 if "##" in place else 5)


def test_without_a_ledger_a_fact_is_an_error(project: Project) -> None:
    (found,) = build(project, "Of 40 people, {fact}`Key.response` responded.").report["findings"]
    assert found["message"] == "fact 'Key.response' is printed, and claims_ledger names no ledger"


def test_facts_are_printed_in_alternative_texts(recorded: Project) -> None:
    recorded.write("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    built = build(recorded, ":::{image} x.svg\n:alt: a bar at {fact}`Key.response`\n:::", "html")
    assert 'alt="a bar at 60%"' in built.out.joinpath("index.html").read_text(encoding="utf-8")
    wrong = build(recorded, ":::{image} x.svg\n:alt: a bar at {fact}`Key.respons`\n:::")
    assert wrong.findings == [("index.md", 3, "unknown-fact")]


def test_a_page_follows_the_ledger(recorded: Project) -> None:
    text = "Of 40 people, {fact}`Key.response` responded."
    recorded.write("other.md", "---\norphan: true\n---\n\n# Other\n\nCells live {cite:p}`Key`.\n")
    assert build(recorded, text).findings == []
    recorded.write(
        "ledger.yaml",
        (LEDGER + MORE).replace("value: 60", "value: 62.5").replace("count: 24", "count: 25"),
    )
    again = recorded.build()
    assert [unit["text"] for unit in again.report["units"]] == [
        "Of 40 people, 62.5% responded.",
        "Cells live.",
    ]
    assert any("0 added, 1 changed, 0 removed" in line for line in again.console)
    assert "updating environment" in " ".join(again.console)


def test_a_page_says_the_same_in_restructuredtext(recorded: Project) -> None:
    recorded.write(
        "index.rst",
        "Title\n=====\n\nOf 40 people, :fact:`Key.response` responded.\n\n.. bibliography::\n   "
        ":all:\n",
    )
    recorded.write("references.md", REFERENCES.split("#")[0] + "# References\n")
    built = recorded.build()
    assert built.findings == []
    assert built.states("index") == [("cited", "Of 40 people, 60% responded.")]


def test_a_wrong_entry_gives_no_second_error_where_it_is_used(recorded: Project) -> None:
    recorded.write("ledger.yaml", LEDGER.replace("cohort", "cohrt"))
    assert build(recorded, "Of 40 people, {fact}`Key.response` responded.").findings == [
        ("ledger.yaml", 4, "malformed-ledger")
    ]


@pytest.mark.parametrize("builder", ["html", "text", "latex", "xml"])
def test_every_builder_prints_facts(recorded: Project, builder: str) -> None:
    built = build(recorded, "Of 40 people, {fact}`Key.response` responded.", builder)
    assert [line for line in built.warnings if "claims" in line] == []


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Six in ten, or {fact}`Key.response number`, of them did.", []),
        ("Of 40 people, {fact}`Key.response count` (61%) responded.", ["number-not-in-ledger"]),
        ("They were followed for {fact}`Key.range` and 13 months.", ["number-not-in-ledger"]),
    ],
)
def test_a_printed_number_is_right_and_the_ones_beside_it_are_checked(
    recorded: Project, text: str, slugs: list[str]
) -> None:
    assert [slug for _, _, slug in build(recorded, text).findings] == slugs


@pytest.mark.parametrize(
    ("profile", "severities"), [("strict", ["error"]), ("balanced", ["note"]), ("draft", [])]
)
def test_a_wrong_number_is_as_loud_as_the_profile_says(
    recorded: Project, profile: str, severities: list[str]
) -> None:
    recorded.write(
        "index.md",
        "# Title\n\nOf 40 people, 61% responded {cite:p}`Key{Abstract}, "
        "Other`.\n\n:::{bibliography}\n:::\n",
    )
    recorded.write("references.md", "---\norphan: true\n---\n\n# References\n")
    found = recorded.build(claims_profile=profile).reported
    assert [one["severity"] for one in found] == severities
    told = "'61%' is no percentage of Key (the ledger has no entry Other); nearest: "
    assert all(one["message"].startswith(f"{told}Key.response 60% (24 of 40), ") for one in found)
    loud = recorded.build(
        claims_profile=profile, claims_severity={"number-not-in-ledger": "error"}
    ).reported
    assert [one["severity"] for one in loud] == ["error"]
