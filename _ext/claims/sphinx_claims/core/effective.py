"""What the settings keep from being found: the rules they quieten, the text they leave out.

Each is told as a defect, for whoever reads that nothing was found must see what was not looked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import (
    LOUDNESS,
    Baseline,
    Defect,
    Finding,
    Location,
    Page,
    Profile,
    Severity,
)
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Rule, best_name, is_named
from sphinx_claims.core.skips import SkipKind

if TYPE_CHECKING:
    from sphinx_claims.core.policy import PathPolicy, Policy

_LISTED = 12
"""How many codes a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quietened:
    """Rules that one setting makes quieter than they are by themselves."""

    setting: str
    name: str
    """What the setting calls them; empty for those that it leaves out."""
    glob: str | None
    """The pages where it does so; None for all."""
    severity: Severity
    """How loud they are left."""
    rules: tuple[str, ...]
    """Their codes."""


class Reason(StrEnum):
    """Why text was not judged."""

    PROFILE = "profile"
    TRANSLATION = "translation"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """Text that was read and not judged, all for one reason."""

    reason: Reason
    by: str
    """The glob of ``claims_paths``, empty for ``claims_profile``; the language; the condition."""
    docs: tuple[str, ...]
    """Names of the documents that hold it."""
    units: int
    """How many sentences and rows that is."""
    place: Location
    """Where the first of it stands."""


def quietened_rules(policy: Policy) -> Iterator[Quietened]:
    """Yield what each setting makes quieter, those of the project first, in order of the rules."""
    yield from _quietened(policy, None)
    for path in policy.paths:
        yield from _quietened(policy, path)


def _quietened(policy: Policy, path: tuple[str, PathPolicy] | None) -> Iterator[Quietened]:
    glob, here = path or (None, None)
    profile = (here and here.profile) or policy.profile
    found: dict[tuple[str, str, Severity], list[str]] = defaultdict(list)
    for rule in ALL_RULES:
        default = rule.severity_under(profile)
        now = policy.severity_under(here, rule.code, rule.slug, default)
        before = policy.severity_under(None, rule.code, rule.slug, default) if here else default
        if not rule.always and LOUDNESS.index(now) < LOUDNESS.index(before):
            found[(*_named_by(rule, now, here or policy), now)].append(rule.code)
    for (setting, name, severity), codes in found.items():
        yield Quietened(
            setting=setting, name=name, glob=glob, severity=severity, rules=tuple(codes)
        )


def _named_by(rule: Rule, severity: Severity, settings: Policy | PathPolicy) -> tuple[str, str]:
    """Return the setting that makes a rule this quiet, and its name there."""
    if severity is Severity.OFF:
        for name in settings.ignore:
            if is_named((name,), rule.code, rule.slug):
                return "ignore", name
    best = best_name((name for name, _ in settings.severity), rule.code, rule.slug)
    if best is None or dict(settings.severity)[best] is not severity:
        return "select", ""
    return "severity", best


def parts_unjudged(page: Page, policy: Policy) -> Iterator[Unjudged]:
    """Yield what of one page is not judged, part by part."""
    top = Location(doc=page.doc, source=page.source, line=1)
    docs, units = (page.doc,), (*page.units, *page.inactive)
    if policy.profile_for(page.doc) is Profile.OFF:
        glob = policy.glob_for(page.doc)
        by = glob if glob and dict(policy.paths)[glob].profile else ""
        yield Unjudged(reason=Reason.PROFILE, by=by, docs=docs, units=len(units), place=top)
        return
    if policy.surroundings.is_translation:
        by = policy.surroundings.language
        number = sum(skip.kind is SkipKind.TRANSLATION for skip in page.skipped)
        yield Unjudged(reason=Reason.TRANSLATION, by=by, docs=docs, units=number, place=top)
    for unit in page.inactive:
        by = ", ".join(unit.conditions)
        yield Unjudged(reason=Reason.CONDITION, by=by, docs=docs, units=1, place=unit.location)


