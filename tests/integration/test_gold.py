"""The gold set is what its page says it is, and the published scores are those of the code."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from gold.fit import PLACE, fit, flips, render
from gold.score import PAGE, PARTS, publish, read, tables
from gold.words import told
from sphinx_claims.core.prose.reading import read_sentence
from sphinx_claims.core.prose.weights import WEIGHTS

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
    text = PAGE.read_text(encoding="utf-8")
    shown = dict(tables())
    assert re.findall(r"^% scores: (\w+)$", text, re.MULTILINE) == list(PARTS[1:])
    assert publish(text, shown) == text


def test_the_weights_are_those_that_the_fit_writes() -> None:
    assert render(*fit()) == PLACE.read_text(encoding="utf-8")


def test_a_changed_weight_turns_verdicts_and_is_told() -> None:
    base, weights = fit()
    assert list(flips(base, weights)) == []
    turned = list(flips(base, {**weights, "authors": -40}))
    assert turned
    assert all(
        re.match(r"(?:dev|test|blind|lessons|written) no claim now, which", line) for line in turned
    )


def test_a_sentence_is_explained_by_its_words_its_sum_and_its_verdict() -> None:
    lines = told(read_sentence("Give colchicine at once."))
    assert "colchicine: drug" in lines
    assert f"order-of-drug {WEIGHTS['order-of-drug']:+d}" in lines
    assert lines[-4:] == [
        "triggers: drug",
        "exemption: none",
        "strict: a claim",
        "balanced: a claim",
    ]
