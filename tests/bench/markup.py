"""How the time to read raw HTML grows with tags that nobody closed, as a ratio within one run.

Fails if four times the tags take more than eight times as long.
"""

from __future__ import annotations

import sys
import time

from sphinx_claims.core.prose.shown import shown_by

LIMIT = 8.0
FEW = 4_000
OPEN = ("<div ", '<a href="', "<p title='x' ", "<!-- ", "</p ", "<![CDATA[ ")


def measure(html: str) -> float:
    """Return the least processor time of three readings, in seconds."""
    times = []
    for _ in range(3):
        start = time.process_time()
        shown_by(html)
        times.append(time.process_time() - start)
    return min(times) + 1e-4


def main() -> int:
    """Measure, print and judge."""
    ratios = {
        f"{tag!r}{end}": measure(tag * FEW * 4 + end) / measure(tag * FEW + end)
        for tag in OPEN
        for end in ("", ">")
    }
    for name, ratio in ratios.items():
        print(f"{name:20} {ratio:5.1f} times for four times the tags")
    return int(max(ratios.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
