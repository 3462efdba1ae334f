"""The claim units and the defects of one page, as they are found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from docutils import nodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import (
    Citation,
    ClaimUnit,
    Defect,
    Location,
    Page,
    Suppression,
    identify,
)
from sphinx_claims.core.prose.exemptions import PARAMETER
from sphinx_claims.core.rules.suppression import parse_mark
from sphinx_claims.core.skips import Skip, SkipKind
from sphinx_claims.reading.citing import Notes
from sphinx_claims.reading.inline import read_run
from sphinx_claims.reading.places import Files, Place, line_of
from sphinx_claims.reading.sentences import substituted_in
from sphinx_claims.reading.textrun import Mark, TextRun, cites_of, mentions_of

_WORD = re.compile(r"[^\W\d_]{2}")


class PageUnits:
    """What was found so far on one page; numbers its blocks and names its units."""

    def __init__(
        self, *, doc: str, notes: Notes, files: Files, definitions: Mapping[str, str]
    ) -> None:
        self.doc = doc
        self.files = files
        self.definitions = definitions
        """The substitutions that are known, by name."""
        self.units: list[ClaimUnit] = []
        self.defects: list[Defect] = []
        self.skipped: list[Skip] = []
        self.translated: set[str] = set()
        self.views: list[str] = []
        self._notes = notes
        self._block = 0
        self._seen: Counter[str] = Counter()

    def page(self, source: str) -> Page:
        """Return all that was found, as a page of the file *source*."""
        return Page(
            doc=self.doc,
            source=source,
            units=tuple(self.units),
            defects=tuple(self.defects),
            skipped=tuple(self.skipped),
            translated=tuple(sorted(self.translated)),
            views=tuple(self.views),
        )

    def run_of(self, parts: Sequence[nodes.Node]) -> TextRun:
        """Return the text of some nodes."""
        raw = "\n".join(part.rawsource for part in parts if isinstance(part, nodes.TextElement))
        return read_run(parts, self._notes, raw)

    def cites_in(self, parts: Sequence[nodes.Node]) -> tuple[Citation, ...]:
        """Return the citations in some nodes."""
        return cites_of(self.run_of(parts).marks)

    def line_of(self, node: nodes.Element, place: Place) -> int:
        """Return the line at which a node begins."""
        return line_of(node, place, self.files)

    def text_at(self, line: int, place: Place) -> str:
        """Return a line of the file that a place is in."""
        return self.files.text_at(line, place.source)

    def locate(self, place: Place, line: int) -> Location:
        """Return the location of a line of this page."""
        return Location(doc=self.doc, source=place.source, line=line)

    def report(
        self,
        slug: DefectKind,
        place: Place,
        at: int | nodes.Element,
        message: str,
        excerpt: str = "",
        keys: tuple[str, ...] = (),
    ) -> None:
        """Note a defect at a line, or at the line of a node."""
        line = at if isinstance(at, int) else self.line_of(at, place)
        self.defects.append(
            Defect(
                slug=slug,
                location=self.locate(place, line),
                message=message,
                excerpt=excerpt,
                keys=keys,
            )
        )

    def skip(self, kind: SkipKind, place: Place, at: int | nodes.Element, text: str) -> None:
        """Note a text that readers see and that is no unit; nothing without letter and digit."""
        if not any(map(str.isalnum, text)):
            return
        line = at if isinstance(at, int) else self.line_of(at, place)
        self.skipped.append(
            Skip(kind=kind, location=self.locate(place, line), text=" ".join(text.split()))
        )

    def begin_block(self) -> None:
        """Give the units that follow a block of their own."""
        self._block += 1

    def add(self, place: Place, text: str, lines: tuple[int, int], marks: Sequence[Mark]) -> None:
        """Add a unit that stands on some lines, the first and last of which are given."""
        if not _WORD.search(text):
            self.skip(SkipKind.WORDLESS, place, lines[0], text)
            return
        lines, unplaced = self._lines_by_words(place, text, lines)
        suppression = self._suppression(place, lines[0], marks)
        self._report_slips(place, lines[0], marks)
        self.units.append(
            ClaimUnit(
                id=identify(self.doc, text, self._seen[text]),
                location=self.locate(place, lines[0]),
                end_line=lines[1],
                kind=place.kind,
                text=text,
                block=self._block,
                anchor=place.anchor,
                cites=cites_of(marks),
                cover=place.cover,
                declared=place.declared,
                premises=next((mark.premises for mark in marks if mark.premises is not None), None),
                lead=place.lead,
                conditions=place.conditions,
                setting=place.setting,
                scene=place.scene,
                feedback=place.feedback,
                links=_told("link", marks),
                mentions=tuple(dict.fromkeys((*mentions_of(marks), *place.named))),
                substitutions=tuple(
                    name for name in place.substitutions if name not in self.definitions
                ),
                substituted=substituted_in(text, place.substitutions, self.definitions),
                unplaced=unplaced,
                genres=place.all_genres,
                facts=_told("fact", marks),
                arithmetic=_told("arithmetic", marks),
                suppression=suppression,
            )
        )
        self._seen[text] += 1

    def _lines_by_words(
        self, place: Place, text: str, lines: tuple[int, int]
    ) -> tuple[tuple[int, int], str]:
        """Return the lines of a text, and the name of its docstring if they are not sure.

        Docstrings are rewritten, and lists of parameters made anew, so that their nodes do not know
        their lines; their words do.
        """
        if not place.docstring and place.setting != PARAMETER:
            return lines, ""
        line = self.files.line_of_words(place.path, place.source, text)
        if line is None and not place.docstring:
            return lines, ""
        if line is None:
            first = self.files.first_line_of(place.path, place.source)
            return (first, first), place.docstring
        return (line, line + lines[1] - lines[0]), ""

    def _report_slips(self, place: Place, line: int, marks: Sequence[Mark]) -> None:
        for mark in marks:
            if mark.slip:
                self.report(DefectKind.UNKNOWN_FACT, place, line, mark.slip)

    def _suppression(self, place: Place, line: int, marks: Sequence[Mark]) -> Suppression | None:
        """Return the author's reason in a sentence, or that of the body it stands in."""
        reason = next((mark.reason for mark in marks if mark.reason is not None), None)
        if reason is None:
            return place.suppression
        suppression, slip = parse_mark(reason)
        if slip:
            self.report(DefectKind.MALFORMED_SUPPRESSION, place, line, slip)
        return suppression


def _told(name: str, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return what some marks say by one of their attributes."""
    return tuple(filter(None, (getattr(mark, name) for mark in marks)))
