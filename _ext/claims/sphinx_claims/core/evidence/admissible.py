"""What numbers a source admits, by what they are.

And whether those of a sentence are among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from sphinx_claims.core.evidence.ledger import PLUS_MINUS, Design, Evidence, Fact
from sphinx_claims.core.evidence.quantities import NUMBER, Sort, quantities_in, to_number

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(\d{{1,2}}) ({MONTHS})")
_SPAN = re.compile(rf"(?<!\d)({NUMBER}) to ({NUMBER})")
_TIME_UNIT = re.compile(r"(day|week|month|year|hour)s?")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
Numbers = frozenset[Decimal]
Pairs = frozenset[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admissible:
    """The numbers of one source or several, by what they may be used as."""

    plain: Numbers = frozenset()
    """Counts, denominators, and values without a kind of their own."""
    percent: Numbers = frozenset()
    times: frozenset[tuple[Decimal, str]] = frozenset()
    """Numbers with their unit of time."""
    years: Numbers = frozenset()
    edges: Numbers = frozenset()
    """Ends of ranges and intervals, which only a range may show."""
    p_values: Numbers = frozenset()
    doses: Numbers = frozenset()
    people: Numbers = frozenset()
    phases: Numbers = frozenset()
    dates: frozenset[tuple[Decimal, str]] = frozenset()
    """Days with their month."""
    shares: Pairs = frozenset()
    """Counts with their denominator."""
    portions: Pairs = frozenset()
    """Percentages with their denominator."""
    counted: Pairs = frozenset()
    """Counts with the percentage that they are."""
    ranges: Pairs = frozenset()
    levels: Numbers = frozenset()
    """How sure the intervals are, in percent."""
    bounded: frozenset[tuple[Decimal, Decimal, Decimal]] = frozenset()
    """Values with the ends of their interval."""
    plus_minus: Pairs = frozenset()
    """Values with the figure behind their plus-minus sign."""
    timed: Pairs = frozenset()
    """Values with the number of their time."""
    untimed: Numbers = frozenset()
    """Values whose time is not recorded."""
    timed_shares: frozenset[tuple[Decimal, Decimal, Decimal]] = frozenset()
    """Counts with their denominator and the number of their time."""
    untimed_shares: Pairs = frozenset()

    @property
    def all(self) -> Numbers:
        """Return every number, whatever it may be used as."""
        singles = (self.plain, self.percent, self.years, self.edges, self.p_values, self.doses)
        return frozenset().union(*singles, self.bare_times)

    @property
    def bare_times(self) -> Numbers:
        """Return the times without their units."""
        return frozenset(number for number, _ in self.times)


def together(parts: Iterable[Admissible]) -> Admissible:
    """Return what several sources admit."""
    parts = tuple(parts)
    names = [field.name for field in fields(Admissible)]
    return Admissible(
        **{name: frozenset().union(*(getattr(part, name) for part in parts)) for name in names}
    )


def admit_year(text: str) -> Admissible:
    """Return what a source admits of which only the year of publication is known."""
    return Admissible(years=frozenset({Decimal(text)}) if text.isdecimal() else frozenset())


def admit(evidence: Evidence, year: str) -> Admissible:
    """Return what a source admits.

    :param year: its year of publication
    """
    people = (
        frozenset()
        if evidence.participants is None
        else frozenset({Decimal(evidence.participants)})
    )
    own = Admissible(plain=people, people=people)
    return together(
        (own, admit_year(year), *(_admit_fact(fact, evidence) for fact in evidence.facts))
    )


def _admit_fact(fact: Fact, evidence: Evidence) -> Admissible:
    value, counts = (
        frozenset(fact.value),
        frozenset(n for n in (fact.count, fact.denominator) if n is not None),
    )
    return together(
        (
            _by_unit(fact, evidence),
            _of_time(fact.time),
            _combined(fact, evidence),
            _bounds(fact),
            Admissible(
                plain=counts,
                people=counts
                | (value if fact.unit in {"people", "women", "deaths"} else frozenset()),
                doses=value if fact.unit.startswith("mg") else frozenset(),
                p_values=frozenset({Decimal(fact.p.lstrip("<>"))} if fact.p else ()),
            ),
        )
    )


def _by_unit(fact: Fact, evidence: Evidence) -> Admissible:
    """Return the value of a fact as what its unit says it is."""
    value, unit = frozenset(fact.value), fact.unit
    if unit in {"%", "percentage points"}:
        return Admissible(percent=value, plain=value if unit != "%" else frozenset())
    if time := _TIME_UNIT.fullmatch(unit):
        return Admissible(times=frozenset((number, time[1]) for number in value))
    if unit == "phase":
        return Admissible(
            phases=value, plain=value if evidence.design is Design.REFERENCE else frozenset()
        )
    return _without_unit(fact)


def _without_unit(fact: Fact) -> Admissible:
    """Return the value of a fact that is a year, the ends of a range, a p value or a count."""
    value = frozenset(fact.value)
    if not fact.unit and min(value) >= _FIRST_YEAR:
        return Admissible(years=value)
    if len(fact.value) == 2:
        return Admissible(edges=value)
    return Admissible(p_values=value) if fact.unit == "p value" else Admissible(plain=value)


def _combined(fact: Fact, evidence: Evidence) -> Admissible:
    """Return which numbers of a fact belong together."""
    if len(fact.value) == 2:
        return Admissible(ranges=frozenset({(fact.value[0], fact.value[1])}))
    value = fact.value[0]
    twin = evidence.find(fact.id.removesuffix(PLUS_MINUS)) if fact.id.endswith(PLUS_MINUS) else None
    own = Admissible(
        plus_minus=frozenset({(twin.value[0], value)} if twin else ()),
        timed=frozenset((value, number) for number in _numbers_in(fact.time)),
        untimed=frozenset() if fact.time else frozenset({value}),
    )
    return together((own, _of_denominator(fact)))


def _of_denominator(fact: Fact) -> Admissible:
    """Return the value and the count of a fact with that of which they are a part."""
    value, whole, count = fact.value[0], fact.denominator, fact.count
    if whole is None:
        return Admissible()
    if fact.unit != "%":
        return _of_share(fact, (count if count is not None else value, whole))
    portion = Admissible(portions=frozenset({(value, whole)}))
    if count is None:
        return portion
    counted = Admissible(counted=frozenset({(count, value)}))
    return together((portion, counted, _of_share(fact, (count, whole))))


def _of_share(fact: Fact, share: tuple[Decimal, Decimal]) -> Admissible:
    """Return a count with its denominator, and when that was."""
    return Admissible(
        shares=frozenset({share}),
        timed_shares=frozenset((*share, number) for number in _numbers_in(fact.time)),
        untimed_shares=frozenset() if fact.time else frozenset({share}),
    )


def _bounds(fact: Fact) -> Admissible:
    if (interval := fact.interval) is None:
        return Admissible()
    ends = frozenset({interval.low, interval.high})
    return Admissible(
        percent=frozenset({interval.level}) | (ends if fact.unit == "%" else frozenset()),
        edges=ends,
        levels=frozenset({interval.level}),
        ranges=frozenset({(interval.low, interval.high)}),
        bounded=frozenset({(fact.value[0], interval.low, interval.high)}),
    )


def _of_time(text: str) -> Admissible:
    """Return the numbers of a point in time, such as ``12 to 18 months`` or ``5 years``."""
    found = quantities_in(text)
    times = frozenset((one.value, one.unit) for one in found if one.sort is Sort.TIME)
    years = frozenset(one.value for one in found if _FIRST_YEAR <= one.value <= _LAST_YEAR)
    bare = frozenset(number for number, _ in times)
    return Admissible(
        times=times,
        years=years,
        ranges=frozenset((to_number(span[1]), to_number(span[2])) for span in _SPAN.finditer(text)),
        dates=frozenset((Decimal(date[1]), date[2]) for date in _DATE.finditer(text)),
        edges=frozenset(one.value for one in found if one.value < _FIRST_YEAR) - bare,
    )


def _numbers_in(text: str) -> Iterator[Decimal]:
    return (one.value for one in quantities_in(text))
