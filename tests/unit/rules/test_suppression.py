"""Marks of authors that a sentence needs no source: how they are written, and what they hide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location, State, Suppression, Verdict
from sphinx_claims.core.rules.base import Hit
from sphinx_claims.core.rules.suppression import EXPIRED, RULES, STALE, parse_date, parse_mark
from unit.rules.contexts import context, on, rule, said

BLOCK = Location(doc="index", source="index.md", line=5)
OTHER = Location(doc="index", source="index.md", line=9)
LAST = date(2020, 1, 31)
BARE, UNUSED = "suppression-without-reason", "unused-suppression"
IN_BODY = "'uncited' hides nothing in its body"


def found(slug: str, *verdicts: Verdict, defects: tuple[Defect, ...] = ()) -> list[Hit]:
    return list(rule(RULES, slug).check(context(*verdicts, defects=defects)))


def marked(reason: str = "known", block: Location | None = None, **known: Any) -> Verdict:
    mark = Suppression(reason=reason, block=block, until=LAST)
    return said("Cells live.", suppression=mark, **{"state": State.SUPPRESSED, **known})


@pytest.mark.parametrize(
    ("text", "reason", "until"),
    [
        ("common knowledge", "common knowledge", None),
        ("  common \n  knowledge ", "common knowledge", None),
        ("", "", None),
        (" ", "", None),
        ("to be sourced until=2026-12-31", "to be sourced", date(2026, 12, 31)),
        ("to be\nsourced  until=2026-12-31\n", "to be sourced", date(2026, 12, 31)),
        ("until=2026-12-31", "", date(2026, 12, 31)),
        ("a=b is known", "a=b is known", None),
        ("Until=2026-12-31", "Until=2026-12-31", None),
        ("a word until 2026-12-31 or so", "a word until 2026-12-31 or so", None),
        ("stuntil 2026-12-31", "stuntil 2026-12-31", None),
    ],
)
def test_a_mark_is_a_reason_and_perhaps_a_last_day(
    text: str, reason: str, until: date | None
) -> None:
    assert parse_mark(text) == (Suppression(reason=reason, until=until), "")


@pytest.mark.parametrize(
    ("text", "reason", "complaint"),
    [
        (
            "to be sourced until 2026-12-31",
            "to be sourced until 2026-12-31",
            "'until 2026-12-31' ends nothing; it is written until=YYYY-MM-DD",
        ),
        (
            "known until: 2026-12-31 until=2026-12-31",
            "known until: 2026-12-31",
            "'until: 2026-12-31' ends nothing; it is written until=YYYY-MM-DD",
        ),
        ("known till=2026-12-31", "known", "unknown option 'till=2026-12-31'"),
        (
            "known a=b until=2026-12-31",
            "known",
            "unknown option 'a=b until=2026-12-31'",
        ),
        (
            "known until=2026-12-31 until=2027-12-31",
            "known",
            "unknown option 'until=2026-12-31 until=2027-12-31'",
        ),
        ("known until=soon", "known", "until 'soon' is no date YYYY-MM-DD"),
        ("known until=", "known", "until '' is no date YYYY-MM-DD"),
        ("known until=a=b", "known", "until 'a=b' is no date YYYY-MM-DD"),
        ("until=soon", "", "until 'soon' is no date YYYY-MM-DD"),
    ],
)
def test_what_is_malformed_in_a_mark_is_told_and_its_reason_kept(
    text: str, reason: str, complaint: str
) -> None:
    assert parse_mark(text) == (Suppression(reason=reason), complaint)


def test_a_date_is_read_as_it_is_written() -> None:
    assert parse_date("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-2-28", "20260228", "2026-W09-6", "2026-02-30", "2026-02-28 "]
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"until .* is no date") as raised:
        parse_date(text)
    assert str(raised.value) == f"until {text!r} is no date YYYY-MM-DD"


def test_a_mark_must_give_a_reason() -> None:
    bare, in_block = marked(""), marked("", BLOCK)
    message = "'uncited' gives no reason"
    assert found(BARE, said("Cells die."), marked(), bare, marked(block=OTHER), in_block) == [
        on(bare, message),
        Hit(location=BLOCK, message=message),
    ]
    assert found(BARE, marked(), said("Cells die."), marked(block=BLOCK)) == []


def test_a_mark_whose_last_day_has_passed_is_told() -> None:
    ended, in_block = (
        marked(state=State.UNCITED, rule=EXPIRED),
        marked(block=BLOCK, state=State.UNCITED, rule=EXPIRED),
    )
    message = "'uncited' ended with 2020-01-31"
    others = (marked(), said("Cells die.", rule=EXPIRED), marked(rule="uncited-number"))
    assert found(EXPIRED, *others, ended, in_block) == [
        on(ended, message),
        Hit(location=BLOCK, message=message),
    ]
    assert found(EXPIRED, *others) == []


@pytest.mark.parametrize("state", [one for one in State if one is not State.SUPPRESSED])
def test_a_mark_that_hides_nothing_says_what_the_sentence_is_anyway(state: State) -> None:
    idle, again = marked(state=state), marked(state=state, line=4)
    message = f"'uncited' hides nothing here: the unit is {state.value} anyway"
    assert found(UNUSED, said("Cells die."), marked(""), idle, marked(), again) == [
        on(idle, message),
        on(again, message),
    ]


def test_marks_that_hide_something_or_give_no_reason_are_not_told_as_unused() -> None:
    verdicts = (
        said("Cells die."),
        marked(),
        marked(state=State.UNCITED, rule=EXPIRED),
        marked("", state=State.CITED),
        marked("", BLOCK, state=State.CITED),
        marked(block=OTHER),
        marked(block=OTHER, state=State.UNCITED, rule=EXPIRED),
    )
    assert found(UNUSED, *verdicts) == []


def test_a_directive_is_told_once_if_no_sentence_of_its_body_needs_it() -> None:
    idle, other = (marked(block=place, state=State.CITED) for place in (BLOCK, OTHER))
    hidden = marked(block=OTHER)
    assert found(UNUSED, idle, idle) == [Hit(location=BLOCK, message=IN_BODY)]
    for verdicts in ((other, hidden), (hidden, other), (other, hidden, other)):
        assert found(UNUSED, idle, *verdicts) == [Hit(location=BLOCK, message=IN_BODY)]
        assert found(UNUSED, *verdicts, idle) == [Hit(location=BLOCK, message=IN_BODY)]
    ended = marked(block=OTHER, state=State.UNCITED, rule=EXPIRED)
    assert found(UNUSED, ended, other) == []


def defect(kind: DefectKind) -> Defect:
    return Defect(slug=kind, location=BLOCK, message="is off", excerpt="A mark.", keys=("Key",))


SEEN = Hit(location=BLOCK, message="is off", excerpt="A mark.", text="A mark.", keys=("Key",))


@pytest.mark.parametrize(
    "slug", ["malformed-suppression", UNUSED, "stale-baseline-entry", "unusable-baseline"]
)
def test_what_was_seen_while_reading_is_told_by_its_rule_alone(slug: str) -> None:
    own, others = defect(DefectKind(slug)), tuple(map(defect, set(DefectKind) - {slug}))
    assert found(slug, defects=(*others, own, *others)) == [SEEN]
    assert found(slug, defects=others) == []


def test_unused_marks_come_before_those_seen_while_reading() -> None:
    idle, body = marked(state=State.CITED), marked(block=OTHER, state=State.CITED)
    assert found(UNUSED, body, idle, defects=(defect(DefectKind.UNUSED_SUPPRESSION),)) == [
        on(idle, "'uncited' hides nothing here: the unit is cited anyway"),
        Hit(location=OTHER, message=IN_BODY),
        SEEN,
    ]


def test_the_rule_for_stale_entries_is_one_of_the_rules() -> None:
    assert rule(RULES, "stale-baseline-entry") is STALE
