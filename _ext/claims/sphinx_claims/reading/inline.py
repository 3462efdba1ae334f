"""Inline nodes to a run of plain text: what each kind of them puts into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.letters import as_seen
from sphinx_claims.core.prose.shown import shown_by
from sphinx_claims.reading.skips import attributes_shown, is_html
from sphinx_claims.reading.textrun import LOCATOR, Mark, TextRun, cites_of
from sphinx_claims.writing.nodes import (
    FACT,
    FACT_CITE,
    FACT_SLIP,
    RENDERED,
    uncited,
    unknown_citation,
)

Footnotes = Mapping[str, tuple[Citation, ...]]
"""Footnotes that hold nothing but citations, by id."""

_TARGET = re.compile(
    r"\s*(?:[{](?P<pre>[^{}]+)[}])?\s*(?P<key>[^{}\s,]++)\s*(?:[{](?P<post>[^{}]+)[}])?\s*(?:,|$)"
)
_FOOTCITE = re.compile(r"\[#(?P<key>[^\]]+)\]_")
_SILENT = (nodes.system_message,)
_SEE = re.compile(r"\b(?:see(?: also)?|cf)\b", re.IGNORECASE)


def read_run(parts: Iterable[nodes.Node], footnotes: Footnotes, raw: str = "") -> TextRun:
    """Return the text of some nodes.

    :param raw: the mark-up they came from
    """
    run = TextRun(raw=as_seen(raw))
    reader = _Reader(run=run, footnotes=footnotes)
    for part in parts:
        reader.add(part)
    return run


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through inline nodes and fills a run."""

    run: TextRun
    footnotes: Footnotes
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
            case nodes.footnote_reference():
                self._add_footnote(node)
            case nodes.reference() | addnodes.download_reference():
                self._add_link(node)
            case nodes.inline() if FACT in node:
                self._add_fact(node)
            case _:
                self._add_children(node)

    def _add_raw(self, node: nodes.raw) -> None:
        """Add what readers of HTML pages see of raw mark-up."""
        self.run.raws.append(node)
        for _, text in shown_by(node.astext()).blocks if is_html(node) else ():
            self.run.add_text(text, linked=self.links > 0)

    def _add_children(self, node: nodes.Element) -> None:
        before = len(self.run.text)
        for child in node.children:
            self.add(child)
        if isinstance(node, nodes.literal):
            self.run.add_name(before)

    def _add_reference(self, node: addnodes.pending_xref) -> None:
        """Add a reference that Sphinx resolves later: a citation, or a link."""
        match node.get("refdomain"):
            case "cite" if node.get("reftype", "p") in {"p", "ps", "cite"}:
                self.run.add_cites(parse_target(str(node["reftarget"])))
            case "cite":
                self.run.add_textual_cites(parse_target(str(node["reftarget"])))
            case "citation":
                self.run.add_cites((Citation(key=node["reftarget"]),))
            case _:
                self._add_link(node)

    def _add_link(self, node: nodes.Element) -> None:
        before = len(self.run.text)
        self.links += 1
        self._add_children(node)
        self.links -= 1
        if uri := node.get("refuri"):
            self.run.marks.append(Mark(offset=before, link=uri))

    def _add_fact(self, node: nodes.inline) -> None:
        self._add_children(node)
        cites = (node[FACT_CITE],) if node[FACT_CITE] else ()
        self.run.marks.append(
            Mark(offset=len(self.run.text), cites=cites, fact=node[FACT], slip=node[FACT_SLIP])
        )

    def _add_footnote(self, node: nodes.footnote_reference) -> None:
        self.run.trim()
        target = str(node.get("refid", ""))
        found = _FOOTCITE.fullmatch(node.rawsource)
        if found and target.startswith("footcite"):
            self.run.add_cites((Citation(key=found["key"]),), raised=True)
        elif cites := self.footnotes.get(target):
            self.run.add_cites(cites, raised=True)


def _is_line_break(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.raw)
        and node.get("format") == "html"
        and node.astext().lstrip().startswith("<br")
    )


def citing_footnotes(document: nodes.document) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of those footnotes that hold nothing else, by id."""
    found = {}
    for footnote in (*document.footnotes, *document.autofootnotes, *document.symbol_footnotes):
        said = (child for child in footnote.children if not isinstance(child, nodes.label))
        run = read_run(said, {})
        cites = cites_of(run.marks)
        beside = _SEE.sub("", LOCATOR.sub("", run.masked().replace("X", "")))
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
