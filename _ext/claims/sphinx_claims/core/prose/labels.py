"""Labels that stand before a sentence, such as "Elevation: The height above sea level matters.".

A label does not change whether the sentence behind it is a claim, unless it says what kind of text
that is: "True or false: …". What is behind one and is no sentence is the label's gloss.
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import opening
from sphinx_claims.core.prose.stating.statements import is_command, is_statement

_WORDS = r"(?:\([^()|]{1,40}\)|[^.:;?!()|]){1,60}?"
LEAD_IN = re.compile(rf"{_WORDS}(?::\s+|\s[-\u2013\u2014]\s+(?=[\"\u201c'\u2018(]?[A-Z]))")
"""A run-in heading such as "Trial records:", after which the sentence proper begins."""
_SIGNS = (": ", " - ", " \u2013 ", " \u2014 ")
"""What ends a label."""
_MOST_WORDS = 7
_LEAST_WORDS = 2
_TELLING = re.compile(
    rf"(?i:true or false|which of the following|imagine|suppose|say|picture|pretend)\b|"
    rf"{opening('part-title')} ?[A-Z\d]|"
    r"(?i:(?:[\w'\u2019]+ )?notes?\b|to-?do\b|fixme\b|read(?:ing)?\b|aims?\b|goals?\b|"
    r"objectives?\b|on this page\b|for (?:tutors|teachers|instructors)\b|figure\b|table\b|"
    r"example\b|photo|image\b|illustration\b|credits?\b|source\b)"
)
"""Labels that say what kind of text follows."""
_SENTENCE = re.compile(r"[\"\u201c'\u2018(]?[A-Z\d].*[.!?\u2026][\"'\u201d\u2019)\]]*$", re.DOTALL)


def part_label(text: str) -> tuple[str, str]:
    """Return the label before a sentence and the sentence; of any other text no label."""
    found = LEAD_IN.match(text) if any(sign in text for sign in _SIGNS) else None
    if found is None or len(found[0].split()) > _MOST_WORDS or _TELLING.match(text):
        return "", text
    said = text[found.end() :]
    if said.count(" ") + 1 >= _LEAST_WORDS and _SENTENCE.match(said) and _says(said):
        return found[0].strip(), said
    return "", text


def _says(text: str) -> bool:
    return is_statement(text) or is_command(text)
