"""Family 3: keys and the bibliography."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects
from sphinx_claims.core.scope import keys_of


def _unknown(context: Context) -> Iterator[Hit]:
    if not context.bibliography.complete:
        return
    for verdict in context.verdicts:
        for key in keys_of(verdict.unit.cites):
            if key not in context.bibliography.known:
                yield hit_on(verdict, f"the bibliography has no entry {key!r}", (key,))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM301",
        slug="unknown-key",
        summary="a citation names a key that no bibliography holds",
        why="The sentence looks supported and is not; the reader finds no reference.",
        bad="Stem cells live in the marrow {cite:p}`Kye`.",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_unknown,
    ),
    Rule(
        code="CLM307",
        slug="missing-bibliography",
        summary="a bibliography file does not exist",
        why="No citation can be checked; the keys are not reported one by one until the file is back.",
        bad="",
        good="",
        check=hits_for_defects("missing-bibliography"),
    ),
    Rule(
        code="CLM308",
        slug="malformed-entry",
        summary="an entry of a bibliography file cannot be read",
        why="The entry is left out of the reference list; all others are kept.",
        bad="",
        good="",
        check=hits_for_defects("malformed-entry"),
    ),
)
