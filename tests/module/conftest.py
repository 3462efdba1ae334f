"""The real module, copied so that tests may change it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY, Built, run_sphinx

DOCS = REPOSITORY / "docs"
LESSONS = ("introduction", "hsct", "lupus-and-stem-cells", "msc", "comparing", "future", "reading-the-review")


def copy_module(path: Path) -> Path:
    """Copy what the site is built from; return its source directory."""
    shutil.copytree(DOCS, path / "docs", ignore=shutil.ignore_patterns("_build"))
    shutil.copytree(REPOSITORY / "_ext", path / "_ext", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "references.bib", path)
    return path / "docs"


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the module as the claims builder sees it."""
    path = tmp_path_factory.mktemp("module")
    return run_sphinx(DOCS, path / "claims")
