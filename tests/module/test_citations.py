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

    def without(self, text: str) -> str:
        """Return the page's text without the citation; line breaks inside it stay, so that no line moves."""
        return text[: self.start] + "\n" * text.count("\n", self.start, self.end) + text[self.end :]


def places_in(docs: Path) -> list[Place]:
    pages = [docs / "lesson" / f"{name}.md" for name in LESSONS]
    return [Place(page, *found.span()) for page in pages for found in ROLE.finditer(page.read_text(encoding="utf-8"))]


def unit_at(built: Built, place: Place) -> tuple[str, int]:
    """Return source and line of the cited unit that holds a place: the last one that begins at or above its role."""
    text = place.page.read_text(encoding="utf-8")
    role = text.count("\n", 0, place.end) + 1
    source = f"lesson/{place.page.name}"
    lines = [
        unit["line"] for unit in built.report["units"] if unit["source"] == source and unit["cites"] and unit["line"] <= role
    ]
    return source, max(lines)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_module(tmp_path_factory.mktemp("mutated"))


@pytest.fixture(scope="module")
def before(docs: Path) -> Built:
    built = run_sphinx(docs, docs.parent / "out")
    assert built.findings == []
    return built


@pytest.fixture(scope="module")
def sample(docs: Path) -> list[Place]:
    places = places_in(docs)
    assert len(places) > 300
    return sorted(random.Random(20221).sample(places, SAMPLE), key=lambda place: (str(place.page), place.start))


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
