"""A document to its claim units. Knows node classes only: no application, no settings, no verdicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.adapters.nodes import claim, claims_page
from sphinx_claims.adapters.sentences import floating_marks, setting_of, share_out, substitutions_in
from sphinx_claims.adapters.textrun import Mark, TextRun, is_linked_throughout, keys_in_markup
from sphinx_claims.core.model import (
    Citation,
    ClaimUnit,
    Defect,
    Kind,
    Location,
    Page,
    Suppression,
    identify,
)
from sphinx_claims.core.segment import Span, sentence_spans

SETTINGS: Mapping[str, str] = {
    "objectives": "learning-objective",
    "quiz-stem": "quiz",
    "logistics": "logistics",
    "page-facts": "logistics",
    "sd-card-title": "label",
    "sd-card-header": "label",
    "sd-card-footer": "label",
}
"""Class of a container, admonition, list or table to the exemption of what stands in it."""
FEEDBACK = frozenset({"answer", "feedback", "quiz-answer"})
"""Classes of a container, dropdown or admonition that answers a quiz question."""

_SKIPPED = (
    nodes.subtitle, nodes.rubric, nodes.literal_block, nodes.math_block, nodes.comment, nodes.term, nodes.label,
    nodes.substitution_definition, nodes.citation, nodes.system_message, nodes.doctest_block, nodes.target, nodes.meta,
    nodes.classifier, nodes.field_name, nodes.decoration, nodes.docinfo, addnodes.index, addnodes.toctree, claims_page,
)  # fmt: skip
_SKIPPED_BY_NAME = frozenset({"bibliography", "desc_signature", "desc_signature_line", "todo_node", "autosummary_toc"})
_KINDS: tuple[tuple[type[nodes.Element], Kind], ...] = (
    (nodes.list_item, Kind.LIST_ITEM),
    (nodes.caption, Kind.CAPTION),
    (nodes.legend, Kind.CAPTION),
    (nodes.definition, Kind.DEFINITION),
    (nodes.footnote, Kind.FOOTNOTE),
    (nodes.block_quote, Kind.QUOTATION),
)
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
_COMPUTED = "cell_code_output"
"""What MyST-NB calls the output of a notebook's code: no author wrote it."""
_RAW_LETTERS = 40
_EXCERPT = 60
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a block inherits from the nodes around it."""

    kind: Kind = Kind.SENTENCE
    setting: str | None = None
    feedback: bool = False
    cover: tuple[Citation, ...] = ()
    lead: tuple[Citation, ...] = ()
    conditions: tuple[str, ...] = ()
    substitutions: tuple[str, ...] = ()
    anchor: str = ""
    line: int = 1
    source: str = ""


class Files(Protocol):
    """What a document's nodes cannot tell about the files they came from."""

    def relative(self, path: str) -> str:
        """Return a path relative to the source directory."""

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line at which a node begins in its file."""

    def text_at(self, line: int, source: str) -> str:
        """Return one line of a file, empty if there is none."""


def collect_page(document: nodes.document, doc: str, files: Files) -> Page:
    """Return all claim units of a document, in reading order, and the defects of its mark-up."""
    collector = _Collector(doc=doc, footnotes=_citing_footnotes(document), files=files)
    source = files.relative(str(document["source"]))
    collector.visit(document, Place(source=source))
    return Page(doc=doc, source=source, units=tuple(_numbered(collector.units)), defects=tuple(collector.defects))


def _numbered(units: Iterable[ClaimUnit]) -> Iterator[ClaimUnit]:
    seen: Counter[str] = Counter()
    for unit in units:
        doc = unit.location.doc or ""
        yield replace(unit, id=identify(doc, unit.text, seen[unit.text]))
        seen[unit.text] += 1


def _citing_footnotes(document: nodes.document) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of those footnotes that hold nothing else, by id."""
    found = {}
    for footnote in document.findall(nodes.footnote):
        run = TextRun(raw="", footnotes={})
        for child in footnote.children:
            if not isinstance(child, nodes.label):
                run.add(child)
        cites = tuple(cite for mark in run.marks for cite in mark.cites)
        if cites and not any(character.isalpha() for character in _without_textual(run)):
            found.update(dict.fromkeys(footnote["ids"], cites))
    return found


def _without_textual(run: TextRun) -> str:
    return run.masked().replace("X", "")


