"""Whether the words of a sentence outrun the studies that it cites.

Species, strength, comparison, addition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from sphinx_claims.core.evidence.ledger import Design, Evidence, Ledger, Species, Treatment
from sphinx_claims.core.evidence.phrases import any_of, words

_NAMELESS = frozenset({Species.HUMAN, Species.NONE})
"""What a sentence may rest on without naming it."""
_CELLS = frozenset({Species.HUMAN_CELLS, Species.MOUSE_CELLS})
_PEOPLE = frozenset({Species.HUMAN, Species.HUMAN_CELLS})
_CONTROLLED = frozenset(
    {Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL, Design.META_ANALYSIS, Design.LABORATORY}
)
"""Studies with a comparison by design, which may speak of cause and effect."""
_WEIGHED = frozenset(
    {
        Design.SYSTEMATIC_REVIEW,
        Design.GUIDELINE,
        Design.REGULATORY,
        Design.REFERENCE,
        Design.TEXTBOOK,
    }
)
"""Texts that weigh the studies of others by some method: what they may say does not follow from
a design of their own."""
_PRIMARY = (
    frozenset(Design)
    - _WEIGHED
    - {
        Design.META_ANALYSIS,
        Design.NARRATIVE_REVIEW,
        Design.EDITORIAL,
        Design.PROTOCOL,
        Design.OTHER,
    }
)
_ONE_ARM = frozenset(
    {Design.UNCONTROLLED_TRIAL, Design.CASE_SERIES, Design.CASE_REPORT, Design.REGISTRY}
)
"""Studies without a group to compare with, so that a comparison beside several of them is one
between them."""

_ANIMALS, _CELL_WORDS, _CULTURES = (
    words(any_of("animal")),
    words(any_of("cell")),
    words(any_of("culture")),
)
_CLINICAL, _PERSONS, _OF_THE_PAPER = (
    words(any_of("clinical")),
    words(any_of("person")),
    words(any_of("of-the-paper")),
)
_BEASTS = words(rf"{any_of('beast')}(?! (?:monoclonal|antibod\w+|chimer\w+|genes?|part))")
_IN_ANIMALS = words(rf"(?:in|of|from|among|with|to) (?:[\w/-]+ ){{0,2}}{any_of('beast')}")
_NOT_IN = words(rf"{any_of('not-in')} (?:[\w-]+ ){{0,3}}{any_of('beast')}")

_ABSOLUTE = words(rf"{any_of('absolute')}|eliminat(?:es|ed) (?:the )?(?:disease|lupus|relapses?)")
_OBJECT = (
    rf"(?:(?!{any_of('joint')}\b)[\w'%-]+ ){{0,4}}?{any_of('outcome')}(?! {any_of('no-outcome')})"
)
_BENEFIT = words(
    rf"{any_of('effect-verb')} {_OBJECT}|"
    rf"{any_of('therapy')} (?:{any_of('helper')} ){{0,4}}{any_of('effect-base')} {_OBJECT}|"
    rf"{any_of('effect-verb')} by (?:the |these )?{any_of('therapy')}|"
    rf"(?:is|are|was|were|proved?|proves) (?:\w+ly )?{any_of('worth')}(?! (?:enough|than))|"
    rf"{any_of('therapy')} (?:{any_of('helper')} ){{0,4}}work(?:s|ed)?(?! (?:up|with|together|by))|"
    r"(?:confirm|demonstrat|show)\w* (?:the (?:benefit|effect|value|success)|that (?:[\w-]+ "
    rf"){{1,4}}(?:work|help)\w*)|"
    rf"{any_of('light-verb')} (?:[\w'-]+ ){{0,6}}?{any_of('light-effect')}|had an? (?:\w+ "
    r")?effect on|"
    r"save[sd]? (?:[\w'-]+ ){0,5}?(?:people|patients|lives)"
)
_CAUSAL = words(
    rf"{any_of('cause')}|{any_of('through')} (?:the |this |these |a )?{any_of('therapy')}"
)
_NOUN_AHEAD = re.compile(rf"(?<![\w-]){any_of('no-verb-behind')} $", re.IGNORECASE)
"""Words behind which ``reduced`` and the like belong to the noun that follows, or to a passive."""
_LINKED = re.compile(r"\w+ (?:by|to|of|for)\b")
"""Words such as ``due to``, which do not belong to a noun."""
_REPORTED = words(rf"{any_of('reporter')} {any_of('reporting')}")
_HELD_BACK = words(rf"{any_of('held-back')}|{_REPORTED.pattern}")
_TAKEN_BACK = re.compile(rf", no(?=[\s(:;,.])|(?<![\w-]){any_of('taken-back')}\b", re.IGNORECASE)
_DENIED = re.compile(
    r"(?: [\w'-]+){0,2} (?:is|was|are|were|has|have) (?:not|never)\b", re.IGNORECASE
)

_MORE = rf"(?:{any_of('comparative')}|more (?:\w+ly )?\w+)"
_REACH = r"(?:[\w,():%.'-]+ ){0,10}?"
_COMPARES = words(
    rf"{_MORE} {_REACH}{any_of('than')}|{any_of('compares', 'choice')}|(?:while|whereas) "
    rf"{_REACH}only|"
    rf"compared (?:with|to) (?:[\w-]+ ?){{1,4}}, {_REACH}{_MORE}"
)
_THAN_ELSEWHERE = words(rf"{_MORE} {_REACH}than (?:in|at) (?:[\w-]+ ){{0,4}}{any_of('series')}")
_ARMS = tuple(
    (treatment, words(any_of(treatment.value)))
    for treatment in (Treatment.HSCT, Treatment.MSC, Treatment.CAR_T)
)
_KINDS = tuple(words(any_of(name)) for name in ("cord", "marrow", "fat"))
_NOT_COMPARED = words(any_of("not-compared"))

_JOINED, _ADDS_UP, _NOT_ADDED = (
    words(any_of("joined")),
    words(any_of("adds-up")),
    words(any_of("not-added")),
)
_COUNT = re.compile(r"\d++(?:[.,]\d++)*+(?! ?(?:%|(?:year|month|week|day)s?\b))")
_RECOMMENDS = words(
    rf"{any_of('recommends')}(?! (?:\w+ ){{0,3}}{any_of('wish')})|{any_of('duty')} (?:be "
    rf")?{any_of('giving')}"
)
_WISH = words(rf"{any_of('wish')} $")
_CONTRASTS = words(any_of("contrast"))


def species_not_said(text: str, cited: Sequence[Evidence]) -> str:
    """Name what a sentence must say that it rests on and does not: ``animals`` or ``cells``.

    Nothing if it may stand.
    """
    species = frozenset[Species]().union(*(one.species for one in cited))
    if not cited or species & _NAMELESS or _ANIMALS.search(text) or _OF_THE_PAPER.search(text):
        return ""
    if not species & _CELLS:
        return "animals"
    of_patients = _CLINICAL.search(text) and _PERSONS.search(text)
    return "" if (_CULTURES if of_patients else _CELL_WORDS).search(text) else "cells"


def is_about_animals(*texts: str) -> bool:
    """Tell whether texts that belong together are about animals and none of them about people."""
    return any(map(_ANIMALS.search, texts)) and not any(map(_PERSONS.search, texts))


def species_of_another(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that speak of animals though every source studied people or their cells."""
    if not cited or not all(set(one.species) <= _PEOPLE for one in cited) or _NOT_IN.search(text):
        return ""
    found = _IN_ANIMALS.search(text) or (None if _PERSONS.search(text) else _BEASTS.search(text))
    return found[0] if found else ""


