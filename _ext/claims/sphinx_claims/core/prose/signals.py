"""The weighted signals that tell a claim from other prose under the profile ``balanced``.

The sum of the weights of the signals a sentence shows, plus the base, decides: above nought it is a
claim. The weights were fitted on the development half of the gold set and rounded; the test half
had no part in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sphinx_claims.core.prose.forms import FORMS, TERSE, Form
from sphinx_claims.core.prose.lexicon import SHAPES, Word, read_words
from sphinx_claims.core.prose.vocabulary import CLASSES, ONLY_PARTS, PAIRS
from sphinx_claims.core.prose.weights import BASE, MANUAL, WEIGHTS

_WHOLE = (
    *(name for name, _ in FORMS),
    "question",
    "colon-end",
    "no-stop",
    "short",
    "long",
    "imperative",
)
"""Signals that a sentence shows as a whole, each once."""
SIGNALS: tuple[str, ...] = tuple(
    name
    for name in dict.fromkeys(
        (*CLASSES, *(name for name, _ in SHAPES), *(pair.name for pair in PAIRS), *_WHOLE)
    )
    if name not in ONLY_PARTS
)
"""Names of all signals."""
_FOR = tuple(form for form in FORMS if WEIGHTS.get(form[0], 0) > 0)
_AGAINST = tuple(form for form in FORMS if WEIGHTS.get(form[0], 0) <= 0)
_MOST = sum(max(WEIGHTS.get(name, 0), 0) for name in _WHOLE)
"""No sentence gains more than this from what it is as a whole."""
_CLOSERS = "\"'”’)] "
_SHORT, _LONG = 4, 18
"""Words of the longest sentence that is short, and of the shortest that is long."""
_MOST_MANUAL = 6
"""The highest register of a page."""


def counts_of(text: str) -> dict[str, int]:
    """Name the signals a sentence shows, with how often."""
    words = read_words(text)
    return Counter(
        chain(
            (name for word in words for name in word.classes),
            _joined(words),
            _whole(text, words),
            _shown(text, _AGAINST),
        )
    )


def _whole(text: str, words: Sequence[Word]) -> Iterator[str]:
    """Name the signals of a sentence as a whole, but for forms that speak against a claim."""
    yield from _ends(text)
    yield from _opens(words)
    yield from _length(text, words)
    yield from _shown(text, _FOR)


def _shown(text: str, forms: Iterable[Form]) -> Iterator[str]:
    return (name for name, form in forms if form.match(text))


def _joined(words: Sequence[Word]) -> Iterator[str]:
    """Name the phrases and the pairs of words, each as often as it is there."""
    last: dict[str, int] = {}
    for index, word in enumerate(words):
        if not word.joins:
            continue
        for second, name, tail in word.phrases:
            if (
                index + 1 < len(words)
                and words[index + 1].plain == second
                and _follow(words, index + 2, tail)
            ):
                yield name
                last[name] = index + 1 + len(tail)
        for pair in word.ends:
            if 0 < index - last.get(pair.first, -_LONG) <= pair.gap + 1:
                yield pair.name
        for name in word.starts:
            if name != "order" or _may_order(words, index):
                last[name] = index


def _follow(words: Sequence[Word], start: int, tail: Sequence[str]) -> bool:
    return all(
        start + step < len(words) and words[start + step].plain == word
        for step, word in enumerate(tail)
    )


def _ends(text: str) -> Iterable[str]:
    end = text.rstrip(_CLOSERS)[-1:]
    if end == "?":
        return ("question",)
    if end == ":":
        return ("colon-end",)
    return () if end in ".!;" or text[-1:] in _CLOSERS else ("no-stop",)


def _length(text: str, words: Sequence[Word]) -> Iterable[str]:
    return (
        ("short",)
        if len(words) <= _SHORT and not TERSE.match(text)
        else ("long",)
        if len(words) >= _LONG
        else ()
    )


def _opens(words: Sequence[Word]) -> Iterable[str]:
    """Tell whether a sentence begins as an order."""
    at = 1 if len(words) > 1 and "lead" in words[0].classes else 0
    is_order = len(words) > at and "order" in words[at].classes and "-" not in words[at].plain
    return (
        ("imperative",)
        if is_order and not (len(words) > at + 1 and words[at + 1].plain in _NO_ORDER)
        else ()
    )


def _may_order(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word stands where an order does, and is no verb of somebody's.

    "we compare", "the open trial".
    """
    if not index:
        return True
    before = words[index - 1]
    return (
        before.closes
        or before.plain in _BEFORE_ORDER
        or "lead" in before.classes
        or "norm" in before.classes
    )


_BEFORE_ORDER = frozenset({"and", "or", "not", "to", "can", "may", "will"})
_NO_ORDER = frozenset(
    {"is", "are", "was", "were", "of", "has", "have", "in", "and", "or", "between", "among"}
)


def register_of(texts: Iterable[str]) -> int:
    """Return how much a page reads like a software manual, from 0 to 6.

    The mean of its software signals, doubled.
    """
    told = [sum(word.manual for word in read_words(text)) for text in texts]
    return min(round(2 * max(sum(told), 0) / len(told)), _MOST_MANUAL) if told else 0


def explain(text: str, manual: int) -> tuple[tuple[str, int], ...]:
    """Return each signal of a sentence with what it weighs there, the register of the page last."""
    weighed = ((name, WEIGHTS.get(name, 0) * number) for name, number in counts_of(text).items())
    return (
        *((name, weight) for name, weight in weighed if weight),
        *((("manual", MANUAL * manual),) if manual else ()),
    )


def is_claim(text: str, manual: int = 0) -> bool:
    """Tell whether a sentence is a claim.

    :param manual: how much its page reads like a software manual, see :func:`register_of`
    """
    words = read_words(text)
    told = BASE + MANUAL * manual + sum(word.weight for word in words) + _weight_of(_joined(words))
    if told + _MOST <= 0:
        return False
    told += _weight_of(_whole(text, words))
    return told > 0 and told + _weight_of(_shown(text, _AGAINST)) > 0


def _weight_of(names: Iterable[str]) -> int:
    return sum(WEIGHTS.get(name, 0) for name in names)
