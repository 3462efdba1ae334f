"""What the checker could not look into, and says so."""

from __future__ import annotations

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import UNSUPPORTED, Defect, Location, Profile, Severity, State
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.engine import RULES
from unit.rules.contexts import context, on, rule, said

APPROXIMATE = "approximate-location"
ELSEWHERE = "text of the substitution 'cells' is written elsewhere"
SEEN = (
    DefectKind.RAW_CONTENT,
    DefectKind.NO_SEGMENTER,
    DefectKind.RULE_DISABLED,
    DefectKind.UNDECODABLE_SOURCE,
    DefectKind.IMAGE_WITHOUT_ALT,
    DefectKind.UNJUDGED_TEXT,
    DefectKind.LOST_PAGE,
)


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def test_text_of_a_substitution_is_written_elsewhere() -> None:
    one = said("Cells live.", substitutions=("cells",))
    two = said("Cells die.", substitutions=("cells", "bones"), block=1)
    assert found(APPROXIMATE, context(one, two)) == [
        on(one, ELSEWHERE),
        on(two, "text of the substitution 'cells', 'bones' is written elsewhere"),
    ]


def test_text_of_its_own_has_its_own_line() -> None:
    assert found(APPROXIMATE, context(said("Cells live."))) == []


@pytest.mark.parametrize("state", [state for state in State if state not in UNSUPPORTED])
def test_only_an_uncited_sentence_is_looked_for(state: State) -> None:
    verdict = said("Cells live.", substitutions=("cells",), state=state)
    assert found(APPROXIMATE, context(verdict)) == []


def test_a_paragraph_is_noted_once() -> None:
    first, same, after, elsewhere = (
        said(text, substitutions=("cells",), **known)
        for text, known in (
            ("One.", {}),
            ("Two.", {}),
            ("Three.", {"block": 1}),
            ("Four.", {"doc": "other"}),
        )
    )
    assert found(APPROXIMATE, context(first, same, after, elsewhere, first)) == [
        on(first, ELSEWHERE),
        on(after, ELSEWHERE),
        on(elsewhere, ELSEWHERE),
    ]


def test_a_paragraph_is_noted_where_it_first_lacks_a_citation() -> None:
    plain, cited = said("One."), said("Two.", "Key", substitutions=("cells",))
    uncited = said("Three.", substitutions=("cells",))
    assert found(APPROXIMATE, context(plain, cited, uncited)) == [on(uncited, ELSEWHERE)]


@pytest.mark.parametrize("kind", SEEN, ids=str)
def test_what_was_seen_while_reading_is_told(kind: DefectKind) -> None:
    defects = tuple(
        Defect(
            slug=one,
            location=Location(doc="index", source="index.md", line=line),
            message=f"{one} was seen",
            excerpt="Cells.",
        )
        for line, one in enumerate((*SEEN, DefectKind.UNKNOWN_KEY, kind), 1)
    )
    assert found(kind, context(said("Cells live."), defects=defects)) == [
        Hit(
            location=defect.location,
            message=f"{kind} was seen",
            excerpt="Cells.",
            text="Cells.",
        )
        for defect in (defects[SEEN.index(kind)], defects[-1])
    ]
    assert found(kind, context(said("Cells live."))) == []


@pytest.mark.parametrize(
    ("slug", "code", "severity"),
    [
        ("raw-content", "CLM901", Severity.NOTE),
        (APPROXIMATE, "CLM902", Severity.NOTE),
        ("no-segmenter", "CLM903", Severity.NOTE),
        ("rule-disabled", "CLM904", Severity.NOTE),
        ("undecodable-source", "CLM905", Severity.ERROR),
        ("image-without-alt", "CLM906", Severity.NOTE),
        ("unjudged-text", "CLM907", Severity.NOTE),
        ("lost-page", "CLM908", Severity.ERROR),
    ],
)
def test_gaps_are_as_loud_under_every_profile(slug: str, code: str, severity: Severity) -> None:
    judged = rule(RULES, slug)
    assert judged.code == code
    assert {judged.severity_under(profile) for profile in Profile} == {severity}
