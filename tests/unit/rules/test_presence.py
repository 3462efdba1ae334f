"""Claims without a citation: which rule says most about each, and how loud it may become."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_claims.core.model import Kind, Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Hit, hit_on
from sphinx_claims.core.rules.presence import RULES, UNCHECKED, slug_for
from unit.rules.contexts import context, on, rule, said

QUOTATION = "uncited-quotation"
NOUNS = {
    "uncited-number": "sentence with a quantity",
    "uncited-effect": "sentence about cause or effect",
    QUOTATION: "quotation",
    "unnamed-authority": "appeal to studies or experts",
    "uncited-dose": "instruction with a dose, threshold or drug",
    "uncited-sentence": "sentence",
    "uncited-table-row": "table row",
    "uncited-caption": "caption",
    "uncited-list-item": "list item",
    "uncited-definition": "definition",
    "uncited-feedback": "sentence of an answer",
}
GRAVE = {"uncited-number", QUOTATION, "uncited-dose"}
EIGHT = "One wrote that “all cells of the marrow sleep at night” once."
SEVEN = "One wrote that “all cells of marrow sleep at night” once."
IN_OWN = "quotation has no citation in its own sentence"


def found(slug: str, *verdicts: Verdict) -> list[Hit]:
    return list(rule(RULES, slug).check(context(*verdicts)))


def chosen(text: str, kind: Kind = Kind.SENTENCE, *, feedback: bool = False) -> str:
    verdict = said(text, kind=kind, feedback=feedback)
    return slug_for(verdict.unit, verdict.reading)


def test_every_rule_has_its_noun() -> None:
    assert {one.slug for one in RULES} == {*NOUNS, UNCHECKED}


@pytest.mark.parametrize("slug", NOUNS)
def test_a_rule_tells_each_verdict_under_its_name_and_no_other(slug: str) -> None:
    others = [said("Cells live.", rule=other) for other in NOUNS if other != slug]
    one = said("Cells live.", rule=slug, profile=Profile.STRICT)
    two = said("Cells die.", rule=slug, profile=Profile.STRICT, doc="other", line=7)
    message = f"{NOUNS[slug]} has no citation"
    assert found(slug, *others, one, *others, two) == [on(one, message), on(two, message)]
    assert found(slug, *others, said("Cells live."), said("Cells die.", "Key")) == []


@pytest.mark.parametrize("profile", [one for one in Profile if one is not Profile.STRICT])
@pytest.mark.parametrize("slug", NOUNS)
def test_only_grave_rules_stay_errors_under_lenient_profiles(slug: str, profile: Profile) -> None:
    verdict = said("Cells live.", rule=slug, profile=profile)
    most = None if slug in GRAVE else Severity.WARNING
    assert found(slug, verdict) == [on(verdict, f"{NOUNS[slug]} has no citation", at_most=most)]


def test_a_long_sentence_is_quoted_in_part_and_kept_whole() -> None:
    verdict = said("Cells live " + "and live " * 20, rule="uncited-sentence")
    (hit,) = found("uncited-sentence", verdict)
    assert hit == replace(hit_on(verdict, "sentence has no citation"), at_most=None)
    assert (hit.text, hit.excerpt.endswith(" …")) == (verdict.unit.text, True)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("In the trial 24 of 40 people responded.", "uncited-number"),
        ("The drug lowers the risk.", "uncited-effect"),
        ("Smoking causes anaemia.", "uncited-effect"),
        ("Studies show that cells rest.", "unnamed-authority"),
        ("Studies show that smoking causes anaemia.", "unnamed-authority"),
        ("Studies show that 24 of 40 people responded.", "uncited-number"),
        ("Take 5 mg of prednisone a day.", "uncited-dose"),
        ("Take prednisone every day.", "uncited-dose"),
        ("Take 50 % less.", "uncited-dose"),
        ("She took 5 mg of prednisone a day.", "uncited-number"),
        ("Take a walk.", "uncited-sentence"),
        ("Stem cells live in the marrow.", "uncited-sentence"),
        (EIGHT, QUOTATION),
        (SEVEN, "uncited-sentence"),
        (EIGHT.replace("“", '"').replace("”", '"'), QUOTATION),
        (SEVEN.replace("“", '"').replace("”", '"'), "uncited-sentence"),
        (EIGHT.replace("”", ""), "uncited-sentence"),
        (EIGHT.replace("all cells", "24 of 40 cells"), "uncited-number"),
    ],
)
def test_the_wording_of_a_sentence_chooses_its_rule(text: str, slug: str) -> None:
    assert chosen(text) == slug
    assert chosen(text, Kind.TABLE_ROW) == "uncited-table-row"


BY_KIND = [
    (Kind.SENTENCE, "uncited-sentence"),
    (Kind.FOOTNOTE, "uncited-sentence"),
    (Kind.CAPTION, "uncited-caption"),
    (Kind.LIST_ITEM, "uncited-list-item"),
    (Kind.DEFINITION, "uncited-definition"),
    (Kind.QUOTATION, QUOTATION),
    (Kind.TABLE_ROW, "uncited-table-row"),
]


@pytest.mark.parametrize(("kind", "slug"), BY_KIND)
def test_what_says_nothing_special_is_told_by_its_kind(kind: Kind, slug: str) -> None:
    assert chosen("Stem cells live in the marrow.", kind) == slug


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.TABLE_ROW])
def test_wording_and_answers_go_before_the_kind(kind: Kind) -> None:
    assert chosen("In the trial 24 of 40 people responded.", kind) == "uncited-number"
    assert chosen("In 24 of 40 cases it worked.", kind, feedback=True) == "uncited-number"
    assert chosen(EIGHT, kind, feedback=True) == QUOTATION
    assert chosen("Stem cells live in the marrow.", kind, feedback=True) == "uncited-feedback"


def test_a_row_of_a_table_in_an_answer_is_a_row() -> None:
    assert chosen("Cells live", Kind.TABLE_ROW, feedback=True) == "uncited-table-row"


def test_words_of_others_need_a_source_in_their_own_sentence() -> None:
    missing = said(EIGHT, rule=QUOTATION)
    lent, again = said(EIGHT, state=State.COVERED), said(EIGHT, state=State.COVERED, line=9)
    lent_lead = said(EIGHT, state=State.COVERED, lead="Key")
    assert found(QUOTATION, lent, missing, lent_lead, again) == [
        on(missing, "quotation has no citation"),
        on(lent, IN_OWN, at_most=Severity.WARNING),
        on(lent_lead, IN_OWN, at_most=Severity.WARNING),
        on(again, IN_OWN, at_most=Severity.WARNING),
    ]


@pytest.mark.parametrize(
    "clean",
    [
        said(EIGHT, "Key"),
        said(EIGHT, cover="Key", state=State.COVERED),
        said(SEVEN, state=State.COVERED),
        said("Cells live.", state=State.COVERED),
        said(EIGHT, state=State.SUPPRESSED),
        said(EIGHT, state=State.EXEMPT),
        said(EIGHT, rule="uncited-number"),
        said(f"Imagine that {EIGHT}", state=State.COVERED),
    ],
)
def test_other_sentences_with_quotation_marks_are_left_alone(clean: Verdict) -> None:
    assert found(QUOTATION, clean) == []
    lent = said(EIGHT, state=State.COVERED, line=3)
    assert found(QUOTATION, clean, lent) == [on(lent, IN_OWN, at_most=Severity.WARNING)]
