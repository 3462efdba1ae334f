"""The shape of the members: layers, purity of the core, budgets."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from workspace import architecture as measured
from workspace.architecture import STANDARD, imports_of

ROOT = Path(__file__).parents[2]
EXTENSIONS = ROOT / "_ext"
MEMBER = EXTENSIONS / "claims"
CLAIMS = MEMBER / "sphinx_claims"
MODULES = sorted(
    path for init in EXTENSIONS.glob("*/*/__init__.py") for path in init.parent.rglob("*.py")
)
CORE = sorted(CLAIMS.joinpath("core").rglob("*.py"))

LAYERS = (
    ("core", "_foreign"),
    ("writing.nodes", "writing.chart_nodes"),
    ("files",),
    ("reading",),
    ("showing",),
    ("writing",),
    ("session",),
    ("domain",),
    ("builder", "console", "echoes", "judging", "api", "refs"),
    ("extension",),
)
"""The rooms of the checker, the lowest first: each imports of those above it in this list. Classes
of nodes lie low, for who reads documents must know them; ``_foreign`` names what is relied on in
other packages."""
STILL_OPEN: dict[tuple[str, str], str] = {}
"""Imports that point upward, and why; the list may only get shorter."""
DOORS = {"sphinx_classroom": "sphinx_claims.api"}
"""What a member may import of another."""


def names_in(path: Path) -> Iterator[str]:
    member = EXTENSIONS / path.relative_to(EXTENSIONS).parts[0]
    return (one.name for one in imports_of(path, member))


def show(complaints: Iterable[str]) -> str:
    return "\n".join(complaints)


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)
def test_core_imports_nothing_but_itself_and_the_standard_library(path: Path) -> None:
    assert not show(measured.strangers_in([path], MEMBER, STANDARD, "sphinx_claims.core"))


def test_imports_between_rooms_point_one_way() -> None:
    assert not show(measured.upward_imports(MEMBER, "sphinx_claims", LAYERS, STILL_OPEN))


def test_each_room_and_module_has_its_layer() -> None:
    assert not show(measured.without_layer(MEMBER, "sphinx_claims", LAYERS))


def test_no_exception_outlives_its_need() -> None:
    assert not show(measured.closed_imports(MEMBER, "sphinx_claims", LAYERS, STILL_OPEN))


def test_modules_that_read_documents_import_those_named_above_them() -> None:
    assert not show(measured.out_of_order(MEMBER, "sphinx_claims.reading"))


def test_members_import_nothing_of_each_other_but_what_is_documented() -> None:
    assert not show(measured.climbing_walls(EXTENSIONS, DOORS))


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
        name for name in names_in(path) for family in families if name.endswith(f"rules.{family}")
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


REFS = CLAIMS / "refs"
BESIDES_THE_CORE = {
    "__init__": set(),
    "compare": set(),
    "answers": {"sphinx_claims.refs.compare"},
    "asking": {"sphinx_claims", "httpx2", "stamina"},
    "services": {"sphinx_claims.refs.answers", "sphinx_claims.refs.asking", "Bio"},
    "snapshot": {
        "sphinx_claims.files.data",
        "sphinx_claims.files.disk",
        "sphinx_claims.files.status",
        "sphinx_claims.refs.answers",
        "sphinx_claims.refs.compare",
    },
    "__main__": {
        "sphinx_claims.files.bibliography",
        *(
            f"sphinx_claims.refs.{name}"
            for name in ("answers", "asking", "compare", "services", "snapshot")
        ),
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
        for name in names_in(path)
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
        if any(name.startswith("sphinx_claims.refs") for name in names_in(path))
    ]


def test_setup_is_short_and_imports_lazily() -> None:
    lines = CLAIMS.joinpath("__init__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert not show(measured.long_modules([path]))
    assert not show(measured.long_functions([path]))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_functions_have_few_ways_through_them(path: Path) -> None:
    assert not show(measured.tangled_functions([path]))


def test_folders_fit_on_a_screen() -> None:
    assert not show(measured.full_folders(EXTENSIONS))


def test_lines_have_at_most_a_hundred_characters() -> None:
    ruff = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "ruff"
    ]
    advice = "ruff holds lines to 100 characters: leave line-length at 100 and E501 on"
    assert ruff["line-length"] == 100, advice
    assert "E" in ruff["lint"]["select"], advice
    off = {*ruff["lint"]["ignore"], *chain(*ruff["lint"]["per-file-ignores"].values())}
    assert not {"E", "E5", "E501"} & off, advice


def test_type_checks_are_hardly_ever_silenced() -> None:
    silenced = [
        line
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "type: ignore" in line
    ]
    assert len(silenced) <= 8
    assert all("type: ignore[" in line for line in silenced)


LONG = "    pass\n" * 60
TANGLED = "".join(f"    if x == {number}:\n        return\n" for number in range(10))
MADE_UP = {
    "a long module": (
        {"a/p/m.py": "\n" * 351},
        lambda root: measured.long_modules(root.rglob("*.py")),
        "m.py has 351 lines, 350 at most: find its second idea",
    ),
    "a long function": (
        {"a/p/m.py": f"def f():\n{LONG}"},
        lambda root: measured.long_functions(root.rglob("*.py")),
        "m.py: f has 61 lines, 60 at most: find its second idea",
    ),
    "a tangled method": (
        {"a/p/m.py": "class C:\n  def f(self, x):\n" + TANGLED},
        lambda root: measured.tangled_functions(root.rglob("*.py")),
        "m.py: C.f has a complexity of 11, 10 at most: find its second idea",
    ),
    "a full folder": (
        {f"a/p/m{number}.py": "" for number in range(17)},
        measured.full_folders,
        "p/ holds 17 modules, 16 at most: make a room",
    ),
    "a stranger in the core": (
        {"p/core/m.py": "from pathlib import Path\nfrom docutils import nodes\n"},
        lambda root: measured.strangers_in(root.rglob("*.py"), root, STANDARD, "p.core"),
        "p.core.m:2 imports docutils: p.core may know p.core and",
    ),
    "an import that points upward": (
        {"p/low/m.py": "import os\nfrom p.high.n import x\n", "p/high/n.py": ""},
        lambda root: measured.upward_imports(root, "p", (("low",), ("high",)), {}),
        "p.low.m:2 imports p.high.n: low lies below high; move what it needs down",
    ),
    "a name of a package that is a room above": (
        {"p/low/m.py": "from p import high\n", "p/high/n.py": ""},
        lambda root: measured.upward_imports(root, "p", (("low",), ("high",)), {}),
        "p.low.m:1 imports p.high: low lies below high",
    ),
    "an exception without need": (
        {"p/low/m.py": "", "p/high/n.py": "from p.low.m import x\n"},
        lambda root: measured.closed_imports(
            root, "p", (("low",), ("high",)), {("low", "high"): ""}
        ),
        "low imports nothing of high any more: take it off the list",
    ),
    "a module without a layer": (
        {"p/low/m.py": "", "p/new.py": ""},
        lambda root: measured.without_layer(root, "p", (("low",),)),
        "p.new is in no layer: give it its place",
    ),
    "a member that climbs the wall": (
        {"a/p/__init__.py": "", "a/p/m.py": "import q.n\n", "b/q/__init__.py": ""},
        lambda root: measured.climbing_walls(root, {}),
        "p.m:1 imports q.n: p may import nothing of another member; let it cross",
    ),
    "a member that passes by the door": (
        {
            "a/p/__init__.py": "from q.api import x\nfrom q.core import y\n",
            "b/q/__init__.py": "",
        },
        lambda root: measured.climbing_walls(root, {"p": "q.api"}),
        "p:2 imports q.core: p may import q.api alone of another member",
    ),
    "a module that imports one below it": (
        {
            "p/__init__.py": '"""A room.\n\n- ``m``: first\n- ``n``: second\n"""\n',
            "p/m.py": "from p.n import x\n",
            "p/n.py": "",
        },
        lambda root: measured.out_of_order(root, "p"),
        "p.m:1 imports p.n, which the docstring of p names below it: move what it needs up",
    ),
    "a module that the docstring does not name": (
        {"p/__init__.py": '"""A room."""\n', "p/m.py": ""},
        lambda root: measured.out_of_order(root, "p"),
        "p.m is a module or named in the docstring of p, but not both",
    ),
}
"""Files of a made-up tree, what measures it, and the complaint."""


@pytest.mark.parametrize(("files", "measure", "complaint"), MADE_UP.values(), ids=MADE_UP)
def test_each_measure_can_fail(
    files: dict[str, str], measure: Callable[[Path], Iterable[str]], complaint: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert show(measure(tmp_path)).startswith(complaint)
