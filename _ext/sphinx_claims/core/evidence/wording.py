"""Whether the words of a sentence outrun the studies that it cites: species, strength, comparison, addition."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sphinx_claims.core.evidence.ledger import Design, Evidence, Ledger, Species, Treatment

_CELLS = frozenset({Species.HUMAN_CELLS, Species.MOUSE_CELLS})
_CONTROLLED = frozenset({Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL, Design.META_ANALYSIS, Design.LABORATORY})
"""Studies with a comparison by design, which may speak of cause and effect."""
_JUDGEMENTS = frozenset(
    {Design.SYSTEMATIC_REVIEW, Design.GUIDELINE, Design.REGULATORY, Design.REFERENCE, Design.TEXTBOOK, Design.NARRATIVE_REVIEW}
)
"""Texts that weigh the studies of others: what they may say does not follow from a design of their own."""
_PRIMARY = frozenset(Design) - _JUDGEMENTS - {Design.META_ANALYSIS, Design.EDITORIAL, Design.PROTOCOL, Design.OTHER}


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_NAMES_ANIMALS = _words(
    r"mice|mouse|murine|rats?|rodents?|dogs?|canine|animals?|rabbits?|pigs?|monkeys?|primates?|zebrafish|MRL/\S+|NZB\S*|"
    r"knock-?outs?|transgenic|xenogra\w+|littermates?"
)
_NAMES_CELLS = _words(
    r"(?<!-)cells?|MSCs?|HSCs?|EPCs?|HSPCs?|progenitors?|lymphocytes?|monocytes?|culture[sd]?|in vitro|test tube|dish|"
    r"lab(?:orator(?:y|ies))?|tissues?|cord|samples?|stain\w*|expression|signalling|pathways?|genes?|molecul\w+|"
    r"proteins?|mTOR\w*|"
    r"apoptosis|receptors?"
)
_OF_THE_PAPER = _words(r"journal|corrigendum|erratum|prints|misprint\w*")
"""Words of a sentence about how a work was published, which is of no species."""
_BEAST = "(?:mice|rats|dogs|mouse|animals|rodents|rabbits|pigs|monkeys)"
_IN_ANIMALS = _words(rf"(?:in|of|from|among|with|to) (?:[\w/-]+ ){{0,2}}{_BEAST}")
_NOT_IN = _words(rf"(?:not|never|no|nor|rather than|instead of|unlike|beyond|before|than) (?:[\w-]+ ){{0,3}}{_BEAST}")
_ABSOLUTE = _words(
    r"cure[sd]?|curing|curative|heal(?:s|ed)|prove[sn]?|proved|proof that|safe and effective|effective and safe|guarantee[sd]?|"
    r"always (?:works?|helps?)|eliminat(?:es|ed) (?:the )?(?:disease|lupus|relapses?)|miracle|breakthrough|risk-free|harmless|"
    r"without (?:any )?risk|works? in (?:people|patients|lupus|everyone)|undoubtedly|definitely|established that|"
    r"confirm(?:s|ed) that"
)
_OUTCOME = (
    r"(?:\w+ ){0,3}(?:survival|outcomes?|function|lupus|disease|prognosis|quality|mortality|deaths?|relapses?|flares?|"
    r"risk|activity|"
    r"remissions?|recover\w*|damage|responses?|benefits?|failure|tolerance|immunity|balance)"
)
_CAUSAL = _words(
    r"(?<!of )(?<!leading )(?<!other )(?<!the )(?<!main )caus(?:es|ed)|prevent(?:s|ed)|protect(?:s|ed)|sav(?:es|"
    r"ed) (?:lives|kidneys)|"
    rf"(?:leads? to|led to|results? in|resulted in|improv(?:es|ed)|reduc(?:es|ed)|lower(?:s|ed)|induc(?:es|ed)|"
    rf"restor(?:es|ed)) {_OUTCOME}|"
    r"(?:is|are|was|were) (?:superior|effective|more effective|efficacious)|outperform(?:s|ed)|thanks to|revers(?:es|ed)|"
    r"because of the (?:cells|treatment|transplant)|(?:made|makes) (?:\w+ ){0,3}(?:respond|recover|better)"
)
_HELD_BACK = _words(
    r"not|no|never|nobody|none|nor|neither|cannot|can't|without|whether|if|may|might|could|would|should|hope[sd]?|unproven|"
    r"hypothes\w+|suggest\w*|opinion|claim(?:s|ed)?|unclear|unknown|unsupported|speculat\w+|wrong|aim(?:s|ed)?|"
    r"planned|plans?|asks?|"
    r"question\w*|tests?|far from|rather than|instead|too strong|over-?stat\w+|said to|thought to|believed|"
    r"(?:summary|review|headline|authors?|they|team|title) (?:says?|said|calls?|called|thought|argue[sd]?|hopes?)"
)
_TAKEN_BACK = _words(
    r"(?:, )no(?=[\s(:;,.])|not shown|not supported|unsupported|is wrong|opinion|hypothesis|contested|unproven|too strong"
)
_COMPARES = _words(
    r"(?:safer|better|worse|fewer|lower|higher|stronger|weaker|cheaper|longer|shorter|less|more (?:\w+ly )?\w+|"
    r"superior|inferior) "
    r"(?:[\w,()%-]+ ){0,8}?(?:than|to|compared (?:with|to)|versus|vs)|outperform(?:s|ed)?|beats?|wins?|superior to|inferior to|"
    r"compared (?:with|to) (?:[\w-]+ ?){1,4}, (?:[\w-]+ ){1,5}(?:fewer|more|less|lower|higher|better|worse|safer)"
)
_HSCT = _words(r"HSCT|transplant\w*|HSCs?|ha?ematopoietic")
_MSC = _words(r"MSCs?|mesenchymal|stromal")
_NOT_COMPARED = _words(
    r"not (?:been )?compared|never|no (?:trial|study|comparison)|not (?:a )?(?:race|fair|head)|head to head|cannot|can't|may not|"
    r"not (?:be )?compar\w+|differ(?:s|ent|ence)?|opinion|whether|nobody|no one|unknown|not shown|unsupported|says?|said|claims?"
)
_ADDS_UP = _words(
    r"in total|altogether|together|combined|in all|all told|add(?:s|ed|ing)? up|sum(?:s|med)?|pool(?:s|ed|ing)|overall|"
    r"across (?:the|these|all) (?:\w+ )?(?:studies|cohorts|reports|trials|series)"
)
_NOT_ADDED = _words(r"not|never|cannot|no|overlap\w*|shared?|double|twice|whether|may")
_RECOMMENDS = _words(
    r"should (?:be )?(?:offered|given|considered|used|receive|have|start|first)|recommend(?:s|ed|"
    r"ation)?(?! (?:\w+ ){0,3}(?:trials?|studies|research|caution))|first[- ]line|"
    r"treatment of choice|standard of care|is indicated|ought to|must be (?:given|offered|treated)"
)
_CONTRASTS = _words(
    r"but|however|whereas|while|although|though|yet|only|contrast\w*|conflict\w*|contradict\w*|contested|disagree\w*|differ\w*|"
    r"mixed|not|no|nor|against|both|or|other|others|another|instead|despite|unlike|unchanged|inconsistent|v|versus|vs|some"
)


def species_not_said(text: str, cited: Sequence[Evidence]) -> str:
    """Name what a sentence must say that it rests on and does not: ``animals`` or ``cells``; nothing if it may stand."""
    species = {kind for one in cited for kind in one.species}
    if not cited or species & {Species.HUMAN, Species.NONE} or _NAMES_ANIMALS.search(text) or _OF_THE_PAPER.search(text):
        return ""
    if not species & _CELLS:
        return "animals"
    return "" if _NAMES_CELLS.search(text) else "cells"


def species_of_another(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that put a finding in animals though every source studied people or their cells."""
    people = {Species.HUMAN, Species.HUMAN_CELLS}
    if not cited or not all(set(one.species) <= people for one in cited) or _NOT_IN.search(text):
        return ""
    found = _IN_ANIMALS.search(text)
    return found[0] if found else ""


