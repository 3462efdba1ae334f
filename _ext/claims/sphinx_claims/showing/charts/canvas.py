"""Parts that all drawings share: frame, marks and key.

Colours are those of the page, or fixed for print.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from html import escape

from sphinx_claims.showing.charts.groups import GROUP_NAMES, Group

WIDTH = 340
"""Of a drawing, in its own units, which a phone shows as little less than pixels."""
SIZE, SMALL = 12, 11
"""Of letters."""
_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys(" '.,:;|ijlI", 0.35),
    **dict.fromkeys("frt!()[]/-", 0.46),
    **dict.fromkeys(
        "ABCDEFGHKLNOPQRSTUVXYZw#^+=<>~\N{MULTIPLICATION SIGN}\N{PLUS-MINUS SIGN}", 0.84
    ),
    **dict.fromkeys("mMW%@&\N{EM DASH}\N{HORIZONTAL ELLIPSIS}", 1.0),
}
"""At most, as shares of the size, in the fonts that readers have; DejaVu Sans is the widest."""
_OTHER_LETTER, _BOLD = 0.64, 1.15
_FONT = "DejaVu Sans, Helvetica, Arial, sans-serif"
_INK, _QUIET = "#1b1f24", "#5b6570"
PRINT: Mapping[str, str] = {
    "ink": _INK,
    "quiet": _QUIET,
    Group.RANDOMISED: "#1d5592",
    Group.CONTROLLED: "#11634f",
    Group.UNCONTROLLED: "#8a4600",
    Group.OBSERVED: "#5d3a91",
}
"""Colours on paper, by class; the style sheet has those for a screen."""
_SHAPES: Mapping[Group, tuple[float, str]] = {
    Group.RANDOMISED: (1.772, "M{left:g} {top:g}h{side:g}v{side:g}h-{side:g}z"),
    Group.CONTROLLED: (2.507, "M{x:g} {top:g}l{half:g} {side:g}h-{side:g}z"),
    Group.OBSERVED: (
        2.507,
        "M{x:g} {top:g}l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}z",
    ),
}
"""Sides, for a circle of radius 1 of the same area, and paths."""


class Medium(StrEnum):
    """Where a drawing is shown."""

    SCREEN = "screen"
    PRINT = "print"


class Canvas:
    """An SVG under construction, from top to bottom."""

    def __init__(self, medium: Medium) -> None:
        self.medium = medium
        self.y = 0.0
        """How far down the drawing reaches."""
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        of: str = "ink",
        size: int = SIZE,
        anchor: str = "",
        bold: bool = False,
    ) -> None:
        """Write a line."""
        more = f' text-anchor="{anchor}"' * bool(anchor) + ' font-weight="bold"' * bold
        self._parts.append(
            f'<text x="{x:g}" y="{y:g}" '
            f'font-size="{size}"{more}{self._paint(of)}>{escape(words)}</text>'
        )

    def lines(
        self,
        x: float,
        words: str,
        *,
        step: float,
        down: float = 12,
        of: str = "ink",
        size: int = SIZE,
    ) -> None:
        """Write words in as many lines as they need from *x* to the right edge.

        :param step: from one line to the next
        :param down: from here to the foot of the first line
        """
        for words_of_line in wrap(words, WIDTH - x, size):
            self.text(x, self.y + down, words_of_line, of=of, size=size)
            self.y += step

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        of: str = "quiet",
        width: float = 1,
        dashed: bool = False,
    ) -> None:
        """Draw a line."""
        dash = ' stroke-dasharray="4 3"' * dashed
        path = f"M{x1:.4g} {y1:.4g}L{x2:.4g} {y2:.4g}"
        self._parts.append(
            f'<path d="{path}" stroke-width="{width:g}"{dash}{self._paint(of, "stroke")}/>'
        )

    def mark(
        self, x: float, y: float, group: Group | None, radius: float = 5, *, hollow: bool = False
    ) -> None:
        """Draw the mark of a design, a hollow one of people who did not get the treatment.

        A small grey dot for no study.
        """
        if group is None:
            self._parts.append(f'<circle cx="{x:.4g}" cy="{y:.4g}" r="3"{self._paint("quiet")}/>')
            return
        paint = self._paint(group, "stroke" if hollow else "fill") + ' stroke-width="2"' * hollow
        if group not in _SHAPES:
            self._parts.append(f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{radius:.3g}"{paint}/>')
            return
        factor, path = _SHAPES[group]
        side = round(radius * factor, 2)
        half = side / 2
        drawn = path.format(
            x=round(x, 2),
            left=round(x - half, 2),
            top=round(y - half, 2),
            side=side,
            half=round(half, 2),
        )
        self._parts.append(f'<path d="{drawn}"{paint}/>')

    def key(self, entries: Iterable[tuple[Group | None, bool, str]]) -> None:
        """Say what the marks mean, one on a line."""
        for group, hollow, words in entries:
            self.mark(8, self.y + 8, group, hollow=hollow)
            self.explain(words)

    def explain(self, words: str) -> None:
        """Say what the sign means that stands here, and go on below."""
        self.lines(22, words, step=14, size=SMALL)
        self.y += 3

    def finish(self, name: str, title: str, description: str) -> str:
        """Return the drawing, with a title and a description for those who do not see it."""
        ids = f"{name}-title", f"{name}-desc"
        height = f"{self.y:g}"
        own = (
            ""
            if self.medium is Medium.SCREEN
            else f' width="{WIDTH}" height="{height}" font-family="{_FONT}"'
        )
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="evidence-drawing" viewBox="0 0 '
            f'{WIDTH} {height}" role="img" '
            f'aria-labelledby="{ids[0]} {ids[1]}"{own}><title id="{ids[0]}">{escape(title)}</title>'
            f'<desc id="{ids[1]}">{escape(description)}</desc>{"".join(self._parts)}</svg>'
        )

    def _paint(self, of: str, how: str = "fill") -> str:
        """Return class and colour of a part.

        The style sheet says what colour a class has on the screen.
        """
        rest = ' fill="none"' if how == "stroke" else ""
        if self.medium is Medium.PRINT:
            return f' {how}="{PRINT[of]}"{rest}'
        return f' class="evidence-{of}" {how}="currentColor"{rest}'


def width_of(words: str, size: int = SIZE, *, bold: bool = False) -> float:
    """Return how wide a line can get, whichever font the reader has."""
    shares = sum(_WIDTHS.get(letter, _OTHER_LETTER) for letter in words)
    return shares * size * (_BOLD if bold else 1)


def wrap(words: str, room: float, size: int = SIZE) -> list[str]:
    """Return lines, as long as all of them may be, that fit whichever font the reader has."""
    most = len(words)
    while most > 1:
        lines = textwrap.wrap(words, most)
        if all(width_of(line, size) <= room for line in lines):
            return lines
        most -= 1
    return list(words)


def key_of(
    groups: Sequence[tuple[Group, bool]], control: str
) -> list[tuple[Group | None, bool, str]]:
    """Return what a drawing says of the marks that it uses, in one order."""
    used = set(groups)
    found = [
        (group, hollow) for group in Group for hollow in (False, True) if (group, hollow) in used
    ]
    return [
        (group, hollow, f"{GROUP_NAMES[group]}: {control}" if hollow else GROUP_NAMES[group])
        for group, hollow in found
    ]
