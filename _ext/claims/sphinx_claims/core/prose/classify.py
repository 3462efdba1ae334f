"""Claim or not: the exemptions by name, and the triggers that say why a text is a claim.

Every decision is a pattern over one sentence, so that it can be explained and repeated. A text is
exempt only when a named pattern says so; anything else is a claim. Patterns that could hide a
medical statement are guarded: a sentence with a quantity, a drug or a dose is never an instruction,
and never a statement about the document alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from sphinx_claims.core.model import ClaimUnit, Kind
from sphinx_claims.core.prose.forms import any_of
from sphinx_claims.core.prose.lexicon import DRUG_ENDINGS

_DOCUMENT = any_of(
    "appendix box(?:es)? chapters? checker columns? dropdowns? figures? glossary guide handout "
    "headings? lessons? module pages? "
    "paragraphs? sections? site source_list tables? tabs? website"
)
"""Words that name a part of a document and hardly anything else."""
_PART = any_of(
    f"{_DOCUMENT.replace(' ', '_')} answers? cards? course entry entries examples? exercises? "
    "index items? labels? lists? notes? "
    "notice objectives? plans? points? prompts? questions? rows? sentences? statements? terms? "
    "text tool verdicts? words?"
)
"""Words that name a part of a document when a demonstrative stands before them."""
_DRUGS = any_of(
    "corticosteroid glucocorticoid steroid insulin aspirin heparin rapamycin globulin interferon "
    "placebo "
    "antibiotic anaesthetic anesthetic paracetamol morphine"
)
_UNITS = any_of(
    "% per_?cent mg g kg µg mcg ml l mmol IU units? cells? people patients participants women "
    "men children mice deaths? cases? "
    "years? months? weeks? days? fold times euros? dollars?"
)
_CAUSES = any_of(
    r"caus\w+ lead(?:s|ing)?_to led_to results?_in resulted_in due_to because_of associated_with "
    r"linked_to increas\w+ "
    r"decreas\w+ reduc\w+ lower(?:s|ed)? rais(?:es|ed) improv\w+ worsen\w* prevent\w* protect\w* "
    r"outperform\w* predict\w*"
)
_EFFECTS = any_of(
    r"safe(?:r|ly|ty)? effective efficacy cur(?:e[sd]?|ative) toxic\w* harm\w* mortality "
    r"surviv\w* remission\w* relaps\w* "
    r"prognos\w* prevalen\w* inciden\w* respon[sd]\w*"
)
_INQUIRIES = any_of(r"stud(?:y|ies) trials? research(?:ers)? evidence experts? scientists")
_REPORTS = any_of(r"show\w* suggest\w* find found report\w* demonstrat\w* indicat\w* agree\w*")
_COUNT_OF_PARTS = re.compile(rf"\b\d+ (?:\w+ ){{0,2}}(?:minutes?|hours?|{_PART})\b", re.IGNORECASE)
_TRIGGERS = {
    "quantity": rf"\d[.,\u2009 ]*\s?(?:-|–|to)?\s{{0,2}}{_UNITS}\b|\d\s?%|"
    r"\b\d+ of \d+\b|\b\d+/\d+\b|"
    r"\b(?:at least|at most|below|above|exceeds?|no more than)\s+\d",
    "drug": rf"\b\w+{DRUG_ENDINGS}|\b{_DRUGS}s?\b",
    "cause": rf"\b{_CAUSES}\b",
    "effect": rf"\b{_EFFECTS}\b",
    "authority": rf"\b{_INQUIRIES}\s+(?:\w+\s+)?{_REPORTS}\b|\bit is (?:well )?known\b",
}
_COMPILED_TRIGGERS = {
    name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TRIGGERS.items()
}


def triggers_of(text: str) -> tuple[str, ...]:
    """Name what makes a text look like a claim: quantity, drug, cause, effect, authority."""
    told = _COUNT_OF_PARTS.sub("", text)
    return tuple(name for name, pattern in _COMPILED_TRIGGERS.items() if pattern.search(told))


def is_strong(text: str) -> bool:
    """Tell whether a claim is a strong one, which needs its citation beside it."""
    return bool(triggers_of(text))


_LEAD_IN = re.compile(r"[^.:;?!]{1,40}:\s+")
"""A run-in heading such as "Trial records:", after which the sentence proper begins."""


def _begins(pattern: str, guard: AbstractSet[str] = frozenset()) -> Callable[[str], bool]:
    """Return a test: the text begins as *pattern* says and has no trigger named in *guard*."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def test(text: str) -> bool:
        begins = compiled.match(text) or compiled.match(_LEAD_IN.sub("", text, count=1))
        return bool(begins) and guard.isdisjoint(triggers_of(text))

    return test


