"""Docstrings: their text is found at its line in the file, whatever rewrites it on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import dedent

import pytest

from conftest import Project

NUMPY_STYLE = '''\
"""Cells and their rest."""


def rest(hours, place, depth):
    """
    Cells rest for a long while.

    Parameters
    ----------
    hours : float
        Hours of rest,
        over more
        than one line.
    place : str
        Where cells rest in 24 of 40 people.
    depth : int, optional
        How deep.

    Returns
    -------
    rest : float
        The rest.

    Notes
    -----
    Cells rest when they are old. In rats, sleep
    caused a loss of 30 percent of weight.

    See Also
    --------
    wake : Cells wake up.

    References
    ----------
    Cells rest when they are old.
    """


def wake(hours):
    """Cells wake up :math:`x^2` times.

    Cells wake up again.
    Old :func:`~cells_of_numpy.rest` cells do not.

    Parameters
    ----------
    hours : float
        Hours.
    """
'''
pytestmark = pytest.mark.filterwarnings("ignore:The mapping interface for autodoc options")
"""Napoleon of Sphinx 9 uses it itself."""
REWRITER = """
import re

def rewrite(app, what, name, obj, options, lines):
    # parts a docstring at its underlined headings and puts them in another order
    text = "\\n".join(lines)
    parts = re.split(r"\\n([A-Z][A-Za-z ]+)\\n-+\\n", text)
    told = dict(zip(parts[1::2], parts[2::2]))
    out = [parts[0], ""]
    for title in sorted(told):
        out += [f".. rubric:: {title}", "", told[title].strip(), ""]
    lines[:] = "\\n".join(out).split("\\n")

def setup(app):
    app.connect("autodoc-process-docstring", rewrite)
"""
REWRITTEN = {
    "as_it_stands": "",
    "napoleon": 'extensions += ["sphinx.ext.napoleon"]',
    "in_another_order": REWRITER,
}


def describe(project: Project, module: str, text: str, *conf: str) -> None:
    """Write a module, and a page that describes all of it."""
    project.write(f"{module}.py", text)
    told = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", "\n".join([told, 'extensions += ["sphinx.ext.autodoc"]', *conf]))
    project.write(
        "index.rst", f"T\n=\n\n.. automodule:: {module}\n   :members:\n   :undoc-members:\n"
    )


@pytest.fixture(autouse=True)
def _on_path(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the project import its own modules, and nobody after it."""
    monkeypatch.syspath_prepend(project.path)
    yield
    for name in [name for name in sys.modules if name.startswith("cells_")]:
        del sys.modules[name]


@pytest.mark.parametrize("how", REWRITTEN)
def test_a_docstring_that_is_rewritten_is_found_by_its_words(project: Project, how: str) -> None:
    # Sphinx remembers the path of a module by its name
    describe(project, f"cells_{how}", NUMPY_STYLE, REWRITTEN[how])
    built = project.build(suppress_warnings=["docutils", "ref"])
    found = {
        found["excerpt"]: (found["source"], found["line"])
        for found in built.report["findings"]
        if found["slug"] != "approximate-location"
    }
    lines = {
        "Cells rest for a long while.": 6,
        "In rats, sleep caused a loss of 30 percent of weight.": 26,
        "Cells wake up x^2 times.": 40,
        "Cells wake up again.": 42,
        "Old rest() cells do not.": 43,
    }
    assert {text: found.get(text) for text in lines} == {
        text: (f"cells_{how}.py", line) for text, line in lines.items()
    }
    assert {source for source, _ in found.values()} == {f"cells_{how}.py"}
    assert [one for one in built.findings if one[2] == "approximate-location"] == []


def test_the_same_words_twice_are_found_at_both_places(project: Project) -> None:
    describe(project, "cells_told_twice", NUMPY_STYLE, REWRITTEN["napoleon"])
    built = project.build(suppress_warnings=["docutils", "ref"])
    assert [
        unit["line"]
        for unit in built.report["units"]
        if unit["text"] == "Cells rest when they are old."
    ] == [26, 35]


GOOGLE_STYLE = '''\
def rest(hours):
    """Cells rest for a long while.

    Args:
        hours (float): Hours of rest cure 24 of 40 people,
            over more than one line.

    Returns:
        float: The rest. It cures 30 percent of mice.

    Raises:
        ValueError: If rest causes harm in 50 percent of mice.

    Note:
        In rats, sleep caused a loss of 30 percent of weight.
        In mice, it did not.

    Example:
        Old cells kill 10 percent of mice:

        >>> rest(3)
    """


class Cell:
    """A cell.

    Attributes:
        age: Old cells kill 20 percent of mice.
    """
'''


def test_sections_of_another_style_are_found_at_their_lines(project: Project) -> None:
    describe(project, "cells_of_google", GOOGLE_STYLE, REWRITTEN["napoleon"])
    built = project.build()
    assert [
        (found["source"], found["line"])
        for found in built.report["findings"]
        if found["slug"] == "uncited-number"
    ] == [("cells_of_google.py", line) for line in (5, 9, 12, 15, 19, 29)]


def test_a_file_in_another_encoding_with_form_feeds_keeps_its_lines(project: Project) -> None:
    text = '# coding: latin-1\n\f\n# caf\u00e9\n\f\ndef rest():\n    """Cells rest a lot."""\n'
    describe(project, "cells_of_old", "", "")
    project.write("cells_of_old.py", text.encode("latin-1"))
    assert project.build().findings == [("cells_of_old.py", 6, "uncited-sentence")]


