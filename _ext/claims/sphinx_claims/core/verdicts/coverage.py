"""How many claims each document makes, and how many of them have a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_claims.core.model import UNSUPPORTED, State, Verdict

SUPPORTED = frozenset({State.CITED, State.COVERED, State.INFERRED})
"""States of a claim that has a source, or reasons from some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many claims a document makes, and how many of them have a source."""

    supported: int
    claims: int


def coverage_by_page(verdicts: Iterable[Verdict]) -> dict[str, Coverage]:
    """Return the coverage of every document that makes a claim."""
    supported: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.state in SUPPORTED or verdict.state in UNSUPPORTED:
            doc = verdict.unit.location.doc or ""
            claims[doc] += 1
            supported[doc] += verdict.state in SUPPORTED
    return {
        doc: Coverage(supported=supported[doc], claims=number)
        for doc, number in sorted(claims.items())
    }
