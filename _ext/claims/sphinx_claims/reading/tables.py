"""Tables to units, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import cast

from docutils import nodes

from sphinx_claims.core.model import Citation, Kind
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.defects import note_beside
from sphinx_claims.reading.paragraphs import collect_text
from sphinx_claims.reading.places import Place, enter, first_block, lines_of_rows
from sphinx_claims.reading.sentences import is_stopped
from sphinx_claims.reading.textrun import TextRun, is_linked_throughout, one_line
from sphinx_claims.reading.units import PageUnits
from sphinx_claims.reading.walk import Walk

_LABEL = 2
"""How many words the label of a column may have that ends in a full stop, such as "No."."""


def collect_table(walk: Walk, node: nodes.table, place: Place) -> None:
    """Collect the rows of a table; its title and its header cover them."""
    found = walk.found
    heads = [child for child in node.children if isinstance(child, nodes.title)]
    for head in heads:
        collect_text(walk, head, enter(head, replace(place, kind=Kind.CAPTION), found.files))
    header = [row for head in node.findall(nodes.thead) for row in head.children]
    _note_header(found, header, place, found.line_of(node, place))
    cover = place.cover + found.cites_in(heads) + found.cites_in(header)
    inner = replace(place, kind=Kind.TABLE_ROW, cover=cover)
    rows = list(_rows(node))
    starts = lines_of_rows(rows, found.line_of(node, inner), inner, found.files)
    for row, line, above in zip(rows, starts, _reaching_down(found, rows), strict=True):
        _add_row(found, row, replace(inner, cover=inner.cover + above), line)


def _is_reference(cell: TextRun) -> bool:
    return is_linked_throughout(cell) and not is_stopped(cell.text)


def _note_header(found: PageUnits, header: Sequence[nodes.Node], place: Place, line: int) -> None:
    """Add the sentences of a header, and count its labels."""
    for cell in chain.from_iterable(cast("nodes.Element", row).children for row in header):
        run = found.run_of([cell])
        block = first_block(cast("nodes.Element", cell))
        line = found.files.line_of(block, place.source) or line
        if is_stopped(run.text) and len(run.text.split()) > _LABEL:
            found.begin_block()
            found.add(place, one_line(run), (line, line), run.marks)
        else:
            found.skip(SkipKind.TABLE_HEADER, place, line, one_line(run))
        note_beside(found, run, place, line)


def _rows(table: nodes.table) -> Iterator[nodes.row]:
    for body in table.findall(nodes.tbody):
        yield from (row for row in body.children if isinstance(row, nodes.row))


def _reaching_down(found: PageUnits, rows: Sequence[nodes.row]) -> Iterator[tuple[Citation, ...]]:
    """Yield for each row the citations of the cells above that reach down into it."""
    high: list[tuple[int, tuple[Citation, ...]]] = []
    for index, row in enumerate(rows):
        yield tuple(cite for last, cites in high if index <= last for cite in cites)
        cells = [cast("nodes.Element", cell) for cell in row.children]
        high += [
            (index + cell["morerows"], found.cites_in([cell]))
            for cell in cells
            if cell.get("morerows")
        ]


def _add_row(found: PageUnits, row: nodes.row, place: Place, line: int) -> None:
    cells = [found.run_of([cell]) for cell in row.children]
    told = [cell for cell in cells if cell.text.strip()]
    if not place.setting and all(map(_is_reference, told)):
        place = replace(place, setting="cross-reference")
    found.begin_block()
    marks = [mark for cell in cells for mark in cell.marks]
    found.add(place, " | ".join(map(one_line, told)), (line, line), marks)
    for cell in cells:
        note_beside(found, cell, place, line)
