"""Notebooks that MyST-NB reads: their text is judged, their code and its output are not."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

from conftest import CONF, ROOTS, Built, Project

pytestmark = pytest.mark.skipif(
    find_spec("myst_nb") is None and "CI" not in os.environ, reason="needs myst-nb"
)


SETTINGS = """
nb_execution_mode = "off"
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
"""
"""The suffixes are named because Sphinx keeps its default of them from one build of a process to
the next."""


@pytest.fixture
def notebook(project: Project) -> Project:
    """Return a project that MyST-NB reads, with one notebook."""
    project.copy(ROOTS / "test-notebook")
    project.write("conf.py", CONF.replace("myst_parser", "myst_nb") + SETTINGS)
    return project


def quoted(built: Built, project: Project) -> list[tuple[str, str]]:
    """Return slug of every finding and the line of the file that it names."""
    lines = project.path.joinpath("index.ipynb").read_text(encoding="utf-8").splitlines()
    return [
        (slug, lines[line - 1].strip().strip('",'))
        for source, line, slug in built.findings
        if source == "index.ipynb"
    ]


def test_text_cells_are_judged_at_their_line_in_the_file_and_code_cells_are_not(
    notebook: Project,
) -> None:
    assert quoted(notebook.build(), notebook) == [
        ("uncited-sentence", "Cells live {cite:p}`Key`. They\\n"),
        ("uncited-sentence", "Cells grow.\\n"),
        ("uncited-list-item", "- He wakes.\\n"),
        ("uncited-table-row", "| two | alive |\\n"),
        ("uncited-sentence", 'Cells \\"swim\\".\\n'),
    ]
    assert [text for _, text in notebook.build().states("index")] == [
        "Cells live.",
        "They die “at once”.",
        "Cells grow.",
        "One rests.",
        "He wakes.",
        "one",
        "two | alive",
        "Cells “swim”.",
    ]


def test_a_cell_of_one_string_is_one_line_of_the_file(notebook: Project) -> None:
    path = notebook.path / "index.ipynb"
    text = path.read_text(encoding="utf-8")
    start, end = (
        text.index('[\n    "# Cells'),
        text.index('\n   ]\n  },\n  {\n   "cell_type": "code"'),
    )
    path.write_text(
        text[:start] + '"# Cells\\n\\nCells die.\\n"' + text[end + 5 :], encoding="utf-8"
    )
    assert quoted(notebook.build(), notebook)[:2] == [
        ("uncited-sentence", 'source": "# Cells\\n\\nCells die.\\n'),
        ("uncited-sentence", "Cells grow.\\n"),
    ]


def test_a_text_notebook_keeps_its_lines(notebook: Project) -> None:
    notebook.path.joinpath("index.ipynb").unlink()
    head = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n# T\n\n"
    notebook.write(
        "index.md",
        f"{head}Cells live {{cite:p}}`Key`.\n\n```{{code-cell}}\nprint(1)\n```\n\nCells "
        f"die.\n\n```{{bibliography}}\n```\n",
    )
    assert notebook.build().findings == [("index.md", 15, "uncited-sentence")]
