"""Per-document storage, and this build's report."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

from sphinx_claims.adapters.doctree import collect_page
from sphinx_claims.adapters.nodes import claims_page
from sphinx_claims.adapters.sources import SourceFiles
from sphinx_claims.core.model import Bibliography, Defect, Page, Report

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

DATA_VERSION = 2
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
    bibliography: Bibliography = Bibliography(complete=False)
    """The sources of this build; nothing can be said about keys when the project has no bibliography files."""

    @property
    def pages(self) -> dict[str, Page]:
        """Pages by document name."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    @property
    def views(self) -> dict[str, bool]:
        """Documents that show a part of the report."""
        views: dict[str, bool] = self.data["views"]
        return views

    @property
    def shown(self) -> dict[str, str]:
        """Digest of the report last written to an output directory."""
        shown: dict[str, str] = self.data["shown"]
        return shown

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the units of a document that was just read."""
        self.pages[docname] = collect_page(document, docname, SourceFiles(Path(env.srcdir)))
        if next(document.findall(claims_page), None) is not None:
            self.views[docname] = True

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
