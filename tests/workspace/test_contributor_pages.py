"""What the pages for contributors name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGES = [
    *sorted(REPOSITORY.joinpath("docs", "contribute").glob("*.md")),
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
]
FENCED = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
PATH = re.compile(
    r"(?<!new file )`((?:_ext|docs|tests|core|files|reading|writing|showing)/[a-z_./-]+)`"
)
"""Paths from the top or from the package of the checker, but for what is still to be written."""
SESSION = re.compile(r"nox -(?:R )?(?:-)?s ((?:[a-z_]+ ?)+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_path_and_task_on_a_page_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tops = (REPOSITORY, REPOSITORY / "_ext" / "claims" / "sphinx_claims")
    named = PATH.findall(FENCED.sub("", text))
    assert [path for path in named if not any((top / path).exists() for top in tops)] == []
    tasks = REPOSITORY.joinpath("noxfile.py").read_text(encoding="utf-8")
    asked = {name for found in SESSION.findall(text) for name in found.split()}
    assert [name for name in sorted(asked) if f"def {name}(" not in tasks] == []
