"""Plain text under construction, with lines, citations and marks at its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from docutils import nodes

from sphinx_claims.core.citing.forms import Mention
from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.letters import as_seen
from sphinx_claims.core.skips import SkipKind

_LETTERS = re.compile(r"[^\W\d_]{2}")
_MOST_MISSES = 200
"""Stretches in a row that are not in the mark-up, after which no more are looked for."""
LOCATOR = re.compile(
    r",?\s?(?P<place>(?:pp?\.|(?:ch|chap|sec|fig|tab|vol|para)\.|chapters?|sections?|figures?|"
    r"tables?|\u00a7)\s*"
    r"[\divxlc]+(?:[.\u2013-]\d+)*)\b",
    re.IGNORECASE,
)
"""Where in a source something stands, as it is written behind a citation that cannot hold it."""


_ROLE_BEFORE = re.compile(r":(?:foot)?cite(?::\w+)?:\Z")
_ROLE_LENGTH = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something an author put at an offset of the text."""

    offset: int
    cites: tuple[Citation, ...] = ()
    textual: bool = False
    """True for a citation that is part of the sentence's grammar and so stands in its text."""
    raised: bool = False
    """True for a citation that readers see as a raised number, which stands behind the full stop
    by custom."""
    link: str | None = None
    """Address that the text from this offset on links to."""
    mention: Mention | None = None
    """What is named here in a form that cannot be checked."""
    reason: str | None = None
    fact: str | None = None
    """The fact whose words end here, as the author names it."""
    arithmetic: str | None = None
    """Arithmetic with facts whose words end here, as the author writes it."""
    slip: str = ""
    """What is wrong with its name."""
    premises: tuple[str, ...] | None = None
    """Keys from which the author infers what stands before the mark."""


