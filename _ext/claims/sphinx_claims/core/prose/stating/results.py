"""Texts without a verb that say how something is or turned out.

"Dose: one tablet a day", "More salt, more strokes.", "OR 3.4 for stroke", "Forest killed by
beetles".
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import CLASSES, any_of

_FEW = r"(?:[\w’'&-]+ ){0,3}"
_LABELLED = re.compile(
    rf"\W*(?:{_FEW}{any_of('result-label')}(?: (?:of|on|in|for|to|from|with|after) [^:]{{1,40}})?|"
    rf"{_FEW}{any_of('counted-label')} (?:of|in|to) [^:]{{1,40}}?)\W*(?::| [–—]) "
    rf"(?!\W*{any_of('no-result')}\b)[\w<>≤≥~±+-]",
    re.IGNORECASE,
)
"""A result behind its label: 'Risk of stroke: doubled'."""
_NAMES_STEP = re.compile(
    r"\W*(?:rate of (?:exchange|pay)|time (?:of|in)\b|time to (?!failure|death|relapse|event|"
    r"remission|recovery|onset)|change of\b|cause of (?:action|concern)|place of work)",
    re.IGNORECASE,
)
"""Labels that only look so."""
_VALUE = r"(?:\s*(?:=|:|of|was|is|under|over|below|above|about|<|>|≤|≥))?\s*[<>≤≥~]?\s*\d"
_RATIOS = rf"(?:{'|'.join(name.upper() for name in CLASSES['ratio'])})"
_RATIO = re.compile(rf"\b(?:(?-i:a?{_RATIOS})|{any_of('ratio-name')}){_VALUE}", re.IGNORECASE)
_LESS = r"(?:more|fewer|less|no|without|higher|lower|better|worse|longer|shorter)"
_PROVERB = re.compile(
    rf"(?:the )?{_LESS} [^,.:]{{2,40}}, (?:the )?{_LESS} [\w’'-]{{2,}}", re.IGNORECASE
)
"""'More salt, more strokes.'"""
_BETTER = r"(?:[a-z]{3,}er|(?:more|less) \w+|worse)"
_COMPARED = re.compile(
    rf"(?::| [–—]) {_BETTER}(?:, {_BETTER})*(?:,? (?:and )?{_BETTER})\W*$|"
    r"(?::| [–—]) (?:(?:up|down) (?:by |from |to |since |again )|too (?:many|few|much|little)\b|"
    r"(?:fewer|less) \w)|^\W*(?:twice|double|half) the \w",
    re.IGNORECASE,
)
_GREATEST = re.compile(
    rf"\W*(?:(?:the|an?|one of the|our|its) )?(?:(?:second|third|fourth|single|world[’']s) )?"
    rf"(?:{any_of('greatest')}|(?:second|third|fourth) most \w+) (?:[\w’'-]+ ){{0,3}}"
    r"(?:in|on|of|ever|known|alive|worldwide|cause|killer|living)\b|"
    rf"\W*the {any_of('greatest')} [\w’'-]+ [\w’'-]+\W*$",
    re.IGNORECASE,
)
"""'Leading cause of death', 'The largest living fish'."""
_HARMED = re.compile(
    rf"[\w’'-]+ (?:[\w’'-]+ly )?{any_of('harmed')} (?:by|with|in|after|from) \w", re.IGNORECASE
)
_HOW_OFTEN = re.compile(rf"\w \((?:{any_of('how-often')}|\d[\d.,–-]*\s?%)\)\W*$", re.IGNORECASE)
_FACT = re.compile(
    r"\W*(?:the |more |new |further )?(?:fact|evidence|proof) that \w+ \w+|"
    r"\W*the reason (?:why|that) \w+ \w+|.{2,60}\w, which (?!is |are )\w+ \w",
    re.IGNORECASE,
)
"""A noun for what a clause behind it says."""
_DEFINED = re.compile(
    r"\W*an? (?:[\w’'-]+ ){1,3}(?:that|which) (?:\w{3,}s|\w{3,}ed) (?!in\b|on\b|at\b|you\b)\w",
    re.IGNORECASE,
)
"""'An enzyme that degrades plastic'."""
_SHARE = re.compile(
    r"\w (?:in|among) (?:about |nearly |over |almost )?(?:half|most|a third|two thirds|a quarter|"
    r"three quarters|a tenth|\w+ (?:in|of) ten) (?:of )?\w",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\b(?:declining|falling|rising|shrinking|dwindling|halved|doubled|tripled) since\b|"
    r"\band (?:falling|rising|declining)\W*$|\bsince \d{4}, \w+ed\W*$|"
    r"^\W*(?:an?|the) (?:\w+ )?cure\W*$",
    re.IGNORECASE,
)
_DOSE = re.compile(
    rf"\d ?{any_of('dose')} .*"
    r"\b(?:daily|weekly|hourly|once|twice|(?:a|per|every|each) (?:day|week|hour|month))\b",
    re.IGNORECASE,
)
_TOLD = (_TREND, _DOSE, _RATIO, _COMPARED, _HARMED, _FACT, _SHARE)
_OPEN = (_PROVERB, _GREATEST, _DEFINED)


def gives_result(text: str) -> bool:
    """Tell whether a text gives a result behind a label."""
    return bool(_LABELLED.match(text)) and not _NAMES_STEP.match(text)


def tells_result(text: str, *, caption: bool = False) -> bool:
    """Tell whether a text says how something turned out, though it may have no verb.

    :param caption: whether it stands in a caption, which names what is seen
    """
    if gives_result(text) or _HOW_OFTEN.search(text):
        return True
    told = any(pattern.search(text) for pattern in _TOLD)
    return told or (not caption and any(pattern.match(text) for pattern in _OPEN))
