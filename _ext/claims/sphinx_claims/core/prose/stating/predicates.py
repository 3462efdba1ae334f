"""Texts that say something of a thing which is named elsewhere: before a colon, in a term, nowhere.

"- kills mosquitoes", "Mechanism: inhibits JAK2", "Linked to cancer."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_claims.core.prose.lexicon import CLASSES, any_of
from sphinx_claims.core.prose.stating.statements import Token, tokens_of
from sphinx_claims.core.prose.stating.verbs import (
    VERBS,
    WORDS,
    has_s,
    is_adverb,
    is_known,
    is_surely_verb,
)

_LABEL = re.compile(r"[^:.]{1,60}?(?::|\s[–—-])\s+(?=\S)")
_SAID_OF = re.compile(
    rf"\W*(?:(?:not|also|now|once|often|still|\w+ly) )*(?:{any_of('said-of')}\b|"
    r"(?:founded|invented|discovered|introduced|described|built) (?:in )?\d{4}\b)",
    re.IGNORECASE,
)
_NO_OBJECT = frozenset({"of", "and", "or", *CLASSES["talk-noun"]})
_MANNER = frozenset({"often", "fast", "well", "badly", "better", "twice"})


def is_predicate(text: str) -> bool:
    """Tell whether a text, or what stands behind its label, lacks nothing but a subject."""
    label = _LABEL.match(text)
    said = text[label.end() :] if label else text
    if _SAID_OF.match(said):
        return True
    tokens = tokens_of(said)
    if len(tokens) < 2 or tokens[0].closed or text.rstrip().endswith("?"):
        return False
    named = bool(label) or said[:1].islower()
    return _can(tokens, named=named) or _acts(tokens, named=named)


def _can(tokens: Sequence[Token], *, named: bool) -> bool:
    """Tell whether a text begins with what a thing can do: 'can cause cancer'."""
    return named and tokens[0].plain == "can" and tokens[1].plain in VERBS


def _acts(tokens: Sequence[Token], *, named: bool) -> bool:
    """Tell whether a text begins with the verb of one.

    :param named: whether a label or a small letter tells that the subject stands elsewhere
    """
    first, after = tokens[0].plain, tokens[1].plain
    if not has_s(first) or first in WORDS["s-noun"] or after in _NO_OBJECT:
        return False
    if is_surely_verb(first):
        return named or after not in WORDS["from"]
    return named and is_known(first) and _goes_with_verb(first, after)


def _goes_with_verb(first: str, after: str) -> bool:
    """Tell whether what stands behind a word in s makes it a verb rather than a noun."""
    if after in WORDS["from"] or after == "to":
        return first in WORDS["acts-alone"]
    participle = after.endswith("ed") or after in WORDS["either-past"]
    return after in _MANNER or is_adverb(after) or not participle
