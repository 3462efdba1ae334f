"""Sentences of medical prose.

A wrong join hides an uncited sentence, a wrong split raises a false alarm.
"""

from __future__ import annotations

import re

import pytest

from sphinx_claims.core.prose.segment import sentence_spans
from unit.prose.listed import listed


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Cells divide.", "They also die."),
        ("They lacked vitamin D.", "Most were tired."),
        ("Some had hepatitis B.", "Vaccination helped."),
        ("Mice weigh 20 g.", "Rats weigh 200 g."),
        ("It took 3 h in 2 l.", "“Then” it stopped after a 5 m. 3 walk."),
        ("In mice (Fig. 2), S. aureus grew.", "9 of 30 died."),
        ("The dose was 5 mg/kg i.v. daily.", "Wang et al. reported 24 of 40 (60%)."),
        ('"Is it so?"', "We asked."),
        ("At 5 years it was 34%.", "Nobody knows why."),
        ("Some improved vs. baseline.", "Others, e.g. the oldest, did not."),
        ("The gene is TP53.", "[XXXXXXXX] found it."),
        ("It was written by J. Smith.", "He is named twice."),
        ("One name recurs among the authors, L. Sun.", "It stands last."),
        ("Nothing was said.", "Why?", "Nobody asked!"),
        ("B cells fell.", "T cells rose."),
        ("One said so.", "Two did not."),
    ],
)
def test_sentences_are_told_apart(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bees dance • Wasps sing", ["Bees dance", "Wasps sing"]),
        ("Bees dance · Wasps sing · Ants dig.", ["Bees dance", "Wasps sing", "Ants dig."]),
        ("Bees dance | Wasps sing", ["Bees dance", "Wasps sing"]),
        ("1) Bees dance 2) Wasps sing", ["1) Bees dance", "2) Wasps sing"]),
        ("It cost 5 approx. Bees dance.", ["It cost 5 approx.", "Bees dance."]),
        ("It cost approx. 5 euros.", ["It cost approx. 5 euros."]),
        ("Home • Docs • Guide", ["Home • Docs • Guide"]),
        ("Bees dance • see page 2", ["Bees dance • see page 2"]),
        ("1) Open it 2) Close it", ["1) Open it 2) Close it"]),
    ],
)
def test_bullets_and_numbers_part_sentences_alone(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_text_has_no_sentence(text: str) -> None:
    assert sentence_spans(text) == ()


def test_offsets_point_into_the_text_across_lines() -> None:
    text = "One line\nand the next. Then\nanother."
    assert sentences(text) == ["One line\nand the next.", "Then\nanother."]


@pytest.mark.parametrize(
    "text",
    [
        "One of them died at 16. Next, people died of it.",
        "It fell in 1997. Then it rose.",
        "They were i. old. ii. ill.",
    ],
)
def test_where_lines_end_changes_no_sentence(text: str) -> None:
    spans = sentence_spans(text)
    blanks = [index for index, character in enumerate(text) if character == " "]
    assert [at for at in blanks if sentence_spans(f"{text[:at]}\n{text[at + 1 :]}") != spans] == []


def parts_of(line: str) -> tuple[str, list[str]]:
    """Return the text of a line of a list, and its sentences."""
    return line.replace(" | ", " ").replace("|", ""), re.split(r" ?\| ?", line)


def is_parted_right(line: str) -> bool:
    text, parts = parts_of(line)
    return sentences(text) == parts


@pytest.mark.parametrize(
    "line", [one.text for one in listed("joins", labels=False) if not one.known_wrong]
)
def test_each_mark_ends_what_it_should(line: str) -> None:
    text, parts = parts_of(line)
    assert sentences(text) == parts


@pytest.mark.parametrize(
    "line", [one.text for one in listed("joins", labels=False) if one.known_wrong]
)
def test_what_is_known_to_be_parted_wrong_still_is(line: str) -> None:
    assert not is_parted_right(line)


def test_marks_are_known_that_nobody_looked_at_before() -> None:
    told = [is_parted_right(one.text) for one in listed("joins-apart", labels=False)]
    assert sum(told) >= 0.98 * len(told)


@pytest.mark.parametrize("text", [".", ". ", "!", "a.", "A. ", "…", "?!", "[3]", ".[3] ", "。"])
def test_a_long_run_of_marks_does_not_hold_up_the_build(text: str) -> None:
    spans = sentence_spans(text * 20_000)
    assert spans[-1][1] <= 20_000 * len(text)
