"""Words to the lines of a file that they stand on."""

from __future__ import annotations

import pytest

from sphinx_claims.reading.origin.docstrings import find_directive, read_origin
from sphinx_claims.reading.origin.wordlines import WordLines, words_of

LINES = [
    "A cell :cite:p:`Key` rests at night.",
    "Old :func:`~cells.rest` cells",
    "and `young ones <https://example.org>`_ swim.",
    "A cell rests at night.",
    "It dies.",
]


@pytest.mark.parametrize(
    ("text", "line"),
    {
        "A cell rests at night.": 4,
        "Old rest() cells and young ones swim.": 2,
        "Otherwise begun, and young ones swim.": 2,
        "It dies.": 5,
        "It lives.": None,
        "Nothing of the kind stands here at all.": None,
    }.items(),
)
def test_a_text_is_found_by_its_first_words_whatever_their_mark_up(
    text: str, line: int | None
) -> None:
    words = WordLines(LINES)
    at = words.find(words_of(text), (1, 5))
    assert (None if at is None else words.line_at(at)) == line


def test_a_text_is_looked_for_further_on_first_and_within_its_lines() -> None:
    words = WordLines(["Cells rest.", "Cells rest.", "Cells rest."])
    first = words.find(["cells", "rest"], (1, 3))
    assert first == 0
    assert words.find(["cells", "rest"], (1, 3), first + 1) == 2
    assert words.find(["cells", "rest"], (1, 1), first + 1) == 0
    assert words.find(["cells", "rest"], (1, 3), least=3) is None


@pytest.mark.parametrize(
    ("path", "file", "name"),
    [
        ("/a/cells.py:docstring of cells.Cell.rest", "/a/cells.py", "cells.Cell.rest"),
        ("docstring of math.sqrt", "", "math.sqrt"),
        ("None:docstring of math.sqrt", "None", "math.sqrt"),
        ("/a/index.rst:12:<autosummary>", "/a/index.rst", "autosummary"),
        ("/a/c.py:docstring of c.f:3:<autosummary>", "/a/c.py", "autosummary"),
        ("/a/index.rst", "/a/index.rst", ""),
    ],
)
def test_a_source_tells_a_file_and_what_is_described(path: str, file: str, name: str) -> None:
    assert read_origin(path) == (file, name)


def test_the_directive_that_asks_for_a_docstring_most_closely_is_found() -> None:
    lines = {1: ".. automodule:: cells", 2: "   :members:", 3: ".. autoclass:: cells.Cell"}
    assert find_directive(lines, "cells.rest") == 1
    assert find_directive(lines, "cells.Cell.rest") == 3
    assert find_directive(lines, "blood.rest") == 1
