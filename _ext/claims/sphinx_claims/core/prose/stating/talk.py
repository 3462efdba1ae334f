"""Talk of the document, the course and those who make and use it, which says nothing of the world.

"We now turn to the kidney." "Solutions follow on the next page." "Thanks to all who helped."
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import CLASSES, any_of
from sphinx_claims.core.prose.stating import Stakes
from sphinx_claims.core.prose.stating.statements import is_statement, is_verb

_NOUNS = frozenset(CLASSES["talk-noun"])
_TALK = _NOUNS.union(*(CLASSES[f"talk-{name}"] for name in ("person", "verb", "other")))
_GRAMMAR = frozenset(CLASSES["grammar"])
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_PLACE = re.compile(
    rf"\b{any_of('talk-noun')}s? \d+(?:\.\d+)*(?:(?:,| to| and|[-–]) ?\d+(?:\.\d+)*)*",
    re.IGNORECASE,
)
"""A part of a document with its number."""
_LEAD = (
    r"(?:(?:now|then|here|first|next|later|last|finally|so|but|and),? |"
    rf"in this {any_of('talk-noun')},? )*"
)
_MOVES = re.compile(
    rf"(?P<lead>{_LEAD})we (?P<soon>(?:(?:now|then|first|next|will|shall|also|later|soon|start to|"
    r"begin to) )*)(?:turn|come|begin|start|end|close|finish|return|go|move|look|continue|proceed)"
    r"(?: (?:back|on|again))*(?: (?:to|with|at|into|by)) (?P<to>.*)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:an?|the|this|these|two|three|your|our) (?:\S+ ){0,2}\S+$", re.IGNORECASE)
"""A thing in few words."""
_AIM = re.compile(
    rf"(?:(?:by the end|after|at the end)(?: of)?(?: (?:this|the) {any_of('talk-noun')})?,? )?"
    r"(?:you|we|(?:the )?(?:students?|learners?|readers?|participants?)) "
    r"(?:(?:will|should|can|may|now|then) )*(?:be able to|learn (?:how )?to|can) (?P<verb>\w+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:by the end|after|at the end)(?: of)? (?:this|the) {any_of('talk-noun')}\b", re.IGNORECASE
)
_THANKS = re.compile(
    rf"(?:{any_of('grateful')}\b|(?:[\w’'-]+ (?:and )?){{1,4}}(?:is|are) (?:always )?welcome\W*$)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    rf"(?:the |each |a )?(?:[\w’'-]+ )?{any_of('sign-of-figure')}"
    r"(?: (?:marks?|shows?|indicates?|is|are|stands? for|gives?|denotes?)\b|:)",
    re.IGNORECASE,
)
_SET_PHRASES = re.compile(
    r"(?:that is all(?: for (?:today|now))?|that[’']s (?:it|all)|to be continued|you are here|"
    r"no (?:prior|previous) knowledge is (?:needed|required|assumed)|emphasis added|"
    r"this is (?:covered|explained|shown|discussed|described|treated)"
    r"(?: (?:below|above|later|here|elsewhere|next))?|"
    r"you (?:will )?(?:work|have) (?:in pairs|in groups|alone|together|[\w-]+ minutes)|"
    r"we hope (?:that )?you enjoy [\w ]{3,20}|"
    r"feel free to \w+(?: this \w+)?|hello\b.{0,40}|welcome\b.{0,40}|good luck|have fun|enjoy)\W*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:last )?(?:updated|changed|reviewed|checked|published|modified)(?: on)?:? [\w ,./-]{4,24}$|"
    r"(?:cover )?(?:photo(?:graph)?|image|illustration|drawing|picture|video)s?(?: \d{4})?"
    r"(?P<by> by|:| courtesy of) [^;]{3,90}$",
    re.IGNORECASE,
)
"""When a page was changed, and who made a picture."""
_TELLS = re.compile(r"\b(?:that|because|which|who (?:proved|showed|found))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|which|who|because|since|as|whose|where|if|when)\b", re.IGNORECASE)


def talk_of(text: str, stakes: Stakes, *, caption: bool) -> str | None:
    """Name what a sentence is that only talks of the document and its readers, or return None."""
    if text.rstrip("\"'”’)] ").endswith("?"):
        return None
    told = stakes(_PLACE.sub("", text))
    if told - {"therapy", "fate"}:
        return None
    if _is_aim(text):
        return "learning-objective"
    if _thanks(text):
        return "acknowledgement"
    if _speaks_of_itself(text) or (caption and _SIGN.match(text)):
        return "self-description"
    return None


def _is_aim(text: str) -> bool:
    """Tell whether a sentence says what its readers will be able to do."""
    aim = _AIM.match(text)
    if not aim or not is_verb(aim["verb"]):
        return False
    able = "able to" in aim[0] or "learn" in aim[0] or bool(_AFTER.match(text))
    return able and not _CLAUSE.search(text[aim.end() :])


def _moves_on(text: str) -> bool:
    """Tell whether a sentence says what the document comes to next."""
    moves = _MOVES.match(text)
    if not moves or is_statement(moves["to"]) or _CLAUSE.search(moves["to"]):
        return False
    return bool(moves["lead"] or moves["soon"] or _NAMED.match(moves["to"]))


def _thanks(text: str) -> bool:
    """Tell whether a sentence thanks, or says who paid and what may be done with the work."""
    credit = _CREDIT.match(text)
    if credit and not is_statement(text[credit.end("by") if credit["by"] else len(text) :]):
        return True
    thanks = _THANKS.match(text)
    if thanks is None or _TELLS.search(text):
        return False
    return not is_statement(text[thanks.end() :])


def _speaks_of_itself(text: str) -> bool:
    """Tell whether a sentence says where the document goes, or holds no word of anything else."""
    if _SET_PHRASES.match(text):
        return True
    if _moves_on(text):
        return True
    words = _WORD.findall(_PLACE.sub("page", text).lower())
    return not _NOUNS.isdisjoint(words) and all(word in _TALK or word in _GRAMMAR for word in words)
