"""Where in a document a node stands, and what it inherits from the nodes around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Protocol

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.citing.forms import Mention
from sphinx_claims.core.genres import Genre
from sphinx_claims.core.model import Citation, Kind, Suppression
from sphinx_claims.core.prose.exemptions import PARAMETER
from sphinx_claims.core.prose.stating.scenes import SCENARIO, SCENES, STUDY
from sphinx_claims.reading.origin.genres import genres_of_section

OBJECTIVES = "objectives"
ANSWER = "answer"
"""Classes of the boxes that hold the aims of a page, and the answer to a question."""
SETTINGS: Mapping[str, str] = {
    "scenario": SCENARIO,
    OBJECTIVES: "learning-objective",
    "quiz-stem": "quiz",
    "logistics": "logistics",
    "page-facts": "logistics",
    "sd-card-title": "label",
    "sd-card-header": "label",
    "sd-card-footer": "label",
}
"""Class of a container, admonition, list or table to the exemption of what stands in it."""
_OF_STUDY = "scenario-study"
"""Class of a scenario, besides its own, that is about a study."""
FEEDBACK = frozenset({ANSWER, "feedback", "quiz-answer"})
"""Classes of a container, dropdown or admonition that answers a quiz question."""

_RULED = " \t\r\n>|:-"
"""What the line below the header of a pipe table is made of."""
_BELOW, _IMAGE_BELOW = 30, 300
"""How many lines below its parent a node, or an image, is looked for that does not know its line:
a paragraph is near, and the section that an image stands in may begin far above it."""
_PARAMETERS = (nodes.field_list, nodes.definition_list, nodes.option_list)
"""Lists that say, within a description, what each parameter, attribute or option means."""
_NO_SOURCE = (nodes.table, nodes.field_list, addnodes.desc_content)
"""What often does not know the file that it was written in."""
KINDS: Mapping[type[nodes.Element], Kind] = {
    nodes.list_item: Kind.LIST_ITEM,
    nodes.caption: Kind.CAPTION,
    nodes.legend: Kind.CAPTION,
    nodes.definition: Kind.DEFINITION,
    nodes.footnote: Kind.FOOTNOTE,
    nodes.citation: Kind.FOOTNOTE,
    nodes.block_quote: Kind.QUOTATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a block inherits from the nodes around it."""

    kind: Kind = Kind.SENTENCE
    setting: str | None = None
    scene: str = ""
    """Title of the scenario that the block stands in."""
    feedback: bool = False
    described: bool = False
    """Whether the block belongs to the description of a function, class or option, such as
    autodoc makes."""
    cover: tuple[Citation, ...] = ()
    declared: bool = False
    """Whether a run or a block that names its sources once holds the block."""
    lead: tuple[Citation, ...] = ()
    named: tuple[Mention, ...] = ()
    """Works that the attribution of a quotation names in a form that cannot be checked."""
    conditions: tuple[str, ...] = ()
    suppression: Suppression | None = None
    substitutions: tuple[str, ...] = ()
    anchor: str = ""
    path: str = ""
    source: str = ""
    """The path, relative to the source directory."""
    genres: tuple[Genre, ...] = ()
    docstring: str = ""
    """Full name of what the docstring describes that the block stands in."""

    @property
    def all_genres(self) -> tuple[Genre, ...]:
        """What the text is, a docstring too."""
        return (*self.genres, Genre.DOCSTRING) if self.docstring else self.genres


