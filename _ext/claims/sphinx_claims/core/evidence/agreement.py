"""Which numbers of a sentence its sources do not admit.

First each by itself, then those that belong together.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sphinx_claims.core.evidence.admissible import MONTHS, Admissible, Pairs
from sphinx_claims.core.evidence.quantities import (
    DASH,
    MINUS,
    NUMBER,
    Quantity,
    Sort,
    gap_after,
    phases_in,
    quantities_in,
    to_number,
    with_percentages,
    without_names,
)

_SIGNED = rf"[{MINUS}-]?{NUMBER}"
_CI = re.compile(
    rf"%?\s*[(,]\s*{NUMBER}% (?:CI|confidence interval(?: \(CI\))?) ({_SIGNED})%?(?:{DASH}| to "
    rf")({_SIGNED})"
)
LEVEL = re.compile(r"% (?:CI|confidence interval)\b")
"""What follows the level of an interval."""
_AT = re.compile(rf"%(?: \([^()]*\))? (?:at|by) (?:week |month |day )?({NUMBER})\b(?!%)")
_SHARE_OF = re.compile(rf"%\s+of\s+(?:the\s+)?({NUMBER})\b(?!%)")
_SHARE_IN = re.compile(rf"%[^|;.,()%]{{0,25}}\((?:n\s*=\s*|of )?({NUMBER})(?: people| women)?\)")
_WHEN = (
    r" \(?(?:at|by|within|over) (?:an? (?:mean|median) of )?(?:week |month |day )?"
    rf"({NUMBER})\b(?!%)"
)
_WHOM = r"(?: people| women| patients)?"
_PERCENT_WHEN = re.compile(rf"%(?: \([^()]*\)| of {NUMBER}{_WHOM})?{_WHEN}")
_PAIR_WHEN = re.compile(rf"{_WHOM}(?: \([^()]*\))?{_WHEN}")
_PERCENT_OF_PAIR = re.compile(rf"[^|;.()]{{0,40}}?\(({NUMBER})%[),;]")
_PERCENT_OF_COUNT = re.compile(rf"\s*\(({NUMBER})%[),;]")
_IN_RANGE = re.compile(rf"%?\s*(?:{DASH}|to|or|and)\s*")
_DATE = re.compile(rf" ({MONTHS})\b")
_P_VALUE = re.compile(r"\b[pP]\s*[=<]\s*$")
_DOSE = re.compile(r"\s*mg\b(?!/24)")
_PEOPLE = re.compile(r"[ -](?:people|women|person)\b(?!-)")
_LEADS_TO_EDGE = re.compile(r"\bto $|\bday \d* ?$")
_LEADS_TO_POINT = re.compile(r"\b(?:[Aa]t|[Bb]y|[Ww]ithin) $")
_LEADS_TO_TIME = re.compile(r"\b(?:at|by|mean|median|within|over)(?: of)? $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A number, or numbers together, that no source admits."""

    told: str
    """The words that are wrong, as the text has them."""
    expected: str
    """What they are not."""
    value: Decimal
    """The number, or the first of them."""
    sort: Sort
    together: bool = False
    """Whether each number is right and their combination is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Numbers of a text that belong together."""

    members: tuple[int, ...]
    told: str
    admitted: bool


def disagreements_in(text: str, admissible: Admissible) -> Iterator[Disagreement]:
    """Yield one disagreement for each number that is wrong.

    A number that is wrong by itself spoils no group. "66 of 100" may be a count or a percentage.
    """
    found = list(_disagreements(text, admissible))
    if found and (other := with_percentages(text)) != text:
        found = min(found, list(_disagreements(other, admissible)), key=len)
    yield from found


