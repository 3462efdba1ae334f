"""Blocks that hold others: what each kind hands down to what stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.reading.places import Place
from sphinx_claims.reading.walk import Walk

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
    walk.visit_children(node, replace(place, cover=place.cover + node["keys"]))


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
    if not str(node["ids"][:1]).startswith("['footcite-"):
        walk.visit_children(node, place)


def collect_quotation(walk: Walk, node: nodes.block_quote, place: Place) -> None:
    """Collect a quotation.

    The citation of its attribution, in Markdown a last line after a dash, covers it.
    """
    *said, last = node.children or [nodes.paragraph()]
    text = last.astext()
    attributed = isinstance(last, nodes.attribution)
    signed = attributed or _DASH.match(text.rpartition("\n")[2])
    inner = replace(place, cover=place.cover + (walk.found.cites_in([last]) if signed else ()))
    for child in said if attributed or _DASH.match(text) else node.children:
        walk.visit(child, inner)


def note_view(walk: Walk, node: nodes.Element, _place: Place) -> None:
    """Note that the page shows a part of the report."""
    walk.found.views.append(node["view"])
