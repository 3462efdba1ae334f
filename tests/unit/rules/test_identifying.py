"""What leads from an entry to the work: whether there is any, and whether it can be right."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import Profile, Severity, Source
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.identifying import RULES
from unit.rules.contexts import at, context, entry, rule

MISSING, MALFORMED = "missing-identifier", "malformed-identifier"
NO_WAY = "has no doi, pmid, pmcid or url"
CHECK_DIGIT = "has a wrong digit: its check digit does not fit"


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def article(key: str, line: int = 1, **fields: str) -> Source:
    return entry(key, line, type="article", **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"doi": ""},
        {"isbn": "9780306406157"},
        {"eprint": "5"},
        {"eprint": "2001.00001", "eprinttype": "arxiv"},
        {"note": "https://doi.org/10.1000/rest"},
    ],
)
def test_nothing_leads_to_an_article(fields: dict[str, str]) -> None:
    source = article("Rest", 3, **fields)
    assert found(MISSING, context(entries=[source])) == [at(source, f"article 'Rest' {NO_WAY}")]


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1000/rest"},
        {"pmid": "5"},
        {"pmcid": "PMC5"},
        {"pmc": "5"},
        {"url": "https://example.org/rest"},
        {"eprint": "5", "eprinttype": "pubmed"},
        {"doi": "not one"},
        {"pmid": "not one"},
    ],
)
def test_something_leads_to_an_article(fields: dict[str, str]) -> None:
    assert found(MISSING, context(entries=[article("Rest", 1, **fields)])) == []


@pytest.mark.parametrize("kind", ["book", "misc", "online", "articles", ""])
def test_only_an_article_is_asked_for_an_identifier(kind: str) -> None:
    assert found(MISSING, context(entries=[entry("Rest", type=kind)])) == []
    assert found(MISSING, context(entries=[entry("Rest")])) == []


def test_a_type_may_be_written_in_capitals() -> None:
    source = entry("Rest", type="Article")
    assert found(MISSING, context(entries=[source])) == [at(source, f"article 'Rest' {NO_WAY}")]


@pytest.mark.parametrize("field", ["crossref", "xdata"])
def test_an_article_may_inherit_what_leads_to_it(field: str) -> None:
    assert found(MISSING, context(entries=[article("Rest", 1, **{field: "Parent"})])) == []
    source = article("Rest", 1, **{field: ""})
    assert found(MISSING, context(entries=[source])) == [at(source, f"article 'Rest' {NO_WAY}")]


def test_only_an_article_that_is_used_is_asked_for_an_identifier() -> None:
    one, two, three = article("One", 1), article("Two", 4), article("Three", 7)
    book, sound = entry("Book", type="book"), article("Sound", doi="10.1000/rest")
    entries = [book, one, sound, two, three]
    assert found(MISSING, context(entries=entries, used=frozenset({"Two", "Three", "Book"}))) == [
        at(two, f"article 'Two' {NO_WAY}"),
        at(three, f"article 'Three' {NO_WAY}"),
    ]
    assert found(MISSING, context(entries=entries, used=frozenset())) == []
    assert found(MISSING, context(entries=[one], used=frozenset({"One"}))) == [
        at(one, f"article 'One' {NO_WAY}")
    ]


@pytest.mark.parametrize(
    ("fields", "slip"),
    [
        ({"doi": "10.1000/a b"}, "doi '10.1000/a b' holds a blank"),
        ({"doi": "rest"}, "doi 'rest' is not of the form 10.1000/suffix"),
        ({"doi": "10.1000/rest."}, "doi '10.1000/rest.' ends in '.'"),
        ({"pmid": "PMC5"}, "pmid 'PMC5' is no whole number of up to nine digits"),
        ({"pmcid": "PMC"}, "pmcid 'PMC' is not PMC with a number behind it"),
        ({"pmc": "x"}, "pmc 'x' is not PMC with a number behind it"),
        ({"isbn": "9780306406158"}, f"isbn '9780306406158' {CHECK_DIGIT}"),
        ({"isbn": "97803064061"}, "isbn '97803064061' has not 10 or 13 digits"),
        ({"issn": "0378-5954"}, f"issn '0378-5954' {CHECK_DIGIT}"),
        ({"issn": "0378"}, "issn '0378' has not 8 digits"),
        ({"orcid": "0000-0002-1825-0098"}, f"orcid '0000-0002-1825-0098' {CHECK_DIGIT}"),
        (
            {"eprint": "x", "eprinttype": "pubmed"},
            "eprint 'x' is no whole number of up to nine digits",
        ),
    ],
)
def test_an_identifier_cannot_be_right(fields: dict[str, str], slip: str) -> None:
    source = entry("Rest", 3, **fields)
    assert found(MALFORMED, context(entries=[source])) == [at(source, f"'Rest': {slip}")]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"doi": "10.1000/rest", "pmid": "5", "pmcid": "PMC5", "pmc": "5"},
        {"doi": "https://doi.org/10.1000/rest"},
        {"isbn": "978-0-306-40615-7 (print), 0-306-40615-2 (web)"},
        {"issn": "0378-5955"},
        {"orcid": "0000-0002-1825-0097"},
        {"eprint": "x", "eprinttype": "arxiv"},
    ],
)
def test_an_identifier_can_be_right(fields: dict[str, str]) -> None:
    assert found(MALFORMED, context(entries=[entry("Rest", 1, **fields)])) == []


def test_every_slip_of_every_entry_is_told_whether_it_is_used_or_not() -> None:
    one = entry("One", 1, pmid="x", doi="10.1000/rest;")
    two = entry("Two", 5, issn="0378-5954, 0378-5955, 1")
    judged = context(entries=[one, entry("Sound", doi="10.1000/a"), two], used=frozenset())
    assert found(MALFORMED, judged) == [
        at(one, "'One': doi '10.1000/rest;' ends in ';'"),
        at(one, "'One': pmid 'x' is no whole number of up to nine digits"),
        at(two, f"'Two': issn '0378-5954' {CHECK_DIGIT}"),
        at(two, "'Two': issn '1' has not 8 digits"),
    ]


def test_a_malformed_identifier_is_an_error_under_every_profile() -> None:
    judged = rule(RULES, MALFORMED)
    assert judged.code == "CLM402"
    assert [judged.severity_under(profile) for profile in Profile] == [Severity.ERROR] * 4


@pytest.mark.parametrize(
    ("profile", "severity"),
    [
        (Profile.STRICT, Severity.WARNING),
        (Profile.BALANCED, Severity.NOTE),
        (Profile.DRAFT, Severity.OFF),
        (Profile.OFF, Severity.WARNING),
    ],
)
def test_a_missing_identifier_is_milder_under_a_milder_profile(
    profile: Profile, severity: Severity
) -> None:
    judged = rule(RULES, MISSING)
    assert judged.code == "CLM401"
    assert judged.severity_under(profile) is severity
