"""What other extensions may import; whatever else this package holds may change without notice.

A change of a name or a meaning here stands in the changelog. All functions take the environment of
a build, ``app.env``, and raise :exc:`sphinx.errors.ExtensionError` in a project that does not use
``sphinx_claims``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sphinx_claims import __version__
from sphinx_claims.core.evidence.ledger import Evidence, Fact, Ledger
from sphinx_claims.core.model import Finding, Report, Verdict
from sphinx_claims.core.verdicts.coverage import Coverage
from sphinx_claims.domain import ClaimsDomain, claims_domain
from sphinx_claims.reading.places import ANSWER, OBJECTIVES
from sphinx_claims.reading.places import FEEDBACK as ANSWER_CLASSES
from sphinx_claims.reading.places import SETTINGS as EXEMPTING_CLASSES
from sphinx_claims.writing.nodes import RENDERED

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = [
    "ANSWER",
    "ANSWER_CLASSES",
    "EXEMPTING_CLASSES",
    "OBJECTIVES",
    "RENDERED",
    "Coverage",
    "Evidence",
    "Fact",
    "Finding",
    "Ledger",
    "Report",
    "Verdict",
    "__version__",
    "coverage_of",
    "ledger_of",
    "report_of",
]


def ledger_of(env: BuildEnvironment) -> Ledger:
    """Return what is recorded of each source, as this build read it.

    Known to handlers of ``builder-inited`` whose priority is over 400, and from then on: directives
    and roles may use it. Its ``source`` is empty in a project without ``claims_ledger``. A page
    that prints something of it must note the file as a dependency, to be read again when it
    changes.
    """
    return _domain_of(env).ledger


def report_of(env: BuildEnvironment) -> Report | None:
    """Return what was found in all documents, None as long as they are being read.

    Known to handlers of ``env-updated`` whose priority is over 900, and from then on. Findings are
    complete. Verdicts, one for each sentence and row, are left out of a build in which nothing has
    changed and nobody asked for them, by a view of the report on a page, by the setting
    ``claims_reports`` or with the builder ``claims``.
    """
    return _domain_of(env).report


def coverage_of(env: BuildEnvironment) -> Mapping[str, Coverage]:
    """Return how many claims each document makes and how many have a source.

    By name of the document; one that makes no claim is left out. Empty as long as documents are
    being read.
    """
    return _domain_of(env).coverage


def _domain_of(env: BuildEnvironment) -> ClaimsDomain:
    if ClaimsDomain.name not in env.domains:
        raise ExtensionError("this project does not have the extension sphinx_claims")
    return claims_domain(env)