def _disagreements(text: str, admissible: Admissible) -> Iterator[Disagreement]:
    blotted = without_names(text)
    quantities = quantities_in(blotted)
    wrong: set[int] = set()
    for index, one in enumerate(quantities):
        if expected := _expected_alone(index, quantities, blotted, admissible):
            wrong.add(index)
            yield Disagreement(
                told=_words(one, blotted), expected=expected, value=one.value, sort=one.sort
            )
    for group in _groups(quantities, blotted, admissible):
        if not group.admitted and wrong.isdisjoint(group.members):
            wrong.update(group.members)
            first = quantities[group.members[0]]
            yield Disagreement(
                told=group.told,
                expected="result",
                value=first.value,
                sort=first.sort,
                together=True,
            )
    for words, phase in phases_in(text):
        if phase not in admissible.phases:
            yield Disagreement(told=words, expected="trial phase", value=phase, sort=Sort.PLAIN)


def _words(one: Quantity, text: str) -> str:
    if one.sort is Sort.PERCENT:
        return f"{one.text}%"
    return (
        f"{one.text} {one.unit}s"
        if one.unit and text[one.end :].lstrip(" -").startswith(one.unit)
        else one.text
    )


def _expected_alone(
    index: int, quantities: Sequence[Quantity], text: str, admissible: Admissible
) -> str:
    """Name what a number would have to be and is not; nothing if the sources admit it."""
    one = quantities[index]
    if one.value not in admissible.all:
        return {Sort.PERCENT: "percentage", Sort.TIME: "time", Sort.YEAR: "calendar year"}.get(
            one.sort, "number"
        )
    match one.sort:
        case Sort.PERCENT:
            return _expected_percentage(one, text, admissible)
        case Sort.TIME:
            return "" if (one.value, one.unit) in admissible.times else f"time in {one.unit}s"
        case Sort.YEAR:
            return "" if one.value in admissible.years else "calendar year"
        case Sort.PLAIN:
            return _expected_plain(index, quantities, text, admissible)
        case _:
            return ""


def _expected_percentage(one: Quantity, text: str, admissible: Admissible) -> str:
    if LEVEL.match(text, one.end):
        return "" if one.value in admissible.levels else "level"
    return "" if one.value in admissible.percent else "percentage"


def _expected_plain(
    index: int, quantities: Sequence[Quantity], text: str, admissible: Admissible
) -> str:
    """Name what a number without a unit would have to be, by the words around it, and is not."""
    one = quantities[index]
    value, before, after = one.value, text[: one.start], text[one.end :]
    if date := _DATE.match(after):
        return "" if (value, date[1]) in admissible.dates else "date"
    if _P_VALUE.search(before):
        return "" if value in admissible.p_values else "p value"
    if _DOSE.match(after):
        return "" if value in admissible.doses else "dose"
    if _PEOPLE.match(after) and value not in admissible.people:
        return "number of people"
    return "" if _is_known_plain(index, quantities, text, admissible) else "count or value"


def _is_known_plain(
    index: int, quantities: Sequence[Quantity], text: str, admissible: Admissible
) -> bool:
    """Tell whether a number is a count or value, an end of a range or a time that is recorded."""
    value, before = quantities[index].value, text[: quantities[index].start]
    return (
        value in admissible.plain
        or (value in admissible.edges and _is_edge(index, quantities, text))
        or (value in admissible.bare_times and _LEADS_TO_TIME.search(before) is not None)
    )


def _is_edge(index: int, quantities: Sequence[Quantity], text: str) -> bool:
    """Tell whether a number is an end of a range."""
    gaps = (
        gap_after(index - 1, quantities, text) if index else "",
        gap_after(index, quantities, text),
    )
    return any(map(_IN_RANGE.fullmatch, gaps)) or bool(
        _LEADS_TO_EDGE.search(text[: quantities[index].start])
    )


def _groups(quantities: Sequence[Quantity], text: str, admissible: Admissible) -> Iterator[_Group]:
    """Yield the numbers that belong together, and whether one fact holds them so."""
    at = {one.start: index for index, one in enumerate(quantities)}
    for index, one in enumerate(quantities):
        for pattern, of_sort, known in (
            (_CI, None, admissible.bounded),
            (_AT, Sort.PERCENT, admissible.timed),
            (_SHARE_OF, Sort.PERCENT, admissible.portions),
            (_SHARE_IN, Sort.PERCENT, admissible.portions),
            *_when(one, admissible),
            (_PERCENT_OF_COUNT, Sort.PLAIN, admissible.counted),
        ):
            found = pattern.match(text, one.end) if of_sort in {None, one.sort} else None
            if found:
                yield _group(
                    text,
                    one.start,
                    found,
                    (index, *_members(found, at)),
                    (one.value, *_values(found)),
                    known,
                )
        if index + 1 < len(quantities):
            yield from _groups_of_two(index, quantities, text, admissible, at)
    yield from _told_once(quantities, text, admissible)


