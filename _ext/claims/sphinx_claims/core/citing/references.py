"""Whether a text is a reference in words, as lists of references hold them.

Decided by what it shows: authors, a year, a place in a volume, an identifier, a title in quotation
marks. A statement shows some of them too; so the text must open as references do, and what goes on
behind the last of them is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_claims.core.citing.entries import (
    begins_title,
    entry_in,
    is_printed,
    tells,
    tells_behind,
)
from sphinx_claims.core.citing.parts import (
    ADDRESS,
    IDENTIFIER,
    IMPRINT,
    SURE,
    URL,
    VENUE,
    are_authors,
    behind_collective,
    behind_label,
    end_of,
    opening_of,
)
from sphinx_claims.core.prose.segment import sentence_spans

ENOUGH = 4
"""The sum from which a text is a reference."""
IN_A_LIST = 3
"""The sum from which it is one where references stand: in a list of them."""
ANYWHERE = 6
"""The sum from which it is one anywhere, if it is all that its block holds."""

_BLANK = re.compile(r"\s")
_GROUP = 2
"""How much it speaks for a reference that it opens with a group or an institution."""
_WHEN_LISTED = 2
"""The sum in a list where each sentence was read."""
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
_VISIT = re.compile(
    r"\b(?:accessed|retrieved|visited|available|consulted|archived)"
    r"(?: (?:on|at|from|online))?[:\s][^.;()]{0,40}",
    re.IGNORECASE,
)
_BEHIND_YEAR = re.compile(r"[).,:\s]*[^.!?]{1,150}[.!?]?")
_TITLE = re.compile(r"[“\"«„‘][^“”\"«»]{8,300}[”\"»“’]")
_SHOWN: Mapping[re.Pattern[str], int] = {
    _YEAR: 1, _PLACE: 2, IDENTIFIER: 2, URL: 2, _VISIT: 1, VENUE: 1, IMPRINT: 1,
    _TITLE: 1,
}  # fmt: skip
"""What references show, and how much it speaks for one."""
_CLOSING = (_PLACE, IDENTIFIER, URL, VENUE)
"""What stands behind the title."""


def reference_in(text: str, enough: int = ENOUGH, *, linked: bool = False) -> int:
    """Return the offset at which the reference that a text opens with ends; 0 if there is none.

    :param enough: how much it must show
    :param linked: whether some of its words lead to an address
    """
    text = _BLANK.sub(" ", text)
    start = behind_label(text)
    body = text[start:].rstrip()
    if ADDRESS.fullmatch(body.rstrip(".>,; ")):
        return len(text) if enough <= IN_A_LIST else 0
    end = max(_by_parts(body, enough, linked=linked), _by_sentences(body, enough, linked=linked))
    if enough >= ANYWHERE and end < len(body.rstrip(".")):
        return 0
    return start + end if end else 0


def _by_parts(body: str, enough: int, *, linked: bool) -> int:
    """Return where a reference ends that shows enough of its parts, wherever they stand."""
    opening, behind = opening_of(body)
    if not opening or (enough >= ANYWHERE and opening < SURE):
        return 0
    seen, end = _parts(body, behind, sure=opening >= SURE)
    seen += _SHOWN[URL] if linked and not URL.search(body) else 0
    if not seen or opening + seen < enough:
        return 0
    return _whole(body, end, titled=opening >= SURE and _may_tell(body, behind, end))


def _may_tell(body: str, behind: int, end: int) -> bool:
    """Tell whether a title stands behind the authors that may state something."""
    title = body[behind:end]
    return begins_title(body, behind) and (is_printed(title) or not tells(title))


def _by_sentences(body: str, enough: int, *, linked: bool) -> int:
    """Return where the last sentence ends that belongs to a reference."""
    opening, behind = opening_of(body)
    if opening < SURE:
        behind = behind_collective(body)
        opening = _GROUP if behind else 0
    if enough >= ANYWHERE and opening < SURE:
        return 0
    shown, end = entry_in(body, behind, opening, linked=linked)
    return end if shown >= (_WHEN_LISTED if enough <= IN_A_LIST else enough) else 0


def _whole(body: str, end: int, *, titled: bool) -> int:
    """Return the end of a reference, before the first sentence of it that states something.

    :param titled: whether a title may do so, as authors stand before it; but none behind it
    """
    for first, last in sentence_spans(body):
        if first >= end:
            break
        if (not titled and tells(body[first:last])) or tells_behind(body[end:last]):
            return first
        printed = is_printed(body[first:last])
        follows = are_authors(body[first:last]) and begins_title(body, last)
        titled = (titled and not printed) or follows
    return end


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
    title = end_of(_BEHIND_YEAR, body, end)
    return end if _TELLS.search(body[end:title]) else title


def _found(body: str, behind: int) -> list[tuple[int, int, re.Pattern[str]]]:
    """Return where each part begins and ends, in order, and what form it has."""
    parts = ((*found.span(), form) for form in _SHOWN for found in form.finditer(body, behind))
    return sorted(parts, key=lambda part: part[:2])
