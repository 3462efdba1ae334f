"""Nodes of other extensions: set as they say, or shown and reported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from conftest import Project
from handout.conftest import Handout

BLOB = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class blob(nodes.General, nodes.Element):
    pass


class Blob(SphinxDirective):
    def run(self):
        node = blob("", nodes.paragraph("", "insidemark"))
        self.set_source_info(node)
        return [node]


def setup(app):
    app.add_node(blob{handlers})
    app.add_directive("blob", Blob)
    return {{"parallel_read_safe": True}}
"""


@pytest.fixture
def blob(empty: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Return a function that writes an extension with a node and returns its name."""
    monkeypatch.syspath_prepend(str(empty.path))

    def write(handlers: str) -> str:
        empty.write("blobs.py", BLOB.format(handlers=handlers))
        return "blobs"

    yield write
    sys.modules.pop("blobs", None)


def test_an_unknown_node_is_shown_and_reported(
    handout: Callable[..., Handout], blob: Callable[[str], str]
) -> None:
    made = handout("Title\n=====\n\n.. blob::\n", extensions=["sphinx_handout", blob("")])
    assert made.warnings == (
        "index.rst:4: WARNING: the handout has no form for 'blob'; its text is shown as it is "
        "[handout.unknown-node]",
    )
    assert "insidemark" in made.text


def test_an_extension_may_say_how_its_node_is_set(
    handout: Callable[..., Handout], blob: Callable[[str], str]
) -> None:
    visit = "lambda self, node: self.body.append('#strong[before ')"
    depart = "lambda self, node: self.body.append(']')"
    made = handout(
        "Title\n=====\n\n.. blob::\n",
        extensions=["sphinx_handout", blob(f", handout=({visit}, {depart})")],
    )
    assert made.warnings == ()
    assert "before insidemark" in made.text


def test_code_from_nbsphinx_needs_no_word(
    handout: Callable[..., Handout], blob: Callable[[str], str], empty: Project
) -> None:
    name = blob("")
    code = empty.path.joinpath("blobs.py").read_text(encoding="utf-8")
    empty.write(
        "blobs.py", code.replace("blob(", "CodeAreaNode(").replace("(blob)", "(CodeAreaNode)")
    )
    made = handout("Title\n=====\n\n.. blob::\n", extensions=["sphinx_handout", name])
    assert made.warnings == ()
    assert "insidemark" in made.text


MACHINE = """
from docutils import nodes


def add_script(app, document, docname):
    document.append(nodes.raw("", "<script>let scriptmark = 1</script>", format="html"))


def setup(app):
    app.connect("doctree-resolved", add_script)
    return {"parallel_read_safe": True}
"""


def test_what_an_extension_adds_for_the_web_is_left_out_unseen(
    handout: Callable[..., Handout], empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(empty.path))
    empty.write("machine.py", MACHINE)
    try:
        made = handout("Title\n=====\n\ntextmark\n", extensions=["sphinx_handout", "machine"])
    finally:
        sys.modules.pop("machine", None)
    assert made.warnings == ()
    assert "Not printed" not in made.text
