"""What authors write: a chart of some facts, and the map of all studies of a treatment."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_claims.domain import ClaimsDomain
from sphinx_claims.showing.charts.canvas import Medium
from sphinx_claims.showing.charts.maps import draw_map, plan_map
from sphinx_claims.showing.charts.plots import draw_chart
from sphinx_claims.showing.charts.records import Kind, Ledger
from sphinx_claims.showing.charts.results import ChartError, plan_chart
from sphinx_claims.showing.charts.tables import (
    Line,
    build_table,
    csv_of_chart,
    csv_of_map,
    csv_of_timeline,
    table_of_chart,
    table_of_map,
    table_of_timeline,
)
from sphinx_claims.showing.charts.timelines import draw_timeline, plan_timeline
from sphinx_claims.writing.chart_nodes import SCREEN, chart_download

logger = logging.getLogger(__name__)
Draw = Callable[[str, Medium], str]
"""Draws under some id, for some medium."""


class _EvidenceDirective(SphinxDirective):
    """A drawing with its caption, its table and its download."""

    has_content = True
    base_options: ClassVar[dict[str, Callable[[str], Any]]] = {
        "treatment": directives.unchanged_required,
        "name": directives.unchanged,
    }

    def find_ledger(self) -> Ledger | None:
        """Return the ledger of the claim checker, and have the page read again when it changes.

        Complain if there is none.
        """
        ledger = cast("ClaimsDomain", self.env.get_domain("claims")).ledger
        if not ledger.source:
            self.complain("no-ledger", "a chart needs an evidence ledger: set claims_ledger")
            return None
        self.env.note_dependency(str((self.env.srcdir / ledger.source).resolve()))
        return ledger

    def complain(self, subtype: str, message: str) -> None:
        """Report an error at the line of the directive."""
        logger.error(message, type="claims", subtype=subtype, location=self.get_location())

    def show(
        self, title: str, draw: Draw, table: tuple[tuple[str, ...], tuple[Line, ...]], numbers: str
    ) -> list[nodes.Node]:
        """Return the figure, the table, and the place of the link to the numbers, held together."""
        figure = nodes.figure(classes=["evidence-chart"])
        self.set_source_info(figure)
        self.add_name(figure)
        name = figure["ids"][0]
        uri = (
            "data:image/svg+xml;base64,"
            + base64.b64encode(draw(name, Medium.PRINT).encode()).decode()
        )
        image = nodes.image(uri=uri, alt=title, width="60%")
        image[SCREEN] = draw(name, Medium.SCREEN)
        figure += image
        self._add_caption(figure)
        file = f"{self.env.docname}/{name}.csv"
        domain = cast("ClaimsDomain", self.env.get_domain("claims"))
        domain.note_download(self.env.docname, file, numbers)
        parts = (
            figure,
            build_table(*table, self._cite, self.lineno),
            chart_download(file=file, title=title),
        )
        return [nodes.container("", *parts, classes=["evidence"])]

    def _add_caption(self, figure: nodes.figure) -> None:
        """Make the first paragraph of the body the caption, and the rest the legend."""
        body = self.parse_content_to_nodes()
        if body and isinstance(body[0], nodes.paragraph):
            first = body[0]
            caption = nodes.caption(first.rawsource, "", *first.children)
            caption.source, caption.line = first.source, first.line
            figure += caption
            if body[1:]:
                figure += nodes.legend("", *body[1:])

    def _cite(self, key: str, locator: str) -> nodes.Node:
        """Return a citation as sphinxcontrib-bibtex makes it, or the key in brackets."""
        target = f"{key}{{{locator}}}" if locator else key
        if (
            "cite" not in self.env.domains
            or (role := self.env.get_domain("cite").role("p")) is None
        ):
            return nodes.inline(target, f"[{target}]")
        found, _ = role("cite:p", target, target, self.lineno, self.state.inliner)
        return found[0]


class EvidenceChartDirective(_EvidenceDirective):
    """Results of one kind after one treatment, each with its interval."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_EvidenceDirective.base_options,
        "facts": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the chart; of one that cannot be drawn nothing but complaints."""
        kind, treatment = self.arguments[0], self.options.get("treatment")
        if kind not in set(Kind):
            self.complain("chart", f"no chart is called {kind!r}; known are {', '.join(Kind)}")
            return []
        if not treatment:
            self.complain("chart", "a chart needs a treatment")
            return []
        if (ledger := self.find_ledger()) is None:
            return []
        try:
            chart = plan_chart(ledger, Kind(kind), treatment, self.options.get("facts", "").split())
        except ChartError as error:
            for complaint in error.complaints:
                self.complain("chart", complaint)
            return []
        self.options.setdefault("name", f"chart-{treatment}-{kind}")
        return self.show(
            chart.title,
            lambda name, medium: draw_chart(chart, name, medium),
            table_of_chart(chart),
            csv_of_chart(chart),
        )


class EvidenceMapDirective(_EvidenceDirective):
    """All studies of one treatment, by design and by what they report."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = _EvidenceDirective.base_options

    def run(self) -> list[nodes.Node]:
        """Return the map; of one that cannot be drawn nothing but a complaint."""
        treatment = self.options.get("treatment", "")
        if (ledger := self.find_ledger()) is None:
            return []
        try:
            chart = plan_map(ledger, treatment)
        except ValueError as error:
            self.complain("chart", str(error))
            return []
        self.options.setdefault("name", f"map-{treatment}")
        return self.show(
            chart.title,
            lambda name, medium: draw_map(chart, name, medium),
            table_of_map(chart),
            csv_of_map(chart),
        )


class EvidenceTimelineDirective(_EvidenceDirective):
    """Events in the order in which they happened, each a source of the ledger."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "name": directives.unchanged,
        "events": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the timeline; of one that cannot be drawn nothing but complaints."""
        if (ledger := self.find_ledger()) is None:
            return []
        for file in getattr(self.config, "bibtex_bibfiles", ()):
            self.env.note_dependency(str((self.env.srcdir / file).resolve()))
        bibliography = getattr(self.env.get_domain("claims"), "bibliography", None)
        published = {
            source.key: source.get("year") for source in getattr(bibliography, "sources", ())
        }
        try:
            timeline = plan_timeline(ledger, published, self._find_events())
        except ChartError as error:
            for complaint in error.complaints:
                self.complain("chart", complaint)
            return []
        self.options.setdefault("name", "timeline")
        return self.show(
            timeline.title,
            lambda name, medium: draw_timeline(timeline, name, medium),
            table_of_timeline(timeline),
            csv_of_timeline(timeline),
        )

    def _find_events(self) -> list[tuple[int, str]]:
        """Return the lines of the events, each with its number in the file."""
        written = self.block_text.splitlines()
        first = self.lineno if self.name in written[0] else self.lineno + 1
        found, at = [], 0
        for event in filter(None, map(str.strip, self.options.get("events", "").splitlines())):
            at = next(
                (
                    number
                    for number in range(at, len(written))
                    if written[number].rstrip().endswith(event)
                ),
                at,
            )
            found.append((first + at, event))
        return found
