"""Blocks of running text to units, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.genres import Genre
from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.segment import Span, sentence_spans
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.citing import reference_end
from sphinx_claims.reading.defects import note_beside, report_floating
from sphinx_claims.reading.origin.genres import begins_legend, genres_of_block
from sphinx_claims.reading.places import Place, enter
from sphinx_claims.reading.sentences import (
    is_stopped,
    runs_of,
    setting_of,
    share_out,
    substitutions_in,
)
from sphinx_claims.reading.textrun import Mark, TextRun
from sphinx_claims.reading.translations import compare_translation
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Walk


def collect_text(walk: Walk, node: nodes.TextElement, place: Place) -> None:
    """Collect the sentences of a block."""
    if isinstance(node.parent, addnodes.versionmodified) and _says_which_version(node):
        for said in node.children[1:]:
            if isinstance(said, nodes.Element):
                walk.visit(said, enter(said, place, walk.found.files))
    elif node.get("translated"):
        compare_translation(walk.found, node, place)
        walk.found.skip(SkipKind.TRANSLATION, place, node, node.astext())
    else:
        _add_sentences(walk.found, node, walk.found.run_of([node]), place)


def collect_field(walk: Walk, node: nodes.field_body, place: Place) -> None:
    """Collect the body of a field, into which Sphinx puts some words without a paragraph."""
    if any(isinstance(child, nodes.Text | nodes.Inline) for child in node.children):
        _add_sentences(walk.found, node, walk.found.run_of([node]), place)
    else:
        walk.visit_children(node, place)


def _says_which_version(node: nodes.TextElement) -> bool:
    """Tell whether Sphinx wrote "Added in version 1.0: " before what the author did.

    It does so in one inline.
    """
    first = getattr(node.children[0], "attributes", {}) if node.children else {}
    return "versionmodified" in first.get("classes", ())


def collect_line_block(walk: Walk, node: nodes.line_block, place: Place) -> None:
    """Collect the lines of a block as running text, for a sentence may go on over several.

    They are translated one by one.
    """
    lines = list(node.findall(nodes.line))
    if any(line.get("translated") for line in lines):
        walk.visit_children(node, place)
        return
    for said, stanza in groupby(lines, key=lambda line: bool(line.astext().strip())):
        parts = [part for line in stanza for part in (nodes.Text("\n"), line)]
        if said:
            run = walk.found.run_of(parts[1:])
            _add_sentences(walk.found, cast("nodes.line", parts[1]), run, place)


def _add_sentences(found: PageUnits, node: nodes.Element, run: TextRun, place: Place) -> None:
    spans = sentence_spans(run.masked())
    first = found.line_of(node, place)
    if substitutions := _substitutions(found, node, place, first):
        place = replace(place, substitutions=substitutions)
    if place.setting == "label" and is_stopped(run.text):
        place = replace(place, setting=None)
    if not place.setting and (setting := setting_of(node, run)):
        place = replace(place, setting=setting)
    place = replace(place, genres=place.genres + genres_of_block(run.text))
    first_place = place
    if begins_legend(node, run.text):
        first_place = replace(place, genres=(*place.genres, Genre.LEGEND))
    listed = reference_end(node, run.text)
    report_floating(found, run, spans, place, first)
    found.begin_block()
    shares = share_out(run.marks, spans)
    covers = _covers_by_runs(found, run, spans, shares, place, first)
    for at, ((start, end), marks) in enumerate(zip(spans, shares, strict=True)):
        lines = first + run.line_at(start), first + run.line_at(end - 1)
        text = " ".join(run.text[start:end].split())
        said = _covered(place if at else first_place, covers.get(at))
        found.add(_as_reference(said) if start < listed else said, text, lines, marks)
    note_beside(found, run, place, first)


def _covered(place: Place, cites: tuple[Citation, ...] | None) -> Place:
    """Return the place of a sentence in a run; the last one of a run has its own citations."""
    return place if cites is None else replace(place, cover=place.cover + cites, declared=True)


def _covers_by_runs(
    found: PageUnits,
    run: TextRun,
    spans: Sequence[Span],
    shares: Sequence[Sequence[Mark]],
    place: Place,
    first: int,
) -> dict[int, tuple[Citation, ...]]:
    """Return what covers each sentence of a run, and report a run that ends without a citation."""
    covers: dict[int, tuple[Citation, ...]] = {}
    for (start, end), (held, cites) in zip(run.spans, runs_of(run, spans, shares), strict=True):
        if not cites:
            found.report(
                DefectKind.CLAIM_WITHOUT_KEY,
                place,
                first + run.line_at(start),
                "the last sentence of a run cites nothing",
                " ".join(run.text[start:end].split()),
            )
            continue
        covers.update(dict.fromkeys(held[:-1], cites))
        covers.setdefault(held[-1], ())
    return covers


def _as_reference(place: Place) -> Place:
    return place if place.setting else replace(place, setting="reference")


def paragraph_for(node: nodes.Node, text: str) -> nodes.paragraph:
    """Return a paragraph of some words that stands, alone in a block, where a node does."""
    said = nodes.paragraph(text, text)
    block = nodes.container("", said)
    block.parent = node.parent
    return said


def collect_bare(walk: Walk, node: nodes.Text, place: Place) -> None:
    """Collect words that stand in a block with no paragraph around them."""
    said = paragraph_for(node, str(node))
    _add_sentences(walk.found, said, walk.found.run_of([said]), place)


def _substitutions(
    found: PageUnits, node: nodes.Element, place: Place, line: int
) -> tuple[str, ...]:
    """Return the names of the substitutions in a block.

    MyST forgets the one that a whole block came from.
    """
    written = found.files.text_at(line, place.source)
    raw = f"{node.rawsource}\n{written}" if "{{" in written else node.rawsource
    return substitutions_in(raw, node)
