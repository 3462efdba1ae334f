"""Family 5, continued: percentages that say neither of how many nor when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sphinx_claims.core.evidence.ledger import Fact
from sphinx_claims.core.evidence.quantities import Quantity, Sort, quantities_in, without_names
from sphinx_claims.core.model import Severity, State, Verdict
from sphinx_claims.core.prose.stating.scenes import SCENES
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, recorded_keys

_Block = tuple[str | None, int]


def _bare_percentages(context: Context) -> Iterator[Hit]:
    sources = context.ledger.sources
    judged = list(_with_percentage(context.verdicts)) if sources else []
    told = _numbers_of({_block(verdict) for verdict in judged}, context.verdicts)
    for verdict in judged:
        keys, around = recorded_keys(verdict, context.ledger), told[_block(verdict)]
        facts = [fact for key in keys for fact in sources[key].facts]
        for one in quantities_in(without_names(verdict.unit.text)):
            if fact := _unplaced(one, facts, around):
                yield hit_on(
                    verdict, f"{one.text}% does not say {_lacks(fact)}, which the ledger has", keys
                )


def _with_percentage(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    return (
        one
        for one in verdicts
        if "%" in one.unit.text and one.state is not State.EXEMPT and one.unit.setting not in SCENES
    )


def _block(verdict: Verdict) -> _Block:
    return verdict.unit.location.doc, verdict.unit.block


def _numbers_of(
    blocks: Collection[_Block], verdicts: Sequence[Verdict]
) -> Mapping[_Block, Sequence[Quantity]]:
    """Return the numbers of all units of some blocks."""
    told: dict[_Block, list[Quantity]] = {block: [] for block in blocks}
    for verdict in verdicts:
        if (block := _block(verdict)) in told:
            told[block] += quantities_in(without_names(verdict.unit.text))
    return told


def _unplaced(one: Quantity, facts: Sequence[Fact], around: Sequence[Quantity]) -> Fact | None:
    """Return the first fact that a percentage may print, if the paragraph places none of them."""
    if one.sort is not Sort.PERCENT:
        return None
    meant = [fact for fact in facts if fact.unit == "%" and fact.value == (one.value,)]
    return meant[0] if meant and not any(_is_placed(fact, around) for fact in meant) else None


def _is_placed(fact: Fact, around: Sequence[Quantity]) -> bool:
    """Tell whether a paragraph gives denominator or time of a percentage, if the ledger does."""
    if not (fact.denominator or fact.time):
        return True
    timed = fact.time and any(one.sort in {Sort.TIME, Sort.YEAR} for one in around)
    return bool(timed) or any(one.value == fact.denominator for one in around)


def _lacks(fact: Fact) -> str:
    """Name what the ledger records of a percentage and the text does not say."""
    return " nor ".join(["of how many"] * bool(fact.denominator) + ["when"] * bool(fact.time))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM511",
        slug="percentage-without-denominator",
        summary="a percentage gives neither its denominator nor its time, and the ledger has one",
        why="60% of five people and 60% of five hundred are not the same news. The number, or "
        "any time, may stand anywhere in "
        "the paragraph; words such as 'within one year' are not seen.",
        bad="The response was 60% {cite:p}`Key{Abstract}`.",
        good="The response was 60% of 40 {cite:p}`Key{Abstract}`.",
        check=_bare_percentages,
        severity=Severity.NOTE,
        conf='claims_ledger = "ledger.yaml"',
    ),
)
