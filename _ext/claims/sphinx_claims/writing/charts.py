"""What authors write: a chart of some facts, a map of all studies, a timeline."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_claims._foreign import (
    bibliography_files,
    cite_in_parentheses,
    lines_of_directive,
)
from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.model import Citation
from sphinx_claims.showing.build_data import BuildData, data_of
from sphinx_claims.showing.charts.canvas import Medium
from sphinx_claims.showing.charts.figures import Figure
from sphinx_claims.showing.charts.lookup import ChartError
from sphinx_claims.showing.charts.maps import figure_of_map
from sphinx_claims.showing.charts.outcomes import Kind
from sphinx_claims.showing.charts.result_figure import figure_of_results
from sphinx_claims.showing.charts.timelines import figure_of_timeline
from sphinx_claims.writing.chart_nodes import SCREEN, chart_download
from sphinx_claims.writing.chart_tables import build_table
from sphinx_claims.writing.nodes import target_of

logger = logging.getLogger(__name__)
_LONGEST_NAME = 100
"""Letters of an id that a file is named after."""


class _EvidenceDirective(SphinxDirective):
    """A drawing with its caption, its table and its download."""

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the figure; of one that cannot be drawn nothing but complaints.

        The page is read again when the ledger changes.
        """
        try:
            self.check()
            ledger = self.data.ledger
            if not ledger.source:
                self._complain("no-ledger", "a chart needs an evidence ledger: set claims_ledger")
                return []
            self.depend_on(ledger.source)
            return [self._show(self.plan(ledger))]
        except ChartError as error:
            for complaint in error.complaints:
                self._complain("chart", complaint)
            return []

    def check(self) -> None:
        """Raise :exc:`ChartError` for what is wrong whatever the ledger holds."""

    def plan(self, ledger: Ledger) -> Figure:
        """Return what to show, or raise :exc:`ChartError`."""
        raise NotImplementedError

    @property
    def data(self) -> BuildData:
        """What this build has read so far."""
        return data_of(self.env)

    def depend_on(self, file: str) -> None:
        """Have the page read again when a file changes."""
        self.env.note_dependency(str((self.env.srcdir / file).resolve()))

    def _complain(self, subtype: str, message: str) -> None:
        """Report an error at the line of the directive."""
        logger.error(message, type="claims", subtype=subtype, location=self.get_location())

    def _show(self, figure: Figure) -> nodes.Node:
        """Return drawing, table, and the place of the link to the numbers, held together."""
        self.options.setdefault("name", figure.name)
        node = nodes.figure(classes=["evidence-chart"])
        self.set_source_info(node)
        self.add_name(node)
        name = node["ids"][0]
        node += _picture(figure, name)
        self._add_caption(node)
        file = f"{self.env.docname}/{_short(name)}.csv"
        self.data.note_download(self.env.docname, file, figure.numbers)
        parts = (
            node,
            build_table(figure.table, self._cite, self.lineno),
            chart_download(file=file, title=figure.title),
        )
        return nodes.container("", *parts, classes=["evidence"])

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
        """Return the citation of a row, which is the author's: the ledger is."""
        target = target_of([Citation(key=key, locator=locator or None)])
        citation = cite_in_parentheses(self.env, target, self.lineno, self.state.inliner)
        return citation or nodes.inline(target, f"[{target}]")


def _short(name: str) -> str:
    """Return an id as the name of a file, which has an end."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_LONGEST_NAME]}-{hashlib.sha256(to_bytes(name)).hexdigest()[:8]}"


def _picture(figure: Figure, name: str) -> nodes.image:
    """Return the drawing as it is on paper; the one for the screen goes with it."""
    svg = base64.b64encode(to_bytes(figure.draw(name, Medium.PRINT))).decode()
    image = nodes.image(uri=f"data:image/svg+xml;base64,{svg}", alt=figure.title, width="60%")
    image[SCREEN] = figure.draw(name, Medium.SCREEN)
    return image


class EvidenceChartDirective(_EvidenceDirective):
    """Results of one kind after one treatment, each with its interval."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_EvidenceDirective.option_spec,
        "treatment": directives.unchanged_required,
        "facts": directives.unchanged_required,
    }

    def check(self) -> None:
        """Refuse a kind that there is not, and a chart of no treatment."""
        kind = self.arguments[0]
        if kind not in set(Kind):
            raise ChartError([f"no chart is called {kind!r}; known are {', '.join(Kind)}"])
        if not self.options.get("treatment"):
            raise ChartError(["a chart needs a treatment"])

    def plan(self, ledger: Ledger) -> Figure:
        """Return the chart."""
        facts = self.options.get("facts", "").split()
        return figure_of_results(ledger, Kind(self.arguments[0]), self.options["treatment"], facts)


class EvidenceMapDirective(_EvidenceDirective):
    """All studies of one treatment, by design and by what they report."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_EvidenceDirective.option_spec,
        "treatment": directives.unchanged_required,
    }

    def plan(self, ledger: Ledger) -> Figure:
        """Return the map."""
        return figure_of_map(ledger, self.options.get("treatment", ""))


class EvidenceTimelineDirective(_EvidenceDirective):
    """Events in the order in which they happened, each a source of the ledger."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **_EvidenceDirective.option_spec,
        "events": directives.unchanged_required,
    }

    def plan(self, ledger: Ledger) -> Figure:
        """Return the timeline, which is read again when the years in the bibliography change."""
        for file in bibliography_files(self.config) or ():
            self.depend_on(file)
        published = {source.key: source.get("year") for source in self.data.bibliography.sources}
        return figure_of_timeline(ledger, published, self._find_events())

    def _find_events(self) -> list[tuple[int, str]]:
        """Return the lines of the events, each with its number in the file."""
        first, written = lines_of_directive(self)
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


CHARTS: Mapping[str, type[SphinxDirective]] = {
    "evidence-chart": EvidenceChartDirective,
    "evidence-map": EvidenceMapDirective,
    "evidence-timeline": EvidenceTimelineDirective,
}
"""All directives that draw, by name."""
