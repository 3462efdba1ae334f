"""The only module that registers anything with Sphinx, and the handlers of its events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx_classroom.directives import EvidenceChartDirective, EvidenceMapDirective, EvidenceTimelineDirective
from sphinx_classroom.domain import ClassroomDomain
from sphinx_classroom.nodes import chart_download, chart_drawing, visit_drawing
from sphinx_classroom.pages import draws_in_page, fit_to_builder, write_downloads

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parent / "static"
STYLE = "classroom.css"


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add the domain, the nodes, the directives and the handlers."""
    app.add_domain(ClassroomDomain)
    app.add_node(chart_download)
    app.add_node(chart_drawing, html=(visit_drawing, None))
    app.add_directive("evidence-chart", EvidenceChartDirective)
    app.add_directive("evidence-map", EvidenceMapDirective)
    app.add_directive("evidence-timeline", EvidenceTimelineDirective)
    app.connect("builder-inited", on_builder_inited)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("build-finished", on_build_finished)
    return {"version": version, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def on_builder_inited(app: Sphinx) -> None:
    """Ship the style of the drawings."""
    if draws_in_page(app.builder):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
        app.add_css_file(STYLE)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fit the charts of a document to the builder."""
    fit_to_builder(doctree, app.builder)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the numbers that the pages link to."""
    if exception is None and draws_in_page(app.builder):
        domain = cast("ClassroomDomain", app.env.get_domain("classroom"))
        files = {name: text for found in domain.downloads.values() for name, text in found.items()}
        write_downloads(Path(app.outdir, "_downloads"), files)
