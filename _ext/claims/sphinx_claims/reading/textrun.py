"""Inline nodes to a run of plain text, with lines, citations and marks at its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.model import Citation
from sphinx_claims.writing.nodes import (
    FACT,
    FACT_CITE,
    FACT_SLIP,
    RENDERED,
    uncited,
    unknown_citation,
)

_TARGET = re.compile(
    r"\s*(?:[{](?P<pre>[^{}]+)[}])?\s*(?P<key>[^{}\s,]++)\s*(?:[{](?P<post>[^{}]+)[}])?\s*(?:,|$)"
)
_FOOTCITE = re.compile(r"\[#(?P<key>[^\]]+)\]_")
_SILENT = (nodes.raw, nodes.target, addnodes.index, nodes.system_message)
_MARKUP = re.compile(
    r"(?:\{(?:foot)?cite(?::\w+)?\}|:(?:foot)?cite(?::\w+)?:)`(?P<target>[^`]*)`|"
    r"\[(?P<label>[A-Za-z][\w.-]*)\]_"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LOCATOR = re.compile(
    r",?\s?(?P<place>(?:pp?\.|(?:ch|chap|sec|fig|tab|vol|para)\.|chapters?|sections?|figures?|"
    r"tables?|\u00a7)\s*"
    r"[\divxlc]+(?:[.\u2013-]\d+)*)\b",
    re.IGNORECASE,
)
"""Where in a source something stands, as it is written behind a citation that cannot hold it."""
_SEE = re.compile(r"\b(?:see(?: also)?|cf)\b", re.IGNORECASE)


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
    reason: str | None = None
    fact: str | None = None
    """The fact whose words end here, as the author names it."""
    slip: str = ""
    """What is wrong with its name."""


@dataclass(slots=True)
class TextRun:
    """Plain text under construction; offsets into ``text`` never move once given."""

    raw: str
    """The mark-up the text came from, to find its line breaks in."""
    footnotes: Mapping[str, tuple[Citation, ...]]
    """Footnotes that hold nothing but citations, by id."""
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    linked: bool = False
    """Whether some of its letters stand inside a link."""
    unlinked: bool = False
    """Whether some stand outside all links."""
    images: list[nodes.image] = field(default_factory=list)
    """Images between the words."""
    _links: int = 0
    _pieces: list[tuple[int, str]] = field(default_factory=list)
    """What was appended, and at which offset."""
    _breaks: list[tuple[int, int]] | None = None

    def line_at(self, offset: int) -> int:
        """Return how many lines below the first one the text at *offset* stands."""
        if self.raw and self.raw.count("\n") == self.text.count("\n"):
            return self.text.count("\n", 0, offset)
        if self._breaks is None:
            self._breaks = list(self._find_breaks())
        index = bisect_right(self._breaks, (offset, 1 << 30))
        return self._breaks[index - 1][1] if index else 0

    def masked(self) -> str:
        """Return the text with textual citations as capital letters.

        A segmenter must not stumble over keys.
        """
        if not any(mark.textual for mark in self.marks):
            return self.text
        out = list(self.text)
        for mark in self.marks:
            if mark.textual:
                width = _textual_width(mark)
                out[mark.offset : mark.offset + width] = "X" * width
        return "".join(out)

    def add(self, node: nodes.Node) -> None:
        """Append an inline node."""
        if isinstance(node, nodes.Text):
            self._add_text(str(node))
        elif (
            isinstance(node, nodes.raw)
            and node.get("format") == "html"
            and node.astext().lstrip().startswith("<br")
        ):
            self._add_text("\n")
        elif not isinstance(node, _SILENT) and not cast("nodes.Element", node).get(RENDERED):
            self._add_element(node)

    def _add_element(self, node: nodes.Node) -> None:
        match node:
            case nodes.image():
                self.images.append(node)
            case uncited():
                self._trim()
                self.marks.append(Mark(offset=len(self.text), reason=node["reason"]))
            case addnodes.pending_xref() if node.get("refdomain") == "cite":
                self._add_citation(node)
            case addnodes.pending_xref() if node.get("refdomain") == "citation":
                self._cite((Citation(key=node["reftarget"]),))
            case unknown_citation():
                self._cite((Citation(key=node["key"]),))
            case nodes.footnote_reference():
                self._add_footnote(node)
            case addnodes.pending_xref() | nodes.reference() | addnodes.download_reference():
                self._add_link(node)
            case nodes.inline() if FACT in node:
                self._add_children(node)
                cites = (node[FACT_CITE],) if node[FACT_CITE] else ()
                self.marks.append(
                    Mark(offset=len(self.text), cites=cites, fact=node[FACT], slip=node[FACT_SLIP])
                )
            case nodes.Element():
                self._add_children(node)

    def _add_children(self, node: nodes.Element) -> None:
        for child in node.children:
            self.add(child)

    def _add_link(self, node: nodes.Element) -> None:
        before = len(self.text)
        self._links += 1
        self._add_children(node)
        self._links -= 1
        if uri := node.get("refuri"):
            self.marks.append(Mark(offset=before, link=uri))

    def _add_text(self, text: str) -> None:
        if any(map(str.isalpha, text)):
            self.linked |= self._links > 0
            self.unlinked |= self._links == 0
        self._add_locator(text)
        self._append(text)

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
        if not mark.cites[0].locator and (found := _LOCATOR.match(text)):
            self.marks[-1] = replace(mark, cites=(replace(mark.cites[0], locator=found["place"]),))

    def _find_breaks(self) -> Iterator[tuple[int, int]]:
        """Yield the offset at which each stretch of text begins, and its line.

        Where it stands in the mark-up to the letter.
        """
        line = cursor = 0
        for start, text in self._pieces:
            offset = start
            for index, piece in enumerate(text.split("\n")):
                line += index > 0
                wanted = piece.strip()
                at = self.raw.find(wanted, cursor)
                if at >= 0 and _LETTERS.search(wanted):
                    line = self.raw.count("\n", 0, at)
                    cursor = at + len(wanted)
                yield offset, line
                offset += len(piece) + 1

    def _add_citation(self, node: addnodes.pending_xref) -> None:
        cites = parse_target(str(node["reftarget"]))
        if node.get("reftype", "p") in {"p", "ps", "cite"}:
            self._cite(cites)
        else:
            mark = Mark(offset=len(self.text), cites=cites, textual=True)
            self.marks.append(mark)
            self._append(_textual(mark))
            self.unlinked = True

    def _add_footnote(self, node: nodes.footnote_reference) -> None:
        self._trim()
        target = str(node.get("refid", ""))
        found = _FOOTCITE.fullmatch(node.rawsource)
        if found and target.startswith("footcite"):
            self._cite((Citation(key=found["key"]),), raised=True)
        elif cites := self.footnotes.get(target):
            self._cite(cites, raised=True)

    def _cite(self, cites: tuple[Citation, ...], *, raised: bool = False) -> None:
        self._trim()
        self.marks.append(Mark(offset=len(self.text), cites=cites, raised=raised))

    def _trim(self) -> None:
        """Take away white space before a mark, so that a full stop behind it follows its word."""
        self.text = self.text.rstrip()


def citing_footnotes(document: nodes.document) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of those footnotes that hold nothing else, by id."""
    found = {}
    for footnote in (*document.footnotes, *document.autofootnotes, *document.symbol_footnotes):
        run = TextRun(raw="", footnotes={})
        for child in footnote.children:
            if not isinstance(child, nodes.label):
                run.add(child)
        cites = tuple(cite for mark in run.marks for cite in mark.cites)
        beside = _SEE.sub("", _LOCATOR.sub("", run.masked().replace("X", "")))
        if cites and not any(map(str.isalpha, beside)):
            found.update(dict.fromkeys(footnote["ids"], cites))
    return found


def parse_target(target: str) -> tuple[Citation, ...]:
    """Split ``{pre}key{post}, key`` into citations.

    Sphinxcontrib-bibtex has refused any other form before.
    """
    return tuple(
        Citation(key=found["key"], locator=found["post"])
        for found in _TARGET.finditer(" ".join(target.split()))
    )


def run_of_markup(raw: str) -> TextRun:
    """Return the text and the citations of mark-up that is no longer parsed."""
    run = TextRun(raw="", footnotes={})
    end = 0
    for found in _MARKUP.finditer(raw):
        run.text += raw[end : found.start()]
        cites = (
            parse_target(found["target"]) if found["target"] else (Citation(key=found["label"]),)
        )
        run.marks.append(Mark(offset=len(run.text.rstrip()), cites=cites))
        end = found.end()
    run.text += raw[end:]
    return run


def is_linked_throughout(run: TextRun) -> bool:
    """Tell whether the text is made of links alone."""
    return run.linked and not run.unlinked


def _textual(mark: Mark) -> str:
    return "[" + ", ".join(cite.key for cite in mark.cites) + "]"


def _textual_width(mark: Mark) -> int:
    return len(_textual(mark))
