"""Tables.

Header rows that repeat, row headers, spans, widths, and a page on its side for wide ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_handout.markup import array, boolean, call, content, escape, string
from sphinx_handout.messages import Subtype, warn
from sphinx_handout.translate.blocks import Blocks
from sphinx_handout.translate.parts import children_of, elements_of, set_apart

_LINE = 95
"""Characters that fit on a line of a portrait page, at the size of tables."""
_MARGIN = 3
"""Characters that the space beside a column takes."""
_SHORT = 900
"""Characters up to which a table is kept on one page."""
_LONG_ROW = 1500
"""Characters from which a row may be cut by the end of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the columns of a table need."""

    widths: tuple[int, ...]
    """Shares of the line."""
    needs: int
    """Characters that the longest words of the columns take side by side."""
    total: int
    """Characters in the whole table."""
    longest: int
    """Characters in the longest row."""

    @property
    def is_wide(self) -> bool:
        """Say whether a portrait page is too narrow."""
        return self.needs > _LINE


class Tables(Blocks):
    """Table nodes."""

    def render_table(self, node: nodes.Element) -> str:
        """Set a table with its title.

        Warn of one without header row, which listeners cannot follow.
        """
        group = children_of(node, nodes.tgroup)[0]
        head, _ = set_apart(group, nodes.thead)
        if head is None:
            warn(Subtype.TABLE_HEADER, "a table has no header row", self.where(node))
        title, _ = set_apart(node, nodes.title)
        caption = content(self.numbered("table", title, node)) if title is not None else None
        shape = measure(group)
        wide = is_free(node) and (shape.is_wide or "landscape" in node["classes"])
        with self.entering(in_table=True):
            rows = self._rows(group, head)
        return (
            self.anchors(node)
            + call(
                "kit.grid-table",
                array(f"{width}fr" for width in shape.widths),
                *rows,
                caption=caption,
                heads=str(len(elements_of(head))) if head is not None else None,
                wide=boolean(wide),
                whole=boolean(shape.total < _SHORT and not wide),
                rows_whole=boolean(shape.longest < _LONG_ROW),
            )
            + "\n\n"
        )

    def _rows(self, group: nodes.Element, head: nodes.Element | None) -> Iterator[str]:
        stubs = [bool(column.get("stub")) for column in children_of(group, nodes.colspec)]
        if head is not None:
            cells = (cell for row in elements_of(head) for cell in self._cells(row, []))
            yield f"table.header({', '.join(cells)})"
        for body in children_of(group, nodes.tbody):
            for row in elements_of(body):
                yield from self._cells(row, stubs)

    def _cells(self, row: nodes.Element, stubs: Sequence[bool]) -> Iterator[str]:
        column = 0
        for position, entry in enumerate(elements_of(row)):
            across, down = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            inner = self.inside(entry).strip()
            anchor = (
                self.anchors(row) + self.anchors(entry) if position == 0 else self.anchors(entry)
            )
            is_head = position < len(stubs) and column == position and stubs[position]
            column += across
            body = content(anchor + inner)
            spans = {} if across == down == 1 else {"colspan": str(across), "rowspan": str(down)}
            if is_head or spans:
                yield call("kit.row-head" if is_head else "table.cell", body, **spans).removeprefix(
                    "#"
                )
            else:
                yield body

    def numbered(self, kind: str, title: nodes.Element, node: nodes.Element) -> str:
        """Return a title or caption behind its number: Sphinx's if it counts, else one of ours."""
        inner = self.inside(title).strip()
        name = {"table": "table", "figure": "figure", "code": "code-block"}[kind]
        numbers: Mapping[str, tuple[int, ...]] = self.work.env.toc_fignumbers.get(
            self.place.docname, {}
        ).get(name, {})
        number = next((numbers[str(key)] for key in node["ids"] if key in numbers), None)
        if number is not None:
            pattern = self.work.env.config.numfig_format.get(name, "%s")
            return call("kit.number-of", string(pattern % ".".join(map(str, number)))) + inner
        if kind == "code":
            return inner
        return call("kit.number-next", string(kind), content(escape(self.work.words[kind]))) + inner


def measure(group: nodes.Element) -> Shape:
    """Return what the columns of a table need.

    Shares by what they hold, halfway to the widths an author gave for a screen.
    """
    given = [int(column["colwidth"]) for column in children_of(group, nodes.colspec)]
    words, lengths = _extents(group, len(given))
    has_widths = "colwidths-given" in (group.parent["classes"] if group.parent is not None else ())
    rows = [len(row.astext()) for row in group.findall(nodes.row)]
    return Shape(
        widths=_shares(words, lengths, given if has_widths else None),
        needs=sum(words) + _MARGIN * len(words),
        total=sum(rows),
        longest=max(rows, default=0),
    )


def _extents(group: nodes.Element, count: int) -> tuple[list[int], list[int]]:
    """Return the characters of the longest word and of the longest cell of each column."""
    words, lengths = [1] * count, [1] * count
    for row in group.findall(nodes.row):
        for column, entry in enumerate(elements_of(row)):
            if column < count and not entry.get("morecols"):
                text = entry.astext()
                words[column] = max([words[column], *(min(len(word), 24) for word in text.split())])
                lengths[column] = max(lengths[column], min(len(text), 400))
    return words, lengths


def _shares(
    words: Sequence[int], lengths: Sequence[int], given: Sequence[int] | None
) -> tuple[int, ...]:
    """Return the share of the line of each column, in which its longest word has room."""
    needs = [max(length, 1) ** 0.6 for length in lengths]
    wanted = (
        [(width * need) ** 0.5 for width, need in zip(given, needs, strict=True)]
        if given is not None
        else needs
    )
    floor = 100 / _LINE
    return tuple(
        max(round(100 * share / sum(wanted)), round(floor * (word + _MARGIN)), 1)
        for share, word in zip(wanted, words, strict=True)
    )


def is_free(node: nodes.Element) -> bool:
    """Say whether a node stands in the text itself, not in a box or list: it may have a page."""
    parent = node.parent
    while isinstance(parent, nodes.section):
        parent = parent.parent
    return parent is None or isinstance(parent, nodes.document)
