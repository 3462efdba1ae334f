"""A report as JSON or text: data in, string out. Neither holds a time or an absolute path."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_claims.core.model import Finding, Report, Severity, State, Verdict
from sphinx_claims.core.prose.reading import NO_CLAIM
from sphinx_claims.core.reports.policy import policy_data, policy_lines
from sphinx_claims.core.skips import Skip

if TYPE_CHECKING:
    from sphinx_claims.core.policy import Policy

SCHEMA_VERSION = 3


def render_json(report: Report, policy: Policy) -> str:
    """Return the report as JSON, the format that all others derive from."""
    data = {
        "schema": SCHEMA_VERSION,
        "profile": report.profile.value,
        "policy": policy_data(report, policy),
        "units": [_unit(verdict) for verdict in report.verdicts],
        "skipped": [_skip(skip) for skip in report.skipped],
        "findings": [_finding(finding) for finding in report.findings],
        "summary": summarise(report),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def render_text(report: Report, policy: Policy) -> str:
    """Return the policy, the findings grouped by file, then the totals."""
    lines = [*policy_lines(report, policy), ""]
    for source, group in groupby(report.findings, key=lambda finding: finding.location.source):
        findings = tuple(group)
        shown = findings[: policy.max_per_page or None]
        lines += [source, *(f"  {format_finding(finding)}" for finding in shown)]
        if len(shown) < len(findings):
            lines.append(f"  … and {len(findings) - len(shown)} more")
        lines.append("")
    return "\n".join([*lines, *totals(report)]) + "\n"


def totals(report: Report) -> list[str]:
    """Return a line for each rule that found something, then one for severities, one for units."""
    rules = Counter((finding.code, finding.slug) for finding in report.findings)
    severities = Counter(finding.severity for finding in report.findings)
    return [
        *(f"{number:5} {code} {slug}" for (code, slug), number in sorted(rules.items())),
        ", ".join(
            f"{severities[severity]} {severity}"
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        ),
        ", ".join(f"{number} {name}" for name, number in summarise(report).items()),
        *_skips_told(report),
    ]


def _skips_told(report: Report) -> list[str]:
    """Return a line that counts what readers see and no rule looked at, by kind."""
    kinds = Counter(skip.kind for skip in report.skipped)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return [f"not judged: {told}"] if told else []


def format_finding(finding: Finding) -> str:
    """Return one finding on one line."""
    return (
        f"{finding.location.line}: {finding.severity.value} {finding.code} {describe(finding)} "
        f"[{finding.slug}]"
    )


def describe(finding: Finding) -> str:
    """Return the message of a finding with the words that it is about."""
    return f'{finding.message}: "{finding.excerpt}"' if finding.excerpt else finding.message


def summarise(report: Report) -> dict[str, int]:
    """Count units by state, and findings.

    Those that are reported, and those that the baseline holds.
    """
    states = Counter(verdict.state for verdict in report.verdicts)
    counts = {state.value: states[state] for state in State}
    return {
        "units": len(report.verdicts),
        **counts,
        "skipped": len(report.skipped),
        "findings": len(report.findings),
        "baselined": len(report.baselined),
    }


def reason_told(verdict: Verdict) -> str | None:
    """Return the reason of a verdict; of what sounds like no claim, the kind of prose it is."""
    return verdict.reading.kind if verdict.reason == NO_CLAIM else verdict.reason


def _unit(verdict: Verdict) -> dict[str, object]:
    unit = verdict.unit
    return {
        "id": unit.id,
        "doc": unit.location.doc,
        "source": unit.location.source,
        "line": unit.location.line,
        "end_line": unit.end_line,
        "kind": unit.kind.value,
        "text": unit.text,
        "state": verdict.state.value,
        "reason": reason_told(verdict),
        "triggers": list(verdict.reading.why),
        "cites": [
            {"key": cite.key, "locator": cite.locator, "confidence": cite.confidence.value}
            for cite in unit.all_cites
        ],
        "premises": list(unit.premises or ()),
        "mentions": [
            {"form": mention.form.value, "text": mention.text} for mention in unit.mentions
        ],
    }


def _skip(skip: Skip) -> dict[str, object]:
    return {
        "kind": skip.kind.value,
        "doc": skip.location.doc,
        "source": skip.location.source,
        "line": skip.location.line,
        "text": skip.text,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.value,
        "doc": finding.location.doc,
        "source": finding.location.source,
        "line": finding.location.line,
        "message": finding.message,
        "excerpt": finding.excerpt,
        "keys": list(finding.keys),
    }
