"""Numbers that the ledger printed in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

from sphinx_claims.core.evidence.arithmetic import Calculation, calculate
from sphinx_claims.core.evidence.facttext import look_up
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.quantities import phases_in, quantities_in
from sphinx_claims.core.model import ClaimUnit


def printed_numbers(unit: ClaimUnit, ledger: Ledger) -> Iterator[Decimal]:
    """Yield the numbers that facts, and arithmetic with them, print in a unit.

    They are right, whatever words the author puts around them.
    """
    worked_out = _arithmetic_in(unit, ledger)
    operands = Counter(operand for one in worked_out for operand in one.operands)
    for target in (Counter(unit.facts) - operands).elements():
        with suppress(ValueError):  # an unknown fact is reported where it was read
            named = look_up(target, ledger)
            phases = (
                {phase for _, phase in phases_in(unit.text)}
                if named.fact.unit == "phase"
                else set()
            )
            if not phases & set(named.fact.value):  # "phase 2" is a name, and its digit no number
                yield from (one.value for one in quantities_in(named.text))
    for one in worked_out:
        yield from (number.value for number in quantities_in(one.text))


def results_in(unit: ClaimUnit, ledger: Ledger) -> frozenset[Decimal]:
    """Return the results of the arithmetic in a unit, which no source prints."""
    return frozenset(
        number.value for one in _arithmetic_in(unit, ledger) for number in quantities_in(one.result)
    )


def _arithmetic_in(unit: ClaimUnit, ledger: Ledger) -> list[Calculation]:
    found = []
    for target in unit.arithmetic:
        with suppress(ValueError):  # reported where it was read
            found.append(calculate(target, ledger))
    return found
