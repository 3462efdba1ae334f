"""A document to its claim units. Knows node classes only.

No application, no settings, no verdicts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import (
    Citation,
    ClaimUnit,
    Defect,
    Kind,
    Location,
    Page,
    identify,
)
from sphinx_claims.core.prose.segment import Span, sentence_spans
from sphinx_claims.core.rules.suppression import parse_mark
from sphinx_claims.reading.places import Files, Place, enter, line_of, lines_of_rows
from sphinx_claims.reading.sentences import (
    floating_marks,
    keys_by_sentence,
    setting_of,
    share_out,
    substitutions_in,
)
from sphinx_claims.reading.textrun import (
    Mark,
    TextRun,
    citing_footnotes,
    is_linked_throughout,
    run_of_markup,
)
from sphinx_claims.writing.nodes import FACT_SLIP, WRONG_FACTS, claim, claims_page, uncited_block

_SKIPPED = (
    nodes.subtitle, nodes.rubric, nodes.literal_block, nodes.math_block, nodes.comment, nodes.term,
    nodes.label, nodes.substitution_definition, nodes.citation, nodes.system_message,
    nodes.doctest_block, nodes.target, nodes.meta, nodes.classifier, nodes.field_name,
    nodes.decoration, nodes.docinfo, addnodes.index, addnodes.toctree,
)  # fmt: skip
_SKIPPED_BY_NAME = frozenset(
    {"bibliography", "desc_signature", "desc_signature_line", "todo_node", "autosummary_toc"}
)
_LED = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.table)
"""What a lead-in covers if it stands right above it."""
_UNSEEN = (nodes.target, addnodes.index, addnodes.tabular_col_spec)
"""What readers see nothing of, so that it parts no lead-in from what it leads to."""
_COMPUTED = "cell_code_output"
"""What MyST-NB calls the output of a notebook's code: no author wrote it."""
_RAW_LETTERS = 40
_DASH = re.compile(r"\s*(?:--|[\u2013\u2014])")
_WORD = re.compile(r"[^\W\d_]{2}")


def collect_page(document: nodes.document, doc: str, files: Files) -> Page:
    """Return all claim units of a document, in reading order, and the defects of its mark-up."""
    collector = _Collector(doc=doc, footnotes=citing_footnotes(document), files=files)
    path = str(document["source"])
    source = files.relative(path)
    collector.visit(document, Place(path=path, source=source))
    collector.check_facts_elsewhere(document, Place(path=path, source=source))
    return Page(
        doc=doc,
        source=source,
        units=tuple(collector.units),
        defects=tuple(collector.defects),
        translated=tuple(sorted(collector.translated)),
        views=tuple(collector.views),
    )


