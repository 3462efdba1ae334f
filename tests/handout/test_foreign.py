"""What the handout takes of other packages by name is there under that name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pytest
import sphinx_design
from docutils import nodes

from conftest import Project, run_sphinx
from handout.conftest import Handout
from sphinx_handout import _foreign as foreign
from sphinx_handout.translate import Translator

DESIGN = ("PassthroughTextElement", "aside_main", "fontawesome", "sd_badge", "sd_icon")
COMPONENTS = """\
.. tab-set::

   .. tab-item:: One

      Words.

.. dropdown:: Answer
   :class-container: answer

   Words.

.. grid:: 2

   .. grid-item-card:: Card
      :link: https://example.org

      Head
      ^^^
      Words.
      +++
      Foot
"""


def classes_of_design() -> set[str]:
    found = pkgutil.iter_modules(sphinx_design.__path__)
    modules = [importlib.import_module(f"sphinx_design.{module.name}") for module in found]
    return {name for module in modules for name in vars(module)}


@pytest.mark.parametrize("name", DESIGN)
def test_nodes_of_sphinx_design_have_the_names_we_know(name: str) -> None:
    assert name in foreign.FORMS
    assert name in classes_of_design()


def test_each_foreign_node_has_a_method() -> None:
    assert [method for method in foreign.FORMS.values() if not hasattr(Translator, method)] == []


def test_components_of_sphinx_design_say_what_they_are(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_design", "sphinx_handout"]\n')
    empty.write("index.rst", f"Title\n=====\n\n{COMPONENTS}")
    built = run_sphinx(empty.path, empty.out, "handout")
    page = built.doctrees["index"]
    found = {foreign.component_of(node) for node in page.findall(nodes.container)}
    assert {
        foreign.TAB_SET,
        foreign.TAB_ITEM,
        foreign.DROPDOWN,
        foreign.CARD,
        foreign.CARD_HEADER,
        foreign.CARD_TITLE,
        foreign.CARD_FOOTER,
        foreign.GRID_ROW,
    } <= found
    boxes = [node for node in page.findall(nodes.container) if foreign.CONTAINER_CLASSES in node]
    assert [foreign.ANSWER in foreign.box_classes(box) for box in boxes] == [True]
    links = [link for link in page.findall(nodes.reference) if "refuri" in link]
    assert any(foreign.STRETCHED_LINK in link["classes"] for link in links)


SAYS = """
def told(app, error):
    with open(app.outdir / "told.txt", "w", encoding="utf-8") as file:
        file.write(f"{app.builder.withholds_answers} {sorted(app.builder.withheld_documents)}")


def setup(app):
    app.connect("build-finished", told)
    return {"parallel_read_safe": True}
"""


@pytest.mark.parametrize(
    ("edition", "told"), [("student", "True ['guide']"), ("instructor", "False []")]
)
def test_other_extensions_can_read_what_an_edition_keeps_to_itself(
    handout: Callable[..., Handout],
    empty: Project,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    told: str,
) -> None:
    empty.write("listener.py", SAYS)
    empty.write("guide.rst", "Guide\n=====\n")
    monkeypatch.syspath_prepend(str(empty.path))
    made = handout(
        "Title\n=====\n\n.. toctree::\n\n   guide\n",
        edition=edition,
        extensions=["sphinx_handout", "listener"],
        handout_instructor=["guide"],
    )
    assert made.path.with_name("told.txt").read_text(encoding="utf-8") == told
