"""A report as SARIF 2.1.0, the format of code scanning: data in, string out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_claims.core.baseline import digest_of
from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.core.model import Finding, Report, Severity
from sphinx_claims.core.reports.policy import policy_data
from sphinx_claims.core.reports.report import describe
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Rule

if TYPE_CHECKING:
    from sphinx_claims.core.policy import Policy

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "SRCROOT"
FINGERPRINT = "sphinxClaims/v2"
"""Name of the fingerprint; its number changes with what goes into it."""

_LEVELS = {
    Severity.OFF: "none",
    Severity.NOTE: "note",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


def render_sarif(report: Report, policy: Policy) -> str:
    """Return the findings as one SARIF run that declares every rule."""
    index = {rule.code: number for number, rule in enumerate(ALL_RULES)}
    run = {
        "tool": {"driver": {"name": "sphinx-claims", "rules": [_rule(rule) for rule in ALL_RULES]}},
        "originalUriBaseIds": {
            BASE: {"description": {"text": "The directory that all paths are relative to."}}
        },
        "results": [
            _result(finding, index[finding.code], print_)
            for finding, print_ in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
        "properties": {"policy": policy_data(report, policy)},
    }
    return (
        json.dumps(
            {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return for each finding a hash that survives edits elsewhere.

    Rule, file, keys, words, and a count of equals before it.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result: list[str] = []
    for finding in findings:
        what = (finding.code, finding.location.source, digest_of(finding))
        result.append(
            hashlib.sha256(to_bytes("\0".join((*what, str(seen[what]))))).hexdigest()[:32]
        )
        seen[what] += 1
    return result


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": _sentence(rule.summary)},
        "fullDescription": {"text": rule.why},
        "help": {"text": _help(rule), "markdown": _help(rule, "````")},
        "defaultConfiguration": {
            "enabled": rule.severity is not Severity.OFF,
            "level": _LEVELS[rule.severity],
        },
        "properties": {"slug": rule.slug, "since": rule.since},
    }


def _help(rule: Rule, fence: str = "") -> str:
    """Return the reason for a rule and its examples.

    :param fence: mark-up around an example, longer than any fence in one
    """
    parts = [_sentence(rule.summary), rule.why]
    for label, text, language in rule.examples:
        parts += [f"{label}:", f"{fence}{language}\n{text}\n{fence}" if fence else text]
    return "\n\n".join(parts)


def _result(finding: Finding, index: int, fingerprint: str) -> dict[str, object]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal(describe(finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(to_bytes(finding.location.source)),
                        "uriBaseId": BASE,
                    },
                    "region": {"startLine": finding.location.line},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _literal(text: str) -> str:
    """Return a message in which no brace begins a placeholder."""
    return text.replace("{", "{{").replace("}", "}}")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
