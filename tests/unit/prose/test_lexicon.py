"""What is known of a word: classes from its letters, from lists, from how it begins or ends."""

from __future__ import annotations

from pathlib import Path

import pytest

import sphinx_claims.core.prose
from sphinx_claims.core.prose.lexicon import CLASSES, any_of, opening, read_words
from sphinx_claims.core.words import parse_classes


def files_of_classes() -> dict[str, dict[str, tuple[str, ...]]]:
    folder = Path(sphinx_claims.core.prose.__file__).parent / "words"
    return {
        path.stem: parse_classes(path.read_text(encoding="utf-8"), path.name)
        for path in folder.glob("*.txt")
    }


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("causal", {"cause"}),
        ("cause-specific", {"cause"}),
        ("(Causing)", {"cause"}),
        ("because", set()),
        ("rituximab", {"drug-ending", "drug"}),
        ("mab", set()),
        ("Aspirin,", {"drug"}),
        ("antibiotics", {"drug"}),
        ("accepts", set()),
        ("take", {"task", "order"}),
        ("1962", {"number", "year"}),
        ("60%", {"number", "percentage"}),
        ("IL-6", {"number", "initials"}),
        ("CARS", {"initials"}),
        ("≤", {"symbol"}),
        ("get_value", {"code-token"}),
        ("getValue", {"code-token"}),
        ("McDonald", set()),
        ("I", {"first-person"}),
        ("WE", set()),
        ("don’t", {"lead"}),
    ],
)
def test_a_word_has_its_classes(word: str, classes: set[str]) -> None:
    (known,) = read_words(word)
    assert set(known.classes) == classes


def test_a_word_is_known_without_what_stands_around_it() -> None:
    known = read_words("“Cells” (rest), then wake: so.")
    assert [word.plain for word in known] == ["cells", "rest", "then", "wake", "so"]
    assert [word.closes for word in known] == [False, True, False, True, False]


def test_a_pattern_of_classes_takes_the_longest_entry() -> None:
    assert any_of("task-opener") == "(?:do not|don['’]t)"
    assert opening("task-opener") == "(?:Do not|Don['’]t)"


def test_every_class_has_entries_and_none_stands_in_two_files() -> None:
    files = files_of_classes()
    assert all(entries for file in files.values() for entries in file.values())
    assert sum(map(len, files.values())) == len(CLASSES)
