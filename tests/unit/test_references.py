"""Entries of lists of references, whole, and statements that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_claims.core.citing.references import ANYWHERE, ENOUGH, IN_A_LIST, reference_in
from sphinx_claims.core.prose.segment import sentence_spans

DATA = Path(__file__).with_name("data")
MEASURED = 0.9
"""How many of the texts apart must be told aright."""


def lines_of(name: str) -> list[str]:
    lines = DATA.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def is_whole(entry: str, enough: int = IN_A_LIST) -> bool:
    """Tell whether each sentence of an entry begins before its end."""
    starts = [start for start, _ in sentence_spans(entry)]
    return starts[-1] < reference_in(entry, enough)


def takes_a_claim(text: str, enough: int = IN_A_LIST, *, linked: bool = False) -> bool:
    """Tell whether more is taken for a reference than a name that the text opens with."""
    return len(text[: reference_in(text, enough, linked=linked)].split()) > 3


@pytest.mark.parametrize("entry", lines_of("entries"))
def test_an_entry_is_a_reference_with_all_its_sentences(entry: str) -> None:
    assert is_whole(entry)


@pytest.mark.parametrize("text", lines_of("no-entries"))
@pytest.mark.parametrize("linked", [False, True], ids=["plain", "linked"])
def test_a_statement_that_looks_like_an_entry_is_none(text: str, linked: bool) -> None:
    for enough in (IN_A_LIST, ENOUGH, ANYWHERE):
        assert not takes_a_claim(text, enough, linked=linked)


def test_most_entries_apart_are_told_aright() -> None:
    entries = lines_of("entries-apart")
    assert sum(map(is_whole, entries)) >= MEASURED * len(entries)


def test_no_statement_apart_is_taken_for_an_entry() -> None:
    assert [text for text in lines_of("no-entries-apart") if takes_a_claim(text)] == []


@pytest.mark.parametrize("behind", ["Aspirin cures 90% of people.", "It is safe in old people."])
@pytest.mark.parametrize("entry", lines_of("entries"))
def test_what_is_stated_behind_an_entry_is_none_of_it(entry: str, behind: str) -> None:
    text = f"{entry.rstrip('.')}. {behind}"
    assert reference_in(text, IN_A_LIST) <= len(text) - len(behind)


@pytest.mark.parametrize(
    ("kept", "behind"),
    [
        ("Ng A. How cells rest.", "J Ex. 2020;3:1-9, who showed that aspirin cures 90% of people."),
        ("Ng A. How cells rest.", "J Ex. 2020;3:1-9; aspirin cures cancer."),
        ("Ng A. How cells rest.", "J Ex. 2020;3:1-9 (aspirin cures cancer)."),
        ("Ng A. J Ex. 2020;3:1-9.", "Aspirin cures cancer. Lancet 2018; 392: 1–8."),
    ],
)
def test_a_sentence_that_states_something_behind_its_place_is_no_reference(
    kept: str, behind: str
) -> None:
    assert reference_in(f"{kept} {behind}", IN_A_LIST) <= len(kept) + 1


def test_a_second_reference_in_a_block_may_have_a_title_that_states_something() -> None:
    first = "Ng A. How cells rest. J Ex. 2020;3:1-9."
    assert is_whole(f"{first} Roe B et al. Aspirin cures cancer. Lancet 2018; 392: 1–8.")


@pytest.mark.parametrize(
    "text",
    [
        "Mice: Aspirin cures cancer, 2018.",
        "[Aspirin cures cancer] https://example.org",
        "World Health Organization (aspirin cures 90% of cancers). https://example.org",
        "Sleep Fact Sheet (aspirin cures cancer in mice). https://example.org",
        "PMID 28943457 shows that aspirin cures cancer.",
        "No side effects in 40 patients. https://example.org",
        "Patients on aspirin live 3 years longer. https://example.org",
        "Children need 10 hours of sleep. https://example.org",
        "In: aspirin cures cancer. https://example.org",
        "Roe B. (2018) aspirin cures cancer. Lancet 2018; 392: 1–8.",
    ],
)
def test_no_part_of_an_entry_hides_a_statement(text: str) -> None:
    assert not takes_a_claim(text)
    assert not takes_a_claim(text, linked=True)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ng A, Roe B. How cells rest. Ex Med J. 2018;12(4):233-41.", True),
        ("Li, Wei, and Bo Roe. 2013. “Cells Rest.” Journal of Rest 27 (6): 1227–50.", True),
        ("Ng A. How cells rest. Example Press, 2018.", False),
        ("Sleep Fact Sheet. World Health Organization, 2 May 2019. https://example.org", False),
        ("Ng A. Cells rest. Ex Med J. 2018;12(4):233-41. This holds for mice.", False),
    ],
)
def test_where_none_is_expected_only_a_whole_and_full_reference_is_one(
    text: str, whole: bool
) -> None:
    assert bool(reference_in(text, ANYWHERE)) is whole


@pytest.mark.parametrize("sign", ["\n", "\t"])
def test_an_entry_may_go_on_over_several_lines(sign: str) -> None:
    entry = lines_of("entries")[8]
    assert reference_in(entry.replace(" ", sign), IN_A_LIST) == reference_in(entry, IN_A_LIST)


@pytest.mark.parametrize("start", ["Sleep Institute of ", "Ng AB, ", "(India) ", "Aspirin. "])
def test_entries_without_end_are_read_in_no_time(start: str) -> None:
    assert reference_in(start * 3_000, IN_A_LIST) >= 0
