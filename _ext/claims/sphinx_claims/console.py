"""What is said on the console: the only module that warns of findings and of settings."""

from __future__ import annotations

from pathlib import Path

from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_claims.core.model import Finding, Location, Severity
from sphinx_claims.core.reports.report import describe

logger = logging.getLogger(__name__)


class BibliographyError(SphinxError):
    """What sphinxcontrib-bibtex cannot go on with, by file and line."""

    category = "Bibliography error"


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


def stop_at(location: Location, message: str, srcdir: Path) -> BibliographyError:
    """Return the error that ends a build for what a bibliography file holds."""
    path = Path(srcdir, location.source).resolve()
    return BibliographyError(f"{path}:{location.line}: {message}")
