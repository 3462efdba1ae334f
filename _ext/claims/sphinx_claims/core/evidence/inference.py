"""Reasoning of the author's own: what it rests on, and what it must not bring in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from sphinx_claims.core.evidence.quantities import quantities_in, without_names
from sphinx_claims.core.model import ClaimUnit
from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.triggers import stakes_of
from sphinx_claims.core.scope import keys_of

_DRUG = "drug"
_KNOWN_STUDY = re.compile(
    r"\b(?:this|that|these|those|the|such|so \w+|neither|no|both|its) (?:an? )?(?:\w+ )?"
    r"(?:stud(?:y|ies)|trials?|papers?|series|work|data|registr(?:y|ies)|experiments?)\b",
    re.IGNORECASE,
)
"""A study that the sentences around have named, or none."""
_STUDIES, _CURE = "authority", "cure"


def missing_premises(unit: ClaimUnit, block: Iterable[ClaimUnit]) -> tuple[str, ...]:
    """Return the premises of a unit that no sentence of its paragraph cites."""
    cited = {key for other in block for key in keys_of(other.all_cites)}
    return tuple(key for key in unit.premises or () if key not in cited)


def is_founded(unit: ClaimUnit, block: Sequence[ClaimUnit]) -> bool:
    """Tell whether a unit is marked as reasoning whose premises its paragraph cites."""
    return bool(unit.premises) and not missing_premises(unit, block)


def overreach_of(
    unit: ClaimUnit, block: Iterable[ClaimUnit], printed: Iterable[str], triggers: Iterable[str]
) -> list[str]:
    """Return what a unit brings in that the cited sentences of its paragraph do not hold.

    :param printed: numbers in it that the ledger printed
    :param triggers: what makes the unit look like a claim
    """
    told = " ".join(other.text for other in block if other is not unit and other.all_cites)
    numbers = _beyond(_numbers_in(unit.text), {*printed, *_numbers_in(told)})
    drugs = _beyond(_drugs_in(unit.text), _drugs_in(told))
    brought = {
        f"the number {numbers}": numbers,
        f"the drug {drugs}": drugs,
        "studies that it does not name": _STUDIES in triggers
        and not _KNOWN_STUDY.search(unit.text),
        "a cure": _cures(unit.text) and not _cures(told),
    }
    return [what for what, holds in brought.items() if holds]


def _beyond(told: Iterable[str], known: Collection[str]) -> str:
    return ", ".join(dict.fromkeys(one for one in told if one not in known))


def _numbers_in(text: str) -> list[str]:
    return [str(one.value) for one in quantities_in(without_names(text))]


def _drugs_in(text: str) -> list[str]:
    return [word.plain for word in read_words(text) if _DRUG in word.classes]


def _cures(text: str) -> bool:
    return _CURE in stakes_of(text, ())
