"""The gold set is what its page says it is, and the published scores are those of the code."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from conftest import REPOSITORY
from gold.score import f1, pairs_by_register, read

PAGE = REPOSITORY / "docs" / "checker" / "classifier.md"
FROZEN = "13516fc2ccd8355fd810bcfadb52a347d5164eb49344aa9a4cf0952e6ac7f227"
KINDS = {
    "claim": {
        "finding", "number", "attribution", "mechanism", "method-property", "practice-or-status", "data-provenance",
        "recommendation",
    },
    "none": {
        "instruction", "navigation", "self-description", "software-api", "definition", "deduction-or-maths",
        "opinion-or-outlook", "question", "fragment", "author-note", "learning-objective", "example",
    },
}  # fmt: skip


def test_the_test_half_is_the_one_that_was_frozen() -> None:
    assert hashlib.sha256(PAGE.parent.joinpath("gold", "test.jsonl").read_bytes()).hexdigest() == FROZEN


@pytest.mark.parametrize("half", ["dev", "test"])
def test_every_sentence_is_labelled_and_attributed(half: str) -> None:
    sources = json.loads(PAGE.parent.joinpath("gold", f"{half}-sources.json").read_text(encoding="utf-8"))
    items = read(half)
    assert len(items) >= 600
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["kind"] in KINDS[item["label"]], item["id"]
        assert sources[item["source"]]["licence"], item["id"]


def test_the_published_scores_are_those_of_the_code() -> None:
    seen = frozenset(item["text"] for item in read("dev"))
    found = pairs_by_register(read("test"), seen)
    found["all"] = [pair for pairs in found.values() for pair in pairs]
    names = {"all": "all", "biomedical": "biomedical", "for patients": "patient", "teaching": "teaching", "software": "software"}
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| .* \| (0\.\d\d) \(", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {names[name]: (int(number), int(claims), float(score)) for name, number, claims, score in rows}
    assert told == {name: (len(pairs), sum(true for _, true in pairs), round(f1(pairs), 2)) for name, pairs in found.items()}
