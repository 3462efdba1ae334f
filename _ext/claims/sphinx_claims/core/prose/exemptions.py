"""The exemptions by name: what is no claim, whatever the profile, and what must never pass as none.

A sentence is exempt only when a named pattern says so. Patterns that could hide a medical statement
are guarded: a sentence with a quantity, a drug or a dose is never an instruction, and never a
statement about the document alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sphinx_claims.core.prose.labels import LEAD_IN
from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.triggers import TRIGGERS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a sentence of one kind begins, and what it must not hold."""

    pattern: re.Pattern[str]
    guard: frozenset[str]
    """Triggers with which it is no such sentence."""

    def begins(self, text: str) -> bool:
        """Tell whether a sentence begins so, perhaps behind a run-in heading."""
        match = self.pattern.match
        return bool(match(text) or match(LEAD_IN.sub("", text, count=1)))


def _form(pattern: str, guard: tuple[str, ...] = ()) -> _Form:
    return _Form(pattern=re.compile(pattern, re.IGNORECASE), guard=frozenset(guard))


_PART, _DOCUMENT = any_of("page-part", "page-item"), any_of("page-part")
_SUBJECT = (
    rf"(?:(?:the|every|all|both)\s+(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?:{_DOCUMENT}|{_PART} (?:below|above|here))|"
    rf"(?:this|these|each|our)\s+(?:[\w’'-]+\s+){{0,3}}?{_PART}|nothing here)"
)
_ORDER = _form(
    rf"(?:{any_of('task-lead')},?\s+)?(?:{any_of('task-opener')}|{any_of('task')})\b"
    r"(?!:|\s+(?:is|are|was|were)\b)",
    ("quantity", "drug"),
)
_FORMS: Mapping[str, _Form] = {
    "question": _form(
        r"(?!did you know|is there anyone|who (?:would|could) (?:guess|have)).*\?[\"'”’)\]]*$"
    ),
    "navigation": _form(
        rf"(?:see|go to|turn to|return to|back to|continue with|start with)\b|"
        rf"the (?:next|previous|following|last|first) {_PART}\b",
        TRIGGERS,
    ),
    "instruction": _ORDER,
    "stipulation": _form(
        rf"(?:here|on this page|in (?:this|the) {_PART}|throughout this {_DOCUMENT}|"
        rf"by [^,]+ we mean)\b.*\b{any_of('means')}\b",
        ("quantity", "cause"),
    ),
    "self-description": _form(
        rf"{_SUBJECT}\b(?:\s+(?:below|above|here|on this page|of this {_DOCUMENT}))?\s+"
        rf"(?:(?:also|only|then|never|always|still|not) )?(?:{any_of('page-does')}|"
        rf"(?:is|are|was|were) (?:(?:also|only|not|never) )?{any_of('page-is')})\b",
        TRIGGERS,
    ),
    "own-work": _form(
        rf"we (?:(?:also|only|have|did|do|could|can) )?(?:not )?{any_of('own-check')}\b"
        r"(?! that (?:an?|the|all|some|most|in|\w{3,}s)\b)|"
        rf"(?:our|no) {any_of('own-source')}\b(?!.*\b{any_of('reported')} that\b)|"
        r"this is a (?:judgement|teaching)",
        ("quantity",),
    ),
    "hypothetical": _form(r"(?:imagine|suppose|picture|assume|let us (?:say|suppose|imagine))\b"),
    "opinion": _form(
        r"(?:we (?:think|believe|judge|prefer|suggest|agree|read (?:this|that|it) as)|"
        r"in our (?:view|judgement|opinion))\b",
        ("quantity",),
    ),
}
_NAME = r"(?-i:[^\W\d_a-z][^\s,;()]*(?: (?:[^\W\d_a-z][^\s,;()]*|and|de|of|the|van|von|&))*)"
_CREDIT = _form(
    r"(?:photo(?:graph)?|image|illustration|drawing|picture|video|credit|copyright|©)s?"
    rf"(?: credit)?(?:\s*:| by|\s+\d{{4}})\s+{_NAME}\s*(?:[.,;(]|$)|"
    r"courtesy of\b|(?:\w+ )?(?:adapted|reproduced|reprinted|redrawn|modified|used) "
    r"(?:with|by) (?:\w+ )?permission\b",
    TRIGGERS,
)
CREDIT = "credit"
"""The exemption of captions alone."""
PARAMETER = "parameter"
"""The exemption of what a description says of each parameter, attribute or option."""
SETTINGS = (
    *("learning-objective", "quiz", "logistics", "label", "cross-reference", PARAMETER),
    *("attribution", "reference"),
)
"""Exemptions that follow from where a text stands."""
EXEMPTIONS: tuple[str, ...] = (*SETTINGS, CREDIT, *_FORMS)
"""Names of all exemptions; those that are no settings follow from what a text says."""


def is_order(text: str) -> bool:
    """Tell whether a sentence begins as an instruction, whatever it holds."""
    return _ORDER.begins(text)


def exemption_of(
    text: str, allowed: AbstractSet[str], triggers: Callable[[], tuple[str, ...]], *, caption: bool
) -> str | None:
    """Return the name of the exemption that the wording of a sentence gives it, or None.

    :param triggers: returns what makes the sentence look like a claim; asked only if it matters
    :param caption: whether the sentence stands in a caption
    """
    forms = {CREDIT: _CREDIT, **_FORMS} if caption else _FORMS
    for name, form in forms.items():
        if name in allowed and form.begins(text) and form.guard.isdisjoint(triggers()):
            return name
    return None
