"""Entries of a bibliography against records of services: what is the same, and what is not."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import Author, Location, Source
from sphinx_claims.files.bibliography import authors_in
from sphinx_claims.refs.compare import Record, differences_of, is_another_work


def told(record: Record, **fields: str) -> list[tuple[str, str, str]]:
    """Return the differences between an entry and a record."""
    source = Source(
        key="Key",
        location=Location(doc=None, source="references.bib", line=1),
        fields=tuple(fields.items()),
        authors=authors_in(fields.get("author", "")),
    )
    return [
        (difference.field, difference.ours, difference.theirs)
        for difference in differences_of(source, record)
    ]


def authors(*families: str) -> tuple[Author, ...]:
    return tuple(Author(family=family, given="A.") for family in families)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Cells rest", "CELLS REST."),
        ("Cells rest", "Cells <i>rest</i>"),
        ("T cells & B cells", "T cells &amp; B&nbsp;cells"),
        ("T cells and B cells", "T cells &amp;amp; B cells"),
        ("TGF-β1 in lupus", "TGF-beta1 in lupus"),
        ("CD4⁺ cells", "CD4<sup>+</sup> cells"),
        ("Sjögren’s syndrome – a review", "Sjogren's syndrome: a review"),
        ("Stem-cell therapy", "Stem cell therapy"),
        ("p < 0.05 and x > 3", "p < 0.05 and x > 3"),
        ("Étude française", "[Etude francaise]."),
        ("Løkke's method", "Lokke's method"),
    ],
)
def test_titles_that_are_the_same(ours: str, theirs: str) -> None:
    assert told(Record(titles=(theirs,)), title=ours) == []


def test_a_title_with_or_without_its_subtitle_is_the_same() -> None:
    record = Record(titles=("Cells", "Cells: how they rest"))
    assert [told(record, title=title) for title in ("Cells", "Cells: how they rest")] == [[], []]
    assert told(record, title="Cells: why they rest") == [
        ("title", "Cells: why they rest", "Cells")
    ]


def test_a_title_may_say_that_the_work_was_retracted_if_the_service_has_the_notice() -> None:
    titles = ("RETRACTED ARTICLE: Cells rest",)
    assert told(Record(titles=titles, gone=True), title="Cells rest") == []
    assert told(Record(titles=titles), title="Cells rest") == [("title", "Cells rest", titles[0])]


def test_spelling_of_a_title_is_told() -> None:
    record = Record(titles=("<b>Hematopoietic</b> cells",))
    assert told(record, title="Haematopoietic cells") == [
        ("title", "Haematopoietic cells", "Hematopoietic cells")
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "another"),
    [
        ("Cells rest", "Cells at rest", False),
        ("Cells rest in lupus", "A trial of rituximab in nephritis", True),
    ],
)
def test_a_very_different_title_is_another_work(ours: str, theirs: str, another: bool) -> None:
    source = Source(
        key="Key", location=Location(doc=None, source="", line=1), fields=(("title", ours),)
    )
    (difference,) = differences_of(source, Record(titles=(theirs,)))
    assert is_another_work(difference) is another


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("123–128", "123-8"),
        ("123-8", "123-128"),
        ("s2–s8", "S2-S8"),
        ("s2–s8", "S2-8"),
        ("98–104", "98-104"),
        ("e123", "E123"),
        ("123", "123-128"),
        ("123–128", "123"),
        ("1119–20", "1119−1120"),
    ],
)
def test_pages_that_are_the_same(ours: str, theirs: str) -> None:
    assert told(Record(pages=(theirs,)), pages=ours) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("123–128", "123-9"), ("123–128", "122-128"), ("e123", "123"), ("98–104", "98-4")],
)
def test_pages_that_are_not_the_same(ours: str, theirs: str) -> None:
    assert told(Record(pages=(theirs,)), pages=ours) == [("pages", ours, theirs)]


def test_the_number_of_an_article_counts_as_its_page() -> None:
    assert told(Record(pages=("1-12", "e0123")), pages="e0123") == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("N Engl J Med", "New England Journal of Medicine"),
        ("The New England Journal of Medicine", "N. Engl. J. Med."),
        ("Arthritis & Rheumatism", "Arthritis and Rheumatism"),
        ("Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci"),
        ("Stem Cells", "Stem cells (Dayton, Ohio)"),
        ("Lancet", "The Lancet"),
    ],
)
def test_names_of_journals_that_are_the_same(ours: str, theirs: str) -> None:
    assert told(Record(journals=(theirs,)), journal=ours) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Blood", "Blood Advances"),
        ("Arthritis & Rheumatism", "Arthritis & Rheumatology"),
        ("Cell", "Blood"),
        ("Lupus", "Lancet"),
    ],
)
def test_names_of_journals_that_are_not_the_same(ours: str, theirs: str) -> None:
    assert told(Record(journals=(theirs,)), journal=ours) == [("journal", ours, theirs)]


def test_the_year_may_be_that_of_print_or_that_of_publication_online() -> None:
    record = Record(years=("2014", "2013"))
    assert [told(record, year=year) for year in ("2013", "2014", "2015")] == [
        [],
        [],
        [("year", "2015", "2014")],
    ]
    assert told(record, date="2014-03") == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Wang, D. and Müller, E.", ("WANG", "Mueller")),
        ("Wang, D. and others", ("Wang", "Li", "Sun")),
        ("Wang, D. and Li, X. and others", ("Wang", "Li")),
        ("Dandan Wang and Xia Li", ("Wang", "Li")),
        ("Del Papa, N. and van Laar, J. M.", ("Papa", "Laar")),
        ("Gómez-Barrena, E.", ("Gomez Barrena",)),
        ("Smith, Jr., J.", ("Smith",)),
        ("World Health Organization", ("World Health Organization",)),
    ],
)
def test_authors_that_are_the_same(ours: str, theirs: tuple[str, ...]) -> None:
    assert told(Record(authors=authors(*theirs)), author=ours) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Wang, D. and Li, X.", ("Li", "Wang")),
        ("Wang, D.", ("Wang", "Li")),
        ("Wang, D. and Li, X. and others", ("Wang",)),
        ("Wang, D.", ("Hwang",)),
        ("Wang, D. and Sun, L. and others", ("Wang", "Li", "Sun")),
    ],
)
def test_authors_that_are_not_the_same(ours: str, theirs: tuple[str, ...]) -> None:
    assert told(Record(authors=authors(*theirs)), author=ours) == [
        ("author", ours, " and ".join(f"{name}, A." for name in theirs))
    ]


def test_what_only_one_of_both_says_is_no_difference() -> None:
    assert (
        told(
            Record(),
            title="Cells",
            author="Wang, D.",
            year="2014",
            volume="6",
            pages="1",
            journal="Blood",
        )
        == []
    )
    full = Record(
        titles=("A",),
        authors=authors("B"),
        years=("2014",),
        volumes=("6",),
        pages=("1",),
        journals=("Blood",),
    )
    assert told(full) == []


def test_differences_come_in_one_order() -> None:
    full = Record(
        titles=("A",),
        authors=authors("B"),
        years=("2014",),
        volumes=("6",),
        pages=("1",),
        journals=("Blood",),
    )
    entry = {
        "title": "B",
        "author": "C, D.",
        "year": "2013",
        "volume": "7",
        "pages": "2",
        "booktitle": "Lupus",
    }
    assert [field for field, _, _ in told(full, **entry)] == [
        "title",
        "year",
        "booktitle",
        "volume",
        "pages",
        "author",
    ]
