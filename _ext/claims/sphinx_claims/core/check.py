"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_claims.core.baseline import compare, stale_defect, undecided_entries
from sphinx_claims.core.evidence.status import NOTHING_RECORDED, Records
from sphinx_claims.core.model import (
    LOUDNESS,
    NO_CLAIM,
    Baseline,
    Bibliography,
    ClaimUnit,
    Defect,
    Finding,
    Page,
    Profile,
    Report,
    Severity,
    State,
    Suppression,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.classify import exemption_of, is_strong
from sphinx_claims.core.prose.signals import is_claim, register_of
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Context, Hit, Rule
from sphinx_claims.core.rules.presence import slug_for
from sphinx_claims.core.rules.suppression import EXPIRED, STALE
from sphinx_claims.core.scope import support

_NO_BASELINE = Baseline()


def check_pages(
    pages: Iterable[Page],
    bibliography: Bibliography,
    policy: Policy,
    extra: Iterable[Defect] = (),
    baseline: Baseline = _NO_BASELINE,
    *,
    records: Records = NOTHING_RECORDED,
    whole: bool = True,
) -> Report:
    """Judge every unit of every page; the result does not depend on the order of *pages*.

    :param extra: defects of files that could not be read as pages
    :param whole: whether the report holds the verdicts of all units, those too that no rule looks
        at
    """
    extra, defects = (
        tuple(extra),
        [*bibliography.defects, *records.defects, *extra, *baseline.defects],
    )
    kept: list[Page] = []
    judged: dict[str, tuple[Verdict, ...]] = {}
    sources: dict[str, str] = {}
    for page in pages:
        if baseline.entries:
            kept.append(page)
        if policy.profile_for(page.doc) is not Profile.OFF:
            judged[page.doc] = tuple(
                verdict
                for verdict in judge_page(page, policy)
                if whole or _matters(verdict, policy)
            )
            defects += page.defects
            sources[page.doc] = page.source
    verdicts = tuple(verdict for _, found in sorted(judged.items()) for verdict in found)
    context = Context(
        verdicts=verdicts,
        defects=tuple(defects),
        bibliography=bibliography,
        policy=policy,
        sources=sources,
        ledger=records.ledger,
        status=records.status,
        standings=records.standings(),
    )
    unsure = undecided_entries(baseline.entries, kept, extra, policy)
    held = compare(_findings(context, policy), baseline.entries, unsure)
    stale = replace(
        context,
        verdicts=(),
        defects=tuple(stale_defect(entry, baseline.source) for entry in held.stale),
    )
    found = sorted((*held.reported, *_findings(stale, policy, (STALE,))), key=_order)
    return Report(
        profile=policy.profile,
        verdicts=verdicts,
        findings=tuple(found),
        baselined=held.baselined,
        stale=held.stale,
        standings=context.standings,
    )


def _matters(verdict: Verdict, policy: Policy) -> bool:
    """Tell whether a rule looks at a unit: hardly ever at one that is no claim."""
    unit = verdict.unit
    return verdict.state is not State.EXEMPT or bool(
        unit.suppression or unit.links or unit.substitutions or policy.names
    )


def judge_page(page: Page, policy: Policy) -> Iterator[Verdict]:
    """Give each unit of one page its state."""
    profile = policy.profile_for(page.doc)
    blocks: dict[int, list[ClaimUnit]] = defaultdict(list)
    for unit in page.units:
        blocks[unit.block].append(unit)
    manual = register_of(unit.text for unit in page.units) if profile is Profile.BALANCED else 0
    for block in blocks.values():
        bare = not any(unit.cites or unit.cover or unit.lead for unit in block)
        for position, unit in enumerate(block):
            state = (
                None
                if bare
                else support(position, block, profile, is_strong=is_strong, reach=policy.reach)
            )
            reason = None
            if state is None:
                state, reason = _judge(unit, profile, policy, manual)
            rule = _rule_for(unit) if state is State.UNCITED else ""
            yield Verdict(
                unit=unit, state=state, reason=reason, rule=rule, profile=profile, manual=manual
            )


def _judge(
    unit: ClaimUnit, profile: Profile, policy: Policy, manual: int
) -> tuple[State, str | None]:
    """Return the state of a unit that no citation reaches, and why."""
    marked = unit.suppression
    if profile is Profile.BALANCED and marked is None and not is_claim(unit.sentence, manual):
        return State.EXEMPT, NO_CLAIM
    if name := exemption_of(unit, policy.exempt):
        return State.EXEMPT, name
    if marked is not None and _is_about(marked, unit) and not marked.has_ended(policy.today):
        return State.SUPPRESSED, marked.reason
    if profile is Profile.BALANCED and not is_claim(unit.sentence, manual):
        return State.EXEMPT, NO_CLAIM
    return State.UNCITED, None


def _rule_for(unit: ClaimUnit) -> str:
    """Return the slug of the rule that reports a unit without citation.

    A mark that is about it can only have ended.
    """
    return EXPIRED if unit.suppression and _is_about(unit.suppression, unit) else slug_for(unit)


def _is_about(marked: Suppression, unit: ClaimUnit) -> bool:
    """Tell whether a suppression is for the rule that would report the unit."""
    return not marked.rules or slug_for(unit) in marked.rules


def _findings(context: Context, policy: Policy, rules: Iterable[Rule] = ALL_RULES) -> list[Finding]:
    found = (
        Finding(
            code=rule.code,
            slug=rule.slug,
            severity=min(severity, hit.at_most, key=LOUDNESS.index) if hit.at_most else severity,
            location=hit.location,
            message=hit.message,
            excerpt=hit.excerpt,
            keys=hit.keys,
            text=hit.text,
        )
        for rule in rules
        for hit in rule.check(context)
        if (severity := _severity(rule, hit, policy)) is not Severity.OFF
    )
    unique: dict[tuple[str, int, str, str, str], Finding] = {}
    for finding in sorted(found, key=lambda finding: -LOUDNESS.index(finding.severity)):
        # a file that two documents include is one file to mend, as loudly as the stricter of them
        # asks
        unique.setdefault(_order(finding), finding)
    return [unique[order] for order in sorted(unique)]


def _severity(rule: Rule, hit: Hit, policy: Policy) -> Severity:
    doc = hit.location.doc
    default = rule.severity_under(policy.profile_for(doc) if doc else policy.profile)
    return policy.severity_for(rule.code, rule.slug, default, doc)


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    place = finding.location
    return place.source, place.line, finding.code, finding.message, finding.excerpt
