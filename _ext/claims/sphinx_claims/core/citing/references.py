"""Whether a text is a reference in words, as lists of references hold them.

Decided by what it shows: authors, a year, a place in a volume, an identifier, a title in quotation
marks. A statement shows some of them too; so the text must open as references do, and what goes on
behind the last of them is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

ENOUGH = 4
"""The sum from which a text is a reference."""
IN_A_LIST = 3
"""The sum from which it is one where references stand: in a list of them."""

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_INITIALS = rf"(?:{_CAPITAL}\.[ -]?){{0,3}}{_CAPITAL}\."
_PARTICLE = r"(?:(?:van|von|vom|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|al|el|zu|af|av) )"
_FAMILY = rf"{_PARTICLE}{{0,3}}(?:[dDlLO]['’])?{_CAPITAL}[\w'’-]*(?: (?:Jr|Sr|II|III)\b\.?)?"
_OTHERS = r"(?:et al\b\.?|and others|and colleagues)"
_AUTHOR = (
    rf"(?:{_INITIALS}\s?{_FAMILY}(?: {_CAPITAL}[\w'’-]+)?|"
    rf"{_FAMILY}(?: {_FAMILY})?(?:,\s?{_INITIALS}|,? [A-Z]{{1,3}}(?![\w.]\w)\.?)|"
    rf"{_FAMILY},\s{_CAPITAL}[\w'’-]+(?: {_INITIALS})?)"
)
_LATER = rf"(?:{_AUTHOR}|{_CAPITAL}[\w'’-]+(?: {_INITIALS})? {_FAMILY})"
_JOIN = r"(?:\s*[,;]\s*(?:and |& )?|,? (?:and|&|und|et|y) )"
_AUTHORS = re.compile(
    rf"(?:{_AUTHOR}(?:{_JOIN}{_LATER}){{0,30}}(?:,?\s*(?:{_OTHERS}|\.\.\.|…))?|"
    rf"{_FAMILY}(?:{_JOIN}{_FAMILY}){{0,6}},?\s{_OTHERS}|"
    rf"{_FAMILY}(?:, {_FAMILY}){{0,6}},? (?:and|&) {_FAMILY}(?=,| \())"
    r"(?:,?\s*\(?[Ee]ds?\.?\)?)?"
)
_FULL_NAME = rf"{_CAPITAL}[\w'’-]+(?: {_INITIALS})? {_FAMILY}"
_FULL_NAMES = re.compile(
    rf"{_FULL_NAME}(?:{_JOIN}{_FULL_NAME}){{0,30}}(?:,?\s*{_OTHERS})?(?=[.,:;]|\s[(“\"‘])"
)
_ENCYCLOPAEDIA = re.compile(
    r"Wikipedia\b(?: (?:entry|article|page))?(?: (?:for|on|about)(?: the)?)?"
)
_NAME = re.compile(rf"{_CAPITAL}[\w'’-]*(?=,? \(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:])")
_OF_GROUPS = (
    r"(?:documentation|manual|handbook|guide|website|project|developers|team|contributors|library|"
    r"package|page|wiki|users?|reference|docs|repository|source|code)"
)
_GROUP = re.compile(
    rf"(?:The )?(?:{_CAPITAL}[\w'’+#-]*(?:\.\w+)?|[a-z][\w+-]*(?=:\s))"
    r"(?:[ /-](?:(?:of|for|on|the|and|in|de|&) ){0,2}"
    rf"(?:{_CAPITAL}[\w'’+#-]*|{_OF_GROUPS})){{0,9}}"
    r"(?=[.,:]\s|\s?\(|\s[“\"‘<–-]|\s*https?:)"
)
_TITLE_FIRST = re.compile(r"[“\"‘'«„][^“”\"»]{3,150}(?:(?<![.!])[”\"’'»“](?=[\s.,;:)]|$)|[”\"],)")
_STANDARD = re.compile(
    r"(?:ISO|IEC|IEEE|ASTM|DIN|EN|ANSI|BS|NIST|RFC|PEP|ITU|ICH|SAE|ECMA|W3C)"
    r"(?:[ /-](?:IEC|IEEE|EN|ISO|Std\.?|SP|TR|TS))*[ -]?[A-Z]?\d[\w.:-]*"
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.|doi:\s?|10\.\d{4,9}/)\S+|arXiv:\S+", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:\[[\w.#*-]{1,30}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s)|[*†‡])?\s*")
_LEAD = re.compile(
    r"(?:(?:see(?: also)?|cf\.?|from|sources?|references?|adapted from|based on|after|reviewed in|"
    r"e\.g\.,?|data from|(?:pp?|pg|page)s?\.? ?\d+(?:[-–]\d+)? (?:of|in)|"
    r"originally(?: published)? in)\s*:?\s+)*",
    re.IGNORECASE,
)
_SURE = 3
_OPENINGS: Mapping[re.Pattern[str], int] = {
    _STANDARD: _SURE, _AUTHORS: _SURE, _ENCYCLOPAEDIA: 2, _FULL_NAMES: 2, _NAME: 2,
    _TITLE_FIRST: 2, _GROUP: 1,
}  # fmt: skip
"""What references open with, and how much it speaks for one."""
_NARRATIVE = re.compile(
    r",?\s*(?:\(?\d{4}[a-z]?\)?,?\s+)?(?!(?:eds?|in|pp?|vol|no|n\.d)\b)"
    r"[a-zß-öø-ÿ][\w'’-]*(?![\w'’-]*:)(?=[\s.,;])"
)
"""A small letter right behind the authors: the verb of a statement."""
_YEAR_NEXT = re.compile(r"[.,]?\s*\((?:1[5-9]|20)\d\d[a-z]?\)")
_TELLS = re.compile(
    r"%|\b(?:is|are|was|were|has|have|had|will|can|cannot|must|should|we|this|that|it|they)\b"
)
"""What hardly stands between the parts of a reference."""
_APART = 16
"""How many words may stand between its parts, once it is complete."""

_YEAR = re.compile(
    r"(?<![\d.–-])(?:1[5-9]|20)\d\d[a-z]?(?![\d%])(?! ?(?:mg|g|ml|people|mice|patients)\b)|"
    r"\bn\.\s?d\.|\bin press\b|\bforthcoming\b"
)
_PLACE = re.compile(
    r"\bvol(?:ume|\.)?\s?\d+|\bpp?(?:\.\s?\w*|\s)\d+(?:\s?[-–]+\s?\w*\d+)?|"
    r"\b\d+\s?\(\d+(?:[-–]\d+)?\)\s?[:,.]\s?\w*\d+(?:\s?[-–]+\s?\w*\d+)?|"
    r"\b\d+\s?:\s?\w?\d+\s?[-–]+\s?\w?\d+|;\s?\d+(?:\(\w+\))?:\s?\w*\d+|"
    r"\b\d+, (?:p{1,2}\. )?\d+\s?[-–]+\s?\d+|\b\d+, \d{3,}(?=[.,\s(]|$)|\b\d+:\d{2,}\b|"
    r"\b(?:no|nr|issue|chap|chapter|ch|sect|section|sec|fig)\.? ?\d+|\b[A-Z]{2,}/[\w/]*\d",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"\bdoi:?\s?10\.\S+|(?:https?://)?(?:dx\.)?doi\.org/\S+|\b10\.\d{4,9}/\S+|\barXiv:?\s?\S+|"
    r"\bPMID:?\s?\d+|\bPMC\d+|\bISBN[-:\d\s]{0,6}[\dX-]{9,}|\bISSN:?\s?\d{4}-\d{3}[\dX]|:doi:\S+",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?|ftp)://\S+|\bwww\.\S+", re.IGNORECASE)
_VISIT = re.compile(
    r"\b(?:accessed|retrieved|visited|available|consulted|archived)"
    r"(?: (?:on|at|from|online))?[:\s][^.;()]{0,40}",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:Press|Springer|Elsevier|Wiley|Academic|Routledge|CRC|O['’]Reilly|McGraw[- ]Hill|"
    r"Publish(?:ers?|ing)|Verlag|Books|Proc\.|Proceedings|Conference|Symposium|Workshop|"
    r"Journal|J\. |Trans\.|Transactions|Ann\. |Annals|Lett\.|Letters|Rev\.|Review|Mag\.|"
    r"[Tt]hesis|[Dd]issertation|Tech\. Rep|Report|Univ\.|University|"
    r"Zenodo|figshare|GitHub|arXiv|SSRN|Wiki\w+|MathWorld|Scholarpedia|[Vv]ersion \d\S*|"
    r"Nature|Science|Lancet|P[Ll]o[Ss]|bioRxiv|medRxiv|"
    r"Acta|Bull\.|Bulletin|Arch\.|Archives|\d+(?:st|nd|rd|th) ed(?:ition|n)?\b|eds?\.|"
    rf"{_CAPITAL}\w+(?:, [A-Z]{{2}})?: {_CAPITAL}\w+)"
)
_IMPRINT = re.compile(
    rf"\b{_CAPITAL}\w+(?:, [A-Z]{{2}})?: {_CAPITAL}[\w .&'’-]{{2,60}}[,;] (?:1[5-9]|20)\d\d\b"
)
_BEHIND_YEAR = re.compile(r"[).,:\s]*[^.!?]{1,150}[.!?]?")
_TITLE = re.compile(r"[“\"«„‘][^“”\"«»]{8,300}[”\"»“’]")
_SHOWN: Mapping[re.Pattern[str], int] = {
    _YEAR: 1, _PLACE: 2, _IDENTIFIER: 2, _URL: 2, _VISIT: 1, _VENUE: 1, _IMPRINT: 1,
    _TITLE: 1,
}  # fmt: skip
"""What references show, and how much it speaks for one."""
_CLOSING = (_PLACE, _IDENTIFIER, _URL, _VENUE)
"""What stands behind the title."""


def reference_in(text: str, enough: int = ENOUGH, *, linked: bool = False) -> int:
    """Return the offset at which the reference that a text opens with ends; 0 if there is none.

    :param enough: how much it must show
    :param linked: whether some of its words lead to an address
    """
    start = _end_of(_LEAD, text, _end_of(_LABEL, text, 0))
    body = text[start:].rstrip()
    if _ADDRESS.fullmatch(body.rstrip(".>,; ")):
        return len(text) if enough <= IN_A_LIST else 0
    opening, behind = _opening(body)
    if not opening:
        return 0
    seen, end = _parts(body, behind, sure=opening >= _SURE)
    seen += _SHOWN[_URL] if linked and not _URL.search(body) else 0
    return start + end if seen and opening + seen >= enough else 0


def _opening(body: str) -> tuple[int, int]:
    """Return how much the first words look like those of a reference, and where they end."""
    for form, weight in _OPENINGS.items():
        found = form.match(body)
        if found and not _NARRATIVE.match(body, found.end()):
            dated = form is _GROUP and _YEAR_NEXT.match(body, found.end())
            return weight + bool(dated), found.end()
    return 0, 0


def _parts(body: str, behind: int, *, sure: bool) -> tuple[int, int]:
    """Return how much the parts of a reference speak for it, and where the last of them ends.

    What tells of something is no part, nor what stands behind it.

    :param behind: where its first words end
    :param sure: whether these are authors, so that a title follows, which may tell of something
    """
    end, closed = behind, not sure
    seen: set[re.Pattern[str]] = set()
    for first, last, form in _found(body, behind):
        between = body[end:first]
        if closed and (len(between.split()) > _APART or _TELLS.search(between)):
            break
        seen.add(form)
        end, closed = max(end, last), closed or form in _CLOSING
    shown = sum(_SHOWN[form] for form in seen)
    return shown, end if closed else _behind_title(body, end)


def _behind_title(body: str, end: int) -> int:
    """Return where the title ends that goes on behind a year, if one does."""
    title = _end_of(_BEHIND_YEAR, body, end)
    return end if _TELLS.search(body[end:title]) else title


def _found(body: str, behind: int) -> list[tuple[int, int, re.Pattern[str]]]:
    """Return where each part begins and ends, in order, and what form it has."""
    parts = ((*found.span(), form) for form in _SHOWN for found in form.finditer(body, behind))
    return sorted(parts, key=lambda part: part[:2])


def _end_of(form: re.Pattern[str], text: str, start: int) -> int:
    found = form.match(text, start)
    return found.end() if found else start
