"""Handouts of the module, and of every construct beside those of the checker."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY
from handout.conftest import KITCHEN, Handout, make

CLAIMS = """
:::{claim} Key2020
claimmark is so.
:::

:::{claims-index}
:::

:::{claims-sources}
:::

:::{claims-impact}
:::

:::{bibliography}
"""
CONF = """
extensions.append("sphinx_claims")
claims_profile = "draft"
claims_select = []
"""


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handout]:
    """Return both editions of the module."""
    path = tmp_path_factory.mktemp("handout")
    return {
        edition: make(REPOSITORY / "docs", path / "out", edition)
        for edition in ("student", "instructor")
    }


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handout]:
    """Return both editions of the module on Letter paper."""
    path, names = tmp_path_factory.mktemp("letter"), ("student", "instructor")
    return {
        edition: make(REPOSITORY / "docs", path / "out", edition, handout_paper="us-letter")
        for edition in names
    }


@pytest.fixture(scope="session")
def student(editions: dict[str, Handout]) -> Handout:
    """Return the module for students."""
    return editions["student"]


@pytest.fixture(scope="session")
def instructor(editions: dict[str, Handout]) -> Handout:
    """Return the module for instructors."""
    return editions["instructor"]


@pytest.fixture(scope="session")
def checked_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with every construct, those of the checker among them."""
    path = tmp_path_factory.mktemp("checked") / "source"
    shutil.copytree(KITCHEN, path)
    terms = path / "terms.md"
    text = terms.read_text(encoding="utf-8")
    assert text.count("\n:::{bibliography}\n") == 1
    terms.write_text(text.replace("\n:::{bibliography}\n", CLAIMS), encoding="utf-8")
    with path.joinpath("conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONF)
    return path


@pytest.fixture(scope="session")
def checked(checked_source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handout]:
    """Return both editions of that project."""
    path = tmp_path_factory.mktemp("checked-out")
    return {
        edition: make(checked_source, path / "out", edition)
        for edition in ("student", "instructor")
    }
