"""Family 6: the words of a sentence against the design and species of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sphinx_claims.core.evidence.ledger import Evidence
from sphinx_claims.core.evidence.wording import (
    adds_up,
    compares_arms,
    is_about_animals,
    recommends_on_one,
    species_not_said,
    species_of_another,
    too_strong,
    unmentioned_contradiction,
)
from sphinx_claims.core.model import ClaimUnit, Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on
from sphinx_claims.core.scope import goes_on, keys_of

_MILDER = ((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF))
_CONF = 'claims_ledger = "ledger.yaml"'
_Cited = tuple[Verdict, tuple[str, ...], tuple[Evidence, ...]]


def _judged(context: Context) -> Iterator[_Cited]:
    """Yield the units all of whose sources the ledger knows.

    One that it does not know may bear any words.
    """
    sources = context.ledger.sources
    for verdict in context.verdicts if sources else ():
        keys = tuple(sorted(keys_of((*verdict.unit.all_cites, *verdict.unit.lead))))
        if keys and sources.keys() >= set(keys) and verdict.state is not State.SUPPRESSED:
            yield verdict, keys, tuple(sources[key] for key in keys)


def _species_not_said(context: Context) -> Iterator[Hit]:
    before = {
        after.unit.id: one.unit
        for one, after in pairwise(context.verdicts)
        if _block(one) == _block(after)
    }
    for verdict, keys, cited in _judged(context):
        if (missing := species_not_said(verdict.unit.text, cited)) and not _is_set_in_animals(
            verdict, before
        ):
            yield hit_on(verdict, f"rests on studies of {missing} alone, and does not say so", keys)


def _is_set_in_animals(verdict: Verdict, before: Mapping[str, ClaimUnit]) -> bool:
    """Tell whether the heading names animals, or the sentence goes on about those just named."""
    unit = verdict.unit
    if verdict.profile is Profile.STRICT:
        return False
    last = before.get(unit.id)
    in_section = is_about_animals(unit.anchor.replace("-", " "), unit.text)
    return in_section or (
        last is not None and goes_on(unit.text) and is_about_animals(last.text, unit.text)
    )


def _block(verdict: Verdict) -> tuple[str | None, int]:
    return verdict.unit.location.doc, verdict.unit.block


def _species_of_another(context: Context) -> Iterator[Hit]:
    for verdict, keys, cited in _judged(context):
        if words := species_of_another(verdict.unit.text, cited):
            yield hit_on(
                verdict, f"says {words!r}, and every source studied people or their cells", keys
            )


def _too_strong(context: Context) -> Iterator[Hit]:
    for verdict, keys, cited in _judged(context):
        if words := too_strong(verdict.unit.text, cited):
            designs = ", ".join(dict.fromkeys(one.design.value for one in cited))
            message = (
                f"{words!r} is more than {designs} can show; 'was followed by' or 'is associated "
                "with' may fit"
            )
            yield hit_on(verdict, message, keys)


def _arms(context: Context) -> Iterator[Hit]:
    for verdict, keys, cited in _judged(context):
        if words := compares_arms(verdict.unit.text, cited):
            yield hit_on(verdict, f"{words!r} compares what no source compared", keys)


def _sums(context: Context) -> Iterator[Hit]:
    for verdict, keys, _ in _judged(context):
        if shared := adds_up(verdict.unit.text, keys, context.ledger):
            yield hit_on(
                verdict,
                f"adds up {', '.join(shared)}, which may have studied the same people",
                shared,
            )


def _one_study(context: Context) -> Iterator[Hit]:
    for verdict, keys, cited in _judged(context):
        if words := recommends_on_one(verdict.unit.text, cited):
            yield hit_on(
                verdict, f"{words!r} rests on one study alone ({cited[0].design.value})", keys
            )


def _opposites(context: Context) -> Iterator[Hit]:
    for verdict, keys, _ in _judged(context):
        if about := unmentioned_contradiction(verdict.unit.text, keys, context.ledger):
            yield hit_on(
                verdict, f"cites both sides and does not say that they disagree {about}", keys
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM603",
        slug="wording-stronger-than-design",
        summary="a sentence says more than studies of such a design can show",
        why="What followed a treatment need not have come from it: a study without a comparison "
        "cannot tell cause from course. "
        "Words such as 'cures' and 'proves' are more than any single study bears. What a "
        "sentence denies, doubts, quotes or "
        "reports as said by others is left alone.",
        bad="The cells improved survival {cite:p}`Key`.",
        good="Survival after the cells was high {cite:p}`Key`.",
        check=_too_strong,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf=_CONF,
    ),
    Rule(
        code="CLM604",
        slug="species-not-said",
        summary="a sentence rests on animals or cell cultures alone and does not say so",
        why="Readers take a sentence without a species to be about people. Under the profile "
        "`strict` the "
        "sentence itself names it; elsewhere the heading above may, or the sentence before if "
        "this one goes on about it.",
        bad="The cells slow kidney disease {cite:p}`Other`.",
        good="The cells slow kidney disease in mice {cite:p}`Other`.",
        check=_species_not_said,
        by_profile=_MILDER,
        conf=_CONF,
    ),
    Rule(
        code="CLM605",
        slug="recommendation-on-one-study",
        summary="a recommendation rests on one study alone",
        why="What to do is decided on all the evidence; a guideline or a review has weighed it.",
        bad="People with lupus should be given cells {cite:p}`Key`.",
        good="One study gave people with lupus cells {cite:p}`Key`.",
        check=_one_study,
        severity=Severity.NOTE,
        by_profile=((Profile.DRAFT, Severity.OFF),),
        conf=_CONF,
    ),
    Rule(
        code="CLM607",
        slug="contradiction-not-mentioned",
        summary="sources that found opposite things are cited together, and no word says so",
        why=(
            "A row of sources looks like agreement. The ledger lists under `contradictions` who "
            "disagrees with whom."
        ),
        bad="The cells work {cite:p}`Key, Other`.",
        good="Whether the cells work is contested {cite:p}`Key, Other`.",
        check=_opposites,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf=_CONF,
    ),
    Rule(
        code="CLM608",
        slug="species-of-another-study",
        summary="a sentence speaks of animals, and its sources studied people",
        why="One of the two is wrong: the words or the source.",
        bad="The cells slow kidney disease in mice {cite:p}`Key`.",
        good="The cells slow kidney disease in mice {cite:p}`Other`.",
        check=_species_of_another,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf=_CONF,
    ),
    Rule(
        code="CLM609",
        slug="arms-of-different-studies",
        summary=(
            "two therapies, or two studies without a control group, are compared though no "
            "source did"
        ),
        why=(
            "People in different studies differ in all that was chosen about them; only a trial "
            "with both arms compares."
        ),
        bad="MSCs are safer than HSCT {cite:p}`Key`.",
        good="No trial has compared MSCs with HSCT {cite:p}`Key`.",
        check=_arms,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf=_CONF,
    ),
    Rule(
        code="CLM610",
        slug="overlap-added-up",
        summary="numbers of sources are added up whose people may be the same",
        why=(
            "The ledger lists under `overlaps` which reports may share people: a sum counts "
            "these twice."
        ),
        bad="In total, both treated 40 people {cite:p}`Key{Abstract}, Other`.",
        good="Both treated 40 people, some perhaps twice {cite:p}`Key{Abstract}, Other`.",
        check=_sums,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf=_CONF,
    ),
)
