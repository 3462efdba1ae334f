"""The exemptions by name: what is no claim, whatever the profile, and what must never pass as none.

A sentence is exempt only when a named pattern says so. Patterns that could hide a medical statement
are guarded: a sentence with a quantity, a drug or a dose is never an instruction, and never a
statement about the document alone. Where every statement needs a source, far more is at stake: see
:data:`~sphinx_claims.core.prose.triggers.STAKES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sphinx_claims.core.prose.labels import LEAD_IN
from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.care import is_advice, orders_care
from sphinx_claims.core.prose.stating.clauses import (
    finds_in_world,
    states_in_clause,
    states_reason,
)
from sphinx_claims.core.prose.stating.fragments import is_english, is_fragment, may_be_fragment
from sphinx_claims.core.prose.stating.predicates import is_predicate
from sphinx_claims.core.prose.stating.questions import is_loaded
from sphinx_claims.core.prose.stating.results import gives_result
from sphinx_claims.core.prose.stating.scenes import SCENARIO
from sphinx_claims.core.prose.stating.statements import (
    is_command,
    is_statement,
    is_told,
    states_at_once,
)
from sphinx_claims.core.prose.stating.talk import talk_of
from sphinx_claims.core.prose.triggers import STAKES, TRIGGERS

_ALL = frozenset(STAKES) - {"therapy"}
_THERAPY = frozenset({"therapy"})
_STATED = frozenset({"quantity", "comparison", "cure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a sentence of one kind begins, and what it must not hold."""

    name: str
    pattern: re.Pattern[str]
    guard: frozenset[str]
    """Triggers with which it is no such sentence."""
    strict: frozenset[str]
    """The same, where every statement needs a source."""
    stated: frozenset[str]
    """The same, if there is a verb to say it with."""

    def begins(self, readings: Iterable[str]) -> bool:
        """Tell whether a sentence begins so, in one of the ways to read it."""
        return any(map(self.pattern.match, readings))

    def hides(self, text: str, told: AbstractSet[str]) -> bool:
        """Tell whether something is at stake in a sentence that this form must not hide."""
        return not self.strict.isdisjoint(told) or (
            not self.stated.isdisjoint(told) and is_told(text)
        )


def _form(
    name: str,
    pattern: str,
    guard: tuple[str, ...] = (),
    strict: frozenset[str] = _ALL,
    stated: frozenset[str] = frozenset(),
) -> _Form:
    return _Form(
        name=name,
        pattern=re.compile(pattern, re.IGNORECASE),
        guard=frozenset(guard),
        strict=strict | frozenset(guard),
        stated=stated,
    )


