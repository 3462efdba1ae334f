"""What a title, the name of a page or the wording of a text tells of its genre."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sphinx_claims.core.genres import Genre
from sphinx_claims.core.prose.lexicon import any_of


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})", re.IGNORECASE)


_LICENCES = (
    r"mit|bsd|isc|apache|gnu|gpl|lgpl|agpl|mozilla|mpl|psf|zlib|eupl|creative commons|cc|cc0|"
    r"\d-clause|new|simplified|modified|general|lesser|affero|public|free|open|source|software|"
    r"code|data|content|documentation|project|third[- ]party|the|our|python|usage"
)
_PEOPLE = r"authors?|contributors?|developers?|maintainers?|team|editors|translators"
_WHOSE = r"about the|list of|the|our|core|lead|main|project|original|development|all|past|current"
_NUMBER = r"v?\d+\.\d+(?:\.\d+)*(?:\.?(?:dev|post|rc|a|b)\.?\d*)?"
_DATE = r"(?:\d{4}[-./ ]|\d{1,2}[-./ ]|\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \w{3,9}\.? \d{4})"
_UNTIL = (
    rf"(?:[\s\]]*[-\u2013\u2014(:,[]?\s*(?:released )?(?:on )?"
    rf"(?:{_DATE}|unreleased|in development|not yet|tba)).*"
)
_NEW = rf"what['\u2019]?s ?new(?: in (?:this (?:version|release)|(?:[\w.-]+ )?{_NUMBER}.*))?"
_TITLES: Mapping[Genre, re.Pattern[str]] = {
    Genre.LICENCE: _whole(
        rf"(?:(?:{_LICENCES}) )*(?:licen[cs](?:e|es|ing))"
        r"(?: (?:text|terms|notice|information|agreement|file|v?\d[\d.]*|\(.{1,30}\)))*"
        r"(?:,? (?:and|&) (?:copyright|attribution|terms|credits))?|"
        r"copyrights?(?: (?:notice|information|statement))?(?:,? (?:and|&) licen[cs](?:e|es|ing))?|"
        r"copying|third[- ]party notices?"
    ),
    Genre.CREDITS: _whole(
        rf"(?:special )?thanks(?: to)?|acknowledge?ments?|credits|sponsors|funding|"
        rf"(?:(?:{_WHOSE}) )*(?:{_PEOPLE})|author (?:contributions?|information|list)|"
        rf"(?:acknowledge?ments?|credits|funding|sponsors|{_PEOPLE})(?:, \w+)*,? (?:and|&) "
        rf"(?:special )?(?:acknowledge?ments?|credits|funding|sponsors|thanks|{_PEOPLE})"
    ),
    Genre.RELEASE_NOTES: _whole(
        rf"(?:[\w.-]+ ){{0,3}}(?:change ?logs?|release (?:notes?|log))(?: .{{0,40}})?|{_NEW}|"
        r"unreleased(?: changes)?|(?:version|release|revision) history|"
        rf"(?:changes|news|new features|new|highlights|deprecations) (?:in|since|for|from|of) "
        rf"(?:\w+ )?{_NUMBER}.*|"
        rf"(?:version|release|v\.?) ?{_NUMBER}(?:{_UNTIL})?|"
        rf"(?!(?:figure|fig|table|section|chapter|part|exercise|appendix|lesson|unit|step)\b)"
        rf"(?:[\w.-]+ )?(?:version |release )?{_NUMBER}{_UNTIL}|"
        r"v?\d+\.\d+\.\d+(?:\.?(?:dev|post|rc|a|b)\d*)?"
    ),
}
_PERHAPS = _whole(
    r"changes|history|news|releases?|updates|(?:project|recent|latest|past|all) "
    r"(?:changes|history|news|releases|updates)"
)
"""Titles of release notes if a version stands in a title below them, and of chapters if not."""
_NUMBERING = re.compile(r"^(?:\d+\.)+\s+|^\W+(?=\w)")
_LICENCE_TEXT = re.compile(
    r"permission is hereby granted|redistribution and use in source and binary forms|"
    r"provided [\"\u201c\u201d']?as[ -]is\b|licen[cs]ed under the (?:apache|mit|bsd|gnu|terms of)|"
    r"without warranty of any kind|without warranties or conditions of any kind|"
    r"under the terms of the (?:gnu|mit|bsd|apache|mozilla)|all rights reserved\b|"
    r"(?:copyright|\(c\)|\u00a9) (?:\(c\)|\u00a9)? ?(?:19|20)\d\d\b|spdx-license-identifier",
    re.IGNORECASE,
)
_LICENCE_SIGNS = (
    *("permission is", "redistribution", "as is", "as-is", "licen", "warrant", "terms of the"),
    *("reserved", "copyright", "(c)", "\u00a9"),
)
"""What such a paragraph holds at least: most need no closer look."""
_LEGAL = re.compile(
    r"\b(?:licen[cs]\w+|warrant\w+|liab\w+|copyright\w*|redistribut\w+|damages|permission\w*|"
    r"trademark\w*|patent\w*|granted|sublicen[cs]\w+|hereby|herein|thereof|disclaim\w*)\b",
    re.IGNORECASE,
)
_OF_THE_WORLD = frozenset({"quantity", "drug", "authority"})
"""What makes a sentence look like a claim even in a licence."""
_CURES = re.compile(r"\b(?:cure[sd]?|heal(?:s|ed|ing)?|eradicat\w+)\b", re.IGNORECASE)
_AILS = re.compile(rf"\b{any_of('ailment')}\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:who|which) (?:first )?"
    r"(?:\w+(?:ed|nd|own|ew) that|(?:discovered|proved|invented|proves)) \w",
    re.IGNORECASE,
)
"""A clause in which somebody is said to have found something out."""
_VERB = r"(?:is|are|denotes?|represents?|stands? for|refers? to|means?|gives|indicates?|being)"
_LEGEND = re.compile(
    rf"(?:where(?:in)?|in which|with)\b(?!.*\?)|here,?\s+\S{{1,6}}\s+{_VERB}\b", re.IGNORECASE
)
_LEGEND_LEAD = re.compile(r"(?:where(?:in)?|with|here|in which)\b[^.]{0,60}:?$", re.IGNORECASE)


def genre_of_title(title: str, titles_below: tuple[str, ...] = ()) -> Genre | None:
    """Return the genre of what stands under a title.

    :param titles_below: the titles within, without which "History" tells nothing
    """
    told = " ".join(_NUMBERING.sub("", title.strip()).split()).rstrip(" .:!")
    told = told or title.strip()
    for genre, pattern in _TITLES.items():
        if pattern.fullmatch(told) or pattern.fullmatch(title.strip()):
            return genre
    if _PERHAPS.fullmatch(told) and any(
        genre_of_title(below) is Genre.RELEASE_NOTES for below in titles_below
    ):
        return Genre.RELEASE_NOTES
    return None


def genre_of_page(doc: str, titles: tuple[str, ...]) -> Genre | None:
    """Return the genre that the name of a document tells.

    :param titles: the titles of its sections
    """
    *folders, name = (re.sub(r"[_-]+", " ", part) for part in doc.split("/"))
    if genre := genre_of_title(name, titles):
        return genre
    notes = any(
        _PERHAPS.fullmatch(folder) or genre_of_title(folder) is Genre.RELEASE_NOTES
        for folder in folders
    )
    numbered = re.match(rf"(?:\w+ )?{_NUMBER}\b", name, re.IGNORECASE)
    return Genre.RELEASE_NOTES if notes and numbered else None


def is_licence(text: str) -> bool:
    """Tell whether a paragraph has the wording of a licence."""
    small = text.lower()
    return any(sign in small for sign in _LICENCE_SIGNS) and bool(_LICENCE_TEXT.search(text))


def passes_guard(genre: Genre, text: str, triggers: Collection[str]) -> bool:
    """Tell whether a sentence of a genre is none that a reader would want the source of.

    A licence speaks of causes and effects when it speaks of rights and duties.
    """
    if genre is Genre.LICENCE and _LEGAL.search(text):
        return _OF_THE_WORLD.isdisjoint(triggers)
    return not triggers


def at_stake(genre: Genre | None, text: str, stakes: Collection[str]) -> frozenset[str]:
    """Name what is at stake in a sentence of a genre where nothing is weighed.

    Programs are restored, killed and fail as well: of cures and fates only plain words count.

    :param genre: None for what a description says of a parameter
    :param stakes: names of all that is at stake by its words
    """
    told = set(stakes) - {"fate", "cure", "therapy"}
    if _WHO.search(text):
        told.add("authority")
    legal = genre is Genre.LICENCE and _LEGAL.search(text)
    if _CURES.search(text) and not legal:
        told.add("cure")
    if genre is not Genre.CREDITS and _AILS.search(text):
        told.add("effect")
    return frozenset(told)


def is_legend(text: str) -> bool:
    """Tell whether a text that follows a formula begins to say what its signs mean."""
    return bool(_LEGEND.match(text))


def leads_legend(text: str) -> bool:
    """Tell whether a text that follows a formula leads to a list of what its signs mean."""
    return bool(_LEGEND_LEAD.match(text))
