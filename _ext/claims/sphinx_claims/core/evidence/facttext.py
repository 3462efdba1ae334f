"""A fact as words: how a number, its unit and its interval are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum

from sphinx_claims.core.evidence.ledger import Evidence, Fact, Ledger, split_target
from sphinx_claims.core.evidence.quantities import DASH, MINUS, quantities_in

BARE = "bare"
"""Option of a fact whose citation stands elsewhere in the sentence or row."""
_NO_BREAK = "\u00a0"
_SILENT_UNITS = frozenset(
    {"", "ratio", "odds ratio", "hazard ratio", "correlation", "rank", "printed as odds ratio"}
)
"""Units that the words around a number say, not the number."""
_LEADING_UNITS: Mapping[str, str] = {
    "phase": f"phase{_NO_BREAK}",
    "grade": f"grade{_NO_BREAK}",
    "p value": "p=",
}
_SINGULARS: Mapping[str, str] = {"people": "person", "women": "woman", "mice": "mouse"}
_ENDINGS = (("ies", "y"), ("xes", "x"), ("sses", "ss"), ("s", ""))


class Form(StrEnum):
    """Which part of a fact is printed."""

    VALUE = "value"
    """The value with its unit: 60%."""
    NUMBER = "number"
    """The value alone: 60."""
    COUNT = "count"
    """How many: 24."""
    OF = "of"
    """How many of how many: 24 of 40."""
    DENOMINATOR = "denominator"
    """Of how many: 40."""
    INTERVAL = "interval"
    """The value with its interval: 60% (95% CI 45-74%)."""
    LOW = "low"
    """The lower end of a range, or of the interval of a single value, without its unit."""
    HIGH = "high"
    """The upper end."""
    TIME = "time"
    """When: 12 months."""
    TIME_NUMBER = "time-number"
    """The first number of that: 12."""
    OUTCOME = "outcome"
    """What the number is of."""
    P = "p"
    """The p value, with its sign: <0.001."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact that an author names, and what is printed of it."""

    evidence: Evidence
    fact: Fact
    text: str
    bare: bool
    """Whether its citation stands elsewhere in the sentence or row."""


def look_up(target: str, ledger: Ledger) -> NamedFact:
    """Return what a target such as ``Key2020.response of bare`` names.

    Raises ``ValueError`` with what is wrong with it.
    """
    key, name, options = split_target(target)
    if not ledger.source:
        raise ValueError(f"fact '{key}.{name}' is printed, and claims_ledger names no ledger")
    form = _form_in(options, f"{key}.{name}")
    if (evidence := ledger.sources.get(key)) is None:
        raise ValueError(f"the ledger has no source {key!r}{_nearest(key, list(ledger.sources))}")
    if (fact := evidence.find(name)) is None:
        raise ValueError(
            f"{key} has no fact {name!r}{_nearest(name, [fact.id for fact in evidence.facts])}"
        )
    try:
        text = fact_text(fact, form)
    except ValueError as error:
        raise ValueError(f"'{key}.{name}' {error}") from error
    return NamedFact(evidence=evidence, fact=fact, text=text, bare=BARE in options)


def _form_in(options: Sequence[str], name: str) -> Form:
    """Return the form that the last option names; raises ``ValueError`` for an unknown option."""
    if unknown := [option for option in options if option not in {BARE, *Form}]:
        raise ValueError(
            f"fact '{name}' has an unknown option {unknown[0]!r}; known are "
            f"{', '.join((BARE, *Form))}"
        )
    return next((Form(option) for option in reversed(options) if option != BARE), Form.VALUE)


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 3, 0.5)
    return f"; nearest are {', '.join(close)}" if close else ""


def fact_text(fact: Fact, form: Form = Form.VALUE) -> str:
    """Return what a fact says; raises ``ValueError`` with the part that it does not record."""
    return _WRITERS[form](fact)


def number_text(number: Decimal) -> str:
    """Return a number with a minus sign, and a comma between thousands."""
    sign, size = (MINUS if number < 0 else ""), abs(number)
    return f"{sign}{size:,f}"


def _of(fact: Fact) -> str:
    whole = _denominator(fact)
    return f"{number_text(_count(fact))} of {whole}"


def _denominator(fact: Fact) -> str:
    if fact.denominator is None:
        raise ValueError("records no denominator")
    return number_text(fact.denominator)


def _with_interval(fact: Fact) -> str:
    if fact.interval is None:
        raise ValueError("records no interval")
    ends = (fact.interval.low, fact.interval.high)
    attached = "%" if fact.unit == "%" else ""
    return (
        f"{_with_unit(fact)} ({number_text(fact.interval.level)}% CI "
        f"{_value(ends, fact.unit)}{attached})"
    )


def _ends(fact: Fact) -> tuple[Decimal, Decimal]:
    if len(fact.value) == 2:
        return fact.value[0], fact.value[1]
    if fact.interval is None:
        raise ValueError("records neither range nor interval")
    return fact.interval.low, fact.interval.high


def _recorded(text: str, name: str) -> str:
    if not text:
        raise ValueError(f"records no {name}")
    return text


def _first_number(fact: Fact) -> str:
    found = quantities_in(_recorded(fact.time, "time"))
    if not found:
        raise ValueError("records no number of its time")
    return found[0].text


def _count(fact: Fact) -> Decimal:
    if fact.count is not None:
        return fact.count
    if fact.denominator is not None and fact.unit != "%" and len(fact.value) == 1:
        return fact.value[0]
    raise ValueError("records no count")


def _value(numbers: tuple[Decimal, ...], unit: str) -> str:
    told = [_digits(number, unit) for number in numbers]
    return (" to " if min(numbers) < 0 else DASH).join(told)


def _digits(number: Decimal, unit: str) -> str:
    """Return a number as its unit asks for it: a calendar year, which has none, is not parted."""
    return number_text(number) if unit else f"{number:f}"


def _with_unit(fact: Fact) -> str:
    told, unit = _value(fact.value, fact.unit), fact.unit
    if unit in _SILENT_UNITS:
        return told
    if unit == "%":
        return f"{told}%"
    if unit in _LEADING_UNITS:
        return f"{_LEADING_UNITS[unit]}{told}"
    if unit == "fold":
        return f"{told}-fold"
    return f"{told}{_NO_BREAK}{_singular(unit) if fact.value == (Decimal(1),) else unit}"


def _singular(unit: str) -> str:
    if unit in _SINGULARS:
        return _SINGULARS[unit]
    return next((unit.removesuffix(end) + put for end, put in _ENDINGS if unit.endswith(end)), unit)


_WRITERS: Mapping[Form, Callable[[Fact], str]] = {
    Form.VALUE: _with_unit,
    Form.NUMBER: lambda fact: _value(fact.value, fact.unit),
    Form.COUNT: lambda fact: number_text(_count(fact)),
    Form.OF: _of,
    Form.DENOMINATOR: _denominator,
    Form.INTERVAL: _with_interval,
    Form.LOW: lambda fact: _digits(_ends(fact)[0], fact.unit),
    Form.HIGH: lambda fact: _digits(_ends(fact)[1], fact.unit),
    Form.TIME: lambda fact: _recorded(fact.time, "time"),
    Form.TIME_NUMBER: _first_number,
    Form.OUTCOME: lambda fact: fact.outcome,
    Form.P: lambda fact: _recorded(fact.p, "p value"),
}
