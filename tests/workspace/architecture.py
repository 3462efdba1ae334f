"""What is measured of the code: its sizes, and who imports whom. Each complaint says what to do."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class, Function

LINES_OF_A_FUNCTION, LINES_OF_A_MODULE, MODULES_OF_A_FOLDER, COMPLEXITY = 60, 350, 16, 10
SPLIT = "find its second idea, and give it a name of its own"

Layers = Sequence[Sequence[str]]
"""Rooms and modules of a package from the lowest layer to the highest; one layer may hold several
that know nothing of each other's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One module that another imports."""

    by: str
    """Dotted name of the module that imports."""
    name: str
    """Dotted name of what it imports."""
    line: int


def module_name(path: Path, root: Path) -> str:
    """Return the dotted name of a file below the folder that holds its package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, root: Path) -> Iterator[Import]:
    """Yield what a file imports, of ``from package import name`` both."""
    by = module_name(path, root)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(by=by, name=alias.name, line=node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively; name the module"
            yield Import(by=by, name=node.module or "", line=node.lineno)
            for alias in node.names:
                yield Import(by=by, name=f"{node.module}.{alias.name}", line=node.lineno)


def long_modules(paths: Iterable[Path]) -> Iterator[str]:
    """Complain about modules that do not fit."""
    for path in paths:
        size = len(path.read_text(encoding="utf-8").splitlines())
        if size > LINES_OF_A_MODULE:
            yield f"{path.name} has {size} lines, {LINES_OF_A_MODULE} at most: {SPLIT}"


def long_functions(paths: Iterable[Path]) -> Iterator[str]:
    """Complain about functions that do not fit on a screen."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > LINES_OF_A_FUNCTION:
                    yield (
                        f"{path.name}: {node.name} has {size} lines, {LINES_OF_A_FUNCTION} at "
                        f"most: {SPLIT}"
                    )


def tangled_functions(paths: Iterable[Path]) -> Iterator[str]:
    """Complain about functions with too many ways through them, as radon counts."""
    for path in paths:
        for one in _blocks(cc_visit(path.read_text(encoding="utf-8"))):
            if one.complexity > COMPLEXITY:
                yield (
                    f"{path.name}: {one.fullname} has a complexity of {one.complexity}, "
                    f"{COMPLEXITY} at most: {SPLIT}"
                )


def _blocks(found: Iterable[Function | Class]) -> Iterator[Function]:
    return (one for one in found if isinstance(one, Function))


def full_folders(root: Path) -> Iterator[str]:
    """Complain about folders with more modules than fit on a screen."""
    for folder in sorted({path.parent for path in root.rglob("*.py")}):
        count = len(list(folder.glob("*.py")))
        if count > MODULES_OF_A_FOLDER:
            yield (
                f"{folder.name}/ holds {count} modules, {MODULES_OF_A_FOLDER} at most: make a room "
                "of those that belong together"
            )


def strangers_in(
    paths: Iterable[Path], root: Path, known: frozenset[str], package: str
) -> Iterator[str]:
    """Complain about imports of anything but some top-level names and one package."""
    for path in paths:
        for one in imports_of(path, root):
            if one.name.split(".")[0] not in known and not _is_in(one.name, package):
                yield (
                    f"{one.by}:{one.line} imports {one.name}: {package} may know {package} and "
                    "the standard library only; pass it what it needs as a value"
                )


def upward_imports(
    root: Path, package: str, layers: Layers, still_open: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    """Complain about imports of a higher layer, but for those that are known to be open."""
    for one, lower, higher in _between_layers(root, package, layers):
        if (lower, higher) not in still_open:
            yield (
                f"{one.by}:{one.line} imports {one.name}: {lower} lies below {higher}; move what "
                "it needs down, or pass it as a value"
            )


def closed_imports(
    root: Path, package: str, layers: Layers, still_open: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    """Complain about exceptions that nothing needs any more."""
    used = {(lower, higher) for _, lower, higher in _between_layers(root, package, layers)}
    for pair in still_open:
        if pair not in used:
            yield f"{pair[0]} imports nothing of {pair[1]} any more: take it off the list"


def without_layer(root: Path, package: str, layers: Layers) -> Iterator[str]:
    """Complain about modules that no layer holds."""
    for path in sorted((root / package).rglob("*.py")):
        name = module_name(path, root)
        if name != package and _place_of(name, package, layers) is None:
            yield f"{name} is in no layer: give it its place in LAYERS"


def _between_layers(root: Path, package: str, layers: Layers) -> Iterator[tuple[Import, str, str]]:
    """Yield the imports that point upward, with the names of both sides."""
    for path in sorted((root / package).rglob("*.py")):
        own = _place_of(module_name(path, root), package, layers)
        for one in imports_of(path, root):
            other = _place_of(one.name, package, layers)
            if own and other and other[0] > own[0]:
                yield one, own[1], other[1]


def _place_of(name: str, package: str, layers: Layers) -> tuple[int, str] | None:
    """Return the layer of a module, by the longest name that holds it; none for the package."""
    held = [
        (len(part), rank, part)
        for rank, layer in enumerate(layers)
        for part in layer
        if _is_in(name, f"{package}.{part}")
    ]
    if not held:
        return None
    _, rank, part = max(held)
    return rank, part


def climbing_walls(root: Path, doors: Mapping[str, str]) -> Iterator[str]:
    """Complain about what one member imports of another.

    :param doors: what a member may import of another all the same
    """
    packages = {init.parent.name: init.parents[1] for init in root.glob("*/*/__init__.py")}
    for own, folder in sorted(packages.items()):
        for path in sorted((folder / own).rglob("*.py")):
            for one in imports_of(path, folder):
                foreign = one.name.split(".")[0] in packages.keys() - {own}
                door = doors.get(own, "")
                if foreign and not (door and _is_in(one.name, door)):
                    yield (
                        f"{one.by}:{one.line} imports {one.name}: {own} may import "
                        f"{f'{door} alone' if door else 'nothing'} of another member; let it cross "
                        "through nodes, domains of the environment or files"
                    )


def out_of_order(root: Path, room: str) -> Iterator[str]:
    """Complain about modules of a room that import what its docstring names below them."""
    folder = root.joinpath(*room.split("."))
    told = ast.get_docstring(ast.parse(folder.joinpath("__init__.py").read_text("utf-8"))) or ""
    order = re.findall(r"^- ``(\w+)``", told, re.MULTILINE)
    paths = {path.stem: path for path in sorted(folder.glob("*.py")) if path.stem != "__init__"}
    paths |= {path.parent.name: path for path in sorted(folder.glob("*/__init__.py"))}
    for name in sorted(paths.keys() ^ set(order)):
        yield f"{room}.{name} is a module or named in the docstring of {room}, but not both"
    for index, name in enumerate(order):
        for one in imports_of(paths[name], root) if name in paths else ():
            if any(_is_in(one.name, f"{room}.{later}") for later in order[index:]):
                yield (
                    f"{one.by}:{one.line} imports {one.name}, which the docstring of {room} names "
                    "below it: move what it needs up"
                )


def _is_in(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


STANDARD = frozenset(sys.stdlib_module_names)
