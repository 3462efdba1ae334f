"""The parts of the report that a page can show; each has a directive of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_claims.showing.audit import draw_audit
from sphinx_claims.showing.catalogue import draw_options, draw_rules
from sphinx_claims.showing.drawing import View
from sphinx_claims.showing.impact import draw_impact
from sphinx_claims.showing.index import draw_index
from sphinx_claims.showing.sources import draw_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewType:
    """A part of the report that authors can put on a page."""

    summary: str
    """What readers see there."""
    draw: Callable[[View], list[nodes.Node]]
    options: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    """Options of its directive, and what reads them."""


VIEWS: Mapping[str, ViewType] = {
    "index": ViewType(
        summary="Every claim with its sources, grouped by page, with a count for each page.",
        draw=draw_index,
    ),
    "sources": ViewType(
        summary="The sources of this page, or of all pages, with the sentences that rest on each.",
        draw=draw_sources,
        options={
            "scope": lambda text: directives.choice(text, ("page", "all")),
            "field": directives.unchanged_required,
            "heading": directives.unchanged_required,
            "sentences": directives.flag,
        },
    ),
    "impact": ViewType(
        summary="For each source, the sentences that would fall with it, and those that would not.",
        draw=draw_impact,
    ),
    "audit": ViewType(
        summary="Every suppression with its reason, and the exemptions counted by name.",
        draw=draw_audit,
    ),
    "rules": ViewType(summary="The catalogue of rules.", draw=draw_rules),
    "options": ViewType(summary="The settings.", draw=draw_options),
}
"""All views by name; the directive of a view is called ``claims-`` and that."""
