"""By what a report was made: the settings as they took effect, as data and in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_claims.core.effective import Quietened, Reason, Unjudged, counted, quietened_rules
from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.prose.exemptions import EXEMPTIONS

if TYPE_CHECKING:
    from sphinx_claims.core.model import Report
    from sphinx_claims.core.policy import Policy, Severities


def policy_data(report: Report, policy: Policy) -> dict[str, object]:
    """Return the policy of a report as JSON can hold it."""
    around = policy.surroundings
    return {
        "profile": policy.profile.value,
        "pages": len(report.docs),
        "paths": _paths(report, policy),
        "select": list(policy.select),
        "ignore": list(policy.ignore),
        "severity": _severities(policy.severity),
        "quieter": [_quiet(quiet) for quiet in quietened_rules(policy)],
        "exempt_not_honoured": _not_honoured(policy),
        "genres": _genres(policy),
        "trailing_max": policy.reach,
        "language": around.language,
        "translation": around.is_translation,
        "suppress_warnings": list(around.hidden),
        "baseline": {
            "file": policy.baseline,
            "update": policy.baseline_update,
            "held": len(report.baselined),
        }
        if policy.baseline
        else None,
        "unjudged": [_unjudged(part) for part in report.unjudged],
        "complaints": list(around.complaints),
    }


def policy_lines(report: Report, policy: Policy) -> list[str]:
    """Return the policy of a report in words: its profile, then all that takes something away."""
    around = policy.surroundings
    told = [f"profile {policy.profile.value}"]
    for name, words in (
        ("paths", [_path_in_words(part) for part in _paths(report, policy)]),
        ("off", _rules_in_words(policy, Severity.OFF)),
        ("only notes", _rules_in_words(policy, Severity.NOTE)),
        ("only warnings", _rules_in_words(policy, Severity.WARNING)),
        ("exemptions not honoured", _not_honoured(policy)),
        ("genres", [f"{genre} {treatment}" for genre, treatment in _genres(policy).items()]),
        ("suppress_warnings", list(around.hidden)),
        ("not judged", [_text_in_words(part) for part in report.unjudged]),
    ):
        if words:
            told.append(f"{name}: {', '.join(words)}")
    if policy.baseline:
        told.append(f"baseline {policy.baseline} holds {counted(len(report.baselined), 'finding')}")
    if around.language != "en":
        told.append(f"language {around.language}{', a translation' * around.is_translation}")
    return told


def _paths(report: Report, policy: Policy) -> list[dict[str, object]]:
    pages = Counter(policy.glob_for(doc) for doc in report.docs)
    return [
        {
            "glob": glob,
            "pages": pages[glob],
            "profile": path.profile and path.profile.value,
            "select": None if path.select is None else list(path.select),
            "ignore": list(path.ignore),
            "severity": _severities(path.severity),
        }
        for glob, path in policy.paths
    ]


def _severities(severities: Severities) -> dict[str, str]:
    return {name: severity.value for name, severity in severities}


def _quiet(quiet: Quietened) -> dict[str, object]:
    return {
        "setting": f"claims_{quiet.setting}" if quiet.glob is None else "claims_paths",
        "part": quiet.setting,
        "glob": quiet.glob,
        "name": quiet.name,
        "severity": quiet.severity.value,
        "rules": list(quiet.rules),
    }


def _genres(policy: Policy) -> dict[str, str]:
    return {genre.value: treatment.value for genre, treatment in policy.genres}


def _not_honoured(policy: Policy) -> list[str]:
    return [name for name in EXEMPTIONS if name not in policy.exempt]


def _unjudged(part: Unjudged) -> dict[str, object]:
    return {
        "reason": part.reason.value,
        "by": part.by,
        "docs": list(part.docs),
        "units": part.units,
    }


def _path_in_words(part: dict[str, object]) -> str:
    what = [f"profile {part['profile']}"] if part["profile"] else []
    what += [name for name in ("select", "ignore", "severity") if part[name] not in (None, [], {})]
    return f"{part['glob']} ({', '.join(what)})"


def _rules_in_words(policy: Policy, severity: Severity) -> list[str]:
    return [
        f"{quiet.name or 'all others'} ({_setting(quiet)})"
        for quiet in quietened_rules(policy)
        if quiet.severity is severity
    ]


def _setting(quiet: Quietened) -> str:
    return f"claims_{quiet.setting}" if quiet.glob is None else f"{quiet.setting} on {quiet.glob}"


def _text_in_words(part: Unjudged) -> str:
    pages = counted(len(part.docs), "page")
    if part.reason is Reason.PROFILE:
        return f"{part.by or 'all other pages'} (profile {Profile.OFF.value}, {pages})"
    if part.reason is Reason.CONDITION:
        return f"{part.by} ({counted(part.units, 'unit')})"
    return f"translation to {part.by} ({pages})"
