"""Orders to treat somebody.

"Prescribe Zelkova in lupus.", "Give oxygen to newborns.", "Rub garlic on warts."

A name that no list knows is a drug where it is taken, given or stopped for an illness.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating.statements import has_verb

_LEAD = rf"(?:(?:{any_of('task-lead')}|always|never|do not|don't|just),? )*"
_A = r"(?:the|a|an|this|that|these|those|your|each|every|all|some|two|three)"
_PRESCRIBES = re.compile(
    rf"{_LEAD}(?:prescribe|administer|inject|infuse|vaccinate|immunise|immunize|medicate)\b",
    re.IGNORECASE,
)
_WHO = rf"(?:(?:all|every|each|any|the|an?|your|\w+) )?{any_of('patients')}\b"
_GIVES = re.compile(
    rf"{_LEAD}(?:give|feed) (?:(?!{_A}\b)[\w’'-]+(?: [\w’'-]+)? to {_WHO}|{_WHO} (?!{_A}\b)\w)",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-Z][a-z]{3,}\w*)"
_TAKES = re.compile(
    rf"{_LEAD}(?:take|swallow) {_NAME}(?: (?:daily|twice|once|before|after|with|for|at|in|every)\b"
    r".*)?\W*$|"
    rf"{_LEAD}(?:take|swallow|stop|start|use|avoid|try|give|add) {_NAME} .*"
    rf"\b{any_of('ailment', 'therapy', 'health')}\b",
    re.IGNORECASE,
)
_TREATS = re.compile(
    rf"{_LEAD}treat (?!(?:each|it|them|this|these|those|that|one|every|words?)\b)[^,.]* with "
    r"(?!care|respect|caution|kindness|suspicion|the same)\w",
    re.IGNORECASE,
)
_CARES = re.compile(
    rf"{_LEAD}(?:apply|put|rub|spread|dab|drop|pour|press|place|wash|rinse|clean|bandage|cool|warm|"
    r"rest|ice|cover|bathe|soak|squeeze|eat|drink|chew|suck|smoke|inhale) "
    rf".*\b{any_of('ailment')}\b",
    re.IGNORECASE,
)
_NO_CARE = re.compile(
    r"\b(?:cards?|lists?|words?|boxes|box|tables?|slides?|pictures?|pages?|maps?|names?|terms?|"
    r"columns?|rows?|lines?|in mind)\b",
    re.IGNORECASE,
)
"""What such an order is about if it is none: 'Put the card on the table of symptoms.'"""


_ASKS = re.compile(
    r"\b(?:ask|find out|say|write down|tell) (?:who|whom|what|how|whether|when|where|why|which)\b",
    re.IGNORECASE,
)
"""An order to ask or to tell something, which states none of it."""
_ALWAYS = re.compile(r"(?:always|never)\b", re.IGNORECASE)
_CARE = re.compile(rf"\b{any_of('health', 'therapy')}\b", re.IGNORECASE)
_MEANS = re.compile(
    rf"\b(?:{any_of('therapy', 'measure-word')}|drugs?|doses?|medic(?:ation|ine)s?)\b|\d|"
    rf"\b{any_of('count-word')}[ -]\w",
    re.IGNORECASE,
)
"""What patients are given, or a number of anything."""


def orders_care(text: str) -> bool:
    """Tell whether an order tells how to treat somebody."""
    if _PRESCRIBES.match(text) or _GIVES.match(text) or _TAKES.match(text) or _TREATS.match(text):
        return True
    return bool(_CARES.match(text)) and not _NO_CARE.search(text)


def is_advice(text: str, told: AbstractSet[str]) -> bool:
    """Tell whether an order is advice on health, which a source must answer for."""
    if not told.isdisjoint({"quantity", "drug", "comparison", "cure"}):
        return True
    if _ASKS.search(text):
        return False
    if told - {"therapy"} and has_verb(text):
        return True
    return bool(_MEANS.search(text) or (_ALWAYS.match(text) and _CARE.search(text)))
