"""Whether a mark ends its sentence: what the word before it and the text behind it tell.

The words are data, in ``words/stops.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sphinx_claims.core.prose.lexicon import CLASSES
from sphinx_claims.core.prose.once import once
from sphinx_claims.core.prose.stating.statements import is_statement

_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(entries) for name, entries in CLASSES.items()
}
ABBREVIATIONS = frozenset().union(
    *(_WORDS[name] for name in ("title", "numbered", "goes-on", "stands-last"))
)
"""Words whose full stop does not always end a sentence, in lower case."""

_BEFORE = re.compile(r"(?:(?P<before>\S+)\s+)?(?P<word>\S*)$")
_OPENERS = "'\"‘“«([{¿¡"
_CLOSING = frozenset(")]}»”’?!")
_NEXT = re.compile(rf"\s*(?:[–—-]+\s+)?[{re.escape(_OPENERS)}]*(?P<word>\w[\w’'-]*)?")
_GOES_ON = re.compile(r"\s*\W?[A-Z][\w’-]*,?\s+[a-z(]")
"""A capital, and small letters after it, as a sentence begins and a name does not."""
_COUNT = re.compile(
    r"\s*\d+(?:[.,]\d+)*\s?(?:%|of\b|in\b|out\b|per\b|[a-z]{3,}s\b|(?:men|women|mice|children)\b)"
)
"""A number of something, as a sentence may begin with."""
_NUMBERED = re.compile(r"\d|[IVXLC]+\b(?!['’])|[ivxlc]+\b|[A-Z](?:[\d)]|\b(?!['’]))|X+\b")
"""What stands behind the short name of a part of a text."""
_INITIAL_BEFORE = re.compile(
    r"(?:^|[(\[]|\b(?:by|and|of|from|with|to|in|et|(?:1[5-9]|20)\d\d)|[A-Z][\w’-]*,?|[A-Z]\.)$"
)
_NUMERAL = re.compile(r"(?!X+$)[IVXLC]{2,}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_CODE = re.compile(r"[/@\\_(]|www\.|\w\.\w+\.\w|[a-z][A-Z]")
"""What a word of code or an address holds, in which a mark ends nothing."""
_GLUED_BEFORE = re.compile(r"[^\W\d_A-Z]{2}['\"’”»)\]}%]*$|[\d%)\]][)\]]*$")
_TITLE = re.compile(r"[A-Z](?:[a-z’']*(?![\w’'])|X+)")
"""A word with a capital at its head and nowhere else, or a name that was masked."""
_ANSWERED = re.compile(
    r"\b(?:answer|reply|response|verdict|vote)\b|(?:\b(?:answer|repl|sa[iy]|vote)\w*|,|:|–|—) no$",
    re.IGNORECASE,
)
"""What makes \"no\" before a number an answer, and no short form."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_UNITS = frozenset("dghlmsLACFJKMNTVW")
"""Units of one letter, which look like initials."""
_NO_STREET = frozenset({"mount", "fort", "port", "sault", "cape", "lake", "the", "at", "in", "to"})


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A mark that may end a sentence, and what stands around it."""

    before: str
    """The last signs of the sentence before the mark."""
    first: bool
    """Whether these are all that the sentence has before it."""
    mark: str
    closed: bool
    """Whether a quotation or a bracket is closed behind the mark."""
    after: str

    @once
    def _words(self) -> tuple[str, str]:
        found = _BEFORE.search(self.before)
        told = found.groups("") if found else ("", "")
        return told[0], told[1].lstrip(f"{_OPENERS}.…")

    @once
    def word(self) -> str:
        """The word before the mark."""
        return self._words[1]

    @once
    def plain(self) -> str:
        """The same in small letters."""
        return self.word.lower()

    @once
    def previous(self) -> str:
        """The word before that one."""
        return self._words[0].strip(_OPENERS + ",;:")

    @once
    def opens(self) -> bool:
        """Whether the word before the mark is the first of the sentence."""
        return self.first and not self._words[0]

    @once
    def is_letter(self) -> bool:
        """Whether the word before the mark is a letter that something is named by."""
        kind = self.previous.lower()
        named = not _WORDS["lettered"].isdisjoint({kind, kind.removesuffix("s")})
        return named and len(self.word) == 1 and self.word.isalpha()

    @once
    def is_marked_name(self) -> bool:
        """Whether the mark belongs to the name before it, as in "Yahoo! Mail"."""
        return self.mark[0] in "!?" and self.word + self.mark[0] in _WORDS["marked-name"]

    @once
    def begins_small(self) -> bool:
        """Whether the next word begins sentences, in small letters too."""
        return self.next.lower() in _WORDS["small-subject"]

    @once
    def is_measure(self) -> bool:
        """Whether the word before the mark is the short name of a unit, behind a number."""
        return self.plain in _WORDS["measure"] and self.previous[-1:].isdigit()

    @once
    def next(self) -> str:
        """The word behind the mark."""
        found = _NEXT.match(self.after)
        return (found and found["word"]) or ""

    @once
    def glued(self) -> bool:
        """Whether a letter follows at once."""
        return not self.after[:1].isspace()

    @once
    def starts(self) -> bool:
        """Whether the next word is one that begins sentences."""
        shouted = len(self.next) > 1 and self.next.isupper()
        return self.next[:1].isupper() and not shouted and self.next.lower() in _WORDS["starter"]

    @once
    def starts_surely(self) -> bool:
        """Whether it is no surname either."""
        return self.starts and self.next.lower() not in _WORDS["named-so"]

    @once
    def goes_on(self) -> bool:
        """Whether a sentence seems to follow: it starts as one, or counts something."""
        return bool(self.starts or _GOES_ON.match(self.after) or _COUNT.match(self.after))


Cases = tuple[tuple[Callable[[Stop], object], Callable[[Stop], object]], ...]
"""What tells whether a case holds, and what then tells whether the mark ends its sentence."""


def ends_sentence(stop: Stop) -> bool:
    """Tell whether a mark ends its sentence."""
    return _decide(stop, _ANY)


def _decide(stop: Stop, cases: Cases) -> bool:
    """Return what the first case tells that holds; a mark that none knows ends its sentence."""
    return next((bool(ends(stop)) for holds, ends in cases if holds(stop)), True)


def _always(stop: Stop) -> bool:
    """Hold for any mark."""
    del stop
    return True


def _never(stop: Stop) -> bool:
    """Hold for no mark."""
    del stop
    return False


def _ends_glued(stop: Stop) -> bool:
    """Tell whether white space was forgotten behind a mark."""
    if not stop.word:
        return stop.starts and bool(stop.before.strip())
    if not _may_be_glued(stop):
        return False
    token = stop.word + stop.mark + stop.after.split(maxsplit=1)[0].rstrip(".,;:!?)]\"'”’")
    if _CODE.search(token):
        return False
    if stop.mark == "." and stop.word[-1].isdigit():
        return stop.starts_surely
    if stop.starts or "." not in stop.mark:
        return True
    return bool(_GOES_ON.match(stop.after)) and is_statement(f"{stop.before}.")


def _may_be_glued(stop: Stop) -> bool:
    """Tell whether a word stands on either side of a mark, and the mark is a single one."""
    dots = len(stop.mark) > 1 and "." in stop.mark
    return not dots and bool(_GLUED_BEFORE.search(stop.before) and _TITLE.match(stop.after))


def _ends_alone(stop: Stop) -> bool:
    """Tell whether a full stop with white space before it ends a sentence."""
    return stop.starts or (stop.mark == "." and stop.next.istitle() and stop.goes_on)


def _ends_before_small(stop: Stop) -> bool:
    """Tell whether a mark ends a sentence though a small letter follows."""
    return not stop.closed and (stop.mark[0] in "!?" or _decide(stop, _SMALL))


def _lacks_vowels(stop: Stop) -> bool:
    word = stop.word
    return word.islower() and word.isalpha() and not set("aeiouy").intersection(word)


def _counts_parts(stop: Stop) -> bool:
    """Tell whether a number or a letter before a mark numbers an item of a list."""
    return stop.opens and (stop.word.isdigit() or len(stop.word) == 1)


def _ends_after_dotted(stop: Stop) -> bool:
    called = stop.opens or stop.previous in {"by", "and", "of", "from", "with"}
    return stop.starts_surely or (not called and stop.goes_on)


def _ends_before_sign(stop: Stop) -> bool:
    closes = stop.after.lstrip()[:1] in _CLOSING
    return stop.plain not in ABBREVIATIONS and not closes


def _ends_after_title(stop: Stop) -> bool:
    if stop.plain == "st" and stop.previous[:1].isupper() and not stop.opens:
        return stop.previous.lower() not in _NO_STREET and stop.goes_on
    return stop.starts_surely


def _ends_after_numbered(stop: Stop) -> bool:
    if not _NUMBERED.match(stop.next):
        return len(stop.word) > 1 or stop.starts
    if stop.next in {"A", "I"}:
        return stop.word.islower() and bool(_GOES_ON.match(stop.after))
    return stop.plain == "no" and bool(_ANSWERED.search(stop.before))


def _ends_after_short(stop: Stop) -> bool:
    if stop.next[:1].isdigit():
        dated = stop.plain in _WORDS["month"] or stop.plain == "al"
        return bool(_COUNT.match(stop.after)) and not dated
    return stop.plain == "etc" or stop.goes_on


def _ends_after_letter(stop: Stop) -> bool:
    """Tell whether a lone letter ends a sentence, or is an initial."""
    if stop.word in _UNITS and stop.previous[-1:].isdigit() and not _YEAR.match(stop.previous):
        return stop.next[:1].isupper() or stop.goes_on
    if stop.word.islower():
        return stop.goes_on
    titled = stop.previous.removesuffix(".").lower() in _WORDS["title"]
    named = titled or _INITIAL_BEFORE.search(stop.before[: -len(stop.word)].rstrip())
    return stop.starts_surely or (not named and stop.goes_on)


def _is(kind: str) -> Callable[[Stop], bool]:
    """Return what tells whether the word before a mark is of a class."""
    return lambda stop: stop.plain in _WORDS[kind]


_SMALL: Cases = (
    (_counts_parts, _never),
    (_is("goes-on"), _never),
    (_is("title"), _never),
    (lambda stop: len(stop.word) == 1, lambda stop: stop.begins_small),
    (lambda stop: stop.plain in ABBREVIATIONS or stop.is_measure, lambda stop: stop.begins_small),
    (lambda stop: _DOTTED.fullmatch(stop.word), _never),
    (lambda stop: stop.word[0].isupper() and stop.next == "of", _never),
    (lambda stop: _NUMERAL.fullmatch(stop.word), lambda stop: stop.begins_small),
    (_lacks_vowels, lambda stop: stop.previous[-1:].isdigit()),
)
"""Before a small letter."""
_BIG: Cases = (
    (lambda stop: stop.mark[0] in "!?" or stop.closed, _always),
    (lambda stop: not stop.next, _ends_before_sign),
    (_counts_parts, _never),
    (lambda stop: stop.is_letter, _always),
    (lambda stop: len(stop.word) == 1 and stop.word.isupper(), _ends_after_letter),
    (lambda stop: stop.is_measure, lambda stop: stop.goes_on),
    (_is("country"), lambda stop: stop.next.lower() not in _WORDS["of-country"]),
    (_is("time-of-day"), lambda stop: stop.next.lower() not in _WORDS["zone"]),
    (_is("title"), _ends_after_title),
    (_is("numbered"), _ends_after_numbered),
    (_is("before-number"), lambda stop: not stop.next[:1].isdigit() and stop.goes_on),
    (lambda stop: stop.plain in _WORDS["goes-on"] and not stop.word.isupper(), _never),
    (_is("stands-last"), _ends_after_short),
    (lambda stop: len(stop.word) == 1 and stop.word.isalpha(), _ends_after_letter),
    (lambda stop: _DOTTED.fullmatch(stop.word), _ends_after_dotted),
)
"""Before a capital, a number or a letter of another script."""
_ANY: Cases = (
    (lambda stop: stop.glued, _ends_glued),
    (lambda stop: not stop.word and "." in stop.mark, _ends_alone),
    (lambda stop: "…" in stop.mark or "..." in stop.mark, lambda stop: stop.next[:1].isupper()),
    (lambda stop: stop.is_marked_name, lambda stop: stop.starts),
    (lambda stop: stop.next[:1].islower(), _ends_before_small),
    (_always, lambda stop: _decide(stop, _BIG)),
)
"""Cases of a mark, each with what tells whether it ends its sentence; the first one decides."""
