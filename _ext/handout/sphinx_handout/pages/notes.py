"""Footnotes: which of them something refers to, so that they stand at the foot of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes

from sphinx_handout.pages.editions import Answer


def collect_notes(
    documents: Mapping[str, nodes.document], answers: Iterable[Answer]
) -> dict[str, dict[str, nodes.footnote]]:
    """Return the footnotes of each page that are used, by name."""
    moved: dict[str, list[nodes.Node]] = {}
    for answer in answers:
        moved.setdefault(answer.docname, []).extend(answer.body)
    return {
        docname: _used_notes([document, *moved.get(docname, [])])
        for docname, document in documents.items()
    }


def _used_notes(trees: Sequence[nodes.Node]) -> dict[str, nodes.footnote]:
    """Return the footnotes that something refers to, other than titles: contents repeat these."""
    references = [found for tree in trees for found in tree.findall(nodes.footnote_reference)]
    used = {str(found.get("refid")) for found in references if not _in_title(found)}
    return {
        name: note
        for tree in trees
        for note in tree.findall(nodes.footnote)
        for name in note["ids"]
        if name in used
    }


def _in_title(node: nodes.Node | None) -> bool:
    while node is not None and not isinstance(node, nodes.title):
        node = node.parent
    return node is not None and isinstance(node.parent, nodes.section)
