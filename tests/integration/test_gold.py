"""The gold set is what its page says it is, and the published scores are those of the code."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from conftest import REPOSITORY
from gold.score import f1, pairs_by_register, read

PAGE = REPOSITORY / "docs" / "tools" / "claims" / "classifier.md"
FROZEN = {
    "test": "13516fc2ccd8355fd810bcfadb52a347d5164eb49344aa9a4cf0952e6ac7f227",
    "blind": "402dfaf49bc54d02faeca74128169c1cc3c02a57179874432c43d66d76def112",
    "lessons": "44b688c8464cb613278b43c9b97be30109aa745721a97902d3ef009658856bb5",
    "written": "493c210e9406f632619cb679291bd5f8d97f23ea1e09405be1a7223a9b9954b2",
}
KINDS = {
    "claim": {
        "finding",
        "number",
        "attribution",
        "mechanism",
        "method-property",
        "practice-or-status",
        "data-provenance",
        "recommendation",
    },
    "none": {
        "instruction",
        "navigation",
        "self-description",
        "software-api",
        "definition",
        "deduction-or-maths",
        "opinion-or-outlook",
        "question",
        "fragment",
        "author-note",
        "learning-objective",
        "example",
    },
}


@pytest.mark.parametrize("part", FROZEN)
def test_what_serves_as_a_test_is_what_was_frozen(part: str) -> None:
    assert (
        hashlib.sha256(PAGE.parent.joinpath("gold", f"{part}.jsonl").read_bytes()).hexdigest()
        == FROZEN[part]
    )


@pytest.mark.parametrize(
    ("part", "number"),
    [("dev", 7205), ("test", 626), ("blind", 320), ("lessons", 320), ("written", 556)],
)
def test_every_sentence_is_labelled_and_attributed(part: str, number: int) -> None:
    sources = json.loads(
        PAGE.parent.joinpath("gold", f"{part}-sources.json").read_text(encoding="utf-8")
    )
    items = read(part)
    assert len(items) == number
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["kind"] in KINDS[item["label"]], item["id"]
        assert sources[item["source"]]["licence"], item["id"]


def test_the_published_scores_are_those_of_the_code() -> None:
    names = {
        "all": "all",
        "biomedical": "biomedical",
        "for patients": "patient",
        "teaching": "teaching",
        "software": "software",
    }
    rows = re.findall(
        r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| .* \| (0\.\d\d) \(",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    told = [
        (names[name], int(number), int(claims), float(score))
        for name, number, claims, score in rows
    ]
    seen = frozenset(item["text"] for item in read("dev"))
    wanted = []
    for part in ("test", "blind", "lessons", "written"):
        found = pairs_by_register(read(part), seen)
        if len(found) > 1:
            found["all"] = [pair for pairs in found.values() for pair in pairs]
        seen |= {item["text"] for item in read(part)}
        wanted += [
            (name, len(pairs), sum(true for _, true in pairs), round(f1(pairs), 2))
            for name, pairs in found.items()
        ]
    assert sorted(told) == sorted(wanted)
