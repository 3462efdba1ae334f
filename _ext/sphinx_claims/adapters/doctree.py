"""A document to its claim units. Knows node classes only: no application, no settings, no verdicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.adapters.nodes import claim, claims_page, uncited_block
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
from sphinx_claims.core.rules.suppression import parse_mark
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

_SKIPPED = (
    nodes.subtitle, nodes.rubric, nodes.literal_block, nodes.math_block, nodes.comment, nodes.term, nodes.label,
    nodes.substitution_definition, nodes.citation, nodes.system_message, nodes.doctest_block, nodes.target, nodes.meta,
    nodes.classifier, nodes.field_name, nodes.decoration, nodes.docinfo, addnodes.index, addnodes.toctree,
)  # fmt: skip
_SKIPPED_BY_NAME = frozenset({"bibliography", "desc_signature", "desc_signature_line", "todo_node", "autosummary_toc"})
_KINDS: Mapping[type[nodes.Element], Kind] = {
    nodes.list_item: Kind.LIST_ITEM,
    nodes.caption: Kind.CAPTION,
    nodes.legend: Kind.CAPTION,
    nodes.definition: Kind.DEFINITION,
    nodes.footnote: Kind.FOOTNOTE,
    nodes.block_quote: Kind.QUOTATION,
}
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
_RAW_LETTERS = 40
_LABEL_WORDS = 12
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a block inherits from the nodes around it."""

    kind: Kind = Kind.SENTENCE
    setting: str | None = None
    cover: tuple[Citation, ...] = ()
    lead: tuple[Citation, ...] = ()
    conditions: tuple[str, ...] = ()
    suppression: Suppression | None = None
    anchor: str = ""
    path: str = ""
    source: str = ""
    """The path, relative to the source directory."""


