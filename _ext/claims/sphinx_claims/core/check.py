"""Pages, sources and policy in; verdicts and sorted findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from sphinx_claims.core.baseline import compare, stale_defect, undecided_entries
from sphinx_claims.core.citing.works import told_in
from sphinx_claims.core.effective import (
    Unjudged,
    disarming_defects,
    held_defects,
    joined,
    parts_unjudged,
)
from sphinx_claims.core.evidence.inference import is_founded
from sphinx_claims.core.evidence.status import NOTHING_RECORDED, Records
from sphinx_claims.core.genres import Genre, Treatment
from sphinx_claims.core.model import (
    LOUDNESS,
    Baseline,
    Bibliography,
    ClaimUnit,
    Defect,
    Finding,
    Kind,
    Page,
    Profile,
    Report,
    Severity,
    State,
    Suppression,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.labels import part_label
from sphinx_claims.core.prose.lexicon import read_words
from sphinx_claims.core.prose.reading import NO_CLAIM, Reading, register_of
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Context, Hit, Rule
from sphinx_claims.core.rules.presence import UNCHECKED, slug_for
from sphinx_claims.core.rules.reasoning import UNFOUNDED
from sphinx_claims.core.rules.suppression import EXPIRED, HELD, STALE
from sphinx_claims.core.scope import support
from sphinx_claims.core.skips import Skip

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


def judge_page(
    page: Page, policy: Policy, known: AbstractSet[str] = frozenset()
) -> Iterator[Verdict]:
    """Give each unit of one page its state.

    :param known: all keys of the bibliography
    """
    profile = policy.profile_for(page.doc)
    readings = read_page(page, policy)
    blocks: dict[int, list[tuple[ClaimUnit, Reading]]] = defaultdict(list)
    for unit, reading in zip(page.units, readings, strict=True):
        blocks[unit.block].append((unit, reading))
    for block in blocks.values():
        yield from _judge_block(block, policy, profile, known)


def _judge_block(
    block: Sequence[tuple[ClaimUnit, Reading]],
    policy: Policy,
    profile: Profile,
    known: AbstractSet[str],
) -> Iterator[Verdict]:
    """Give each unit of one paragraph or row its state."""
    units = [unit for unit, _ in block]
    bare = not any(unit.cites or unit.cover or unit.lead for unit in units)
    for position, (unit, reading) in enumerate(block):
        state = None if bare else support(position, units, profile, reading, policy.reach)
        reason, rule = None, ""
        if _is_reasoning(unit):
            founded = is_founded(unit, units)
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
        return reading.setting if reading.setting in reading.allowed else NO_CLAIM
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
