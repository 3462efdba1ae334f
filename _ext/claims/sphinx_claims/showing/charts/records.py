"""What the charts need of an evidence ledger, whoever keeps it.

The shapes of its values, and which of them count as what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Interval(Protocol):
    """The interval of an estimate."""

    @property
    def level(self) -> Decimal: ...  # noqa: D102
    @property
    def low(self) -> Decimal: ...  # noqa: D102
    @property
    def high(self) -> Decimal: ...  # noqa: D102


class Fact(Protocol):
    """One result of a source."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> tuple[Decimal, ...]: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def outcome(self) -> str: ...  # noqa: D102
    @property
    def denominator(self) -> Decimal | None: ...  # noqa: D102
    @property
    def count(self) -> Decimal | None: ...  # noqa: D102
    @property
    def interval(self) -> Interval | None: ...  # noqa: D102
    @property
    def time(self) -> str: ...  # noqa: D102
    @property
    def arm(self) -> str: ...  # noqa: D102
    @property
    def locator(self) -> str: ...  # noqa: D102


class Evidence(Protocol):
    """What is recorded of one source."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def design(self) -> str: ...  # noqa: D102
    @property
    def species(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def treatment(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def participants(self) -> int | None: ...  # noqa: D102
    @property
    def extent(self) -> str: ...  # noqa: D102
    @property
    def locator(self) -> str: ...  # noqa: D102
    @property
    def facts(self) -> Sequence[Fact]: ...  # noqa: D102


class Overlap(Protocol):
    """Sources that may have studied the same people."""

    @property
    def sources(self) -> Sequence[str]: ...  # noqa: D102


class Ledger(Protocol):
    """All that is recorded."""

    @property
    def sources(self) -> Mapping[str, Evidence]: ...  # noqa: D102
    @property
    def overlaps(self) -> Sequence[Overlap]: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102


class Kind(StrEnum):
    """What a chart is of."""

    RESPONSE = "response"
    RELAPSE = "relapse"
    SURVIVAL = "survival"
    MORTALITY = "mortality"


class Group(StrEnum):
    """Designs that are drawn alike."""

    RANDOMISED = "randomised"
    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    OBSERVED = "observed"


NAMES: Mapping[Kind, str] = {
    Kind.RESPONSE: "Response or remission",
    Kind.RELAPSE: "Relapse or flare",
    Kind.SURVIVAL: "Survival",
    Kind.MORTALITY: "Treatment-related death",
}
SHORT_NAMES: Mapping[Kind, str] = {
    Kind.RESPONSE: "Response",
    Kind.RELAPSE: "Relapse",
    Kind.SURVIVAL: "Survival",
    Kind.MORTALITY: "Death by treatment",
}
"""For the heads of narrow columns."""
GROUP_NAMES: Mapping[Group, str] = {
    Group.RANDOMISED: "randomised trial",
    Group.CONTROLLED: "controlled, not randomised",
    Group.UNCONTROLLED: "no comparison group",
    Group.OBSERVED: "registry or cohort",
}
_GROUPS: Mapping[str, Group] = {
    "randomised-trial": Group.RANDOMISED,
    "controlled-trial": Group.CONTROLLED,
    "uncontrolled-trial": Group.UNCONTROLLED,
    "case-series": Group.UNCONTROLLED,
    "case-report": Group.UNCONTROLLED,
    "cohort": Group.OBSERVED,
    "registry": Group.OBSERVED,
}
_KINDS: Sequence[tuple[Kind, re.Pattern[str]]] = (
    (
        Kind.MORTALITY,
        re.compile(
            r"\b(?:treatment|transplant|procedure)-related (?:death|mortality)|\bdeaths related "
            r"to the procedure"
            r"|\bnon-relapse mortality|\bdeaths from causes other than relapse"
        ),
    ),
    (Kind.RELAPSE, re.compile(r"\b(?:relapse|flare)\b")),
    (Kind.SURVIVAL, re.compile(r"^(?:overall )?survival\b")),
    (
        Kind.RESPONSE,
        re.compile(r"(?<!\bno )\b(?:response|remission)s?\b(?! survival)(?!.* among )"),
    ),
)
"""What an outcome says if it is of a kind; the first that fits."""
_CONTROL = re.compile(r"\b(?:placebo|controls?|saline)\b")
_LABEL = re.compile(r"(.*?)((?:19|20)\d\d)\w?$")


def kind_of(fact: Fact) -> Kind | None:
    """Return what a chart of this fact would be of.

    None if its number is no share of people, or of something else.
    """
    if share_of(fact) is None:
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(fact.outcome)), None)


def share_of(fact: Fact) -> Decimal | None:
    """Return what a fact says in percent, if it is a share."""
    if len(fact.value) != 1:
        return None
    if fact.unit == "%":
        return fact.value[0]
    return (
        100 * fact.count / fact.denominator
        if fact.unit == "people" and fact.count is not None and fact.denominator
        else None
    )


def group_of(evidence: Evidence) -> Group | None:
    """Return how a study is drawn; None for what is no study of people."""
    return _GROUPS.get(evidence.design) if "human" in evidence.species else None


def is_control(fact: Fact) -> bool:
    """Tell whether a fact is of people who did not get the treatment."""
    return bool(_CONTROL.search(fact.arm))


def label_of(key: str) -> str:
    """Return the name of a source as a reader knows it.

    >>> label_of("deSilva2019")
    'deSilva 2019'
    """
    found = _LABEL.fullmatch(key)
    return f"{found[1]} {found[2]}" if found else key


def overlapping(ledger: Ledger, key: str, shown: Sequence[str]) -> tuple[str, ...]:
    """Return which of some other sources may have studied the same people."""
    near = {
        other for overlap in ledger.overlaps if key in overlap.sources for other in overlap.sources
    }
    return tuple(other for other in dict.fromkeys(shown) if other in near and other != key)
