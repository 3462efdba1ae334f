"""The counter of prose counts as it says, and each of its bars can be missed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import Project
from module.prose.bars import Measure, auditing, crowded, faults, measures
from module.prose.counter import (
    Text,
    causes_in,
    connectives_in,
    content_of,
    figures_in,
    grade,
    neighbours_in_sections,
    numbers_in,
    syllables,
    unlinked,
)
from module.prose.draft import read_draft
from module.prose.page import Page
from module.prose.rendered import read_page


def text(*paragraphs: str) -> Text:
    return Text(sections=(paragraphs,))


def page(
    *paragraphs: str, plain: tuple[str, ...] = (), reasons: int = 0, citations: float = 0
) -> Page:
    boxes = tuple(text(one) for one in plain)
    return Page(body=text(*paragraphs), plain=boxes, reasons=reasons, citations=citations)


def missed(measured: Page) -> set[str]:
    return {measure.name for measure in measures(measured) if not measure.holds}


GOOD = (
    "The memory of the disease lies in plasma cells that live for years, because drugs against "
    "dividing cells do not reach these plasma cells in the marrow."
)
"""A sentence that repeated meets the bars of a lesson."""


def test_the_reading_grade_is_computed_as_published() -> None:
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45, abs=0.01)


@pytest.mark.parametrize(
    ("word", "number"), [("mouse", 1), ("memory", 3), ("every", 2), ("belimumab", 4), ("zzt", 1)]
)
def test_syllables_are_those_of_the_dictionary_else_groups_of_vowels(
    word: str, number: int
) -> None:
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("sentence", "causal", "joining"),
    [
        ("So a reset can happen, yet nobody can tell.", 1, 1),
        ("If so, what lupus has learnt is kept.", 0, 1),
        ("So few people cannot tell, so they wait.", 1, 0),
        ("A trial so small does so too, but not too well.", 0, 2),
        ("That is why cells die, since another cell eats them.", 2, 0),
        ("Since then it has been used, since 1997 often.", 0, 0),
        ("It has been used since then, since few had died.", 1, 0),
        ("“First, cells leave the marrow; then they are stored.", 0, 2),
        ("In a later study the first people lived for a while.", 0, 0),
        ("And later, as a result of it, cells rest as well.", 1, 3),
        ("Mice as well as people live until 2017, not yet longer.", 0, 0),
        ("“When did it begin?", 0, 0),
        ("It rests, and still it leaks, while others sleep.", 0, 2),
        ("Cells that are still alive are button-sized.", 0, 0),
    ],
)
def test_connectives_are_counted_where_they_connect(
    sentence: str, causal: int, joining: int
) -> None:
    assert len(causes_in(sentence)) == causal
    assert len(connectives_in(sentence)) == causal + joining


@pytest.mark.parametrize(
    ("sentence", "held", "figures"),
    [
        ("Of 53 people 7 (13%) died in 26 months.", 4, 4),
        ("The risk was 3.5 times as high (95% interval 1.1 to 11.1).", 2, 4),
        ("So (33 − 10) ÷ 53 = 43% have kept it from 2001 to 2004.", 2, 6),
        ("CD34 cells, 1,480 of them, met IL-2.", 1, 1),
    ],
)
def test_numbers_are_counted_as_a_reader_holds_them(sentence: str, held: int, figures: int) -> None:
    assert len(numbers_in(sentence)) == held
    assert len(figures_in(sentence)) == figures


def test_content_words_are_compared_by_their_stems() -> None:
    assert content_of("Two studies improved it.") & content_of("An improvement in one study") == {
        "studi",
        "improv",
    }
    assert content_of("They have seven of these, and it's theirs again.") == frozenset()


def test_neighbours_are_compared_over_paragraphs_and_headings() -> None:
    parted = Text(sections=(("Cells rest. Cells die.", "Mice live."), ("Mice eat.",)))
    said = parted.sentences
    assert list(unlinked([(said[0], said[1]), (said[1], said[2])])) == [(said[1], said[2])]
    assert neighbours_in_sections(parted) == [(said[0], said[1]), (said[1], said[2])]
    assert "% of neighbours linked: 66.7 (at least 60)" in map(
        str, measures(Page(body=parted, plain=(), reasons=0, citations=0))
    )


def bent() -> Iterator[tuple[str, Page]]:
    """Yield each bar with a page that misses it and no other."""
    short, long = [GOOD] * 45, [GOOD] * 70
    good = [GOOD] * 60
    flat = GOOD.replace(", because", " and")
    yield "words", page(*short)
    yield "words", page(*long)
    yield "connectives a 100 sentences", page(*[flat] * 40, *[GOOD] * 20)
    yield "causal ones a 100 sentences", page(*[GOOD.replace("because", "while")] * 60)
    yield (
        "numbers a 100 words",
        page(
            *[GOOD.replace("plasma cells that live for years", "the 4 cells that live for 7 years")]
            * 55
        ),
    )
    other = "Nobody knows yet why it should be so, because nobody has asked about it until today."
    yield "% of neighbours linked", page(*[GOOD, other] * 35)
    yield "% of the width in citations", page(*good, citations=500)
    yield "grade", page(*[GOOD.replace(", because", " in marrow. So")] * 60)
    yield (
        "grade",
        page(*[GOOD.replace("disease", "immunological abnormality") + " "] * 60),
    )
    yield "% of sentences that reason", page(*good, reasons=8)
    yield "grade in plain words", page(*good, plain=("Cells rest.", GOOD))


@pytest.mark.parametrize(("bar", "measured"), list(bent()))
def test_each_bar_can_be_missed_alone(bar: str, measured: Page) -> None:
    assert missed(measured) == {bar}


def test_a_page_can_meet_all_bars() -> None:
    good = page(*[GOOD] * 60, plain=("Cells rest.",), reasons=7, citations=200)
    assert missed(good) == set()
    assert list(faults(good)) == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("The summary says that cells rest.", 1),
        ("“The lay summary speaks of a cure.", 1),
        ("According to the review, cells rest.", 1),
        ("In its published summary cells rest.", 1),
        ("A systematic review found none. The review judged them too unlike.", 0),
        ("The reviewers rest.", 0),
    ],
)
def test_paragraphs_that_open_with_the_review_are_found(paragraph: str, found: int) -> None:
    assert len(auditing(text(paragraph))) == found
    assert len(list(faults(page(paragraph)))) == found
    assert list(faults(page(paragraph), about_review=True)) == []


def test_crowded_and_former_sentences_are_found() -> None:
    measured = page(
        "Of 9 people 3 died in 2001 and 2 in 2003. Of 9 people 3 died (1 to 4).",
        plain=("It was so. That look back\nappeared.".replace("\n", " "),),
    )
    assert crowded(measured.body) == ["Of 9 people 3 died in 2001 and 2 in 2003."]
    assert list(faults(measured)) == [
        "5 numbers: Of 9 people 3 died in 2001 and 2 in 2003.",
        "said again: That look back appeared",
    ]


def test_a_measure_says_its_bar() -> None:
    assert str(Measure(name="grade", value=7.95, least=8.5, most=12)) == (
        "grade: 8.0 (at least 8.5, at most 12)"
    )


SOURCE = """---
minutes: 3
---

