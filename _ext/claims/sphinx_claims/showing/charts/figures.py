"""What a chart brings to a page: its drawing, the table below it, and the numbers to download.

Knows nothing of docutils: the directives make nodes of it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sphinx_claims.core.evidence.ledger import PARTICIPANTS
from sphinx_claims.showing.charts.canvas import Medium
from sphinx_claims.showing.charts.labels import label_of

SHARED = "may_share_people_with"
"""Column of a download that names the studies which may have studied the same people."""

_FORMULA, _PARTING = ("=", "+", "-", "@"), ("\t", "\n")
"""What a formula begins with, and what may part it from the cell before in a spreadsheet."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the table."""

    text: str = ""
    """What the source of the row says."""
    computed: str = ""
    """What follows and no source says."""
    facts: tuple[str, ...] = ()
    """What prints the text, named as the role ``fact`` does."""

    @property
    def words(self) -> str:
        """Return all of it."""
        return f"{self.text}{self.computed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table; the first cell names it."""

    cells: tuple[Cell, ...]
    key: str
    locator: str
    line: int = 0
    """Where the author wrote it; 0 for a row that only the ledger holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table below a drawing; each row ends with the citation of its source."""

    heads: tuple[str, ...]
    """Of all columns but that of the sources."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart that is ready for a page."""

    name: str
    """Its id, unless the author gives another."""
    title: str
    draw: Callable[[str, Medium], str]
    """Returns the SVG under an id that is unique on the page, for some medium."""
    table: Table
    numbers: str
    """The same as CSV."""


def facts_of_people(key: str, participants: int | None) -> tuple[str, ...]:
    """Return what prints how many people a source is about, if that is known."""
    return () if participants is None else (f"{key}.{PARTICIPANTS}",)


def shared_people(keys: Sequence[str]) -> Cell:
    """Return the cell that names the studies which may have studied the same people."""
    return Cell(computed=", ".join(map(label_of, keys)) or "\N{EN DASH}")


def write_csv(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as CSV, nothing for what is not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_as_text(cell) for cell in row] for row in (heads, *rows))
    return text.getvalue()


def _as_text(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; a number stays one."""
    if cell is None:
        return ""
    text = str(cell).replace("\r", "\n")  # which the writer would leave bare
    is_formula = text.lstrip().startswith(_FORMULA) or text.startswith(_PARTING)
    return f"'{text}" if is_formula and not _NUMBER.fullmatch(text) else text
