"""Family 7.

What authors declare to be no claim, and what a project has accepted for the time being.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Location, Severity, State, Suppression
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects

EXPIRED = "expired-suppression"
"""Slug of the rule that reports a unit whose suppression has ended."""

_OPTIONS = re.compile(r"(?:(?:^|\s+)[a-z]+=\S*)+$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_DATE = re.compile(r"\buntil\W+\d{4}-\d\d-\d\d$")


def parse_mark(text: str) -> tuple[Suppression, str]:
    """Return what the text of an ``uncited`` role says, and what is malformed in it."""
    text = " ".join(text.split())
    options = found[0].split() if (found := _OPTIONS.search(text)) else []
    reason = text[: found.start()] if found else text
    if bare := _BARE_DATE.search(reason):
        return Suppression(
            reason=reason
        ), f"{bare[0]!r} ends nothing; it is written until=YYYY-MM-DD"
    if not options:
        return Suppression(reason=reason), ""
    name, _, value = options[-1].partition("=")
    if name != "until" or len(options) > 1:
        return Suppression(reason=reason), f"unknown option {' '.join(options)!r}"
    try:
        return Suppression(reason=reason, until=parse_date(value)), ""
    except ValueError as error:
        return Suppression(reason=reason), str(error)


def parse_date(text: str) -> date:
    """Return the date that is written YYYY-MM-DD; raises ``ValueError`` with what was seen."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"until {text!r} is no date YYYY-MM-DD")


def _reasonless(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        if (marked := verdict.unit.suppression) is not None and not marked.reason:
            message = "'uncited' gives no reason"
            yield (
                Hit(location=marked.block, message=message)
                if marked.block
                else hit_on(verdict, message)
            )


def _expired(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        if verdict.rule == EXPIRED and (marked := verdict.unit.suppression):
            message = f"'uncited' ended with {marked.until}"
            yield (
                Hit(location=marked.block, message=message)
                if marked.block
                else hit_on(verdict, message)
            )


def _unused(context: Context) -> Iterator[Hit]:
    used: dict[Location, bool] = {}
    for verdict in context.verdicts:
        marked, needed = (
            verdict.unit.suppression,
            verdict.state is State.SUPPRESSED or verdict.rule == EXPIRED,
        )
        if marked is None or not marked.reason:
            continue
        if marked.block is not None:
            used[marked.block] = used.get(marked.block, False) or needed
        elif not needed:
            yield hit_on(
                verdict, f"'uncited' hides nothing here: the unit is {verdict.state.value} anyway"
            )
    for block, needed in used.items():
        if not needed:
            yield Hit(location=block, message="'uncited' hides nothing in its body")
    yield from hits_for_defects(DefectKind.UNUSED_SUPPRESSION)(context)


STALE = Rule(
    code="CLM705",
    slug="stale-baseline-entry",
    summary="an entry of the baseline file matches no finding any more",
    why=(
        "The sentence was mended, changed or taken out; left in the file, the entry would hide "
        "the next one like it."
    ),
    bad="",
    good="",
    check=hits_for_defects(DefectKind.STALE_BASELINE_ENTRY),
    severity=Severity.NOTE,
)

HELD = Rule(
    code="CLM707",
    slug="held-findings",
    summary="the baseline file holds findings that are not reported",
    why="Whoever reads that nothing was found must see what was found and is lived with.",
    bad="",
    good="",
    check=hits_for_defects(DefectKind.HELD_FINDINGS),
    severity=Severity.NOTE,
    always=True,
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM701",
        slug="suppression-without-reason",
        summary="an uncited mark gives no reason",
        why="Readers see every suppression with its reason; a bare one is a hole in the wall.",
        bad="Cells are small {uncited}` `.",
        good="Cells are small {uncited}`common knowledge`.",
        check=_reasonless,
    ),
    Rule(
        code="CLM702",
        slug="malformed-suppression",
        summary="an uncited mark has an option, a date or a rule that nobody knows",
        why=(
            "An end date that cannot be read never comes; the mark holds without it until it is "
            "mended."
        ),
        bad="Cells are small {uncited}`to be sourced until=soon`.",
        good="Cells are small {uncited}`to be sourced until=2999-12-31`.",
        check=hits_for_defects(DefectKind.MALFORMED_SUPPRESSION),
    ),
    Rule(
        code="CLM703",
        slug="unused-suppression",
        summary="an uncited mark hides nothing",
        why="A suppression that is no longer needed hides the next mistake.",
        bad="Cells are small {cite:p}`Key` {uncited}`common knowledge`.",
        good="Cells are small {cite:p}`Key`.",
        check=_unused,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM704",
        slug=EXPIRED,
        summary="the last day of an uncited mark has passed",
        why=(
            "The date was a promise; it stands in for the finding that the sentence has no "
            "citation."
        ),
        bad="Cells are small {uncited}`to be sourced until=2020-01-31`.",
        good="Cells are small {cite:p}`Key`.",
        check=_expired,
    ),
    STALE,
    Rule(
        code="CLM706",
        slug="unusable-baseline",
        summary="the baseline file is missing, malformed or in the way",
        why=(
            "Nothing is hidden while the file cannot be read, and nothing is written over what "
            "stands in it."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.UNUSABLE_BASELINE),
    ),
    HELD,
)
