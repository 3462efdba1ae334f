"""What charts ask of the ledger, and what is said of a name that it does not have."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from sphinx_claims.core.evidence.ledger import Evidence, Fact, Ledger


class ChartError(ValueError):
    """Facts that cannot stand in one chart."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = tuple(complaints)


def find_evidence(ledger: Ledger, key: str) -> Evidence:
    """Return what is recorded of a source.

    Raises :exc:`ChartError` if there is none of that name.
    """
    if (evidence := ledger.sources.get(key)) is None:
        raise ChartError([f"the ledger has no source {key!r}{_nearest(key, list(ledger.sources))}"])
    return evidence


def find_fact(ledger: Ledger, name: str) -> tuple[Evidence, Fact]:
    """Return the fact called ``Source.fact`` with its source.

    Raises :exc:`ChartError` if there is none of that name.
    """
    key, _, wanted = name.partition(".")
    evidence = find_evidence(ledger, key)
    fact = next((fact for fact in evidence.facts if fact.id == wanted), None)
    if fact is None:
        raise ChartError(
            [
                f"{key} has no fact "
                f"{wanted!r}{_nearest(wanted, [fact.id for fact in evidence.facts])}"
            ]
        )
    return evidence, fact


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 3, 0.5)
    return f"; nearest are {', '.join(close)}" if close else ""


def overlapping(ledger: Ledger, key: str, shown: Sequence[str]) -> tuple[str, ...]:
    """Return which of some other sources may have studied the same people."""
    near = {
        other for overlap in ledger.overlaps if key in overlap.sources for other in overlap.sources
    }
    return tuple(other for other in dict.fromkeys(shown) if other in near and other != key)
