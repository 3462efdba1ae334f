"""The shape of the package: rooms in the order in which data flows, and what each may know."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import sphinx_handout
from sphinx_handout import _foreign as foreign

PACKAGE = Path(sphinx_handout.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ("settings", "pages", "material", "translate", "matter", "typeset")
"""In the order in which data flows; each may import those before it."""
KNOWN_TO_ALL = ("_foreign", "markup", "messages")
"""Modules beside the rooms that import none of them."""
LITTLE: Final[dict[str, set[str]]] = {
    "markup": set(),
    "_foreign": {"docutils"},
    "material/vector": set(),
    "material/formulas": {"typst", "tex2typst"},
    "material/glyphs": {"typst", "docutils"},
    "pages/editions": {"docutils"},
    "pages/labels": {"docutils", "sphinx"},
}
"""Modules that know little: what each may import besides standard library and package."""


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""


def parts_of(path: Path) -> set[str]:
    """Return the rooms and modules of the package that a module imports."""
    own = (name for name in imports_of(path) if name.startswith("sphinx_handout."))
    return {name.split(".")[1] for name in own}


@pytest.mark.parametrize("name", LITTLE)
def test_modules_that_know_little_stay_so(name: str) -> None:
    used = {module.split(".")[0] for module in imports_of(PACKAGE / f"{name}.py")}
    assert used - sys.stdlib_module_names - {"sphinx_handout"} <= LITTLE[name]


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_those_before_them(room: str) -> None:
    allowed = {*KNOWN_TO_ALL, *ROOMS[: ROOMS.index(room) + 1]}
    paths = sorted(PACKAGE.joinpath(room).glob("*.py"))
    assert len(paths) > 1
    assert {path.name: parts_of(path) - allowed for path in paths if parts_of(path) - allowed} == {}


@pytest.mark.parametrize("name", KNOWN_TO_ALL)
def test_what_all_know_knows_no_room(name: str) -> None:
    assert parts_of(PACKAGE / f"{name}.py") <= set(KNOWN_TO_ALL)


def test_every_folder_is_a_room_of_few_modules() -> None:
    folders = {path.parent.relative_to(PACKAGE).as_posix() for path in MODULES}
    assert folders == {".", *ROOMS}
    assert max(len(list(PACKAGE.joinpath(name).glob("*.py"))) for name in folders) <= 16


def foreign_names() -> set[str]:
    """Return every word of other packages that the handout knows and no dictionary has."""
    values = [value for name, value in vars(foreign).items() if name.isupper()]
    words = {value for value in values if isinstance(value, str)} | set(foreign.FORMS)
    return {word for word in words if "_" in word or "-" in word or not word.islower()}


def test_what_is_foreign_is_named_in_one_module() -> None:
    names = foreign_names()
    assert {"design_component", "withholds_answers", "claims-badge", "sd_icon"} <= names
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in MODULES
        if path.stem != "_foreign"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert found == []
