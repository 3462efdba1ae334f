"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sphinx_claims.core.classify import STRONG, exemption_of, triggers_of
from sphinx_claims.core.model import (
    LOUDNESS,
    Bibliography,
    ClaimUnit,
    Defect,
    Finding,
    Page,
    Profile,
    Report,
    Severity,
    State,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Context
from sphinx_claims.core.scope import support
from sphinx_claims.core.signals import explain, is_claim, register_of


def check_pages(pages: Iterable[Page], bibliography: Bibliography, policy: Policy, extra: Iterable[Defect] = ()) -> Report:
    """Judge every unit of every page; the result does not depend on the order of *pages*.

    :param extra: defects that belong to no page and no bibliography
    """
    judged = sorted((page for page in pages if policy.profile_for(page.doc) is not Profile.OFF), key=lambda page: page.doc)
    verdicts = tuple(verdict for page in judged for verdict in judge_page(page, policy))
    defects = (*bibliography.defects, *extra, *(defect for page in judged for defect in page.defects))
    context = Context(verdicts=verdicts, defects=defects, bibliography=bibliography, pages=tuple(judged), policy=policy)
    return Report(profile=policy.profile, verdicts=verdicts, findings=tuple(_findings(context, policy)))


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
    if state is None and unit.suppression is not None:
        state, reason = State.SUPPRESSED, unit.suppression.reason
    if state is None and profile is Profile.BALANCED and not is_claim(unit.text, manual):
        state, reason = State.EXEMPT, "no-claim"
    if profile is Profile.BALANCED:
        triggers += tuple(f"{name}={weight:+d}" for name, weight in explain(unit.text, manual))
    return Verdict(unit=unit, state=state or State.UNCITED, reason=reason, triggers=triggers, profile=profile)


def _findings(context: Context, policy: Policy) -> list[Finding]:
    found = (
        Finding(
            code=rule.code,
            slug=rule.slug,
            severity=min(severity, hit.at_most, key=LOUDNESS.index) if hit.at_most else severity,
            location=hit.location,
            message=hit.message,
            excerpt=hit.excerpt,
            keys=hit.keys,
        )
        for rule in ALL_RULES
        if (severity := policy.severity_for(rule.code, rule.slug, rule.severity)) is not Severity.OFF
        for hit in rule.check(context)
    )
    unique: dict[tuple[str, int, str, str, str], Finding] = {}
    for finding in sorted(found, key=lambda finding: -LOUDNESS.index(finding.severity)):
        # a file that two documents include is one file to mend, as loudly as the stricter of them asks
        unique.setdefault(_order(finding), finding)
    return [unique[order] for order in sorted(unique)]


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    place = finding.location
    return place.source, place.line, finding.code, finding.message, finding.excerpt
