"""The shape of the packages: layers, purity of the core, budgets."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "_ext"
CLAIMS = EXTENSIONS / "claims" / "sphinx_claims"
MODULES = sorted(EXTENSIONS.rglob("*.py"))
CORE = sorted(CLAIMS.joinpath("core").rglob("*.py"))
PURE = {*sys.stdlib_module_names, "nupunkt"}
ROOMS = ("core", "files", "reading", "writing", "showing")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)
def test_core_imports_nothing_but_itself_the_standard_library_and_the_segmenter(path: Path) -> None:
    outside = {
        name
        for name in imports_of(path)
        if name.split(".")[0] not in PURE and not name.startswith("sphinx_claims.core")
    }
    assert outside == set()


@pytest.mark.parametrize(
    "path", sorted(CLAIMS.joinpath("core", "rules").glob("*.py")), ids=lambda path: path.stem
)
def test_rule_modules_do_not_import_each_other(path: Path) -> None:
    if path.stem == "__init__":
        return
    families = {module.stem for module in path.parent.glob("*.py")} - {
        "__init__",
        "base",
        path.stem,
    }
    assert not [
        name for name in imports_of(path) for family in families if name.endswith(f"rules.{family}")
    ]


def test_only_the_extension_module_registers_with_sphinx() -> None:
    registering = {
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr.startswith("add_config_value") or node.attr == "connect")
    }
    assert registering == {"extension.py"}


OPEN_TO = {"classroom": "sphinx_claims.api"}
"""What a member may import of another: the one module that is documented for that."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_members_import_nothing_of_each_other_but_what_is_documented(path: Path) -> None:
    member, own, *_ = path.relative_to(EXTENSIONS).parts
    others = {folder.parent.name for folder in EXTENSIONS.glob("*/*/__init__.py")} - {own}
    foreign = {name for name in imports_of(path) if name.split(".")[0] in others}
    door = OPEN_TO.get(member, "")
    assert {name for name in foreign if not door or not f"{name}.".startswith(f"{door}.")} == set()


HANDOUT = EXTENSIONS / "handout" / "sphinx_handout"
OUTSIDE_OF_HANDOUT = {
    "markup": set(),
    "vector": set(),
    "formulas": {"typst", "tex2typst"},
    "glyphs": {"typst", "docutils"},
    "editions": {"docutils"},
    "labels": {"docutils", "sphinx"},
}
"""Modules that know little: what each may import besides standard library and package."""


@pytest.mark.parametrize("name", OUTSIDE_OF_HANDOUT)
def test_modules_of_the_handout_that_know_little_stay_so(name: str) -> None:
    used = {module.split(".")[0] for module in imports_of(HANDOUT / f"{name}.py")}
    assert used - sys.stdlib_module_names - {"sphinx_handout"} <= OUTSIDE_OF_HANDOUT[name]


def test_translators_of_the_handout_do_not_know_its_builder() -> None:
    above = {
        "sphinx_handout.builder",
        "sphinx_handout.front",
        "sphinx_handout.backmatter",
        "sphinx_handout.extension",
    }
    modules = HANDOUT.joinpath("translate").glob("*.py")
    assert not [name for path in modules for name in imports_of(path) if name in above]


REFS = CLAIMS / "refs"
BESIDES_THE_CORE = {
    "__init__": set(),
    "compare": set(),
    "answers": {"sphinx_claims.refs.compare"},
    "services": {
        "sphinx_claims",
        "sphinx_claims.refs.answers",
        "httpx2",
        "stamina",
        "Bio",
        "habanero",
    },
    "snapshot": {
        "sphinx_claims.files.data",
        "sphinx_claims.files.status",
        "sphinx_claims.refs.answers",
        "sphinx_claims.refs.compare",
    },
    "__main__": {
        "sphinx_claims.files.bibliography",
        *(f"sphinx_claims.refs.{name}" for name in ("answers", "compare", "services", "snapshot")),
    },
}
"""What each module of the command that asks services may import besides the standard library and
the core."""


@pytest.mark.parametrize("path", sorted(REFS.glob("*.py")), ids=lambda path: path.stem)
def test_the_command_that_asks_services_keeps_its_layers(path: Path) -> None:
    modules = {
        node.module
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    plain = {
        name
        for name in imports_of(path)
        if not any(name.startswith(f"{module}.") for module in modules)
    }
    outside = {name for name in plain if name.split(".")[0] not in sys.stdlib_module_names}
    assert {
        name for name in outside if not name.startswith("sphinx_claims.core.")
    } <= BESIDES_THE_CORE[path.stem]


def test_nothing_that_builds_imports_the_command_that_asks_services() -> None:
    others = [path for path in MODULES if REFS not in path.parents]
    assert not [
        path
        for path in others
        if any(name.startswith("sphinx_claims.refs") for name in imports_of(path))
    ]


def test_setup_is_short_and_imports_lazily() -> None:
    lines = CLAIMS.joinpath("__init__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    long = {
        node.name: size
        for node in functions_of(path)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > 60
    }
    assert len(text.splitlines()) <= 350
    assert long == {}


def test_type_checks_are_hardly_ever_silenced() -> None:
    silenced = [
        line
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "type: ignore" in line
    ]
    assert len(silenced) <= 8
    assert all("type: ignore[" in line for line in silenced)
