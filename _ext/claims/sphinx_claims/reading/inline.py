"""Inline nodes to a run of plain text: what each kind of them puts into it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.citing.forms import Form, Mention
from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.letters import as_seen
from sphinx_claims.core.prose.shown import shown_by
from sphinx_claims.core.scope import is_sure
from sphinx_claims.core.skips import SkipKind
from sphinx_claims.reading.citing import (
    Notes,
    body_of,
    cites_of_note,
    is_printed,
    is_textual,
    listed_numbers,
    mark_of_link,
    note_marks,
    numbered,
    parse_target,
    reference_end,
    refused_citations,
    texts_before,
)
from sphinx_claims.reading.skips import attributes_shown, is_html
from sphinx_claims.reading.textrun import (
    LOCATOR,
    Mark,
    TextRun,
    cites_of,
    is_linked_throughout,
    mentions_of,
)
from sphinx_claims.writing.nodes import (
    ARITHMETIC,
    FACT,
    FACT_CITE,
    FACT_SLIP,
    OPERANDS,
    PREMISES,
    RENDERED,
    RUN,
    uncited,
    unknown_citation,
)

_SILENT = (nodes.system_message,)
_CODE = (nodes.literal, nodes.math)
_BESIDE = re.compile(
    r"\b(?:see|also|cf|and|or|compare|e\.g|for example|for a review|reviewed|adapted|from|after|"
    r"in|by|sources?|ibid)\b",
    re.IGNORECASE,
)
"""What a footnote of citations may say beside them."""


def read_run(parts: Iterable[nodes.Node], notes: Notes, raw: str = "") -> TextRun:
    """Return the text of some nodes.

    :param raw: the mark-up they came from
    """
    run = TextRun(raw=as_seen(raw))
    reader = _Reader(run=run, notes=notes)
    for part in parts:
        reader.add(part)
    note_marks(run, notes)
    return run


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through inline nodes and fills a run."""

    run: TextRun
    notes: Notes
    links: int = 0
    """How many links are open."""

    def add(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            self.run.add_text(str(node), linked=self.links > 0)
        elif _is_line_break(node):
            self.run.add_text("\n", linked=self.links > 0)
        elif not isinstance(node, _SILENT) and not cast("nodes.Element", node).get(RENDERED):
            self._add_element(cast("nodes.Element", node))

    def _add_element(self, node: nodes.Element) -> None:
        if not isinstance(node, nodes.image):
            self.run.hidden += attributes_shown(node)
        match node:
            case nodes.image():
                self.run.images.append(node)
            case nodes.raw():
                self._add_raw(node)
            case uncited():
                self.run.trim()
                self.run.marks.append(Mark(offset=len(self.run.text), reason=node["reason"]))
            case addnodes.pending_xref():
                self._add_reference(node)
            case unknown_citation():
                self.run.add_cites((Citation(key=node["key"]),))
            case nodes.footnote_reference() | nodes.problematic():
                self._add_note(node)
            case nodes.reference() | addnodes.download_reference():
                self._add_link(node)
            case nodes.inline():
                self._add_inline(node)
            case _:
                self._add_children(node)

    def _add_inline(self, node: nodes.inline) -> None:
        """Add words that a role or a class says more of, or that are words as any."""
        if FACT in node:
            self._add_fact(node)
        elif PREMISES in node:
            self.run.trim()
            self.run.marks.append(Mark(offset=len(self.run.text), premises=node[PREMISES]))
        else:
            before = len(self.run.text)
            self._add_children(node)
            if RUN in node["classes"]:
                self.run.spans.append((before, len(self.run.text)))

    def _add_raw(self, node: nodes.raw) -> None:
        """Add what readers of HTML pages see of raw mark-up."""
        self.run.raws.append(node)
        for _, text in shown_by(node.astext()).blocks if is_html(node) else ():
            self.run.add_text(text, linked=self.links > 0)

    def _add_children(self, node: nodes.Element) -> None:
        before = len(self.run.text)
        for child in node.children:
            self.add(child)
        if isinstance(node, _CODE):
            self.run.literal.append((before, len(self.run.text)))
        if isinstance(node, nodes.literal):
            self.run.add_name(before)

    def _add_reference(self, node: addnodes.pending_xref) -> None:
        """Add a reference that Sphinx resolves later: a citation, or a link."""
        match node.get("refdomain"):
            case "cite":
                cites = parse_target(str(node["reftarget"]))
                add = self.run.add_textual_cites if is_textual(node) else self.run.add_cites
                add(cites)
                said = texts_before(str(node["reftarget"]))
                self.run.hidden += ((SkipKind.CITATION_TEXT, text) for text in said)
            case "citation":
                self.run.add_cites((Citation(key=node["reftarget"]),))
            case _:
                self._add_link(node)

    def _add_link(self, node: nodes.Element) -> None:
        before = len(self.run.text)
        self.links += 1
        self._add_children(node)
        self.links -= 1
        if mark := mark_of_link(node, before):
            self.run.marks.append(mark)

    def _add_fact(self, node: nodes.inline) -> None:
        self._add_children(node)
        cites = (node[FACT_CITE],) if node[FACT_CITE] else ()
        told, offset = node.get(ARITHMETIC), len(self.run.text)
        mark = Mark(offset=offset, cites=cites, arithmetic=told, slip=node[FACT_SLIP])
        self.run.marks.append(mark)
        facts = node[OPERANDS] if told else (node[FACT],)
        self.run.marks += (Mark(offset=offset, fact=fact) for fact in facts)

    def _add_note(self, node: nodes.footnote_reference | nodes.problematic) -> None:
        """Add the mark of a footnote, or what docutils put for a citation that it refused."""
        cites = cites_of_note(node, self.notes)
        if isinstance(node, nodes.problematic) and not cites:
            self._add_children(node)
            return
        self.run.trim()
        if cites:
            self.run.add_cites(cites, raised=True)
        for mention in self.notes.naming.get(str(node.get("refid", "")), ()):
            self.run.marks.append(Mark(offset=len(self.run.text) - 1, mention=mention))


def _is_line_break(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.raw)
        and node.get("format") == "html"
        and node.astext().lstrip().startswith("<br")
    )


