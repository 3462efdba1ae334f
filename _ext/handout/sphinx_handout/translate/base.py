"""How a document tree becomes Typst: one method for each class of node, found by name.

What has none is shown and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_handout._foreign import FORMS, SOURCES
from sphinx_handout.markup import breakable, call, content, escape, string
from sphinx_handout.material.glyphs import report
from sphinx_handout.messages import Subtype, warn
from sphinx_handout.pages.labels import Labels

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is known of the whole handout while one page of it is set."""

    env: BuildEnvironment
    labels: Labels
    words: Mapping[str, str]
    url: str
    """Address of the site, with a slash at its end, or nothing."""
    web_suffix: str
    asked: frozenset[str]
    """Characters of the pages."""
    missing: frozenset[str]
    """Those of them that no font has."""
    letters: Mapping[str, str]
    """What is written in each drawing."""
    formulas: Mapping[str, str]
    """LaTeX to Typst."""
    images: Mapping[str, str]
    """Source of a picture to its path beside the Typst file."""
    create: Callable[[Print, Place], Base]
    """Makes a translator, with the functions that other extensions registered for this builder."""
    notes: Mapping[str, Mapping[str, nodes.footnote]]
    """The footnotes of each page, by name."""
    notes_set: set[str] = field(default_factory=set)
    """Labels of the footnotes that stand at the foot of a page already."""
    qr: Callable[[str], str]
    """Draws the QR code of an address; returns the path of the picture."""


@dataclass(slots=True, kw_only=True)
class Place:
    """Where in a page the translator is."""

    docname: str
    level: int = 1
    """Level of the next section's title."""
    in_title: bool = False
    in_table: bool = False
    again: bool = False
    """The same nodes are set a second time, so they must not take their labels with them."""
    deferred: list[str] = field(default_factory=list)
    """Anchors inside a title, which follow it: a title is repeated in the contents."""
    abbreviations: set[str] = field(default_factory=set)
    """Those whose long form this page has given."""


class Base:
    """Finds the method for a node; the classes that inherit from it hold the methods."""

    def __init__(self, work: Print, place: Place) -> None:
        self.work = work
        self.place = place
        self.body: list[str] = []
        """What visit and depart functions of other extensions append to."""

    def render(self, node: nodes.Node) -> str:
        """Return the markup of a node."""
        if isinstance(node, nodes.Text):
            return self.text(node)
        element = cast("nodes.Element", node)
        if hasattr(self, f"visit_{type(element).__name__}"):
            return self.anchors(element) + self._foreign(element)
        for cls in type(element).__mro__:
            name = FORMS.get(cls.__name__, f"render_{cls.__name__}")
            method: Callable[[nodes.Element], str] | None = getattr(self, name, None)
            if method:
                return method(element)
        return self.render_unknown(element)

    def render_all(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of several nodes."""
        return "".join(self.render(child) for child in children)

    def inside(self, node: nodes.Element) -> str:
        """Return the markup of a node's children."""
        return self.render_all(node.children)

    def text(self, node: nodes.Text) -> str:
        """Return running text."""
        return escape(self.readable(node.astext(), node))

    def readable(self, text: str, node: nodes.Node) -> str:
        """Return a text, and report what of it cannot be printed."""
        if missing := self.work.missing.intersection(text):
            report(missing, self.where(node))
        return text

    def where(self, node: nodes.Node) -> nodes.Node | str:
        """Return the nearest place with a line, for a warning.

        The node, something in it, or what it stands in.
        """
        within = node.findall(nodes.Element) if isinstance(node, nodes.Element) else iter(())
        around = _parents_of(node)
        return next(
            (place for place in chain(within, around) if place.source and place.line),
            self.place.docname,
        )

    def anchors(self, node: nodes.Element) -> str:
        """Return the label of a node that has names, as an anchor of its own."""
        label = self.label_of(node)
        return self.anchor(label) if label else ""

    def label_of(self, node: nodes.Element) -> str | None:
        """Return the label of a node, unless it is set a second time or is none."""
        if self.place.again or not node.get("ids"):
            return None
        return self.work.labels.find(self.place.docname, node["ids"][0])

    def anchor(self, label: str) -> str:
        """Return an invisible place to link to; in a title it waits for the title's end."""
        markup = call("kit.anchor", string(label))
        if self.place.in_title:
            self.place.deferred.append(markup)
            return ""
        return markup

    @contextmanager
    def entering(self, **values: bool) -> Iterator[None]:
        """Set fields of the place for a while."""
        before = {name: getattr(self.place, name) for name in values}
        for name, value in values.items():
            setattr(self.place, name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                setattr(self.place, name, value)

    def render_unknown(self, node: nodes.Element) -> str:
        """Show a node that nobody told us about: its name, its text, its children; and warn."""
        name = type(node).__name__
        warn(
            Subtype.UNKNOWN_NODE,
            f"the handout has no form for {name!r}; its text is shown as it is",
            self.where(node),
        )
        inner = self.inside(node)
        if not inner.strip():
            inner = "".join(
                call("kit.listing", string(breakable(self.readable(text, node))))
                for text in _texts_in(node)
            )
        if isinstance(node, nodes.Inline | nodes.TextElement):
            return self.anchors(node) + inner
        return self.anchors(node) + call("kit.fallback", content(escape(name)), body=inner) + "\n\n"

    def _foreign(self, node: nodes.Element) -> str:
        """Run the functions another extension registered; they append Typst markup to ``body``."""
        name = type(node).__name__
        outer, self.body = self.body, []
        try:
            with suppress(nodes.SkipNode):
                with suppress(nodes.SkipChildren):
                    getattr(self, f"visit_{name}")(node)
                    self.body.append(self.inside(node))
                getattr(self, f"depart_{name}", _leave)(node)
            return "".join(self.body)
        finally:
            self.body = outer


def _leave(node: nodes.Element) -> None:
    """Leave a node that needs no end."""


def _parents_of(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _texts_in(node: nodes.Element) -> Iterator[str]:
    """Yield what an unknown node holds in its attributes."""
    for name in SOURCES:
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            yield value
