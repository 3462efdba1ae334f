"""The words of the rules of evidence: each file is read, and each class is used."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from sphinx_claims.core.evidence import wording
from sphinx_claims.core.evidence.ledger import Treatment
from sphinx_claims.core.evidence.phrases import CLASSES, FILES, any_of, words
from sphinx_claims.core.words import read_classes

PACKAGE = "sphinx_claims.core.evidence"
CODE = Path(wording.__file__)


def test_every_file_of_words_is_read() -> None:
    assert sorted(path.stem for path in CODE.parent.joinpath("words").iterdir()) == sorted(FILES)


def test_no_class_stands_in_two_files() -> None:
    named = Counter(name for file in FILES for name in read_classes(PACKAGE, f"words/{file}.txt"))
    assert [name for name, count in named.items() if count > 1] == []


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_used(name: str) -> None:
    used = set(re.findall(r"['\"]([a-z-]+)['\"]", CODE.read_text(encoding="utf-8")))
    assert name in used | {treatment.value for treatment in Treatment}


@pytest.mark.parametrize("name", CLASSES)
def test_no_stem_covers_another_entry(name: str) -> None:
    stems = [entry[:-1].lower() for entry in CLASSES[name] if entry.endswith("*")]
    plain = [entry.lower() for entry in CLASSES[name] if not entry.endswith("*")]
    assert [entry for entry in plain if " " not in entry and entry.startswith(tuple(stems))] == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("animal", "The MRL/lpr strain and Rodents.", ["MRL/lpr", "Rodents"]),
        ("beast", "An animal model of lupus.", ["animal model"]),
        ("not-compared", "They have not been compared.", ["not been compared"]),
        ("therapy", "Items of CAR-T cells.", ["CAR-T", "cells"]),
        ("than", "Version v. 2 against 1.", ["v", "against"]),
    ],
)
def test_an_entry_finds_whole_words(name: str, text: str, found: list[str]) -> None:
    pattern = words(any_of(name))
    assert [match[0].rstrip(".") for match in pattern.finditer(text)] == found
