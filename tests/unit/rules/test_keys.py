"""Keys that no bibliography holds or no list shows, and links that stand for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location, Profile, Severity, State
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.keys import RULES
from unit.rules.contexts import BIB_FILE, context, entry, ledger, on, rule, said, study

UNKNOWN, UNLISTED, BARE = "unknown-key", "unlisted-key", "bare-link"
KNOWN = frozenset({"Key", "Other"})
DOI = "https://doi.org/10.1000/One"
PMID = "https://pubmed.ncbi.nlm.nih.gov/123"
NO_LIST = "no page lists the references, so that no citation leads anywhere"


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def missing(key: str) -> str:
    return f"the bibliography has no entry {key!r}"


def unlisted(key: str) -> str:
    return f"no list of references shows {key!r}"


def translated(key: str, kind: DefectKind = DefectKind.UNKNOWN_KEY) -> Defect:
    place = Location(doc="index", source="de/index.po", line=4)
    return Defect(slug=kind, location=place, message=missing(key), excerpt="Zellen.", keys=(key,))


def test_each_key_that_no_bibliography_holds_is_told() -> None:
    one, two = said("Cells live.", "Key, Kye"), said("Cells die.", "Otter, Other, Kye")
    assert found(UNKNOWN, context(one, said("Cells grow."), two, known=KNOWN)) == [
        on(one, missing("Kye"), "Kye"),
        on(two, missing("Otter"), "Otter"),
        on(two, missing("Kye"), "Kye"),
    ]


def test_a_key_that_stands_where_nothing_is_read_is_told_as_such() -> None:
    one = said("Cells live.", "Kye, Nye")
    judged = context(one, known=KNOWN)
    judged = replace(judged, bibliography=replace(judged.bibliography, unread=frozenset({"Nye"})))
    assert found(UNKNOWN, judged) == [
        on(one, missing("Kye"), "Kye"),
        on(one, "the entry 'Nye' stands where its file is no longer read", "Nye"),
    ]


def test_known_keys_are_left_alone() -> None:
    verdicts = (said("Cells live.", "Key"), said("Cells die.", cover="Other, Key"))
    assert found(UNKNOWN, context(*verdicts, known=KNOWN)) == []


def test_case_tells_keys_apart() -> None:
    verdict = said("Cells live.", "key")
    assert found(UNKNOWN, context(verdict, known=KNOWN)) == [on(verdict, missing("key"), "key")]


def test_a_key_that_a_sentence_cites_twice_is_told_once() -> None:
    verdict = said("Cells live.", "Kye{p. 1}, Kye{p. 2}", cover="Kye")
    assert found(UNKNOWN, context(verdict, known=KNOWN)) == [on(verdict, missing("Kye"), "Kye")]


def test_the_sentence_that_leads_up_to_a_list_is_told_itself() -> None:
    assert found(UNKNOWN, context(said("Cells live.", lead="Kye"), known=KNOWN)) == []


def test_a_scope_is_told_once_and_not_at_each_sentence() -> None:
    first, second, third = (said(text, cover="Key, Kye") for text in ("One.", "Two.", "Three."))
    judged = context(first, second, third, known=KNOWN)
    assert found(UNKNOWN, judged) == [on(first, missing("Kye"), "Kye")]


def test_each_scope_is_told() -> None:
    first, between, again = said("One.", cover="Kye"), said("Two."), said("Three.", cover="Kye")
    assert found(UNKNOWN, context(first, between, again, known=KNOWN)) == [
        on(first, missing("Kye"), "Kye"),
        on(again, missing("Kye"), "Kye"),
    ]
    elsewhere = said("Two.", cover="Kye", doc="other")
    assert found(UNKNOWN, context(first, elsewhere, known=KNOWN)) == [
        on(first, missing("Kye"), "Kye"),
        on(elsewhere, missing("Kye"), "Kye"),
    ]


def test_a_second_key_of_a_scope_is_told_beside_the_first() -> None:
    first, second = said("One.", cover="Kye"), said("Two.", cover="Kye, Otter")
    assert found(UNKNOWN, context(first, second, known=KNOWN)) == [
        on(first, missing("Kye"), "Kye"),
        on(second, missing("Otter"), "Otter"),
    ]


def test_a_citation_in_the_sentence_is_told_inside_a_scope_too() -> None:
    first, own, last = (
        said("One.", cover="Kye"),
        said("Two.", "Kye", cover="Kye"),
        said("Three.", cover="Kye"),
    )
    assert found(UNKNOWN, context(first, own, last, known=KNOWN)) == [
        on(first, missing("Kye"), "Kye"),
        on(own, missing("Kye"), "Kye"),
    ]
    repeated = said("Two.", "Kye")
    assert (
        found(UNKNOWN, context(repeated, repeated, known=KNOWN))
        == [on(repeated, missing("Kye"), "Kye")] * 2
    )


def test_a_citation_in_a_translation_is_told_unless_its_key_is_known() -> None:
    verdict = said("Cells live.", "Otter")
    defects = (
        translated("Key"),
        translated("Kye", DefectKind.TRANSLATION_CITATION),
        translated("Kye"),
        translated("Other"),
    )
    wrong = defects[2]
    assert found(UNKNOWN, context(verdict, defects=defects, known=KNOWN)) == [
        Hit(
            location=wrong.location,
            message=wrong.message,
            excerpt="Zellen.",
            keys=("Kye",),
            text="Zellen.",
        ),
        on(verdict, missing("Otter"), "Otter"),
    ]


def test_without_the_whole_bibliography_no_key_is_unknown() -> None:
    judged = context(
        said("Cells live.", "Kye"), defects=(translated("Kye"),), known=KNOWN, complete=False
    )
    assert found(UNKNOWN, judged) == []


def test_a_fact_of_a_source_that_is_not_recorded_is_left_to_its_own_rule() -> None:
    verdict = said("Cells live.", "Kye, Otter", facts=("Kye.response of bare",))
    told = on(verdict, missing("Otter"), "Otter")
    assert found(UNKNOWN, context(verdict, known=KNOWN)) == [told]
    recorded = ledger(study("Kye"))
    assert found(UNKNOWN, context(verdict, known=KNOWN, ledger=recorded)) == [
        on(verdict, missing("Kye"), "Kye"),
        told,
    ]


def test_a_wrong_fact_excuses_its_own_sentence_alone() -> None:
    wrong, plain = said("One.", "Kye", facts=("Kye.response",)), said("Two.", "Kye")
    assert found(UNKNOWN, context(wrong, plain, known=KNOWN)) == [on(plain, missing("Kye"), "Kye")]


SOURCES = (entry("Key"), entry("Other"), entry("Third"))


def test_a_source_that_no_list_shows_is_told_where_it_is_first_cited() -> None:
    first = said("One.", "Key, Third")
    second = said("Two.", "Third", cover="Other")
    judged = context(first, second, second, entries=SOURCES, listed=frozenset({"Key"}))
    assert found(UNLISTED, judged) == [
        on(first, unlisted("Third"), "Third"),
        on(second, unlisted("Other"), "Other"),
    ]


def test_without_any_list_it_is_told_once_in_all() -> None:
    plain, first, second = said("Zero."), said("One.", "Third, Key"), said("Two.", "Other, Key")
    judged = context(plain, first, second, entries=SOURCES, listed=frozenset())
    assert found(UNLISTED, judged) == [on(first, NO_LIST, "Third", "Key", "Other")]


def test_sources_that_a_list_shows_or_nobody_cites_are_left_alone() -> None:
    cited = said("One.", "Key", cover="Other", lead="Third")
    judged = context(cited, entries=SOURCES, listed=frozenset({"Key", "Other"}))
    assert found(UNLISTED, judged) == []
    assert found(UNLISTED, context(said("One."), entries=SOURCES, listed=frozenset())) == []


def test_a_key_without_an_entry_belongs_in_no_list() -> None:
    for listed in (frozenset({"Other"}), frozenset[str]()):
        judged = context(said("One.", "Kye"), entries=SOURCES, known=KNOWN, listed=listed)
        assert found(UNLISTED, judged) == []


def test_a_project_without_lists_to_look_at_shows_nothing() -> None:
    assert found(UNLISTED, context(said("One.", "Key"), entries=SOURCES)) == []
    assert found(UNLISTED, context(said("One.", "Key"), entries=SOURCES, listed=None)) == []


def test_a_link_to_a_work_stands_where_a_citation_could() -> None:
    verdict = said("See this.", links=(DOI, PMID))
    held = entry("Key", doi="10.1000/one")
    assert found(BARE, context(verdict, entries=[entry("Other"), held])) == [
        on(verdict, f"{DOI} stands where 'Key' could be cited", "Key"),
        on(verdict, f"{PMID} stands where a citation could"),
    ]


def test_a_source_is_known_by_each_of_its_identifiers() -> None:
    verdict = said("See this.", links=(PMID, DOI))
    held = entry("Key", doi="10.1000/one", pmid="123")
    assert found(BARE, context(verdict, entries=[held, entry("Other", doi="10.1000/two")])) == [
        on(verdict, f"{PMID} stands where 'Key' could be cited", "Key"),
        on(verdict, f"{DOI} stands where 'Key' could be cited", "Key"),
    ]


def test_a_link_that_stands_twice_in_a_sentence_is_told_once() -> None:
    one, two = said("See this.", links=(DOI, DOI)), said("See that.", links=(DOI,))
    message = f"{DOI} stands where a citation could"
    assert found(BARE, context(one, two)) == [on(one, message), on(two, message)]


@pytest.mark.parametrize(
    "links",
    [
        (),
        ("https://example.org/10.1000/one",),
        ("https://doi.org/",),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=cells",),
    ],
)
def test_another_link_leads_to_no_work(links: tuple[str, ...]) -> None:
    assert found(BARE, context(said("See this.", links=links), entries=[entry("Key")])) == []


def test_a_link_to_no_work_hides_none_behind_it() -> None:
    verdict = said("See this.", links=("https://example.org", DOI))
    assert found(BARE, context(verdict)) == [on(verdict, f"{DOI} stands where a citation could")]


@pytest.mark.parametrize("state", list(State))
def test_only_a_sentence_without_a_source_is_asked_for_one(state: State) -> None:
    verdict = said("See this.", links=(DOI, PMID), state=state)
    named = on(verdict, f"{DOI} stands where 'Key' could be cited", "Key")
    unnamed = on(verdict, f"{PMID} stands where a citation could")
    expected = {State.UNCITED: [named, unnamed], State.EXEMPT: [named]}.get(state, [])
    assert found(BARE, context(verdict, entries=[entry("Key", doi="10.1000/one")])) == expected


def test_a_place_where_nothing_is_cited_may_hold_links() -> None:
    exempt = said("See this.", links=(DOI,), setting="further-reading")
    after = said("See that.", links=(DOI,))
    held = [entry("Key", doi="10.1000/one")]
    assert found(BARE, context(exempt, entries=held)) == []
    assert found(BARE, context(said("One.", "Key", links=(DOI,)), exempt, after, entries=held)) == [
        on(after, f"{DOI} stands where 'Key' could be cited", "Key")
    ]


@pytest.mark.parametrize(
    "kind",
    [DefectKind.MISSING_BIBLIOGRAPHY, DefectKind.MALFORMED_ENTRY, DefectKind.MISSING_COMMA],
    ids=str,
)
def test_what_is_wrong_with_a_bibliography_file_is_told(kind: DefectKind) -> None:
    place = Location(doc=None, source=BIB_FILE, line=3)
    wrong = Defect(slug=kind, location=place, message="no such file", keys=("Key",))
    judged = context(defects=(translated("Kye"), wrong))
    assert found(kind, judged) == [Hit(location=place, message="no such file", keys=("Key",))]


@pytest.mark.parametrize(
    ("slug", "code", "severity"),
    [
        (UNKNOWN, "CLM301", Severity.ERROR),
        (UNLISTED, "CLM302", Severity.WARNING),
        (BARE, "CLM306", Severity.WARNING),
        ("missing-bibliography", "CLM307", Severity.ERROR),
        ("malformed-entry", "CLM308", Severity.ERROR),
        ("missing-comma", "CLM309", Severity.NOTE),
    ],
)
def test_keys_are_as_loud_under_every_profile(slug: str, code: str, severity: Severity) -> None:
    judged = rule(RULES, slug)
    assert judged.code == code
    assert {judged.severity_under(profile) for profile in Profile} == {severity}
