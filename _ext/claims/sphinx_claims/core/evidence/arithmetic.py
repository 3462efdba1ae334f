"""Arithmetic with facts of one source: what an author writes to a line with its result.

``Key.remission count / Key.participants`` is "33 ÷ 53 = 62%".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sphinx_claims.core.evidence.facttext import (
    BARE,
    Form,
    fact_text,
    look_up,
    number_text,
)
from sphinx_claims.core.evidence.ledger import Fact, Ledger, split_target
from sphinx_claims.core.evidence.quantities import MINUS, quantities_in, to_number
from sphinx_claims.core.evidence.slips import OPERATORS

RESULT = "result"
"""Option that prints the result alone."""
_DIVIDED, _TIMES = "\u00f7", "\u00d7"
_WHOLE = "100%"
"""The only number that stands for itself."""
_PYTHON: Mapping[str, str] = {MINUS: "-", _DIVIDED: "/", _TIMES: "*", _WHOLE: "_whole"}
"""What an author writes, to what Python knows."""
_SHOWN: Mapping[str, str] = {
    **dict.fromkeys(("-", MINUS), f" {MINUS} "),
    **dict.fromkeys(("/", _DIVIDED), f" {_DIVIDED} "),
    **dict.fromkeys(("*", _TIMES), f" {_TIMES} "),
    "+": " + ",
}
"""An operator as an author writes it, to what readers see."""
_MARKS = frozenset({"(", ")", _WHOLE, *_SHOWN})
"""All that is no fact."""
_NUMBERS = (Form.NUMBER, Form.COUNT, Form.DENOMINATOR, Form.LOW, Form.HIGH, Form.TIME_NUMBER)
_COUNT, _PERCENT, _POINTS = "people", "%", "percentage points"
_COUNTED = frozenset(
    {"people", "women", "men", "children", "patients", "deaths", "animals", "mice", "rats", "dogs"}
)
"""Units of what is counted one by one."""
_MOST = 24
"""How many parts an expression has at most."""
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """Arithmetic as it is printed."""

    key: str
    """The one source of all numbers."""
    operands: tuple[str, ...]
    """The facts it uses, each as the role ``fact`` would name it."""
    locator: str
    """Where in the source they stand."""
    text: str
    result: str
    """The result alone."""
    bare: bool
    """Whether its citation stands elsewhere in the sentence or row."""
    alone: bool
    """Whether the result is printed alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A number on the way to the result."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operand:
    """A fact as part of an expression."""

    target: str
    key: str
    locator: str
    text: str
    number: Decimal
    unit: str


def calculate(target: str, ledger: Ledger) -> Calculation:
    """Return what the role ``calc`` prints; raises ``ValueError`` with what is wrong in it."""
    parts, options = _parted(target)
    _check_form(parts, target)
    operands = [_operand(part, ledger) for part in parts if _is_fact(part)]
    key, shown = _only_source(operands), "".join(_shown(parts, operands))
    python = " ".join("_fact" if _is_fact(part) else _PYTHON.get(part, part) for part in parts)
    amount = _evaluate(python, operands, target)
    result = _told(amount, operands, has_quotient=not {"/", "*"}.isdisjoint(python))
    alone = RESULT in options
    locators = dict.fromkeys(one.locator for one in operands if one.locator)
    return Calculation(
        key=key,
        operands=tuple(one.target for one in operands),
        locator="; ".join(locators),
        text=result if alone else f"{shown} = {result}",
        result=result,
        bare=BARE in options,
        alone=alone,
    )


def keys_in(target: str) -> frozenset[str]:
    """Return the sources that an expression names, as far as it can be read."""
    return frozenset(
        split_target(word)[0] for word in re.findall(r"[^\s()]+", target) if "." in word
    )


def _parted(target: str) -> tuple[list[str], frozenset[str]]:
    """Return operators, brackets and operands with their form, and the options behind them."""
    parts: list[str] = []
    options: set[str] = set()
    for word in re.findall(r"[()]|[^\s()]+", target):
        if word in {BARE, RESULT}:
            options.add(word)
        elif word in set(Form) and parts and _is_fact(parts[-1]):
            parts[-1] += f" {word}"
        elif word in _MARKS or "." in word:
            parts.append(word)
        else:
            raise ValueError(
                f"calc cannot read {word!r}: write facts as Key.fact, operators "
                f"(- / + *) with blanks around them, brackets, {_WHOLE}, and {BARE} or {RESULT}"
            )
    return parts, frozenset(options)


def _check_form(parts: Sequence[str], target: str) -> None:
    if not any(part in _SHOWN for part in parts):
        raise ValueError(f"calc {target!r} has no operator: the role fact prints one number")
    if len(parts) > _MOST:
        raise ValueError(f"calc has {len(parts)} parts, and may have {_MOST}")


def _shown(parts: Sequence[str], operands: Sequence[_Operand]) -> Iterator[str]:
    """Yield what readers see of each part; a negative number behind a sign stands in brackets."""
    found = iter(operands)
    for index, part in enumerate(parts):
        if _is_fact(part):
            operand = next(found)
            held = operand.number < 0 and index and parts[index - 1] in _SHOWN
            yield f"({operand.text})" if held else operand.text
        else:
            yield _SHOWN.get(part, part)


def _is_fact(part: str) -> bool:
    return part not in _MARKS


