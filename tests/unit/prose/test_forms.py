"""What a sentence shows as a whole: each form, and what is nearly one."""

from __future__ import annotations

import pytest

from sphinx_claims.core.prose.reading import read_sentence

FORMS = {
    "is-a": ("Lupus is a disease of many organs.", "Lupus hurts many organs."),
    "thing-does": ("Old marrow contains fat.", "Old marrow, if kept, contains fat."),
    "order-after-clause": ("If it hurts, stop the drip.", "If it hurts, the drip stops."),
    "small-start": ("and so on.", "And so on."),
    "part-first": ("Figure 2 gives the shares.", "Figures give the shares."),
    "stipulated": ("For our purposes, a cell is small.", "For patients, a cell is small."),
    "we-call": ("This we call a flare.", "This they call a flare."),
    "we-did": ("We then counted the cells.", "We reported the cells."),
    "author-note": ("Teacher's note: bring pens.", "Teachers bring pens."),
    "forecast": ("Future studies may tell.", "Past studies may tell."),
    "gloss": ("Flare: a rise in activity.", "Flare: activity rises."),
    "enumeration": ("It needs the following parts:", "It needs the following parts."),
    "imagined": ("Imagine a headline.", "Images have a headline."),
    "symptom": ("You may feel sick.", "You may stay here."),
    "deduced": ("Therefore the sum is even.", "The sum is even, therefore."),
    "listing": ("Fever, dark urine, itching.", "Fever is dark urine, itching."),
    "with-number": ("With 5 cells it fails.", "With some cells it fails."),
    "pronoun": ("They rest.", "Cells rest."),
    "vignette": ("Maria, 24, sees a doctor.", "Maria sees a doctor."),
    "stem": ("Which of the following is true?", "Which one is true?"),
    "rhetoric": ("Did you know that cells rest?", "Do you know that cells rest?"),
    "question": ("Do cells rest?", "Cells rest."),
    "colon-end": ("Cells do this:", "Cells do this."),
    "no-stop": ("Cells in the marrow", "Cells in the marrow."),
    "short": ("Cells of mice.", "Cells help mice."),
    "long": ("A b c d e f g h i j k l m n o p q r.", "A b c d e f g h i j k l m n o p q."),
    "imperative": ("Then mix the two.", "Then mix and match came."),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_seen_and_what_is_nearly_one_is_not(name: str) -> None:
    hit, miss = FORMS[name]
    assert read_sentence(hit).counts.get(name) == 1
    assert name not in read_sentence(miss).counts


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("It has 5 cells.", "quantity", 1),
        ("It has 5 small cells.", "quantity", 0),
        ("About 5 came.", "known-fact", 1),
        ("Nearly half came.", "known-fact", 1),
        ("The study of old mice showed it.", "inquiry-reports", 1),
        ("The study of old and very young mice showed it.", "inquiry-reports", 0),
        ("It was later found.", "passive-finding", 1),
        ("It was much later found.", "passive-finding", 0),
        ("Please give her a high dose of aspirin.", "order-of-drug", 1),
        ("We give her a high dose of aspirin.", "order-of-drug", 0),
        ("Today, give her aspirin.", "order-of-drug", 1),
        ("You must give her aspirin.", "order-of-drug", 1),
        ("Give her a b c d e f g aspirin.", "order-of-drug", 1),
        ("Give her a b c d e f g h aspirin.", "order-of-drug", 0),
        ("Take 5 mg.", "order-of-dose", 1),
        ("Figure two shows it.", "figure-shows", 1),
        ("In this short old book it is told.", "own-document", 1),
        ("It is in Chapter 2.", "in-part", 1),
        ("We firmly believe it.", "opinion", 1),
        ("Ask your own doctor.", "see-a-carer", 1),
        ("It is shown in Figure 2.", "see-figure", 1),
        ("Cells were then stained.", "own-methods", 1),
        ("It was coined by Ng in 1962.", "history", 1),
        ("It was found by Ng and coworkers in 1962.", "authors", 1),
        ("As Ng et al. wrote, it rests.", "authors", 1),
        ("As noted above, it rests.", "pointer", 1),
        ("It leads to disease.", "cause", 1),
        ("It leads them to disease.", "cause", 0),
    ],
)
def test_a_pair_or_phrase_is_seen_within_its_gap(text: str, name: str, shown: int) -> None:
    assert read_sentence(text).counts.get(name, 0) == shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Click the button, then choose a file.", "instruction"),
        ("Figure 2 below gives more information.", "navigation"),
        ("In this chapter we look at three examples.", "self-description"),
        ("By the end learners will be able to tell them apart.", "learning-objective"),
        ("The `render()` method returns a list.", "software-behaviour"),
        ("This we call a flare.", "definition"),
        ("Therefore the sum is even.", "deduction"),
        ("In our view it is worth it.", "opinion"),
        ("Why is that?", "question"),
        ("During a flare.", "fragment"),
        ("Imagine a girl of nine.", "example"),
    ],
)
def test_the_kind_of_prose_is_that_of_its_strongest_signals(text: str, kind: str) -> None:
    reading = read_sentence(text)
    assert not reading.is_claim
    assert reading.kind == kind
