"""Long runs of one sign, such as an encoded picture or a ruler of dots.

Read in a moment, and read rightly.
"""

from __future__ import annotations

import pytest

from sphinx_claims.core.evidence.quantities import quantities_in, without_names
from sphinx_claims.core.prose.segment import sentence_spans
from sphinx_claims.reading.inline import parse_target

LONG = 100_000


def test_blanks_around_a_key_are_no_part_of_it() -> None:
    blanks = " " * LONG
    assert [
        cite.key for cite in parse_target(f"{blanks}One2001{blanks},\n{blanks}Two2002,{blanks}")
    ] == ["One2001", "Two2002"]


@pytest.mark.parametrize(
    "text",
    [f"It ends {'.' * LONG}", f"{'A' * LONG} is one word", f"{'-' * LONG}", f"{'a/' * LONG}."],
)
def test_a_run_of_signs_is_cut_nowhere(text: str) -> None:
    assert sentence_spans(text) == ((0, len(text)),)


def test_a_long_word_of_capitals_is_no_name() -> None:
    text = f"The word {'A' * LONG} holds vitamin B. The second is short."
    assert [text[start:end] for start, end in sentence_spans(text)][1:] == ["The second is short."]


def test_a_long_word_is_no_number() -> None:
    text = without_names(f"{'a/' * LONG} fell by 12 points in 5 weeks")
    assert [(one.text, one.unit) for one in quantities_in(text)] == [("12", ""), ("5", "week")]