def notes_of(document: nodes.document) -> Notes:
    """Return what the marks of a document lead to."""
    footnotes: dict[str, tuple[Citation, ...]] = {}
    naming: dict[str, tuple[Mention, ...]] = {}
    printed: set[str] = set()
    for footnote in (*document.footnotes, *document.autofootnotes, *document.symbol_footnotes):
        if is_printed(footnote):
            printed.update(footnote["ids"])
        elif cites := _cites_of_footnote(footnote):
            footnotes.update(dict.fromkeys(footnote["ids"], cites))
        elif mentions := _mentions_of_footnote(footnote):
            naming.update(dict.fromkeys(footnote["ids"], mentions))
    noted = {cite.key for cites in footnotes.values() for cite in cites if not is_sure(cite)}
    return Notes(
        footnotes=footnotes,
        naming=naming,
        printed=frozenset(printed),
        numbers=listed_numbers(document) | noted,
        refused=refused_citations(document),
    )


def _cites_of_footnote(footnote: nodes.footnote) -> tuple[Citation, ...]:
    """Return what the mark of a footnote stands for: its citations, or itself as a reference."""
    said = _body(footnote)
    run = read_run(said, Notes())
    cites = cites_of(run.marks)
    if cites and _is_silent(LOCATOR.sub("", run.masked().replace("X", ""))):
        return cites
    if said and reference_end(said[0], body_of(footnote)):
        label = footnote.children[0].astext() or str(footnote["names"][0])
        return (numbered(label, Form.NOTE_OF_REFERENCE),)
    return ()


def _mentions_of_footnote(footnote: nodes.footnote) -> tuple[Mention, ...]:
    """Return what a footnote names that does nothing else."""
    run = read_run(_body(footnote), Notes())
    mentions = mentions_of(run.marks)
    text = run.text
    for mention in mentions:
        text = text.replace(mention.text, "")
    return mentions if _is_silent(text) or is_linked_throughout(run) else ()


def _body(footnote: nodes.footnote) -> list[nodes.Node]:
    return [child for child in footnote.children if not isinstance(child, nodes.label)]


def _is_silent(text: str) -> bool:
    """Tell whether a footnote says nothing beside what it cites."""
    return not any(map(str.isalpha, _BESIDE.sub("", text)))
