"""What it costs to read a ledger of 1,000 sources, as a ratio to parsing its YAML alone.

Prints it and judges nothing.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import yaml

from sphinx_claims.core.model import Location
from sphinx_claims.files.ledger import read_ledger

LEDGER = Path(__file__).parents[2] / "docs" / "evidence" / "ledger.yaml"
SOURCES = 1000
ROUNDS = 7


def enlarged(sources: int) -> str:
    """Return the module's ledger with its entries repeated under other keys."""
    whole = yaml.safe_load(LEDGER.read_text(encoding="utf-8"))
    entries = list(whole["sources"].items())
    repeated = {
        f"{entries[i % len(entries)][0]}x{i}": deepcopy(entries[i % len(entries)][1])
        for i in range(sources)
    }
    return yaml.safe_dump({"schema": 1, "sources": repeated}, allow_unicode=True, sort_keys=False)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work, in seconds."""
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    """Measure and print."""
    place = Location(doc=None, source="conf.py", line=1)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "ledger.yaml")
        path.write_text(enlarged(SOURCES), encoding="utf-8")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        ratios = []
        for _ in range(ROUNDS):
            ours = seconds(lambda: read_ledger(path, path.name, path.name, place))
            alone = seconds(lambda: yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 - a safe loader
            ratios.append(ours / alone)
        print(
            f"{SOURCES} sources: read and checked / parsed = {statistics.median(ratios):.2f} "
            f"(best {min(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