_PART, _DOCUMENT = any_of("page-part", "page-item"), any_of("page-part")
_SUBJECT = (
    rf"(?:(?:the|every|all|both)\s+(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?:{_DOCUMENT}|{_PART} (?:below|above|here))|"
    rf"(?:this|these|each|our)\s+(?:[\w’'-]+\s+){{0,3}}?{_PART}|nothing here)"
)
_ORDERED = (
    rf"(?:{any_of('task-lead')},?\s+)?(?:{any_of('task-opener')}|{any_of('task')})\b"
    r"(?![:-]|\s+(?:is|are|was|were)\b|(?<!think)(?<!make)\s+of\b)"
)
_ATTENTION = (
    rf"(?:{any_of('task-lead')},?\s+)?(?:(?:also|always|and|but|just) )?{any_of('attention')}\b"
)
_WE = r"we (?:(?:also|only|have|did|do|could|can) )?(?:not )?"
_CHECKED = rf"{_WE}{any_of('own-check')}\b(?! that (?:an?|the|all|some|most|in|\w{{3,}}s)\b)"
_REPORTED = r"(?:call|confirm(?:ed)?|find|found|saw|say|see|seen)\b"
_SOURCES = rf"(?:our|no) {any_of('own-source')}\b(?!.*\b{any_of('reported')} that\b)"
_HYPOTHESIS = r"(?:imagine|suppose|picture|assume|let us (?:say|suppose|imagine))\b"
_OPINION = (
    r"(?:we (?:think|believe|judge|prefer|suggest|agree|read (?:this|that|it) as)|"
    r"in our (?:view|judgement|opinion))\b"
)
INSTRUCTION = "instruction"
HYPOTHETICAL = "hypothetical"
OWN_WORK = "own-work"
_MAY_STATE = frozenset({INSTRUCTION, "navigation", "self-description"})
"""Forms that may state something in a clause."""
_ORDER = _form(INSTRUCTION, _ORDERED, ("quantity", "drug"), frozenset())
_FORMS: tuple[_Form, ...] = (
    _form(
        "question",
        r"(?!did you know|is there anyone|who (?:would|could) (?:guess|have)).*\?[\"'”’)\]]*$",
        strict=frozenset(),
    ),
    _form(
        "navigation",
        rf"(?:see|go to|turn to|return to|back to|continue with|start with)\b|"
        rf"the (?:next|previous|following|last|first) {_PART}\b",
        TRIGGERS,
    ),
    _form(
        INSTRUCTION,
        rf"(?={_ATTENTION}){_ORDERED}",
        ("quantity", "drug"),
        stated=_THERAPY,
    ),
    _form(INSTRUCTION, rf"(?!{_ATTENTION}){_ORDERED}", ("quantity", "drug"), frozenset(), _ALL),
    _form(
        "stipulation",
        rf"(?:here|on this page|in what follows|in (?:this|the) {_PART}|"
        rf"throughout this {_DOCUMENT}|"
        rf"by [^,]+ we mean)\b.*\b{any_of('means')}\b",
        ("quantity", "cause"),
        frozenset({"comparison"}),
    ),
    _form(
        "self-description",
        rf"{_SUBJECT}\b(?:\s+(?:below|above|here|on this page|of this {_DOCUMENT}))?\s+"
        rf"(?:(?:also|only|then|never|always|still|not) )?(?:{any_of('page-does')}|"
        rf"(?:is|are|was|were) (?:(?:also|only|not|never) )?{any_of('page-is')})\b",
        TRIGGERS,
    ),
    _form(
        OWN_WORK,
        rf"{_WE}(?:find|found|saw|know of) (?:no|none|one)\b|{_SOURCES}",
        ("quantity",),
        _STATED,
    ),
    _form(OWN_WORK, rf"(?={_WE}{_REPORTED}){_CHECKED}", ("quantity",)),
    _form(
        OWN_WORK,
        rf"(?!{_WE}{_REPORTED}){_CHECKED}|this is a (?:judgement|teaching)",
        ("quantity",),
        _ALL - {"comparison"},
    ),
    _form(
        HYPOTHETICAL,
        rf"{_HYPOTHESIS} (?:an?|the|this|the following) (?:\w+ )?{any_of('quoted-thing')}\b",
        strict=frozenset(),
    ),
    _form(HYPOTHETICAL, _HYPOTHESIS, stated=_THERAPY),
    _form(
        "opinion",
        r"in our (?:view|judgement|opinion),? (?:that|this|it|these|both|yes|no)\b",
        ("quantity",),
        _ALL - {"fate"},
    ),
    _form("opinion", rf"{_OPINION}.*\b(?:would|should|could|might)\b", ("quantity",), _STATED),
    _form("opinion", _OPINION, ("quantity",)),
)
_NAME = r"(?-i:[^\W\d_a-z][^\s,;()]*(?: (?:[^\W\d_a-z][^\s,;()]*|and|de|of|the|van|von|&))*)"
CREDIT = "credit"
"""The exemption of captions alone."""
_CREDIT = _form(
    CREDIT,
    r"(?:photo(?:graph)?|image|illustration|drawing|picture|video|credit|copyright|©)s?"
    rf"(?: credit)?(?:\s*:| by|\s+\d{{4}})\s+{_NAME}\s*(?:[.,;(]|$)|"
    r"courtesy of\b|(?:\w+ )?(?:adapted|reproduced|reprinted|redrawn|modified|used) "
    r"(?:with|by) (?:\w+ )?permission\b",
    TRIGGERS,
)
PARAMETER = "parameter"
"""The exemption of what a description says of each parameter, attribute or option."""
FRAGMENT = "fragment"
"""The exemption of texts without a verb, where signals are not weighed."""
SIGNPOST = "signpost"
"""The exemption of sentences that only lead to the next one, which carries its source."""
AIM = "learning-objective"
LABEL = "label"
SETTINGS = (
    *(AIM, "quiz", "logistics", LABEL, "cross-reference", PARAMETER),
    *("attribution", "reference", SCENARIO),
)
"""Exemptions that follow from where a text stands."""
EXEMPTIONS: tuple[str, ...] = (
    *SETTINGS,
    CREDIT,
    *dict.fromkeys(form.name for form in _FORMS),
    FRAGMENT,
    SIGNPOST,
    "acknowledgement",
)
"""Names of all exemptions; those that are no settings follow from what a text says."""
_AS_KNOWN = re.compile(r"\bas (?:(?:it )?is (?:true|known|the case)|they do|it does|we know)\b")
"""What makes a supposition a statement."""
_CALLS = frozenset({"look", "listen", "note", "see", "remember", "mind", "hear"})