class _Collector:
    """Walks a document once; holds the units and defects found so far."""

    def __init__(
        self, *, doc: str, footnotes: Mapping[str, tuple[Citation, ...]], files: Files
    ) -> None:
        self.doc = doc
        self.footnotes = footnotes
        self.files = files
        self.units: list[ClaimUnit] = []
        self.defects: list[Defect] = []
        self.translated: set[str] = set()
        self.views: list[str] = []
        self._block = 0
        self._seen: Counter[str] = Counter()
        self._handlers: dict[type[nodes.Node], Handler | None] = {}

    def visit(self, node: nodes.Node, place: Place) -> None:
        """Collect a node and everything below it."""
        cls = type(node)
        if cls not in self._handlers:
            self._handlers[cls] = _handler_for(cls)
        if handle := self._handlers[cls]:
            element = cast("nodes.Element", node)
            if element.attributes.get("nb_element") != _COMPUTED:
                handle(self, element, enter(element, place, self.files))

    def visit_children(self, node: nodes.Element, place: Place) -> None:
        if node.tagname == "ifconfig":
            place = replace(place, conditions=(*place.conditions, f"ifconfig:{node['expr']}"))
        before: nodes.Node | None = None
        for child in node.children:
            lead = (isinstance(child, _LED) and self._lead_in(before)) or place.lead
            self.visit(child, place if lead == place.lead else replace(place, lead=lead))
            before = before if isinstance(child, _UNSEEN) else child

    def _lead_in(self, node: nodes.Node | None) -> tuple[Citation, ...]:
        """Return the citations of a paragraph that ends in a colon."""
        return (
            self._cites([node])
            if isinstance(node, nodes.paragraph) and node.astext().rstrip().endswith(":")
            else ()
        )

    def _defect(
        self,
        slug: DefectKind,
        place: Place,
        at: int | nodes.Element,
        message: str,
        excerpt: str = "",
        keys: tuple[str, ...] = (),
    ) -> None:
        line = at if isinstance(at, int) else line_of(at, place, self.files)
        location = Location(doc=self.doc, source=place.source, line=line)
        self.defects.append(
            Defect(slug=slug, location=location, message=message, excerpt=excerpt, keys=keys)
        )

    def check_heading(self, node: nodes.title, place: Place) -> None:
        run = self._run([node])
        if any(mark.cites and not mark.slip for mark in run.marks):
            self._defect(
                DefectKind.CITATION_IN_HEADING,
                place,
                node,
                "citation in a heading covers nothing",
                " ".join(run.text.split()),
            )

    def check_raw(self, node: nodes.raw, place: Place) -> None:
        letters = sum(character.isalpha() for character in node.astext())
        if letters > _RAW_LETTERS and not node.astext().lstrip().startswith("<!--"):
            self._defect(
                DefectKind.RAW_CONTENT,
                place,
                node,
                f"raw {node.get('format', '')} with {letters} letters is not checked",
            )

    def check_image(self, node: nodes.image, place: Place, line: int = 0) -> None:
        if not str(node.get("alt", "")).strip():
            self._defect(
                DefectKind.IMAGE_WITHOUT_ALT,
                place,
                line or node,
                f"image {node['uri']!r} has no alternative text",
            )

    def check_facts_elsewhere(self, document: nodes.document, place: Place) -> None:
        """Report unknown facts in headings, terms and alternative texts, which are no units."""
        if not document.get(WRONG_FACTS):
            return
        told = {defect.message for defect in self.defects}
        for node in document.findall(nodes.Element):
            if (slip := node.get(FACT_SLIP)) and slip not in told:
                told.add(slip)
                self._defect(DefectKind.UNKNOWN_FACT, place, node, slip)

    def collect_claim(self, node: nodes.Element, place: Place) -> None:
        if not node["keys"]:
            self._defect(
                DefectKind.CLAIM_WITHOUT_KEY, place, node, "claim directive names no source"
            )
        self.visit_children(node, replace(place, cover=place.cover + node["keys"]))

    def collect_uncited(self, node: nodes.Element, place: Place) -> None:
        for slip in node["slips"]:
            self._defect(DefectKind.MALFORMED_SUPPRESSION, place, node, slip)
        line = line_of(node, place, self.files)
        before, block = len(self.units), Location(doc=self.doc, source=place.source, line=line)
        self.visit_children(
            node, replace(place, suppression=replace(node["suppression"], block=block))
        )
        if len(self.units) == before and not any(
            child.get("translated") for child in node.findall(nodes.Element)
        ):
            self._defect(DefectKind.UNUSED_SUPPRESSION, place, node, "'uncited' holds no sentence")

    def note_view(self, node: nodes.Element, place: Place) -> None:
        self.views.append(node["view"])

    def collect_figure(self, node: nodes.figure, place: Place) -> None:
        cites = tuple(
            cite
            for child in node.children
            if isinstance(child, nodes.caption)
            for cite in self._cites([child])
        )
        for child in node.children:
            inner = (
                replace(place, cover=place.cover + cites)
                if isinstance(child, nodes.legend)
                else place
            )
            self.visit(child, inner)

    def collect_footnote(self, node: nodes.footnote, place: Place) -> None:
        if not str(node["ids"][:1]).startswith("['footcite-"):
            self.visit_children(node, place)

    def collect_quotation(self, node: nodes.block_quote, place: Place) -> None:
        """Collect a quotation.

        The citation of its attribution, in Markdown a last line after a dash, covers it.
        """
        *said, last = node.children or [nodes.paragraph()]
        text = last.astext()
        signed = isinstance(last, nodes.attribution) or _DASH.match(text.rpartition("\n")[2])
        cover = place.cover + (self._cites([last]) if signed else ())
        for child in (
            said if isinstance(last, nodes.attribution) or _DASH.match(text) else node.children
        ):
            self.visit(child, replace(place, cover=cover))

    def collect_only(self, node: addnodes.only, place: Place) -> None:
        self.visit_children(
            node, replace(place, conditions=(*place.conditions, f"only:{node['expr']}"), lead=())
        )

    def collect_table(self, node: nodes.table, place: Place) -> None:
        heads = [child for child in node.children if isinstance(child, nodes.title)]
        for head in heads:
            self.collect_text(head, enter(head, replace(place, kind=Kind.CAPTION), self.files))
        header = [row for head in node.findall(nodes.thead) for row in head.children]
        inner = replace(
            place, kind=Kind.TABLE_ROW, cover=place.cover + self._cites(heads) + self._cites(header)
        )
        rows = [
            row
            for body in node.findall(nodes.tbody)
            for row in body.children
            if isinstance(row, nodes.row)
        ]
        starts = lines_of_rows(rows, line_of(node, inner, self.files), inner, self.files)
        for row, line, above in zip(rows, starts, self._reaching_down(rows), strict=True):
            self._collect_row(row, replace(inner, cover=inner.cover + above), line)

    def _reaching_down(self, rows: Sequence[nodes.row]) -> Iterator[tuple[Citation, ...]]:
        """Yield for each row the citations of the cells above that reach down into it."""
        high: list[tuple[int, tuple[Citation, ...]]] = []
        for index, row in enumerate(rows):
            yield tuple(cite for last, cites in high if index <= last for cite in cites)
            cells = [cast("nodes.Element", cell) for cell in row.children]
            high += [
                (index + cell["morerows"], self._cites([cell]))
                for cell in cells
                if cell.get("morerows")
            ]

    def _collect_row(self, row: nodes.row, place: Place, line: int) -> None:
        runs = [self._run([cell]) for cell in row.children]
        told = [run for run in runs if run.text.strip()]
        text = " | ".join(" ".join(run.text.split()) for run in told)
        setting = place.setting or (
            "cross-reference" if all(map(is_linked_throughout, told)) else None
        )
        self._block += 1
        self._add(
            replace(place, setting=setting),
            text,
            (line, line),
            [mark for run in runs for mark in run.marks],
        )
        for image in (image for run in runs for image in run.images):
            self.check_image(image, place, line)

    def collect_text(self, node: nodes.TextElement, place: Place) -> None:
        if node.children and "versionmodified" in getattr(node[0], "attributes", {}).get(
            "classes", ()
        ):
            for said in node.children[
                1:
            ]:  # Sphinx writes "Added in version 1.0: " before what the author wrote, in one inline
                if isinstance(said, nodes.Element):
                    self.visit(said, enter(said, place, self.files))
            return
        if node.get("translated"):
            self._check_translation(node, place)
            return
        self._collect_run(node, self._run([node]), place)

    def collect_line_block(self, node: nodes.line_block, place: Place) -> None:
        """Collect the lines of a block as running text, for a sentence may go on over several.

        They are translated one by one.
        """
        lines = list(node.findall(nodes.line))
        if any(line.get("translated") for line in lines):
            self.visit_children(node, place)
            return
        for said, stanza in groupby(lines, key=lambda line: bool(line.astext().strip())):
            parts = [part for line in stanza for part in (nodes.Text("\n"), line)]
            if said:
                self._collect_run(cast("nodes.line", parts[1]), self._run(parts[1:]), place)

    def _collect_run(self, node: nodes.TextElement, run: TextRun, place: Place) -> None:
        spans = sentence_spans(run.masked())
        first = line_of(node, place, self.files)
        if substitutions := self._substitutions(node, place, first):
            place = replace(place, substitutions=substitutions)
        if not place.setting and (setting := setting_of(node, run)):
            place = replace(place, setting=setting)
        self._check_floating(run, spans, place, first)
        self._block += 1
        for (start, end), marks in zip(spans, share_out(run.marks, spans), strict=True):
            lines = first + run.line_at(start), first + run.line_at(end - 1)
            self._add(place, " ".join(run.text[start:end].split()), lines, marks)
        for image in run.images:
            self.check_image(image, place)

    def _check_floating(
        self, run: TextRun, spans: Sequence[Span], place: Place, first: int
    ) -> None:
        if not spans and place.kind in {Kind.FOOTNOTE, Kind.LIST_ITEM}:
            # a footnote of citations supports its mark, and a list of citations is a list of
            # references
            return
        for mark, (start, end) in floating_marks(run, spans):
            keys = ", ".join(cite.key for cite in mark.cites)
            message = f"{keys} is cited {'behind the full stop' if spans else 'alone'}"
            said = " ".join(run.text[start:end].split())
            self._defect(
                DefectKind.FLOATING_CITATION, place, first + run.line_at(mark.offset), message, said
            )

    def _substitutions(self, node: nodes.TextElement, place: Place, line: int) -> tuple[str, ...]:
        """Return the names of the substitutions in a block.

        MyST forgets the one that a whole block came from.
        """
        written = self.files.text_at(line, place.source)
        raw = f"{node.rawsource}\n{written}" if "{{" in written else node.rawsource
        return substitutions_in(raw, node)

    def _check_translation(self, node: nodes.TextElement, place: Place) -> None:
        """Compare the citations of a translated block with those of its source.

        The claims are judged in the source.
        """
        self.translated.add(place.source)
        before, after = (
            keys_by_sentence(run_of_markup(node.rawsource)),
            keys_by_sentence(self._run([node])),
        )
        wanted, found = list(chain(*before)), list(chain(*after))
        text = " ".join(node.astext().split())
        for key in dict.fromkeys(found):
            self._defect(
                DefectKind.UNKNOWN_KEY,
                place,
                node,
                f"the bibliography has no entry {key!r}",
                text,
                (key,),
            )
        if sorted(wanted) != sorted(found):
            lost, gained = set(wanted) - set(found), set(found) - set(wanted)
            told = [f"lost {', '.join(sorted(lost))}"] * bool(lost) + [
                f"gained {', '.join(sorted(gained))}"
            ] * bool(gained)
            message = (
                f"the translation has other citations: {' and '.join(told) or 'another number'}"
            )
            self._defect(DefectKind.TRANSLATION_CITATION, place, node, message, text)
        elif wanted != found:
            self._defect(
                DefectKind.TRANSLATION_CITATION,
                place,
                node,
                "the translation has its citations in another order",
                text,
            )
        elif before != after and len(before) == len(after):
            self._defect(
                DefectKind.TRANSLATION_CITATION,
                place,
                node,
                "the translation cites in another sentence",
                text,
            )

    def _run(self, parts: Sequence[nodes.Node]) -> TextRun:
        raw = "\n".join(part.rawsource for part in parts if isinstance(part, nodes.TextElement))
        run = TextRun(raw=raw, footnotes=self.footnotes)
        for part in parts:
            run.add(part)
        return run

    def _cites(self, parts: Sequence[nodes.Node]) -> tuple[Citation, ...]:
        return tuple(cite for mark in self._run(parts).marks for cite in mark.cites)

    def _add(self, place: Place, text: str, lines: tuple[int, int], marks: Sequence[Mark]) -> None:
        """Store a unit that stands on some lines, the first and last of which are given."""
        if not _WORD.search(text):
            return
        suppression, slip = next(
            (parse_mark(mark.reason) for mark in marks if mark.reason is not None),
            (place.suppression, ""),
        )
        if slip:
            self._defect(DefectKind.MALFORMED_SUPPRESSION, place, lines[0], slip)
        for slip in (mark.slip for mark in marks if mark.slip):
            self._defect(DefectKind.UNKNOWN_FACT, place, lines[0], slip)
        self.units.append(
            ClaimUnit(
                id=identify(self.doc, text, self._seen[text]),
                location=Location(doc=self.doc, source=place.source, line=lines[0]),
                end_line=lines[1],
                kind=place.kind,
                text=text,
                block=self._block,
                anchor=place.anchor,
                cites=tuple(cite for mark in marks for cite in mark.cites),
                cover=place.cover,
                lead=place.lead,
                conditions=place.conditions,
                setting=place.setting,
                feedback=place.feedback,
                links=tuple(mark.link for mark in marks if mark.link),
                substitutions=place.substitutions,
                facts=tuple(mark.fact for mark in marks if mark.fact),
                suppression=suppression,
            )
        )
        self._seen[text] += 1


