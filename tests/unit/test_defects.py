"""Every kind of defect is reported, by the one rule that it is named after."""

from __future__ import annotations

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Bibliography, Defect, Location
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Context


@pytest.mark.parametrize("kind", DefectKind)
def test_each_kind_is_reported_by_the_rule_it_is_named_after(kind: DefectKind) -> None:
    location = Location(doc="index", source="index.md", line=3)
    context = Context(
        verdicts=(),
        defects=(Defect(slug=kind, location=location, message="seen", keys=("Key",)),),
        bibliography=Bibliography(),
        policy=Policy(),
        sources={},
    )
    hits = {rule.slug: list(rule.check(context)) for rule in ALL_RULES}
    told = {slug: [hit.message for hit in found] for slug, found in hits.items() if found}
    assert told == {kind.value: ["seen"]}
