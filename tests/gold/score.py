"""How well the profile ``balanced`` tells claims from other prose.

Scores on the parts of the gold set.

Intervals are Wilson's, at 95 %, for precision and recall; for F1 they are percentiles of 2,000
resamples.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from math import sqrt
from pathlib import Path

from sphinx_claims.core.model import ClaimUnit, Kind, Location
from sphinx_claims.core.prose.classify import EXEMPTIONS, exemption_of
from sphinx_claims.core.prose.signals import is_claim, register_of

GOLD = Path(__file__).parents[2] / "docs" / "tools" / "claims" / "gold"
ALL = frozenset(EXEMPTIONS)
Pair = tuple[bool, bool]
"""What the checker says and what the label says."""


def judged(text: str, manual: int) -> bool:
    """Tell whether the profile ``balanced`` takes a sentence for a claim."""
    place = Location(doc="gold", source="gold", line=1)
    unit = ClaimUnit(
        id="", location=place, end_line=1, kind=Kind.SENTENCE, text=text, block=0, anchor=""
    )
    return exemption_of(unit, ALL) is None and is_claim(text, manual)


def read(half: str) -> list[dict[str, str]]:
    """Return the sentences of one part."""
    return [
        json.loads(line)
        for line in GOLD.joinpath(f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def pairs_by_register(items: list[dict[str, str]], seen: frozenset[str]) -> dict[str, list[Pair]]:
    """Return verdict and label of every sentence that was not seen before, by register."""
    documents = defaultdict(list)
    for item in items:
        documents[item["source"]].append(item["text"])
    manual = {
        source: 0 if source == "own" else register_of(texts) for source, texts in documents.items()
    }
    found = defaultdict(list)
    for item in (item for item in items if item["text"] not in seen):
        found[item["register"]].append(
            (judged(item["text"], manual[item["source"]]), item["label"] == "claim")
        )
    return found


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return middle - half, middle + half


def f1(pairs: list[Pair]) -> float:
    """Return the harmonic mean of precision and recall."""
    hits = sum(said and true for said, true in pairs)
    return 2 * hits / max(1, sum(said for said, _ in pairs) + sum(true for _, true in pairs))


def told(name: str, pairs: list[Pair]) -> str:
    """Return one line of scores."""
    hits, said, true = (
        sum(values) for values in zip(*((s and t, s, t) for s, t in pairs), strict=True)
    )
    draw = random.Random(1)
    spread = sorted(f1(draw.choices(pairs, k=len(pairs))) for _ in range(2000))
    low, high = spread[50], spread[1949]
    precision, recall = wilson(hits, said), wilson(hits, true)
    return (
        f"{name:12} n={len(pairs):4} claims={true:4} precision {hits / max(1, said):.2f} "
        f"({precision[0]:.2f}-{precision[1]:.2f}) "
        f"recall {hits / max(1, true):.2f} ({recall[0]:.2f}-{recall[1]:.2f}) F1 {f1(pairs):.2f} "
        f"({low:.2f}-{high:.2f}) "
        f"false alarms {said - hits} in {len(pairs)}"
    )


def main() -> None:
    """Print the scores of each part."""
    seen: frozenset[str] = frozenset()
    for half in ("dev", "test", "blind", "lessons", "written"):
        items = read(half)
        found = pairs_by_register(items, seen)
        seen |= {item["text"] for item in items}
        print(half)
        print(told("all", [pair for pairs in found.values() for pair in pairs]))
        for register, pairs in sorted(found.items()):
            print(told(register, pairs))


if __name__ == "__main__":
    main()
