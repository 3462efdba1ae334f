"""What orders and talk of a document state in a clause, a reason or a purpose.

"Note that wolves eat deer.", "Open the window because it prevents colds.", "See how lead poisons
children.", "The table shows that most users leave."
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import CLASSES, any_of
from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.statements import before_verb, is_statement, verb_of
from sphinx_claims.core.prose.stating.verbs import WORDS

_LEAD = rf"(?:(?:{any_of('task-lead')}|please|also|always|and|but|just|now),? )*"
_THAT = re.compile(
    rf"{_LEAD}(?:{any_of('attention')}|tell (?:your|the|a|every|all) [\w’'-]+)"
    rf"(?:,? (?:however|though|too),?)? that (?P<said>.+)|"
    rf"\S+ .*?\b{any_of('tells')} (?:you |us )?that (?P<told>.+)",
    re.IGNORECASE,
)
_HOW_MUCH = r"(?: (?:often|many|much|few|little|fast|quickly|soon|badly|well|far|rarely|seldom))?"
_HOW = re.compile(
    rf"{_LEAD}{any_of('learn', 'attention')} (?:how(?P<much>{_HOW_MUCH})|why) "
    r"(?!to\b)(?P<said>.+)",
    re.IGNORECASE,
)
_PAGE_HOW = re.compile(
    rf".*?\b{any_of('tells')} (?:you |us )?(?:how{_HOW_MUCH}|why) (?!to\b)(?P<said>.+)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|which) (?:first |has |have |had )?"
    r"(?:proved|proven|showed|shown|found|discovered|demonstrated|invented) \w|"
    r"\bwhom (?!(?:you|we|they|it|he|she|i)\b)\w+ \w",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:,? because (?!of\b)|, since |, as |, for |, which | so that |[;:–—] |\()"
    r"(?P<said>[^()]+)",
    re.IGNORECASE,
)
_DEED = re.compile(rf"\b{any_of('deed', 'ailment')}\b", re.IGNORECASE)
_PURPOSE = re.compile(
    rf"\bto (?:help |better |help to )?(?P<verb>{any_of('purpose')})\b(?P<rest>.*)", re.IGNORECASE
)
_GOOD = re.compile(
    rf"\b(?:{any_of('ailment', 'therapy', 'drug')}|weight|longer|lives|years|risks?|deaths?)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"(?i:use|take|try|choose|pick|eat|drink) (?:[A-Z]|[a-z]+s\b)")
_OWN = frozenset({"you", "your", "we", "our", "i", "my", "class", "teacher", "reader", "readers"})
_POINTS = frozenset({"it", "this", "that", "there", "these", "those", "they"})
_TALK = frozenset(CLASSES["talk-noun"]) | frozenset(CLASSES["page-item"]) | _OWN
_FOUND = re.compile(
    r"we (?:(?:also|only|have|did|do|could|can) )?(?:not )?"
    r"(?:find|found|saw|see|seen|counted|count)"
    r" (?P<what>.+?)(?: (?:for|in|on|of|between|with|that|about|from|to|by|at|among)\b.*)?\W*$",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"(?:it|this|that|them|these|those|how|what|why|who|each|none|one\b|\W)", re.IGNORECASE
)
_SOURCES = frozenset(CLASSES["for-sources"])
_BE = frozenset({"is", "are", "was", "were", "am", "be"})
_PAST = WORDS["either-past"] | WORDS["went-past"] | {"had", "has", "have"}


def states_in_clause(text: str, stakes: Stakes) -> bool:
    """Tell whether an order, or talk of a document, states something of the world in a clause."""
    if _WHO.search(text):
        return True
    if that := _THAT.match(text):
        return _is_of_world(that["said"] or that["told"], stakes)
    if how := _HOW.match(text):
        return _tells_how(how["said"], stakes, much=bool(how["much"]))
    if page := _PAGE_HOW.match(text):
        verb = verb_of(page["said"])
        past = verb in _PAST or verb.endswith("ed") or verb in WORDS["finite"] - _BE
        return past and _tells_how(page["said"], stakes, much=False)
    return False


def states_reason(text: str, stakes: Stakes) -> bool:
    """Tell whether an order states why, or what for, and that is a fact of the world."""
    for reason in _REASON.finditer(text):
        said = reason["said"]
        if _DEED.search(said) and (reason[0].startswith(", which") or _states(said)):
            return True
        if stakes(said) - {"therapy"} and _states(said) and not is_talk(said):
            return True
    return _serves(text, stakes)


def _states(said: str) -> bool:
    return is_statement(said if said.endswith(".") else f"{said}.")


def _serves(text: str, stakes: Stakes) -> bool:
    """Tell whether an order says what the thing is good for that it tells to use."""
    purpose = _PURPOSE.search(text)
    if purpose is None:
        return False
    rest = purpose["rest"]
    if _GOOD.search(rest) or "quantity" in stakes(rest):
        return True
    verb = purpose["verb"].lower()
    return verb in CLASSES["sure-purpose"] and bool(_MEANS.match(text))


def _is_of_world(said: str, stakes: Stakes) -> bool:
    """Tell whether a clause is about anything but the document, its readers and its makers."""
    return bool(stakes(said) - {"therapy"}) or not is_talk(said)


def is_talk(said: str) -> bool:
    """Tell whether the subject of a statement is a document, or who reads or makes it."""
    subject = before_verb(said)
    if not _TALK.isdisjoint(subject):
        return True
    return len(subject) == 1 and subject[0] in _POINTS


def _tells_how(said: str, stakes: Stakes, *, much: bool) -> bool:
    """Tell whether a clause behind 'how' or 'why' takes for true what something did."""
    if is_talk(said):
        return False
    verb = verb_of(said)
    if much or verb in WORDS["opens-clause"]:
        return bool(verb)
    if not verb or verb in _BE or verb in CLASSES["modal"] or verb in CLASSES["idle"]:
        return bool(stakes(said) & {"quantity", "comparison"})
    return True


def finds_in_world(text: str) -> bool:
    """Tell whether authors say what they found in the world, and not in what others wrote."""
    found = _FOUND.match(text)
    if found is None:
        return False
    what = found["what"].lower()
    if _POINTED.match(what) or " as " in text:
        return False
    return _SOURCES.isdisjoint(re.findall(r"[\w’'-]+", what))
