"""Tables of comma-separated values, whose cells know their line in the file.

Docutils counts the lines of every cell from 1, MyST from the top of the table. What they call a
line stands in the warnings of others, and is left to the nodes; the true one is kept beside it,
for the time that a document is collected.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.directives.patches import CSVTable

_TRUE_LINE = "line_in_file"
"""Attribute of a node; not one of its mark-up, which an output might show."""


class LinedCSVTable(CSVTable):
    """The directive ``csv-table``, which notes the line of each cell."""

    def run(self) -> Any:
        """Return what the directive returns, each cell with its line."""
        self._starts: list[list[int]] = []
        """For each row, how many lines each cell lies below where it is thought to be."""
        found: Any = super().run()
        rows = chain.from_iterable(node.findall(nodes.row) for node in found[:1])
        for row, starts in zip(rows, self._starts, strict=False):  # no rows for an error
            for entry, below in zip(row.children, starts, strict=False):
                _note_lines(entry, below, inline=not self._in_rest)
        return found

    def parse_csv_data_into_rows(self, csv_data: Any, dialect: csv.Dialect, source: str) -> Any:
        """Return the rows and the width of the widest; called for the header first."""
        rows, width = cast("Any", super()).parse_csv_data_into_rows(csv_data, dialect, source)
        places = StringList(csv_data, source=source).items
        reader = csv.reader((f"{line}\n" for line in csv_data), dialect=dialect)
        start = 0
        for written in reader:
            starts = []
            for cell in written:
                starts.append(self._below(places, start, own=csv_data is self.content))
                start += cell.count("\n")
            self._starts.append(starts)
            start = reader.line_num
        return rows, width

    @property
    def _in_rest(self) -> bool:
        state: object = self.state  # MyST puts something else in its place
        return isinstance(state, RSTState)

    def _below(self, places: list[Any], start: int, *, own: bool) -> int:
        """Return how many lines a cell lies below where its parser puts it.

        :param own: whether the values stand in the directive itself
        """
        if self._in_rest:
            return cast("int", places[min(start, len(places) - 1)][1])
        return start if own else 0


def _note_lines(entry: nodes.Node, below: int, *, inline: bool) -> None:
    for node in entry.findall(nodes.Element):
        if below and node.line and (inline or not isinstance(node, nodes.Inline)):
            setattr(node, _TRUE_LINE, node.line + below)


@contextmanager
def true_lines(document: nodes.document) -> Iterator[None]:
    """Have each node of such a table tell its line in the file, for a while."""
    told: list[tuple[nodes.Element, int | None]] = []
    for entry in document.findall(nodes.entry):
        for node in entry.findall(nodes.Element):
            if line := getattr(node, _TRUE_LINE, 0):
                told.append((node, node.line))
                node.line = line
    yield
    for node, line in reversed(told):  # one in two tables comes twice
        node.line = line


def is_plain_csv_table() -> bool:
    """Tell whether ``csv-table`` is Sphinx's own directive, not that of another extension."""
    unasked: Any = None
    return directives.directive("csv-table", unasked, unasked)[0] is CSVTable
