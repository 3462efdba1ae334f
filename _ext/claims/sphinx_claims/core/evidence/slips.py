"""What is wrong with a fact whose numbers contradict each other, or those it is worked out from."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from sphinx_claims.core.evidence.ledger import ROUNDED, Evidence, Fact

_PER_HUNDRED = "per 100"
OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
"""The operators of a derivation."""


def slips_in(fact: Fact) -> Iterator[str]:
    """Say where the numbers of a fact contradict each other."""
    value, interval = fact.value[0], fact.interval
    if len(fact.value) == 2 and fact.value[0] > fact.value[1]:
        yield f"the range {fact.value[0]} to {fact.value[1]} ends before it begins"
    if fact.count is not None:
        yield from _slips_in_count(fact, fact.count)
    if interval and not interval.low <= value <= interval.high:
        yield f"the interval {interval.low} to {interval.high} does not hold the value {value}"


def _slips_in_count(fact: Fact, count: Decimal) -> Iterator[str]:
    whole, value = fact.denominator, fact.value[0]
    if whole is not None and count > whole:
        yield f"count {count} is more than the denominator {whole}"
    elif whole and fact.unit == "%" and abs(100 * count / whole - value) >= _last_digit(value):
        yield f"{count} of {whole} is {100 * count / whole:.4g} %, the value is {value}"
    if fact.unit not in {"%", _PER_HUNDRED} and value != count:
        yield f"count {count} is not the value {value}"


def slips_in_derivation(fact: Fact, evidence: Evidence) -> Iterator[str]:
    """Work out a derived value again, and say what is wrong with it.

    It may use what its source prints, and 100.
    """
    try:
        result = _evaluate(fact.derived)
    except (SyntaxError, ValueError, ZeroDivisionError):
        yield f"derivation {fact.derived!r} is no sum, difference, product or quotient of numbers"
        return
    recorded = _recorded(evidence)
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


def _recorded(evidence: Evidence) -> frozenset[Decimal]:
    """Return the numbers that a derivation may use."""
    printed = (fact.numbers for fact in evidence.facts if not fact.derived)
    own = {Decimal(100), Decimal(evidence.participants or 100)}
    return frozenset(own).union(*printed)


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
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](value_of(node.left), value_of(node.right))
        raise ValueError(text)

    return value_of(ast.parse(text, mode="eval").body)
