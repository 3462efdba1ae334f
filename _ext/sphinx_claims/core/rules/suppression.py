"""Family 7: what authors declare to be no claim."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.model import Severity, State
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on


def _reasonless(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        if verdict.unit.suppression is not None and not verdict.unit.suppression.reason:
            yield hit_on(verdict, "'uncited' gives no reason")


def _unused(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        suppression = verdict.unit.suppression
        if suppression is not None and suppression.reason and verdict.state is not State.SUPPRESSED:
            yield hit_on(verdict, f"'uncited' hides nothing here: the unit is {verdict.state.value} anyway")


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM701",
        slug="suppression-without-reason",
        summary="an uncited role gives no reason",
        why="Readers see every suppression with its reason; a bare one is a hole in the wall.",
        bad="Cells are small {uncited}` `.",
        good="Cells are small {uncited}`common knowledge`.",
        check=_reasonless,
    ),
    Rule(
        code="CLM703",
        slug="unused-suppression",
        summary="an uncited role hides nothing",
        why="A suppression that is no longer needed hides the next mistake.",
        bad="Cells are small {cite:p}`Key` {uncited}`common knowledge`.",
        good="Cells are small {cite:p}`Key`.",
        check=_unused,
        severity=Severity.WARNING,
    ),
)
