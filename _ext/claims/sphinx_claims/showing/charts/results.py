"""Facts of the ledger to the rows of a chart, and why some facts cannot stand in one.

Knows nothing of Sphinx or SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sphinx_claims.core.evidence.ledger import Evidence, Fact, Ledger
from sphinx_claims.showing.charts.groups import Group, group_of, is_control
from sphinx_claims.showing.charts.intervals import wilson
from sphinx_claims.showing.charts.labels import in_words, label_of
from sphinx_claims.showing.charts.lookup import ChartError, find_fact, overlapping
from sphinx_claims.showing.charts.outcomes import NAMES, Kind, kind_of, share_of


class Origin(StrEnum):
    """Where an interval is from."""

    PUBLISHED = "as published"
    COMPUTED = "computed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One result of one group of people."""

    key: str
    """The source."""
    fact: str
    """Id of the fact."""
    arm: str
    outcome: str
    time: str
    design: str
    group: Group
    control: bool
    """Whether these people did not get the treatment."""
    participants: int | None
    """How many were in the whole study."""
    count: Decimal | None
    whole: Decimal | None
    share: Decimal
    """In percent."""
    printed: bool
    """Whether the source prints it in percent, and not only how many of how many."""
    low: Decimal | None
    high: Decimal | None
    origin: Origin
    locator: str
    overlaps: tuple[str, ...]
    """Other sources of the chart that may have studied the same people."""

    @property
    def label(self) -> str:
        """Return the name of the study, and of the arm if it has any."""
        return f"{label_of(self.key)}, {self.arm}" if self.arm else label_of(self.key)

    @property
    def percent(self) -> str:
        """Return the share as the source prints it, or else with at most one decimal."""
        if self.printed:
            return f"{self.share}"
        return (
            f"{self.share:.0f}" if self.share == self.share.to_integral() else f"{self.share:.1f}"
        )

    @property
    def of(self) -> str:
        """Return how many of how many, if that is known."""
        return "" if self.count is None else f"{self.count} of {self.whole}"

    @property
    def result(self) -> str:
        """Return the share, and of how many as far as that is known."""
        if self.of:
            return f"{self.of} ({self.percent}%)"
        return f"{self.percent}%" if self.whole is None else f"{self.percent}% of {self.whole}"

    @property
    def interval(self) -> str:
        """Return the interval in words."""
        return "none" if self.low is None else f"{self.low}\N{EN DASH}{self.high}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Results of one kind after one treatment."""

    kind: Kind
    treatment: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """Return what the chart shows."""
        return (
            f"{NAMES[self.kind]} after {self.treatment.upper()}: share of people in each study, "
            "with 95% intervals"
        )


def plan_chart(ledger: Ledger, kind: Kind, treatment: str, names: Sequence[str]) -> Chart:
    """Return the chart of some facts, the arms of a study side by side.

    Raises :exc:`ChartError` with all that is wrong.
    """
    complaints: list[str] = []
    found: dict[str, list[tuple[Evidence, Fact]]] = {}
    for name in dict.fromkeys(names):
        try:
            evidence, fact = find_fact(ledger, name)
        except ChartError as error:
            complaints += error.complaints
            continue
        complaints += _objections(evidence, fact, kind, treatment)
        found.setdefault(evidence.key, []).append((evidence, fact))
    complaints += [told for pairs in found.values() for told in _missing_arms(pairs, kind)]
    if complaints or not found:
        raise ChartError(complaints or ["a chart needs facts"])
    shown = tuple(found)
    rows = (
        _row(evidence, fact, ledger, shown) for pairs in found.values() for evidence, fact in pairs
    )
    return Chart(kind=kind, treatment=treatment, rows=tuple(rows))


def _objections(evidence: Evidence, fact: Fact, kind: Kind, treatment: str) -> Iterator[str]:
    """Say why a fact cannot stand in a chart."""
    name = f"{evidence.key}.{fact.id}"
    if tuple(evidence.treatment) != (treatment,):
        about = " and ".join(evidence.treatment)
        yield (
            f"{name} is about {about}, the chart about {treatment}: results of different "
            "treatments share no axis"
        )
    elif group_of(evidence) is None:
        yield (
            f"{name} is of a {evidence.design} in {', '.join(evidence.species)}: a chart shows "
            "studies of people"
        )
    if share_of(fact) is None:
        yield f"{name} is in {fact.unit or 'no unit'}, and no share of people"
    elif kind_of(fact) is not kind:
        yield f"{name} is {fact.outcome!r}, which is no {kind}"
    if fact.interval is not None and fact.interval.level != 95:
        yield f"{name} has a {fact.interval.level}% interval, and a chart shows those of 95%"


def _missing_arms(pairs: Sequence[tuple[Evidence, Fact]], kind: Kind) -> Iterator[str]:
    """Say which control arm a study has that is not shown beside the arm that got the treatment."""
    shown = {fact.id for _, fact in pairs}
    evidence = pairs[0][0]
    treated = {
        (fact.outcome, fact.time): fact.id for _, fact in reversed(pairs) if not is_control(fact)
    }
    for fact in evidence.facts:
        if not is_control(fact) or kind_of(fact) is not kind or fact.id in shown:
            continue
        if twin := treated.get((fact.outcome, fact.time)):
            yield f"{evidence.key}.{twin} stands without its control arm {evidence.key}.{fact.id}"


def _row(evidence: Evidence, fact: Fact, ledger: Ledger, shown: Sequence[str]) -> Row:
    low, high, origin = _interval(fact)
    group, share = group_of(evidence), share_of(fact)
    assert group is not None and share is not None  # noqa: S101, PT018 - the objections have seen to it
    return Row(
        key=evidence.key,
        fact=fact.id,
        arm=fact.arm,
        outcome=fact.outcome,
        time=fact.time,
        design=in_words(evidence.design),
        group=group,
        control=is_control(fact),
        participants=evidence.participants,
        count=fact.count,
        whole=fact.denominator,
        share=share,
        printed=fact.unit == "%",
        low=low,
        high=high,
        origin=origin,
        locator=fact.locator or evidence.locator,
        overlaps=overlapping(ledger, evidence.key, shown),
    )


def _interval(fact: Fact) -> tuple[Decimal | None, Decimal | None, Origin]:
    """Return the interval that the source prints, or else one computed from the counts.

    An estimate has neither.
    """
    if fact.interval is not None:
        return fact.interval.low, fact.interval.high, Origin.PUBLISHED
    if fact.count is None or not fact.denominator:
        return None, None, Origin.NONE
    low, high = (Decimal(f"{end:.1f}") for end in wilson(int(fact.count), int(fact.denominator)))
    return low, high, Origin.COMPUTED
