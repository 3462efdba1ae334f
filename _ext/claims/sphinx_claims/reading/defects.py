"""Mark-up that cannot mean what its author wanted: what is seen of it while a page is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Kind
from sphinx_claims.core.prose.segment import Span
from sphinx_claims.core.prose.shown import Shown, shown_by
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.places import Place
from sphinx_claims.reading.sentences import floating_marks
from sphinx_claims.reading.skips import attributes_shown, is_html, kind_of_title
from sphinx_claims.reading.textrun import TextRun, one_line
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Walk
from sphinx_claims.writing.nodes import FACT_SLIP, WRONG_FACTS

_COMMAND = re.compile(
    r"""
    (?<!\\)(?:\\\\)*%[^\n]*
    | \\\\\*?\[[^\[\]]*\]
    | \\(?:begin|end)\s*\{[^{}]*\}(?:\[[^\[\]]*\]|\{[^{}\s]*\})*
    | \\[vh](?:space|skip)\*?\s*\{[^{}]*\}
    | \\(?:setlength|addtolength|setcounter)\s*\{[^{}]*\}\s*\{[^{}]*\}
    | \\(?:label|ref|pageref|cite[a-z]*|pagestyle|thispagestyle)\*?\s*\{[^{}]*\}
    | \\[a-zA-Z@]+\*?(?:\[[^\[\]]*\])?
    """,
    re.VERBOSE,
)
"""A command of LaTeX, which by itself shows no text, or a comment."""


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
    walk.found.skip(kind_of_title(node), place, node, one_line(run))
    note_told_within(walk.found, node, place)


def report_raw(found: PageUnits, node: nodes.raw, place: Place, line: int) -> None:
    """Report raw mark-up that shows text, and count what nobody judges of it."""
    if is_html(node):
        shown, message = shown_by(node.astext()), "raw HTML is judged as if it had no citation"
        said = " ".join(text for _, text in shown.blocks)
    else:
        shown, message = Shown(unseen=[(0, node.astext())]), "raw mark-up is not judged"
        said = _COMMAND.sub("", node.astext())
    if any(map(str.isalpha, said)):
        found.report(DefectKind.RAW_CONTENT, place, line, message, " ".join(said.split()))
    for kind, texts in ((SkipKind.RAW, shown.unseen), (SkipKind.TOOLTIP, shown.told)):
        for above, text in texts:
            found.skip(kind, place, line + above, text)


def note_told_within(found: PageUnits, node: nodes.Element, place: Place) -> None:
    """Count what readers see besides the words of a block that is not judged."""
    for inner in node.findall(nodes.Element):
        for kind, text in attributes_shown(inner):
            found.skip(kind, place, node, text)
        for _, text in shown_by(inner.astext()).told if isinstance(inner, nodes.raw) else ():
            found.skip(SkipKind.TOOLTIP, place, node, text)


def note_beside(found: PageUnits, run: TextRun, place: Place, line: int) -> None:
    """Report what stands between the words of a block, and count what readers see besides."""
    for image in run.images:
        report_image(found, image, place, line)
    for raw in run.raws:
        report_raw(found, raw, place, line)
    for kind, text in run.hidden:
        found.skip(kind, place, line, text)


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
    for kind, text in attributes_shown(node):
        found.skip(kind, place, line or node, text)


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