def too_strong(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that no study of such a design can bear."""
    told, designs = _unquoted(text), {one.design for one in cited}
    patterns = [_ABSOLUTE] * bool(cited)
    if cited and not designs & (_CONTROLLED | _WEIGHED) and not compares_arms(text, cited):
        reviews = [one for one in cited if one.design is Design.NARRATIVE_REVIEW]
        patterns += [_BENEFIT] * all(set(one.treatment) != {Treatment.NONE} for one in reviews)
        patterns += [_CAUSAL] * (not reviews)
    return next((found for pattern in patterns for found in _asserted(pattern, told)), "")


def _asserted(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield what a pattern finds that is said without reserve."""
    for found in pattern.finditer(text):
        before_noun = (
            pattern is not _ABSOLUTE
            and not _LINKED.match(found[0])
            and _NOUN_AHEAD.search(text[: found.start()])
        )
        if not before_noun and not _is_held_back(text, *found.span()):
            yield found[0]


def compares_arms(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that compare therapies, or uncontrolled studies, though no source did."""
    told = _unquoted(text)
    if _NOT_COMPARED.search(told) or _REPORTED.search(told):
        return ""
    between_studies = len(cited) > 1 and all(one.design in _ONE_ARM for one in cited)
    found = _COMPARES.search(told) if _names_rivals(told, cited, between_studies) else None
    found = found or (_THAN_ELSEWHERE.search(told) if between_studies else None)
    return found[0] if found else ""


def _names_rivals(text: str, cited: Iterable[Evidence], between_studies: bool) -> bool:
    """Tell whether a text names therapies that no cited study compared.

    Or kinds of cells, where several uncontrolled studies are cited.
    """
    arms = {treatment for treatment, names in _ARMS if names.search(text)}
    if len(arms) > 1:
        return not any(arms <= set(one.treatment) and one.design in _CONTROLLED for one in cited)
    return between_studies and sum(bool(names.search(text)) for names in _KINDS) > 1


def adds_up(text: str, keys: Collection[str], ledger: Ledger) -> tuple[str, ...]:
    """Return the sources whose people may be the same and whose numbers a sentence adds up."""
    if (
        not _ADDS_UP.search(_JOINED.sub(" ", text))
        or _NOT_ADDED.search(text)
        or not _COUNT.search(text)
    ):
        return ()
    for overlap in ledger.overlaps:
        if len(shared := sorted(set(overlap.sources) & set(keys))) > 1:
            return tuple(shared)
    return ()


def recommends_on_one(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that recommend something on one study alone."""
    if len(cited) != 1 or cited[0].design not in _PRIMARY:
        return ""
    found = _RECOMMENDS.search(text)
    held = found and (
        _WISH.search(text[: found.start()])
        or _is_held_back(text, *found.span(), ("should", "recommend"))
    )
    return found[0] if found and not held else ""


def unmentioned_contradiction(text: str, keys: Collection[str], ledger: Ledger) -> str:
    """Name what the sources of a sentence disagree about, unless a word of it says that they do."""
    for contradiction in ledger.contradictions:
        on_topic = any(
            re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in contradiction.words
        )
        if (
            on_topic
            and all(set(side) & set(keys) for side in contradiction.sides)
            and not _CONTRASTS.search(text)
        ):
            return contradiction.about
    return ""


def _unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks: others said that."""
    return re.sub(r"[\"\u201c][^\"\u201d]*[\"\u201d]", " ", text).replace("\u2019", "'")


def _is_held_back(text: str, start: int, end: int, but: Collection[str] = ()) -> bool:
    """Tell whether words before weaken what is found, or words behind take it back."""
    clause = re.split(r"[;:|]| but |, and ", text[:start])[-1]
    taken = _TAKEN_BACK.search(text, start) or _DENIED.match(text, end)
    return bool(taken) or any(found[0].lower() not in but for found in _HELD_BACK.finditer(clause))