class Files(Protocol):
    """What a document's nodes cannot tell about the files they came from."""

    def relative(self, path: str) -> str:
        """Return a path relative to the source directory."""

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line at which a node begins in its file."""

    def docstring_at(self, path: str) -> str:
        """Return the name of what the docstring describes that a path names, or nothing."""

    def first_line_of(self, path: str, source: str) -> int:
        """Return the line of a docstring, or the nearest there is to it."""

    def line_of_words(self, path: str, source: str, text: str) -> int | None:
        """Return the line of a text, or None if its words stand nowhere in the file."""

    def text_at(self, line: int, source: str) -> str:
        """Return one line of a file, empty if there is none."""


def enter(node: nodes.Element, place: Place, files: Files) -> Place:
    """Return the place of a node: its file, and what its class and kind say."""
    changed: dict[str, Any] = {}
    path = node.source or _docstring_below(node, files)
    if path and path != place.path:
        changed.update(path=path, source=files.relative(path), docstring=files.docstring_at(path))
    if classes := node["classes"] + node.attributes.get("container_classes", []):
        changed.update(_said_by_classes(classes))
        if changed.get("setting") in SCENES:
            changed["scene"] = node.children[0].astext() if node.children else ""
    changed.update(_said_by_kind(node, place))
    return replace(place, **changed) if changed else place


def _docstring_below(node: nodes.Element, files: Files) -> str | None:
    """Return the docstring that what stands in a node knows, if the node may not know it itself."""
    if not isinstance(node, _NO_SOURCE):
        return None
    told = next((below.source for below in node.findall(nodes.Element) if below.source), "")
    return told if files.docstring_at(told) else None


def _said_by_classes(classes: Sequence[str]) -> dict[str, Any]:
    """Return what the classes of a node change of its place."""
    changed: dict[str, Any] = {}
    if setting := next((SETTINGS[name] for name in classes if name in SETTINGS), None):
        changed["setting"] = STUDY if setting == SCENARIO and _OF_STUDY in classes else setting
    if not FEEDBACK.isdisjoint(classes):
        changed["feedback"] = True
    return changed


def _said_by_kind(node: nodes.Element, place: Place) -> dict[str, Any]:
    """Return what the kind of a node changes of its place."""
    if kind := KINDS.get(type(node)):
        return {"kind": kind}
    if isinstance(node, addnodes.desc):
        return {"described": True}
    if isinstance(node, nodes.section) and node["ids"]:
        return {"anchor": node["ids"][0], "genres": place.genres + genres_of_section(node)}
    if place.described and isinstance(node, _PARAMETERS):
        return {"setting": PARAMETER}
    return {}


def line_of(node: nodes.Element, place: Place, files: Files) -> int:
    """Return the line at which a node begins, if need be looked for below the node around it."""
    if line := files.line_of(node, place.source):
        return line
    lines = (files.line_of(around, place.source) for around in _around(node))
    line = next(filter(None, lines), 0)
    if not line:
        return 1
    wanted, below = _written_below(node)
    near = (*range(line, line + below), line - 1) if wanted else ()
    return next((at for at in near if wanted in files.text_at(at, place.source)), line)


def _around(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the nodes around a node, the nearest first."""
    above: nodes.Element | None = node.parent
    while above is not None:
        yield above
        above = above.parent


def _written_below(node: nodes.Element) -> tuple[str, int]:
    """Return what a node's first line holds, and how many lines below its parent that can be."""
    written = (node.rawsource or node.astext()).split("\n")[0].strip()
    if isinstance(node, nodes.image) and not written:  # as MyST-Parser before 5 leaves it
        return PurePosixPath(node["uri"]).name, _IMAGE_BELOW
    return written, _BELOW


def lines_of_rows(rows: Sequence[nodes.row], first: int, place: Place, files: Files) -> list[int]:
    """Return the lines at which the rows of a table begin, of which the first known line is given.

    The rows of a pipe table know that line alone.
    """
    blocks = [first_block(row) for row in rows]
    starts = [files.line_of(block, place.source) or first for block in blocks]
    ruled = files.text_at(first + 1, place.source) if set(starts) == {first} else ""
    if "-" in ruled and not ruled.strip(_RULED):
        return [first + 2 + index for index in range(len(rows))]
    return starts


def first_block(row: nodes.Element) -> nodes.Element:
    """Return the first block of a row or a cell, which knows its line when these do not."""
    blocks = (
        node
        for node in row.findall(nodes.Element)
        if not isinstance(node.parent, nodes.TextElement)
    )
    return next((node for node in blocks if node.line), row)
