"""Laws of the report formats, whatever the words in a finding are."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sphinx_claims.core.model import Finding, Location, Profile, Report, Severity
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.reports.formats import render_github, render_junit
from sphinx_claims.core.reports.report import render_text
from sphinx_claims.core.reports.sarif import fingerprints, render_sarif
from sphinx_claims.core.rules import ALL_RULES

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["%0A", "a,b:c", "\r\n", "]]>", "{0}", "{{"]
)
FINDINGS = st.builds(
    lambda rule, **values: Finding(code=rule.code, slug=rule.slug, **values),
    st.sampled_from(ALL_RULES),
    severity=st.sampled_from([Severity.NOTE, Severity.WARNING, Severity.ERROR]),
    location=st.builds(
        Location, doc=st.none(), source=TEXT.filter(bool), line=st.integers(1, 9999)
    ),
    message=TEXT.filter(bool),
    excerpt=TEXT,
    keys=st.lists(TEXT, max_size=2).map(tuple),
)
REPORTS = st.lists(FINDINGS, max_size=8).map(
    lambda findings: Report(profile=Profile.STRICT, findings=tuple(findings))
)
COMMAND = re.compile(
    r"::(notice|warning|error) file=(?P<file>[^:,]*),line=\d+,title=CLM\d+ "
    r"[a-z-]+::(?P<data>[^\r\n]*)"
)


def unescaped(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda match: chr(int(match[1], 16)), text)


def said(finding: Finding) -> str:
    return f'{finding.message}: "{finding.excerpt}"' if finding.excerpt else finding.message


@given(REPORTS)
def test_github_gets_back_what_was_said(report: Report) -> None:
    commands = render_github(report, Policy()).split("\n")[:-1]
    assert len(commands) == len(report.findings)
    for command, finding in zip(commands, report.findings, strict=True):
        found = COMMAND.fullmatch(command)
        assert found
        assert unescaped(found["file"]) == finding.location.source
        assert unescaped(found["data"]) == said(finding)


@given(REPORTS)
def test_junit_is_well_formed_and_counts_right(report: Report) -> None:
    root = ET.fromstring(render_junit(report, Policy()).encode())
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    assert int(root.get("failures", "")) == len(list(root.iter("failure"))) == errors
    cases = 1 + len(report.findings)
    assert int(root.get("tests", "")) == len(list(root.iter("testcase"))) == cases
    assert sum(int(suite.get("tests", "")) for suite in root) == cases


@given(REPORTS)
def test_sarif_gets_back_what_was_said_and_tells_all_findings_apart(report: Report) -> None:
    (run,) = json.loads(render_sarif(report, Policy()))["runs"]
    texts = [
        result["message"]["text"].replace("{{", "{").replace("}}", "}") for result in run["results"]
    ]
    assert texts == [said(finding) for finding in report.findings]
    assert len(set(fingerprints(report.findings))) == len(report.findings)


@given(REPORTS, st.integers(1, 4))
def test_a_cut_text_loses_lines_and_no_totals(report: Report, limit: int) -> None:
    whole, cut = (
        render_text(report, Policy(max_per_page=per_page)).splitlines() for per_page in (0, limit)
    )
    last = len({finding.code for finding in report.findings}) + 2
    assert cut[-last:] == whole[-last:]
    assert len(cut) <= len(whole)
