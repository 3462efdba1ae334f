"""What Typst cannot tag yet: cells that head a row. Works on the finished PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUND = (0xFC, 0xFC, 0xFD)
"""Ground of row headers in the template, by which they are known."""
_CLOSE = 0.001


def tag_row_heads(pdf: pikepdf.Pdf) -> None:
    """Tag the cells that head a row as such."""
    for cell in list(_cells(pdf.Root.StructTreeRoot.K)):
        attributes = list(cell.get("/A", []))
        if cell.S == pikepdf.Name.TD and any(_has_ground(part) for part in attributes):
            cell.S = pikepdf.Name.TH
            table = next(
                (part for part in attributes if part.get("/O") == pikepdf.Name.Table), None
            )
            if table is None:
                table = pikepdf.Dictionary(O=pikepdf.Name.Table)
                cell.A.append(table)
            table.Scope = pikepdf.Name.Row


def _has_ground(attributes: pikepdf.Object) -> bool:
    colour = attributes.get("/BackgroundColor")
    return colour is not None and all(
        abs(float(part) - wanted / 255) < _CLOSE
        for part, wanted in zip(list(colour), GROUND, strict=True)
    )


def _cells(node: Any) -> Iterator[pikepdf.Object]:
    """Yield the cells of all tables."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(found)
        elif isinstance(found, pikepdf.Dictionary) and "/S" in found:
            if found.S in {pikepdf.Name.TD, pikepdf.Name.TH}:
                yield found
            elif "/K" in found:
                waiting.append(found.K)