class _Collector:
    """Walks a document once; holds the units and defects found so far."""

    def __init__(self, *, doc: str, footnotes: Mapping[str, tuple[Citation, ...]], files: Files) -> None:
        self.doc = doc
        self.footnotes = footnotes
        self.files = files
        self.units: list[ClaimUnit] = []
        self.defects: list[Defect] = []
        self._block = 0
        self._handlers: tuple[tuple[type[nodes.Element], Callable[[Any, Place], None]], ...] = (
            (nodes.title, self._check_heading),
            (nodes.raw, self._check_raw),
            (nodes.image, self._check_image),
            (nodes.table, self._collect_table),
            (nodes.figure, self._collect_figure),
            (claim, self._collect_claim),
            (nodes.footnote, self._collect_footnote),
            (nodes.block_quote, self._collect_quotation),
            (addnodes.only, self._collect_only),
            (nodes.TextElement, self._collect_text),
        )

    def visit(self, node: nodes.Node, place: Place) -> None:
        """Collect a node and everything below it."""
        if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED) or node.tagname in _SKIPPED_BY_NAME:
            return
        if node.get("nb_element") == _COMPUTED:
            return
        place = self._enter(node, place)
        handle = next((handle for cls, handle in self._handlers if isinstance(node, cls)), self._visit_children)
        handle(node, place)

    def _visit_children(self, node: nodes.Element, place: Place) -> None:
        if node.tagname == "ifconfig":
            place = replace(place, conditions=(*place.conditions, f"ifconfig:{node['expr']}"))
        before: nodes.Node | None = None
        for child in node.children:
            lead = self._lead_in(before) if isinstance(child, _LISTS) else place.lead
            self.visit(child, replace(place, lead=lead))
            before = child

    def _lead_in(self, node: nodes.Node | None) -> tuple[Citation, ...]:
        """Return the citations of a paragraph that ends in a colon."""
        return self._cites([node]) if isinstance(node, nodes.paragraph) and node.astext().rstrip().endswith(":") else ()

    def _enter(self, node: nodes.Element, place: Place) -> Place:
        """Return the place of a node: its line and file, and what its class and kind say."""
        source = self.files.relative(node.source) if node.source else place.source
        classes: Sequence[str] = [*node.get("classes", ()), *node.get("container_classes", ())]
        setting = next((SETTINGS[name] for name in classes if name in SETTINGS), place.setting)
        return replace(
            place,
            kind=next((kind for cls, kind in _KINDS if isinstance(node, cls)), place.kind),
            setting=setting,
            feedback=place.feedback or not FEEDBACK.isdisjoint(classes),
            anchor=node["ids"][0] if isinstance(node, nodes.section) and node["ids"] else place.anchor,
            line=self.files.line_of(node, source) or place.line,
            source=source,
        )

    def _defect(self, slug: str, place: Place, message: str, excerpt: str = "") -> None:
        location = Location(doc=self.doc, source=place.source, line=place.line)
        self.defects.append(Defect(slug=slug, location=location, message=message, excerpt=excerpt))

    def _check_heading(self, node: nodes.title, place: Place) -> None:
        run = self._run([node])
        if any(mark.cites for mark in run.marks):
            self._defect("citation-in-heading", place, "citation in a heading covers nothing", " ".join(run.text.split()))

    def _check_raw(self, node: nodes.raw, place: Place) -> None:
        letters = sum(character.isalpha() for character in node.astext())
        if letters > _RAW_LETTERS and not node.astext().lstrip().startswith("<!--"):
            self._defect("raw-content", place, f"raw {node.get('format', '')} with {letters} letters is not checked")

    def _check_image(self, node: nodes.image, place: Place) -> None:
        if not str(node.get("alt", "")).strip():
            self._defect("image-without-alt", place, f"image {node['uri']!r} has no alternative text")

    def _collect_claim(self, node: nodes.Element, place: Place) -> None:
        if not node["keys"]:
            self._defect("claim-without-key", place, "claim directive names no source")
        self._visit_children(node, replace(place, cover=place.cover + node["keys"]))

    def _collect_figure(self, node: nodes.figure, place: Place) -> None:
        cites = tuple(cite for child in node.children if isinstance(child, nodes.caption) for cite in self._cites([child]))
        for child in node.children:
            inner = replace(place, cover=place.cover + cites) if isinstance(child, nodes.legend) else place
            self.visit(child, inner)

    def _collect_footnote(self, node: nodes.footnote, place: Place) -> None:
        if not str(node["ids"][:1]).startswith("['footcite-"):
            self._visit_children(node, place)

    def _collect_quotation(self, node: nodes.block_quote, place: Place) -> None:
        """Collect a quotation; the citation of its attribution covers it."""
        signed = self._cites([child for child in node.children if isinstance(child, nodes.attribution)])
        said = [child for child in node.children if not isinstance(child, nodes.attribution)]
        for child in said:
            self.visit(child, replace(place, cover=place.cover + signed))

    def _collect_only(self, node: addnodes.only, place: Place) -> None:
        self._visit_children(node, replace(place, conditions=(*place.conditions, f"only:{node['expr']}"), lead=()))

    def _collect_table(self, node: nodes.table, place: Place) -> None:
        heads = [child for child in node.children if isinstance(child, nodes.title)]
        for head in heads:
            self._collect_text(head, self._enter(head, replace(place, kind=Kind.CAPTION)))
        header = [row for head in node.findall(nodes.thead) for row in head.children]
        inner = replace(place, kind=Kind.TABLE_ROW, cover=place.cover + self._cites(heads) + self._cites(header))
        rows = [row for body in node.findall(nodes.tbody) for row in body.children if isinstance(row, nodes.row)]
        piped = node.line is not None and all(row.line == node.line for row in rows)
        for index, row in enumerate(rows):
            line = inner.line + 2 + index if piped else self._first_line(row, inner)
            self._collect_row(row, replace(inner, line=line))

    def _first_line(self, row: nodes.row, place: Place) -> int:
        first = next((node for node in row.findall(nodes.Element) if node.line), row)
        return self.files.line_of(first, place.source) or place.line

    def _collect_row(self, row: nodes.row, place: Place) -> None:
        runs = [self._run([cell]) for cell in row.children]
        told = [run for run in runs if run.text.strip()]
        text = " | ".join(" ".join(run.text.split()) for run in told)
        setting = place.setting or ("cross-reference" if all(map(is_linked_throughout, told)) else None)
        self._block += 1
        self._add(replace(place, setting=setting), text, place.line, [mark for run in runs for mark in run.marks])
        for image in row.findall(nodes.image):
            self._check_image(image, place)

    def _collect_text(self, node: nodes.TextElement, place: Place) -> None:
        if node.get("translated"):
            self._check_translation(node, place)
            return
        run = self._run([node])
        spans = sentence_spans(run.masked())
        inner = replace(place, setting=place.setting or setting_of(node, run), substitutions=self._substitutions(node, place))
        self._check_floating(run, spans, place)
        self._block += 1
        for (start, end), marks in zip(spans, share_out(run.marks, spans), strict=True):
            at = replace(inner, line=place.line + run.line_at(start))
            self._add(at, " ".join(run.text[start:end].split()), place.line + run.line_at(end - 1), marks)
        for image in node.findall(nodes.image):
            self._check_image(image, place)

    def _check_floating(self, run: TextRun, spans: Sequence[Span], place: Place) -> None:
        if not spans and place.kind in {Kind.FOOTNOTE, Kind.LIST_ITEM}:
            return  # a footnote of citations supports its mark, and a list of citations is a list of references
        for mark in floating_marks(run, spans):
            at = replace(place, line=place.line + run.line_at(mark.offset))
            keys = ", ".join(cite.key for cite in mark.cites)
            before = " ".join(run.text[: mark.offset].split())[-_EXCERPT:]
            self._defect("floating-citation", at, f"{keys} is cited {'behind the full stop' if spans else 'alone'}", before)

    def _substitutions(self, node: nodes.TextElement, place: Place) -> tuple[str, ...]:
        """Return the names of the substitutions in a block; MyST forgets the one that a whole block came from."""
        written = self.files.text_at(place.line, place.source)
        raw = f"{node.rawsource}\n{written}" if "{{" in written else node.rawsource
        return substitutions_in(raw, node.astext())

    def _check_translation(self, node: nodes.TextElement, place: Place) -> None:
        """Compare the citations of a translated block with those of its source; the claims are judged in the source."""
        wanted = keys_in_markup(node.rawsource)
        found = [cite.key for cite in self._cites([node])]
        if sorted(wanted) != sorted(found):
            lost, gained = set(wanted) - set(found), set(found) - set(wanted)
            told = [f"lost {', '.join(sorted(lost))}"] * bool(lost) + [f"gained {', '.join(sorted(gained))}"] * bool(gained)
            message = f"the translation has other citations: {' and '.join(told) or 'another number'}"
            self._defect("translation-citation", place, message, " ".join(node.astext().split())[:90])
        elif wanted != found:
            self._defect("translation-citation", place, "the translation has its citations in another order")

    def _run(self, parts: Sequence[nodes.Node]) -> TextRun:
        raw = parts[0].rawsource if len(parts) == 1 and isinstance(parts[0], nodes.TextElement) else ""
        run = TextRun(raw=raw, footnotes=self.footnotes)
        for part in parts:
            run.add(part)
        return run

    def _cites(self, parts: Sequence[nodes.Node]) -> tuple[Citation, ...]:
        return tuple(cite for mark in self._run(parts).marks for cite in mark.cites)

    def _add(self, place: Place, text: str, end_line: int, marks: Sequence[Mark]) -> None:
        """Store a unit that begins at the line of its place."""
        if not _WORD.search(text):
            return
        reasons = [mark.reason for mark in marks if mark.reason is not None]
        self.units.append(
            ClaimUnit(
                id="",
                location=Location(doc=self.doc, source=place.source, line=place.line),
                end_line=end_line,
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
                suppression=Suppression(reason=reasons[0].strip()) if reasons else None,
            )
        )
