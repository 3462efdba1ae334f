"""Labels, captions and other short texts without a verb; and those that say something all the same.

"Cells and dyes" states nothing. "90% cured", "Safer than aspirin" and "No deaths" do.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating.predicates import is_predicate
from sphinx_claims.core.prose.stating.results import tells_result
from sphinx_claims.core.prose.stating.signs import states_by_sign
from sphinx_claims.core.prose.stating.statements import (
    is_closed,
    is_command,
    is_statement,
    is_verb,
    tokens_of,
)
from sphinx_claims.core.prose.stating.verbs import WORDS

_MOST_WORDS = 24
"""How many words a text without a verb may have."""
_MOST_CLOSED = 4
"""The same where a full stop closes it, but for captions: a longer one has a verb, if unknown."""
_FIRST_OTHER = "\u0250"
"""The first letter that is no Latin one."""
_ASIDE = re.compile(r"\([^()]*\)")
_AMOUNT = re.compile(
    rf"\d|\b(?:{any_of('count-word', 'share-word', 'none')}|one|fewer|less|more|twice|every)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(rf"\b{any_of('outcome')}\b", re.IGNORECASE)
_VERDICT = re.compile(
    rf"\b{any_of('verdict')}(?:\s+(?:(?:and|or|yet|but)\b|{any_of('from')}\b)|\s*[,.;:!)]|\s*$)",
    re.IGNORECASE,
)
"""A word that says how a thing is, with no noun behind it."""
_CURE = re.compile(
    r"\b(?:cure[sd]?|remed(?:y|ies)|heal(?:s|ed|ing)?) \w|[:,–—-] (?:an? )?cures?\b", re.IGNORECASE
)
_COMPARES = re.compile(
    rf"\b(?:{any_of('more')}|\w+er)\b.*\bthan\b|\bas \w+ as\b|\b{any_of('compare')}\b|"
    rf"\b(?:twice|half) as\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"^(?!(?:left|right|top|bottom|middle|centre|inset|here|\w)\b)[^:–—]*\w(?::| [–—-]) "
    r"(?:an?|the only|the best|the first)\b",
    re.IGNORECASE,
)
"""A thing, and behind a colon or a dash what it is."""


def may_be_fragment(text: str, *, caption: bool) -> bool:
    """Tell whether a text is short enough to be a label, asks nothing, and is in English."""
    most = _MOST_CLOSED if is_closed(text) and not caption else _MOST_WORDS
    if len(text.split()) > most or text.rstrip("\"'”’)] ").endswith("?"):
        return False
    return is_english(text)


def is_english(text: str) -> bool:
    """Tell whether a text may be English: verbs of other languages and scripts are not known."""
    if any(token.plain in WORDS["foreign"] for token in tokens_of(text)):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < _FIRST_OTHER for letter in letters)
    return latin * 4 >= len(letters) * 3


def is_fragment(text: str, triggers: Collection[str], *, caption: bool = False) -> bool:
    """Tell whether a text states nothing, for want of a verb or of any other way to say so.

    :param triggers: names of what makes it look like a claim
    :param caption: whether it stands in a caption, where a colon often leads to a part of a figure
    """
    if not may_be_fragment(text, caption=caption):
        return False
    if _orders(text, triggers) or is_statement(text) or _says_otherwise(text, caption=caption):
        return False
    plain = _ASIDE.sub("", text)
    return not says_so(plain, triggers) and (caption or not _IS_A.search(plain))


def _orders(text: str, triggers: Collection[str]) -> bool:
    """Tell whether a text is an order, if only of a drug."""
    first, _, more = text.partition(" ")
    return bool(more) and (is_command(text) or ("drug" in triggers and is_verb(first)))


def _says_otherwise(text: str, *, caption: bool) -> bool:
    """Tell whether a text states something without a subject, a verb or words."""
    return is_predicate(text) or tells_result(text, caption=caption) or states_by_sign(text)


def says_so(text: str, triggers: Collection[str]) -> bool:
    """Tell whether a text without a verb says how something is or turned out."""
    if "drug" in triggers and re.search(r"\d", text):
        return True
    if _AMOUNT.search(text) and _OUTCOME.search(text):
        return True
    told = (_VERDICT, _CURE, _COMPARES)
    return any(pattern.search(text) for pattern in told)
