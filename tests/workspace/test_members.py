"""The members are distributions of one shape, and each need is declared once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY

MEMBERS = sorted(path.parent for path in REPOSITORY.glob("_ext/*/pyproject.toml"))
each_member = pytest.mark.parametrize("member", MEMBERS, ids=lambda path: path.name)


def project(folder: Path) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath("pyproject.toml").read_text(encoding="utf-8"))


def names(needs: list[Any]) -> set[str]:
    return {re.split(r"[^\w.-]", need)[0].lower() for need in needs if isinstance(need, str)}


def test_the_workspace_publishes_nothing() -> None:
    assert not {"project", "build-system"} & set(project(REPOSITORY))


def test_the_workspace_repeats_no_need_of_the_tests_of_its_members() -> None:
    """What the site needs may be both: the tests ask for less than the site's newest."""
    own = names(
        [need for group in project(REPOSITORY)["dependency-groups"].values() for need in group]
    )
    docs = names(project(REPOSITORY)["dependency-groups"]["docs"])
    theirs = {
        name for member in MEMBERS for name in names(project(member)["dependency-groups"]["test"])
    }
    assert (own - docs) & theirs == set()


@each_member
def test_a_member_is_tested_with_the_settings_of_the_workspace(member: Path) -> None:
    assert project(member)["tool"]["pytest"] == project(REPOSITORY)["tool"]["pytest"]


@each_member
def test_what_a_sdist_takes_along_exists_and_lies_where_the_tests_look_for_it(member: Path) -> None:
    taken = project(member)["tool"]["hatch"]["build"]["targets"]["sdist"]["force-include"]
    assert all(source == f"../../{target}" for source, target in taken.items())
    assert [target for target in taken.values() if not REPOSITORY.joinpath(target).exists()] == []
    assert "tests/conftest.py" in taken.values()
    assert not [target for target in taken.values() if target.startswith("tests/workspace")]


@each_member
def test_a_readme_names_the_member_and_says_how_to_start(member: Path) -> None:
    text = member.joinpath("README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# sphinx-{member.name}\n")
    assert f'"sphinx_{member.name}"' in text


@each_member
def test_a_changelog_is_dated_and_ordered(member: Path) -> None:
    lines = member.joinpath("CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if line.startswith("## ")]
    kinds = {line for line in lines if line.startswith("### ")}
    dated = [line for line in heads if line != "## Unreleased"]
    assert lines[0].startswith("# ")
    assert heads[1:] == dated[-len(heads) + 1 :] or heads == dated
    assert all(re.fullmatch(r"## \d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", line) for line in dated)
    assert dated
    assert kinds <= {"### Added", "### Changed", "### Fixed", "### Removed"}
