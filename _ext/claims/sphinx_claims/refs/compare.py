"""An entry of the bibliography against the record that a service holds.

Knows neither services nor files.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sphinx_claims.core.encoding import readable
from sphinx_claims.core.evidence.status import Difference
from sphinx_claims.core.model import OTHERS, Author, Source

_TAG = re.compile(r"</?[a-z][\w:-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HUGE = re.compile(r"&#\d{8,};?")
"""A character by a number that none has, and that may be too long to be read as one."""
_GONE = re.compile(
    r"(?:retract(?:ed|ion)|withdrawn)(?: (?:article|paper))?\s*[:.]\s*", re.IGNORECASE
)
_SMALL = frozenset({"a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to"})
"""Words that an abbreviated name of a journal leaves out."""
_DASH = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
_PAGE = re.compile(r"(\D*)(\d+)(\D*)")
_ENOUGH = 500
"""Letters of a title that are compared."""
_ANOTHER_WORK = 0.6
"""Titles less alike than this belong to different works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a service says of a work. Of several forms any will do, and the first is shown.

    None says nothing.
    """

    titles: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    """Of print and of first publication online."""
    authors: tuple[Author, ...] = ()
    journals: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    gone: bool = False
    """Whether the service has a notice of retraction, so that the title may say so."""


NO_RECORD = Record()


def differences_of(source: Source, record: Record) -> tuple[Difference, ...]:
    """Return the fields of which both say something, and not the same."""
    return tuple(_differences(source, record))


def is_another_work(difference: Difference) -> bool:
    """Say whether a difference is so great that the identifier must lead to another work."""
    ours, theirs = (_letters(title)[:_ENOUGH] for title in (difference.ours, difference.theirs))
    alike = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    return difference.field == "title" and alike < _ANOTHER_WORK


def _differences(source: Source, record: Record) -> Iterator[Difference]:
    checks = (
        ("title", record.titles, lambda ours, theirs: _same_title(ours, theirs, gone=record.gone)),
        (_used(source, "year", "date"), record.years, lambda ours, theirs: ours[:4] == theirs),
        (_used(source, "journal", "journaltitle", "booktitle"), record.journals, _same_journal),
        ("volume", record.volumes, lambda ours, theirs: _letters(ours) == _letters(theirs)),
        ("pages", record.pages, _same_pages),
    )
    for field, forms, same in checks:
        ours = source.get(field)
        if ours and forms and not any(same(ours, theirs) for theirs in forms):
            yield Difference(field=field, ours=ours, theirs=plain(forms[0]))
    if source.authors and record.authors and not _same_authors(source.authors, record.authors):
        theirs = " and ".join(map(str, record.authors))
        yield Difference(field="author", ours=source.get("author"), theirs=theirs)


def _used(source: Source, *names: str) -> str:
    """Return the name of the first field that a source fills in, of several that say the same."""
    return next(filter(source.get, names), names[0])


def plain(text: str) -> str:
    """Return text without mark-up and references to characters, in one line."""
    for _ in range(2):
        text = html.unescape(_HUGE.sub("", text))
    return readable(_TAG.sub("", text))


def _same_title(ours: str, theirs: str, *, gone: bool) -> bool:
    if gone:
        ours, theirs = (_GONE.sub("", plain(title), count=1) for title in (ours, theirs))
    return _letters(ours) == _letters(theirs)


def _words(text: str) -> list[str]:
    """Return words without case, accents and signs; a Greek letter as its name."""
    text = "".join(map(_named, unicodedata.normalize("NFKD", plain(text).replace("&", " and "))))
    return re.findall(r"[^\W_]+", text.casefold())


def _named(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    name = unicodedata.name(char, "")
    if name.startswith("GREEK") and "LETTER" in name:
        return name.split("LETTER ")[1].split()[-1 if "FINAL" in name else 0]
    if name.startswith("LATIN") and (name.endswith(" WITH STROKE") or "LETTER AE" in name):
        return name.split("LETTER ")[1].split()[0]
    return char


def _letters(text: str) -> str:
    return "".join(_words(text))


def _same_journal(ours: str, theirs: str) -> bool:
    ours, theirs = (re.sub(r"\([^)]*\)", "", name) for name in (ours, theirs))
    long, short = ([word for word in _words(name) if word not in _SMALL] for name in (ours, theirs))
    if len(long) != len(short):
        return _letters(ours) == _letters(theirs)
    return all(
        _shortens(one, other) or _shortens(other, one)
        for one, other in zip(long, short, strict=True)
    )


def _shortens(short: str, long: str) -> bool:
    """Say whether a word may stand for another, as ``natl`` for ``national``.

    Same beginning, no letter out of order.
    """
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)


def _same_pages(ours: str, theirs: str) -> bool:
    (first, last), (their_first, their_last) = _ends(ours), _ends(theirs)
    return first == their_first and (not last or not their_last or last == their_last)


def _ends(pages: str) -> tuple[str, str]:
    """Return the first and last page, ``123-8`` as 123 and 128.

    No last page if there is only one.
    """
    first, *more = _DASH.split(plain(pages).split(",")[0].casefold(), maxsplit=1)
    last = more[0] if more else ""
    one, other = _PAGE.fullmatch(first.strip()), _PAGE.fullmatch(last.strip())
    if one and other:
        digits = one[2][: max(0, len(one[2]) - len(other[2]))] + other[2]
        last = f"{other[1] or one[1]}{digits}{other[3]}"
    return _letters(first), _letters(last)


def _same_authors(ours: Sequence[Author], theirs: Sequence[Author]) -> bool:
    """Compare family names in their order, up to ``others``."""
    cut = ours[-1] == OTHERS
    named = ours[:-1] if cut else ours
    enough = len(named) <= len(theirs) if cut else len(named) == len(theirs)
    return enough and all(map(_same_name, named, theirs))


def _same_name(ours: Author, theirs: Author) -> bool:
    """Compare the family name; a particle such as ``del`` may stand with the given names."""
    one, other = _name(ours.family), _name(theirs.family)
    if " " in f"{ours.family}{theirs.family}":
        return one.endswith(other) or other.endswith(one)
    return one == other


def _name(text: str) -> str:
    return re.sub(r"([aou])e", r"\1", _letters(text))
