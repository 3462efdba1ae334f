"""Which citation covers which unit, under each profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sphinx_claims.core.citing.forms import Confidence
from sphinx_claims.core.model import Citation, ClaimUnit, Kind, Page, Profile, State
from sphinx_claims.core.prose.reading import Reading

_ANAPHOR = re.compile(
    r"(?:they|it|its|their|these|those|he|she|both|"
    r"the (?:authors?|investigators|researchers|same|study|trial|team|latter|former)|"
    r"this|such|in (?:this|that|the same) (?:study|trial|work|series|cohort|analysis)|of these|"
    r"among (?:them|these))\b",
    re.IGNORECASE,
)
"""Openings of a sentence that goes on about what was just cited."""


def under_entries(page: Page, names: Mapping[str, str]) -> Page:
    """Return a page that cites entries by their own keys.

    :param names: other keys, to those of the entries
    """

    def renamed(cites: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(cite, key=names.get(cite.key, cite.key)) for cite in cites)

    if not names:
        return page
    units = (
        replace(
            unit,
            cites=renamed(unit.cites),
            cover=renamed(unit.cover),
            lead=renamed(unit.lead),
            premises=unit.premises and tuple(names.get(key, key) for key in unit.premises),
        )
        for unit in page.units
    )
    return replace(page, units=tuple(units))


def blocks_of(units: Sequence[ClaimUnit]) -> Iterator[tuple[range, range]]:
    """Yield where each block of some units stands, and where the rows of the table right above.

    Words below a table speak of its rows.
    """
    rows = range(0)
    doc: str | None = None
    for (page, _), group in groupby(
        enumerate(units), key=lambda one: (one[1].location.doc, one[1].block)
    ):
        held = [at for at, _ in group]
        block = range(held[0], held[-1] + 1)
        rows = rows if page == doc else range(0)
        doc = page
        yield block, rows
        if units[block.start].kind is Kind.TABLE_ROW:
            rows = range(rows.start if rows else block.start, block.stop)
        else:
            rows = range(0)


def support(
    position: int,
    block: Sequence[ClaimUnit],
    profile: Profile,
    reading: Reading,
    reach: int,
) -> State | None:
    """Return ``CITED`` or ``COVERED`` when a citation reaches a unit, else None.

    :param position: index of the unit among all units of its block
    :param reading: what the unit sounds like: a strong claim needs its citation beside it, under
        the profile ``balanced``
    :param reach: how many sentences a citation may stand away, under the profile ``balanced``
    """
    unit = block[position]
    if unit.cites:
        return State.CITED
    if unit.cover:
        return State.COVERED
    if profile is Profile.DRAFT and (unit.lead or any(other.cites for other in block)):
        return State.COVERED
    if profile is Profile.BALANCED and (unit.lead or _reached(position, block, reading, reach)):
        return State.COVERED
    return None


def _reached(position: int, block: Sequence[ClaimUnit], reading: Reading, reach: int) -> bool:
    beside = [block[index] for index in (position - 1, position + 1) if 0 <= index < len(block)]
    if any(_reaches_out(other) for other in beside):
        return True
    if _continues(position, block, reach):
        return True
    following = block[position + 1 : position + 1 + reach]
    return any(_reaches_out(other) for other in following) and not reading.triggers


def _reaches_out(unit: ClaimUnit) -> bool:
    """Tell whether a citation may be meant for a sentence beside its own.

    Numbered ones stand at each sentence that they are for, by custom.
    """
    return any(map(is_sure, unit.cites))


def goes_on(text: str) -> bool:
    """Tell whether a sentence opens as one that goes on about what was said just before."""
    return bool(_ANAPHOR.match(text))


def _continues(position: int, block: Sequence[ClaimUnit], reach: int) -> bool:
    """Tell whether a chain of sentences that go on about the one before leads to a cited one."""
    for step in range(reach):
        index = position - step
        if index < 0 or not goes_on(block[index].text):
            return False
        if index > 0 and block[index - 1].cites:
            return True
    return False


def keys_of(cites: Sequence[Citation]) -> tuple[str, ...]:
    """Return the keys of some citations, each once, in order; a number on its page is none."""
    return tuple(dict.fromkeys(cite.key for cite in cites if is_sure(cite)))


def is_sure(cite: Citation) -> bool:
    """Tell whether a citation names a key, which other pages may cite as well."""
    return cite.confidence is Confidence.SURE
