"""Long runs of one sign, such as an encoded picture or a ruler of dots.

Read in a moment, and read rightly.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from sphinx_claims.core.evidence.quantities import quantities_in, without_names
from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.reading import Reading
from sphinx_claims.core.prose.segment import sentence_spans
from sphinx_claims.core.rules.presence import slug_for
from sphinx_claims.reading.citing import parse_target
from sphinx_claims.reading.doctree import collect_page
from sphinx_claims.reading.origin.sources import SourceFiles
from sphinx_claims.reading.sentences import substitutions_in
from sphinx_claims.reading.textrun import TextRun
from unit.making import unit

LONG = 100_000
HANG = 30
"""Seconds of work that mean that the time grows with more than the length."""


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


@pytest.mark.parametrize("text", [f"The word “{'word ' * LONG}", f"{chr(34)}{'a b ' * LONG}“"])
def test_a_quotation_that_does_not_end_is_none(text: str) -> None:
    assert slug_for(unit(text), Reading(text=text, words=())) == "uncited-sentence"


def paragraph(sentences: int) -> nodes.document:
    """Return a page of one paragraph, each of whose sentences is a line of its own."""
    page = new_document("page.md")
    body = nodes.paragraph(rawsource="Cells live {cite:p}`K`.\n" * sentences)
    body.line = 1
    for _ in range(sentences):
        cite = addnodes.pending_xref("", refdomain="cite", reftype="p", reftarget="K")
        body += [nodes.Text("Cells live"), cite, nodes.Text(".\n")]
    page += body
    return page


def test_a_long_paragraph_is_read_line_by_line(tmp_path: Path) -> None:
    began = time.process_time()
    found = collect_page(
        paragraph(LONG // 4), "page", SourceFiles(tmp_path, str(tmp_path / "page.md"))
    )
    assert time.process_time() - began < HANG
    assert [unit.location.line for unit in found.units] == list(range(1, LONG // 4 + 1))
    assert {unit.cites for unit in found.units} == {(Citation(key="K"),)}


def test_words_that_are_not_in_the_markup_are_looked_for_a_while() -> None:
    run = TextRun(raw="x" * LONG)
    for number in range(LONG // 10):
        run.add_text(f"word{number} ", linked=False)
    began = time.process_time()
    assert run.line_at(len(run.text)) == 0
    assert time.process_time() - began < HANG


def test_names_in_braces_are_each_looked_for_once() -> None:
    raw = "{{ name }} and |other| " * (LONG // 10)
    began = time.process_time()
    assert substitutions_in(raw, nodes.paragraph("", "a b " * LONG)) == ("name", "other")
    assert time.process_time() - began < HANG