def _operand(part: str, ledger: Ledger) -> _Operand:
    """Return the number that a fact stands for."""
    name, *forms = part.split()
    form = Form(forms[-1]) if forms else Form.NUMBER
    form = Form.NUMBER if form is Form.VALUE else form
    named = look_up(f"{name} {form}", ledger)
    fact = named.fact
    if form not in _NUMBERS:
        raise ValueError(f"calc cannot calculate with {part!r}, which is no single number")
    if form is Form.NUMBER and len(fact.value) == 2:
        raise ValueError(f"{name!r} is a range: calculate with its low or high end")
    if fact.derived:
        raise ValueError(
            f"{name!r} is worked out itself ({fact.derived}): calculate with what its source prints"
        )
    unit = _unit_of(fact, form)
    return _Operand(
        target=f"{name} {form}",
        key=named.evidence.key,
        locator=fact.locator or named.evidence.locator,
        text=named.text + (_PERCENT if unit == _PERCENT else ""),
        number=to_number(named.text),
        unit=unit,
    )


def _unit_of(fact: Fact, form: Form) -> str:
    if form in {Form.COUNT, Form.DENOMINATOR}:
        return _COUNT
    if form is Form.TIME_NUMBER:
        return f"{quantities_in(fact.time)[0].unit}s"
    return _COUNT if fact.unit in _COUNTED else fact.unit


def _only_source(operands: Sequence[_Operand]) -> str:
    keys = list(dict.fromkeys(one.key for one in operands))
    if not keys:
        raise ValueError("calc names no fact")
    if len(keys) > 1:
        raise ValueError(
            f"calc mixes {' and '.join(keys)}: arms of different studies are not compared"
        )
    return keys[0]


def _evaluate(expression: str, operands: Sequence[_Operand], told: str) -> _Amount:
    """Work out an expression in which each operand stands as a name, in order."""
    found: Iterator[_Operand] = iter(operands)

    def value_of(node: ast.expr) -> _Amount:
        if isinstance(node, ast.Name) and node.id == "_whole":
            return _Amount(value=Fraction(100), unit=_WHOLE)
        if isinstance(node, ast.Name):
            operand = next(found)
            return _Amount(value=Fraction(operand.number), unit=operand.unit)
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            one, two = value_of(node.left), value_of(node.right)
            return _joined(node.op, one, two)
        raise ValueError(f"calc {told!r} is no sum, difference, product or quotient")

    try:
        return value_of(ast.parse(expression, mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"calc {told!r} is no sum, difference, product or quotient") from error
    except ZeroDivisionError as error:
        raise ValueError(f"calc {told!r} divides by 0") from error


def _joined(sign: ast.operator, one: _Amount, two: _Amount) -> _Amount:
    if isinstance(sign, ast.Add | ast.Sub):
        value = OPERATORS[type(sign)](one.value, two.value)
        return _Amount(value=value, unit=_unit_of_sum(sign, one.unit, two.unit))
    hundredth = {amount: Fraction(1, 100) if _is_share(amount) else 1 for amount in (one, two)}
    value = OPERATORS[type(sign)](one.value * hundredth[one], two.value * hundredth[two])
    return _of_product(sign, one, two, value)


def _of_product(sign: ast.operator, one: _Amount, two: _Amount, value: Fraction) -> _Amount:
    """Return a product or quotient: a share of what is counted is a percentage."""
    if isinstance(sign, ast.Div) and one.unit == two.unit == _COUNT and 0 <= value <= 1:
        return _Amount(value=100 * value, unit=_PERCENT)
    if isinstance(sign, ast.Mult) and _is_share(one) and _is_share(two):
        return _Amount(value=100 * value, unit=_PERCENT)
    if _is_share(one) is _is_share(two):
        return _Amount(value=value, unit="")
    return _Amount(value=value, unit=two.unit if _is_share(one) else one.unit)


def _is_share(amount: _Amount) -> bool:
    return amount.unit in {_PERCENT, _WHOLE}


def _unit_of_sum(sign: ast.operator, one: str, two: str) -> str:
    if _WHOLE in {one, two} and {one, two} <= {_WHOLE, _PERCENT}:
        return _PERCENT
    if one != two:
        names = (unit or "a plain number" for unit in (one, two))
        raise ValueError(f"calc adds or subtracts {' and '.join(names)}, which differ in kind")
    return _POINTS if one == _PERCENT and isinstance(sign, ast.Sub) else one


def _told(amount: _Amount, operands: Sequence[_Operand], *, has_quotient: bool) -> str:
    """Return a result, rounded half up.

    A sum has the decimals of its parts, a percentage those of the percentages it comes from, and
    another quotient one more.
    """
    of_shares = amount.unit in {_PERCENT, _POINTS}
    kept = [one.number for one in operands if one.unit == _PERCENT or not of_shares]
    decimals = max((-int(number.as_tuple().exponent) for number in kept), default=0)
    more = has_quotient and not of_shares
    number = _rounded(amount.value, max(decimals, 0) + more)
    number = _without_noughts(number) if more else number
    unit = "" if amount.unit == _COUNT else amount.unit
    plain = Fact(id="", value=(number,), unit=unit, outcome="")
    return fact_text(plain) if unit else number_text(number)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    """Round a value; one that is not nought keeps a digit."""
    for places in range(decimals, _MOST_DECIMALS + 1):
        scaled = Decimal(int(abs(value) * 10**places * 2 + 1) // 2)
        if scaled or not value:
            break
    return scaled.scaleb(-places).copy_sign(Decimal(-1) if value < 0 else Decimal(1))


def _without_noughts(number: Decimal) -> Decimal:
    whole = number == number.to_integral_value(rounding=ROUND_HALF_UP)
    return number.quantize(Decimal(1)) if whole else number.normalize()
