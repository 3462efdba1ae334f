"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_claims.core.baseline import compare, stale_defect, undecided_entries
from sphinx_claims.core.classify import STRONG, exemption_of, triggers_of
from sphinx_claims.core.model import (
    LOUDNESS,
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
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Context, Rule
from sphinx_claims.core.rules.presence import slug_for
from sphinx_claims.core.rules.suppression import STALE
from sphinx_claims.core.scope import support
from sphinx_claims.core.signals import explain, is_claim, register_of

_NO_BASELINE = Baseline()


def check_pages(
    pages: Iterable[Page],
    bibliography: Bibliography,
    policy: Policy,
    extra: Iterable[Defect] = (),
    baseline: Baseline = _NO_BASELINE,
) -> Report:
    """Judge every unit of every page; the result does not depend on the order of *pages*.

    :param extra: defects of files that could not be read as pages
    """
    pages, extra = tuple(pages), tuple(extra)
    judged = sorted((page for page in pages if policy.profile_for(page.doc) is not Profile.OFF), key=lambda page: page.doc)
    verdicts = tuple(verdict for page in judged for verdict in judge_page(page, policy))
    defects = (*bibliography.defects, *extra, *baseline.defects, *(defect for page in judged for defect in page.defects))
    context = Context(verdicts=verdicts, defects=defects, bibliography=bibliography)
    unsure = undecided_entries(baseline.entries, pages, extra, policy)
    held = compare(_findings(context, policy), baseline.entries, unsure)
    stale = replace(context, verdicts=(), defects=tuple(stale_defect(entry, baseline.source) for entry in held.stale))
    found = sorted((*held.reported, *_findings(stale, policy, (STALE,))), key=_order)
    return Report(profile=policy.profile, verdicts=verdicts, findings=tuple(found), baselined=held.baselined, stale=held.stale)


def judge_page(page: Page, policy: Policy) -> Iterator[Verdict]:
    """Give each unit of one page its state."""
    profile = policy.profile_for(page.doc)
    blocks: dict[int, list[ClaimUnit]] = defaultdict(list)
    for unit in page.units:
        blocks[unit.block].append(unit)
    manual = register_of(unit.text for unit in page.units) if profile is Profile.BALANCED else 0
    for block in blocks.values():
        for position in range(len(block)):
            yield _judge(position, block, profile, policy, manual)


def _judge(position: int, block: Sequence[ClaimUnit], profile: Profile, policy: Policy, manual: int) -> Verdict:
    unit = block[position]
    triggers = triggers_of(unit.text)
    state = support(position, block, profile, strong=not STRONG.isdisjoint(triggers), reach=policy.reach)
    reason = None
    if state is None and (name := exemption_of(unit, policy.exempt)):
        state, reason = State.EXEMPT, name
    marked = _mark_on(unit, triggers)
    if state is None and marked is not None and not marked.has_ended(policy.today):
        state, reason = State.SUPPRESSED, marked.reason
    if state is None and profile is Profile.BALANCED and not is_claim(unit.text, manual):
        state, reason = State.EXEMPT, "no-claim"
    if profile is Profile.BALANCED:
        triggers += tuple(f"{name}={weight:+d}" for name, weight in explain(unit.text, manual))
    expired = state is None and marked is not None
    return Verdict(unit=unit, state=state or State.UNCITED, reason=reason, triggers=triggers, profile=profile, expired=expired)


def _mark_on(unit: ClaimUnit, triggers: tuple[str, ...]) -> Suppression | None:
    """Return the suppression of a unit, unless it is for other rules than the one that would report the unit."""
    marked = unit.suppression
    if marked is None or not marked.rules:
        return marked
    slug = slug_for(Verdict(unit=unit, state=State.UNCITED, triggers=triggers))
    return marked if slug in marked.rules else None


def _findings(context: Context, policy: Policy, rules: Iterable[Rule] = ALL_RULES) -> list[Finding]:
    found = [
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
        if (severity := policy.severity_for(rule.code, rule.slug, rule.severity, hit.location.doc)) is not Severity.OFF
    ]
    return sorted(dict.fromkeys(found), key=_order)


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    place = finding.location
    return place.source, place.line, finding.code, finding.message, finding.excerpt