def joined(parts: Iterable[Unjudged]) -> tuple[Unjudged, ...]:
    """Return parts with those together that have the same reason; their order does not matter."""
    groups: dict[tuple[Reason, str], list[Unjudged]] = defaultdict(list)
    for part in parts:
        groups[part.reason, part.by].append(part)
    return tuple(
        Unjudged(
            reason=reason,
            by=by,
            docs=tuple(sorted({doc for part in group for doc in part.docs})),
            units=sum(part.units for part in group),
            place=min((part.place for part in group), key=lambda place: (place.source, place.line)),
        )
        for (reason, by), group in sorted(groups.items())
    )


def disarming_defects(policy: Policy, unjudged: Iterable[Unjudged]) -> Iterator[Defect]:
    """Yield a defect for each way in which the settings keep something from being found."""
    conf = policy.surroundings.conf
    for quiet in quietened_rules(policy):
        if quiet.severity in {Severity.OFF, Severity.NOTE}:
            yield _defect_of_rules(quiet, policy)
    for name in policy.surroundings.hidden:
        yield Defect(
            slug=DefectKind.RULE_DISABLED,
            location=conf.locate("suppress_warnings", name),
            message=f"suppress_warnings: {name!r} hides lines of the console; the reports have "
            "them, and they count",
        )
    for part in unjudged:
        yield _defect_of_text(part, policy)


def _defect_of_rules(quiet: Quietened, policy: Policy) -> Defect:
    setting = f"claims_{quiet.setting}" if quiet.glob is None else "claims_paths"
    where = setting if quiet.glob is None else f"{setting} {quiet.glob!r}, {quiet.setting}"
    if not quiet.name:
        what = f"{where} leaves out"
    elif quiet.severity is Severity.OFF:
        what = f"{where}: {quiet.name!r} switches off"
    else:
        what = f"{where}: {quiet.name!r} makes notes of"
    found = [setting, *([quiet.glob] if quiet.glob is not None else []), quiet.name]
    return Defect(
        slug=DefectKind.RULE_DISABLED,
        location=policy.surroundings.conf.locate(*found),
        message=f"{what} {_told(quiet.rules)}",
    )


def _told(codes: tuple[str, ...]) -> str:
    if len(codes) <= _LISTED:
        return ", ".join(codes)
    return f"{len(codes)} rules from {codes[0]} to {codes[-1]}"


def _defect_of_text(part: Unjudged, policy: Policy) -> Defect:
    conf, place = policy.surroundings.conf, part.place
    pages = counted(len(part.docs), "page")
    units = counted(part.units, "sentence or row", "sentences and rows")
    if part.reason is Reason.CONDITION:
        message = f"not judged: {units} on {pages} under {part.by!r}, which this build leaves out"
    elif part.reason is Reason.TRANSLATION:
        place = conf.locate("language")
        message = f"not judged: {pages} with {units}, in {part.by!r} from catalogues"
    elif part.by:
        place = conf.locate("claims_paths", part.by)
        message = f"not judged: {pages} with {units}, off by claims_paths {part.by!r}"
    else:
        place = conf.locate("claims_profile", Profile.OFF.value)
        message = f"not judged: {pages} with {units}, off by claims_profile"
    return Defect(slug=DefectKind.UNJUDGED_TEXT, location=place, message=message)


def held_defects(baseline: Baseline, held: tuple[Finding, ...]) -> Iterator[Defect]:
    """Yield a defect if a baseline holds findings."""
    if held:
        counts = [
            counted(number, severity.value)
            for severity in reversed(LOUDNESS)
            if (number := sum(finding.severity is severity for finding in held))
        ]
        yield Defect(
            slug=DefectKind.HELD_FINDINGS,
            location=Location(doc=None, source=baseline.source, line=1),
            message=f"findings held and not reported: {', '.join(counts)}",
        )


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
