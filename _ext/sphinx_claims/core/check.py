"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sphinx_claims.core.classify import exemption_of, is_strong
from sphinx_claims.core.model import (
    LOUDNESS,
    NO_CLAIM,
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
from sphinx_claims.core.signals import is_claim, register_of


def check_pages(pages: Iterable[Page], bibliography: Bibliography, policy: Policy, extra: Iterable[Defect] = ()) -> Report:
    """Judge every unit of every page; the result does not depend on the order of *pages*.

    :param extra: defects that belong to no page and no bibliography
    """
    judged = sorted((page for page in pages if policy.profile_for(page.doc) is not Profile.OFF), key=lambda page: page.doc)
    verdicts = tuple(verdict for page in judged for verdict in judge_page(page, policy))
    defects = (*bibliography.defects, *extra, *(defect for page in judged for defect in page.defects))
    context = Context(verdicts=verdicts, defects=defects, bibliography=bibliography)
    return Report(profile=policy.profile, verdicts=verdicts, findings=tuple(_findings(context, policy)))


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
            state = None if bare else support(position, block, profile, is_strong=is_strong, reach=policy.reach)
            reason = None
            if state is None:
                state, reason = _judge(unit, profile, policy, manual)
            yield Verdict(unit=unit, state=state, reason=reason, profile=profile, manual=manual)


def _judge(unit: ClaimUnit, profile: Profile, policy: Policy, manual: int) -> tuple[State, str | None]:
    """Return the state of a unit that no citation reaches, and why."""
    if profile is Profile.BALANCED and not is_claim(unit.text, manual) and unit.suppression is None:
        return State.EXEMPT, NO_CLAIM
    if name := exemption_of(unit, policy.exempt):
        return State.EXEMPT, name
    if unit.suppression is not None:
        return State.SUPPRESSED, unit.suppression.reason
    return State.UNCITED, None


def _findings(context: Context, policy: Policy) -> list[Finding]:
    found = [
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
    ]
    return sorted(dict.fromkeys(found), key=_order)


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    place = finding.location
    return place.source, place.line, finding.code, finding.message, finding.excerpt
