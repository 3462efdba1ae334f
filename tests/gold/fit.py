"""Fit the weights of the signals on the development half of the gold set, and print them.

Run by hand when the signals or the development half change; the test half is never read here.
"""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import fill

from sklearn.linear_model import LogisticRegression

from sphinx_claims.core.prose.signals import SIGNALS, counts_of

DEV = Path(__file__).parents[2] / "docs" / "tools" / "claims" / "gold" / "dev.jsonl"
STEPS = 8
"""How many steps of weight one unit of log-odds is rounded to."""
MANUAL = -5
"""Weight of one step of register: set by hand, so that about 10 in 1,000 sentences of two large
manuals are taken for claims."""
LEAN = 3
"""Added to the base: a missed claim costs a reader more than a false alarm costs an author."""
FIXED = {
    **dict.fromkeys(("order-of-drug", "order-of-dose"), 30),
    **dict.fromkeys(("stem", "we-call", "author-note"), -20),
    **dict.fromkeys(("stipulated", "view"), -15),
    "aim": -12,
    "authors": 15,
    "history": 25,
    "symptom": 8,
    "imagined": -40,
}
"""Weights that are not fitted: an order with a drug or a dose is a claim whatever else it shows,
and so are who made what in which year, and what named authors did; what is marked as a question,
a naming, a note, an opinion or an aim is none, unless much speaks for it; an imagined case is
none whatever drug is given in it. That "you may feel" tells of symptoms is too rare in the set
to be fitted."""
WRITTEN = 3
"""How often a sentence written for the set counts: few real documents hold all kinds of prose
side by side."""


def rows(path: Path) -> tuple[list[list[int]], list[int], list[int]]:
    """Return a row of features, a label and what it counts for each sentence."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    counts = [counts_of(item["text"]) for item in items]
    table = [[found.get(name, 0) for name in SIGNALS] for found in counts]
    counting = [WRITTEN if item["source"].startswith("own") else 1 for item in items]
    return table, [int(item["label"] == "claim") for item in items], counting


def main() -> None:
    """Fit and print."""
    features, labels, counting = rows(DEV)
    model = LogisticRegression(C=0.3, max_iter=5000).fit(features, labels, sample_weight=counting)
    weights = {
        name: FIXED.get(name) or round(float(weight) * STEPS)
        for name, weight in zip(SIGNALS, model.coef_[0], strict=True)
    }
    print(
        '"""What each signal weighs; printed by ``tests/gold/fit.py``."""\n\nfrom __future__ '
        "import annotations\n"
    )
    print(
        f"BASE = {round(float(model.intercept_[0]) * STEPS) + LEAN}\nWEIGHTS: dict[str, int] = {{"
    )
    told = " ".join(
        f'"{signal}":_{weight},' for signal, weight in sorted(weights.items()) if weight
    )
    print(
        fill(
            told, 130, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
        ).replace("_", " ")
    )
    print(
        f'}}  # fmt: skip\nMANUAL = {MANUAL}\n"""What one step of the register of a page weighs."""'
    )


if __name__ == "__main__":
    main()
