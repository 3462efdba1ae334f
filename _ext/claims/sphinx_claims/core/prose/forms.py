"""The forms of sentences: what the beginning of a sentence tells of its kind."""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import any_of, opening

_ORDER = (
    rf"(?:{any_of('lead')},? )*{any_of('order', 'task')}\b"
    r"(?! (?:is|are|was|were|of|has|have|and|or)\b)"
)
_NEXT = r"(?:the |a few |coming )?(?:near |next |coming )?(?:future|years|decades?)"
_WORK = r"(?:[\w-]+ )?(?:stud|work|research|trial|analys|investigation|version|edition|effort)"
_NO_VERB = r"(?!.*\b(?:is|are|was|were|has|have|had|can|may|will|do|does|that|which)\b)"
_FEW = r"[\w’'/%-]+(?: [\w’'/%-]+){0,4}"
_LABEL = r"[A-Z][\w ’'/-]{1,45}: "
_PATTERNS = {
    "is-a": r"(?:(?:The|An?) )?[A-Z][\w’'-]*(?: [\w’'()-]+){0,5}? "
    r"(?:is|are|was|were) (?:an?|the|one of|among|known)\b",
    "thing-does": r"(?:(?:The|An?|Most|Many|Some|Few|All|No|Every|Each|Several) )?[A-Za-z-]+"
    rf"(?: [a-z-]+){{0,3}} {any_of('plain-verb')}\b",
    "order-after-clause": rf"{opening('clause-opener')}\b[^.;:?]*?, {_ORDER}",
    "small-start": r"[a-z]+[ ,:;’'-]|\(",
    "part-first": rf"{opening('part-title')} ?[A-Z\d]",
    "stipulated": r"For (?:the|our) purposes?\b|For the rest of\b|In what follows\b|"
    r"From (?:here|now) on\b|Throughout (?:this|the)|Let [A-Za-z]+ (?:be|denote|stand)|"
    r"By [^,]{1,40} we\b|Here,? \S+ (?:means|denotes|refers|covers|stands)|"
    r".{0,60}[\"”’] (?:means|denotes|refers|stands|covers)\b|\S+ stands for\b",
    "we-call": r".{0,60}?(?:\b[Ww]e (?:shall |will |therefore |also )?"
    r"(?:call|mean|define|denote|write|reserve|speak of|take|use the (?:term|word))\b|, for us,)",
    "we-did": r"[Ww]e (?:then |also |first )?"
    r"(?!show|observ|demonstrat|report|conclud|identif|confirm|detect|discover)\w+ed\b",
    "author-note": r"(?:Instructor|Teacher|Author|Tutor|Facilitator|Editor)"
    r"['’]?s?['’]? (?:notes?|tip)\b|"
    r"Notes? (?:for|to) (?:the )?(?:instructor|teacher|tutor|editor|author|self)",
    "forecast": rf"(?:One day|Some ?day|Soon|Perhaps|Maybe|In {_NEXT})\b|"
    rf"(?:Future|Further|Larger|Longer|Better) {_WORK}",
    "gloss": r"[^.:]{1,60}: (?:[Aa]n? |[Tt]he |[Rr]efers |[a-z]+ing )|[A-Z][\w -]{1,40} [-–] ",
    "imagined": r"(?:Imagine|Suppose|Say|Consider an?|Let us|Let's|Pretend|Picture)\b|"
    r"Your (?:friend|colleague|neighbou?r|classmate|cousin|uncle|aunt|brother|sister|boss|"
    r"grandmother|grandfather)\b",
    "symptom": r"(?:You|Your child|Your baby) (?:may|might|could|will) (?:also |still |sometimes )?"
    r"(?:feel|notice|experience|lose|develop|bleed|bruise|gain)\b",
    "deduced": rf"{opening('deduced-opener')}\b|If so,|Since [^,]*,|For (?:any|every|an?) [^,]*,|"
    r"If [^,]* had ",
    "listing": rf"(?=(?:{_LABEL})?{_FEW}(?:, {_FEW}){{2,}}\.?$)(?:{_LABEL})?{_NO_VERB}|"
    rf"(?={_LABEL}[^.:;]+\.?$){_LABEL}{_NO_VERB}",
    "with-number": r"(?:With|Allowing for|Assuming|Given|Taking|If|Under) [^,.]*\d|"
    r"That (?:is|makes|gives|leaves)\b.*(?:\d|\b(?:half|third|quarter|fifth|tenth)\b)",
    "pronoun": r"(?:It|They|This|These|That|Those|He|She)\b",
    "vignette": r"[A-Z][a-z]+, (?:\d+|an? )|.{0,20}\b\d+-year-old\b",
    "stem": r"(?i:true or false\b|which of the following\b)",
    "rhetoric": r"(?i:did you know|is there anyone|who (?:would|could)\b)",
}
Form = tuple[str, re.Pattern[str]]
FORMS: tuple[Form, ...] = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS.items())
"""Names of signals and the beginnings of sentences that show them."""

TERSE = re.compile(
    rf"(?!{opening('no-subject')}\b|\w+ing\b)(?:(?:The|An?|Most|Many|Some|All|Few) )?[\w’'/-]+ "
    rf"(?!{any_of('link')}\b)[\w’'-]+(?: [\w’'-]+){{0,3}}\.$"
)
"""A statement of few words, told from a heading or a fragment by its stop and by how it begins."""
