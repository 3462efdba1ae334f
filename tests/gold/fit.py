"""Fit the weights of the signals on the development half of the gold set, and write them down.

Run it when the signals or the development half change; the other parts are read only to list the
sentences whose verdict flips. With ``--check`` nothing is written, and the exit status is 1 if the
weights that stand there are not those of the fit.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill

from sklearn.linear_model import LogisticRegression

from gold.score import PARTS, read, registers_of
from sphinx_claims.core.prose import weights as weights_module
from sphinx_claims.core.prose.reading import read_sentence
from sphinx_claims.core.prose.signals import SIGNALS
from sphinx_claims.core.prose.weights import MANUAL

PLACE = Path(str(weights_module.__file__))
STEPS = 8
"""How many steps of weight one unit of log-odds is rounded to."""
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
"""Weights that are not fitted.

An order with a drug or a dose is a claim whatever else it shows, and so are who made what in which
year, and what named authors did; what is marked as a question, a naming, a note, an opinion or an
aim is none, unless much speaks for it; an imagined case is none whatever drug is given in it. That
"you may feel" tells of symptoms is too rare in the set to be fitted.
"""
WRITTEN = 3
"""How often a sentence written for the set counts.

Few real documents hold all kinds of prose side by side.
"""


def fit() -> tuple[int, Mapping[str, int]]:
    """Return the base and the weight of each signal that has one."""
    items = read("dev")
    counts = [read_sentence(item["text"]).counts for item in items]
    model = LogisticRegression(C=0.3, max_iter=5000).fit(
        [[found.get(name, 0) for name in SIGNALS] for found in counts],
        [int(item["label"] == "claim") for item in items],
        sample_weight=[WRITTEN if item["source"].startswith("own") else 1 for item in items],
    )
    fitted = {
        name: FIXED.get(name) or round(float(weight) * STEPS)
        for name, weight in zip(SIGNALS, model.coef_[0], strict=True)
    }
    base = round(float(model.intercept_[0]) * STEPS) + LEAN
    return base, {name: weight for name, weight in sorted(fitted.items()) if weight}


def render(base: int, weights: Mapping[str, int]) -> str:
    """Return the module that holds the weights."""
    told = " ".join(f'"{signal}":_{weight},' for signal, weight in weights.items())
    table = fill(
        told, 98, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    ).replace(":_", ": ")
    return (
        '"""What each signal weighs; written by ``nox -s fit``, but for the last line."""\n\n'
        f"from __future__ import annotations\n\nBASE = {base}\nWEIGHTS: dict[str, int] = {{\n"
        f"{table}\n}}  # fmt: skip\nMANUAL = {MANUAL}\n"
        '"""What one step of the register of a page weighs.\n\n'
        "Set by hand, so that about 10 in 1,000 sentences of two large manuals are taken for "
        'claims.\n"""\n'
    )


def flips(base: int, weights: Mapping[str, int]) -> Iterator[str]:
    """Tell of each sentence of the gold set whose verdict the new weights turn."""
    for part in PARTS:
        items = read(part)
        registers = registers_of(items)
        for item in items:
            reading = read_sentence(item["text"], registers[item["source"]])
            sums = (weights.get(name, 0) * count for name, count in reading.counts.items())
            now = base + MANUAL * (reading.manual or 0) + sum(sums) > 0
            if reading.exemption is None and now is not reading.is_claim:
                right = "right" if now is (item["label"] == "claim") else "wrong"
                turned = "now a claim" if now else "no claim now"
                yield f"{part} {turned}, which is {right}: {item['text']}"


def main() -> int:
    """Fit; tell what flips, and write, or compare."""
    base, weights = fit()
    text = render(base, weights)
    same = text == PLACE.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        print(
            "the weights are those of the fit" if same else f"{PLACE.name} is not what fit writes"
        )
        return 0 if same else 1
    turned = list(flips(base, weights))
    print("\n".join(turned))
    right = sum(", which is right: " in line for line in turned)
    print(f"{len(turned)} verdicts turned, {right} of them to the right side")
    PLACE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
