"""The one vocabulary: words by class, read once; and what is known of a word wherever it stands.

The words are data, in the folder ``words``. Signals, triggers and exemptions are all written over
these classes, so that a word known to one is known to all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sphinx_claims.core.prose.pairs import ENDS, STARTS, Pair
from sphinx_claims.core.prose.weights import WEIGHTS
from sphinx_claims.core.words import read_classes

_FILES = ("drugs", "medicine", "methods", "opinion", "orders", "page", "research", "software")
_PACKAGE = "sphinx_claims.core.prose"
SPOKEN: Mapping[str, tuple[str, ...]] = {
    name: entries
    for file in _FILES
    for name, entries in read_classes(_PACKAGE, f"words/{file}.txt").items()
}
"""Classes of words, each a signal or a part of one."""
CLASSES: Mapping[str, tuple[str, ...]] = {
    **SPOKEN,
    **{
        name: entries
        for file in ("forms", "scenes", "plain", "signposts", "stakes", "stops", "talk", "verbs")
        for name, entries in read_classes(_PACKAGE, f"words/{file}.txt").items()
    },
}
"""All classes, those too that only forms of sentences, or the ends of them, are known by."""
ALSO: Mapping[str, str] = {"task": "order", "drug-ending": "drug"}
"""A class to another that its words belong to as well."""
_NOT: Mapping[str, frozenset[str]] = {"drug-ending": frozenset(CLASSES["no-drug"])}
"""A class to words that do not belong to it, though they look so."""
_EDGES = ".,;:!?()[]{}\"'“”‘’…*/"
"""Characters that may stand at either end of a word without being part of it."""
_CODE = re.compile(
    r"`|\w_\w|^(?!Ma?c[A-Z]|PubMed|pK)\w*[a-z][A-Z][a-z]|\w\(|^--?[a-z]|::|==|__|\{\{|<\w+>|"
    r"^[a-z_]+\.[a-z_]{2,}|"
    r"\.(?:py|html?|txt|cfg|toml|ya?ml|json|csv|ini|sh|js|css|rst|md|ipynb|tar|gz|zip)\b"
)
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\d")),
    ("percentage", re.compile(r"\d\s?%|^%")),
    ("year", re.compile(r"^(?:1[5-9]\d\d|20[0-3]\d)s?$")),
    ("initials", re.compile(r"^[A-Z]{2,}[0-9-]+\w*$|^[A-Z]{3,}s?$")),
    ("symbol", re.compile(r"[=<>≤≥∑∫√±×\\]")),
    ("code-token", _CODE),
)
"""Classes that follow from the letters of a word as it stands."""
_SHAPED = re.compile(r"[\d%=<>≤≥∑∫√±×\\`_(:{.-]|[A-Z]{2}|[a-z][A-Z]")
"""What a word must hold to have one of these shapes: most words do not."""
_TELLING = 3
"""How many letters at either end of a word tell whether stems and endings are looked for."""
_MOST_KNOWN = 1 << 16
_MANUAL = {"software": 1, "code-token": 1, "health": -1}

Phrase = tuple[str, tuple[str, ...]]
"""The class of a phrase, and the words that must follow its second word."""


_NO_PHRASES: Mapping[str, tuple[Phrase, ...]] = MappingProxyType({})


class Word(NamedTuple):
    """What is known of one word, wherever it stands; a tuple, since a manual has many of them."""

    plain: str
    """In lower case and without the punctuation around it."""
    classes: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[Phrase, ...]] = _NO_PHRASES
    """Phrases that begin with this word, by their second word."""
    weight: int = 0
    """What its classes weigh together."""
    manual: int = 0
    """How much it makes a page read like a software manual."""
    starts: tuple[str, ...] = ()
    """Its classes that begin pairs."""
    ends: tuple[Pair, ...] = ()
    """The pairs that it may end."""
    closes: bool = False
    """Whether a comma or another sign stands behind it."""
    joins: bool = False
    """Whether it has part in any phrase or pair, which few words have."""


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, each looked up once and remembered."""
    return tuple(map(KNOWN.__getitem__, text.split()))


def any_of(*names: str) -> str:
    """Return a pattern for one word of some classes, in small letters."""
    entries = sorted({entry for name in names for entry in CLASSES[name]}, key=_longest_first)
    return f"(?:{'|'.join(map(pattern_of, entries))})"


def opening(*names: str) -> str:
    """Return a pattern for one word of some classes at the start of a sentence."""
    entries = sorted({entry for name in names for entry in CLASSES[name]}, key=_longest_first)
    told = (pattern_of(entry[0].upper() + entry[1:]) for entry in entries)
    return f"(?:{'|'.join(told)})"


def _longest_first(entry: str) -> tuple[int, str]:
    return -len(entry), entry


def pattern_of(entry: str) -> str:
    """Return the pattern of one entry."""
    return re.escape(entry).replace(r"\ ", " ").replace(r"\*", r"\w*").replace("'", "['’]")