def too_strong(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that no study of such a design can bear."""
    if not cited:
        return ""
    told = _unquoted(text)
    if (found := _ABSOLUTE.search(told)) and not _is_held_back(told, found.start()):
        return found[0]
    if any(one.design in _CONTROLLED | _JUDGEMENTS for one in cited):
        return ""
    found = _CAUSAL.search(told)
    return found[0] if found and not _is_held_back(told, found.start()) else ""


def compares_arms(text: str, cited: Sequence[Evidence]) -> str:
    """Return the words that compare the two therapies though no source compared them."""
    told = _unquoted(text)
    if any({Treatment.HSCT, Treatment.MSC} <= set(one.treatment) and one.design in _CONTROLLED for one in cited):
        return ""
    if not (_HSCT.search(told) and _MSC.search(told)) or _NOT_COMPARED.search(told):
        return ""
    found = _COMPARES.search(told)
    return found[0] if found else ""


def adds_up(text: str, keys: Collection[str], ledger: Ledger) -> tuple[str, ...]:
    """Return the sources whose people may be the same and whose numbers a sentence adds up."""
    if not _ADDS_UP.search(text) or _NOT_ADDED.search(text) or not any(map(str.isdigit, text)):
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
    return found[0] if found and not _is_held_back(text, found.start(), ("should", "recommend")) else ""


def unmentioned_contradiction(text: str, keys: Collection[str], ledger: Ledger) -> str:
    """Name what the sources of a sentence disagree about, unless a word of it says that they do."""
    for contradiction in ledger.contradictions:
        on_topic = any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in contradiction.words)
        if on_topic and all(set(side) & set(keys) for side in contradiction.sides) and not _CONTRASTS.search(text):
            return contradiction.about
    return ""


def _unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks: others said that."""
    return re.sub(r"[\"\u201c][^\"\u201d]*[\"\u201d]", " ", text)


def _is_held_back(text: str, start: int, but: Collection[str] = ()) -> bool:
    """Tell whether words of the clause before weaken what follows, or words behind it take it back."""
    clause = re.split(r"[;:|]| but |, and ", text[:start])[-1]
    return bool(_TAKEN_BACK.search(text, start)) or any(found[0].lower() not in but for found in _HELD_BACK.finditer(clause))
