"""Mark-up that cannot mean what its author wanted: what is seen of it while a page is read."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Kind
from sphinx_claims.core.prose.segment import Span
from sphinx_claims.reading.places import Place
from sphinx_claims.reading.sentences import floating_marks
from sphinx_claims.reading.textrun import TextRun, one_line
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Walk
from sphinx_claims.writing.nodes import FACT_SLIP, WRONG_FACTS

_RAW_LETTERS = 40
"""How many letters raw mark-up may hold before it counts as text that nobody checks."""


def check_heading(walk: Walk, node: nodes.title, place: Place) -> None:
    """Report citations in a heading."""
    run = walk.found.run_of([node])
    if any(mark.cites and not mark.slip for mark in run.marks):
        walk.found.report(
            DefectKind.CITATION_IN_HEADING,
            place,
            node,
            "citation in a heading covers nothing",
            one_line(run),
        )


def check_raw(walk: Walk, node: nodes.raw, place: Place) -> None:
    """Report text in the mark-up of one output, which is no unit."""
    letters = sum(character.isalpha() for character in node.astext())
    if letters > _RAW_LETTERS and not node.astext().lstrip().startswith("<!--"):
        walk.found.report(
            DefectKind.RAW_CONTENT,
            place,
            node,
            f"raw {node.get('format', '')} with {letters} letters is not checked",
        )


def check_image(walk: Walk, node: nodes.image, place: Place) -> None:
    """Report an image without words."""
    report_image(walk.found, node, place)


def report_image(found: PageUnits, node: nodes.image, place: Place, line: int = 0) -> None:
    """Report an image without words; its line may be known."""
    if not str(node.get("alt", "")).strip():
        found.report(
            DefectKind.IMAGE_WITHOUT_ALT,
            place,
            line or node,
            f"image {node['uri']!r} has no alternative text",
        )


def report_floating(
    found: PageUnits, run: TextRun, spans: Sequence[Span], place: Place, first: int
) -> None:
    """Report citations that no sentence holds, in a block that begins at the line *first*."""
    if not spans and place.kind in {Kind.FOOTNOTE, Kind.LIST_ITEM}:
        # a footnote of citations supports its mark, and a list of citations is a list of
        # references
        return
    for mark, (start, end) in floating_marks(run, spans):
        keys = ", ".join(cite.key for cite in mark.cites)
        message = f"{keys} is cited {'behind the full stop' if spans else 'alone'}"
        said = " ".join(run.text[start:end].split())
        line = first + run.line_at(mark.offset)
        found.report(DefectKind.FLOATING_CITATION, place, line, message, said)


def report_facts_elsewhere(found: PageUnits, document: nodes.document, place: Place) -> None:
    """Report unknown facts in headings, terms and alternative texts, which are no units."""
    if not document.get(WRONG_FACTS):
        return
    told = {defect.message for defect in found.defects}
    for node in document.findall(nodes.Element):
        if (slip := node.get(FACT_SLIP)) and slip not in told:
            told.add(slip)
            found.report(DefectKind.UNKNOWN_FACT, place, node, slip)
