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


STAKES = (*TRIGGERS, "comparison", "cure", "fate", "therapy")
"""Names of all that no form of a sentence hides where every statement needs a source."""
_COUNT = any_of("count-word")
_SPELLED = re.compile(
    rf"\b{_COUNT} (?:of|in|out of) (?:the |every )?(?:{_COUNT}|\d+)\b|"
    rf"\b(?:{any_of('count-word', 'share-word')}|\d+)(?: of)?(?: all| the| these| those)?"
    rf"(?: \w+)? {any_of('persons')}\b|"
    rf"\b{_COUNT}[ -](?:per cent\b|percent\b|{any_of('measure-word')}\b)",
    re.IGNORECASE,
)
"""A quantity in letters."""
_SPELLED_OUT = {
    "comparison": re.compile(
        rf"\b{any_of('compare')}\b|\b{any_of('more')} (?:[\w-]+ ){{0,4}}than\b"
        rf"(?! (?:an?|once|one|half|{_COUNT}|\d+)\b)|"
        r"\b(?!other|rather|earl|lat|soon|old|young|furth|whether)\w{2,}er than "
        r"(?!an?\b|one|once|half)[^\W\d]{2}",
        re.IGNORECASE,
    ),
    "cure": re.compile(
        rf"(?:(?<!\bimmune )(?<!\ba )(?<!\bthe )|(?!resets?\b(?! of\b)))\b{any_of('cure-act')}\b",
        re.IGNORECASE,
    ),
    "fate": re.compile(rf"\b{any_of('fate')}\b", re.IGNORECASE),
    "therapy": re.compile(rf"\b{any_of('therapy')}\b", re.IGNORECASE),
    "drug": re.compile(r"\b(?:tablet|pill|capsule|inhaler)s?\b", re.IGNORECASE),
    "quantity": _SPELLED,
}
_MENTIONED = re.compile(
    r"[“\"][^“”\"\d]*[”\"]|\bplacebo(?:-controlled)?\b|\b(?:blinded|controlled) trial\b",
    re.IGNORECASE,
)
"""Words that are spoken of, and words of method that name a drug."""
_MOST_QUOTED = 7
"""How many words of a quotation are spoken of; a longer one says something itself."""


def without_mentions(text: str) -> str:
    """Return a sentence without the words that it only speaks of."""
    return _MENTIONED.sub(_unless_long, text)


def _unless_long(found: re.Match[str]) -> str:
    return found[0] if len(found[0].split()) > _MOST_QUOTED else " "


def stakes_of(text: str, triggers: Collection[str]) -> frozenset[str]:
    """Name all that is at stake in a sentence."""
    return frozenset(triggers).union(
        name for name, pattern in _SPELLED_OUT.items() if pattern.search(text)
    )
