"""Names that stand for a source: where a page must back them, and what backs them."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import State, Verdict
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.rules.base import Hit
from sphinx_claims.core.rules.names import RULES
from unit.rules.contexts import context, on, rule, said

BARE = "'REST' is named and nowhere on the page backed"
BY_KEY = f"{BARE} by Key"


def found(*verdicts: Verdict, **names: tuple[str, ...]) -> list[Hit]:
    policy = Policy(names=tuple((names or {"REST": ("Key",)}).items()))
    return list(rule(RULES, "uncited-name").check(context(*verdicts, policy=policy)))


def test_a_name_that_nothing_backs_is_told_once_at_its_first_sentence() -> None:
    before, first = said("Cells sleep."), said("The trial REST saw it.")
    assert found(before, first, said("REST saw more.")) == [on(first, BY_KEY, "Key")]


def test_the_message_lists_each_key_that_would_do() -> None:
    verdict = said("REST saw it.", "Third")
    assert found(verdict, REST=("Key", "Other")) == [
        on(verdict, f"{BARE} by Key or Other", "Key", "Other")
    ]


def test_a_name_without_keys_may_be_backed_by_any_source() -> None:
    verdict = said("REST saw it.")
    assert found(verdict, REST=()) == [on(verdict, BARE)]
    assert found(said("REST saw it.", "Any"), REST=()) == []
    assert found(said("REST saw it.", cover="Any", state=State.COVERED), REST=()) == []


def test_a_source_of_another_sentence_without_the_name_backs_nothing() -> None:
    verdict = said("REST saw it.")
    other = said("Cells sleep.", "Key")
    assert found(verdict, other) == [on(verdict, BY_KEY, "Key")]
    assert found(other) == []


@pytest.mark.parametrize("cited", ["Key", "Other, Key", "Key, Other"])
def test_one_sentence_that_cites_the_source_backs_the_whole_page(cited: str) -> None:
    backed = said("REST saw it.", cited)
    assert found(backed) == []
    assert found(said("REST began."), backed) == []
    assert found(backed, said("REST ended.", "Other")) == []


def test_each_page_must_back_the_name_itself() -> None:
    one, two = said("REST saw it.", doc="one"), said("REST ended.", doc="two", line=4)
    backed = said("REST began.", "Key", doc="three")
    assert found(one, backed, two) == [on(one, BY_KEY, "Key"), on(two, BY_KEY, "Key")]


def test_each_name_is_looked_for_by_itself() -> None:
    both, good = said("REST and WAKE saw it.", "Key"), said("SLEEP saw it.", "Third")
    assert found(both, good, REST=("Key",), WAKE=("Other",), SLEEP=("Third",)) == [
        on(both, "'WAKE' is named and nowhere on the page backed by Other", "Other")
    ]


@pytest.mark.parametrize(
    "text", ["REST saw it.", "It was (REST).", "“REST” ended.", "All of REST", "REST – it ended."]
)
def test_a_name_stands_as_a_word_of_its_own(text: str) -> None:
    verdict = said(text)
    assert found(verdict) == [on(verdict, BY_KEY, "Key")]


@pytest.mark.parametrize(
    "text",
    ["Cells rest.", "RESTED cells.", "ARREST of cells.", "UN-REST came.", "REST-2 came.", "REST2."],
)
def test_part_of_a_word_is_no_name(text: str) -> None:
    assert found(said(text)) == []


def test_a_name_is_no_pattern() -> None:
    verdict = said("The scale A.B. (x) was used.")
    assert found(said("The scale AxB was used."), **{"A.B": ("Key",)}) == []
    assert found(verdict, **{"A.B. (x": ("Key",)}) == [
        on(verdict, "'A.B. (x' is named and nowhere on the page backed by Key", "Key")
    ]


def test_suppressed_sentences_neither_name_nor_back() -> None:
    hidden = said("REST saw it.", "Key", state=State.SUPPRESSED)
    shown = said("REST ended.")
    assert found(hidden) == []
    assert found(hidden, shown) == [on(shown, BY_KEY, "Key")]


@pytest.mark.parametrize("reason", EXEMPTIONS)
def test_exempt_sentences_neither_name_nor_back(reason: str) -> None:
    free = said("REST saw it.", "Key", state=State.EXEMPT, reason=reason)
    shown = said("REST ended.")
    assert found(free) == []
    assert found(free, shown) == [on(shown, BY_KEY, "Key")]


def test_a_sentence_that_sounds_like_no_claim_names_all_the_same() -> None:
    quiet = said("REST saw it.", state=State.EXEMPT, reason="no-claim")
    assert found(quiet) == [on(quiet, BY_KEY, "Key")]


@pytest.mark.parametrize("state", [State.UNCITED, State.EXEMPT])
def test_only_a_sentence_with_support_backs(state: State) -> None:
    verdict = said("REST saw it.", "Key", state=state)
    assert found(verdict) == [on(verdict, BY_KEY, "Key")]


def test_a_paragraph_lends_its_source_to_a_covered_sentence() -> None:
    covered = said("REST saw it.", state=State.COVERED)
    assert found(covered, said("Cells sleep.", "Other, Key")) == []
    assert found(said("Cells sleep.", "Key"), covered) == []
    assert found(covered, said("Cells sleep.", "Key", block=1)) == [on(covered, BY_KEY, "Key")]
    assert found(covered, said("Cells sleep.", "Other")) == [on(covered, BY_KEY, "Key")]
    scope = said("Cells sleep.", cover="Key", state=State.COVERED)
    assert found(covered, scope) == [on(covered, BY_KEY, "Key")]


def test_a_paragraph_lends_nothing_to_a_sentence_with_a_source_of_its_own() -> None:
    for own in (
        said("REST saw it.", "Other"),
        said("REST saw it.", cover="Other", state=State.COVERED),
    ):
        assert found(own, said("Cells sleep.", "Key")) == [on(own, BY_KEY, "Key")]


def test_scopes_and_lead_ins_back_a_name() -> None:
    assert found(said("REST saw it.", cover="Key", state=State.COVERED)) == []
    assert found(said("REST saw it.", lead="Key", state=State.COVERED)) == []
    assert found(said("REST saw it.", "Other", lead="Key")) == []
    other = said("REST saw it.", lead="Other", state=State.COVERED)
    assert found(other) == [on(other, BY_KEY, "Key")]


def test_no_names_mean_no_hits() -> None:
    judged = context(said("REST saw it."))
    assert list(rule(RULES, "uncited-name").check(judged)) == []
