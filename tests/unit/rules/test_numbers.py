"""The numbers of the text against the ledger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.ledger import Interval, Ledger
from sphinx_claims.core.model import Defect, Kind, Location, Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.numbers import RULES
from unit.rules.contexts import (
    LEDGER_FILE,
    context,
    entry,
    fact,
    ledger,
    on,
    own,
    rule,
    said,
    study,
)

STRANGE, TYPED, UNRECORDED, BARE, UNUSED = (
    "number-not-in-ledger",
    "number-typed-by-hand",
    "number-without-record",
    "fact-without-citation",
    "unused-own-number",
)
ENDS = Interval(level=Decimal(95), low=Decimal(45), high=Decimal(74))
RESPONSE = fact("response", "60", count="24", denominator="40", time="12 months", interval=ENDS)
KEY = study(
    "Key", facts=[RESPONSE, fact("age", "33", unit="years"), fact("phase", "2", unit="phase")]
)
OTHER = study(
    "Other", facts=[fact("remission", "75", count="9", denominator="12")], participants=12
)
LEDGER = ledger(KEY, OTHER, study("Plain"))
ENTRIES = (entry("Key", year="2014"), entry("Other", date="2019-05-01"), entry("Stranger"))


def judged(*verdicts: Verdict, known: Ledger = LEDGER) -> Context:
    return context(*verdicts, entries=ENTRIES, ledger=known)


def found(slug: str, *verdicts: Verdict, known: Ledger = LEDGER) -> list[Hit]:
    return list(rule(RULES, slug).check(judged(*verdicts, known=known)))


OF_KEY = "Key.response 60% (24 of 40), Key.age 33\u00a0years, Key.phase phase\u00a02"


@pytest.mark.parametrize(
    ("text", "cited", "message", "keys"),
    [
        ("61% responded.", "Key", f"'61%' is no percentage of Key; nearest: {OF_KEY}", ("Key",)),
        (
            "61% responded.",
            "Key, Stranger, Missing",
            "'61%' is no percentage of Key (the ledger has no entry Stranger, Missing); "
            f"nearest: {OF_KEY}",
            ("Key",),
        ),
        (
            "9 of 40 responded.",
            "Other, Key",
            "'9 of 40' is no result of Key, Other; nearest: Key.phase phase\u00a02, "
            "Key.age 33\u00a0years, Other.remission 75% (9 of 12)",
            ("Key", "Other"),
        ),
        (
            "3 responded.",
            "Other",
            "'3' is no number of Other; nearest: Other.remission 75% (9 of 12)",
            ("Other",),
        ),
        ("3 responded.", "Plain", "'3' is no number of Plain; nearest: no fact", ("Plain",)),
        (
            "In 2015, all responded.",
            "Other",
            "'2015' is no calendar year of Other; nearest: Other.remission 75% (9 of 12)",
            ("Other",),
        ),
    ],
)
def test_a_number_must_be_of_a_source(
    text: str, cited: str, message: str, keys: tuple[str, ...]
) -> None:
    verdict = said(text, cited)
    assert found(STRANGE, verdict) == [on(verdict, message, *keys)]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("60% responded.", "Key"),
        ("24 of 40 (60%) responded.", "Key"),
        ("24 of 40 and 9 of 12 responded.", "Key, Other"),
        ("A report of 2014 says so.", "Key"),
        ("A report of 2019 says so.", "Other"),
        ("All responded.", "Key"),
        ("61% responded.", "Stranger"),
        ("61% responded.", ""),
        ("CD61 cells responded.", "Key"),
    ],
)
def test_a_number_of_a_source_may_stand(text: str, cited: str) -> None:
    assert found(STRANGE, said(text, cited)) == []


def test_a_year_of_publication_is_that_of_the_cited_source() -> None:
    verdicts = (said("In 2014, all lived.", "Other"), said("In 2019, all lived.", "Key"))
    assert [hit.message.split(";")[0] for hit in found(STRANGE, *verdicts)] == [
        "'2014' is no calendar year of Other",
        "'2019' is no calendar year of Key",
    ]


def test_each_wrong_number_is_told() -> None:
    verdict, next_ = said("61% and 62% responded.", "Other"), said("In all, 63% did.", "Other")
    nearest = "nearest: Other.remission 75% (9 of 12)"
    assert found(STRANGE, verdict, next_) == [
        on(verdict, f"'61%' is no percentage of Other; {nearest}", "Other"),
        on(verdict, f"'62%' is no percentage of Other; {nearest}", "Other"),
        on(next_, f"'63%' is no percentage of Other; {nearest}", "Other"),
    ]


def test_the_nearest_facts_are_of_the_same_kind_first_and_three_at_most() -> None:
    facts = [
        fact("far", "10"),
        fact("people", "61", unit="people"),
        fact("b", "60", interval=ENDS),
        fact("a", "64"),
        fact("near", "63"),
    ]
    many, more = study("Key", facts=facts), study("More", facts=[fact("c", "62.5")])
    known = ledger(many, more)
    percent, plain = said("62% responded.", "Key, More"), said("Of 62, all lived.", "Key, More")
    assert [
        hit.message.partition("nearest: ")[2] for hit in found(STRANGE, percent, plain, known=known)
    ] == [
        "More.c 62.5%, Key.near 63%, Key.a 64%",
        "Key.people 61\u00a0people, More.c 62.5%, Key.near 63%",
    ]


def test_facts_that_are_equally_near_are_in_order_of_their_names() -> None:
    known = ledger(study("Key", facts=[fact("b", "60"), fact("c", "64"), fact("a", "64")]))
    hits = found(STRANGE, said("62% responded.", "Key"), known=known)
    assert [hit.message.partition("nearest: ")[2] for hit in hits] == [
        "Key.a 64%, Key.b 60%, Key.c 64%"
    ]


@pytest.mark.parametrize(
    "known",
    [
        {"state": State.UNCITED, "lead": "Key"},
        {"state": State.UNCITED, "facts": ("Key.response",)},
    ],
)
def test_an_uncited_sentence_is_left_to_another_rule(known: dict[str, Any]) -> None:
    assert found(STRANGE, said("61% responded.", **known)) == []
    assert found(TYPED, said("60% responded.", **known)) == []


@pytest.mark.parametrize(
    "known",
    [
        {"lead": "Other", "state": State.COVERED},
        {"cover": "Other", "state": State.COVERED},
        {"facts": ("Other.remission",), "state": State.COVERED},
        {"lead": "Other", "state": State.EXEMPT},
    ],
)
def test_a_source_counts_wherever_it_is_named(known: dict[str, Any]) -> None:
    verdict = said("61% responded.", **known)
    message = "'61%' is no percentage of Other; nearest: Other.remission 75% (9 of 12)"
    assert found(STRANGE, verdict) == [on(verdict, message, "Other")]


def test_a_source_of_a_scope_that_the_ledger_lacks_is_told() -> None:
    verdict = said("61% responded.", "Other", cover="Stranger", lead="Missing")
    message = (
        "'61%' is no percentage of Other (the ledger has no entry Stranger); "
        "nearest: Other.remission 75% (9 of 12)"
    )
    assert found(STRANGE, verdict) == [on(verdict, message, "Other")]


def test_beside_an_entry_that_cannot_be_read_any_number_may_stand() -> None:
    known = replace(LEDGER, damaged=frozenset({"Broken"}))
    broken, sound = said("61% responded.", "Key, Broken"), said("61% responded.", "Key")
    assert [hit.text for hit in found(STRANGE, broken, sound, known=known)] == ["61% responded."]
    assert found(STRANGE, broken, known=known) == []


def test_without_a_ledger_no_number_is_looked_at() -> None:
    verdict = said("61% responded.", "Key", facts=("Key.response",))
    for slug in (STRANGE, TYPED, UNUSED):
        assert list(rule(RULES, slug).check(context(verdict, entries=ENTRIES))) == []


def test_what_a_fact_prints_is_right_whatever_is_said_around_it() -> None:
    text = "It was 60 people."
    assert [hit.keys for hit in found(STRANGE, said(text, "Key"))] == [("Key",)]
    assert found(STRANGE, said(text, "Key", facts=("Key.response number",))) == []
    assert found(STRANGE, said(text, "Key", facts=("Key.unknown", "Key.response number"))) == []
    assert len(found(STRANGE, said(text, "Key", facts=("Key.unknown",)))) == 1
    assert len(found(STRANGE, said(text, "Key", facts=("Key.age",)))) == 1


def test_numbers_that_facts_print_may_not_be_put_together_wrongly() -> None:
    facts = ("Other.remission count", "Key.response denominator")
    verdict = said("9 of 40 responded.", "Key, Other", facts=facts)
    assert [hit.message.split(";")[0] for hit in found(STRANGE, verdict)] == [
        "'9 of 40' is no result of Key, Other"
    ]


def test_the_digit_of_a_phase_is_no_number_that_was_printed() -> None:
    named = said("A phase 2 trial had 2 arms.", "Key", facts=("Key.phase",))
    assert [hit.message.split(";")[0] for hit in found(STRANGE, named)] == [
        "'2' is no number of Key"
    ]
    bare = said("The trial had 2 arms.", "Key", facts=("Key.phase number",))
    assert found(STRANGE, bare) == []
    other = said("A phase 2 trial lasted 33 people.", "Key", facts=("Key.age number", "Key.phase"))
    assert found(STRANGE, other) == []


def test_a_number_that_is_printed_counts_beside_a_phase_of_the_same_digit() -> None:
    known = ledger(study("Key", facts=[fact("share", "2"), fact("phase", "2", unit="phase")]))
    text = "In phase 2, 2 people fell ill."
    assert len(found(STRANGE, said(text, "Key"), known=known)) == 1
    assert found(STRANGE, said(text, "Key", facts=("Key.share number",)), known=known) == []


SORTED = "We sort them into 3 groups."
NOT_OWN = [own("4", "3 groups"), own("3", "4 groups"), own("3", "3 groups", doc="other")]


def test_a_number_may_be_the_own_one_of_the_text() -> None:
    verdict = said(SORTED, "Key")
    assert found(STRANGE, verdict, known=replace(LEDGER, own_numbers=(own("3", "3 groups"),))) == []
    assert len(found(STRANGE, verdict, known=replace(LEDGER, own_numbers=tuple(NOT_OWN)))) == 1


def test_an_own_number_that_is_not_needed_is_told() -> None:
    used, unused = own("3", "3 groups"), own("40", "40 lines", line=9)
    listed = replace(LEDGER, own_numbers=(unused, used, *NOT_OWN))
    verdicts = (said(SORTED, "Key"), said("It has 40 lines.", "Key"))
    assert found(UNUSED, *verdicts, known=listed) == [
        Hit(
            location=entry_.location,
            message=f"no number {entry_.number} in {entry_.doc} is beside a source that does not "
            "have it",
            excerpt=entry_.words,
        )
        for entry_ in (unused, *NOT_OWN)
    ]


def test_an_own_number_is_used_in_its_own_document_alone() -> None:
    here, there = own("3", "3 groups"), own("3", "3 groups", doc="other", line=2)
    listed = replace(LEDGER, own_numbers=(here, there))
    assert [hit.location.line for hit in found(UNUSED, said(SORTED, "Key"), known=listed)] == [2]
    elsewhere = said(SORTED, "Key", doc="other")
    assert [hit.location.line for hit in found(UNUSED, elsewhere, known=listed)] == [1]
    assert found(UNUSED, said(SORTED, "Key"), elsewhere, known=listed) == []


def test_a_document_without_own_numbers_hides_none_of_the_next() -> None:
    listed = replace(LEDGER, own_numbers=(own("3", "3 groups"),))
    assert found(UNUSED, said("All did.", "Key", doc="a"), said(SORTED, "Key"), known=listed) == []


def test_an_own_number_that_a_fact_prints_too_is_used() -> None:
    listed = replace(LEDGER, own_numbers=(own("60", "60 people"),))
    verdict = said("It was 60 people.", "Key", facts=("Key.response number",))
    assert found(UNUSED, verdict, known=listed) == []


@pytest.mark.parametrize(
    ("text", "cited", "facts", "typed"),
    [
        ("60% responded.", "Key", (), "60"),
        ("24 of 40 (60%) responded.", "Key", (), "24, 40, 60"),
        ("60% and 60% responded.", "Key", (), "60"),
        ("60% responded.", "Key", ("Key.response",), ""),
        ("60% and 60% responded.", "Key", ("Key.response",), "60"),
        ("24 of 40 (60%) responded.", "Key", ("Key.response",), "24, 40"),
        ("60% responded in 2014.", "Key", (), "60"),
        ("In 2014, all responded.", "Key", (), ""),
        ("In 2019, all responded.", "Other", (), ""),
        ("In 2014 and in 2014, all responded.", "Key", (), "2014"),
        ("In 2014 and 2019, all responded.", "Key, Other", (), ""),
        ("60% (95% CI 45–74%) responded.", "Key", (), "60, 45, 74"),
        ("60% (95% confidence interval 45–74%) responded.", "Key", (), "60, 45, 74"),
        ("All responded.", "Key", (), ""),
        ("Of 40 people, all responded.", "Plain", (), ""),
        ("Of 40 people, all responded.", "Plain, Key", (), "40"),
        ("61% responded.", "Key", (), ""),
        ("61% of 40 responded.", "Key", (), ""),
        ("CD34 cells responded in phase 2.", "Key", (), ""),
    ],
)
def test_a_number_of_a_row_is_printed_and_not_typed(
    text: str, cited: str, facts: tuple[str, ...], typed: str
) -> None:
    verdict = said(text, cited, facts=facts, kind=Kind.TABLE_ROW)
    message = f"{typed}: typed by hand, not printed from the ledger"
    expected = [on(verdict, message, *sorted(cited.split(", ")))] if typed else []
    assert found(TYPED, verdict) == expected


@pytest.mark.parametrize("kind", list(Kind))
def test_rows_and_captions_print_their_numbers_and_prose_types_them(kind: Kind) -> None:
    told = found(TYPED, said("60% did.", "Key", kind=kind))
    assert bool(told) is (kind in {Kind.TABLE_ROW, Kind.CAPTION})


def test_each_caption_with_typed_numbers_is_told() -> None:
    one, two, last = (
        said(text, "Key", kind=Kind.CAPTION) for text in ("60% did.", "All did.", "40 did.")
    )
    message = "typed by hand, not printed from the ledger"
    assert found(TYPED, one, two, last) == [
        on(one, f"60: {message}", "Key"),
        on(last, f"40: {message}", "Key"),
    ]


def test_the_year_of_a_scope_may_be_typed_and_that_of_a_lead_is_none_of_the_row() -> None:
    row: dict[str, Any] = {"kind": Kind.TABLE_ROW, "state": State.COVERED}
    assert found(TYPED, said("In 2014, all did.", cover="Key", **row)) == []
    led = said("In 2014, all did.", lead="Key", **row)
    assert [hit.message.split(":")[0] for hit in found(TYPED, led)] == ["2014"]


def test_an_own_number_may_be_typed() -> None:
    listed = replace(LEDGER, own_numbers=(own("3", "3 groups"), own("40", "40 lines")))
    row = {"kind": Kind.TABLE_ROW}
    assert found(TYPED, said(SORTED, "Key", **row), known=listed) == []
    assert found(TYPED, said("It has 40 lines.", "Key", **row), known=listed) == []
    assert len(found(TYPED, said("It has 40 pages.", "Key", **row), known=listed)) == 1
    assert found(UNRECORDED, said("It has 40 lines.", "Stranger"), known=listed) == []


@pytest.mark.parametrize(
    ("text", "cited", "known", "typed"),
    [
        ("9 of 12 (75%) responded.", "Stranger", {}, "9, 12, 75"),
        ("9 responded.", "Stranger, Missing", {}, "9"),
        ("9 responded.", "", {"cover": "Stranger", "state": State.COVERED}, "9"),
        ("9 responded.", "", {"lead": "Stranger", "state": State.COVERED}, "9"),
        ("9 responded.", "Stranger", {"kind": Kind.TABLE_ROW}, "9"),
        ("75% (95% CI 43–95) responded.", "Stranger", {}, "75, 43, 95"),
        ("In 2017 and 2018, all did.", "Dated", {}, "2018"),
        ("9 responded.", "Stranger, Key", {}, ""),
        ("9 responded.", "Stranger", {"cover": "Key"}, ""),
        ("9 responded.", "Plain", {}, ""),
        ("9 responded.", "Damaged", {}, ""),
        ("60% responded.", "Stranger", {"facts": ("Key.response",)}, ""),
        ("All responded to CD34 cells.", "Stranger", {}, ""),
        ("9 responded.", "", {}, ""),
        ("9 responded.", "Stranger", {"state": State.UNCHECKED}, ""),
    ],
)
def test_a_typed_number_has_a_source_in_the_ledger(
    text: str, cited: str, known: dict[str, Any], typed: str
) -> None:
    verdict, dated = said(text, cited, **known), (*ENTRIES, entry("Dated", year="2017"))
    keys = [cite.key for cite in (*verdict.unit.all_cites, *verdict.unit.lead)]
    told = replace(LEDGER, damaged=frozenset({"Damaged"}))
    message = f"{typed}: the ledger has no entry {', '.join(keys)}"
    assert list(rule(RULES, UNRECORDED).check(context(verdict, entries=dated, ledger=told))) == (
        [on(verdict, message, *keys)] if typed else []
    )


def test_without_a_ledger_no_number_needs_a_record() -> None:
    assert found(UNRECORDED, said("9 did.", "Stranger"), known=Ledger()) == []


@pytest.mark.parametrize(
    ("target", "cited", "known"),
    [
        ("Key.response of bare", "Other", {}),
        ("Key.response", "Other", {"lead": "Stranger"}),
        ("Key.response", "", {"cover": "Other", "state": State.COVERED}),
        ("Key.response", "Other", {"state": State.SUPPRESSED}),
    ],
)
def test_a_printed_fact_needs_its_source(target: str, cited: str, known: dict[str, str]) -> None:
    verdict = said("24 of 40 responded.", cited, facts=(target,), **known)
    message = "fact 'Key.response' is printed and Key is not cited"
    assert found(BARE, verdict) == [on(verdict, message, "Key")]


@pytest.mark.parametrize(
    ("cited", "known"),
    [
        ("Key", {}),
        ("Other, Key{p. 3}", {}),
        ("Other", {"lead": "Key"}),
        ("Other", {"cover": "Key"}),
        ("Other", {"state": State.EXEMPT}),
        ("", {"state": State.UNCITED}),
    ],
)
def test_a_printed_fact_has_its_source(cited: str, known: dict[str, str]) -> None:
    assert found(BARE, said("24 responded.", cited, facts=("Key.response count",), **known)) == []


def test_each_source_of_printed_facts_is_told_once() -> None:
    facts = ("Key.response", "Other.remission", "Key.age bare", "Plain.size")
    verdict, plain = said("All did.", "Other", facts=facts), said("24 did.", "Other")
    assert found(BARE, plain, verdict) == [
        on(verdict, "fact 'Key.response' is printed and Key is not cited", "Key"),
        on(verdict, "fact 'Plain.size' is printed and Plain is not cited", "Plain"),
    ]


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("malformed-ledger", DefectKind.MALFORMED_LEDGER),
        ("unknown-fact", DefectKind.UNKNOWN_FACT),
    ],
)
def test_what_is_wrong_with_ledger_and_facts_is_told(slug: str, kind: DefectKind) -> None:
    place = Location(doc=None, source=LEDGER_FILE, line=3)
    defects = tuple(Defect(slug=one, location=place, message=one.value) for one in DefectKind)
    assert list(rule(RULES, slug).check(context(defects=defects))) == [
        Hit(location=place, message=kind.value)
    ]


@pytest.mark.parametrize(
    ("slug", "severities"),
    [
        ("malformed-ledger", [Severity.ERROR] * 4),
        ("unknown-fact", [Severity.ERROR] * 4),
        (BARE, [Severity.ERROR] * 4),
        (UNUSED, [Severity.WARNING] * 4),
        (STRANGE, [Severity.ERROR, Severity.NOTE, Severity.OFF, Severity.ERROR]),
        (TYPED, [Severity.OFF] * 4),
        (UNRECORDED, [Severity.OFF] * 4),
    ],
)
def test_how_loud_the_rules_are(slug: str, severities: list[Severity]) -> None:
    judged_by = rule(RULES, slug)
    assert [judged_by.severity_under(profile) for profile in Profile] == severities
