"""Where in the source: which citations must say it, and what is no place."""

from __future__ import annotations

import pytest

from sphinx_claims.core.evidence.ledger import Design, Ledger
from sphinx_claims.core.model import Kind, Profile, Severity, Source, State
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.locators import RULES
from unit.rules.contexts import context, entry, fact, ledger, on, rule, said, study

NO_PLACE = "quotation does not say where in its source it stands"


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def quoted(*verdicts: tuple[str, str], **known: object) -> Context:
    return context(
        *(said(text, cited, kind=Kind.QUOTATION) for text, cited in verdicts),
        **known,  # type: ignore[arg-type]
    )


def test_a_quotation_needs_a_place_in_one_of_its_sources() -> None:
    bare = quoted(("Blood is made.", "Key, Other"))
    assert found("quotation-without-locator", bare) == [
        on(bare.verdicts[0], NO_PLACE, "Key", "Other")
    ]
    assert found("quotation-without-locator", quoted(("Blood is made.", "Key{p. 3}"))) == []
    assert found("quotation-without-locator", quoted(("Blood is made.", "Key, Other{p. 3}"))) == []
    assert found("quotation-without-locator", quoted(("Blood is made.", "Key{p. 3}, Other"))) == []


def test_a_sentence_that_quotes_nothing_needs_no_place() -> None:
    for kind in set(Kind) - {Kind.QUOTATION}:
        judged = context(said("Blood is made.", "Key", kind=kind))
        assert found("quotation-without-locator", judged) == []


def test_a_quotation_without_a_known_source_is_left_to_other_rules() -> None:
    assert found("quotation-without-locator", quoted(("Blood is made.", ""))) == []
    judged = quoted(("Blood is made.", "Key, Gone"), known=frozenset({"Key"}))
    assert found("quotation-without-locator", judged) == [on(judged.verdicts[0], NO_PLACE, "Key")]
    judged = quoted(("Blood is made.", "Gone"), known=frozenset())
    assert found("quotation-without-locator", judged) == []


def test_a_scope_around_a_quotation_counts() -> None:
    bare = said("Blood is made.", cover="Key", kind=Kind.QUOTATION)
    assert found("quotation-without-locator", context(bare)) == [on(bare, NO_PLACE, "Key")]
    told = said("Blood is made.", cover="Key{p. 3}", kind=Kind.QUOTATION)
    assert found("quotation-without-locator", context(told)) == []


def test_a_quotation_of_several_sentences_is_told_once_for_each_block() -> None:
    one, same = said("One.", "Key", kind=Kind.QUOTATION), said("Two.", "Key", kind=Kind.QUOTATION)
    next_block = said("Three.", "Key", kind=Kind.QUOTATION, block=1)
    elsewhere = said("Four.", "Key", kind=Kind.QUOTATION, doc="other")
    last = said("Five.", "Key", kind=Kind.QUOTATION)
    judged = context(one, same, next_block, elsewhere, last)
    assert found("quotation-without-locator", judged) == [
        on(one, NO_PLACE, "Key"),
        on(next_block, NO_PLACE, "Key"),
        on(elsewhere, NO_PLACE, "Key"),
    ]


def test_a_quotation_is_told_where_its_citation_first_lacks_a_place() -> None:
    first, second = quoted(("One.", "Key{p. 3}"), ("Two.", "Other")).verdicts
    assert found("quotation-without-locator", context(first, second)) == [
        on(second, NO_PLACE, "Other")
    ]


@pytest.mark.parametrize(
    ("source", "design", "is_long"),
    [
        (entry("Key", type="article"), None, False),
        (entry("Key"), None, False),
        (entry("Key", type="book"), None, True),
        (entry("Key", type="inbook"), None, True),
        (entry("Key", type="incollection"), None, True),
        (entry("Key", type="manual"), None, True),
        (entry("Key", type="phdthesis"), None, True),
        (entry("Key", type="proceedings"), None, True),
        (entry("Key", type="report"), None, True),
        (entry("Key", type="techreport"), None, True),
        (entry("Key", type="thesis"), None, True),
        (entry("Key", type="article", pages="100-130"), None, True),
        (entry("Key", type="article", pages="100--130"), None, True),
        (entry("Key", type="article", pages="100 – 130"), None, True),
        (entry("Key", type="article", pages="100-129"), None, False),
        (entry("Key", type="article", pages="e100-130"), None, False),
        (entry("Key", type="article", pages="100-130, 140"), None, False),
        (entry("Key", type="book", pages="100-129"), None, False),
        (entry("Key", type="book", pages="7"), None, True),
        (entry("Key", type="article"), Design.GUIDELINE, True),
        (entry("Key", type="article"), Design.TEXTBOOK, True),
        (entry("Key", type="article"), Design.REFERENCE, False),
        (entry("Key", type="article", pages="1-11"), Design.GUIDELINE, True),
        (entry("Key", type="article", pages="1-10"), Design.GUIDELINE, False),
        (entry("Key", type="article", pages="1-11"), Design.COHORT, False),
    ],
)
def test_a_long_work_is_not_cited_as_a_whole(
    source: Source, design: Design | None, is_long: bool
) -> None:
    verdict = said("Cells live.", "Key")
    known = ledger(study("Key", design)) if design else Ledger()
    expected = [on(verdict, "Key is long: say where in it", "Key")] if is_long else []
    assert found("long-work-without-locator", context(verdict, entries=[source], ledger=known)) == (
        expected
    )


