"""Family 5: where in the source."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.model import Kind, Severity
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on
from sphinx_claims.core.scope import keys_of


def _quotations(context: Context) -> Iterator[Hit]:
    told: set[tuple[str | None, int]] = set()
    for verdict in context.verdicts:
        unit = verdict.unit
        place = (unit.location.doc, unit.block)
        if unit.kind is not Kind.QUOTATION or place in told:
            continue
        cites = [cite for cite in unit.all_cites if cite.key in context.bibliography.known]
        if cites and not any(cite.locator for cite in cites):
            told.add(place)
            yield hit_on(verdict, "quotation does not say where in its source it stands", keys_of(cites))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM502",
        slug="quotation-without-locator",
        summary="a block quotation has a source and no page or section",
        why="Whoever checks the words must find them without reading the whole work.",
        bad="> Blood cells come from the marrow {cite:p}`Key`.",
        good="> Blood cells come from the marrow {cite:p}`Key{p. 3}`.",
        check=_quotations,
        severity=Severity.WARNING,
    ),
)
