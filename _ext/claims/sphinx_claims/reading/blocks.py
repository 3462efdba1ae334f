"""Blocks that hold others: what each kind hands down to what stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Kind
from sphinx_claims.core.prose.shown import shown_by
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.citing import is_printed
from sphinx_claims.reading.defects import note_told_within, report_raw
from sphinx_claims.reading.paragraphs import paragraph_for
from sphinx_claims.reading.places import Place
from sphinx_claims.reading.skips import attributes_shown, is_html, kind_of_title
from sphinx_claims.reading.textrun import cites_of, mentions_of
from sphinx_claims.reading.walk import Handler, Walk

_OPTIONS = 8
"""How many lines a directive may have above its content."""
_DASH = re.compile(r"\s*(?:--|[\u2013\u2014])")


def collect_children(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Collect a block that says nothing of what it holds."""
    walk.visit_children(node, place)


def collect_claim(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Collect a body that declared sources cover."""
    if not node["keys"]:
        walk.found.report(
            DefectKind.CLAIM_WITHOUT_KEY, place, node, "claim directive names no source"
        )
    walk.visit_children(node, replace(place, cover=place.cover + node["keys"], declared=True))


def collect_uncited(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Collect a body that needs no source, as its author says."""
    found = walk.found
    for slip in node["slips"]:
        found.report(DefectKind.MALFORMED_SUPPRESSION, place, node, slip)
    block = found.locate(place, found.line_of(node, place))
    before = len(found.units)
    walk.visit_children(node, replace(place, suppression=replace(node["suppression"], block=block)))
    if len(found.units) == before and not any(
        child.get("translated") for child in node.findall(nodes.Element)
    ):
        found.report(DefectKind.UNUSED_SUPPRESSION, place, node, "'uncited' holds no sentence")


def collect_only(walk: Walk, node: addnodes.only, place: Place) -> None:
    """Collect what is part of some builds."""
    conditions = (*place.conditions, f"only:{node['expr']}")
    walk.visit_children(node, replace(place, conditions=conditions, lead=()))


def collect_figure(walk: Walk, node: nodes.figure, place: Place) -> None:
    """Collect a figure, the caption of which covers the legend."""
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    cites = tuple(cite for caption in captions for cite in walk.found.cites_in([caption]))
    in_legend = replace(place, cover=place.cover + cites)
    for child in node.children:
        walk.visit(child, in_legend if isinstance(child, nodes.legend) else place)


def collect_footnote(walk: Walk, node: nodes.footnote, place: Place) -> None:
    """Collect a footnote, unless sphinxcontrib-bibtex wrote it."""
    if not is_printed(node):
        walk.visit_children(node, place)


def collect_quotation(walk: Walk, node: nodes.block_quote, place: Place) -> None:
    """Collect a quotation.

    The citation of its attribution, in Markdown a last line after a dash, covers it.
    """
    *said, last = node.children or [nodes.paragraph()]
    text = last.astext()
    alone = isinstance(last, nodes.attribution) or _DASH.match(text)
    signed = alone or _DASH.match(text.rpartition("\n")[2])
    inner = _signed_by(walk, last, place) if signed else place
    for child in said if alone else node.children:
        walk.visit(child, inner)
    if alone:
        signing = replace(place, kind=Kind.SENTENCE, setting=place.setting or "attribution")
        walk.visit(last, signing)


def _signed_by(walk: Walk, node: nodes.Node, place: Place) -> Place:
    """Return the place of a quotation, with what its attribution cites and names."""
    marks = walk.found.run_of([node]).marks
    return replace(
        place, cover=place.cover + cites_of(marks), named=place.named + mentions_of(marks)
    )


def collect_todo(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Collect what is still to be done, which readers see if the project shows it."""
    conditions = (*place.conditions, "ifconfig:todo_include_todos")
    walk.visit_children(node, replace(place, conditions=conditions))


def collect_raw(walk: Walk, node: nodes.raw, place: Place) -> None:
    """Collect what readers of HTML pages see of raw mark-up."""
    found = walk.found
    first = _begins_at(walk, node, place)
    report_raw(found, node, place, first)
    for above, text in shown_by(node.astext()).blocks if is_html(node) else ():
        said = paragraph_for(node, text)
        said.source, said.line = node.source, first + above
        walk.visit(said, place)


def _begins_at(walk: Walk, node: nodes.raw, place: Place) -> int:
    """Return the line at which raw mark-up begins: behind the options of its directive, if any."""
    line = walk.found.line_of(node, place)
    first = node.astext().split("\n", 1)[0]
    below = (at for at in range(line, line + _OPTIONS) if first in walk.found.text_at(at, place))
    return next(below, line)


def skip_as(kind: SkipKind) -> Handler:
    """Return what counts a block of a kind that is not judged."""

    def skip(walk: Walk, node: nodes.Element, place: Place) -> None:
        walk.found.skip(kind, place, node, node.astext())
        note_told_within(walk.found, node, place)

    return skip


def skip_title(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Count a rubric, or the title of a box."""
    walk.found.skip(kind_of_title(node), place, node, node.astext())
    note_told_within(walk.found, node, place)


def skip_attributes(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Count what readers see of a node's attributes, and collect what stands in it."""
    for kind, text in attributes_shown(node):
        walk.found.skip(kind, place, node, text)
    walk.visit_children(node, place)


def skip_generated(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Count a place where an extension writes what no author wrote there."""
    walk.found.skip(SkipKind.GENERATED, place, node, type(node).__name__)


def note_view(walk: Walk, node: nodes.Element, place: Place) -> None:
    """Note that the page shows a part of the report."""
    skip_generated(walk, node, place)
    walk.found.views.append(node["view"])