def test_only_long_works_without_a_place_are_named() -> None:
    books = [entry("A", type="book"), entry("B", type="book"), entry("C", type="article")]
    both, one, told = (
        said("Cells live.", "B, C, A"),
        said("Cells die.", "A{p. 3}, B"),
        said("Cells grow.", "A{p. 3}, C"),
    )
    judged = context(both, one, told, entries=books)
    assert found("long-work-without-locator", judged) == [
        on(both, "B, A is long: say where in it", "B", "A"),
        on(one, "B is long: say where in it", "B"),
    ]


def test_a_scope_may_cover_with_a_whole_book() -> None:
    covered = said("Cells live.", cover="Key", state=State.COVERED)
    judged = context(covered, entries=[entry("Key", type="book")])
    assert found("long-work-without-locator", judged) == []


@pytest.mark.parametrize(
    "locator",
    [
        "p. ??",
        "?",
        "TBD",
        "todo",
        "FIXME",
        "p. xx",
        "XXX",
        "n/a",
        "NA",
        "unknown",
        "somewhere",
        "passim",
        "p.",
        "pp.",
        "pp. -7",
        "p. ii",
        "section TBD",
        "p. 3?",
        "Methods, p.",
    ],
)
def test_a_placeholder_is_no_place(locator: str) -> None:
    verdict = said("Cells live.", f"Key{{{locator}}}")
    assert found("unclear-locator", context(verdict)) == [
        on(verdict, f"{locator!r} is no place in Key", "Key")
    ]


@pytest.mark.parametrize(
    "locator",
    [
        "p. 3",
        "pp. 3-5",
        "Abstract",
        "Table 2",
        "section 4",
        "x",
        "natural history",
        "Todos",
        "step 3",
        "app. B",
        "p. 3 and p.",
    ],
)
def test_a_place_is_clear(locator: str) -> None:
    assert found("unclear-locator", context(said("Cells live.", f"Key{{{locator}}}"))) == []


def test_each_unclear_place_is_told_and_no_missing_one() -> None:
    verdict = said("Cells live.", "A, B{?}, C{p. 3}, D{TBD}", cover="E{?}")
    assert found("unclear-locator", context(verdict)) == [
        on(verdict, "'?' is no place in B", "B"),
        on(verdict, "'TBD' is no place in D", "D"),
    ]


@pytest.mark.parametrize(
    ("pages", "locator", "told"),
    [
        ("10-20", "p. 9", "p. 9"),
        ("10-20", "p. 10", ""),
        ("10-20", "p. 20", ""),
        ("10-20", "p. 21", "p. 21"),
        ("10-20", "pp. 12-15", ""),
        ("10-20", "pp. 9-15", "pp. 9-15"),
        ("10-20", "pp. 15-21", "pp. 15-21"),
        ("10-20", "pp. 15–21", "pp. 15–21"),
        ("10-20", "pp. 1-30", "pp. 1-30"),
        ("10–20", "Methods, p. 9, left", "p. 9"),
        ("10-20", "p.9", "p.9"),
        ("10-10", "p. 10", ""),
        ("10-10", "p. 11", "p. 11"),
        ("1010-20", "p. 9", ""),
        ("10-20", "Abstract", ""),
        ("10-20", "step. 9", ""),
        ("10-20", "p. ??", ""),
        ("10-20", "p. -9", ""),
        ("10", "p. 9", ""),
        ("e10-e20", "p. 9", ""),
        ("10-20, 30", "p. 9", ""),
        ("", "p. 9", ""),
    ],
)
def test_a_page_must_be_one_of_the_work(pages: str, locator: str, told: str) -> None:
    verdict = said("Cells live.", f"Key{{{locator}}}")
    expected = [on(verdict, f"{told!r} is outside pages {pages} of Key", "Key")] if told else []
    judged = context(verdict, entries=[entry("Key", pages=pages)])
    assert found("locator-outside-work", judged) == expected