def is_order(text: str) -> bool:
    """Tell whether a sentence begins as an instruction, whatever it holds."""
    return _ORDER.begins(_readings(text))


def exemption_of(
    text: str, allowed: AbstractSet[str], triggers: Callable[[], tuple[str, ...]], *, caption: bool
) -> str | None:
    """Return the name of the exemption that the wording of a sentence gives it, or None.

    :param triggers: returns what makes the sentence look like a claim; asked only if it matters
    :param caption: whether the sentence stands in a caption
    """
    readings = _readings(text)
    for form in _forms(allowed, caption=caption):
        if form.begins(readings) and form.guard.isdisjoint(triggers()):
            return form.name
    return None


def strict_exemption_of(
    text: str, allowed: AbstractSet[str], stakes: Stakes, *, caption: bool
) -> str | None:
    """Return the same where every statement needs a source: no form may hide one.

    :param stakes: tells what is at stake in a text
    """
    name = _form_of(text, allowed, stakes, caption=caption)
    if name is None and (name := talk_of(text, stakes, caption=caption)) not in allowed:
        name = None
    return name or _shape_of(text, allowed, stakes, caption=caption)


def _form_of(text: str, allowed: AbstractSet[str], stakes: Stakes, *, caption: bool) -> str | None:
    """Name the form that a sentence begins in, if it hides nothing."""
    readings = _readings(text)
    for form in _forms(allowed, caption=caption):
        if form.begins(readings):
            hides = form.hides(text, stakes(text)) or _belies(form.name, text, stakes)
            if not hides:
                return form.name
    return None


def _shape_of(text: str, allowed: AbstractSet[str], stakes: Stakes, *, caption: bool) -> str | None:
    """Tell whether a text is an order that no list knows, or has no verb."""
    if orders_care(text) or (is_order(text) and states_reason(text, stakes)):
        return None
    if INSTRUCTION in allowed and _may_order(text):
        return None if _orders_more(text, stakes) else INSTRUCTION
    if FRAGMENT not in allowed or not may_be_fragment(text, caption=caption):
        return None
    return FRAGMENT if is_fragment(text, stakes(text), caption=caption) else None


def _orders_more(text: str, stakes: Stakes) -> bool:
    """Tell whether an order states something too, or is advice."""
    states = states_in_clause(text, stakes) or states_reason(text, stakes)
    return states or is_advice(text, stakes(text))


def _may_order(text: str) -> bool:
    return " " in text and is_command(text) and is_english(text) and not _says_of(text)


def _belies(name: str, text: str, stakes: Stakes) -> bool:
    """Tell whether a sentence is a statement all the same, though it looks like an exempt one."""
    if name == "question":
        return is_loaded(text, stakes)
    if name == HYPOTHETICAL:
        return _is_picture_of_truth(text)
    if name in _MAY_STATE and states_in_clause(text, stakes):
        return True
    if name == OWN_WORK:
        return finds_in_world(text)
    return name == INSTRUCTION and _is_no_order(text, stakes)


def _is_no_order(text: str, stakes: Stakes) -> bool:
    """Tell whether what looks like an order states something, or is advice."""
    stated = states_at_once(text) or _calls(text) or _says_of(text)
    return stated or _is_told_why(text, stakes)


def _is_picture_of_truth(text: str) -> bool:
    """Tell whether what is to be imagined is said to be so."""
    return bool(_AS_KNOWN.search(text)) or (text.startswith("Picture") and states_at_once(text))


def _is_told_why(text: str, stakes: Stakes) -> bool:
    """Tell whether an order treats somebody, or gives a fact for its reason."""
    return orders_care(text) or states_reason(text, stakes)


def _says_of(text: str) -> bool:
    """Tell whether what looks like an order says how a thing is: 'Spread by ticks.'."""
    return is_predicate(text) or gives_result(text)


def _calls(text: str) -> bool:
    """Tell whether a sentence only calls for attention, and then states: 'Look, cells divide.'."""
    call, _, told = text.partition(", ")
    return " " not in call and call.lower() in _CALLS and is_statement(told)


def _readings(text: str) -> tuple[str, ...]:
    """Return a sentence, and the same without the run-in heading that it may have."""
    return (text, LEAD_IN.sub("", text, count=1)) if ": " in text else (text,)


def _forms(allowed: AbstractSet[str], *, caption: bool) -> tuple[_Form, ...]:
    forms = (_CREDIT, *_FORMS) if caption else _FORMS
    return tuple(form for form in forms if form.name in allowed)
