"""Numbers that the ledger printed in a text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

from sphinx_claims.core.evidence.facttext import look_up
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.quantities import phases_in, quantities_in
from sphinx_claims.core.model import ClaimUnit


def printed_numbers(unit: ClaimUnit, ledger: Ledger) -> Iterator[Decimal]:
    """Yield the numbers that facts print in a unit.

    They are right, whatever words the author puts around them.
    """
    for target in unit.facts:
        with suppress(ValueError):  # an unknown fact is reported where it was read
            named = look_up(target, ledger)
            phases = (
                {phase for _, phase in phases_in(unit.text)}
                if named.fact.unit == "phase"
                else set()
            )
            if not phases & set(named.fact.value):  # "phase 2" is a name, and its digit no number
                yield from (one.value for one in quantities_in(named.text))
