"""Intervals of shares that no source prints."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


def wilson(count: int, whole: int) -> tuple[float, float]:
    """Return the ends of Wilson's 95 % interval of a share, in percent.

    Wilson's score interval without continuity correction (J Am Stat Assoc 1927;22:209).

    :raises ZeroDivisionError: *whole* is nought
    """
    share, spread = count / whole, _Z * _Z / whole
    middle = share + spread / 2
    half = _Z * sqrt(share * (1 - share) / whole + spread / whole / 4)
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return 100 * max(low, 0.0), 100 * min(high, 1.0)
