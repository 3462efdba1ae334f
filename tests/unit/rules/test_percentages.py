"""Percentages that say neither of how many nor when."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_claims.core.model import Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Hit
from sphinx_claims.core.rules.percentages import RULES
from unit.rules.contexts import context, fact, ledger, on, rule, said, study

RULE = rule(RULES, "percentage-without-denominator")
FULL = fact("response", "60", denominator="40", time="12 months")
WHOLE = fact("remission", "70", denominator="40")
TIMED = fact("relapse", "80", time="12 months")
LEDGER = ledger(
    study("Key", facts=[FULL, WHOLE, TIMED, fact("bare", "90"), fact("age", "50", unit="years")]),
    study("Other", facts=[fact("response", "60", denominator="12"), fact("span", "20", "30")]),
)


def found(*verdicts: Verdict) -> list[Hit]:
    return list(RULE.check(context(*verdicts, ledger=LEDGER)))


def told(percent: str, lacks: str) -> str:
    return f"{percent}% does not say {lacks}, which the ledger has"


@pytest.mark.parametrize(
    ("text", "percent", "lacks"),
    [
        ("60% responded.", "60", "of how many nor when"),
        ("70% responded.", "70", "of how many"),
        ("80% responded.", "80", "when"),
        ("60.0% responded.", "60.0", "of how many nor when"),
        ("60% of 41 responded.", "60", "of how many nor when"),
        ("70% responded by month 12.", "70", "of how many"),
        ("80% of 12 responded.", "80", "when"),
    ],
)
def test_a_percentage_says_of_how_many_or_when(text: str, percent: str, lacks: str) -> None:
    verdict = said(text, "Key")
    assert found(verdict) == [on(verdict, told(percent, lacks), "Key")]


@pytest.mark.parametrize(
    "text",
    [
        "60% of 40 responded.",
        "60% responded by month 3.",
        "60% responded in 2014.",
        "70% of 40 responded.",
        "80% responded after 5 years.",
        "90% responded.",
        "61% responded.",
        "Of 60 people, all but one (59%) responded.",
        "50% responded.",
        "20% responded.",
        "60 responded.",
    ],
)
def test_a_percentage_may_stand(text: str) -> None:
    assert found(said(text, "Key")) == []
    assert found(said("20% responded.", "Other")) == []


def test_each_bare_percentage_is_told() -> None:
    verdict = said("60%, 90%, 70% and 80% responded.", "Key")
    assert found(verdict) == [
        on(verdict, told("60", "of how many nor when"), "Key"),
        on(verdict, told("70", "of how many"), "Key"),
        on(verdict, told("80", "when"), "Key"),
    ]


def test_the_number_may_stand_anywhere_in_the_paragraph() -> None:
    bare = said("60% responded.", "Key", block=1)
    for around in ("Of 40, most did.", "At 3 months, most did.", "40% died."):
        assert found(bare, said(around, block=1)) == []
        assert found(said(around, block=1), bare) == []
        assert found(bare, said(around, block=2)) == [
            on(bare, told("60", "of how many nor when"), "Key")
        ]
        assert len(found(bare, said(around, block=1, doc="other"))) == 1
    assert len(found(bare, said("Of CD40 cells, most did.", block=1))) == 1


def test_one_of_the_facts_that_may_be_meant_is_enough() -> None:
    both = said("60% of 12 responded.", "Key, Other")
    neither = said("60% of 13 responded.", "Other, Key")
    assert found(both) == []
    assert found(neither) == [on(neither, told("60", "of how many nor when"), "Key", "Other")]
    other = said("60% of 13 responded.", "Other")
    assert found(other) == [on(other, told("60", "of how many"), "Other")]


def test_a_fact_of_another_unit_is_not_meant() -> None:
    years = ledger(study("Key", facts=[fact("age", "60", unit="years", denominator="40")]))
    assert list(RULE.check(context(said("60% responded.", "Key"), ledger=years))) == []


@pytest.mark.parametrize("state", [state for state in State if state is not State.EXEMPT])
def test_every_sentence_is_looked_at_but_those_that_are_no_claim(state: State) -> None:
    assert len(found(said("60% responded.", "Key", state=state))) == 1
    assert found(said("60% responded.", "Key", state=State.EXEMPT)) == []


def test_a_percentage_beside_no_source_of_the_ledger_may_stand() -> None:
    assert found(said("60% responded.", "Stranger"), said("60% responded.")) == []
    assert list(RULE.check(context(said("60% responded.", "Key")))) == []


def test_a_source_counts_wherever_it_is_named() -> None:
    known: list[dict[str, Any]] = [
        {"lead": "Key"},
        {"cover": "Key"},
        {"facts": ("Key.response",)},
    ]
    for one in known:
        verdict = said("60% responded.", **one)
        assert found(verdict) == [on(verdict, told("60", "of how many nor when"), "Key")]


def test_it_is_a_note_under_every_profile() -> None:
    assert {RULE.severity_under(profile) for profile in Profile} == {Severity.NOTE}
