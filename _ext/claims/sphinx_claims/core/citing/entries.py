"""Whether a text is an entry of a list of references, read one sentence after the other.

Its sentences are authors, a title, a journal, a place in it, a date, an address. A title may have
the form of a statement only between authors and the place where the work was printed; any other
sentence that states something is none of the entry, nor what stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_claims.core.citing.parts import (
    CAPITAL,
    COLLECTIVE,
    IDENTIFIER,
    IMPRINT,
    STANDARD,
    URL,
    VENUE,
)
from sphinx_claims.core.prose.reading import presumes, read_sentence
from sphinx_claims.core.prose.segment import sentence_spans
from sphinx_claims.core.prose.stating.fragments import is_english, says_so
from sphinx_claims.core.prose.stating.statements import has_verb, is_command, is_statement

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|mai|may|june?|juni|july?|"
    r"juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|janvier|"
    r"février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)\b\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?\b"
_DAY = (
    rf"(?:\d{{1,2}}\.? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?,? {_YEAR}|"
    rf"{_YEAR},? {_MONTH}(?: \d{{1,2}}\b)?|\b\d{{4}}-\d\d-\d\d\b|"
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"
)
_ORDINAL = re.compile(rf"(?<=\d)\.(?= {_MONTH})", re.IGNORECASE)
"""The stop in a day such as "3. März", which ends no sentence."""
_DATE = re.compile(
    rf"{_DAY}|(?:^|[(,;:.]\s?){_YEAR}(?=[).,;:]|$)|^{_YEAR}|\b{_YEAR}(?=;\s?\d)|\bn\.\s?d\.",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(?:accessed|retrieved|cited|visited|viewed|consulted|archived|updated|published|epub|"
    rf"abgerufen|aufgerufen|zugriff|stand|consulté|consultado)\b[^.;]{{0,24}}?(?:{_DAY})",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"\b(?:vol(?:ume|\.)?|bd\.)\s?\d+|\b(?:pp?|s)\.\s?\w?\d+(?:\s?[-–]+\s?\w?\d+)?|"
    r"\b(?:pages?|seiten?|pp) \w?\d+(?:\s?[-–]+\s?\w?\d+)?|"
    r"\b\d+(?:\.\d+)?\s?\([\w –-]{1,16}\)\s?[:,.;]\s?\w?\d+|"
    r"\b\d+\s?:\s?[a-z]?\d+\s?[-–]+\s?[a-z]?\d+|;\s?\d+(?:\s?\([\w –-]+\))?\s?:\s?\w*\d+|"
    r"\b\d+, (?:p{1,2}\. )?\d+\s?[-–]+\s?\d+",
    re.IGNORECASE,
)
_LAW = re.compile(
    rf"(?:(?:{CAPITAL}[\w'’-]+|of|the|and) ){{0,8}}(?:Act|Code|Bill|Statute)(?: of)? {_YEAR}"
    r"(?:,? (?:c|s|ss|ch|chapter|section)\.? ?\d+)*|"
    r"\b(?:Regulation|Directive|Decision|Verordnung|Richtlinie|Règlement)(?: \([A-Z]+\))?"
    r"(?: No\.?| Nr\.?)? \d+/\d+|\bOJ [LC] \d+|\bBGBl\b|"
    rf"\b\d+ (?:U\.?S\.?C?|C\.?F\.?R|F\.\dd)\.? (?:§+ ?)?\d+|^{STANDARD}"
)
_MARKS: Mapping[re.Pattern[str], int] = {
    IDENTIFIER: 2, _LOCATOR: 2, _LAW: 2, URL: 2, _VISIT: 2, _DATE: 1, IMPRINT: 1, VENUE: 1,
}  # fmt: skip
"""What shows that a sentence belongs to an entry, and how much it speaks for one."""
_PRINTED = frozenset({IDENTIFIER, _LOCATOR, _LAW})
"""What tells where a work is printed, so that a title must stand before it."""
_STRONG = _PRINTED | {URL, _VISIT}
_LINKED = 2
"""How much it speaks for an entry that some of its words lead to an address."""
_LEAST = 2
_COUNTS_NOTHING = re.compile(rf"\b(?:{_YEAR}|\d+(?:st|nd|rd|th)\b)")
_ORDERED = frozenset({"drug", "quantity"})
"""What makes an order one that matters."""
_QUOTED = re.compile(r"\W*[“\"«„‘][^“”\"«»]{3,300}[”\"»“’]")
_WITHIN = re.compile(r"^\W*In:|\[[\w-]+(?: [\w-]+)?\]")
"""What leads to the book that a chapter is in, and remarks such as "[Internet]"."""
_ASIDE = re.compile(r"\((?!(?:1[5-9]|20)\d\d[a-z]?\))[^()]*\)")
_ASIDES = re.compile(r"(?<=\w\s)\(([^()]+)\)")
_BEGINS_TITLE = re.compile(
    rf"[\s.,:;]*(?:\(?{_YEAR}\)?[.,:;]*\s*)?"
    rf"(?!(?:It|They|These|He|She|You|Both)\b)(?:$|[“\"«„‘'`*]|{CAPITAL}|\d)"
)
_ACTS = re.compile(
    r"(?:[a-z]{2,}[a-rtz]s|[a-z]{2,}[a-z]ed) (?!(?:1[5-9]|20)\d\d\b)"
    r"(?:\d|(?:the|an?|all|no|each|every|most|many|some|its|their|that|too)\b)"
)
"""A small word that ends as verbs do, and what it is done to."""
_NAMES = re.compile(
    rf"\W*(?:{CAPITAL}[\w'’&.-]*|\d+)"
    rf"(?:[,:;]? (?:(?:of|for|on|the|and|in|de|des|du|für|et|y|&) ){{0,2}}{CAPITAL}[\w'’&.-]*)*\W*"
)
_BEGINS = re.compile(rf"[\W\d]|{CAPITAL}|www")
_DOCUMENTS = (
    *("Factsheet", "Fact Sheet", "Report", "Handbook", "Manual", "Guide", "Guideline"),
    *("Guidelines", "Survey", "Database", "Dataset", "Atlas", "Appendix", "Documentation"),
)
"""What the name of a document ends with."""
_OF_NAME = re.compile(rf"\({CAPITAL}[\w .-]{{0,20}}\)")
"""What stands in brackets within a name, such as "(India)"."""
_NAMED_IMPRINT = re.compile(
    rf"\b{CAPITAL}\w+(?:, [A-Z]{{2}})?:"
    rf"(?: (?:{CAPITAL}[\w.'’-]*|and|of|for|the|für|&))+[,;] {_YEAR}"
)
_INSTITUTION = re.compile(COLLECTIVE)
_PUBLISHER = re.compile(rf"{CAPITAL}\w+(?: {CAPITAL}\w+)?, {CAPITAL}\w+(?: {CAPITAL}\w+)*: ")
"""A place and its country before the name of a publisher."""
_HEADLINE, _FRAMED_HEADLINE = 4, 2
"""How many longer words a title in capitals has at least, and one that authors stand before."""
_MOST_NAMES, _MOST_JOURNAL = 14, 8
"""How many words the imprint, or the name of a journal, may have."""


def entry_in(body: str, behind: int, authors: int, *, linked: bool = False) -> tuple[int, int]:
    """Return how much the sentences of an entry speak for it, and where the last of them ends.

    :param behind: where the authors end that it opens with
    :param authors: how much these speak for an entry, 0 if there are none
    :param linked: whether some of its words lead to an address
    """
    if not authors and not _BEGINS.match(body):
        return 0, 0
    framed = bool(authors) and begins_title(body, behind)
    entry = _Entry(framed=framed, linked=linked)
    for start, end in sentence_spans(_ORDINAL.sub(",", body)):
        if end <= behind:
            entry.end = end
        elif not entry.takes(body[start:end], max(behind - start, 0), end):
            break
    total = authors + entry.shown
    return (total, entry.end) if entry.shown and total >= _LEAST else (0, 0)


def begins_title(body: str, behind: int) -> bool:
    """Tell whether what stands behind the authors may be the title of their work."""
    return bool(_BEGINS_TITLE.match(body, behind))


def is_printed(said: str) -> bool:
    """Tell whether a text says, outside of brackets, where a work is printed or found."""
    plain = _ASIDE.sub(" ", said)
    return any(form.search(plain) for form in (*_PRINTED, IMPRINT))


class _Entry:
    """An entry as far as it was read."""

    def __init__(self, *, framed: bool, linked: bool) -> None:
        self.end = 0
        self.seen: set[re.Pattern[str]] = set()
        self._framed = framed
        """Whether authors stand before what comes next, so that it may be a title."""
        self._linked = linked
        self._waiting = False
        """Whether it was a title that states something: what closes it must follow."""
        self._wanted = _PRINTED
        """What closes such a title."""
        self._staked = False
        """Whether something is at stake in what was read and has not been closed yet."""

    @property
    def shown(self) -> int:
        """How much its sentences speak for an entry."""
        shown = sum(_MARKS[form] for form in self.seen)
        return shown + _LINKED if self._linked and self.end else shown

    def takes(self, said: str, behind: int, end: int) -> bool:
        """Tell whether a sentence that ends at *end* goes on with the entry; take it if so.

        :param behind: where the authors end that it opens with
        """
        marks = {form for form in _MARKS if form.search(said)}
        if marks & _STRONG and tells_behind(said[_end_of_marks(said) :]):
            return False
        words = _unmarked(said[behind:])
        if self._tells(words):
            return self._takes_title(said, marks, end)
        if not self._framed and read_sentence(words).triggers:
            self._staked = True
        if self._waiting and not marks & self._wanted:
            return len(words.split()) <= _MOST_JOURNAL
        self._takes_part(words, marks, end)
        return True

    def _tells(self, words: str) -> bool:
        """Tell whether words state something, or order it."""
        if not any(map(str.isalpha, words)) or _is_name(words):
            return False
        if words.rstrip("\"'”’)] ").endswith("?"):
            return presumes(words)
        if self._framed:
            acts = is_statement(words) or _ACTS.search(words)
            return bool(acts) and not _is_headline(words, _FRAMED_HEADLINE)
        return _states(words)

    def _takes_title(self, said: str, marks: set[re.Pattern[str]], end: int) -> bool:
        """Take a title that states something, if authors stand before it and a place behind it."""
        if not self._framed or self._waiting:
            return False
        self._waiting = True
        self._wanted = _PRINTED if self._at_stake(said) else _STRONG | {_DATE}
        if is_printed(said):
            self._close(marks, end)
        return True

    @staticmethod
    def _at_stake(said: str) -> bool:
        return bool(read_sentence(_unmarked(said)).triggers)

    def _takes_part(self, words: str, marks: set[re.Pattern[str]], end: int) -> None:
        """Take what closes an entry, or an imprint, at once; a title for what may follow."""
        if marks & _STRONG if self._staked else marks:
            self._close(marks, end)
        elif not self._staked and (self._linked or self._is_imprint(words)):
            self.end = end

    def _is_imprint(self, words: str) -> bool:
        few = len(words.split()) <= _MOST_NAMES
        return few and bool(self.seen) and bool(_NAMES.fullmatch(words))

    def _close(self, marks: set[re.Pattern[str]], end: int) -> None:
        self.end = end
        self.seen |= marks
        self._waiting = self._staked = False
        self._framed = self._framed and not marks & _STRONG


def _is_name(words: str) -> bool:
    """Tell whether words are nothing but names: of institutions, a kind of document, an imprint."""
    words = _OF_NAME.sub(" ", words).strip(" .,;")
    if not _NAMES.fullmatch(words):
        return False
    return words.endswith(_DOCUMENTS) or bool(_INSTITUTION.search(words) or _PUBLISHER.match(words))


def _is_headline(words: str, least: int) -> bool:
    """Tell whether all longer words begin with a capital, as in the title of a work."""
    long = re.findall(r"[^\W\d_][\w'’-]{3,}", words)
    return len(long) >= least and "%" not in words and all(word[0].isupper() for word in long)


def _end_of_marks(said: str) -> int:
    """Return where the last thing ends that tells where a work is printed or found."""
    return max(found.end() for form in _STRONG for found in form.finditer(said))


def tells_behind(rest: str) -> bool:
    """Tell whether what goes on behind a reference in its sentence states something."""
    return "%" in rest or has_verb(_ASIDE.sub(" ", rest)) or bool(read_sentence(rest).triggers)


def tells(said: str) -> bool:
    """Tell whether a sentence states something beside what a reference is made of."""
    words = _unmarked(said)
    return bool(words) and not _is_name(words) and _states(words)


def _states(words: str) -> bool:
    """Tell whether words state something that no authors stand before, with a verb or without."""
    if any(is_statement(aside) for aside in _ASIDES.findall(words)):
        return True
    if _is_headline(words, _HEADLINE):
        return False
    if "%" in words or not is_english(words) or _ACTS.search(words) or is_statement(words):
        return True
    plain = _COUNTS_NOTHING.sub(" ", words)
    triggers = read_sentence(plain).triggers
    return says_so(plain, triggers) or (is_command(words) and not _ORDERED.isdisjoint(triggers))


def _unmarked(said: str) -> str:
    """Return a sentence without its quoted title, addresses and dates: their words tell nothing."""
    said = _WITHIN.sub(" ", said)
    said = _QUOTED.sub(" ", said, count=1) if _QUOTED.match(said) else said
    for form in (URL, IDENTIFIER, _VISIT, _LAW, _LOCATOR, _NAMED_IMPRINT, _DATE):
        said = form.sub(" ", said)
    return said.strip()