Handler = Callable[["_Collector", Any, Place], None]
"""What collects a node of some class."""
_HANDLERS: tuple[tuple[type[nodes.Element], Handler], ...] = (
    (nodes.title, _Collector.check_heading),
    (nodes.raw, _Collector.check_raw),
    (nodes.image, _Collector.check_image),
    (nodes.table, _Collector.collect_table),
    (nodes.figure, _Collector.collect_figure),
    (claim, _Collector.collect_claim),
    (uncited_block, _Collector.collect_uncited),
    (claims_page, _Collector.note_view),
    (nodes.footnote, _Collector.collect_footnote),
    (nodes.block_quote, _Collector.collect_quotation),
    (addnodes.only, _Collector.collect_only),
    (addnodes.versionmodified, _Collector.visit_children),
    (nodes.line_block, _Collector.collect_line_block),
    (nodes.TextElement, _Collector.collect_text),
    (nodes.Element, _Collector.visit_children),
)
"""Class of node to what collects it, special classes first."""


def _handler_for(cls: type[nodes.Node]) -> Handler | None:
    if issubclass(cls, _SKIPPED) or cls.__name__ in _SKIPPED_BY_NAME:
        return None
    return next((handle for kind, handle in _HANDLERS if issubclass(cls, kind)), None)
