"""What is known of a word: classes from its letters, from lists, from how it begins or ends."""

from __future__ import annotations

from pathlib import Path

import pytest

import sphinx_claims.core.prose
from sphinx_claims.core.prose import lexicon
from sphinx_claims.core.prose.lexicon import (
    CLASSES,
    Word,
    any_of,
    opening,
    read_words,
    turn_round,
)
from sphinx_claims.core.prose.weights import WEIGHTS
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


def test_classes_are_turned_round_into_words_stems_endings_and_phrases() -> None:
    turned = turn_round(
        {
            "one": ("cell", "caus*", "*mab", "leads to", "leads to it"),
            "two": ("cell", "causal*", "*ab", "leads to", "leads on"),
        }
    )
    assert {key: turned.words[key] for key in ("cell",)} == {"cell": ("one", "two")}
    assert turned.stems == {"caus": ("one",), "causal": ("two",)}
    assert turned.stem_sizes == (4, 6)
    assert turned.heads == {"cau"}
    assert turned.endings == {"mab": ("one",), "ab": ("two",)}
    assert turned.ending_sizes == (2, 3)
    assert turned.tails == {"mab", "ab"}
    assert turned.phrases == {
        "leads": {
            "to": (("one", ()), ("one", ("it",)), ("two", ())),
            "on": (("two", ()),),
        }
    }


def test_what_is_known_of_a_word_follows_from_its_classes() -> None:
    (word,) = read_words("Aspirin,")
    assert (word.plain, word.classes, word.closes) == ("aspirin", ("drug",), True)
    assert word.weight == WEIGHTS["drug"]
    assert (word.starts, word.joins, word.manual) == ((), True, 0)
    assert [pair.name for pair in word.ends] == ["order-of-drug"]
    (thing,) = read_words("`render()`")
    assert thing.classes == ("code-token",)
    assert (thing.weight, thing.manual) == (WEIGHTS["code-token"], 1)
    (ill,) = read_words("patients")
    assert ill.manual == -1
    assert ill.weight == WEIGHTS["health"] + WEIGHTS["unit"]
    (plain,) = read_words("zebra")
    assert plain == Word(plain="zebra")
    (begins,) = read_words("leads")
    assert begins.joins
    assert begins.phrases["to"] == (("cause", ()),)


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_MOST_KNOWN", 3)
    known = lexicon.Known()
    assert [known[token].plain for token in ("a", "b", "c", "a")] == ["a", "b", "c", "a"]
    assert list(known) == ["a", "b", "c"]
    assert known["d"].plain == "d"
    assert list(known) == ["d"]


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [("mean", "mean"), ("caus*", r"caus\w*"), ("we call", "we call"), ("fig.", r"fig\.")],
)
def test_an_entry_is_a_pattern(entry: str, pattern: str) -> None:
    assert lexicon.pattern_of(entry) == pattern
