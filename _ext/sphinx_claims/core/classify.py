"""Claim or not: the exemptions by name, and the triggers that say why a text is a claim.

Every decision is a pattern over one sentence, so that it can be explained and repeated. A text is exempt only when
a named pattern says so; anything else is a claim. Patterns that could hide a medical statement are guarded: a
sentence with a quantity, a drug or a dose is never an instruction, and never a statement about the document alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from sphinx_claims.core.model import ClaimUnit, Kind

_DOCUMENT = (
    r"(?:appendix|box(?:es)?|chapters?|checker|columns?|dropdowns?|figures?|glossary|guide|handout|headings?|lessons?|module|"
    r"pages?|paragraphs?|sections?|site|source list|tables?|tabs?|website)"
)
"""Words that name a part of a document and hardly anything else."""
_PART = (
    rf"(?:{_DOCUMENT}|answers?|cards?|course|entry|entries|examples?|exercises?|index|items?|labels?|lists?|notes?|notice|"
    r"objectives?|plans?|points?|prompts?|questions?|rows?|sentences?|statements?|terms?|text|tool|verdicts?|words?)"
)
"""Words that name a part of a document when a demonstrative stands before them."""
_DRUG = (
    r"\b\w+(?:mab|cept|nib|limus|statin|pril|sartan|azole|cillin|mycin|phosphamide|phenolate|trexate|prine|quine|"
    r"platin|rubicin|taxel|parin|xaban|olone|isone|sporin|leucel)\b|\b(?:corticosteroid|glucocorticoid|steroid|insulin|"
    r"aspirin|heparin|rapamycin|globulin|interferon|placebo)s?\b"
)
_UNIT = (
    r"(?:%|per ?cent|mg|g|kg|µg|mcg|ml|mL|l|mmol|IU|units?|cells?|people|patients|participants|women|men|children|mice|"
    r"deaths?|cases?|years?|months?|weeks?|days?|fold|times|euros?|dollars?)"
)
_QUANTITY = re.compile(rf"\d[\d.,\u2009 ]*\s?(?:-|–|to)?\s?\d*\s?{_UNIT}\b|\d\s?%|\b\d+ of \d+\b|\b\d+/\d+\b", re.IGNORECASE)
_COUNT_OF_PARTS = re.compile(rf"\b\d+ (?:\w+ ){{0,2}}(?:minutes?|hours?|{_PART})\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:caus\w+|lead(?:s|ing)? to|led to|results? in|resulted in|due to|because of|associated with|linked to|"
    r"increas\w+|decreas\w+|reduc\w+|lower(?:s|ed)?|rais(?:es|ed)|improv\w+|worsen\w*|prevent\w*|protect\w*|"
    r"outperform\w*|predict\w*)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:safe(?:r|ly|ty)?|effective|efficacy|cur(?:e[sd]?|ative)|toxic\w*|harm\w*|mortality|surviv\w*|remission\w*|"
    r"relaps\w*|prognos\w*|prevalen\w*|inciden\w*|respon[sd]\w*)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|evidence|experts?|scientists)\s+(?:\w+\s+)?"
    r"(?:show\w*|suggest\w*|find|found|report\w*|demonstrat\w*|indicat\w*|agree\w*)\b|\bit is (?:well )?known\b",
    re.IGNORECASE,
)
_TRIGGERS = (
    ("quantity", _QUANTITY),
    ("drug", re.compile(_DRUG, re.IGNORECASE)),
    ("cause", _CAUSE),
    ("effect", _EFFECT),
    ("authority", _AUTHORITY),
)


def triggers_of(text: str) -> tuple[str, ...]:
    """Name what makes a text look like a claim: quantity, drug, cause, effect, authority."""
    return tuple(name for name, pattern in _TRIGGERS if pattern.search(_COUNT_OF_PARTS.sub("", text)))


def _pattern(regex: str, guard: AbstractSet[str] = frozenset()) -> Callable[[str], bool]:
    """Return a test: the text begins as *regex* says and has no trigger named in *guard*."""
    compiled = re.compile(regex, re.IGNORECASE)

    def test(text: str) -> bool:
        return bool(compiled.match(text)) and guard.isdisjoint(triggers_of(text))

    return test


_RISKY = frozenset({"quantity", "drug"})
_ANY = frozenset({"quantity", "drug", "cause", "effect", "authority"})
_VERBS = (
    r"(?:add|answer|ask|begin|bring|build|change|check|choose|circle|click|close|collect|compare|consider|copy|count|decide|"
    r"define|describe|discuss|divide|do not|don['’]t|draw|each group|edit|explain|fill|find|finish|follow|give|go|hand|have|"
    r"hold|keep|label|leave|let|link|list|look|make|mark|match|move|name|note|notice|open|pair|pick|place|point|print|put|read|"
    r"remember|replace|return|rewrite|run|say|send|set|show|skip|sort|split|spot|start|state|stop|take|tell|think|try|turn|"
    r"underline|use|watch|work|write)"
)
_DOES = (
    r"(?:sets? out|lists?|shows?|gives?|turns?|tells?|uses?|follows?|holds?|held|links?|names?|marks?|takes?|covers?|asks?|needs?|"
    r"keeps?|contains?|collects?|explains?|describes?|ends?|begins?|opens?|closes?|stands?|says?|looks?|mirrors?|works?|prints?|"
    r"belongs?|puts?|repeats?|comes?|falls?|sorts?|sets?|starts?|compares?|adds? up)"
)
_IS = (
    r"(?:about|built|checked|counted|drawn|for|free|given|grouped|here|in|judged|kept|licensed|linked|listed|made|marked|meant|"
    r"named|on|open|part|printed|released|rendered|set|shown|sorted|spelled|spelt|teaching|there|told|written)"
)
_TESTS: dict[str, Callable[[str], bool]] = {
    "question": _pattern(r".*\?[\"'”’)\]]*$"),
    "navigation": _pattern(
        rf"(?:see|go to|turn to|return to|back to|continue with|start with)\b|"
        rf"the (?:next|previous|following|last|first) {_PART}\b",
        _ANY,
    ),
    "instruction": _pattern(
        rf"(?:(?:first|then|next|now|finally|please|again),?\s+)?{_VERBS}\b(?!\s+(?:is|are|was|were)\b)", _RISKY
    ),
    "stipulation": _pattern(
        rf"(?:here|on this page|in (?:this|the) {_PART}|throughout this {_DOCUMENT}|by [^,]+ we mean)\b.*"
        r"\b(?:means?|meant|stands? for|refers? to|is short for|are called|is called|we (?:use|say|write|call|mean))\b",
        frozenset({"quantity", "cause"}),
    ),
    "self-description": _pattern(
        rf"(?:(?:the|every|all|both)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_DOCUMENT}|{_PART} (?:below|above|here))|"
        rf"(?:this|these|each|our)\s+(?:[\w’'-]+\s+){{0,3}}?{_PART}|nothing here)\b"
        rf"(?:\s+(?:below|above|here|on this page|of this {_DOCUMENT}))?\s+"
        r"(?:also |only |then |never |always |still |not )?"
        rf"(?:{_DOES}|(?:is|are|was|were) (?:also |only |not |never )?{_IS}|has|have|does|do|did|can|may|must|should|cannot)\b",
        _ANY,
    ),
    "own-work": _pattern(
        r"we (?:also |only |have |did |do |could |can )?(?:not )?(?:find no|found no|found none|found one|looked|look|search(?:ed)?|"
        r"check(?:ed)?|read|confirm(?:ed)?|use|used|call|write|say|keep|kept|leave|left|list|quote|count|counted|"
        r"treat|link|rendered|cite|cited|see|saw|seen|mark|marked)\b(?! that)|"
        r"(?:our|no) (?:source list|sources|source|notes|search(?:es)?|reading)\b(?!.*\b(?:shows?|says?|tells?|reports?|finds?) that\b)|"
        r"this is a (?:judgement|teaching)",
    ),
    "hypothetical": _pattern(r"(?:imagine|suppose|picture|assume|let us (?:say|suppose|imagine))\b"),
    "opinion": _pattern(
        r"(?:we (?:think|believe|judge|prefer|suggest)|in our (?:view|judgement|opinion))\b", frozenset({"quantity"})
    ),
}
_SETTINGS = ("learning-objective", "quiz", "logistics", "label", "cross-reference", "fragment")

EXEMPTIONS: tuple[str, ...] = (*_SETTINGS, *_TESTS)
"""Names of all exemptions; the first six follow from where a text stands, the others from what it says."""

_NOT_BY_WORDING = frozenset({Kind.TABLE_ROW})


def exemption_of(unit: ClaimUnit, allowed: AbstractSet[str]) -> str | None:
    """Return the name of the exemption that makes a unit no claim, or None."""
    if unit.setting in allowed:
        return unit.setting
    if unit.kind in _NOT_BY_WORDING:
        return None
    return next((name for name, test in _TESTS.items() if name in allowed and test(unit.text)), None)
