"""Per-document storage, and this build's report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

from sphinx_claims.adapters.doctree import collect_page
from sphinx_claims.adapters.nodes import claims_page
from sphinx_claims.adapters.sources import SourceFiles
from sphinx_claims.core.model import Bibliography, Coverage, Defect, Page, Report
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.report import coverage_by_page, render_json

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

DATA_VERSION = 4
"""Changed whenever a stored value changes shape."""


class ClaimsDomain(Domain):
    """Stores plain pages of claim units; holds no node and no verdict between builds."""

    name = "claims"
    label = "claims"
    data_version = DATA_VERSION
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "views": {}, "shown": {}}

    undecodable: dict[str, Defect] = {}  # noqa: RUF012 - replaced, never changed in place
    """Documents of this build that are not valid text, by name."""
    report: Report | None = None
    """The report of this build, once every document has been read."""
    coverage: Mapping[str, Coverage] = MappingProxyType({})
    """What the report says of each document that makes a claim."""
    bibliography: Bibliography = Bibliography(complete=False)
    """The sources of this build; nothing can be said about keys when the project has no bibliography files."""

    @property
    def pages(self) -> dict[str, Page]:
        """Pages by document name."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    @property
    def views(self) -> dict[str, tuple[str, ...]]:
        """Documents that show a part of the report, with the names of the parts."""
        views: dict[str, tuple[str, ...]] = self.data["views"]
        return views

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """Output directory to documents to a digest of what was last shown there of the report and the bibliography."""
        shown: dict[str, dict[str, str]] = self.data["shown"]
        return shown

    @property
    def index_page(self) -> str | None:
        """The document that holds the claims index."""
        return next((doc for doc, views in sorted(self.views.items()) if "index" in views), None)

    def settle(self, report: Report) -> None:
        """Take the report of this build."""
        self.report = report
        self.coverage = coverage_by_page(report.verdicts)

    def digests(self, policy: Policy) -> dict[str, str]:
        """Return a digest of what each document shows of the report and the bibliography; nothing for most documents."""
        sources = {source.key: source for source in self.bibliography.sources}
        whole = f"{self.report and render_json(self.report)}{self.bibliography.sources}" if self.views else ""
        told: dict[str, str] = dict.fromkeys(self.views, whole)
        for doc, page in self.pages.items():
            if policy.badge:
                told[doc] = f"{told.get(doc, '')}{self.coverage.get(doc)}{self.index_page}"
            if policy.preview:
                keys = sorted({cite.key for unit in page.units for cite in unit.all_cites})
                told[doc] = f"{told.get(doc, '')}{[sources.get(key) for key in keys]}"
        return {doc: hashlib.sha256(text.encode()).hexdigest() for doc, text in told.items()}

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the units of a document that was just read."""
        self.pages[docname] = collect_page(document, docname, SourceFiles(Path(env.srcdir)))
        if views := tuple(place["view"] for place in document.findall(claims_page)):
            self.views[docname] = views

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.pages.pop(docname, None)
        self.views.pop(docname, None)

    def resolve_any_xref(self, *args: object, **kwargs: object) -> list[tuple[str, nodes.reference]]:
        """Find nothing: the domain has no objects to refer to."""
        return []

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader stored for the documents it read."""
        for docname in docnames:
            for name in ("pages", "views"):
                if docname in otherdata[name]:
                    self.data[name][docname] = otherdata[name][docname]
