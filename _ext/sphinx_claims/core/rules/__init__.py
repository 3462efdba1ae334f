"""All rules, in order of their codes."""

from __future__ import annotations

from sphinx_claims.core.rules import engine, keys, presence, scoping, suppression
from sphinx_claims.core.rules.base import Rule

ALL_RULES: tuple[Rule, ...] = (
    *presence.RULES,
    *scoping.RULES,
    *keys.RULES,
    *suppression.RULES,
    *engine.RULES,
)
