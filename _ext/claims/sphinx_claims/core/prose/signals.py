"""The signals that a sentence shows: classes of its words, pairs and phrases, its form as a whole.

Each has a weight. The sum of the weights, and the base, decide under the profile ``balanced``:
above nought a sentence is a claim. ``nox -s fit`` writes the weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sphinx_claims.core.prose.forms import FORMS, TERSE, Form
from sphinx_claims.core.prose.lexicon import SHAPES, SPOKEN, Word
from sphinx_claims.core.prose.pairs import PAIRS
from sphinx_claims.core.prose.weights import WEIGHTS

_WHOLE = (
    *(name for name, _ in FORMS),
    *("question", "colon-end", "enumeration", "no-stop", "short", "long", "imperative"),
)
"""Signals that a sentence shows as a whole, each once."""
_ONLY_PARTS = frozenset(
    {
        *("approximately", "carer", "contact", "made", "opine", "part", "share", "this", "task"),
        *("drug-ending", "no-drug", "authority"),
    }
)
"""Classes that say nothing by themselves."""
SIGNALS: tuple[str, ...] = tuple(
    name
    for name in dict.fromkeys(
        (*SPOKEN, *(name for name, _ in SHAPES), *(pair.name for pair in PAIRS), *_WHOLE)
    )
    if name not in _ONLY_PARTS
)
"""Names of all signals."""
_FOR = tuple(form for form in FORMS if WEIGHTS.get(form[0], 0) > 0)
_AGAINST = tuple(form for form in FORMS if WEIGHTS.get(form[0], 0) <= 0)
_ANY_AGAINST = re.compile("|".join(f"(?:{form.pattern})" for _, form in _AGAINST))
"""One look that most sentences need no second after."""
MOST = sum(max(WEIGHTS.get(name, 0), 0) for name in _WHOLE)
"""No sentence gains more than this from what it is as a whole."""
_FOLLOWING = re.compile(r"\bfollowing\b")
_CLOSERS = "\"'”’)] "
_SHORT, _LONG = 4, 18
"""Words of the longest sentence that is short, and of the shortest that is long."""
_BEFORE_ORDER = frozenset({"and", "or", "not", "to", "can", "may", "will"})
_NO_ORDER = frozenset(
    {"is", "are", "was", "were", "of", "has", "have", "in", "and", "or", "between", "among"}
)


def joined(words: Sequence[Word]) -> list[str]:
    """Name the phrases and the pairs of words, each as often as it is there."""
    found: list[str] = []
    last: dict[str, int] = {}
    for index, word in [(index, word) for index, word in enumerate(words) if word.joins]:
        for name, end in _begun(words, index) if word.phrases else ():
            found.append(name)
            last[name] = end
        if last and word.ends:
            found += _ended(word, index, last)
        for name in _starts(words, index):
            last[name] = index
    return found


def _starts(words: Sequence[Word], index: int) -> tuple[str, ...]:
    """Name the classes of a word that begin a pair where it stands."""
    starts = words[index].starts
    if "order" in starts and not _may_order(words, index):
        return tuple(name for name in starts if name != "order")
    return starts


def _begun(words: Sequence[Word], index: int) -> list[tuple[str, int]]:
    """Name the phrases that begin at a word, each with where it ends."""
    if index + 1 == len(words):
        return []
    return [
        (name, index + 1 + len(tail))
        for name, tail in words[index].phrases.get(words[index + 1].plain, ())
        if not tail or _follow(words, index + 2, tail)
    ]


def _ended(word: Word, index: int, last: dict[str, int]) -> Iterator[str]:
    """Name the pairs that a word ends, given where words that begin pairs stood last."""
    for pair in word.ends:
        if 0 < index - last.get(pair.first, -_LONG) <= pair.gap + 1:
            yield pair.name


def _follow(words: Sequence[Word], start: int, tail: Sequence[str]) -> bool:
    return all(
        start + step < len(words) and words[start + step].plain == word
        for step, word in enumerate(tail)
    )


def _may_order(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word stands where an order does.

    It is no verb of somebody's: "we compare", "the open trial".
    """
    if not index:
        return True
    before = words[index - 1]
    if before.closes or before.plain in _BEFORE_ORDER:
        return True
    return "lead" in before.classes or "norm" in before.classes


def whole(text: str, words: Sequence[Word]) -> Iterator[str]:
    """Name the signals of a sentence as a whole, but for forms that speak against a claim."""
    yield from _ends(text)
    yield from _opens(words)
    yield from _length(text, words)
    yield from _shown(text, _FOR)


def against(text: str) -> Iterable[str]:
    """Name the forms of a sentence that speak against a claim."""
    return _shown(text, _AGAINST) if _ANY_AGAINST.match(text) else ()


def _shown(text: str, forms: Iterable[Form]) -> Iterator[str]:
    return (name for name, form in forms if form.match(text))


def _ends(text: str) -> Iterable[str]:
    end = text.rstrip(_CLOSERS)[-1:]
    if end == "?":
        return ("question",)
    if end == ":":
        return ("colon-end", "enumeration") if _FOLLOWING.search(text) else ("colon-end",)
    return () if end in ".!;" or text[-1:] in _CLOSERS else ("no-stop",)


def _length(text: str, words: Sequence[Word]) -> Iterable[str]:
    if len(words) <= _SHORT and not TERSE.match(text):
        return ("short",)
    return ("long",) if len(words) >= _LONG else ()


def _opens(words: Sequence[Word]) -> Iterable[str]:
    """Tell whether a sentence begins as an order."""
    at = 1 if len(words) > 1 and "lead" in words[0].classes else 0
    if len(words) <= at or "order" not in words[at].classes or "-" in words[at].plain:
        return ()
    goes_on = len(words) > at + 1 and words[at + 1].plain in _NO_ORDER
    return () if goes_on else ("imperative",)


def weigh(names: Iterable[str]) -> int:
    """Return what some signals weigh together."""
    return sum([WEIGHTS.get(name, 0) for name in names])
