"""A question as a value; every text knows its line in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a question is asked."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDERING = "ordering"
    MATCHING = "matching"
    NUMERIC = "numeric"
    SHORT = "short"
    COVER = "cover-the-column"
    HEADLINE = "fix-the-headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text in the mark-up of the page, with its line in the file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a reader is told after an answer."""

    told: Told
    sources: tuple[str, ...] = ()
    """Keys that the text rests on, as a citation names them."""
    inferred_from: tuple[str, ...] = ()
    """Keys from which its last sentence is inferred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be given, or one thing to look for in it."""

    told: Told
    feedback: Feedback
    correct: bool | None = None
    """None where it is neither right nor wrong."""
    position: int = 0
    """Its place in the right order, from 1."""
    match: Told | None = None
    """What belongs to it."""
    tolerance: str = ""
    """How far a number may be off."""
    misconception: str = ""
    """Name of the mistake behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, some last columns of which are covered at first."""

    header: tuple[Told, ...]
    rows: tuple[tuple[Told, ...], ...]
    covered: int
    """The first covered column, from 0."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question."""

    id: str
    kind: Kind
    stem: Told
    line: int
    objective: str = ""
    sources: tuple[str, ...] = ()
    """Keys that what the stem tells rests on."""
    about: str = ""
    """Id of the invented abstract that it asks about."""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    rubric: tuple[Choice, ...] = ()
    """What to look for in an answer in own words."""
    slips: tuple[Choice, ...] = ()
    """What is said of other answers."""
    grid: Grid | None = None
    headline: Told | None = None
    before: Told | None = None
    after: Told | None = None
    model: Told | None = None
    """A model answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract of a study that nobody made."""

    id: str
    title: str
    told: Told
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """All questions of a lesson."""

    items: tuple[Item, ...] = ()
    abstracts: tuple[Abstract, ...] = ()
