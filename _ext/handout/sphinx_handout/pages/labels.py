"""Where links land.

One label for each place that is printed, whatever the number of names it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes
from sphinx import addnodes

from sphinx_handout.pages.editions import Answer

_NAMED_ENOUGH = (
    nodes.citation,
    nodes.footnote,
    nodes.term,
    nodes.math_block,
    addnodes.desc_signature,
    nodes.Inline,
)
"""What readers find by its name or number, in a list in order."""


class Labels:
    """Names of places, collected before setting, to know links to what is not printed."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, str], str] = {}
        self._counted: set[str] = set()
        self._taken: set[str] = set()

    def collect(self, docname: str, document: nodes.document) -> None:
        """Give every element of a page that has a name a label.

        A section shares that of its page if it is the first.
        """
        first = next(document.findall(nodes.section), None)
        page = self._new(docname)
        self._by_name[docname, ""] = page
        self._counted.add(page)
        for node in _named(document):
            label = page if node is first else self._new(f"{docname}:{node['ids'][0]}")
            if not isinstance(node, _NAMED_ENOUGH):
                self._counted.add(label)
            for name in node["ids"]:
                self._by_name.setdefault((docname, name), label)

    def collect_more(self, docname: str, parts: Iterable[nodes.Node]) -> None:
        """Give the places in a part of a page that was moved their labels."""
        for part in parts:
            for node in _named(part):
                label = self._new(f"{docname}:{node['ids'][0]}")
                for name in node["ids"]:
                    self._by_name.setdefault((docname, name), label)

    def find(self, docname: str, name: str = "") -> str | None:
        """Return the label of a place, else of its page, or None if the page is not printed."""
        return self._by_name.get((docname, name)) or self._by_name.get((docname, ""))

    def has(self, docname: str, name: str) -> bool:
        """Say whether just that place is printed."""
        return (docname, name) in self._by_name

    def counts(self, label: str) -> bool:
        """Say whether a link to it should give the page in print.

        Headings, figures, paragraphs, not terms or sources.
        """
        return label in self._counted

    def _new(self, text: str) -> str:
        label, number = text, 1
        while label in self._taken:
            number += 1
            label = f"{text}.{number}"
        self._taken.add(label)
        return label


def label_places(documents: Mapping[str, nodes.document], answers: Iterable[Answer]) -> Labels:
    """Return the labels of all that is printed, answers in the key among it."""
    labels = Labels()
    for docname, document in documents.items():
        labels.collect(docname, document)
    for answer in answers:
        labels.collect_more(answer.docname, answer.body)
    return labels


def _named(document: nodes.Node) -> Iterator[nodes.Element]:
    return (node for node in document.findall(nodes.Element) if node.get("ids"))
