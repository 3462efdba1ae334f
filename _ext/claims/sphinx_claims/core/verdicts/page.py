"""The units of one page to verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import zip_longest

from sphinx_claims.core.citing.works import told_in
from sphinx_claims.core.evidence.inference import is_founded
from sphinx_claims.core.genres import Genre, Treatment
from sphinx_claims.core.model import (
    ClaimUnit,
    Kind,
    Page,
    Profile,
    State,
    Suppression,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.exemptions import HYPOTHETICAL, SIGNPOST
from sphinx_claims.core.prose.labels import part_label
from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.reading import NO_CLAIM, Reading, register_of
from sphinx_claims.core.rules.presence import UNCHECKED, slug_for
from sphinx_claims.core.rules.reasoning import UNFOUNDED
from sphinx_claims.core.rules.suppression import EXPIRED
from sphinx_claims.core.scope import blocks_of, support
from sphinx_claims.core.verdicts.coverage import SUPPORTED


def judge_page(
    page: Page, policy: Policy, known: AbstractSet[str] = frozenset()
) -> Iterator[Verdict]:
    """Give each unit of one page its state.

    :param known: all keys of the bibliography
    """
    profile = policy.profile_for(page.doc)
    readings = read_page(page, policy)
    judged: list[Verdict] = []
    for block, above in blocks_of(page.units):
        told = [(page.units[at], readings[at]) for at in block]
        rows = [page.units[at] for at in above]
        judged += _with_pictures(_judge_block(told, rows, policy, profile, known))
    for verdict, behind in zip_longest(judged, judged[1:]):
        yield _as_signpost(verdict, behind)


def _with_pictures(block: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts of a paragraph; sentences that go on with a picture need no source."""
    picture = ""
    for verdict in block:
        goes_on = verdict.state is State.UNCITED and verdict.reading.pictures_on(picture)
        pictured = goes_on or verdict.reason == HYPOTHETICAL
        picture = f"{picture} {verdict.unit.text}" if pictured else ""
        yield (
            replace(verdict, state=State.EXEMPT, reason=HYPOTHETICAL, rule="")
            if goes_on
            else verdict
        )


def _as_signpost(verdict: Verdict, behind: Verdict | None) -> Verdict:
    """Return a verdict, of a sentence that only leads to a sourced one behind it that it may."""
    if verdict.state is not State.UNCITED or behind is None or behind.state not in SUPPORTED:
        return verdict
    if verdict.rule == UNFOUNDED or not verdict.reading.is_signpost:
        return verdict
    return replace(verdict, state=State.EXEMPT, reason=SIGNPOST, rule="")


def _judge_block(
    block: Sequence[tuple[ClaimUnit, Reading]],
    above: Sequence[ClaimUnit],
    policy: Policy,
    profile: Profile,
    known: AbstractSet[str],
) -> Iterator[Verdict]:
    """Give each unit of one paragraph or row its state.

    :param above: the rows of the table right above it
    """
    units = [unit for unit, _ in block]
    bare = not any(unit.cites or unit.cover or unit.lead for unit in units)
    for position, (unit, reading) in enumerate(block):
        state = None if bare else support(position, units, profile, reading, policy.reach)
        reason, rule = None, ""
        if _is_reasoning(unit):
            founded = is_founded(unit, [*above, *units])
            state, rule = (State.INFERRED, "") if founded else (State.UNCITED, UNFOUNDED)
        elif state is None:
            state, reason, rule = _judge_unsupported(unit, reading, policy, profile, known)
        yield Verdict(
            unit=unit, reading=reading, state=state, reason=reason, rule=rule, profile=profile
        )


def _is_reasoning(unit: ClaimUnit) -> bool:
    """Tell whether the author marks a unit as reasoning; a row of a table says more than that."""
    return unit.premises is not None and unit.kind is not Kind.TABLE_ROW


def _judge_unsupported(
    unit: ClaimUnit,
    reading: Reading,
    policy: Policy,
    profile: Profile,
    known: AbstractSet[str],
) -> tuple[State, str | None, str]:
    """Return the state of a unit that no citation reaches, why, and the rule that reports it."""
    state, reason = _judge(unit, reading, policy, profile)
    if state is not State.UNCITED:
        return state, reason, ""
    state, rule = _without_citation(unit, reading, known)
    return state, reason, rule


def read_page(page: Page, policy: Policy) -> list[Reading]:
    """Read each unit of a page, in order; the only place where sentences are read."""
    parted = [part_label(unit.sentence) for unit in page.units]
    words = [read_words(said) for _, said in parted]
    profile = policy.profile_for(page.doc)
    weighed = profile is Profile.BALANCED
    manual = register_of(words) if weighed else None
    return [
        Reading(
            text=said,
            words=found,
            label=label,
            manual=manual,
            allowed=policy.exempt,
            setting=unit.setting,
            scene=unit.scene,
            strict=profile is Profile.STRICT,
            skipped=_first_treated(unit, Treatment.SKIP, policy, profile),
            guarded=_first_treated(unit, Treatment.GUARD, policy, profile),
            worded=unit.kind is not Kind.TABLE_ROW,
            caption=unit.kind is Kind.CAPTION,
            defines=unit.kind is Kind.DEFINITION,
        )
        for unit, found, (label, said) in zip(page.units, words, parted, strict=True)
    ]


def _first_treated(
    unit: ClaimUnit, treatment: Treatment, policy: Policy, profile: Profile
) -> Genre | None:
    """Return the first genre of a unit that is treated so."""
    return next(
        (genre for genre in unit.genres if policy.treatment_of(genre, profile) is treatment), None
    )


def _judge(
    unit: ClaimUnit, reading: Reading, policy: Policy, profile: Profile
) -> tuple[State, str | None]:
    """Return the state of a unit that no citation reaches, and why."""
    unjudged = _unjudged(reading, profile)
    if unjudged and unit.suppression is None:
        return State.EXEMPT, unjudged
    if not reading.skipped and (name := reading.exemption):
        return State.EXEMPT, name
    if (reason := _reason_given(unit, reading, policy)) is not None:
        return State.SUPPRESSED, reason
    return (State.EXEMPT, unjudged) if unjudged else (State.UNCITED, None)


def _unjudged(reading: Reading, profile: Profile) -> str | None:
    """Return why a sentence is not looked at, whatever it holds."""
    if reading.skipped is None and profile is Profile.BALANCED and not reading.is_claim:
        return reading.place if reading.place in reading.allowed else NO_CLAIM
    return reading.skipped


def _reason_given(unit: ClaimUnit, reading: Reading, policy: Policy) -> str | None:
    """Return the reason that an author gives for a missing citation, while it holds."""
    marked = unit.suppression
    if marked is None or not _is_about(marked, unit, reading) or marked.has_ended(policy.today):
        return None
    return marked.reason


def _without_citation(
    unit: ClaimUnit, reading: Reading, known: AbstractSet[str]
) -> tuple[State, str]:
    """Return the state of a claim that no citation reaches, and the slug of the rule that says so.

    A mark that is about it can only have ended.
    """
    if unit.suppression and _is_about(unit.suppression, unit, reading):
        return State.UNCITED, EXPIRED
    if told_in(unit, known):
        return State.UNCHECKED, UNCHECKED
    return State.UNCITED, slug_for(unit, reading)


def _is_about(marked: Suppression, unit: ClaimUnit, reading: Reading) -> bool:
    """Tell whether a suppression is for the rule that would report the unit."""
    return not marked.rules or slug_for(unit, reading) in marked.rules
