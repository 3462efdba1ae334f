"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from sphinx_claims.core.baseline import compare, stale_defect, undecided_entries
from sphinx_claims.core.effective import (
    Unjudged,
    disarming_defects,
    held_defects,
    joined,
    parts_unjudged,
)
from sphinx_claims.core.evidence.status import NOTHING_RECORDED, Records
from sphinx_claims.core.model import (
    LOUDNESS,
    Baseline,
    Bibliography,
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
from sphinx_claims.core.rules.base import Context, Hit, Rule
from sphinx_claims.core.rules.suppression import HELD, STALE
from sphinx_claims.core.skips import Skip
from sphinx_claims.core.verdicts.page import judge_page

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
    extra = tuple(extra)
    judged = _Judged(policy=policy, known=bibliography.known, whole=whole)
    kept: list[Page] = []
    for page in pages:
        if baseline.entries:
            kept.append(page)
        judged.add(page)
    context = Context(
        verdicts=tuple(
            verdict for _, found in sorted(judged.verdicts.items()) for verdict in found
        ),
        defects=(
            *(*bibliography.defects, *records.defects, *extra, *baseline.defects),
            *judged.defects,
            *disarming_defects(policy, judged.unjudged),
        ),
        bibliography=bibliography,
        policy=policy,
        sources=judged.sources,
        ledger=records.ledger,
        status=records.status,
        standings=records.standings(),
    )
    unsure = undecided_entries(baseline.entries, kept, extra, policy)
    held = compare(_findings(context, policy), baseline.entries, unsure)
    stale = (stale_defect(entry, baseline.source) for entry in held.stale)
    about = replace(context, verdicts=(), defects=(*stale, *held_defects(baseline, held.baselined)))
    found = sorted((*held.reported, *_findings(about, policy, (STALE, HELD))), key=_order)
    return Report(
        profile=policy.profile,
        verdicts=context.verdicts,
        findings=tuple(found),
        baselined=held.baselined,
        stale=held.stale,
        skipped=tuple(sorted(judged.skipped, key=_place_of)),
        standings=context.standings,
        docs=tuple(sorted(judged.docs)),
        unjudged=judged.unjudged,
    )


@dataclass(kw_only=True)
class _Judged:
    """What the pages hold, in whatever order they come."""

    policy: Policy
    known: AbstractSet[str]
    """All keys of the bibliography."""
    whole: bool
    verdicts: dict[str, tuple[Verdict, ...]] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    """The file of each document that is judged."""
    docs: list[str] = field(default_factory=list)
    """Names of all documents."""
    parts: list[Unjudged] = field(default_factory=list)

    @property
    def unjudged(self) -> tuple[Unjudged, ...]:
        """What is not judged of them."""
        return joined(self.parts)

    def add(self, page: Page) -> None:
        """Judge one more page, if it is to be judged."""
        self.docs.append(page.doc)
        self.parts += parts_unjudged(page, self.policy)
        if self.policy.profile_for(page.doc) is Profile.OFF:
            return
        self.verdicts[page.doc] = tuple(
            verdict
            for verdict in judge_page(page, self.policy, self.known)
            if self.whole or _matters(verdict, self.policy)
        )
        self.defects += page.defects
        self.skipped += page.skipped if self.whole else ()
        self.sources[page.doc] = page.source


def _place_of(skip: Skip) -> tuple[str, str, int]:
    return skip.location.doc or "", skip.location.source, skip.location.line


def _matters(verdict: Verdict, policy: Policy) -> bool:
    """Tell whether a rule looks at a unit: hardly ever at one that is no claim."""
    unit = verdict.unit
    return verdict.state is not State.EXEMPT or bool(
        unit.suppression or unit.links or unit.substitutions or policy.names
    )


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
    if rule.always:
        return rule.severity
    doc = hit.location.doc
    default = rule.severity_under(policy.profile_for(doc) if doc else policy.profile)
    return policy.severity_for(rule.code, rule.slug, default, doc)


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    place = finding.location
    return place.source, place.line, finding.code, finding.message, finding.excerpt
