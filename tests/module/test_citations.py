"""Take a citation away from the real module: the checker must notice, at that sentence and nowhere else."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import Built, run_sphinx
from module.conftest import LESSONS, copy_module

ROLE = re.compile(r"\s*\{cite:[pt]\}`[^`]*`", re.DOTALL)
SAMPLE = 60
Finding = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One citation of one page."""

    page: Path
    start: int
    end: int
    number: int
    """Which of the page's citations it is, from 0."""

    def without(self, text: str) -> str:
        """Return the page's text without the citation; line breaks inside it stay, so that no line moves."""
        return text[: self.start] + "\n" * text.count("\n", self.start, self.end) + text[self.end :]


def places_in(page: Path) -> list[Place]:
    found = ROLE.finditer(page.read_text(encoding="utf-8"))
    return [Place(page, *match.span(), number) for number, match in enumerate(found)]


def lines_of_cited_units(built: Built, page: Path) -> list[int]:
    """Return the line of each unit that has a citation of its own, in the order of the page."""
    return [unit["line"] for unit in built.report["units"] if unit["source"] == source_of(page) and unit["cites"]]


def source_of(page: Path) -> str:
    return f"lesson/{page.name}"


def unit_at(built: Built, place: Place) -> tuple[str, int]:
    """Return source and line of the unit that a citation belongs to."""
    return source_of(place.page), lines_of_cited_units(built, place.page)[place.number]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_module(tmp_path_factory.mktemp("mutated"))


@pytest.fixture(scope="module")
def before(docs: Path) -> Built:
    built = run_sphinx(docs, docs.parent / "out")
    assert built.findings == []
    return built


@pytest.fixture(scope="module")
def places(docs: Path) -> list[Place]:
    return [place for name in LESSONS for place in places_in(docs / "lesson" / f"{name}.md")]


@pytest.fixture(scope="module")
def sample(places: list[Place]) -> list[Place]:
    return sorted(random.Random(20221).sample(places, SAMPLE), key=lambda place: (str(place.page), place.start))


def test_every_sentence_and_row_of_the_lessons_has_at_most_one_citation(before: Built, places: list[Place]) -> None:
    assert len(places) > 600
    for page in {place.page for place in places}:
        roles = sum(place.page == page for place in places)
        assert roles == len(lines_of_cited_units(before, page)), page.name


def test_deleting_any_one_citation_yields_one_finding_at_its_sentence(docs: Path, before: Built, sample: list[Place]) -> None:
    wrong = []
    for place in sample:
        text = place.page.read_text(encoding="utf-8")
        expected = unit_at(before, place)
        place.page.write_text(place.without(text), encoding="utf-8")
        found = run_sphinx(docs, docs.parent / "out").findings
        place.page.write_text(text, encoding="utf-8")
        if [(source, line) for source, line, _ in found] != [expected]:
            wrong.append((expected, found))
    assert wrong == []


def test_deleting_many_at_once_yields_as_many_in_every_kind_of_build(docs: Path, before: Built, sample: list[Place]) -> None:
    expected = sorted(unit_at(before, place) for place in sample)
    texts = {place.page: place.page.read_text(encoding="utf-8") for place in sample}
    for place in reversed(sample):
        place.page.write_text(place.without(place.page.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        builds = {
            "incremental": run_sphinx(docs, docs.parent / "out"),
            "unchanged": run_sphinx(docs, docs.parent / "out"),
            "fresh": run_sphinx(docs, docs.parent / "fresh", fresh=True),
            "parallel": run_sphinx(docs, docs.parent / "parallel", fresh=True, parallel=2),
        }
    finally:
        for page, text in texts.items():
            page.write_text(text, encoding="utf-8")
    for kind, built in builds.items():
        assert sorted((source, line) for source, line, _ in built.findings) == expected, kind
        assert built.status == 1
