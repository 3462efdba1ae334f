"""What references in words are made of: what they open with, and what shows them.

A statement shows some of it too; so no part makes a reference alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_INITIALS = rf"(?:{CAPITAL}\.[ -]?){{0,3}}{CAPITAL}\."
_PARTICLE = r"(?:(?:van|von|vom|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|al|el|zu|af|av) )"
_FAMILY = rf"{_PARTICLE}{{0,3}}(?:[dDlLO]['’])?{CAPITAL}[\w'’-]*(?: (?:Jr|Sr|II|III)\b\.?)?"
_OTHERS = r"(?:et al\b\.?|and others|and colleagues)"
_AUTHOR = (
    rf"(?:{_INITIALS}\s?{_FAMILY}(?: {CAPITAL}[\w'’-]+)?|"
    rf"{_FAMILY}(?: {_FAMILY})?(?:,\s?{_INITIALS}|,? [A-Z]{{1,3}}(?![\w'’-]|\.\w)\.?)|"
    rf"{_FAMILY},\s{CAPITAL}[\w'’-]+(?: {_INITIALS})?)"
)
_LATER = (
    rf"(?:{CAPITAL}[\w'’-]+ {_INITIALS} {_PARTICLE}{{1,3}}{CAPITAL}[\w'’-]*|{_AUTHOR}|"
    rf"{_FAMILY} [A-Z]{{4}}(?!\w)|{CAPITAL}[\w'’-]+(?: {_INITIALS})? {_FAMILY})"
)
_JOIN = r"(?:\s*[,;]\s*(?:(?:\.{3}|…),? ?)?(?:and |& )?|,? (?:and|&|und|et|y) )"
_WORD = rf"(?:(?:[A-Z]\.){{2,}}|{CAPITAL}[\w'’-]*|\d{{4}}|\([A-Z][\w-]*\))"
_AUTHORS = re.compile(
    rf"(?:{_AUTHOR}(?:{_JOIN}{_LATER}){{0,30}}(?:,?\s*(?:{_OTHERS}|\.\.\.|…))?|"
    rf"{_FAMILY}(?:{_JOIN}{_FAMILY}){{0,6}},?\s{_OTHERS}|"
    rf"{_FAMILY}(?:{_JOIN}{_INITIALS}\s?{_FAMILY}){{1,6}}(?=[,:]| \()|"
    rf"{_FAMILY}(?:, {_FAMILY}){{0,6}},? (?:and|&) {_FAMILY}(?=,| \())"
    rf"(?:,? (?:on behalf of|for|of|and) (?:the )?{_WORD}(?: (?:(?:of|for|and|on) )?{_WORD}){{0,8}}"
    r"(?=[.:]))?(?:,?\s*\(?[Ee]ds?\.?\)?)?"
)
_FULL_NAME = rf"{CAPITAL}[\w'’-]+(?: {_INITIALS})? {_FAMILY}"
_FULL_NAMES = re.compile(
    rf"{_FULL_NAME}(?:{_JOIN}{_FULL_NAME}){{0,30}}(?:,?\s*{_OTHERS})?(?=[.,:;]|\s[(“\"‘])"
)
_ENCYCLOPAEDIA = re.compile(
    r"Wikipedia\b(?: (?:entry|article|page))?(?: (?:for|on|about)(?: the)?)?"
)
_NAME = re.compile(
    rf"(?!(?:In|Since|From|By|Until|After|Before|During|As|At|On|The|Of)\b)"
    rf"{CAPITAL}[\w'’-]*(?=,? \(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:])"
)
_OF_GROUPS = (
    r"(?:documentation|manual|handbook|guide|website|project|developers|team|contributors|library|"
    r"package|page|wiki|users?|reference|docs|repository|source|code)"
)
_GROUP = re.compile(
    rf"(?:The )?(?:{CAPITAL}[\w'’+#-]*(?:\.\w+)?|[a-z][\w+-]*(?=:\s))"
    r"(?:[ /-](?:(?:of|for|on|the|and|in|de|&) ){0,2}"
    rf"(?:{CAPITAL}[\w'’+#-]*|{_OF_GROUPS})){{0,9}}"
    r"(?=[.,:]\s|\s?\(|\s[“\"‘<–-]|\s*https?:)"
)
_TITLE_FIRST = re.compile(r"[“\"‘'«„][^“”\"»]{3,150}(?:(?<![.!])[”\"’'»“](?=[\s.,;:)]|$)|[”\"],)")
STANDARD = (
    r"(?:ISO|IEC|IEEE|ASTM|DIN|EN|ANSI|BS|NIST|RFC|PEP|ITU|ICH|SAE|ECMA|W3C)"
    r"(?:[ /-](?:IEC|IEEE|EN|ISO|Std\.?|SP|TR|TS))*[ -]?[A-Z]?\d[\w.:-]*"
)
ADDRESS = re.compile(r"<?(?:https?://|www\.|doi:\s?|10\.\d{4,9}/)\S+|arXiv:\S+", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*(?:\[[\w.#*-]{1,30}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s)|[*†‡]|"
    r"\([^()]{2,40}\)(?=\s[A-Z]))?\s*"
)
_LEAD = re.compile(
    r"(?:(?:(?:(?:supplement(?:ary)?|appendix|annex|correction|erratum)"
    r"(?: (?:appendix|materials?|information))?(?: \w{1,2})?)(?: (?:of|to)\b|(?=:))|"
    r"see(?: also)?|cf\.?|from|sources?|references?|adapted from|based on|after|reviewed in|"
    r"e\.g\.,?|data from|(?:pp?|pg|page)s?\.? ?\d+(?:[-–]\d+)? (?:of|in)|"
    r"originally(?: published)? in)\s*:?\s+)*",
    re.IGNORECASE,
)
COLLECTIVE = (
    r"\b(?:Collaborat(?:ors?|ions?)|Investigators|Group|Consortium|Committee|Organi[sz]ation|"
    r"Institut(?:e|es|ion)?|Agency|Ministry|Department|Bureau|Office|Council|Commission|Society|"
    r"Association|Foundation|Cent(?:er|re)s?|Team|Network|Trialists|Alliance|Academy|Federation|"
    r"Bank|Nations|Panel|Task Force|Initiative|Service|Administration|Authority|College|Union|"
    r"(?:Bundes|Landes)\w+|Gesellschaft|Ministerium|Ministère|Organisation|Agence|Société)\b"
)
_COLLECTIVES = re.compile(
    rf"(?=[^.:;!?]{{0,150}}{COLLECTIVE})(?:The )?{_WORD}"
    rf"(?:,? (?:(?:of|for|on|the|and|in|de|des|du|la|für|der|&) ){{0,2}}{_WORD}){{0,18}}?"
    r"(?=[.:;,]|\s\(\d|\s[“\"]|$)"
)
SURE = 3
_OPENINGS: Mapping[re.Pattern[str], int] = {
    re.compile(STANDARD): SURE, _AUTHORS: SURE, _ENCYCLOPAEDIA: 2, _FULL_NAMES: 2, _NAME: 2,
    _TITLE_FIRST: 2, _GROUP: 1,
}  # fmt: skip
"""What references open with, and how much it speaks for one."""
_NARRATIVE = re.compile(
    r",?\s*(?:\(?\d{4}[a-z]?\)?,?\s+)?(?!(?:eds?|in|pp?|vol|no|n\.d)\b)"
    r"[a-zß-öø-ÿ][\w'’-]*(?![\w'’-]*:)(?=[\s.,;])"
)
"""A small letter right behind the authors: the verb of a statement."""
_YEAR_NEXT = re.compile(r"[.,]?\s*\((?:1[5-9]|20)\d\d[a-z]?\)")

IDENTIFIER = re.compile(
    r"\bdoi:?\s?10\.\S+|(?:https?://)?(?:dx\.)?doi\.org/\S+|\b10\.\d{4,9}/\S+|\barXiv:?\s?\S+|"
    r"\bPMID:?\s?\d+|\bPMC\d+|\bISBN[-:\d\s]{0,6}[\dX-]{9,}|\bISSN:?\s?\d{4}-\d{3}[\dX]|:doi:\S+",
    re.IGNORECASE,
)
URL = re.compile(r"(?:https?|ftp)://\S+|\bwww\.\S+", re.IGNORECASE)
VENUE = re.compile(
    r"\b(?:Press|Springer|Elsevier|Wiley|Academic|Routledge|CRC|O['’]Reilly|McGraw[- ]Hill|"
    r"Publish(?:ers?|ing)|Verlag|Books|Proc\.|Proceedings|Conference|Symposium|Workshop|"
    r"Journal|J\. |Trans\.|Transactions|Ann\. |Annals|Lett\.|Letters|Rev\.|Review|Mag\.|"
    r"[Tt]hesis|[Dd]issertation|Tech\. Rep|Report|Univ\.|University|"
    r"Zenodo|figshare|GitHub|arXiv|SSRN|Wiki\w+|MathWorld|Scholarpedia|[Vv]ersion \d\S*|"
    r"Nature|Science|Lancet|P[Ll]o[Ss]|bioRxiv|medRxiv|"
    r"Acta|Bull\.|Bulletin|Arch\.|Archives|\d+(?:st|nd|rd|th) ed(?:ition|n)?\b|eds?\.|"
    rf"{CAPITAL}\w+(?:, [A-Z]{{2}})?: {CAPITAL}\w+)"
)
IMPRINT = re.compile(
    rf"\b{CAPITAL}\w+(?:, [A-Z]{{2}})?: {CAPITAL}[\w .&'’-]{{2,60}}[,;] (?:1[5-9]|20)\d\d\b"
)


def opening_of(body: str) -> tuple[int, int]:
    """Return how much the first words look like those of a reference, and where they end."""
    for form, weight in _OPENINGS.items():
        found = form.match(body)
        if found and not _NARRATIVE.match(body, found.end()):
            dated = form is _GROUP and _YEAR_NEXT.match(body, found.end())
            return weight + bool(dated), found.end()
    return 0, 0


def are_authors(said: str) -> bool:
    """Tell whether a sentence is nothing but authors."""
    found = _AUTHORS.match(said)
    return found is not None and found.end() >= len(said.rstrip(" .:"))


def behind_collective(body: str) -> int:
    """Return where the group or institution ends that a text opens with, 0 if with none."""
    found = _COLLECTIVES.match(body)
    if not found or not re.search(COLLECTIVE, found[0]) or _NARRATIVE.match(body, found.end()):
        return 0
    return found.end()


def behind_label(text: str) -> int:
    """Return where a reference proper begins, behind its label and words such as "see"."""
    return end_of(_LEAD, text, end_of(_LABEL, text, 0))


def end_of(form: re.Pattern[str], text: str, start: int) -> int:
    """Return where a form ends that stands at a place, or the place itself."""
    found = form.match(text, start)
    return found.end() if found else start
