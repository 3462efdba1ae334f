"""Take a citation away from the real module.

The checker must notice, at that sentence and nowhere else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from conftest import Built, run_sphinx
from module.conftest import LESSONS, UNKNOWN, copy_module

ROLE = re.compile(r"\s*\{cite:[pt]\}`[^`]*`", re.DOTALL)
TIMELINE = re.compile(r":::\{evidence-timeline\}\n---\n.*?\n---\n", re.DOTALL)
SAMPLE = 60
SOURCES = [f"lesson/{name}.md" for name in LESSONS]


@dataclass(frozen=True, slots=True)
class Place:
    """One citation of one page."""

    page: Path
    start: int
    end: int
    line: int
    """Line of the sentence or row it belongs to."""

    @property
    def source(self) -> str:
        """Path of the page, as findings name it."""
        return f"lesson/{self.page.name}"

    def without(self, text: str) -> str:
        """Return the page's text without the citation.

        Line breaks inside it stay, so that no line moves.
        """
        return text[: self.start] + "\n" * text.count("\n", self.start, self.end) + text[self.end :]


def places_in(page: Path, units: list[dict[str, Any]]) -> list[Place]:
    """Return the citations of a page; each belongs to one unit, in the order of the page.

    The rows of a timeline are cited by the directive, so that there is no citation to forget.
    """
    text = page.read_text(encoding="utf-8")
    roles = [match.span() for match in ROLE.finditer(text)]
    drawn = {
        text.count("\n", 0, at) + 1
        for block in TIMELINE.finditer(text)
        for at in range(*block.span())
    }
    cited = [
        unit["line"] for unit in units if unit["source"] == f"lesson/{page.name}" and unit["cites"]
    ]
    lines = [line for line in cited if line not in drawn]
    assert len(roles) == len(lines), f"{page.name}: a sentence or row has more than one citation"
    return [Place(page, start, end, line) for (start, end), line in zip(roles, lines, strict=True)]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_module(tmp_path_factory.mktemp("mutated"))


def missed(built: Built) -> list[tuple[str, int]]:
    """Return where findings stand, but for the notes of entries that nothing uses any more."""
    more = [finding for finding in built.findings if finding not in UNKNOWN]
    return [
        (source, line)
        for source, line, slug in more
        if slug not in {"unused-entry", "unused-own-number"}
    ]


def in_order(places: list[Place]) -> list[tuple[str, int]]:
    """Return where findings are expected, in the order of a report."""
    return sorted((place.source, place.line) for place in places)


@contextmanager
def without(places: list[Place]) -> Iterator[None]:
    """Take citations away for a while."""
    texts = {place.page: place.page.read_text(encoding="utf-8") for place in places}
    for place in sorted(places, key=lambda place: place.start, reverse=True):
        place.page.write_text(
            place.without(place.page.read_text(encoding="utf-8")), encoding="utf-8"
        )
    try:
        yield
    finally:
        for page, text in texts.items():
            page.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def places(docs: Path) -> list[Place]:
    built = run_sphinx(docs, docs.parent / "out")
    assert built.findings == UNKNOWN
    units = built.report["units"]
    found = [
        place for name in LESSONS for place in places_in(docs / "lesson" / f"{name}.md", units)
    ]
    assert len(found) > 600
    return found


@pytest.fixture(scope="module")
def sample(places: list[Place]) -> list[Place]:
    return random.Random(20221).sample(places, SAMPLE)


def test_no_citation_of_any_lesson_could_go_unnoticed(docs: Path, places: list[Place]) -> None:
    for part in range(3):
        deleted = places[part::3]
        with without(deleted):
            found = missed(run_sphinx(docs, docs.parent / "out"))
        assert found == in_order(deleted)


def test_deleting_one_citation_of_a_page_yields_one_finding_at_its_sentence(
    docs: Path, sample: list[Place]
) -> None:
    by_page = [[place for place in sample if place.source == source] for source in SOURCES]
    wrong = []
    for deleted in zip_longest(*by_page):
        alone = [place for place in deleted if place is not None]
        with without(alone):
            found = missed(run_sphinx(docs, docs.parent / "out"))
        if found != in_order(alone):
            wrong.append((alone, found))
    assert wrong == []


def test_deleted_citations_are_missed_in_every_kind_of_build(
    docs: Path, sample: list[Place]
) -> None:
    with without(sample):
        builds = {
            "incremental": run_sphinx(docs, docs.parent / "out"),
            "unchanged": run_sphinx(docs, docs.parent / "out"),
            "fresh": run_sphinx(docs, docs.parent / "fresh", fresh=True),
            "parallel": run_sphinx(docs, docs.parent / "parallel", fresh=True, parallel=2),
        }
    for kind, built in builds.items():
        assert missed(built) == in_order(sample), kind
        assert built.status == 1
