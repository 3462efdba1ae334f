"""How well the profile ``balanced`` tells claims from other prose: scores on parts of the gold set.

Intervals are Wilson's, at 95 %, for precision and recall; for F1 they are percentiles of 2,000
resamples. ``--write`` puts the tables into the page of the manual that publishes them.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.reading import read_sentence, register_of
from sphinx_claims.showing.charts.intervals import wilson

PAGE = Path(__file__).parents[2] / "docs" / "tools" / "claims" / "classifier.md"
GOLD = PAGE.parent / "gold"
PARTS = ("dev", "test", "blind", "lessons", "written")
"""The development half, then the tests in the order in which they were made."""
REGISTERS = {
    "biomedical": "biomedical",
    "patient": "for patients",
    "teaching": "teaching",
    "software": "software",
}
"""Registers to what the tables call them."""
HEAD = "| Register | Sentences | Claims | Precision | Recall | F1 |\n|---|--:|--:|---|---|---|\n"
Pair = tuple[bool, bool]
"""What the checker says and what the label says."""
Item = Mapping[str, str]


def read(part: str) -> list[dict[str, str]]:
    """Return the sentences of one part."""
    lines = GOLD.joinpath(f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def registers_of(items: Sequence[Item]) -> dict[str, int]:
    """Return how much each document reads like a software manual."""
    documents = defaultdict(list)
    for item in items:
        documents[item["source"]].append(read_words(item["text"]))
    return {
        source: 0 if source == "own" else register_of(told) for source, told in documents.items()
    }


def judged(text: str, manual: int) -> bool:
    """Tell whether the profile ``balanced`` takes a sentence for a claim."""
    reading = read_sentence(text, manual)
    return reading.exemption is None and reading.is_claim


def pairs_by_register(items: Sequence[Item], seen: frozenset[str]) -> dict[str, list[Pair]]:
    """Return verdict and label of every sentence that was not seen before, by register."""
    manual = registers_of(items)
    found = defaultdict(list)
    for item in (item for item in items if item["text"] not in seen):
        pair = judged(item["text"], manual[item["source"]]), item["label"] == "claim"
        found[item["register"]].append(pair)
    return found


def f1(pairs: Sequence[Pair]) -> float:
    """Return the harmonic mean of precision and recall."""
    hits = sum(said and true for said, true in pairs)
    return 2 * hits / max(1, sum(said for said, _ in pairs) + sum(true for _, true in pairs))


def row(name: str, pairs: Sequence[Pair]) -> str:
    """Return one row of a table of scores."""
    hits, said, true = (
        sum(values) for values in zip(*((s and t, s, t) for s, t in pairs), strict=True)
    )
    draw = random.Random(1)
    spread = sorted(f1(draw.choices(pairs, k=len(pairs))) for _ in range(2000))
    cells = (
        name,
        f"{len(pairs)}",
        f"{true}",
        _share(hits, said),
        _share(hits, true),
        f"{f1(pairs):.2f} ({spread[50]:.2f}–{spread[1949]:.2f})",
    )
    return f"| {' | '.join(cells)} |\n"


def _share(hits: int, total: int) -> str:
    if not total:
        return "none"
    low, high = wilson(hits, total)
    return f"{hits / total:.2f} ({low / 100:.2f}–{high / 100:.2f})"


def tables() -> Iterator[tuple[str, str]]:
    """Yield each part with its table."""
    seen: frozenset[str] = frozenset()
    for part in PARTS:
        items = read(part)
        found = pairs_by_register(items, seen)
        seen |= {item["text"] for item in items}
        rows = [row("all", [pair for pairs in found.values() for pair in pairs])]
        named = ((REGISTERS[name], found[name]) for name in REGISTERS if name in found)
        parted = [row(name, pairs) for name, pairs in named]
        yield part, HEAD + "".join(parted if len(parted) == 1 else rows + parted)


def publish(text: str, shown: Mapping[str, str]) -> str:
    """Return the page with its tables renewed; each follows a comment that names its part."""

    def renew(found: re.Match[str]) -> str:
        return f"{found['mark']}{shown[found['part']]}"

    return re.sub(
        r"(?P<mark>^% scores: (?P<part>\w+)\n\n)(?:\|.*\n)*", renew, text, flags=re.MULTILINE
    )


def main() -> int:
    """Print the tables, write them, or compare."""
    shown = dict(tables())
    text = PAGE.read_text(encoding="utf-8")
    renewed = publish(text, shown)
    if "--write" in sys.argv:
        PAGE.write_text(renewed, encoding="utf-8")
    if "--check" in sys.argv and renewed != text:
        print(f"the tables of {PAGE.name} are not the scores of the code")
        return 1
    for part, table in shown.items():
        print(f"{part}\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
