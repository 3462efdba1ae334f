"""The sum that decides under the profile balanced can be followed by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.reading import KINDS, read_sentence, register_of
from sphinx_claims.core.prose.signals import SIGNALS
from sphinx_claims.core.prose.weights import BASE, MANUAL, WEIGHTS

GOLD = Path(__file__).parents[3] / "docs" / "tools" / "claims" / "gold" / "dev.jsonl"
CLAIM = "In 1997 doctors treated 24 of 40 patients (60%) with donor cells."
API = "The `render()` method returns a list of template objects."


def test_the_decision_is_the_sum_that_the_report_shows() -> None:
    for text in (CLAIM, API, "Why?", "Cells live in the marrow of the bones."):
        for manual in (0, 3):
            reading = read_sentence(text, manual)
            assert reading.total == BASE + sum(weight for _, weight in reading.signals)
            assert reading.is_claim == (reading.total > 0)


def test_the_decision_is_that_sum_for_real_prose_too() -> None:
    lines = GOLD.read_text(encoding="utf-8").splitlines()[::5]
    texts = [json.loads(line)["text"] for line in lines]
    for manual in (0, 2, 6):
        readings = [read_sentence(text, manual) for text in texts]
        assert [one.text for one in readings if one.is_claim != (one.total > 0)] == []
        assert {one.is_claim for one in readings} == {True, False}


def test_every_weight_belongs_to_a_signal_and_none_is_nought() -> None:
    assert set(WEIGHTS) <= set(SIGNALS)
    assert 0 not in WEIGHTS.values()


def test_what_speaks_against_a_claim_is_told_as_a_kind_of_prose() -> None:
    told = {name for names in KINDS.values() for name in names}
    assert told <= {*SIGNALS, "manual"}
    assert {name for name, weight in WEIGHTS.items() if weight < -3} <= told


def test_a_page_that_reads_like_a_manual_is_harder_to_convince() -> None:
    assert register_of([read_words(CLAIM)]) == 0
    assert register_of([read_words(API)] * 2) >= 3
    assert register_of([]) == 0
    assert MANUAL < 0
    assert read_sentence(CLAIM, 3).signals[-1] == ("manual", 3 * MANUAL)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (CLAIM, True),
        ("Smoking increases the risk of heart disease in women.", True),
        ("A 2019 study found that most patients recovered within two weeks.", True),
        (API, False),
        ("You can change this in the settings file.", False),
        ("In this chapter we will look at three examples.", False),
        ("Glaciers carve U-shaped valleys.", True),
        ("During a flare.", False),
        ("Evaluating new therapies.", False),
        ("You may feel sick for a day or two.", True),
        ("You may bring somebody with you.", False),
        ("Garbage collection was invented by John McCarthy around 1959.", True),
        ("Braun and co-workers traced the effect to a violation of equipartition.", True),
        ("If the pain stays, take ibuprofen.", True),
        ("In this review we compare rituximab and belimumab.", False),
        ("Fever, yellow eyes, dark urine, itching.", False),
        ("Allowed: apple juice, black tea, clear soup.", False),
        ("In what follows, HSC stands for haematopoietic stem cell.", False),
        ("The clinic is open from 9 am to 5 pm.", False),
        ("Consider a patient who refuses cyclophosphamide.", False),
    ],
)
def test_plain_cases_are_plain(text: str, claim: bool) -> None:
    assert read_sentence(text).is_claim is claim
