"""The table that goes with a chart, as nodes that the checker reads like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from sphinx_claims.showing.charts.figures import Cell, Table
from sphinx_claims.writing.nodes import FACT, FACT_CITE, FACT_SLIP, RENDERED

_WIDEST = 20
"""Letters from which a column is no wider than another."""
Cite = Callable[[str, str], nodes.Node]
"""Makes the citation of a source and a place in it."""


def build_table(table: Table, cite: Cite, line: int) -> nodes.table:
    """Return a table with header row and header column; each row ends with its citation.

    :param line: line of the source that the rows come from
    """
    columns = [
        [head, *(one.cells[index].words for one in table.lines)]
        for index, head in enumerate(table.heads)
    ]
    widths = [*(min(max(map(len, column)), _WIDEST) for column in columns), _WIDEST]
    group = nodes.tgroup("", cols=len(widths))
    for index, width in enumerate(widths):
        group += (
            nodes.colspec("", colwidth=width, stub=1)
            if index == 0
            else nodes.colspec("", colwidth=width)
        )
    group += nodes.thead("", _row([[nodes.Text(head)] for head in (*table.heads, "Source")], line))
    body = nodes.tbody()
    for one in table.lines:
        row = _row([*map(_words, one.cells), [cite(one.key, one.locator)]], one.line or line)
        row.line = one.line or None
        body += row
    group += body
    return nodes.table("", group, classes=["evidence-table"])


def _words(cell: Cell) -> list[nodes.Node]:
    """Return what the ledger prints, without a citation since the row has it, and what follows.

    No source says what follows, so that the checker passes over it.
    """
    computed = nodes.inline("", cell.computed, **{RENDERED: True})
    text: nodes.Node = nodes.Text(cell.text)
    for fact in cell.facts:
        text = nodes.inline("", "", text, **{FACT: fact, FACT_CITE: None, FACT_SLIP: ""})
    return [*([text] if cell.text else []), *([computed] if cell.computed else [])]


def _row(cells: Sequence[Sequence[nodes.Node]], line: int) -> nodes.row:
    row = nodes.row()
    for words in cells:
        paragraph = nodes.paragraph("", "", *words)
        paragraph.line = line
        row += nodes.entry("", paragraph)
    return row