@dataclass(slots=True)
class TextRun:
    """Plain text under construction; offsets into ``text`` never move once given."""

    raw: str = ""
    """The mark-up the text came from, to find its line breaks in."""
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    linked: bool = False
    """Whether some of its letters stand inside a link."""
    unlinked: bool = False
    """Whether some stand outside all links."""
    images: list[nodes.image] = field(default_factory=list)
    """Images between the words."""
    raws: list[nodes.raw] = field(default_factory=list)
    """Raw mark-up between the words."""
    hidden: list[tuple[SkipKind, str]] = field(default_factory=list)
    """What readers see besides the words, such as the text that shows on hover."""
    literal: list[tuple[int, int]] = field(default_factory=list)
    """Where code and formulas begin and end."""
    names: list[tuple[int, int]] = field(default_factory=list)
    """Where single words of code stand, whose dots are no full stops."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where runs of sentences begin and end that name their sources once, at their end."""
    _pieces: list[tuple[int, str]] = field(default_factory=list)
    """What was appended, and at which offset."""
    _breaks: list[tuple[int, int]] | None = None

    def add_text(self, text: str, *, linked: bool) -> None:
        """Append words, and give the locator they begin with to the citation before them."""
        text = as_seen(text)
        if any(map(str.isalpha, text)):
            self.linked |= linked
            self.unlinked |= not linked
        self._add_locator(text)
        self._append(text)

    def add_cites(self, cites: tuple[Citation, ...], *, raised: bool = False) -> None:
        """Append a citation that readers see behind the words."""
        self.trim()
        self.marks.append(Mark(offset=len(self.text), cites=cites, raised=raised))

    def add_textual_cites(self, cites: tuple[Citation, ...]) -> None:
        """Append a citation that readers see as words of the sentence."""
        mark = Mark(offset=len(self.text), cites=cites, textual=True)
        self.marks.append(mark)
        self._append(_textual(mark))
        self.unlinked = True

    def trim(self) -> None:
        """Take away white space before a mark, so that a full stop behind it follows its word."""
        self.text = self.text.rstrip()

    def line_at(self, offset: int) -> int:
        """Return how many lines below the first one the text at *offset* stands."""
        if self._breaks is None:
            told = self.raw and self.raw.count("\n") == self.text.count("\n")
            self._breaks = list(_breaks_in(self.text) if told else self._find_breaks())
        index = bisect_right(self._breaks, (offset, 1 << 30))
        return self._breaks[index - 1][1] if index else 0

    def add_name(self, start: int) -> None:
        """Note that all from an offset on is code, if it is a single word."""
        word = self.text[start:].rstrip(".!?")
        if word and len(word.split()) == 1:
            self.names.append((start, start + len(word)))

    def segmentable(self) -> str:
        """Return the text with textual citations and single words of code as capital letters."""
        text = self.masked()
        for start, end in self.names:
            text = text[:start] + "X" * (end - start) + text[end:]
        return text

    def masked(self) -> str:
        """Return the text with textual citations as capital letters.

        A segmenter must not stumble over keys.
        """
        if not any(mark.textual for mark in self.marks):
            return self.text
        out = list(self.text)
        for mark in self.marks:
            if mark.textual:
                width = len(_textual(mark))
                out[mark.offset : mark.offset + width] = "X" * width
        return "".join(out)

    def prose(self) -> str:
        """Return the text with blanks for code and formulas, the signs of which mean nothing.

        Keys behind the name of a role stay: in Markdown a role of reStructuredText is such code.
        """
        out = list(self.masked())
        for start, end in self.literal:
            if not _ROLE_BEFORE.search(self.text, max(start - _ROLE_LENGTH, 0), start):
                out[start:end] = " " * (end - start)
        return "".join(out)

    def _append(self, text: str) -> None:
        self._pieces.append((len(self.text), text))
        self.text += text

    def _add_locator(self, text: str) -> None:
        """Give the bracketed citation just before *text* the locator that its first words name."""
        mark = self.marks[-1] if self.marks else None
        if (
            not mark
            or mark.offset < len(self.text)
            or mark.textual
            or mark.raised
            or len(mark.cites) != 1
        ):
            return
        if not mark.cites[0].locator and (found := LOCATOR.match(text)):
            self.marks[-1] = replace(mark, cites=(replace(mark.cites[0], locator=found["place"]),))

    def _find_breaks(self) -> Iterator[tuple[int, int]]:
        """Yield the offset at which each stretch of text begins, and its line.

        Where it stands in the mark-up to the letter.
        """
        line = cursor = below = misses = 0
        for start, text in self._pieces:
            offset = start
            for index, piece in enumerate(text.split("\n")):
                line += index > 0
                wanted = piece.strip()
                if misses < _MOST_MISSES and _LETTERS.search(wanted):
                    at = self.raw.find(wanted, cursor)
                    misses = misses + 1 if at < 0 else 0
                    if at >= 0:
                        below += self.raw.count("\n", cursor, at)
                        line = below
                        cursor = at + len(wanted)
                yield offset, line
                offset += len(piece) + 1


def _breaks_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offset at which each line of a text begins, but for the first, and its number."""
    for number, found in enumerate(re.finditer("\n", text), 1):
        yield found.end(), number


def cites_of(marks: Iterable[Mark]) -> tuple[Citation, ...]:
    """Return the citations of some marks, in their order."""
    return tuple(cite for mark in marks for cite in mark.cites)


def mentions_of(marks: Iterable[Mark]) -> tuple[Mention, ...]:
    """Return the works that some marks name in a form that cannot be checked, each once."""
    return tuple(dict.fromkeys(mark.mention for mark in marks if mark.mention))


def one_line(run: TextRun) -> str:
    """Return all the text on one line."""
    return " ".join(run.text.split())


def is_linked_throughout(run: TextRun) -> bool:
    """Tell whether the text is made of links alone."""
    return run.linked and not run.unlinked


def _textual(mark: Mark) -> str:
    return "[" + ", ".join(cite.key for cite in mark.cites) + "]"
