"""Titles and wordings that tell the genre of a text, and those that only look so."""

from __future__ import annotations

import pytest

from sphinx_claims.core.genres import Genre
from sphinx_claims.core.prose.genres import genre_of_title, is_legend, is_licence, passes_guard
from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.reading import Reading

TITLES = {
    Genre.RELEASE_NOTES: """
        Changelog · Change Log · What's new · What’s new in 3.2 · What's new in Larder 4.1 · 1.2.3 ·
        v1.2.3 · 1.2.3 (2020-01-01) · Version 1.2 · Release 1.2.0 · larder 1.2.0 (May 3, 2020) ·
        1.2 (unreleased) · 0.4.0 - 2023-01-02 · Larder 1.10.0 Release Notes · Changes in 1.2 ·
        Unreleased · [1.2.0] - 2026-01-02 · Version 1.2 – released 3 May 2020 · Release notes ·
        Changes since 2.0 · Version 2.4.1 (released 2 Mar 2020) · Revision history · 3. Changelog
    """,
    Genre.LICENCE: """
        License · Licence · MIT License · BSD 3-Clause License · GNU General Public License ·
        Apache License 2.0 · License (MIT) · Copyright · Copyright and license · Licensing ·
        The MIT License (MIT) · Copying · Software license · Third-party notices
    """,
    Genre.CREDITS: """
        Acknowledgements · Acknowledgments · Authors · Contributors · Credits · About the authors ·
        Authors and contributors · Core team · Our team · Funding and acknowledgements ·
        Special thanks · Thanks · List of contributors · Core developers · 5. Acknowledgements
    """,
    None: """
        1.2 Methods · Section 1.2.3 · Version 2 · History · Changes · 1.2 · Table 1.2 · News ·
        2.1 Results (2020) · Changes in blood counts · Releases · Release of insulin · Updates ·
        New in surgery · Figure 1.2 (2020) · Chapter 3.4 - 2020 data · Larder 3.11 · Credit ·
        Histamine release · Licence to practise · Driving licence · Funding the service ·
        Thanksgiving · History of grafting · What's new in heart surgery · Release history of cells
    """,
}


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        (" ".join(title.split()), genre)
        for genre, told in TITLES.items()
        for title in told.split("·")
    ],
)
def test_a_title_tells_a_genre_or_none(title: str, genre: Genre | None) -> None:
    assert genre_of_title(title) is genre


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "Permission is hereby granted, free of charge, to any person.": True,
        'The software is provided "AS IS", and nobody is liable.': True,
        "Redistribution and use in source and binary forms are permitted.": True,
        "Licensed under the Apache License, Version 2.0.": True,
        "Copyright 2020 by the authors.": True,
        "A driving licence is granted to those who pass the test.": False,
        "The text stands as is.": False,
    }.items(),
)
def test_the_wording_of_a_licence_is_known(text: str, *, expected: bool) -> None:
    assert is_licence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "where d is the distance, and k is the stiffness.": True,
        "with d the distance.": True,
        "Here k denotes the stiffness.": True,
        "Here patients with lupus are treated.": False,
        "Whereas others disagree, we do not.": False,
    }.items(),
)
def test_a_legend_begins_by_naming_signs(text: str, *, expected: bool) -> None:
    assert is_legend(text) is expected


def test_a_guard_lets_causes_pass_in_the_words_of_a_licence_alone() -> None:
    assert passes_guard(Genre.LICENCE, "Nobody is liable for what it causes.", ("cause",))
    assert not passes_guard(Genre.LICENCE, "Transplants cause lupus.", ("cause",))
    assert not passes_guard(Genre.LICENCE, "Liable for 5 mg.", ("quantity",))
    assert not passes_guard(Genre.CREDITS, "Nobody is liable for what it causes.", ("cause",))
    assert passes_guard(Genre.CREDITS, "We thank all readers.", ())


GUARDED = {
    Genre.LICENCE: {
        "Copyright 2020 Ann Roe, who discovered that bees dance.": True,
        "Zelkova cures lupus.": True,
        "If you cure all violations, your licence is reinstated.": False,
        "Copyright 2020 Ann Roe.": False,
    },
    Genre.RELEASE_NOTES: {
        "The new parser is faster than the old one.": True,
        "It heals wounds.": True,
        "Fix a crash when a worker dies.": False,
        "Restore the default colour.": False,
    },
    Genre.CREDITS: {
        "We thank Bea Roe, who proved that owls sleep.": True,
        "In memory of Bea Roe, who died in 2020.": False,
        "Paid by the Cancer Trust.": False,
    },
    Genre.LEGEND: {
        "where k is the share of ulcers that heal.": True,
        "where k is longer than m.": True,
        "where k is the width.": False,
    },
}


@pytest.mark.parametrize(
    ("genre", "text", "found"),
    [(genre, text, found) for genre, told in GUARDED.items() for text, found in told.items()],
)
def test_under_strict_a_guard_looks_at_all_that_is_at_stake(
    genre: Genre, text: str, *, found: bool
) -> None:
    reading = Reading(text=text, words=read_words(text), guarded=genre, strict=True)
    assert (reading.exemption is None) is found


@pytest.mark.parametrize(
    ("text", "found"), [("It heals the wound.", True), ("Whether it is restored.", False)]
)
def test_under_strict_a_parameter_hides_no_cure(text: str, *, found: bool) -> None:
    reading = Reading(text=text, words=read_words(text), setting="parameter", strict=True)
    assert (reading.exemption is None) is found
