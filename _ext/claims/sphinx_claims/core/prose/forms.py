"""The forms of sentences: what the beginning of a sentence tells of its kind."""

from __future__ import annotations

import re

from sphinx_claims.core.prose.vocabulary import CLASSES


def any_of(words: str) -> str:
    """Return a pattern for one of some words.

    Each may hold a pattern of its own, and an underscore stands for a space.
    """
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"


_ORDER = (
    rf"(?:{any_of(CLASSES['lead'])},? )*{any_of(CLASSES['order'])}\b(?! (?:is|are|was|were|of|"
    r"has|have|and|or)\b)"
)
_BEFORE_ORDER = any_of(
    "If When Before After During To For Once While As In On At Until Unless Where With From "
    "Using However Generally Instead "
    "Otherwise Ideally Wherever Whenever Finally Alternatively Lastly"
)
_DOES = any_of(
    "is was has can does requires causes affects occurs remains varies depends contains produces "
    "provides allows uses works "
    "grows leads makes forms plays lies rises falls lasts accounts tends consists comes arises "
    "begins became began follows "
    "helps increases reduces"
)
_PART = any_of(
    r"Fig(?:ure|\.)?s? Tables? Panels? Box Appendix Annexe? Section Chapter Page Part Unit "
    r"Lesson Module Week Step Listing "
    "Equation Lab Lecture Exercise Question Slide Day Activity Task Session Episode"
)
_DEDUCED = any_of(
    "Therefore Thus Hence So Consequently Taken_together Given_that Accordingly In_other_words "
    "It_follows "
    "Under_(?:this|these|that) As_we_(?:saw|have_seen|will_see|shall_see|noted) "
    "Dividing Multiplying Substituting Rearranging Solving Adding Subtracting Squaring Plugging"
)
_NO_SUBJECT = any_of(
    "In On At By For From With Without To During After Before Between Among Under Over Not Never "
    "No Well Thank Thanks Sorry "
    "Please See Source Next Now Then So Here More Less"
)
_LINK = any_of("of in on for with and or to from by at as per versus vs")
_NEXT = r"(?:the |a few |coming )?(?:near |next |coming )?(?:future|years|decades?)"
_WORK = r"(?:[\w-]+ )?(?:stud|work|research|trial|analys|investigation|version|edition|effort)"
_PATTERNS = {
    "is-a": (
        r"(?:(?:The|An?) )?[A-Z][\w’'-]*(?: [\w’'()-]+){0,5}? (?:is|are|was|were) (?:an?|the|one "
        r"of|among|known)\b"
    ),
    "thing-does": (
        r"(?:(?:The|An?|Most|Many|Some|Few|All|No|Every|Each|Several) )?[A-Za-z-]+(?: "
        r"[a-z-]+){0,3} "
    )
    + _DOES
    + r"\b",
    "order-after-clause": rf"{_BEFORE_ORDER}\b[^.;:?]*?, {_ORDER}",
    "small-start": r"[a-z]+[ ,:;’'-]|\(",
    "part-first": rf"{_PART} ?[A-Z\d]",
    "stipulated": r"For (?:the|our) purposes?\b|For the rest of\b|In what follows\b|"
    r"From (?:here|now) on\b|"
    r"Throughout (?:this|the)|Let [A-Za-z]+ (?:be|denote|stand)|By [^,]{1,40} we\b|"
    r"Here,? \S+ (?:means|denotes|refers|covers|stands)|.{0,60}[\"”’] (?:means|denotes|refers|"
    r"stands|covers)\b|\S+ stands for\b",
    "we-call": r".{0,60}?(?:\b[Ww]e (?:shall |will |therefore |also )?"
    r"(?:call|mean|define|denote|write|reserve|speak of|take|use the (?:term|word))\b|, for us,)",
    "we-did": r"[Ww]e (?:then |also |first )?"
    r"(?!show|observ|demonstrat|report|conclud|identif|confirm|detect|discover)\w+ed\b",
    "author-note": r"(?:Instructor|Teacher|Author|Tutor|Facilitator|Editor)"
    r"['’]?s?['’]? (?:notes?|tip)\b|"
    r"Notes? (?:for|to) (?:the )?(?:instructor|teacher|tutor|editor|author|self)",
    "forecast": (
        rf"(?:One day|Some ?day|Soon|Perhaps|Maybe|In {_NEXT})\b|(?:Future|Further|Larger|Longer|"
        rf"Better) {_WORK}"
    ),
    "gloss": r"[^.:]{1,60}: (?:[Aa]n? |[Tt]he |[Rr]efers |[a-z]+ing )|[A-Z][\w -]{1,40} [-–] ",
    "enumeration": r".*\b(?:the )?following\b.*:$",
    "imagined": r"(?:Imagine|Suppose|Say|Consider an?|Let us|Let's|Pretend|Picture)\b|"
    r"Your (?:friend|colleague|neighbou?r|classmate|cousin|uncle|aunt|brother|sister|boss|"
    r"grandmother|grandfather)\b",
    "symptom": r"(?:You|Your child|Your baby) (?:may|might|could|will) (?:also |still |sometimes )?"
    r"(?:feel|notice|experience|lose|develop|bleed|bruise|gain)\b",
    "deduced": rf"{_DEDUCED}\b|If so,|Since [^,]*,|For (?:any|every|an?) [^,]*,|If [^,]* had ",
    "listing": r"(?:[A-Z][\w ’'/-]{1,45}: )?"
    r"(?!.*\b(?:is|are|was|were|has|have|had|can|may|will|do|does|"
    r"that|which)\b)"
    r"[\w’'/%-]+(?: [\w’'/%-]+){0,4}(?:, [\w’'/%-]+(?: [\w’'/%-]+){0,4}){2,}\.?$|"
    r"[A-Z][\w ’'/-]{1,45}: (?!.*\b(?:is|are|was|were|has|have|had|can|may|will|do|does|that|"
    r"which)\b)[^.:;]+\.?$",
    "with-number": r"(?:With|Allowing for|Assuming|Given|Taking|If|Under) [^,.]*\d|"
    r"That (?:is|makes|gives|"
    r"leaves)\b.*"
    r"(?:\d|\b(?:half|third|quarter|fifth|tenth)\b)",
    "pronoun": r"(?:It|They|This|These|That|Those|He|She)\b",
    "vignette": r"[A-Z][a-z]+, (?:\d+|an? )|.{0,20}\b\d+-year-old\b",
    "stem": r"(?i:true or false\b|which of the following\b)",
    "rhetoric": r"(?i:did you know|is there anyone|who (?:would|could)\b)",
}
Form = tuple[str, re.Pattern[str]]
FORMS: tuple[Form, ...] = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS.items())
"""Names of signals and the beginnings of sentences that show them."""

TERSE = re.compile(
    rf"(?!{_NO_SUBJECT}\b|\w+ing\b)(?:(?:The|An?|Most|Many|Some|All|Few) )?[\w’'/-]+ (?!{_LINK}\b)"
    r"[\w’'-]+(?: [\w’'-]+){0,3}\.$"
)
"""A statement of few words, told from a heading or a fragment by its stop and by how it begins."""
