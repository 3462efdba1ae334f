"""Citations that cover nothing or too much, and pages with too few of them."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Kind, Location, Profile, State, Verdict
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.rules.base import Hit
from sphinx_claims.core.rules.scoping import RULES
from unit.rules.contexts import context, on, rule, said

DISTANT, BUNDLE, LOW = "distant-citation", "citation-bundle", "low-coverage"
CLAIM = "Heat kills most cells within a day."
DRAFT = Profile.DRAFT


def found(slug: str, *verdicts: Verdict, **policy: Any) -> list[Hit]:
    return list(rule(RULES, slug).check(context(*verdicts, policy=Policy(**policy))))


def lent(text: str = CLAIM, **known: Any) -> Verdict:
    """Return a sentence of a draft that another one's citation covers."""
    return said(text, **{"state": State.COVERED, "profile": DRAFT, **known})


def last(cited: str = "Key", **known: Any) -> Verdict:
    return said("Light harms them.", cited, **{"profile": DRAFT, **known})


def stands_for(number: int) -> str:
    return f"one citation stands for the {number} claims before it"


def test_the_example_sounds_like_a_claim() -> None:
    assert lent().reading.is_claim
    assert not lent("See the next page.").reading.is_claim


def test_a_citation_behind_too_many_claims_is_told() -> None:
    four = [lent()] * 4
    end = last("Key, Other, Key")
    assert found(DISTANT, *four, end) == [on(end, stands_for(4), "Key", "Other")]
    assert found(DISTANT, *four, end, lent(), last("Third")) == [
        on(end, stands_for(4), "Key", "Other")
    ]
    assert found(DISTANT, *four[1:], end) == []


@pytest.mark.parametrize("reach", [0, 1, 2])
def test_the_setting_says_how_many_are_too_many(reach: int) -> None:
    end = last()
    claims = [lent()] * (reach + 1)
    assert found(DISTANT, *claims, end, reach=reach) == [on(end, stands_for(reach + 1), "Key")]
    assert found(DISTANT, *claims, end, reach=reach + 1) == []


@pytest.mark.parametrize("profile", [one for one in Profile if one is not DRAFT])
def test_only_drafts_may_have_distant_citations(profile: Profile) -> None:
    claims = [lent(profile=profile)] * 4
    assert found(DISTANT, *claims, last(profile=profile)) == []


@pytest.mark.parametrize(
    "other",
    [
        lent(cover="Third"),
        lent(lead="Third"),
        lent(state=State.UNCITED),
        lent(state=State.EXEMPT),
        lent(state=State.SUPPRESSED),
        lent("See the next page."),
        lent("Imagine that heat kills most cells within a day."),
        lent(profile=Profile.STRICT),
    ],
)
def test_only_claims_that_lean_on_the_citation_count(other: Verdict) -> None:
    end = last()
    assert found(DISTANT, lent(), other, end, reach=1) == []
    assert found(DISTANT, lent(), other, lent(), end, reach=1) == [on(end, stands_for(2), "Key")]


def test_each_paragraph_of_each_page_is_looked_at_by_itself() -> None:
    one, two = last(), last("Other", block=1)
    assert found(DISTANT, lent(), lent(block=1), two, reach=1) == []
    assert found(DISTANT, lent(doc="a"), lent(doc="b"), last(doc="b"), reach=1) == []
    end = last("Third", doc="b")
    both = (lent(), lent(), one, lent(block=1), lent(block=1), two)
    assert found(DISTANT, *both, lent(doc="b"), lent(doc="b"), end, reach=1) == [
        on(one, stands_for(2), "Key"),
        on(two, stands_for(2), "Other"),
        on(end, stands_for(2), "Third"),
    ]


def test_a_paragraph_without_a_citation_of_its_own_has_none_that_is_distant() -> None:
    assert found(DISTANT, *[lent()] * 4) == []
    assert found(DISTANT, *[lent()] * 4, reach=0) == []
    assert found(DISTANT, last(), *[lent()] * 4, last(), reach=0) == []


def test_too_many_sources_for_one_sentence_are_told() -> None:
    heap, fine = said("Cells live.", "One, Two, Three"), said("Cells die.", "One, Two")
    message = "3 sources for one sentence, 2 are the most"
    assert found(BUNDLE, fine, heap, fine, bundle_max=2) == [on(heap, message, *heap_keys(heap))]
    assert found(BUNDLE, fine, heap, bundle_max=3) == []
    assert found(BUNDLE, fine, heap, bundle_max=0) == []


def heap_keys(verdict: Verdict) -> tuple[str, ...]:
    return tuple(cite.key for cite in verdict.unit.cites)


