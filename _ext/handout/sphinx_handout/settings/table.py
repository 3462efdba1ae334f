"""What authors of a manual write: the table of settings, from where they are declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_handout.settings.options import OPTIONS

_HEADS = ("Setting", "Default", "What it does")
_WIDTHS = (22, 12, 66)
_CODE = re.compile(r"`([^`]+)`")


class HandoutOptionsDirective(SphinxDirective):
    """Show every setting of the builder."""

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        rows = [
            (
                nodes.literal(option.name, option.name),
                nodes.literal(repr(option.default), repr(option.default)),
                _words(option.help),
            )
            for option in OPTIONS
        ]
        return [_table(rows)]


def _table(rows: Iterable[Sequence[nodes.Node]]) -> nodes.table:
    group = nodes.tgroup(
        "", *(nodes.colspec(colwidth=width) for width in _WIDTHS), cols=len(_WIDTHS)
    )
    group += nodes.thead("", _row([nodes.Text(head) for head in _HEADS]))
    group += nodes.tbody("", *(_row(cells) for cells in rows))
    return nodes.table("", group, classes=["colwidths-given"])


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def _words(text: str) -> nodes.inline:
    """Return a text in which words between backquotes are code."""
    parts = _CODE.split(text)
    return nodes.inline(
        "",
        "",
        *(
            nodes.literal(part, part) if place % 2 else nodes.Text(part)
            for place, part in enumerate(parts)
        ),
    )
