"""Orders to treat somebody.

"Prescribe Zelkova in lupus.", "Give oxygen to newborns.", "Rub garlic on warts."

A name that no list knows is a drug where it is taken, given or stopped for an illness.
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import any_of

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


def orders_care(text: str) -> bool:
    """Tell whether an order tells how to treat somebody."""
    if _PRESCRIBES.match(text) or _GIVES.match(text) or _TAKES.match(text) or _TREATS.match(text):
        return True
    return bool(_CARES.match(text)) and not _NO_CARE.search(text)
