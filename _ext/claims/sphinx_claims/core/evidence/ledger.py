"""The evidence ledger: what each source found, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sphinx_claims.core.model import Defect, Location

PARTICIPANTS = "participants"
"""Name that stands for the number of participants of a source, as if it were a fact."""
PLUS_MINUS = "-plus-minus"
"""End of the id of a fact that is printed after a plus-minus sign: its meaning is not said."""
ROUNDED = "-rounded"
"""End of the id of a derived fact that may be rounded to ten."""


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
