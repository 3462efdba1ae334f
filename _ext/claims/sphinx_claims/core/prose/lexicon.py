"""A sentence to the classes of its words.

Each word is looked up once and remembered, so that prose costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_claims.core.prose.vocabulary import BY_END, CLASSES, STARTS, Pair
from sphinx_claims.core.prose.weights import WEIGHTS

_EDGES = ".,;:!?()[]{}\"'“”‘’…*/"
"""Characters that may stand at either end of a word without being part of it."""
_CODE = re.compile(
    r"`|\w_\w|^(?!Ma?c[A-Z]|PubMed|pK)\w*[a-z][A-Z][a-z]|\w\(|^--?[a-z]|::|==|__|\{\{|<\w+>|"
    r"^[a-z_]+\.[a-z_]{2,}|"
    r"\.(?:py|html?|txt|cfg|toml|ya?ml|json|csv|ini|sh|js|css|rst|md|ipynb|tar|gz|zip)\b"
)
DRUG_ENDINGS = (
    r"(?:mab|nib|limus|statin|sartan|azole|cillin|mycin|phosphamide|phenolate|trexate|prine|"
    r"platin|rubicin|taxel|parin|farin|xaban|"
    r"olone|[ai]sone|sporin|leucel|profen|formin|drenaline|axone|oxacin|olol|dipine|gliptin|"
    r"gliflozin|dronate|ciclovir|triptan|"
    r"thiazide|prazole|(?<!\bac)(?<!\bcon)(?<!\bex)(?<!\binter)(?<!\bper)cept|(?<!\ba)pril|"
    r"(?<!\be)quine)\b"
)
"""Endings of the names of drugs."""
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\d")),
    ("percentage", re.compile(r"\d\s?%|^%")),
    ("year", re.compile(r"^(?:1[5-9]\d\d|20[0-3]\d)s?$")),
    ("initials", re.compile(r"^[A-Z]{2,}[0-9-]+\w*$|^[A-Z]{3,}s?$")),
    ("symbol", re.compile(r"[=<>≤≥∑∫√±×\\]")),
    ("drug-name", re.compile(DRUG_ENDINGS, re.IGNORECASE)),
    ("code-token", _CODE),
)
"""Classes that follow from the letters of a word; looked for in the word as it stands."""
_SHAPES_OF_SMALL_LETTERS = tuple((name, shape) for name, shape in SHAPES if name == "drug-name")
"""The only shape that a word of small letters and nothing else can have."""
_MANUAL = {"software": 1, "code-token": 1, "health": -1}


Phrase = tuple[str, str, tuple[str, ...]]
"""The second word of a phrase, its class, and the words that must follow the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is known of one word, wherever it stands."""

    plain: str
    """In lower case and without the punctuation around it."""
    classes: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    """Phrases that begin with this word."""
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


@lru_cache(maxsize=1 << 10)
def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text.

    A page's sentences are read twice, once for the page and once for themselves.
    """
    return tuple(map(_look_up, text.split()))


@lru_cache(maxsize=1 << 16)
def _look_up(token: str) -> Word:
    bare = token.strip(_EDGES).replace("’", "'")
    plain = bare.lower()
    shapes = _SHAPES_OF_SMALL_LETTERS if bare == plain and bare.isalpha() else SHAPES
    classes = [name for name, shape in shapes if shape.search(bare)]
    if not bare.isupper() or len(bare) == 1:
        for part in dict.fromkeys((plain, *plain.split("-"))):
            classes += _classes_of(part)
    if bare != plain:
        classes += _LEXICON.words.get(bare, ())
    names = tuple(dict.fromkeys(classes))
    phrases = _LEXICON.phrases.get(plain, ())
    starts = tuple(name for name in names if name in STARTS)
    ends = tuple(pair for name in names for pair in BY_END.get(name, ()))
    return Word(
        plain=plain,
        classes=names,
        phrases=phrases,
        weight=sum(WEIGHTS.get(name, 0) for name in names),
        manual=sum(_MANUAL.get(name, 0) for name in names),
        starts=starts,
        ends=ends,
        closes=token[-1] in ",;:",
        joins=bool(phrases or starts or ends),
    )


def _classes_of(word: str) -> list[str]:
    found = list(_LEXICON.words.get(word, ()))
    for end in range(_LEXICON.shortest, len(word) + 1):
        found += _LEXICON.stems.get(word[:end], ())
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    """The classes of words, turned round: from words to the names of their classes."""

    words: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    shortest: int
    """Length of the shortest stem."""


def _turn_round(classes: Mapping[str, str]) -> _Lexicon:
    words: dict[str, list[str]] = defaultdict(list)
    stems: dict[str, list[str]] = defaultdict(list)
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for name, entry in (
        (name, entry) for name, entries in classes.items() for entry in entries.split()
    ):
        first, *rest = entry.split("_")
        if rest:
            phrases[first].append((rest[0], name, tuple(rest[1:])))
        elif entry.endswith("*"):
            stems[entry[:-1]].append(name)
        else:
            words[entry].append(name)
    return _Lexicon(
        words={key: tuple(names) for key, names in words.items()},
        stems={key: tuple(names) for key, names in stems.items()},
        phrases={key: tuple(found) for key, found in phrases.items()},
        shortest=min(map(len, stems)),
    )


_LEXICON = _turn_round(CLASSES)
