"""Fit the weights of the signals on the development half of the gold set, and print them as source text.

Run by hand when the signals or the development half change; the test half is never read here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from sphinx_claims.core.signals import CAP, SIGNALS, counts_of, register_of

DEV = Path(__file__).parents[2] / "docs" / "checker" / "gold" / "dev.jsonl"
STEPS = 8
"""How many steps of weight one unit of log-odds is rounded to."""
MANUAL = -6
"""Weight of one step of register: set by hand, so that about 10 in 1,000 sentences of two large manuals are taken for claims."""
LEAN = 3
"""Added to the base: a missed claim costs a reader more than a false alarm costs an author."""


def rows(path: Path) -> tuple[list[list[int]], list[int]]:
    """Return a row of features and a label for each sentence; its register is that of its document."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = defaultdict(list)
    for item in items:
        documents[item["source"]].append(item["text"])
    manual = {source: 0 if source == "own" else register_of(texts) for source, texts in documents.items()}
    table = []
    for item in items:
        counts = counts_of(item["text"])
        table.append([*(min(counts.get(name, 0), CAP) for name in SIGNALS), manual[item["source"]]])
    return table, [int(item["label"] == "claim") for item in items]


def main() -> None:
    """Fit and print."""
    features, labels = rows(DEV)
    model = LogisticRegression(C=0.3, max_iter=5000).fit(features, labels)
    weights = [round(float(weight) * STEPS) for weight in model.coef_[0]]
    print(f"BASE = {round(float(model.intercept_[0]) * STEPS) + LEAN}")
    print("WEIGHTS: dict[str, int] = {")
    for signal, weight in zip(SIGNALS, weights, strict=False):
        if weight:
            print(f'    "{signal}": {weight},')
    print("}")
    print(f"MANUAL = {MANUAL}")


if __name__ == "__main__":
    main()
