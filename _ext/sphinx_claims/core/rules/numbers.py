"""Family 5, continued: the numbers of the text against the ledger."""

from __future__ import annotations

from sphinx_claims.core.rules.base import Rule, hits_for_defects

RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM506",
        slug="malformed-ledger",
        summary="the ledger is missing, cannot be read, or an entry of it is wrong",
        why="A wrong entry is left out, and with it every check of the numbers of its source. All that is wrong is reported at "
        "once; a derived value is worked out again.",
        bad="",
        good="",
        check=hits_for_defects("malformed-ledger"),
    ),
)
