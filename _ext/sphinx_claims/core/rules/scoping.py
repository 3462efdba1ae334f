"""Family 2: citations that cover nothing, or scopes without citations."""

from __future__ import annotations

from sphinx_claims.core.rules.base import Rule, hits_for_defects

RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM204",
        slug="citation-in-heading",
        summary="a citation stands in a heading or a label, where it covers nothing",
        why="A heading is no statement, and the sentences below it do not inherit from it.",
        bad="## Stem cells {cite:p}`Key`",
        good="## Stem cells\n\nStem cells live in the marrow {cite:p}`Key`.",
        check=hits_for_defects("citation-in-heading"),
    ),
    Rule(
        code="CLM206",
        slug="translation-citation",
        summary="a translation lost, gained or moved a citation",
        why="A reader of the translation must find the same support; nothing else of a translation is judged.",
        bad="",
        good="",
        check=hits_for_defects("translation-citation"),
    ),
    Rule(
        code="CLM207",
        slug="claim-without-key",
        summary="a claim directive names no source",
        why="The directive declares that its body is covered; without a key it covers nothing.",
        bad=":::{claim}\nStem cells live in the marrow {cite:p}`Key`.\n:::",
        good=":::{claim} Key\nStem cells live in the marrow.\n:::",
        check=hits_for_defects("claim-without-key"),
    ),
)
