"""The formats of a report, and the two that are short.

JUnit and the workflow commands of GitHub.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sphinx_claims.core.evidence.impact import render_impact
from sphinx_claims.core.model import Finding, Location, Report, Severity
from sphinx_claims.core.reports.policy import policy_data, policy_lines
from sphinx_claims.core.reports.report import describe, format_finding, render_json, render_text
from sphinx_claims.core.reports.sarif import render_sarif

if TYPE_CHECKING:
    from sphinx_claims.core.policy import Policy

_COMMANDS = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report, policy: Policy) -> str:
    """Return a test suite for the policy and for each file, and a test case for each finding.

    Only errors fail, as they alone fail the build.
    """
    by_source: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_source[finding.location.source].append(finding)
    sources = sorted({*by_source, *(verdict.unit.location.source for verdict in report.verdicts)})
    suites = [_suite(source, by_source[source]) for source in sources]
    tests = 1 + sum(max(len(by_source[source]), 1) for source in sources)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="claims" tests="{tests}" failures="{_errors(report.findings)}" '
        'errors="0">',
        *_policy(report, policy),
        *(line for suite in suites for line in suite),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _policy(report: Report, policy: Policy) -> list[str]:
    """Return the lines of a suite that says by which settings the others were judged."""
    said = "\n".join(policy_lines(report, policy))
    held = policy_data(report, policy).items()
    told = [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in held
    ]
    return [
        '<testsuite name="policy" tests="1" failures="0" errors="0">',
        "<properties>",
        *(f"<property name={_attribute(name)} value={_attribute(value)}/>" for name, value in told),
        "</properties>",
        '<testcase classname="policy" name="claims">',
        f"<system-out>{_text(said)}</system-out>",
        "</testcase>",
        "</testsuite>",
    ]


def _suite(source: str, findings: list[Finding]) -> list[str]:
    """Return the lines of one suite; a file without findings has one case, which passes."""
    named: Counter[str] = Counter()
    cases: list[str] = []
    for finding in findings:
        name = f"{finding.code} {finding.slug}: {finding.excerpt or finding.message}"
        named[name] += 1
        cases += _case(finding, name if named[name] == 1 else f"{name} ({named[name]})")
    return [
        f'<testsuite name={_attribute(source)} tests="{max(len(findings), 1)}" '
        f'failures="{_errors(findings)}" errors="0">',
        *(cases or [f'<testcase classname={_attribute(source)} name="claims"/>']),
        "</testsuite>",
    ]


def _case(finding: Finding, name: str) -> list[str]:
    place = finding.location
    text = f"{place.source}:{format_finding(finding)}"
    if finding.severity is Severity.ERROR:
        outcome = (
            f"<failure message={_attribute(finding.message)} "
            f"type={_attribute(finding.slug)}>{_text(text)}</failure>"
        )
    else:
        outcome = f"<system-out>{_text(text)}</system-out>"
    where = f'file={_attribute(place.source)} line="{place.line}"'
    return [
        f"<testcase classname={_attribute(place.source)} name={_attribute(name)} {where}>",
        outcome,
        "</testcase>",
    ]


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def render_github(report: Report, policy: Policy) -> str:
    """Return a workflow command for each finding; GitHub shows it as an annotation of the job.

    Before them stands one with the policy, if it takes anything away: GitHub shows few of a step.
    """
    profile, *taken = policy_lines(report, policy)
    told = "; ".join((profile, *taken))
    notice = [f"::notice title=claims policy::{_data(told)}"] if taken else []
    return "".join(f"{line}\n" for line in (*notice, *map(_command, report.findings)))


def _command(finding: Finding) -> str:
    title = _property(f"{finding.code} {finding.slug}")
    where = f"file={_property(finding.location.source)},line={finding.location.line},title={title}"
    return f"::{_COMMANDS[finding.severity]} {where}::{_data(describe(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def located(report: Report, prefix: str) -> Report:
    """Return the report with paths from the top of a repository, *prefix* being the sources."""
    if not prefix:
        return report

    def moved(place: Location) -> Location:
        return replace(place, source=posixpath.normpath(posixpath.join(prefix, place.source)))

    return replace(
        report,
        verdicts=tuple(
            replace(verdict, unit=replace(verdict.unit, location=moved(verdict.unit.location)))
            for verdict in report.verdicts
        ),
        findings=tuple(
            replace(finding, location=moved(finding.location)) for finding in report.findings
        ),
    )


FORMATS: dict[str, tuple[str, Callable[[Report, Policy], str]]] = {
    "json": ("claims.json", render_json),
    "text": ("claims.txt", render_text),
    "sarif": (
        "claims.sarif",
        lambda report, policy: render_sarif(located(report, policy.path_prefix), policy),
    ),
    "junit": (
        "claims.junit.xml",
        lambda report, policy: render_junit(located(report, policy.path_prefix), policy),
    ),
    "github": (
        "claims.github.txt",
        lambda report, policy: render_github(located(report, policy.path_prefix), policy),
    ),
    "impact": (
        "impact.json",
        lambda report, policy: render_impact(report, policy_data(report, policy)),
    ),
}
"""Name of a format to the file it is written to and the function that renders it."""
