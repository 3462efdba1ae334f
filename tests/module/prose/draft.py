"""Read a page as its author writes it, in MyST, without a build.

What only a build can tell is guessed: what ``{calc}`` and ``{fact}`` print, and the numbers that
citations get.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from module.prose.counter import Text
from module.prose.page import END_MATTER, RAISED, Page, tidied

BOXES = (
    *("admonition", "claim", "hint", "important", "note", "scenario", "tip", "uncited", "warning"),
    *("card", "container", "div", "grid", "grid-item", "tab-item", "tab-set"),
)
"""Directives whose bodies are running text."""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"\s*(?::{3,}|`{3,})(?:\{(?P<name>[\w-]+)\}(?P<argument>.*)|(?P<code>\w*)\s*)$")
_HEADING = re.compile(r"(?P<level>#+) (?P<title>.*)")
_PLACE = re.compile(r":[\w-]+:|\([\w-]+\)=$|%|\||-{3,}$|\{[.#][^}]*\}$")
"""Lines that print nothing, or are of a table."""
_CLASS = re.compile(r":class:.*\b(?:(?P<plain>plain-words)|objectives|page-facts)\b")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|>|:)\s+")
_ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<body>[^`]*)`", re.DOTALL)
_SPAN = re.compile(r"\[(?P<body>[^\[\]]*)\]\{\.(?P<kind>[\w-]+)[^}]*\}")
_LINK = re.compile(r"\[(?P<body>[^\[\]]*)\]\([^()]*\)")
_LOCATOR = re.compile(r"\{[^{}]*\}")
_TARGET = re.compile(r"\s*<[^<>]*>$")


@dataclass(kw_only=True)
class _Draft:
    """What was read so far."""

    sections: list[list[str]] = field(default_factory=lambda: [[]])
    plain: list[list[str]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """Each cited key to its number on the page."""
    reasons: int = 0
    roles: int = 0
    citations: float = 0

    def add(self, lines: Sequence[str], *, plain: bool) -> None:
        """Add a paragraph."""
        source = "\n".join(lines)
        text = tidied(self._printed(source, plain=plain))
        if re.search(r"\w", text):
            (self.plain if plain else self.sections)[-1].append(text)

    def _printed(self, source: str, *, plain: bool) -> str:
        def role(match: re.Match[str]) -> str:
            self.roles += not plain
            return self._role(match, plain=plain)

        text = _LINK.sub(r"\g<body>", _ROLE.sub(role, source))
        while match := _SPAN.search(text):
            self.roles += not plain
            self.reasons += match["kind"] == "inferred" and not plain
            text = text[: match.start()] + match["body"] + text[match.end() :]
        return text.replace("*", "")

    def _role(self, match: re.Match[str], *, plain: bool) -> str:
        name, body = match["name"], match["body"]
        if name.startswith("cite:"):
            keys = [key.strip() for key in _LOCATOR.sub("", body).split(",")]
            numbers = [self.numbers.setdefault(key, len(self.numbers) + 1) for key in keys]
            self.citations += 0 if plain else RAISED * len(", ".join(map(str, numbers)))
            return "Author and others" if name == "cite:t" else ""
        if name == "infer":
            self.reasons += not plain
            return ""
        if name == "calc":
            return "62%" if body.endswith(" bare") else "33 ÷ 53 = 62%"
        return {"fact": "12", "uncited": ""}.get(name, _TARGET.sub("", body))


def read_draft(source: str) -> tuple[Page, float]:
    """Return what is measured of a page in MyST, and how many words it has for each role."""
    draft = _Draft()
    for kind, lines in _Blocks().read(_FRONT.sub("", source)):
        if kind == "heading":
            draft.sections.append([])
        elif kind == "box":
            draft.plain.append([])
        else:
            draft.add(lines, plain=kind == "plain")
    body = Text(sections=tuple(tuple(one) for one in draft.sections if one))
    plain = tuple(Text(sections=(tuple(one),)) for one in draft.plain if one)
    page = Page(body=body, plain=plain, reasons=draft.reasons, citations=draft.citations)
    return page, body.words / max(draft.roles, 1)


class _Blocks:
    """Parts a page into headings, boxes in plain words, and paragraphs."""

    def __init__(self) -> None:
        self.found: list[tuple[str, list[str]]] = []
        self.open: list[str] = []
        """Kinds of the directives around the line."""
        self.left: int | None = None
        """Level of the heading below which the text is end matter."""

    def read(self, source: str) -> list[tuple[str, list[str]]]:
        """Return each block with its kind: ``heading``, ``box``, ``plain`` or ``body``."""
        self._part()
        for line in source.splitlines():
            if fence := _FENCE.match(line):
                self._enter_or_leave(fence)
            elif heading := _HEADING.match(line):
                self._head(heading)
            else:
                self._line(line)
        return [(kind, lines) for kind, lines in self.found if lines or kind in ("heading", "box")]

    def _enter_or_leave(self, fence: re.Match[str]) -> None:
        self._part()
        if fence["name"]:
            aside = fence["name"] not in BOXES or "page-facts" in fence["argument"]
            self.open.append("aside" if aside else "body")
        elif fence["code"] or not self.open:
            self.open.append("aside")
        else:
            self.open.pop()
        self._part()

    def _head(self, heading: re.Match[str]) -> None:
        level = len(heading["level"])
        if self.left is None or level <= self.left:
            self.left = level if heading["title"].startswith(END_MATTER) else None
        self.found.append(("heading", []))
        self._part()

    def _line(self, line: str) -> None:
        if self.open and (kind := _CLASS.match(line)):
            self.open[-1] = "plain" if kind["plain"] else "aside"
            self.found.append(("box", []))
        if not line.strip() or _PLACE.match(line):
            self._part()
            return
        if item := _ITEM.match(line):
            self._part()
        if "plain" in self.open or not (self.left or "aside" in self.open):
            self.found[-1][1].append(line[item.end() :] if item else line)

    def _part(self) -> None:
        """Begin a paragraph."""
        self.found.append(("plain" if "plain" in self.open else "body", []))
