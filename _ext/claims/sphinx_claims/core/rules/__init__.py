"""All rules, in order of their codes."""

from __future__ import annotations

from sphinx_claims.core.rules import (
    engine,
    entries,
    evidence,
    identifying,
    keys,
    locators,
    names,
    numbers,
    percentages,
    presence,
    reasoning,
    scoping,
    standing,
    suppression,
)
from sphinx_claims.core.rules.base import Rule

_FAMILIES = (
    presence,
    names,
    scoping,
    reasoning,
    keys,
    entries,
    identifying,
    standing,
    locators,
    numbers,
    percentages,
    evidence,
    suppression,
    engine,
)
ALL_RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)
