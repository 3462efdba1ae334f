"""Which citation covers which unit, under each profile."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_claims.core.model import Citation, ClaimUnit, Profile, State


def support(unit: ClaimUnit, block: Sequence[ClaimUnit], profile: Profile) -> State | None:
    """Return ``CITED`` or ``COVERED`` when a citation reaches the unit, else None.

    :param block: all units of the unit's block, the unit included
    """
    if unit.cites:
        return State.CITED
    if unit.cover:
        return State.COVERED
    if profile is Profile.DRAFT and any(other.cites for other in block):
        return State.COVERED
    return None


def keys_of(cites: Sequence[Citation]) -> tuple[str, ...]:
    """Return the keys of some citations, each once, in order."""
    return tuple(dict.fromkeys(cite.key for cite in cites))