class Files(Protocol):
    """What a document's nodes cannot tell about the files they came from."""

    def relative(self, path: str) -> str:
        """Return a path relative to the source directory."""

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line at which a node begins in its file."""


def collect_page(document: nodes.document, doc: str, files: Files) -> Page:
    """Return all claim units of a document, in reading order, and the defects of its mark-up."""
    collector = _Collector(doc=doc, footnotes=_citing_footnotes(document), files=files)
    path = str(document["source"])
    collector.visit(document, Place(path=path, source=files.relative(path)))
    return Page(
        doc=doc,
        units=tuple(collector.units),
        defects=tuple(collector.defects),
        translated=tuple(sorted(collector.translated)),
        views=tuple(collector.views),
    )


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


Handler = Callable[[Any, Place], None]
"""What collects a node of some class."""


class _Collector:
    """Walks a document once; holds the units and defects found so far."""

    def __init__(self, *, doc: str, footnotes: Mapping[str, tuple[Citation, ...]], files: Files) -> None:
        self.doc = doc
        self.footnotes = footnotes
        self.files = files
        self.units: list[ClaimUnit] = []
        self.defects: list[Defect] = []
        self.translated: set[str] = set()
        self.views: list[str] = []
        self._block = 0
        self._seen: Counter[str] = Counter()
        self._handlers: tuple[tuple[type[nodes.Element], Handler], ...] = (
            (nodes.title, self._check_heading),
            (nodes.raw, self._check_raw),
            (nodes.image, self._check_image),
            (nodes.table, self._collect_table),
            (nodes.figure, self._collect_figure),
            (claim, self._collect_claim),
            (uncited_block, self._collect_uncited),
            (claims_page, self._note_view),
            (nodes.footnote, self._collect_footnote),
            (nodes.block_quote, self._collect_quotation),
            (addnodes.only, self._collect_only),
            (nodes.TextElement, self._collect_text),
            (nodes.Element, self._visit_children),
        )
        self._found: dict[type[nodes.Node], Handler | None] = {}

    def _find_handler(self, cls: type[nodes.Node]) -> Handler | None:
        if issubclass(cls, _SKIPPED) or cls.__name__ in _SKIPPED_BY_NAME:
            return None
        return next((handle for kind, handle in self._handlers if issubclass(cls, kind)), None)

    def visit(self, node: nodes.Node, place: Place) -> None:
        """Collect a node and everything below it."""
        cls = type(node)
        if cls not in self._found:
            self._found[cls] = self._find_handler(cls)
        if handle := self._found[cls]:
            handle(node, self._enter(cast("nodes.Element", node), place))

    def _visit_children(self, node: nodes.Element, place: Place) -> None:
        if node.tagname == "ifconfig":
            place = replace(place, conditions=(*place.conditions, f"ifconfig:{node['expr']}"))
        before: nodes.Node | None = None
        for child in node.children:
            lead = self._lead_in(before) if isinstance(child, _LISTS) else place.lead
            self.visit(child, place if lead == place.lead else replace(place, lead=lead))
            before = child

    def _lead_in(self, node: nodes.Node | None) -> tuple[Citation, ...]:
        """Return the citations of a paragraph that ends in a colon."""
        return self._cites([node]) if isinstance(node, nodes.paragraph) and node.astext().rstrip().endswith(":") else ()

    def _enter(self, node: nodes.Element, place: Place) -> Place:
        """Return the place of a node: its file, and what its class and kind say."""
        changed: dict[str, Any] = {}
        if node.source and node.source != place.path:
            changed.update(path=node.source, source=self.files.relative(node.source))
        if kind := _KINDS.get(type(node)):
            changed["kind"] = kind
        if setting := next((SETTINGS[name] for name in node["classes"] if name in SETTINGS), None):
            changed["setting"] = setting
        if isinstance(node, nodes.section) and node["ids"]:
            changed["anchor"] = node["ids"][0]
        return replace(place, **changed) if changed else place

    def _line_of(self, node: nodes.Element, place: Place) -> int:
        """Return the line at which a node begins, or the nearest node around it that knows."""
        around: nodes.Element | None = node
        while around is not None:
            if line := self.files.line_of(around, place.source):
                return line
            around = around.parent
        return 1

    def _defect(self, slug: str, place: Place, line: int, message: str, excerpt: str = "") -> None:
        location = Location(doc=self.doc, source=place.source, line=line)
        self.defects.append(Defect(slug=slug, location=location, message=message, excerpt=excerpt))

    def _check_heading(self, node: nodes.title, place: Place) -> None:
        run = self._run([node])
        if any(mark.cites for mark in run.marks):
            self._defect(
                "citation-in-heading",
                place,
                self._line_of(node, place),
                "citation in a heading covers nothing",
                " ".join(run.text.split()),
            )

    def _check_raw(self, node: nodes.raw, place: Place) -> None:
        letters = sum(character.isalpha() for character in node.astext())
        if letters > _RAW_LETTERS and not node.astext().lstrip().startswith("<!--"):
            self._defect(
                "raw-content",
                place,
                self._line_of(node, place),
                f"raw {node.get('format', '')} with {letters} letters is not checked",
            )

    def _check_image(self, node: nodes.image, place: Place, line: int = 0) -> None:
        if not str(node.get("alt", "")).strip():
            line = line or self._line_of(node, place)
            self._defect("image-without-alt", place, line, f"image {node['uri']!r} has no alternative text")

    def _collect_claim(self, node: nodes.Element, place: Place) -> None:
        if not node["keys"]:
            self._defect("claim-without-key", place, self._line_of(node, place), "claim directive names no source")
        self._visit_children(node, replace(place, cover=place.cover + node["keys"]))

    def _collect_uncited(self, node: nodes.Element, place: Place) -> None:
        for slip in node["slips"]:
            self._defect("malformed-suppression", place, self._line_of(node, place), slip)
        line = self._line_of(node, place)
        before, block = len(self.units), Location(doc=self.doc, source=place.source, line=line)
        self._visit_children(node, replace(place, suppression=replace(node["suppression"], block=block)))
        if len(self.units) == before:
            self._defect("unused-suppression", place, self._line_of(node, place), "'uncited' holds no sentence")

    def _note_view(self, node: nodes.Element, place: Place) -> None:
        self.views.append(node["view"])

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
        first = self._line_of(node, inner)
        for index, row in enumerate(rows):
            self._collect_row(row, inner, first + 2 + index if piped else _first_line(row, first))

    def _collect_row(self, row: nodes.row, place: Place, line: int) -> None:
        runs = [self._run([cell]) for cell in row.children]
        told = [run for run in runs if run.text.strip()]
        text = " | ".join(" ".join(run.text.split()) for run in told)
        setting = place.setting or ("cross-reference" if all(map(is_linked_throughout, told)) else None)
        self._block += 1
        self._add(replace(place, setting=setting), text, (line, line), [mark for run in runs for mark in run.marks])
        for image in (image for run in runs for image in run.images):
            self._check_image(image, place, line)

    def _collect_text(self, node: nodes.TextElement, place: Place) -> None:
        if node.get("translated"):
            self._check_translation(node, place)
            return
        run = self._run([node])
        spans = sentence_spans(run.masked())
        if not place.setting and (setting := _setting_of(node, run)):
            place = replace(place, setting=setting)
        self._block += 1
        first = self._line_of(node, place)
        for (start, end), marks in zip(spans, _share_out(run.marks, spans), strict=True):
            lines = first + run.line_at(start), first + run.line_at(end - 1)
            self._add(place, " ".join(run.text[start:end].split()), lines, marks)
        for image in run.images:
            self._check_image(image, place)

    def _check_translation(self, node: nodes.TextElement, place: Place) -> None:
        """Compare the citations of a translated block with those of its source; the claims are judged in the source."""
        self.translated.add(place.source)
        wanted = keys_in_markup(node.rawsource)
        found = [cite.key for cite in self._cites([node])]
        if sorted(wanted) != sorted(found):
            lost, gained = set(wanted) - set(found), set(found) - set(wanted)
            told = [f"lost {', '.join(sorted(lost))}"] * bool(lost) + [f"gained {', '.join(sorted(gained))}"] * bool(gained)
            message = f"the translation has other citations: {' and '.join(told) or 'another number'}"
            self._defect("translation-citation", place, self._line_of(node, place), message, " ".join(node.astext().split())[:90])
        elif wanted != found:
            self._defect(
                "translation-citation", place, self._line_of(node, place), "the translation has its citations in another order"
            )

    def _run(self, parts: Sequence[nodes.Node]) -> TextRun:
        raw = parts[0].rawsource if len(parts) == 1 and isinstance(parts[0], nodes.TextElement) else ""
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
        suppression, slip = next((parse_mark(mark.reason) for mark in marks if mark.reason is not None), (place.suppression, ""))
        if slip:
            self._defect("malformed-suppression", place, lines[0], slip)
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
                suppression=suppression,
            )
        )
        self._seen[text] += 1


def _share_out(marks: Iterable[Mark], spans: Sequence[Span]) -> list[list[Mark]]:
    """Give each sentence its marks; one that stands after a full stop belongs to the sentence before."""
    shares: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        reach = mark.offset + 1 if mark.textual else mark.offset
        index = max((i for i, (start, _) in enumerate(spans) if start < reach), default=0)
        if spans:
            shares[index].append(mark)
    return shares


def _setting_of(node: nodes.TextElement, run: TextRun) -> str | None:
    """Name the exemption of a block that is no statement by its form: a quiz stem, a bold label, or links alone."""
    if any(isinstance(child, nodes.strong) for child in node.children):
        text = run.text.strip()
        if len([child for child in node.children if child.astext().strip()]) == 1:
            if text.endswith("?"):
                return "quiz"
            if text[-1:] not in ".!" and len(text.split()) <= _LABEL_WORDS:
                return "label"
    return "cross-reference" if is_linked_throughout(run) else None


def _first_line(row: nodes.row, default: int) -> int:
    return next((node.line for node in row.findall() if node.line), default)
