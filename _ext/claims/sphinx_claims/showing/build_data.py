"""What pages and directives may ask of the build at hand; the domain, not known here, answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from sphinx.environment import BuildEnvironment

from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.model import Bibliography, Report
from sphinx_claims.core.verdicts.coverage import Coverage


class BuildData(Protocol):
    """What a build has read, and found as soon as every document has been read."""

    @property
    def ledger(self) -> Ledger:
        """What each source found."""

    @property
    def bibliography(self) -> Bibliography:
        """The sources of this build."""

    @property
    def report(self) -> Report | None:
        """What was found; None as long as documents are being read."""

    @property
    def coverage(self) -> Mapping[str, Coverage]:
        """What the report says of each document that makes a claim."""

    @property
    def views(self) -> Mapping[str, tuple[str, ...]]:
        """Documents that show a part of the report, with the names of the parts."""

    @property
    def downloads(self) -> Mapping[str, Mapping[str, str]]:
        """Names and texts of the files with the numbers of charts, by document."""

    @property
    def index_page(self) -> str | None:
        """The document that holds the claims index."""

    def cited_on(self, doc: str) -> tuple[str, ...]:
        """Return the keys that a page cites, sorted."""

    def note_download(self, docname: str, name: str, text: str) -> None:
        """Store the numbers of a chart."""


def data_of(env: BuildEnvironment) -> BuildData:
    """Return what the build of an environment knows."""
    return cast("BuildData", env.get_domain("claims"))
