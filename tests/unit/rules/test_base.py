"""The shape of a rule, and the hits that rules have in common."""

from __future__ import annotations

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location, Profile, Severity
from sphinx_claims.core.rules.base import (
    Hit,
    Rule,
    hit_on,
    hits_for_defects,
    is_named,
    recorded_keys,
    shorten,
)
from unit.rules.contexts import context, ledger, said, study

PLACE = Location(doc="index", source="index.md", line=7)
LONG = "word " * 20


def rule(**known: object) -> Rule:
    usual = {"summary": "", "why": "", "bad": "", "good": ""}
    check = hits_for_defects(DefectKind.UNKNOWN_KEY)
    return Rule(code="CLM000", slug="some-rule", check=check, **{**usual, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "severity"),
    [
        (Profile.STRICT, Severity.WARNING),
        (Profile.BALANCED, Severity.NOTE),
        (Profile.DRAFT, Severity.OFF),
        (Profile.OFF, Severity.WARNING),
    ],
)
def test_a_profile_may_be_milder_than_the_rule(profile: Profile, severity: Severity) -> None:
    milder = ((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF))
    judged = rule(severity=Severity.WARNING, by_profile=milder)
    assert judged.severity_under(profile) is severity


def test_a_rule_is_an_error_unless_it_says_otherwise() -> None:
    assert [rule().severity_under(profile) for profile in Profile] == [Severity.ERROR] * 4


def test_a_rule_is_as_old_as_the_first_release_unless_it_says_otherwise() -> None:
    assert (rule().since, rule(since="0.2.0").since) == ("0.1.0", "0.2.0")


def test_a_hit_is_on_no_unit_unless_it_says_otherwise() -> None:
    hit = Hit(location=PLACE, message="no file")
    assert (hit.excerpt, hit.keys, hit.text, hit.at_most) == ("", (), "", None)


def test_a_rule_shows_only_the_examples_that_it_has() -> None:
    assert rule().examples == ()
    assert rule(good="B.").examples == (("Good", "B.", "md"),)
    assert rule(bad="A", good="B", conf="c = 1", language="bibtex").examples == (
        ("In conf.py", "c = 1", "python"),
        ("Bad", "A", "bibtex"),
        ("Good", "B", "bibtex"),
    )


def test_only_the_defects_of_one_kind_are_hits() -> None:
    wanted = Defect(
        slug=DefectKind.UNKNOWN_KEY, location=PLACE, message="no 'A'", excerpt="A", keys=("A",)
    )
    long = Defect(slug=DefectKind.UNKNOWN_KEY, location=PLACE, message="no 'B'", excerpt=LONG)
    other = Defect(slug=DefectKind.RAW_CONTENT, location=PLACE, message="raw")
    check = hits_for_defects(DefectKind.UNKNOWN_KEY)
    assert list(check(context(defects=(other, wanted, long)))) == [
        Hit(location=PLACE, message="no 'A'", excerpt="A", keys=("A",), text="A"),
        Hit(location=PLACE, message="no 'B'", excerpt=("word " * 17) + "word …", text=LONG),
    ]
    assert list(check(context(defects=(other,)))) == []


def test_a_hit_on_a_unit_quotes_it_where_it_stands() -> None:
    verdict = said(LONG, "Key", line=3)
    assert hit_on(verdict, "too long", ("Key",)) == Hit(
        location=Location(doc="index", source="index.md", line=3),
        message="too long",
        excerpt=("word " * 17) + "word …",
        keys=("Key",),
        text=LONG,
    )
    assert hit_on(verdict, "too long").keys == ()


def test_the_sources_of_a_unit_that_the_ledger_knows_are_in_order_of_their_keys() -> None:
    known = ledger(*map(study, "ABCDE"))
    verdict = said("All did.", "D, Unknown, A", cover="C", lead="B", facts=("E.age bare",))
    assert recorded_keys(verdict, known) == ("A", "B", "C", "D", "E")
    assert recorded_keys(said("All did.", "D, D"), known) == ("D",)
    assert recorded_keys(said("All did.", "Unknown"), known) == ()
    assert recorded_keys(said("All did."), known) == ()


def test_beside_an_entry_that_cannot_be_read_no_source_is_known() -> None:
    known = ledger(study("A"), damaged=frozenset({"B", "C"}))
    assert recorded_keys(said("All did.", "A, B"), known) == ()
    assert recorded_keys(said("All did.", "A", facts=("C.age",)), known) == ()
    assert recorded_keys(said("All did.", "A"), known) == ("A",)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("abc def", "abc def"),
        ("abc defghi", "abc defghi"),
        ("abc defghij", "abc …"),
        ("abc, defghij", "abc …"),
        ("abc ; , : defghij", "abc …"),
        ("abcdefghijk", "abcdefghij …"),
        ("ab X defghij", "ab X …"),
        ("a b c d e f g", "a b c d e …"),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, short: str) -> None:
    assert shorten(text, 10) == short


def test_a_text_of_ninety_letters_is_not_cut() -> None:
    assert shorten("a" * 90) == "a" * 90
    assert shorten("a" * 91) == "a" * 90 + " …"


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (("CLM101",), True),
        (("CLM1",), True),
        (("CLM",), True),
        (("some-rule",), True),
        (("CLM2", "some-rule"), True),
        (("CLM2", "CLM1"), True),
        (("CLM1", "CLM2"), True),
        (("CLM1011",), False),
        (("LM101",), False),
        (("some",), False),
        (("some-rules",), False),
        (("CLM2",), False),
        ((), False),
    ],
)
def test_a_rule_is_named_by_code_beginning_or_slug(names: tuple[str, ...], meant: bool) -> None:
    assert is_named(names, "CLM101", "some-rule") is meant