class Known(dict[str, Word]):
    """Words by how they stand in a text, looked up once; forgets all when there are too many."""

    def __missing__(self, token: str) -> Word:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        word = self[token] = _look_up(token)
        return word


KNOWN = Known()
"""What this process has looked up."""


def _look_up(token: str) -> Word:
    bare = token.strip(_EDGES).replace("’", "'")
    plain = bare.lower()
    classes = _named(bare, plain)
    phrases = _LEXICON.phrases.get(plain, _NO_PHRASES)
    closes = token[-1] in ",;:"
    if not classes:
        return Word(plain=plain, closes=closes, phrases=phrases, joins=bool(phrases))
    starts = tuple(name for name in classes if name in STARTS)
    ends = tuple(pair for name in classes for pair in ENDS.get(name, ()))
    return Word(
        plain=plain,
        classes=classes,
        phrases=phrases,
        weight=sum([WEIGHTS.get(name, 0) for name in classes]),
        manual=sum([_MANUAL.get(name, 0) for name in classes]),
        starts=starts,
        ends=ends,
        closes=closes,
        joins=bool(phrases or starts or ends),
    )


def _named(bare: str, plain: str) -> tuple[str, ...]:
    """Name the classes of a word.

    :param bare: the word without the punctuation around it
    :param plain: the same in lower case
    """
    shapes = _shapes_of(bare) if bare != plain or not bare.isalpha() else []
    shouted = bare.isupper() and len(bare) > 1
    parts = [] if shouted else [plain, *(plain.split("-") if "-" in plain else ())]
    spoken = [name for part in parts for name in _classes_of(part)]
    proper = _LEXICON.words.get(bare, ()) if bare != plain else ()
    return tuple(dict.fromkeys((*shapes, *spoken, *proper)))


def _shapes_of(bare: str) -> list[str]:
    if not _SHAPED.search(bare):
        return []
    return [name for name, shape in SHAPES if shape.search(bare)]


def _classes_of(word: str) -> tuple[str, ...]:
    found = list(_LEXICON.words.get(word, ()))
    if word[:_TELLING] in _LEXICON.heads:
        for size in _LEXICON.stem_sizes:
            found += _LEXICON.stems.get(word[:size], ())
            if size >= len(word):
                break
    for form in (word, word[:-1]) if word.endswith("s") else (word,):
        if form[-_TELLING:] in _LEXICON.tails:
            found += _ending_so(form)
    if found:
        found += [ALSO[name] for name in found if name in ALSO]
    return tuple(found)


def _ending_so(word: str) -> Iterator[str]:
    """Name the classes of a word that follow from its end."""
    for size in _LEXICON.ending_sizes:
        if size < len(word):
            for name in _LEXICON.endings.get(word[-size:], ()):
                if word not in _NOT.get(name, ()):
                    yield name


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The classes of words, turned round: from words to the names of their classes."""

    words: Mapping[str, tuple[str, ...]]
    """Words as they stand; among them stems and endings with their asterisk, which are none."""
    stems: Mapping[str, tuple[str, ...]]
    """How words begin."""
    stem_sizes: tuple[int, ...]
    heads: frozenset[str]
    """The first letters of all these beginnings, by which most words are passed over."""
    endings: Mapping[str, tuple[str, ...]]
    """How words end."""
    ending_sizes: tuple[int, ...]
    tails: frozenset[str]
    """The last letters of all these ends, by which most words are passed over."""
    phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    """First words to second words to the phrases that these two begin."""


def turn_round(classes: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return classes of words by word."""
    entries = [(entry, name) for name, told in classes.items() for entry in told]
    plain = [(entry, name) for entry, name in entries if " " not in entry]
    words = _gather(plain)
    stems = {entry[:-1]: names for entry, names in words.items() if entry.endswith("*")}
    endings = {entry[1:]: names for entry, names in words.items() if entry.startswith("*")}
    return Lexicon(
        words=words,
        stems=stems,
        stem_sizes=_sizes(stems),
        heads=_cut(stems, slice(None, _TELLING)),
        endings=endings,
        ending_sizes=_sizes(endings),
        tails=_cut(endings, slice(-_TELLING, None)),
        phrases=_phrases(entries),
    )


def _sizes(texts: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(set(map(len, texts))))


def _cut(texts: Iterable[str], part: slice) -> frozenset[str]:
    return frozenset(text[part] for text in texts)


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, name in pairs:
        found[key] = (*found.get(key, ()), name)
    return found


def _phrases(
    entries: Iterable[tuple[str, str]],
) -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
    found: dict[str, dict[str, tuple[Phrase, ...]]] = defaultdict(dict)
    for entry, name in entries:
        if " " not in entry:
            continue
        first, second, *tail = entry.split(" ")
        found[first][second] = (*found[first].get(second, ()), (name, tuple(tail)))
    return dict(found)


_LEXICON = turn_round(SPOKEN)
