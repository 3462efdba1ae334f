"""Kinds of outcomes: what a chart is of, and which facts of the ledger are of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from sphinx_claims.core.evidence.ledger import Fact


class Kind(StrEnum):
    """What a chart is of."""

    RESPONSE = "response"
    RELAPSE = "relapse"
    SURVIVAL = "survival"
    MORTALITY = "mortality"


NAMES: Mapping[Kind, str] = {
    Kind.RESPONSE: "Response or remission",
    Kind.RELAPSE: "Relapse or flare",
    Kind.SURVIVAL: "Survival",
    Kind.MORTALITY: "Treatment-related death",
}
SHORT_NAMES: Mapping[Kind, str] = {
    Kind.RESPONSE: "Response",
    Kind.RELAPSE: "Relapse",
    Kind.SURVIVAL: "Survival",
    Kind.MORTALITY: "Death by treatment",
}
"""For the heads of narrow columns."""
_KINDS: Sequence[tuple[Kind, re.Pattern[str]]] = (
    (
        Kind.MORTALITY,
        re.compile(
            r"\b(?:treatment|transplant|procedure)-related (?:death|mortality)|\bdeaths related "
            r"to the procedure"
            r"|\bnon-relapse mortality|\bdeaths from causes other than relapse"
        ),
    ),
    (Kind.RELAPSE, re.compile(r"\b(?:relapse|flare)\b")),
    (Kind.SURVIVAL, re.compile(r"^(?:overall )?survival\b")),
    (
        Kind.RESPONSE,
        re.compile(r"(?<!\bno )\b(?:response|remission)s?\b(?! survival)(?!.* among )"),
    ),
)
"""What an outcome says if it is of a kind; the first that fits."""


def kind_of(fact: Fact) -> Kind | None:
    """Return what a chart of this fact would be of.

    None if its number is no share of people, or of something else.
    """
    if share_of(fact) is None:
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(fact.outcome)), None)


def share_of(fact: Fact) -> Decimal | None:
    """Return what a fact says in percent, if it is a share."""
    if len(fact.value) != 1:
        return None
    if fact.unit == "%":
        return fact.value[0]
    return (
        100 * fact.count / fact.denominator
        if fact.unit == "people" and fact.count is not None and fact.denominator
        else None
    )
