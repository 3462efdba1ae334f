"""The evidence ledger.

What each source found, as frozen values, and what is wrong with a fact that contradicts itself.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sphinx_claims.core.model import Defect, Location

PARTICIPANTS = "participants"
"""Name that stands for the number of participants of a source, as if it were a fact."""


class Design(StrEnum):
    """How a study was made, or what kind of text a source is."""

    RANDOMISED_TRIAL = "randomised-trial"
    CONTROLLED_TRIAL = "controlled-trial"
    UNCONTROLLED_TRIAL = "uncontrolled-trial"
    COHORT = "cohort"
    REGISTRY = "registry"
    CASE_CONTROL = "case-control"
    CASE_SERIES = "case-series"
    CASE_REPORT = "case-report"
    CROSS_SECTIONAL = "cross-sectional"
    SYSTEMATIC_REVIEW = "systematic-review"
    META_ANALYSIS = "meta-analysis"
    NARRATIVE_REVIEW = "narrative-review"
    GUIDELINE = "guideline"
    REGULATORY = "regulatory"
    LABORATORY = "laboratory"
    EPIDEMIOLOGY = "epidemiology"
    TEXTBOOK = "textbook"
    REFERENCE = "reference"
    EDITORIAL = "editorial"
    PROTOCOL = "protocol"
    OTHER = "other"


class Species(StrEnum):
    """Whom or what a source studied."""

    HUMAN = "human"
    MOUSE = "mouse"
    RAT = "rat"
    DOG = "dog"
    OTHER_ANIMAL = "other-animal"
    HUMAN_CELLS = "human-cells"
    MOUSE_CELLS = "mouse-cells"
    NONE = "none"


class Treatment(StrEnum):
    """What was given."""

    HSCT = "hsct"
    MSC = "msc"
    CAR_T = "car-t"
    DRUG = "drug"
    NONE = "none"


class Extent(StrEnum):
    """How much of a source was read."""

    RECORD = "record"
    ABSTRACT = "abstract"
    FULL_TEXT = "full-text"


class NoticeKind(StrEnum):
    """What a publisher said of a source afterwards."""

    CORRECTION = "correction"
    CONCERN = "concern"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The interval of an estimate."""

    level: Decimal
    """How sure, in percent: 95 of a 95 % confidence interval."""
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One result of a source; numbers keep the decimals they are written with."""

    id: str
    value: tuple[Decimal, ...]
    """One number, or the two ends of a range."""
    unit: str
    """Its unit in the plural, ``%``, or nothing for a calendar year."""
    outcome: str
    """What the number is of."""
    denominator: Decimal | None = None
    """Of how many."""
    count: Decimal | None = None
    """How many of them."""
    interval: Interval | None = None
    p: str = ""
    """The p value, as written: ``0.04`` or ``<0.001``."""
    time: str = ""
    """When, such as ``12 months`` or ``week 52``."""
    arm: str = ""
    """Which group."""
    locator: str = ""
    """Where in the source; that of the source if the fact has none."""
    derived: str = ""
    """How the value is worked out from recorded ones, if the source does not print it."""
    note: str = ""
    line: int = 1
    """Where the fact stands in the ledger."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """All numbers that a derivation may use, the value first."""
        more = (
            self.count,
            self.denominator,
            *((self.interval.low, self.interval.high) if self.interval else ()),
        )
        return (*self.value, *(number for number in more if number is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction, an expression of concern or a retraction."""

    kind: NoticeKind
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the ledger says of one source."""

    key: str
    design: Design
    species: tuple[Species, ...]
    treatment: tuple[Treatment, ...]
    participants: int | None
    """How many people or animals; None where that is not known or makes no sense."""
    population: str
    extent: Extent
    locator: str
    notices: tuple[Notice, ...] = ()
    facts: tuple[Fact, ...] = ()
    participants_note: str = ""
    checked: str = ""
    """The day on which somebody last held the entry against the source, as ``2026-11-22``; empty
    if not said."""
    line: int = 1
    """Where the entry stands in the ledger."""

    def find(self, name: str) -> Fact | None:
        """Return the fact of that id; ``participants`` is how many there were, if that is known."""
        if name == PARTICIPANTS and self.participants is not None:
            unit = "people" if Species.HUMAN in self.species else "animals"
            return Fact(
                id=name,
                value=(Decimal(self.participants),),
                unit=unit,
                outcome=self.population,
                line=self.line,
            )
        return next((fact for fact in self.facts if fact.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Sources that may have studied the same people, so that their numbers must not be added up."""

    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Sources that found opposite things, so that a sentence which cites both sides must say so."""

    about: str
    sides: tuple[tuple[str, ...], ...]
    """Keys of the sources on each side."""
    words: tuple[str, ...]
    """Beginnings of words of which one must be in a sentence that is about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNumber:
    """A number that stands beside a citation and is of no source.

    It counts something of the text itself.
    """

    doc: str
    number: Decimal
    words: str
    """Words of the sentence, the number among them."""
    reason: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that is recorded of the sources."""

    sources: Mapping[str, Evidence] = field(default_factory=dict)
    overlaps: tuple[Overlap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    own_numbers: tuple[OwnNumber, ...] = ()
    defects: tuple[Defect, ...] = ()
    damaged: frozenset[str] = frozenset()
    """Keys of the entries that some defect is about: what they lack may be there and unreadable."""
    source: str = ""
    """Path of the file, relative to the source directory; empty for no ledger at all."""
    digest: str = ""
    """A digest of the file."""


NO_LEDGER = Ledger()


def split_target(target: str) -> tuple[str, str, tuple[str, ...]]:
    """Return source, fact and options of what an author writes to print a fact.

    ``Key2020.response of bare``.
    """
    name, *options = target.split() or [""]
    key, _, fact = name.rpartition(".")
    return key, fact, tuple(options)


def slips_in(fact: Fact) -> Iterator[str]:
    """Say where the numbers of a fact contradict each other."""
    count, whole, value = fact.count, fact.denominator, fact.value[0]
    if len(fact.value) == 2 and fact.value[0] > fact.value[1]:
        yield f"the range {fact.value[0]} to {fact.value[1]} ends before it begins"
    if count is not None and whole is not None and count > whole:
        yield f"count {count} is more than the denominator {whole}"
    elif (
        fact.unit == "%"
        and count is not None
        and whole
        and abs(100 * count / whole - value) >= _last_digit(value)
    ):
        yield f"{count} of {whole} is {100 * count / whole:.4g} %, the value is {value}"
    if count is not None and fact.unit not in {"%", _PER_HUNDRED} and value != count:
        yield f"count {count} is not the value {value}"
    if fact.interval and not fact.interval.low <= value <= fact.interval.high:
        yield (
            f"the interval {fact.interval.low} to {fact.interval.high} does not hold the value "
            f"{value}"
        )


def slips_in_derivation(fact: Fact, evidence: Evidence) -> Iterator[str]:
    """Work out a derived value again, and say what is wrong with it.

    It may use what its source prints, and 100.
    """
    recorded = {number for other in evidence.facts if not other.derived for number in other.numbers}
    recorded |= {Decimal(100), Decimal(evidence.participants or 100)}
    try:
        result = _evaluate(fact.derived)
    except (SyntaxError, ValueError, ZeroDivisionError):
        yield f"derivation {fact.derived!r} is no sum, difference, product or quotient of numbers"
        return
    used = map(Decimal, re.findall(r"\d+(?:\.\d+)?", fact.derived))
    if strangers := [str(number) for number in used if number not in recorded]:
        yield (
            f"derivation {fact.derived!r} uses {', '.join(strangers)}, which no fact of the "
            "source records"
        )
        return
    value = fact.value[0]
    step = Fraction(10) if fact.id.endswith(ROUNDED) else Fraction(_last_digit(value))
    shares = (100 * result,) if fact.unit == "%" else ()
    if not any(abs(told - Fraction(value)) <= step / 2 for told in (result, *shares)):
        yield (
            f"derivation {fact.derived!r} gives {float((*shares, result)[0]):.4g}, the value is "
            f"{value}"
        )


PLUS_MINUS = "-plus-minus"
"""End of the id of a fact that is printed after a plus-minus sign: its meaning is not said."""
ROUNDED = "-rounded"
"""End of the id of a derived fact that may be rounded to ten."""
_PER_HUNDRED = "per 100"
_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _last_digit(number: Decimal) -> Decimal:
    """Return one unit of the last digit of a number, of whole ones at most."""
    return Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))


def _evaluate(text: str) -> Fraction:
    """Work out an expression of numbers, the four operators and brackets.

    Raises what :func:`ast.parse` does, or ValueError.
    """

    def value_of(node: ast.expr) -> Fraction:
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
            return Fraction(ast.unparse(node))
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](value_of(node.left), value_of(node.right))
        raise ValueError(text)

    return value_of(ast.parse(text, mode="eval").body)
