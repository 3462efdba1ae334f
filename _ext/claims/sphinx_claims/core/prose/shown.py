"""What of a piece of HTML its readers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "template", "head"})
"""Elements the text of which no page shows."""
_WITHIN = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr", "img"),
    }
)
"""Elements that part no text."""
_WRITTEN = frozenset({"value", "placeholder"})
"""Attributes that show as text."""
_TOLD = frozenset({"alt", "title", "aria-label", "label", "summary"})
"""Attributes that show on hover, or that are read aloud."""


@dataclass(slots=True)
class Shown:
    """The text of a piece of HTML."""

    blocks: list[tuple[int, str]] = field(default_factory=list)
    """Each block of text with the number of lines above it."""
    told: list[tuple[int, str]] = field(default_factory=list)
    """What attributes tell, in the same form."""
    unseen: list[tuple[int, str]] = field(default_factory=list)
    """Scripts and styles, in the same form."""


def shown_by(html: str) -> Shown:
    """Return what readers see of a piece of HTML; never raises for what it holds."""
    reader = _Reader()
    tags, end, text = html.rpartition(">")
    reader.feed(f"{tags}{end}{text.replace('<', '&lt;')}")  # no tag; looked for, it takes ages
    reader.close()
    reader.end_block()
    return reader.shown


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = Shown()
        self._hidden: list[str] = []
        self._text = ""
        self._line = 0

    def end_block(self) -> None:
        if self._text.strip():
            blank = len(self._text) - len(self._text.lstrip())
            above = self._line + self._text.count("\n", 0, blank)
            self.shown.blocks.append((above, self._text.strip()))
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text += " "
        elif tag not in _WITHIN:
            self.end_block()
        if tag in _UNSEEN:
            self._hidden.append(tag)
        above = self.getpos()[0] - 1
        for name, value in attrs:
            if value and name in _WRITTEN and dict(attrs).get("type") != "hidden":
                self.shown.blocks.append((above, value))
            elif value and name in _TOLD:
                self.shown.told.append((above, value))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHIN:
            self.end_block()
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        above = self.getpos()[0] - 1
        if self._hidden:
            if data.strip():
                self.shown.unseen.append((above, data.strip()))
        else:
            if not self._text:
                self._line = above
            self._text += data
