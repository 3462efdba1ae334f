"""Signposts: sentences that lead to the next one and assert nothing of the subject themselves.

"One finding in mice cuts the other way." "Now to the second trial." "The idea has a name."
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.statements import is_statement, states_at_once

_MOST_WORDS = 16
_LEAD = r"(?:(?:but|and|so|yet|still|then|now|first|next|last|again|here|also|finally),? )?"
_WHICH = (
    r"(?:an?|the|this|that|these|those|one|two|three|four|some|several|both|each|another|all|its|"
    r"here (?:is|are|come|comes)|there (?:is|are|was|were)|what|your)"
)
_OF = r"(?: (?:in|from|of|behind|about|on|to|with|against|for) (?:[\w’'-]+ ){0,3}[\w’'-]+)?"
_THING = rf"{_WHICH} (?:[\w’'-]+ ){{0,3}}?{any_of('told-thing')}{_OF}"
_THERE = r"(?:here (?:is|are|come|comes)|there (?:is|are|was|were))"
_FEW = r"(?:[\w’'-]+ ){0,2}"
_LEADS = re.compile(
    rf"{_LEAD}(?:"
    rf"{_THING}(?: then| also| both| still| now)? {any_of('led-to')}\b(?:\W+[\w’'-]+){{0,4}}\W*$|"
    rf"(?:one|two|another|an?) {_FEW}{any_of('told-thing')} comes? from [\w’'-]+\W*$|"
    rf"{_THERE} (?:an?|the|one|two|three|another|more) {_FEW}{any_of('told-thing')}\b|"
    rf"(?:then |next |last |now )?comes? (?:the|a|an|another) {_FEW}{any_of('told-thing')}\b|"
    r"here (?:is|are) (?:why|how|where|what|when)\W*$|this has (?:a|its) (?:price|reason|cost)\b|"
    r"(?:here|this|that) is the (?:whole )?(?:idea|hope|point|story|question|theory|catch)\b|"
    r"(?:it|that|this) is (?:not|less|more|no) (?:that |so |quite so )?(?:simple|easy|all|plain)\b|"
    r"(?:that|this) (?:changes|leaves|raises|brings us to|leads to|answers) "
    rf"(?:the|one|a|another|two) {_FEW}{any_of('told-thing')}\b"
    r")",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?:but |and |so )?(?:(?:now|back|on|next|first|last),? )+(?:to|for) ", re.IGNORECASE
)
"""How a text without a verb turns to something: 'Now to people, and your two numbers.'."""
_LOOKS = re.compile(rf"{_LEAD}{any_of('look-at')}\b", re.IGNORECASE)
_LONG = re.compile(r"[^\W\d_]{5,}")
_HIDDEN = frozenset({"quantity", "drug", "cause", "authority", "cure", "comparison"})
"""What a signpost must not hold."""


def is_signpost(text: str, stakes: Stakes) -> bool:
    """Tell whether a sentence only leads to the one behind it."""
    if len(text.split()) > _MOST_WORDS or any(map(str.isdigit, text)):
        return False
    return _leads(text) and stakes(text).isdisjoint(_HIDDEN)


def _leads(text: str) -> bool:
    """Tell whether a sentence has the form of a signpost."""
    if _LOOKS.match(text):
        return not states_at_once(text)
    return bool(_LEADS.match(text) or (_TURNS.match(text) and not is_statement(text)))


def pictures_on(text: str, said: str, stakes: Stakes) -> bool:
    """Tell whether a sentence goes on with a picture that its reader was asked to imagine.

    It speaks of the same things, and nothing is at stake in it.

    :param said: the sentences of the picture so far
    """
    shared = _things_in(text) & _things_in(said)
    return bool(shared) and not stakes(text) and not any(map(str.isdigit, text))


def _things_in(text: str) -> frozenset[str]:
    """Return the longer words of a text, without the ending of their plural."""
    return frozenset(word.lower().removesuffix("s") for word in _LONG.findall(text))
