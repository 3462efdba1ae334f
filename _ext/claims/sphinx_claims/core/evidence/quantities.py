"""The numbers of a sentence, each with its kind; digits that are part of a name are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

MINUS, DASH = "\u2212", "\u2013"
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f"), "\u2009")
_NAMES = re.compile(
    r"""\bCC[ ]BY[ ]\d\.\d                                                  # a licence
    |\bNCT\d{8}\b                                                           # a registered trial
    |\b(?:S|LO-\d\.)\d{1,2}(?:[\u2013-]S\d{1,2})?\b  # labels: S13, S20-S23, LO-4.2
    |\b[A-Z][A-Za-z]*-\d+(?:\.\d+)?[A-Za-z]*\b  # IL-17, SLEDAI-2K, COVID-19
    |\b[A-Za-z][A-Za-z/]{0,30}\d[A-Za-z\d]*\b                               # CD34, Th17, p21
    |\b[Pp]hases?[ ]\d(?:[a-z]\b)?(?:(?:/|[ ]and[ ]|[ ]or[ ]|\u2013)\d[a-z]?)?
    |\b[Tt]ypes?[ ]\d\b
    |\b(?:Figure|Fig\.|Table|Box|Section|Chapter|Appendix|Step|[Pp]rompts?)[ ]\d+(?:[ ]and[ ]\d+)?
    |\b[Ii]nterleukin-\d+\b
    |\bversion[ ]\d+(?:\.\d+)*
    |\u00d7[ ]?10(?:[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+|\^-?\d+)      # of 0.5 × 10⁹
    |^\d{1,2}\.[ ](?=[A-Z"\u201c])  # the number of a list item
    """,
    re.VERBOSE,
)
_IN_A_HUNDRED = re.compile(
    r"(?<![\d.,\u2009])(?P<share>\d{1,3}(?:\.\d+)?) (?:of|in|out of) (?:every )?100\b(?![.,]?\d|%)"
)
"""A percentage in the words of everyday: 66 of 100."""
_PHASE = re.compile(r"\b[Pp]hases? (\d)[a-z]?\b(?:(?:/| and | or |\u2013)(\d)[a-z]?)?")
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:\u2009\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?<![\w.,])(?P<sign>[{MINUS}-](?=\d))?(?P<number>{NUMBER})(?P<decade>s\b)?(?:st|nd|rd|"
    r"th)?(?!\d)"
)
_UNIT = re.compile(
    r"\s*[- ]?(?P<unit>%|(?:days?|weeks?|months?|years?(?!\s+of\s+age)|hours?|person-years|"
    r"(?:percentage\s)?points?"
    r"|mg/kg|mg|g|kg|fold|times|people|women|patients)\b)"
)
_UNIT_BEFORE = re.compile(r"\b(day|week|month|year) $", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_RANGE = re.compile(rf"\s*(?:{DASH}|-|to|or)\s*")
_PLUS_MINUS = re.compile("\\s*\u00b1\\s*")
_OF = re.compile(r"/|\s+of\s+(?:the\s+|her\s+|its\s+)?")
_TIMES = frozenset({"day", "week", "month", "year", "hour"})


class Sort(StrEnum):
    """What a number is, as the words around it say."""

    PERCENT = "percent"
    TIME = "time"
    COUNT = "count"
    """The first number of ``24 of 40``."""
    DENOMINATOR = "denominator"
    """The second."""
    YEAR = "year"
    """A calendar year or a decade."""
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number at its place in a text."""

    text: str
    value: Decimal
    start: int
    end: int
    sort: Sort
    unit: str = ""
    """The unit of a time, in the singular."""


def to_number(text: str) -> Decimal:
    """Return the number that digits with separators and a sign say."""
    return Decimal(text.replace(",", "").replace("\u2009", "").replace(MINUS, "-"))


def without_names(text: str) -> str:
    """Blot out names that hold digits and make narrow spaces one kind; the length stays."""
    return _NAMES.sub(lambda found: "\u00b7" * len(found[0]), text.translate(_SPACES))


def with_percentages(text: str) -> str:
    """Return a text with so many of a hundred as a percentage."""
    return _IN_A_HUNDRED.sub(r"\g<share>%", text)


def phases_in(text: str) -> list[tuple[str, Decimal]]:
    """Return the phases of trials that a text names, with the words."""
    return [
        (found[0], Decimal(phase))
        for found in _PHASE.finditer(text)
        for phase in found.groups()
        if phase
    ]


def quantities_in(text: str) -> list[Quantity]:
    """Return the numbers of a text that came from :func:`without_names`, in order."""
    found = [_quantity(match, text) for match in _TOKEN.finditer(text)]
    gaps = [text[one.end : two.start] for one, two in pairwise(found)]
    for index in range(len(gaps) - 1, -1, -1):
        one, two = found[index], found[index + 1]
        if _shares_unit(one, gaps[index], two):
            found[index] = replace(one, sort=two.sort, unit=two.unit)
    for index, gap in enumerate(gaps):
        if found[index].sort is found[index + 1].sort is Sort.PLAIN and _OF.fullmatch(gap):
            found[index] = replace(found[index], sort=Sort.COUNT)
            found[index + 1] = replace(found[index + 1], sort=Sort.DENOMINATOR)
    return found


def _shares_unit(one: Quantity, gap: str, two: Quantity) -> bool:
    """Tell whether the unit behind a number is that of the number before it as well."""
    if one.sort is not Sort.PLAIN or two.sort not in {Sort.PERCENT, Sort.TIME}:
        return False
    return bool(_RANGE.fullmatch(gap) or (two.sort is Sort.PERCENT and _PLUS_MINUS.fullmatch(gap)))


def gap_after(index: int, quantities: Sequence[Quantity], text: str) -> str:
    """Return the text between a number and the next one; all that is left behind the last."""
    end = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
    return text[quantities[index].end : end]


def _quantity(match: re.Match[str], text: str) -> Quantity:
    sign, start = match["sign"] or "", match.start()
    if sign and not _is_sign(sign, text[:start]):
        sign, start = "", start + 1
    told = text[start : match.end()]
    sort, unit = (
        (Sort.YEAR, "") if match["decade"] else _sort_of(told, text[:start], text[match.end() :])
    )
    return Quantity(
        text=told,
        value=to_number(sign + match["number"]),
        start=start,
        end=match.end(),
        sort=sort,
        unit=unit,
    )


def _is_sign(sign: str, before: str) -> bool:
    """Tell a sign from a hyphen.

    It stands after a blank or bracket, and a hyphen not between two numbers.
    """
    return (not before or before[-1] in " (|\u2009") and not (
        sign == "-" and before.rstrip(" ")[-1:].isdigit()
    )


def _sort_of(told: str, before: str, after: str) -> tuple[Sort, str]:
    unit = found["unit"] if (found := _UNIT.match(after)) else ""
    if unit == "%":
        return Sort.PERCENT, ""
    if unit.rstrip("s") in _TIMES:
        return Sort.TIME, unit.rstrip("s")
    if leading := _UNIT_BEFORE.search(before):
        return Sort.TIME, leading[1].lower()
    return (Sort.YEAR if not unit and _YEAR.fullmatch(told) else Sort.PLAIN), ""
