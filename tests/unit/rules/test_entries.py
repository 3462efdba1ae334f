"""Entries of the bibliography that are left over, that are one work, or that have gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_claims.core.model import Author, Profile, Severity, Source
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.entries import RULES
from unit.rules.contexts import at, context, entry, rule

UNUSED, DUPLICATE, INCOMPLETE = "unused-entry", "duplicate-work", "incomplete-entry"


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def work(
    key: str, line: int = 1, title: str = "Stem cells", by: str = "Ng", **fields: str
) -> Source:
    """Return an entry of some title, by authors that are parted by a semicolon."""
    authors = tuple(Author(family=name.strip()) for name in by.split(";") if name)
    return replace(entry(key, line=line, title=title, **fields), authors=authors)


def test_an_entry_that_no_page_needs_is_left_over() -> None:
    entries = [entry("A", line=1), entry("B", line=4), entry("C", line=7), entry("D", line=9)]
    assert found(UNUSED, context(entries=entries, used=frozenset({"C", "A"}))) == [
        at(entries[1], "no page cites or lists 'B'"),
        at(entries[3], "no page cites or lists 'D'"),
    ]
    assert found(UNUSED, context(entries=entries[:1], used=frozenset())) == [
        at(entries[0], "no page cites or lists 'A'")
    ]


def test_an_entry_that_is_used_is_not_left_over() -> None:
    assert found(UNUSED, context(entries=[entry("A")], used=frozenset({"A", "B"}))) == []


def test_nothing_is_left_over_while_nobody_knows_what_is_used() -> None:
    assert found(UNUSED, context(entries=[entry("A")], used=None)) == []


@pytest.mark.parametrize("field", ["crossref", "xdata", "xref"])
def test_an_entry_from_which_others_inherit_is_not_left_over(field: str) -> None:
    child = entry("A", line=1, **{field: "b, C"})
    entries = [child, entry("B", line=4), entry("C", line=7), entry("D", line=9)]
    assert found(UNUSED, context(entries=entries, used=frozenset({"A"}))) == [
        at(entries[3], "no page cites or lists 'D'")
    ]


def same(one: Source, other: Source, mark: str) -> Hit:
    return at(one, f"{one.key!r} is the same work as {other.key!r}: same {mark}", other.key)


@pytest.mark.parametrize(
    ("one", "other", "mark"),
    [
        ({"doi": "10.1000/rest"}, {"doi": "https://doi.org/10.1000/REST"}, "doi:10.1000/rest"),
        ({"pmid": "5"}, {"pmid": "5"}, "pmid:5"),
        ({"pmcid": "PMC7"}, {"pmc": "7"}, "pmcid:pmc7"),
        ({"url": "https://doi.org/10.1000/a"}, {"doi": "10.1000/A"}, "doi:10.1000/a"),
        ({"doi": "10.1000/a", "pmid": "5"}, {"doi": "10.1000/b", "pmid": "5"}, "pmid:5"),
        ({"doi": "10.1000/a", "pmid": "5"}, {"doi": "10.1000/a", "pmid": "5"}, "doi:10.1000/a"),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}, ""),
        ({"pmid": "5"}, {"pmcid": "5"}, ""),
        ({}, {}, ""),
    ],
)
def test_entries_with_the_same_identifier_are_one_work(
    one: dict[str, str], other: dict[str, str], mark: str
) -> None:
    entries = [entry("One", line=1, **one), entry("Two", line=6, **other)]
    expected = [same(entries[1], entries[0], mark)] if mark else []
    assert found(DUPLICATE, context(entries=entries)) == expected


FIRST = work("One", year="2020")
WORK = "title, author and year"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (work("Two", year="2020"), True),
        (work("Two", title="STEM-CELLS.", year="2020"), True),
        (work("Two", by="NG", year="2020"), True),
        (work("Two", by="Ng; Li", year="2020"), True),
        (work("Two", by="van Ng", year="2020"), True),
        (work("Two", date="2020-05-01"), True),
        (work("Two", date="2020"), True),
        (work("Two", year="2020", date="2021-05-01"), True),
        (work("Two", year="2020", doi="10.1000/two"), True),
        (work("Two", title="Stem cell", year="2020"), False),
        (work("Two", by="Li; Ng", year="2020"), False),
        (work("Two", by="Ng Li", year="2020"), False),
        (work("Two", by="", year="2020"), False),
        (work("Two", year="2021"), False),
        (work("Two", date="2021-2020"), False),
        (work("Two"), False),
    ],
)
def test_entries_with_title_author_and_year_in_common_are_one_work(
    other: Source, is_same: bool
) -> None:
    expected = [same(other, FIRST, WORK)] if is_same else []
    assert found(DUPLICATE, context(entries=[FIRST, other])) == expected


@pytest.mark.parametrize(
    "known",
    [
        {"title": "", "year": "2020"},
        {"title": "?", "year": "2020"},
        {"by": "", "year": "2020"},
        {"year": ""},
    ],
)
def test_what_lacks_a_title_an_author_or_a_year_is_not_compared(known: dict[str, str]) -> None:
    one, two = (work(key, **known) for key in ("One", "Two"))  # type: ignore[arg-type]
    assert found(DUPLICATE, context(entries=[one, two])) == []


def test_parts_of_a_series_differ_in_their_doi_alone() -> None:
    one, two = (work(key, year="2020", doi=f"10.1000/{key}") for key in ("one", "two"))
    assert found(DUPLICATE, context(entries=[one, two])) == []
    same_number = (replace(part, fields=(*part.fields, ("pmid", "5"))) for part in (one, two))
    one, two = same_number
    assert found(DUPLICATE, context(entries=[one, two])) == [same(two, one, "pmid:5")]


def test_entries_are_two_works_only_where_both_have_a_doi() -> None:
    with_doi = work("Two", year="2020", doi="10.1000/two", pmid="5")
    with_pmid = work("One", year="2020", pmid="6")
    for one, two in ((with_doi, with_pmid), (with_pmid, with_doi)):
        assert found(DUPLICATE, context(entries=[one, two])) == [same(two, one, WORK)]
    no_doi = work("Two", year="2020", pmid="5")
    assert found(DUPLICATE, context(entries=[with_pmid, no_doi])) == [same(no_doi, with_pmid, WORK)]


def test_entries_with_one_doi_of_several_in_common_are_one_work() -> None:
    one = work("One", year="2020", doi="10.1000/a", url="https://doi.org/10.1000/z")
    two = work("Two", year="2020", doi="10.1000/b", url="https://doi.org/10.1000/z")
    assert found(DUPLICATE, context(entries=[one, two])) == [same(two, one, "doi:10.1000/z")]


def test_every_repetition_is_told_with_the_first_entry() -> None:
    one, two, three = (entry(key, line=1, pmid="5") for key in ("One", "Two", "Three"))
    other = entry("Other", pmid="6")
    assert found(DUPLICATE, context(entries=[one, other, two, three])) == [
        same(two, one, "pmid:5"),
        same(three, one, "pmid:5"),
    ]


def test_what_a_repetition_adds_is_kept_in_mind() -> None:
    one, two = entry("One", pmid="5"), entry("Two", pmid="5", pmcid="PMC7")
    three = entry("Three", pmcid="PMC7")
    assert found(DUPLICATE, context(entries=[one, two, three])) == [
        same(two, one, "pmid:5"),
        same(three, two, "pmcid:pmc7"),
    ]


def needed(kind: str, lacking: str, **fields: str) -> None:
    source = entry("Key", line=5, type=kind, **fields)
    message = f"{kind.lower()} 'Key' lacks {lacking}"
    expected = [at(source, message)] if lacking else []
    assert found(INCOMPLETE, context(entries=[source])) == expected


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("article", "author, title, journal, year"),
        ("collection", "editor, title, year"),
        ("mvbook", "author, title, publisher, year"),
        ("mvcollection", "editor, title, year"),
        ("mvproceedings", "title, year"),
        ("periodical", "editor, title, year"),
        ("reference", "editor, title, year"),
        ("ARTICLE", "author, title, journal, year"),
        ("book", "author, title, publisher, year"),
        ("booklet", "title"),
        ("conference", "author, title, booktitle, year"),
        ("dataset", "title, url"),
        ("electronic", "title, url"),
        ("inbook", "author, title, chapter, publisher, year"),
        ("incollection", "author, title, booktitle, publisher, year"),
        ("inproceedings", "author, title, booktitle, year"),
        ("manual", "title"),
        ("mastersthesis", "author, title, school, year"),
        ("misc", "title"),
        ("online", "title, url"),
        ("phdthesis", "author, title, school, year"),
        ("proceedings", "title, year"),
        ("report", "author, title, institution, year"),
        ("software", "title, url"),
        ("techreport", "author, title, institution, year"),
        ("thesis", "author, title, school, year"),
        ("unpublished", "author, title"),
        ("www", "title, url"),
        ("patent", ""),
        ("", ""),
    ],
)
def test_each_type_needs_its_fields(kind: str, lacking: str) -> None:
    needed(kind, lacking)


@pytest.mark.parametrize(
    ("kind", "lacking", "fields"),
    [
        ("article", "", "author title journal year"),
        ("article", "", "collaboration title journaltitle date"),
        ("article", "journal", "author title year"),
        ("article", "author, year", "editor title journal"),
        ("book", "", "editor title publisher date"),
        ("inbook", "", "editor title pages publisher year"),
        ("inbook", "", "author title booktitle publisher year"),
        ("report", "", "institution title year"),
        ("report", "institution", "editor title date"),
        ("techreport", "author", "title organization date"),
        ("thesis", "", "author title institution date"),
        ("online", "", "title doi"),
        ("dataset", "", "title eprint"),
    ],
)
def test_one_of_several_fields_is_enough(kind: str, lacking: str, fields: str) -> None:
    needed(kind, lacking, **dict.fromkeys(fields.split(), "x"))


def test_an_empty_field_is_none() -> None:
    needed("unpublished", "title", author="Ng", title="")


@pytest.mark.parametrize("field", ["crossref", "xdata"])
def test_an_entry_may_inherit_its_fields(field: str) -> None:
    needed("article", "", **{field: "Parent"})
    needed("article", "author, title, journal, year", **{field: ""})


def test_only_an_entry_that_is_used_needs_its_fields() -> None:
    one, two, three = (entry(key, type="misc") for key in ("One", "Two", "Three"))
    judged = context(entries=[one, two, three], used=frozenset({"Two", "Three"}))
    assert found(INCOMPLETE, judged) == [
        at(two, "misc 'Two' lacks title"),
        at(three, "misc 'Three' lacks title"),
    ]
    assert found(INCOMPLETE, context(entries=[one], used=frozenset())) == []


def test_an_entry_without_a_type_needs_nothing() -> None:
    assert found(INCOMPLETE, context(entries=[entry("Key")])) == []


@pytest.mark.parametrize(
    ("slug", "code", "severity"),
    [
        (UNUSED, "CLM303", Severity.NOTE),
        (DUPLICATE, "CLM304", Severity.WARNING),
        (INCOMPLETE, "CLM305", Severity.WARNING),
    ],
)
def test_entries_are_as_loud_under_every_profile(slug: str, code: str, severity: Severity) -> None:
    judged = rule(RULES, slug)
    assert judged.code == code
    assert {judged.severity_under(profile) for profile in Profile} == {severity}