def test_one_source_is_the_least_that_can_be_the_most() -> None:
    two = said("Cells die.", "One, Two")
    message = "2 sources for one sentence, 1 are the most"
    assert found(BUNDLE, two, said("Cells live.", "One"), bundle_max=1) == [
        on(two, message, "One", "Two")
    ]


def test_a_source_counts_once_and_only_in_the_sentence_itself() -> None:
    assert found(BUNDLE, said("Cells live.", "One, One, Two, One"), bundle_max=2) == []
    around = said("Cells live.", "One", cover="Two", lead="Three")
    assert found(BUNDLE, around, bundle_max=1) == []


@pytest.mark.parametrize("kind", Kind)
def test_rows_and_captions_gather_sources(kind: Kind) -> None:
    heap = said("Cells live.", "One, Two", kind=kind)
    gathers = kind in {Kind.TABLE_ROW, Kind.CAPTION}
    wanted = [on(heap, "2 sources for one sentence, 1 are the most", "One", "Two")]
    assert found(BUNDLE, heap, bundle_max=1) == ([] if gathers else wanted)
    sentence = said("Cells die.", "One, Two")
    assert on(sentence, wanted[0].message, "One", "Two") in found(
        BUNDLE, heap, sentence, bundle_max=1
    )


def page(doc: str, cited: int, bare: int) -> list[Verdict]:
    return [said(CLAIM, "Key", doc=doc)] * cited + [said(CLAIM, doc=doc)] * bare


def low(*verdicts: Verdict, wanted: tuple[tuple[str, int], ...]) -> list[Hit]:
    docs = {doc for verdict in verdicts if (doc := verdict.unit.location.doc)}
    judged = context(
        *verdicts,
        policy=Policy(coverage_min=wanted),
        sources={doc: f"{doc}.md" for doc in docs},
    )
    return list(rule(RULES, LOW).check(judged))


def short(doc: str, message: str) -> Hit:
    return Hit(location=Location(doc=doc, source=f"{doc}.md", line=1), message=message)


def test_a_page_below_what_is_wanted_is_told_at_its_first_line() -> None:
    message = "2 of 3 claims have a source (66 %), 67 % are wanted"
    assert low(*page("a", 2, 1), wanted=(("*", 67),)) == [short("a", message)]
    assert low(*page("a", 2, 1), wanted=(("*", 66),)) == []


def test_a_page_that_has_just_what_is_wanted_is_clean() -> None:
    assert low(*page("a", 1, 1), wanted=(("*", 50),)) == []
    assert low(*page("a", 3, 0), wanted=(("*", 100),)) == []
    assert low(*page("a", 0, 3), wanted=(("*", 1),)) == [
        short("a", "0 of 3 claims have a source (0 %), 1 % are wanted")
    ]


def test_sentences_that_need_no_source_do_not_count() -> None:
    free = [said(CLAIM, doc="a", state=state) for state in (State.EXEMPT, State.SUPPRESSED)]
    assert low(*page("a", 1, 0), *free, wanted=(("*", 100),)) == []
    assert low(*free, wanted=(("*", 100),)) == []


def test_the_first_pattern_that_fits_a_page_says_what_is_wanted_there() -> None:
    pages = [*page("part/b", 0, 1), *page("a", 1, 1), *page("c", 0, 1), *page("Part/d", 0, 1)]
    wanted = (("part/*", 20), ("a", 60), ("[ab]*", 10), ("part/b", 90))
    assert low(*pages, wanted=wanted) == [
        short("a", "1 of 2 claims have a source (50 %), 60 % are wanted"),
        short("part/b", "0 of 1 claims have a source (0 %), 20 % are wanted"),
    ]
    assert low(*pages, wanted=()) == []


FOR_DEFECTS = [
    "floating-citation",
    "citation-in-heading",
    "translation-citation",
    "claim-without-key",
]


@pytest.mark.parametrize("slug", FOR_DEFECTS)
def test_what_was_seen_while_reading_is_told_by_its_rule_alone(slug: str) -> None:
    place = Location(doc="index", source="index.md", line=5)
    known = {"location": place, "message": "is off", "excerpt": "A mark.", "keys": ("Key",)}
    own, *others = (
        Defect(slug=kind, **known)  # type: ignore[arg-type]
        for kind in sorted(DefectKind, key=lambda kind: kind != slug)
    )
    check = rule(RULES, slug).check
    assert list(check(context(defects=(*others, own, *others)))) == [
        Hit(text="A mark.", **known)  # type: ignore[arg-type]
    ]
    assert list(check(context(defects=tuple(others)))) == []