FORMS = '''\
from __future__ import annotations

import functools
from collections import namedtuple
from dataclasses import dataclass
from typing import overload

SIZE = 3
"""Cells are small things."""

#: Cells divide in
#: the dark.
RATE = 4
DEPTH = 5  #: Cells live deep down.


def loud(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


@loud
def shout():
    """Loud cells die young."""


@overload
def grow(size: int) -> int: ...


@overload
def grow(size: str) -> str: ...


def grow(size):
    """Cells grow at night."""


@dataclass
class Cell:
    """A cell swims alone."""

    age: int = 3
    """Old cells swim slowly."""

    class Wall:
        """Walls keep cells dry."""

    @property
    def weight(self):
        """Heavy cells sink down."""

    @weight.setter
    def weight(self, value):
        self.mass = value

    def __init__(self):
        self.colour = 1  #: Green cells seek light.


if SIZE:

    def later():
        """Late cells come home."""


def make():
    def made():
        """Made cells look alike."""

    return made


made = make()
'''
FORMS_AT = [
    ("Cells are small things.", 9),
    ("Cells divide in the dark.", 11),
    ("Cells live deep down.", 14),
    ("Loud cells die young.", 27),
    ("Cells grow at night.", 39),
    ("A cell swims alone.", 44),
    ("Old cells swim slowly.", 47),
    ("Walls keep cells dry.", 50),
    ("Heavy cells sink down.", 54),
    ("Green cells seek light.", 61),
    ("Late cells come home.", 67),
    ("Made cells look alike.", 72),
]


def test_whatever_carries_a_docstring_is_found_at_its_line(project: Project) -> None:
    describe(project, "cells_of_forms", FORMS)
    built = project.build()
    assert sorted(
        (found["line"], found["excerpt"], found["source"]) for found in built.report["findings"]
    ) == [(line, text, "cells_of_forms.py") for text, line in FORMS_AT]


PACKAGE = {
    "cells_pkg/__init__.py": '"""Cells in a package."""\nfrom cells_pkg._impl import Sub, swim\n',
    "cells_pkg/_base.py": '''\
        """Base of cells."""

        # nothing stands here


        class Base:
            """Base cells rest a lot."""

            def swim(self):
                """All cells swim home."""

            def sink(self):
                """All cells sink down."""
        ''',
    "cells_pkg/_impl.py": '''\
        """Inside of cells."""

        from cells_pkg._base import Base


        class Sub(Base):
            """Sub cells rest as well."""

            def swim(self):
                return 1


        def swim():
            """Free cells swim far."""
        ''',
}


def test_what_is_inherited_or_exported_is_found_where_it_is_written(project: Project) -> None:
    for name, text in PACKAGE.items():
        project.write(name, dedent(text))
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", f'{conf}extensions += ["sphinx.ext.autodoc"]\n')
    project.write(
        "index.rst",
        "T\n=\n\n.. autofunction:: cells_pkg.swim\n\n"
        ".. autoclass:: cells_pkg.Sub\n   :members:\n   :inherited-members:\n",
    )
    built = project.build()
    assert [
        (found["source"], found["line"], found["excerpt"]) for found in built.report["findings"]
    ] == [
        ("cells_pkg/_base.py", 10, "All cells swim home."),
        ("cells_pkg/_base.py", 13, "All cells sink down."),
        ("cells_pkg/_impl.py", 7, "Sub cells rest as well."),
        ("cells_pkg/_impl.py", 14, "Free cells swim far."),
    ]


COMPUTED = '''\
"""Cells that are told of elsewhere."""

from collections import namedtuple

Point = namedtuple("Point", "x y")


def told():
    pass


told.__doc__ = ".og yehT .yats yehT .etal emoc sllec dloT"[::-1]
'''


def test_text_that_no_file_holds_is_noted_once_for_each_docstring(project: Project) -> None:
    describe(project, "cells_of_nothing", COMPUTED)
    built = project.build()
    told = [
        (found["source"], found["line"], found["message"])
        for found in built.report["findings"]
        if "told" in found["message"] or "Told" in found["excerpt"] or "They" in found["excerpt"]
    ]
    assert told == [
        ("cells_of_nothing.py", 8, "sentence has no citation"),
        ("cells_of_nothing.py", 8, "sentence has no citation"),
        ("cells_of_nothing.py", 8, "sentence has no citation"),
        (
            "cells_of_nothing.py",
            8,
            "the docstring of 'cells_of_nothing.told' is written elsewhere or otherwise",
        ),
    ]


COMPILED = """\
T
=

.. autofunction:: math.sqrt

.. autoclass:: array.array
   :members: append

.. autosummary::

   math.sqrt
   cells_of_summaries.rest
"""


def test_a_compiled_module_is_reported_where_the_page_asks_for_it(project: Project) -> None:
    project.write("cells_of_summaries.py", 'def rest():\n    """Cells rest a lot."""\n')
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write(
        "conf.py", f'{conf}extensions += ["sphinx.ext.autodoc", "sphinx.ext.autosummary"]\n'
    )
    project.write("index.rst", COMPILED)
    report = project.build().report
    told = {(found["source"], found["line"], found["slug"]) for found in report["findings"]}
    assert told == {
        ("index.rst", 6, "uncited-sentence"),
        ("index.rst", 6, "approximate-location"),
    }
    noted = [found["message"] for found in report["findings"] if "docstring" in found["message"]]
    assert noted == [
        "the docstring of 'array.array' is written elsewhere or otherwise",
        "the docstring of 'array.array.append' is written elsewhere or otherwise",
    ]
    (table,) = [one for one in report["skipped"] if "Cells rest a lot." in one["text"]]
    assert (table["kind"], table["source"]) == ("generated", "index.rst")
