"""Cells of notebooks, with all that they put out: nothing is dropped without a word."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from conftest import Project
from handout.conftest import KITCHEN, Handout, make

CONF = (
    'extensions = ["myst_nb", "sphinx_handout"]\nproject = "Small"\nlanguage = '
    '"en"\nnb_execution_mode = "off"\n'
)
PICTURE = base64.b64encode((KITCHEN / "dot.png").read_bytes()).decode()
TABLE = "<table><tr><th>htmlheadmark</th></tr><tr><td>htmlcellmark</td></tr></table>"
OUTPUTS: list[dict[str, Any]] = [
    {"output_type": "stream", "name": "stdout", "text": "streammark\n"},
    {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {"text/plain": "resultmark"},
    },
    {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": PICTURE, "text/plain": "<Figure>"},
    },
    {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": TABLE, "text/plain": "plaintablemark"},
    },
    {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>onlyhtmlmark</b>"}},
    {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "errormark",
        "traceback": ["Traceback", "ValueError: errormark"],
    },
]


@pytest.fixture
def notebook(empty: Project) -> Handout:
    """Return the handout of a notebook with one output of each kind."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Title\n\ntextmark"},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": "codemark = 1",
            "outputs": OUTPUTS,
        },
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"nbformat": 4, "nbformat_minor": 4, "metadata": {"kernelspec": kernel}, "cells": cells}
    empty.write("conf.py", CONF)
    empty.write("index.ipynb", json.dumps(whole))
    return make(empty.path, empty.out / "handout", "student", fresh=True)


def test_every_cell_and_output_of_a_notebook_is_printed(notebook: Handout) -> None:
    wanted = [
        "textmark",
        "codemark",
        "streammark",
        "resultmark",
        "plaintablemark",
        "onlyhtmlmark",
        "errormark",
    ]
    places = [notebook.text.find(word) for word in wanted]
    assert [word for word, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)
    assert sum(len(page.images) for page in notebook.reader.pages) == 1


def test_what_a_notebook_loses_is_told(notebook: Handout) -> None:
    kinds = [line.rpartition("[")[2].rstrip("]") for line in notebook.warnings]
    assert kinds == ["handout.alt-text", "handout.raw-content"]
