"""Questions that state something: "Did trials not show that …?", "… cures everyone, right?".

A question that asks openly ("How many of 30 people died?") states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.clauses import is_talk
from sphinx_claims.core.prose.stating.statements import has_verb, is_statement

_LEAD = r"(?:\W*(?:and|but|so|then|now|or|yet|also|\d+[.)]|[a-z][.)])\s+)*"
_ASKS = re.compile(rf"{_LEAD}\W*{any_of('asks')}\b", re.IGNORECASE)
_TAG = re.compile(
    r",\s*(?:right|correct|true|yes|no|ok|okay|agreed|is ?n[o'’]t (?:it|so)|"
    r"(?:is|are|was|were|do|does|did|has|have|can|will)(?: ?n['’]?o?t)? (?:it|they|he|she|there|we)"
    r"(?: not)?)\W*\?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    rf"{_LEAD}(?:\w+n['’]t\b|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
    r" (?:[\w-]+ ){1,4}?not\b)",
    re.IGNORECASE,
)
_PRESUMES = re.compile(
    rf"{_LEAD}(?:why|how come|since when|what makes|how)\b(?! (?:many|much|long|often|far|sure|"
    r"certain|safe|good|old|likely|might|could|would|should|may|can|to|not)\b)",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(rf"{_LEAD}(?:which|what|who|whose|when|where)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%|\b\d+ (?:of|in|out of) \d+\b|\bper ?cent\b")
_HELD_TRUE = re.compile(
    rf"\b(?:{any_of('held-true')}|amazing|wonderful|great|striking|strange|clear|true)\b[^?]*?\bthat\b|"
    r"\b(?:because|although|even though|given that|now that|considering that)\b",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"\b(?:of|in|for|with|than|against|by|to|from|at|after) "
    r"(?:how (?:many|much|long)|what|whom|which|whose)\b[^?]*\?",
    re.IGNORECASE,
)
"""What asks in the middle of a sentence: '66% of how many people?'."""
_CONDITION = re.compile(
    rf"{_LEAD}(?:if|when|before|after|unless|suppose|imagine|of|in|for|ask)\b", re.IGNORECASE
)
_TOLD = re.compile(
    rf"\b(?:{any_of('held-true', 'learned')} that|(?:notice|noticed|seen|heard) how|"
    r"ever wonder(?:ed)? why) (?P<said>[^?]+)",
    re.IGNORECASE,
)
"""What a question takes for known."""
_NOT_SO = re.compile(
    rf"{_LEAD}(?:is|are|was|were|does|do|did|have|has|had)n['’]t "
    r"(?!(?:it|there|you|we|i|they|that|this|these|he|she)\b)",
    re.IGNORECASE,
)
_AS_KNOWN = re.compile(
    r"\b(?:what|who) else (?:but|than)\b|,? as (?:they|it|we all|we|everyone) (?:do|does|knows?)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"{_LEAD}how (?:(?:does|do|did) |could )(?!(?:you|we|i|one|they|it|he|she)\b)"
    rf"(?:[\w’'-]+ ){{1,4}}?{any_of('question-deed')}\b(?! (?:with|if|when)\b)",
    re.IGNORECASE,
)
"""'How does coffee prevent …?'"""
_MANY_DO = re.compile(
    rf"{_LEAD}why (?:do|does|did|are|is|have|has) (?:almost |nearly |about )?(?:half|most|a third|"
    r"a quarter|two thirds|three quarters|so many|so few|nobody|no) ",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\(([^()? ]+ [^()?]+)\)")
_PARTS = re.compile(r"(?<=[,;:–—])\s+")
_BOLD = frozenset({"quantity", "comparison", "authority", "cure"})


def is_loaded(text: str, stakes: Stakes) -> bool:
    """Tell whether a question states what it seems to ask, and something is at stake in it."""
    if _takes_for_known(text):
        return True
    told = stakes(text) - {"therapy"}
    if not told or _asks_in_place(text, told):
        return False
    parts = _PARTS.split(text)
    asked = next((index for index, part in enumerate(parts) if _ASKS.match(part)), None)
    if asked is None or _TAG.search(text):
        return True
    before, question = " ".join(parts[:asked]), " ".join(parts[asked:])
    if _says(before, stakes):
        return True
    return _presumes(question, stakes(question) - {"therapy"}, stakes)


def _takes_for_known(text: str) -> bool:
    """Tell whether a question states something by its form, whatever that is."""
    if any(pattern.search(text) for pattern in (_AS_KNOWN, _DOES, _MANY_DO)) or _NOT_SO.match(text):
        return True
    said = [found["said"] for found in _TOLD.finditer(text)]
    said += _INSIDE.findall(text)
    if (tag := _TAG.search(text)) and not _ASKS.match(text):
        said.append(text[: tag.start()])
    return any(is_statement(f"{one.rstrip('.')}.") and not is_talk(one) for one in said)


def _says(before: str, stakes: Stakes) -> bool:
    """Tell whether the words before a question say something that is at stake."""
    said = has_verb(before) and not _CONDITION.match(before)
    return said and bool(stakes(before))


def _asks_in_place(text: str, told: AbstractSet[str]) -> bool:
    """Tell whether a question only asks what a number is of."""
    return told == {"quantity"} and bool(_IN_PLACE.search(text)) and not has_verb(text)


def _presumes(question: str, told: AbstractSet[str], stakes: Stakes) -> bool:
    """Tell whether a question takes for true what is at stake in it."""
    if not told:
        return False
    if _NEGATIVE.match(question):
        return True
    if (held := _HELD_TRUE.search(question)) and stakes(question[held.end() :]) - {"therapy"}:
        return True
    if _PRESUMES.match(question):
        return not told.isdisjoint(_BOLD)
    return bool(_NAMES_ONE.match(question) and _SHARE.search(question) and len(told) > 1)
