"""Which numbers of a sentence a source does not admit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sphinx_claims.core.evidence.admissible import admit
from sphinx_claims.core.evidence.agreement import disagreements_in
from sphinx_claims.core.evidence.ledger import (
    Design,
    Evidence,
    Extent,
    Fact,
    Interval,
    Species,
    Treatment,
)


def fact(
    name: str, *value: str, unit: str = "people", time: str = "", p: str = "", **numbers: str
) -> Fact:
    ends = {end: Decimal(numbers.pop(end)) for end in ("low", "high") if end in numbers}
    return Fact(
        id=name,
        value=tuple(map(Decimal, value)),
        unit=unit,
        outcome=name,
        time=time,
        p=p,
        interval=Interval(level=Decimal(95), **ends) if ends else None,
        **{part: Decimal(number) for part, number in numbers.items()},  # type: ignore[arg-type]
    )


SOURCE = admit(
    Evidence(
        key="Key",
        design=Design.RANDOMISED_TRIAL,
        species=(Species.HUMAN,),
        treatment=(Treatment.MSC,),
        participants=46,
        population="people",
        extent=Extent.ABSTRACT,
        locator="Abstract",
        facts=(
            fact(
                "response",
                "60",
                unit="%",
                count="24",
                denominator="40",
                time="12 months",
                low="43",
                high="75",
            ),
            fact("remission", "75", unit="%", count="9", denominator="12", time="5 years"),
            fact("follow-up", "12", "18", unit="months"),
            fact("dose", "4", unit="mg/kg"),
            fact("score", "310", unit="points", p="0.03"),
            fact("score-plus-minus", "50", unit="points"),
            fact("start", "2007", unit=""),
            fact("cut-off", "3", unit="people", time="1 June 2021"),
            fact("phase", "2", unit="phase"),
            fact("women", "83", unit="%", count="30", denominator="36"),
            fact("all", "83", count="83", denominator="83"),
        ),
    ),
    "2014",
)


@pytest.mark.parametrize(
    ("right", "wrong", "told", "expected"),
    [
        ("60% responded.", "61% responded.", "61%", "percentage"),
        ("24 of 40 (60%) responded.", "24 of 41 (60%) responded.", "41", "number"),
        ("24 of 40 (60%) responded.", "9 of 40 (60%) responded.", "9 of 40", "result"),
        ("24 of 40 (60%) responded.", "24 of 40 (75%) responded.", "24 of 40 (75%)", "result"),
        ("24/40 responded.", "12/40 responded.", "12/40", "result"),
        ("24 (60%) responded.", "24 (75%) responded.", "24 (75%)", "result"),
        ("60% of 40 responded.", "60% of 12 responded.", "60% of 12", "result"),
        ("75% at 5 years were well.", "60% at 5 years were well.", "60% at 5", "result"),
        ("75% (by 5 years) did.", "75% (by 12 months) did.", "75% (by 12", "result"),
        (
            "75% of 12 within 5 years.",
            "75% of 12 within 12 months.",
            "75% of 12 within 12",
            "result",
        ),
        (
            "9 of 12 (75%) by 5 years.",
            "9 of 12 (75%) by 12 months.",
            "9 of 12 (75%) by 12",
            "result",
        ),
        ("At 5 years it was in 75%.", "At 12 months it was in 75%.", "75% and 12 months", "result"),
        ("It was 60% (of 40).", "It was 60% (of 12).", "60% (of 12)", "result"),
        ("It was 60% (95% CI 43–75).", "It was 60% (75% CI 43–75).", "75%", "level"),
        ("After 12 months all lived.", "After 13 months all lived.", "13 months", "time"),
        ("After 5 years all lived.", "After 5 months all lived.", "5 months", "time in months"),
        (
            "Over 12–18 months all lived.",
            "Over 12–60 months all lived.",
            "60 months",
            "time in months",
        ),
        ("60% (95% CI 43–75) responded.", "60% (95% CI 43–60) responded.", "60", "count or value"),
        ("It was 310 ± 50 points.", "It was 310 ± 46 points.", "310 ± 46", "result"),
        ("They had 4 mg a day.", "They had 3 mg a day.", "3", "dose"),
        ("It fell (p=0.03).", "It fell (p=0.04).", "0.04", "number"),
        ("It began in 2007.", "It began in 2008.", "2008", "calendar year"),
        ("On 1 June all lived.", "On 3 June all lived.", "3", "date"),
        ("A phase 2 trial.", "A phase 3 trial.", "phase 3", "trial phase"),
        ("It had 46 people.", "It had 75 people.", "75", "number of people"),
    ],
)
def test_a_wrong_number_is_told_once_and_as_what_it_is_not(
    right: str, wrong: str, told: str, expected: str
) -> None:
    assert list(disagreements_in(right, SOURCE)) == []
    assert [(one.told, one.expected) for one in disagreements_in(wrong, SOURCE)] == [
        (told, expected)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "After 12 months 75% were well.",  # followed so long, and not measured then
        "At 12 months 60% and at 5 years 75% were well.",
        "60%, and within 5 years 75%.",
        "310 points at 12 months.",
        "30 of 36 (83%) within 12 months.",  # a share without a time
    ],
)
def test_a_time_is_held_against_the_share_that_it_can_only_be_of(text: str) -> None:
    assert list(disagreements_in(text, SOURCE)) == []


def test_a_count_of_all_is_no_percentage_of_all() -> None:
    assert list(disagreements_in("83% of 36 did, and 83 of 83 did not.", SOURCE)) == []
    assert [one.told for one in disagreements_in("83% of 83 did.", SOURCE)] == ["83% of 83"]


@pytest.mark.parametrize(
    "text",
    [
        "CD34, IL-17 and SLEDAI-2K",
        "Table 99 and Figure 98",
        "type 1",
        "S13 and LO-4.2",
        "NCT01234567",
        "1. One person",
        "60% had 24 × 10⁹ per litre",
    ],
)
def test_digits_of_a_name_are_no_number(text: str) -> None:
    assert list(disagreements_in(text, SOURCE)) == []


def test_so_many_of_a_hundred_is_a_percentage() -> None:
    assert list(disagreements_in("60 of 100 people, 75 in 100, 60 out of every 100.", SOURCE)) == []
    assert len(list(disagreements_in("61 of 100 people did.", SOURCE))) == 1
