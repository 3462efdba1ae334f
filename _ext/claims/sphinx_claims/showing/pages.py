"""Placeholders to content, for every builder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_claims._foreign import defined_citations, listed_references, withheld_by
from sphinx_claims.core.model import Report
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.showing.drawing import View
from sphinx_claims.showing.views import VIEWS
from sphinx_claims.writing.nodes import claim, claims_page, marker, uncited_block, unknown_citation


def expand_placeholders(
    document: nodes.document,
    docname: str,
    env: BuildEnvironment,
    builder: Builder,
    numbers: Mapping[str, Mapping[str, int]],
) -> None:
    """Replace the extension's own nodes by plain ones.

    :param numbers: those of the sources of each page
    """
    domain = data_of(env)
    for mark in list(document.findall(marker)):
        if isinstance(mark, claim | uncited_block):
            mark.replace_self(
                nodes.container("", *mark.children, classes=mark["classes"], ids=mark["ids"])
            )
        elif isinstance(mark, claims_page) and domain.report is not None:
            view = _view(mark, docname, env, builder, domain.report)
            mark.replace_self(VIEWS[mark["view"]].draw(replace(view, numbers=numbers)))
        else:
            _take_out(mark)


def _take_out(mark: marker) -> None:
    """Remove a mark that readers do not see, with the blank before it if an author wrote it."""
    siblings = cast("nodes.Element", mark.parent)
    at = siblings.index(mark)
    written = not isinstance(mark, unknown_citation)
    if at and written and isinstance(before := siblings[at - 1], nodes.Text):
        siblings[at - 1] = nodes.Text(before.rstrip())
    siblings.remove(mark)


def _view(
    place: claims_page, docname: str, env: BuildEnvironment, builder: Builder, report: Report
) -> View:
    domain = data_of(env)
    return View(
        env=env,
        builder=builder,
        doc=docname,
        report=_shown(report, builder),
        whole=report,
        bibliography=domain.bibliography,
        ledger=domain.ledger,
        options={"doc": docname, **place["options"]},
        references=listed_references(env),
        defined=defined_citations(env),
        numbers={},
    )


def _shown(report: Report, builder: Builder) -> Report:
    """Leave out what a builder says that it keeps from its readers.

    Answers, and whole documents.
    """
    if (docs := withheld_by(builder)) is None:
        return report
    shown = (
        one
        for one in report.verdicts
        if one.unit.location.doc not in docs and not one.unit.feedback
    )
    return replace(report, verdicts=tuple(shown))