_ANY_TRIGGER = frozenset(_TRIGGERS)
_RISKY = frozenset({"quantity", "drug"})
_IMPERATIVES = any_of(
    "add answer ask begin bring build change check choose circle cite click close collect "
    "compare consider copy count decide "
    "define describe discuss divide do_not don['’]t draw each_group edit explain fill find "
    "finish follow give go hand have hold "
    "keep label leave let link list look make mark match move name note notice open pair pick "
    "place point print put read "
    "remember replace return rewrite run say send set show skip sort split spot start state stop "
    "take tell think treat try turn "
    "type underline use watch work write"
)
_DOES = any_of(
    "sets?_out lists? shows? gives? turns? tells? uses? follows? holds? held links? names? "
    "marks? takes? covers? asks? needs? "
    "keeps? contains? counts? collects? explains? describes? ends? begins? opens? closes? "
    "stands? says? looks? mirrors? works? "
    "prints? belongs? puts? repeats? comes? falls? sorts? sets? starts? compares? adds?_up has "
    "have does do did can may must "
    "should cannot"
)
_IS = any_of(
    "about built checked counted drawn for free given grouped here in judged kept licensed "
    "linked listed made marked meant named "
    "on open part printed released rendered set shown sorted spelled spelt teaching there told "
    "written"
)
_SUBJECT = (
    rf"(?:(?:the|every|all|both)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{_DOCUMENT}|{_PART} (?:below|above|"
    r"here))|"
    rf"(?:this|these|each|our)\s+(?:[\w’'-]+\s+){{0,3}}?{_PART}|nothing here)"
)
_OWN_WORK = any_of(
    "find_no found_no found_none found_one looked? search(?:ed)? check(?:ed)? read "
    "confirm(?:ed)? used? call write say keep kept "
    "leave left list quote count(?:ed)? treat link rendered cited? see saw seen mark(?:ed)?"
)
_OWN_SOURCES = rf"(?:our|no) {any_of('source_list sources? notes search(?:es)? reading record')}"
_MEANS = any_of(
    "means? meant stands?_for refers?_to is_short_for (?:is|are)_called "
    "we_(?:use|say|write|call|mean)"
)
is_order = _begins(
    rf"(?:(?:first|then|next|now|so|finally|please|again),?\s+)?{_IMPERATIVES}\b(?!:|\s+(?:is|"
    r"are|was|were)\b)"
)
"""Tell whether a sentence begins as an instruction, whatever it holds."""
_TESTS: dict[str, Callable[[str], bool]] = {
    "question": _begins(
        r"(?!did you know|is there anyone|who (?:would|could) (?:guess|have)).*\?[\"'”’)\]]*$"
    ),
    "navigation": _begins(
        rf"(?:see|go to|turn to|return to|back to|continue with|start with)\b|"
        rf"the (?:next|previous|following|last|first) {_PART}\b",
        _ANY_TRIGGER,
    ),
    "instruction": _begins(
        rf"(?:(?:first|then|next|now|so|finally|please|again),?\s+)?{_IMPERATIVES}\b(?!:|"
        r"\s+(?:is|are|was|were)\b)",
        _RISKY,
    ),
    "stipulation": _begins(
        rf"(?:here|on this page|in (?:this|the) {_PART}|throughout this {_DOCUMENT}|by [^,]+ we "
        rf"mean)\b.*\b{_MEANS}\b",
        frozenset({"quantity", "cause"}),
    ),
    "self-description": _begins(
        rf"{_SUBJECT}\b(?:\s+(?:below|above|here|on this page|of this {_DOCUMENT}))?\s+"
        rf"(?:(?:also|only|then|never|always|still|not) )?(?:{_DOES}|(?:is|are|was|were) "
        rf"(?:(?:also|only|not|never) )?{_IS})\b",
        _ANY_TRIGGER,
    ),
    "own-work": _begins(
        rf"we (?:(?:also|only|have|did|do|could|can) )?(?:not )?{_OWN_WORK}\b(?! that (?:an?|the|"
        rf"all|some|most|in|\w{{3,}}s)\b)|"
        rf"{_OWN_SOURCES}\b(?!.*\b{_REPORTS} that\b)|this is a (?:judgement|teaching)",
        frozenset({"quantity"}),
    ),
    "hypothetical": _begins(r"(?:imagine|suppose|picture|assume|let us (?:say|suppose|imagine))\b"),
    "opinion": _begins(
        r"(?:we (?:think|believe|judge|prefer|suggest|agree|read (?:this|that|it) as)|in our "
        r"(?:view|judgement|opinion))\b",
        frozenset({"quantity"}),
    ),
}
_NAME = r"(?-i:[^\W\d_a-z][^\s,;()]*(?: (?:[^\W\d_a-z][^\s,;()]*|and|de|of|the|van|von|&))*)"
_is_credit = _begins(
    r"(?:photo(?:graph)?|image|illustration|drawing|picture|video|credit|copyright|©)s?(?: "
    rf"credit)?(?:\s*:| by|\s+\d{{4}})"
    rf"\s+{_NAME}\s*(?:[.,;(]|$)|"
    r"courtesy of\b|(?:\w+ )?(?:adapted|reproduced|reprinted|redrawn|modified|used) (?:with|by) "
    r"(?:\w+ )?permission\b",
    _ANY_TRIGGER,
)
_CREDIT = "credit"
_SETTINGS = ("learning-objective", "quiz", "logistics", "label", "cross-reference", "parameter")

EXEMPTIONS: tuple[str, ...] = (*_SETTINGS, _CREDIT, *_TESTS)
"""Names of all exemptions; the first six follow from where a text stands, the others from what
it says."""


def exemption_of(unit: ClaimUnit, allowed: AbstractSet[str]) -> str | None:
    """Return the name of the exemption that makes a unit no claim, or None.

    Wording never exempts a table row.
    """
    if unit.setting in allowed:
        return unit.setting
    if unit.kind is Kind.TABLE_ROW:
        return None
    if unit.kind is Kind.CAPTION and _CREDIT in allowed and _is_credit(unit.text):
        return _CREDIT
    return next(
        (name for name, test in _TESTS.items() if name in allowed and test(unit.text)), None
    )
