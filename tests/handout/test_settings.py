"""Settings: each is registered as it is declared, checked, and shown in the manual's table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from conftest import Project, run_sphinx
from handout.conftest import Handout
from sphinx_handout.settings.options import OPTIONS, Option

WRONG = {
    "handout_authors": [{"orcid": "0000"}],
    "handout_use": [1],
    "handout_changes": [1],
    "handout_paper": "a3",
    "handout_exclude": [1],
    "handout_instructor": [1],
    "handout_fonts": [1],
    "handout_math": {"x": 1},
    "handout_words": {"contents": 1},
}
"""A value of the right type that is wrong all the same, where there is one."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """Return an application with the handout and no more."""
    path = tmp_path_factory.mktemp("settings")
    (path / "conf.py").write_text('extensions = ["sphinx_handout"]\n', encoding="utf-8")
    with docutils_namespace():
        return Sphinx(path, path, path / "out", path / "trees", "handout", status=None)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_a_setting_is_registered_as_it_is_declared(app: Sphinx, option: Option) -> None:
    assert app.config[option.name] == option.default
    registered = app.config.values[option.name]
    assert registered.rebuild == option.rebuild
    assert registered.valid_types == frozenset(option.types)
    assert isinstance(option.default, option.types)
    assert option.accepts(option.default)


def test_no_setting_is_registered_that_is_not_declared(app: Sphinx) -> None:
    found = {name for name in app.config.values if name.startswith("handout_")}
    assert found == {option.name for option in OPTIONS}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_told_and_the_default_is_used(
    handout: Callable[..., Handout], name: str
) -> None:
    made = handout("Title\n=====\n\nText.\n", **{name: WRONG[name]})
    assert made.warnings == (
        f"WARNING: {name} cannot be {WRONG[name]!r}; the default is used [handout.option]",
    )


def test_the_table_of_the_manual_says_what_is_declared(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_handout"]\nsmartquotes = False\n')
    empty.write("index.rst", "Title\n=====\n\n.. handout-options::\n")
    page = run_sphinx(empty.path, empty.out, "dummy").doctrees["index"]
    (body,) = page.findall(nodes.tbody)
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in body.children]
    assert rows == [
        [option.name, repr(option.default), option.help.replace("`", "")] for option in OPTIONS
    ]


def test_every_setting_has_a_help_that_ends_as_a_sentence() -> None:
    assert [option.name for option in OPTIONS if not option.help.endswith(".")] == []
