"""Texts in a place that tells what they are: aims, labels, links; and those that belie their place.

A bold line may be a statement, and so may be the text of a link.
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.clauses import is_talk
from sphinx_claims.core.prose.stating.fragments import is_fragment
from sphinx_claims.core.prose.stating.statements import (
    is_command,
    is_statement,
    is_verb,
    states_at_once,
)

_NUMBER = re.compile(r"(?:[A-Z]{1,4}[-\u2013 ]?)?\d+(?:\.\d+)*[.:)]?\s+|[a-z]\)\s+")
"""The number of an aim."""
_OPENING = 3
"""How many words tell an order from a statement that begins with the same word."""
_ABLE = re.compile(
    r"(?:by the end|after this|(?:you|learners|students) (?:will|should|can))\b",
    re.IGNORECASE,
)
"""How a sentence begins that says what somebody can do afterwards."""


def is_aim(text: str) -> bool:
    """Tell whether a text in the place of an aim is one: 'LO-2.1 tell remission from cure'."""
    aim = _NUMBER.sub("", text, count=1)
    opening = aim.split()[:_OPENING]
    begins = bool(opening) and is_verb(opening[0].strip(",;:"))
    return bool(_ABLE.match(aim)) or (begins and not states_at_once(" ".join(opening)))


def is_label(text: str, stakes: Stakes) -> bool:
    """Tell whether a text in the place of a label is one: it may be a statement in bold."""
    return is_fragment(text, stakes(text)) or not stakes(text)


def states_alone(text: str) -> bool:
    """Tell whether a text in bold, or that of a link, is a statement: 'Vaccines ended polio'."""
    return is_statement(text) and not is_command(text) and not is_talk(text)
