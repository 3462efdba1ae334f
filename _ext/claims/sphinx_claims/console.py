"""What is said on the console: the only module that warns of findings and of settings."""

from __future__ import annotations

from pathlib import Path

from sphinx.util import logging

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Finding, Location, Severity
from sphinx_claims.core.reports.report import describe

logger = logging.getLogger(__name__)
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
            type="claims",
            subtype=finding.slug,
        )
    else:
        logger.info("%s: note: %s [claims.%s]", location, message, finding.slug)


def warn_of_setting(complaint: str) -> None:
    """Warn of a setting that is wrong or has no effect."""
    logger.warning(complaint, type="claims", subtype="config")


def tell_what_ends_the_build(location: Location, message: str, srcdir: Path) -> None:
    """Say at which line another extension fails, which does not tell."""
    place = f"{Path(srcdir, location.source).resolve()}:{location.line}"
    logger.error(message, location=place, type="claims", subtype=DefectKind.MALFORMED_ENTRY)
