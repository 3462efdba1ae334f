"""What is said on the console: the only module that warns of findings and of settings."""

from __future__ import annotations

from pathlib import Path

from sphinx.util import logging
from sphinx.util.logging import is_suppressed_warning

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.effective import counted
from sphinx_claims.core.model import Finding, Location, Report, Severity
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.reports.policy import policy_lines
from sphinx_claims.core.reports.report import describe

logger = logging.getLogger(__name__)
FAMILY = "claims"
"""Type of all warnings of ours."""
_CONFIG = "config"
_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING"}


def warn_of_finding(finding: Finding, srcdir: Path) -> None:
    """Warn of a finding at its place; only tell of a note."""
    message = f"{finding.code} {describe(finding)}"
    location = f"{Path(srcdir, finding.location.source).resolve()}:{finding.location.line}"
    if finding.severity in _LEVELS:
        logger.log(
            _LEVELS[finding.severity],
            message,
            location=location,
            type=FAMILY,
            subtype=finding.slug,
        )
    else:
        logger.info("%s: note: %s [claims.%s]", location, message, finding.slug)


def warn_of_setting(complaint: str) -> None:
    """Warn of a setting that is wrong or has no effect."""
    logger.warning(complaint, type=FAMILY, subtype=_CONFIG)


def tell_policy(report: Report, policy: Policy) -> None:
    """Tell by which settings a build was judged."""
    logger.info("claims: %s", "; ".join(policy_lines(report, policy)))


def warn_of_hidden_lines(report: Report, policy: Policy) -> None:
    """Warn that a build fails for what nobody sees, with a line that no setting hides."""
    hidden = policy.surroundings.hidden
    slugs = [finding.slug for finding in report.findings if finding.severity in _LEVELS]
    slugs += [_CONFIG] * len(policy.surroundings.complaints)
    if number := sum(is_suppressed_warning(FAMILY, slug, hidden) for slug in slugs):
        logger.warning(
            "claims: %s that suppress_warnings hides %s this build fail",
            counted(number, "warning"),
            "makes" if number == 1 else "make",
        )


def tell_what_ends_the_build(location: Location, message: str, srcdir: Path) -> None:
    """Say at which line another extension fails, which does not tell."""
    place = f"{Path(srcdir, location.source).resolve()}:{location.line}"
    logger.error(message, location=place, type=FAMILY, subtype=DefectKind.MALFORMED_ENTRY)
