"""Real handouts: of a project with every construct, and of projects that a test writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from conftest import Project, run_sphinx

EPOCH = "1767225600"
KITCHEN = Path(__file__).parent / "roots" / "test-kitchen"
_MARGIN = 62
"""Height of the running head and foot, in points."""


def squeeze(text: str) -> str:
    """Return text without what print adds or takes.

    White space, hyphens, page numbers behind links.
    """
    plain = re.sub(r"\(p\.\s*\d+\)", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s\u200b\u00ad-]+", "", plain)


@dataclass(frozen=True, kw_only=True)
class Handout:
    """A PDF, what it says, and what the build said."""

    path: Path
    warnings: tuple[str, ...]

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        """The PDF, to read."""
        return pypdf.PdfReader(self.path)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, without running head and foot."""
        return [_text_of(page) for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """All text."""
        return "\n".join(self.pages)

    @cached_property
    def chapters(self) -> dict[str, str]:
        """The text of each part of the outline's first level."""
        starts = [(page, title) for depth, page, title in self.outline if depth == 1]
        ends = [*(page for page, _ in starts[1:]), len(self.pages)]
        return {
            title: "\n".join(self.pages[page:end])
            for (page, title), end in zip(starts, ends, strict=True)
        }

    @cached_property
    def outline(self) -> list[tuple[int, int, str]]:
        """Depth, page and title of every entry of the outline."""

        def walk(items: list[Any], depth: int) -> list[tuple[int, int, str]]:
            found = []
            for item in items:
                if isinstance(item, list):
                    found += walk(item, depth + 1)
                else:
                    found.append(
                        (depth, self.reader.get_destination_page_number(item) or 0, str(item.title))
                    )
            return found

        return walk(self.reader.outline, 1)

    @cached_property
    def source(self) -> str:
        """The Typst source beside the PDF."""
        return self.path.with_suffix(".typ").read_text(encoding="utf-8")

    def open(self) -> pikepdf.Pdf:
        """Return the PDF, to look into."""
        return pikepdf.open(self.path)


def _text_of(page: pypdf.PageObject) -> str:
    found: list[str] = []
    top = float(page.mediabox.height) - _MARGIN

    def take(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if _MARGIN < cm[5] + tm[5] * cm[3] < top:
            found.append(text)

    page.extract_text(visitor_text=take)
    return "".join(found)


def make(source: Path, out: Path, edition: str, **config: Any) -> Handout:
    """Build one edition of a project, with a fixed time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        built = run_sphinx(source, out, "handout", tags=(edition,), **config)
    (path,) = out.glob(f"*-{edition}.pdf")
    return Handout(path=path, warnings=built.warnings)


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handout]:
    """Return both editions of the project with every construct."""
    path = tmp_path_factory.mktemp("kitchen")
    return {edition: make(KITCHEN, path / "out", edition) for edition in ("student", "instructor")}


@pytest.fixture
def handout(empty: Project) -> Callable[..., Handout]:
    """Return a function that sets a project of one reStructuredText page."""
    empty.write("conf.py", 'extensions = ["sphinx_handout"]\nproject = "Small"\nlanguage = "en"\n')

    def build(text: str, *, edition: str = "student", **config: Any) -> Handout:
        empty.write("index.rst", text)
        return make(empty.path, empty.out / "handout", edition, fresh=True, **config)

    return build
