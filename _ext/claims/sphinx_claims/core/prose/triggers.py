"""What makes a sentence look like a claim under every profile: a number, a drug, an effect."""

from __future__ import annotations

import re
from collections.abc import Collection

from sphinx_claims.core.prose.lexicon import any_of

TRIGGERS = ("quantity", "drug", "cause", "effect", "authority")
"""Names of all triggers, in the order in which they are told."""
_OF = {
    "drug": "drug",
    "cause": "cause",
    "change": "cause",
    "effect-word": "effect",
    "authority": "authority",
}
"""A signal to the trigger that it is."""
_COUNT_OF_PARTS = re.compile(
    rf"\b\d+ (?:\w+ ){{0,2}}(?:minutes?|hours?|{any_of('page-part', 'page-item')})\b", re.IGNORECASE
)
"""How many parts a page has, or how long a class takes: no quantity of the world."""
_QUANTITY = re.compile(
    rf"\d[.,\u2009 ]*\s?(?:-|–|to)?\s{{0,2}}{any_of('unit')}\b|\d\s?%|"
    r"\b\d+ of \d+\b|\b\d+/\d+\b|"
    r"\b(?:at least|at most|below|above|exceeds?|no more than)\s+\d",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def triggers_of(text: str, signals: Collection[str]) -> tuple[str, ...]:
    """Name what makes a sentence look like a claim.

    :param signals: names of the classes of its words, and of its phrases and pairs
    """
    found = {_OF[name] for name in signals if name in _OF}
    if _DIGIT.search(text) and _QUANTITY.search(_COUNT_OF_PARTS.sub("", text)):
        found.add("quantity")
    return tuple(name for name in TRIGGERS if name in found)
