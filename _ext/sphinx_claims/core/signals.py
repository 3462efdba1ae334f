"""The signals that tell a claim from other prose under the profile ``balanced``, each with a weight.

The sum of the weights of the signals a sentence shows, plus the base, decides: above nought it is a claim. The
weights were fitted on the development half of the gold set and rounded; the test half had no part in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_claims.core.forms import FORMS
from sphinx_claims.core.lexicon import SHAPES, Word, read_words
from sphinx_claims.core.vocabulary import CLASSES
from sphinx_claims.core.weights import BASE, MANUAL, WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A signal made of two words of some classes, one soon after the other."""

    name: str
    first: str
    then: str
    gap: int = 0
    """How many words may stand between them."""


PAIRS: tuple[Pair, ...] = (
    Pair(name="quantity", first="number", then="unit"),
    Pair(name="known-fact", first="approximately", then="number"),
    Pair(name="known-fact", first="approximately", then="share"),
    Pair(name="inquiry-reports", first="inquiry", then="reported", gap=3),
    Pair(name="passive-finding", first="was", then="passive", gap=1),
    Pair(name="order-of-drug", first="order", then="drug", gap=8),
    Pair(name="order-of-drug", first="order", then="drug-name", gap=8),
    Pair(name="order-of-dose", first="order", then="dose", gap=8),
    Pair(name="figure-shows", first="figure", then="reported", gap=3),
    Pair(name="own-document", first="this", then="document-word", gap=2),
    Pair(name="in-part", first="place-word", then="part", gap=1),
    Pair(name="opinion", first="first-person", then="opine", gap=3),
    Pair(name="see-a-carer", first="contact", then="carer", gap=4),
    Pair(name="see-figure", first="shown-in", then="figure", gap=1),
    Pair(name="own-methods", first="was", then="method", gap=1),
)
_PAIRS_BY_END: Mapping[str, tuple[Pair, ...]] = {
    name: tuple(pair for pair in PAIRS if pair.then == name) for name in {pair.then for pair in PAIRS}
}
_PAIR_STARTS = frozenset(pair.first for pair in PAIRS)
_WHOLE = (*(name for name, _ in FORMS), "question", "colon-end", "no-stop", "short", "long", "imperative")
"""Signals that a sentence shows as a whole, each once."""
_PARTS = frozenset({"approximately", "carer", "contact", "opine", "part", "share", "this"})
"""Classes that say nothing but in a pair."""
SIGNALS: tuple[str, ...] = tuple(
    name
    for name in dict.fromkeys((*CLASSES, *(name for name, _ in SHAPES), *(pair.name for pair in PAIRS), *_WHOLE))
    if name not in _PARTS
)
"""Names of all signals."""
_MOST = sum(max(WEIGHTS.get(name, 0), 0) for name in _WHOLE)
"""No sentence gains more than this from what it is as a whole."""
_CLOSERS = "\"'”’)] "
_SHORT, _LONG = 4, 18
CAP = 3
"""How often a signal counts at most."""


def counts_of(text: str) -> dict[str, int]:
    """Name the signals a sentence shows with how often, three times at most."""
    words = read_words(text)
    return {**_class_counts(words), **dict.fromkeys(_forms(text, words), 1)}


def _forms(text: str, words: Sequence[Word]) -> Iterator[str]:
    """Name the signals that a sentence shows as a whole."""
    yield from _ends(text)
    yield from _opens(words)
    yield from _length(words)
    for name, form in FORMS:
        if form.match(text):
            yield name


def _class_counts(words: Sequence[Word]) -> dict[str, int]:
    """Name the classes of the words and of their pairs, with how often."""
    counts: dict[str, int] = defaultdict(int)
    last: dict[str, int] = {}
    for index, word in enumerate(words):
        if not word.classes and not word.phrases:
            continue
        for second, name, tail in word.phrases:
            if index + 1 < len(words) and words[index + 1].plain == second and _follow(words, index + 2, tail):
                counts[name] += 1
                last[name] = index + 1 + len(tail)
        for name in word.classes:
            counts[name] += 1
            for pair in _PAIRS_BY_END.get(name, ()):
                if 0 < index - last.get(pair.first, -_LONG) <= pair.gap + 1:
                    counts[pair.name] += 1
            if name in _PAIR_STARTS:
                last[name] = index
    if words and "capital" in words[0].classes:
        counts["capital"] -= 1
    return counts


def _follow(words: Sequence[Word], start: int, tail: Sequence[str]) -> bool:
    return all(start + step < len(words) and words[start + step].plain == word for step, word in enumerate(tail))


def _ends(text: str) -> Iterable[str]:
    end = text.rstrip(_CLOSERS)[-1:]
    if end == "?":
        return ("question",)
    if end == ":":
        return ("colon-end",)
    return () if end in ".!;" or text[-1:] in _CLOSERS else ("no-stop",)


def _length(words: Sequence[Word]) -> Iterable[str]:
    return ("short",) if len(words) <= _SHORT else ("long",) if len(words) >= _LONG else ()


def _opens(words: Sequence[Word]) -> Iterable[str]:
    """Tell whether a sentence begins as an order."""
    at = 1 if len(words) > 1 and "lead" in words[0].classes else 0
    is_order = len(words) > at and "order" in words[at].classes and "-" not in words[at].plain
    return ("imperative",) if is_order and not (len(words) > at + 1 and words[at + 1].plain in _NO_ORDER) else ()


_NO_ORDER = frozenset({"is", "are", "was", "were", "of", "has", "have", "in", "and", "or", "between", "among"})


def register_of(texts: Iterable[str]) -> int:
    """Return how much a page reads like a software manual, from 0 to 6: the mean of its software signals, doubled."""
    told = total = 0
    for text in texts:
        total += 1
        for word in read_words(text):
            told += ("software" in word.classes) + ("code-token" in word.classes) - ("health" in word.classes)
    return round(2 * min(max(told, 0) / total, CAP)) if total else 0


def explain(text: str, manual: int) -> tuple[tuple[str, int], ...]:
    """Return each signal of a sentence with what it weighs there, the register of the page last."""
    weighed = ((name, WEIGHTS.get(name, 0) * min(number, CAP)) for name, number in counts_of(text).items())
    return (*((name, weight) for name, weight in weighed if weight), *((("manual", MANUAL * manual),) if manual else ()))


def is_claim(text: str, manual: int = 0) -> bool:
    """Tell whether a sentence is a claim.

    :param manual: how much its page reads like a software manual, see :func:`register_of`
    """
    words = read_words(text)
    told = BASE + MANUAL * manual + sum(WEIGHTS.get(name, 0) * min(count, CAP) for name, count in _class_counts(words).items())
    return told + _MOST > 0 and told + sum(WEIGHTS.get(name, 0) for name in _forms(text, words)) > 0
