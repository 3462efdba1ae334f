"""Intervals of shares that no source prints."""

from __future__ import annotations

from functools import cache


@cache
def wilson(count: int, whole: int) -> tuple[float, float]:
    """Return the ends of Wilson's 95 % interval of a share, in percent."""
    from scipy.stats import binomtest  # noqa: PLC0415 - takes a second; most builds read no chart

    interval = binomtest(count, whole).proportion_ci(confidence_level=0.95, method="wilson")
    return 100 * float(interval.low), 100 * float(interval.high)