def test_each_page_outside_is_told_and_those_of_other_works_are_not() -> None:
    verdict = said("Cells live.", "A, B{p. 9}, C{p. 9}, Gone{p. 9}, A{p. 9}, D{p. 12}, E{p. 1}")
    entries = [entry("A", pages="10-20"), entry("B"), entry("C", pages="1-9")]
    entries += [entry("D", pages="13-14"), entry("E", pages="2-3")]
    assert found("locator-outside-work", context(verdict, entries=entries)) == [
        on(verdict, "'p. 9' is outside pages 10-20 of A", "A"),
        on(verdict, "'p. 12' is outside pages 13-14 of D", "D"),
        on(verdict, "'p. 1' is outside pages 2-3 of E", "E"),
    ]


LEDGER = ledger(
    study("A", facts=[fact("response", "60")]), study("B", facts=[fact("relapse", "7")])
)


@pytest.mark.parametrize(
    ("text", "cited", "keys"),
    [
        ("Of 40 people, all lived.", "A", ("A",)),
        ("Of 40 people, all lived.", "B, A", ("A", "B")),
        ("Of 40 people, all lived.", "Other", ("Other",)),
        ("Of 40 people, all lived.", "A{Abstract}", ()),
        ("Of 40 people, all lived.", "A, B{Abstract}", ()),
        ("In 2014, all lived.", "A", ()),
        ("In 2014, 40 lived.", "A", ("A",)),
        ("All lived.", "A", ()),
        ("CD34 cells lived.", "A", ()),
        ("Of 40 people, all lived.", "", ()),
    ],
)
def test_one_source_of_typed_numbers_says_where(
    text: str, cited: str, keys: tuple[str, ...]
) -> None:
    verdict = said(text, cited)
    expected = [on(verdict, f"does not say where in {', '.join(keys)} its numbers stand", *keys)]
    judged = context(verdict, ledger=LEDGER)
    assert found("number-without-locator", judged) == (expected if keys else [])


@pytest.mark.parametrize(
    ("facts", "cited", "keys"),
    [
        (("A.response",), "A", ("A",)),
        (("A.response of bare",), "A", ("A",)),
        (("A.response",), "A{Abstract}", ()),
        (("A.response",), "A, B", ("A",)),
        (("A.response",), "A, B{Abstract}", ("A",)),
        (("B.relapse", "A.response"), "B, A", ("A", "B")),
        (("A.response", "B.relapse"), "A{Abstract}, B", ("B",)),
        (("A.participants",), "A", ("A",)),
        (("A.response",), "B", ()),
        (("A.unknown",), "A", ()),
        (("Other.response",), "Other", ()),
        (("A.response", "Other.response"), "A{Abstract}, Other", ()),
    ],
)
def test_each_source_of_printed_numbers_says_where(
    facts: tuple[str, ...], cited: str, keys: tuple[str, ...]
) -> None:
    verdict = said("60% lived.", cited, facts=facts)
    expected = [on(verdict, f"does not say where in {', '.join(keys)} its numbers stand", *keys)]
    judged = context(verdict, ledger=LEDGER)
    assert found("number-without-locator", judged) == (expected if keys else [])


def test_a_place_may_stand_in_the_scope_or_the_sentence_that_introduces() -> None:
    bare = (said("40 lived.", cover="A"), said("40 lived.", lead="A"))
    told = (said("40 lived.", cover="A{p. 3}"), said("40 lived.", lead="A{p. 3}"))
    message = "does not say where in A its numbers stand"
    assert found("number-without-locator", context(*bare, *told, ledger=LEDGER)) == [
        on(one, message, "A") for one in bare
    ]
    printed = said("60% lived.", lead="A", facts=("A.response",))
    assert found("number-without-locator", context(printed, ledger=LEDGER)) == [
        on(printed, message, "A")
    ]


def test_without_a_ledger_no_number_needs_a_place() -> None:
    assert found("number-without-locator", context(said("Of 40 people, all lived.", "A"))) == []


@pytest.mark.parametrize(
    ("slug", "balanced", "draft"),
    [
        ("long-work-without-locator", Severity.NOTE, Severity.OFF),
        ("quotation-without-locator", Severity.WARNING, Severity.WARNING),
        ("unclear-locator", Severity.WARNING, Severity.WARNING),
        ("locator-outside-work", Severity.WARNING, Severity.WARNING),
        ("number-without-locator", Severity.NOTE, Severity.OFF),
    ],
)
def test_rules_about_places_warn(slug: str, balanced: Severity, draft: Severity) -> None:
    judged = rule(RULES, slug)
    assert [judged.severity_under(profile) for profile in Profile] == [
        Severity.WARNING,
        balanced,
        draft,
        Severity.WARNING,
    ]
