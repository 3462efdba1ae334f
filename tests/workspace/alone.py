"""Use each built wheel in a stranger's project, and test each sdist, in new environments.

What is installed there is what a stranger gets: nothing is pinned but Sphinx.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
STRANGERS = Path(__file__).parent / "strangers"
_ABSENT = """
import importlib.util, sys
found = [name for name in sys.argv[1:] if importlib.util.find_spec(name)]
assert not found, found
"""
_CLAIMS = """
import json, pathlib, sys
found = json.loads(pathlib.Path(sys.argv[1], "claims.json").read_text("utf-8"))["findings"]
assert [(f["source"], f["line"], f["slug"]) for f in found] == {findings}, found
"""
_HANDOUT = """
import pathlib, pikepdf, sys
(path,) = pathlib.Path(sys.argv[1]).glob("*-student.pdf")
with pikepdf.open(path) as pdf:
    titles = [item.title for item in pdf.open_outline().root]
assert {"Cells", "Blood"} <= set(titles), titles
"""


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """How a member is used by a project that is not ours."""

    builder: str
    check: str
    """Python that is given the directory of what was built."""
    status: int = 0
    """Exit status of the build."""
    with_members: tuple[str, ...] = ()
    """Members that it needs."""
    absent: tuple[str, ...] = ()
    """Modules that must not come with it."""
    extras: str = ""
    quick: tuple[str, ...] = ("tests",)
    """Tests of its sdist that are run by default; all others are only collected."""


MEMBERS: Mapping[str, Stranger] = {
    "claims": Stranger(
        builder="claims",
        check=_CLAIMS.format(findings='[("index.rst", 4, "uncited-sentence")]'),
        status=1,
        absent=("numpy", "scipy", "typst"),
        extras="[refs]",
        quick=("tests/unit",),
    ),
    "handout": Stranger(builder="handout", check=_HANDOUT, absent=("sphinx_claims",)),
    "classroom": Stranger(
        builder="claims",
        check=_CLAIMS.format(findings="[]"),
        with_members=("claims",),
        absent=("numpy", "scipy", "typst"),
    ),
}
"""The members, by the names of their folders."""


def run(*command: str | Path, cwd: Path | None = None, status: int = 0) -> None:
    """Run a command, and stop if it ends otherwise than it should."""
    done = subprocess.run(command, cwd=cwd, check=False)
    if done.returncode != status:
        sys.exit(f"exit status {done.returncode}, not {status}: {' '.join(map(str, command))}")


def make_environment(path: Path, *wanted: str) -> Path:
    """Make an environment with nothing but some packages; return its Python."""
    run("uv", "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, path)
    python = path / "bin" / "python"
    run("uv", "pip", "install", "--quiet", "--no-config", "--python", python, *wanted, cwd=path)
    return python


def oldest_sphinx(member: str) -> str:
    """Return the requirement of the oldest Sphinx that a member allows."""
    text = REPOSITORY.joinpath("_ext", member, "pyproject.toml").read_text(encoding="utf-8")
    needs = tomllib.loads(text)["project"]["dependencies"]
    (version,) = re.findall(r"^sphinx>=([\d.]+)", "\n".join(needs), re.MULTILINE)
    return f"sphinx=={version}.*"


def built(member: str, ending: str) -> Path:
    """Return the one file that was built of a member."""
    (path,) = REPOSITORY.joinpath("dist").glob(f"sphinx_{member}-{ending}")
    return path


def use_wheel(member: str, stranger: Stranger, work: Path) -> None:
    """Use a member's wheel with the oldest and the newest Sphinx that are allowed."""
    wheels = [str(built(name, "*.whl")) for name in (member, *stranger.with_members)]
    for age, pins in (("oldest", [oldest_sphinx(member)]), ("newest", [])):
        print(f"{member}: wheel, {age} Sphinx", flush=True)
        place = work / f"{member}-{age}"
        python = make_environment(place, *wheels, *pins)
        run(python, "-I", "-c", _ABSENT, *stranger.absent)
        source, out = place / "source", place / "out"
        shutil.copytree(STRANGERS / member, source, dirs_exist_ok=True)
        run(
            *(python, "-I", "-m", "sphinx", "-q", "-E", "-b", stranger.builder, source, out),
            cwd=place,
            status=stranger.status,
        )
        run(python, "-I", "-c", stranger.check, out)


def try_sdist(member: str, stranger: Stranger, work: Path, *, everything: bool) -> None:
    """Unpack a member's sdist where nothing else is, and run its tests there."""
    print(f"{member}: sdist", flush=True)
    place = work / f"{member}-sdist"
    shutil.rmtree(place, ignore_errors=True)
    with tarfile.open(built(member, "*.tar.gz")) as archive:
        archive.extractall(place, filter="data")
    (folder,) = place.iterdir()
    others = [str(built(name, "*.whl")) for name in stranger.with_members]
    group = f"{folder / 'pyproject.toml'}:test"
    python = make_environment(
        place / "environment", f"{folder}{stranger.extras}", *others, "--group", group
    )
    if everything:
        run(python, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadscope", cwd=folder)
    else:
        run(python, "-m", "pytest", "-qq", "--collect-only", "--no-summary", cwd=folder)
        run(python, "-m", "pytest", "-q", "-n", "auto", *stranger.quick, cwd=folder)


def main() -> None:
    """Try all members."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="directory for the environments")
    parser.add_argument("--all", action="store_true", help="run all tests of each sdist")
    given = parser.parse_args()
    work = given.work.resolve()
    for member, stranger in MEMBERS.items():
        use_wheel(member, stranger, work)
        try_sdist(member, stranger, work, everything=given.all)


if __name__ == "__main__":
    main()
