"""The words of a sentence against the design and species of its sources."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_claims.core.evidence.ledger import (
    Contradiction,
    Design,
    Overlap,
    Species,
    Treatment,
)
from sphinx_claims.core.model import Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.evidence import RULES
from unit.rules.contexts import context, ledger, on, rule, said, study

STRONG, SPECIES, OTHER = (
    "wording-stronger-than-design",
    "species-not-said",
    "species-of-another-study",
)
ONE, OPPOSITE, ARMS, SUMS = (
    "recommendation-on-one-study",
    "contradiction-not-mentioned",
    "arms-of-different-studies",
    "overlap-added-up",
)
LEDGER = ledger(
    study("Cohort"),
    study("Series", Design.CASE_SERIES),
    study("Trial", Design.RANDOMISED_TRIAL),
    study("Guide", Design.GUIDELINE),
    study("Mouse", Design.LABORATORY, Species.MOUSE),
    study("Rat", Design.LABORATORY, Species.RAT),
    study("Culture", Design.LABORATORY, Species.HUMAN_CELLS, treatment=(Treatment.NONE,)),
    overlaps=(Overlap(sources=("Series", "Cohort", "Trial"), note="one team"),),
    contradictions=(
        Contradiction(
            about="whether the cells work", sides=(("Cohort",), ("Trial",)), words=("work",)
        ),
    ),
)


def found(slug: str, *verdicts: Verdict) -> list[Hit]:
    return list(rule(RULES, slug).check(judged(*verdicts)))


def judged(*verdicts: Verdict) -> Context:
    return context(*verdicts, ledger=LEDGER)


BROKEN = [
    (STRONG, "The cells improved survival.", "Cohort"),
    (SPECIES, "The cells slow kidney disease.", "Mouse"),
    (OTHER, "The cells slow kidney disease in mice.", "Cohort"),
    (ONE, "People with lupus should be given cells.", "Cohort"),
    (OPPOSITE, "The cells work.", "Cohort, Trial"),
    (ARMS, "MSCs are safer than HSCT.", "Cohort"),
    (SUMS, "In total, both treated 40 people.", "Cohort, Series"),
]


@pytest.mark.parametrize(("slug", "text", "cited"), BROKEN)
def test_only_sentences_whose_sources_are_all_known_are_judged(
    slug: str, text: str, cited: str
) -> None:
    verdict = said(text, cited)
    assert [hit.text for hit in found(slug, verdict)] == [text]
    assert found(slug, said(text, f"{cited}, Unknown")) == []
    assert found(slug, said(text)) == []
    assert found(slug, said(text, cited, state=State.SUPPRESSED)) == []
    assert list(rule(RULES, slug).check(context(verdict))) == []


@pytest.mark.parametrize(("slug", "text", "cited"), BROKEN)
def test_a_sentence_is_judged_whatever_makes_its_sources_count(
    slug: str, text: str, cited: str
) -> None:
    verdicts = [
        said(text, cited, state=State.EXEMPT, block=0),
        said(text, cover=cited, state=State.COVERED, block=1),
        said(text, lead=cited, state=State.UNCITED, block=2),
    ]
    hits = found(slug, *verdicts)
    assert [(hit.location, hit.text) for hit in hits] == [
        (verdict.unit.location, text) for verdict in verdicts
    ]
    assert {hit.keys for hit in hits} == {tuple(sorted(cited.split(", ")))}


def test_words_are_held_against_the_sources_of_own_cover_and_lead_together() -> None:
    text = "The cells improved survival."
    assert found(STRONG, said(text, "Cohort", cover="Trial")) == []
    assert found(STRONG, said(text, "Cohort", lead="Trial")) == []
    assert found(STRONG, said(text, "Cohort", lead="Unknown")) == []


@pytest.mark.parametrize(
    ("text", "cited", "words", "designs"),
    [
        ("The cells improved survival.", "Cohort", "improved survival", "cohort"),
        ("The cells improved survival.", "Series, Cohort", "improved survival", "cohort, series"),
        ("The cells cure lupus.", "Trial", "cure", "randomised-trial"),
    ],
)
def test_words_may_be_too_strong(text: str, cited: str, words: str, designs: str) -> None:
    verdict = said(text, cited)
    told = designs.replace("series", "case-series")
    message = (
        f"{words!r} is more than {told} can show; 'was followed by' or 'is associated with' may fit"
    )
    keys = tuple(sorted(cited.split(", ")))
    assert found(STRONG, verdict) == [on(verdict, message, *keys)]


def test_a_design_is_named_once() -> None:
    twice = ledger(study("B"), study("A"), study("C", Design.REGISTRY))
    verdict = said("The cells improved survival.", "B, C, A")
    hits = rule(RULES, STRONG).check(context(verdict, ledger=twice))
    assert [hit.message.split(";")[0] for hit in hits] == [
        "'improved survival' is more than cohort, registry can show"
    ]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The cells improved survival.", "Trial"),
        ("The cells did not improve survival.", "Cohort"),
        ("Survival after the cells was high.", "Cohort"),
    ],
)
def test_words_that_a_design_bears_may_stand(text: str, cited: str) -> None:
    assert found(STRONG, said(text, cited)) == []


@pytest.mark.parametrize(
    ("text", "cited", "missing"),
    [
        ("The cells slow kidney disease.", "Mouse", "animals"),
        ("The cells slow kidney disease.", "Mouse, Rat", "animals"),
        ("The drug slows kidney disease.", "Culture", "cells"),
    ],
)
def test_animals_and_cultures_must_be_named(text: str, cited: str, missing: str) -> None:
    verdict = said(text, cited)
    message = f"rests on studies of {missing} alone, and does not say so"
    assert found(SPECIES, verdict) == [on(verdict, message, *cited.split(", "))]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The cells slow kidney disease in mice.", "Mouse"),
        ("The cells slow kidney disease.", "Mouse, Cohort"),
        ("The drug kills cells in a dish.", "Culture"),
        ("The cells slow kidney disease.", "Cohort"),
    ],
)
def test_a_species_may_be_named_or_be_people(text: str, cited: str) -> None:
    assert found(SPECIES, said(text, cited)) == []


@pytest.mark.parametrize(
    ("profile", "anchor", "hits"),
    [
        (Profile.BALANCED, "studies-in-mice", 0),
        (Profile.DRAFT, "studies-in-mice", 0),
        (Profile.STRICT, "studies-in-mice", 1),
        (Profile.BALANCED, "studies", 1),
        (Profile.BALANCED, "mice-and-people", 1),
        (Profile.BALANCED, "field-mice", 0),
    ],
)
def test_the_heading_may_name_the_animals(profile: Profile, anchor: str, hits: int) -> None:
    verdict = said("The cells slow kidney disease.", "Mouse", profile=profile, anchor=anchor)
    assert len(found(SPECIES, verdict)) == hits


def test_neither_heading_nor_the_sentence_before_lends_animals_to_one_about_people() -> None:
    known: dict[str, Any] = {"profile": Profile.BALANCED, "anchor": "mice"}
    one = said("The cells slow kidney disease of patients.", "Mouse", block=1, **known)
    assert [hit.text for hit in found(SPECIES, one)] == [one.unit.text]
    known = {"profile": Profile.BALANCED}
    first = said("Mice got cells.", "Mouse", id="1", **known)
    second = said("They slowed kidney disease of patients.", "Mouse", id="2", **known)
    assert [hit.text for hit in found(SPECIES, first, second)] == [second.unit.text]


@pytest.mark.parametrize(
    ("before", "text", "known", "hits"),
    [
        ("Mice got cells.", "They slowed kidney disease.", {}, 0),
        ("Mice got cells.", "Kidney disease slowed.", {}, 1),
        ("All got cells.", "They slowed kidney disease.", {}, 1),
        ("Mice and people got cells.", "They slowed kidney disease.", {}, 1),
        ("Mice got cells.", "They slowed kidney disease.", {"profile": Profile.STRICT}, 1),
        ("Mice got cells.", "They slowed kidney disease.", {"block": 1}, 1),
        ("Mice got cells.", "They slowed kidney disease.", {"doc": "other"}, 1),
    ],
)
def test_a_sentence_may_go_on_about_animals(
    before: str, text: str, known: dict[str, Any], hits: int
) -> None:
    first = said(before, "Mouse", id="1", profile=Profile.BALANCED)
    second = said(text, "Mouse", **{"id": "2", "profile": Profile.BALANCED, **known})
    hits_there = [hit for hit in found(SPECIES, first, second) if hit.text == text]
    assert len(hits_there) == hits


def test_only_the_sentence_just_before_names_the_animals() -> None:
    texts = ("Mice got cells.", "All lived.", "They slowed kidney disease.", "Mice got more cells.")
    verdicts = [
        said(text, "Mouse", id=text, profile=Profile.BALANCED, block=0, line=line)
        for line, text in enumerate(texts, 1)
    ]
    assert [hit.text for hit in found(SPECIES, *verdicts)] == [texts[1], texts[2]]


def test_each_sentence_looks_at_the_one_before_it() -> None:
    texts = ("Mice got cells.", "They slowed kidney disease.", "Rats got cells.", "They lived.")
    verdicts = [
        said(text, "Mouse", id=text, profile=Profile.BALANCED, line=line)
        for line, text in enumerate(texts, 1)
    ]
    assert found(SPECIES, *verdicts) == []


@pytest.mark.parametrize(
    ("text", "cited", "words"),
    [
        ("The cells slow kidney disease in mice.", "Cohort", "in mice"),
        ("The cells slow kidney disease in mice.", "Culture", "in mice"),
        ("The cells slow kidney disease in mice.", "Mouse", ""),
        ("The cells slow kidney disease in mice.", "Cohort, Mouse", ""),
        ("The cells slow kidney disease.", "Cohort", ""),
    ],
)
def test_people_are_no_animals(text: str, cited: str, words: str) -> None:
    verdict = said(text, cited)
    message = f"says {words!r}, and every source studied people or their cells"
    assert found(OTHER, verdict) == ([on(verdict, message, cited)] if words else [])


@pytest.mark.parametrize(
    ("text", "cited", "words"),
    [
        ("People with lupus should be given cells.", "Cohort", "should be given"),
        ("People with lupus should be given cells.", "Cohort, Trial", ""),
        ("People with lupus should be given cells.", "Guide", ""),
        ("People with lupus were given cells.", "Cohort", ""),
    ],
)
def test_one_study_recommends_nothing(text: str, cited: str, words: str) -> None:
    verdict = said(text, cited)
    message = f"{words!r} rests on one study alone (cohort)"
    assert found(ONE, verdict) == ([on(verdict, message, cited)] if words else [])


@pytest.mark.parametrize(
    ("text", "cited", "told"),
    [
        ("The cells work.", "Trial, Cohort", True),
        ("The cells work.", "Cohort, Series, Trial", True),
        ("The cells work.", "Cohort", False),
        ("The cells work.", "Cohort, Series", False),
        ("Whether the cells work is contested.", "Cohort, Trial", False),
        ("The cells live.", "Cohort, Trial", False),
    ],
)
def test_both_sides_are_not_cited_in_silence(text: str, cited: str, told: bool) -> None:
    verdict = said(text, cited)
    message = "cites both sides and does not say that they disagree whether the cells work"
    keys = sorted(cited.split(", "))
    assert found(OPPOSITE, verdict) == ([on(verdict, message, *keys)] if told else [])


@pytest.mark.parametrize(
    ("text", "cited", "words"),
    [
        ("MSCs are safer than HSCT.", "Cohort", "safer than"),
        ("MSCs are safer than HSCT.", "Cohort, Trial", "safer than"),
        ("MSCs are safer than drugs.", "Cohort", ""),
        ("No trial has compared MSCs with HSCT.", "Cohort", ""),
    ],
)
def test_arms_of_different_studies_are_not_compared(text: str, cited: str, words: str) -> None:
    verdict = said(text, cited)
    message = f"{words!r} compares what no source compared"
    expected = [on(verdict, message, *cited.split(", "))] if words else []
    assert found(ARMS, verdict) == expected


@pytest.mark.parametrize(
    ("text", "cited", "shared"),
    [
        ("In total, both treated 40 people.", "Series, Cohort", ("Cohort", "Series")),
        ("In total, all treated 40 people.", "Mouse, Series, Trial", ("Series", "Trial")),
        ("In total, both treated 40 people.", "Series, Mouse", ()),
        ("In total, both treated people.", "Series, Cohort", ()),
        ("Both treated 40 people.", "Series, Cohort", ()),
    ],
)
def test_people_are_not_counted_twice(text: str, cited: str, shared: tuple[str, ...]) -> None:
    verdict = said(text, cited)
    message = f"adds up {', '.join(shared)}, which may have studied the same people"
    assert found(SUMS, verdict) == ([on(verdict, message, *shared)] if shared else [])


def test_each_sentence_that_breaks_a_rule_is_told() -> None:
    for slug, text, cited in BROKEN:
        verdicts = [
            said(text, cited, line=1),
            said("Cells live.", "Cohort", line=2),
            said(text, cited, line=3),
        ]
        assert [hit.location.line for hit in found(slug, *verdicts)] == [1, 3]


@pytest.mark.parametrize(
    ("slug", "strict", "balanced"),
    [
        (STRONG, Severity.WARNING, Severity.NOTE),
        (SPECIES, Severity.ERROR, Severity.NOTE),
        (OTHER, Severity.WARNING, Severity.NOTE),
        (ONE, Severity.NOTE, Severity.NOTE),
        (OPPOSITE, Severity.WARNING, Severity.NOTE),
        (ARMS, Severity.WARNING, Severity.NOTE),
        (SUMS, Severity.WARNING, Severity.NOTE),
    ],
)
def test_drafts_may_say_what_they_like(slug: str, strict: Severity, balanced: Severity) -> None:
    severities = [rule(RULES, slug).severity_under(profile) for profile in Profile]
    assert severities == [strict, balanced, Severity.OFF, strict]