def _told_once(
    quantities: Sequence[Quantity], text: str, admissible: Admissible
) -> Iterator[_Group]:
    """Yield the only percentage and the only point in time of a text, wherever they stand."""
    shares = [
        index
        for index, one in enumerate(quantities)
        if one.sort is Sort.PERCENT and not LEVEL.match(text, one.end)
    ]
    times = [
        index
        for index, one in enumerate(quantities)
        if one.sort is Sort.TIME and _LEADS_TO_POINT.search(text[: one.start])
    ]
    if len(shares) == len(times) == 1:
        share, time = quantities[shares[0]], quantities[times[0]]
        if share.value not in admissible.untimed:
            yield _Group(
                members=tuple(sorted((*shares, *times))),
                told=f"{_words(share, text)} and {_words(time, text)}",
                admitted=(share.value, time.value) in admissible.timed,
            )


def _when(one: Quantity, admissible: Admissible) -> Iterator[tuple[re.Pattern[str], Sort, Pairs]]:
    """Yield how a percentage tells its time, unless a fact that says it records none."""
    if one.value not in admissible.untimed:
        yield _PERCENT_WHEN, Sort.PERCENT, admissible.timed


def _groups_of_two(
    index: int,
    quantities: Sequence[Quantity],
    text: str,
    admissible: Admissible,
    at: dict[int, int],
) -> Iterator[_Group]:
    """Yield a number together with the next one, where the text between makes them a pair."""
    one, two, gap = quantities[index], quantities[index + 1], gap_after(index, quantities, text)
    pair, told = (one.value, two.value), text[one.start : two.end]
    members = (index, index + 1)
    if re.fullmatch("\\s*\u00b1\\s*", gap):
        yield _Group(members=members, told=told, admitted=pair in admissible.plus_minus)
    elif Sort.PERCENT not in {one.sort, two.sort} and (
        gap == DASH or (gap == " to " and one.sort is two.sort is Sort.TIME)
    ):
        yield _Group(members=members, told=told, admitted=pair in admissible.ranges)
    elif one.sort is Sort.COUNT:
        yield _Group(members=members, told=told, admitted=pair in admissible.shares)
        yield from _groups_of_share(index, pair, two.end, text, admissible, at)


def _groups_of_share(
    index: int,
    pair: tuple[Decimal, Decimal],
    end: int,
    text: str,
    admissible: Admissible,
    at: dict[int, int],
) -> Iterator[_Group]:
    """Yield a count and its denominator together with the percentage and the time behind them."""
    start = next(begin for begin, of in at.items() if of == index)
    if found := _PERCENT_OF_PAIR.match(text, end):
        known = (pair[0], *_values(found))
        yield _group(text, start, found, (index, *_members(found, at)), known, admissible.counted)
    if pair not in admissible.untimed_shares and (found := _PAIR_WHEN.match(text, end)):
        members = (index, index + 1, *_members(found, at))
        values = (*pair, *_values(found))
        yield _group(text, start, found, members, values, admissible.timed_shares)


def _group(
    text: str,
    start: int,
    found: re.Match[str],
    members: tuple[int, ...],
    values: Hashable,
    known: frozenset[Hashable],
) -> _Group:
    told = text[start : found.end()]
    return _Group(members=members, told=told.rstrip(",;"), admitted=values in known)


def _members(found: re.Match[str], at: dict[int, int]) -> Iterator[int]:
    """Yield the numbers that a pattern has found."""
    return (
        at[found.start(group)]
        for group in range(1, (found.re.groups or 0) + 1)
        if found.start(group) in at
    )


def _values(found: re.Match[str]) -> Iterator[Decimal]:
    return map(to_number, found.groups())