# A lesson

:::{admonition} After this page you can
:class: objectives

- tell one thing from another
:::

## Ines asks

:::{scenario} Ines
Ines is 29.
:::

## The idea

[*Cells* carry a memory.
Drugs do not reach it {cite:p}`Key{Abstract}, Other`.]{.cited}
So a [memory](https://example.org) may last {infer}`Key, Other`.

- The first point stands alone {cite:p}`Other`.

(place)=
### A part of it

:::{table} Not prose

| A | B |
|---|---|
| no | prose |

:::

:::{admonition} "Cells never die"
:class: misconception

Cells die too (see above {cite:p}`Key`).
:::

::::{dropdown} Folded
Not read at once {cite:p}`Key`.

:::{note}
Nor is this.
:::
::::

```python
not = "prose"
```

## Check yourself

Is this prose {cite:p}`Key`?

### Nor this

Is it?

## Back to Ines

What should she ask?

## In plain words

:::{admonition} In plain words
:class: plain-words

Cells remember {cite:p}`Key`.
They rest {infer}`Key`.
:::

## Sources on this page

:::{claims-sources}
:scope: page
:::
"""
SECTIONS = (
    ("Ines is 29.",),
    (
        "Cells carry a memory. Drugs do not reach it. So a memory may last.",
        "The first point stands alone.",
    ),
    ("Cells die too (see above).",),
    ("What should she ask?",),
)


@pytest.mark.parametrize(("quiet", "width"), [(True, 0.75 * len("1, 221")), (False, 34)])
def test_a_rendered_page_is_read_without_what_is_no_prose(
    project: Project, quiet: bool, width: float
) -> None:
    project.write("index.md", SOURCE)
    built = project.build("html", html_theme="furo", claims_quiet=quiet, smartquotes=False)
    read = read_page(built.out.joinpath("index.html").read_text(encoding="utf-8"))
    assert read == Page(
        body=Text(sections=SECTIONS),
        plain=(text("Cells remember. They rest."),),
        reasons=1,
        citations=width,
    )


def test_a_draft_is_read_as_its_page_will_be() -> None:
    read, words_for_each_role = read_draft(SOURCE)
    assert read == Page(
        body=Text(sections=SECTIONS),
        plain=(text("Cells remember. They rest."),),
        reasons=1,
        citations=0.75 * len("1, 221"),
    )
    assert words_for_each_role == pytest.approx(31 / 5)


def test_roles_of_a_draft_are_read_as_what_they_print() -> None:
    read, _ = read_draft(
        "A {term}`graft <grafting>` rose by {fact}`Key.rise bare`, {calc}`a / b` or "
        '{calc}`a / b bare`, as {cite:t}`Key` says [here]{.inferred from="Key"}.\n'
    )
    assert read.body == text(
        "A graft rose by 12, 33 ÷ 53 = 62% or 62%, as Author and others says here."
    )
    assert read.reasons == 1
