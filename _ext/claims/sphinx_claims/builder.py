"""The builder ``claims``.

Reads the project, writes the reports, and fails on an error-level finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_claims.core.model import Report, Severity
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.reports.formats import FORMATS
from sphinx_claims.core.reports.report import totals
from sphinx_claims.domain import claims_domain
from sphinx_claims.files.disk import write_whole

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)


ALWAYS = ("json", "text")
"""Formats that the builder ``claims`` writes without being asked."""


def is_gate(builder: Builder) -> bool:
    """Tell whether a builder is the one that fails on an error, and updates the baseline."""
    return builder.name == ClaimsBuilder.name


def close_build(
    builder: Builder, report: Report, policy: Policy, *, fails_on_warnings: bool = False
) -> bool:
    """Write the reports that the builder or the settings ask for; tell whether all is well.

    The builder ``claims`` fails on an error; any builder that is to fail on warnings does so on an
    error, a warning, or a bad setting, whether or not its line was shown.
    """
    always = ALWAYS if is_gate(builder) else ()
    for name in dict.fromkeys((*always, *policy.reports)):
        file, render = FORMATS[name]
        write_whole(Path(builder.outdir, file), render(report, policy))
    found = {finding.severity for finding in report.findings}
    if fails_on_warnings and (
        found & {Severity.ERROR, Severity.WARNING} or policy.surroundings.complaints
    ):
        return False
    return not is_gate(builder) or Severity.ERROR not in found


class ClaimsBuilder(Builder):
    """Writes the reports; needs no other output."""

    name = "claims"
    format = ""
    epilog = "The claim reports are in %(outdir)s."
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Return what to say; reports are made from all documents."""
        return "claim reports"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return no address: nothing is written for a document."""
        return ""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Have none of them shared out by Sphinx before 8.1."""
        self.parallel_ok = False

    def _write_serial(self, docnames: Sequence[str]) -> None:
        """Write no document where Sphinx is older than `write_documents`, which came with 8.1."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write no document: everything was stored while reading."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no document."""

    def finish(self) -> None:
        """Print the totals; reports and exit status follow when the build has finished."""
        report = claims_domain(self.env).report
        for line in totals(report) if report else ():
            logger.info("claims: %s", line)
