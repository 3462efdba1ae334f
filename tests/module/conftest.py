"""The real module, copied so that tests may change it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY, Built, run_sphinx
from module.prose.page import Page
from module.prose.rendered import read_page

DOCS = REPOSITORY / "docs"
ENTRIES = re.split(r"(?m)^(?=@)", REPOSITORY.joinpath("references.bib").read_text(encoding="utf-8"))
UNKNOWN = [
    *(
        ("../references.bib", 1 + "".join(ENTRIES[:index]).count("\n"), "missing-identifier")
        for index, entry in enumerate(ENTRIES)
        if entry.startswith("@article")
        and not re.search(r"(?m)^\s*(doi|pmid|pmcid|url)\s*=", entry)
    ),
    ("evidence/status.json", 1, "status-unknown"),
]
"""Findings of the module, notes all: articles whose identifier nobody has looked up, and that no
service was asked yet."""
LESSONS = (
    "introduction",
    "hsct",
    "lupus-and-stem-cells",
    "msc",
    "comparing",
    "future",
    "reading-the-review",
)


def copy_module(path: Path) -> Path:
    """Copy what the site is built from; return its source directory."""
    shutil.copytree(DOCS, path / "docs", ignore=shutil.ignore_patterns("_build"))
    shutil.copytree(
        REPOSITORY / "_ext", path / "_ext", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(REPOSITORY / "references.bib", path)
    return path / "docs"


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the module as the claims builder sees it."""
    path = tmp_path_factory.mktemp("module")
    return run_sphinx(DOCS, path / "claims")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the module as its readers see it on screen."""
    return run_sphinx(DOCS, tmp_path_factory.mktemp("site") / "html", "html")


def rendered(site: Built, doc: str) -> Page:
    """Return the prose of a page."""
    return read_page(site.out.joinpath(f"{doc}.html").read_text(encoding="utf-8"))
