"""Signals made of two words of some classes, one soon after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A word of one class, soon followed by a word of another."""

    name: str
    first: str
    then: str
    gap: int = 0
    """How many words may stand between them."""


PAIRS: tuple[Pair, ...] = (
    Pair(name="quantity", first="number", then="unit"),
    Pair(name="known-fact", first="approximately", then="number"),
    Pair(name="known-fact", first="approximately", then="share"),
    Pair(name="inquiry-reports", first="inquiry", then="reported", gap=3),
    Pair(name="authority", first="inquiry", then="reported", gap=1),
    Pair(name="passive-finding", first="was", then="passive", gap=1),
    Pair(name="order-of-drug", first="order", then="drug", gap=8),
    Pair(name="order-of-dose", first="order", then="dose", gap=8),
    Pair(name="figure-shows", first="figure", then="reported", gap=3),
    Pair(name="own-document", first="this", then="document-word", gap=2),
    Pair(name="in-part", first="place-word", then="part", gap=1),
    Pair(name="opinion", first="first-person", then="opine", gap=3),
    Pair(name="see-a-carer", first="contact", then="carer", gap=4),
    Pair(name="see-figure", first="shown-in", then="figure", gap=1),
    Pair(name="own-methods", first="was", then="method", gap=1),
    Pair(name="history", first="made", then="year", gap=6),
)
ENDS: Mapping[str, tuple[Pair, ...]] = {
    name: tuple(pair for pair in PAIRS if pair.then == name)
    for name in {pair.then for pair in PAIRS}
}
"""Class of the second word to the pairs that it ends."""
STARTS = frozenset(pair.first for pair in PAIRS)
"""Classes of the first words."""
