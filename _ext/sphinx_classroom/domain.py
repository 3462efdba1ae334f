"""What a project stores of its charts: the tables that readers may download."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from docutils import nodes


class ClassroomDomain(Domain):
    """Stores the numbers of each chart as text, by document and file name."""

    name = "classroom"
    label = "classroom"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"downloads": {}}

    @property
    def downloads(self) -> dict[str, dict[str, str]]:
        """File names and texts, by document."""
        downloads: dict[str, dict[str, str]] = self.data["downloads"]
        return downloads

    def note_download(self, docname: str, name: str, text: str) -> None:
        """Store the numbers of a chart."""
        self.downloads.setdefault(docname, {})[name] = text

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.downloads.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader stored for the documents it read."""
        self.downloads.update({doc: found for doc, found in otherdata["downloads"].items() if doc in docnames})

    def resolve_any_xref(self, *args: object, **kwargs: object) -> list[tuple[str, nodes.reference]]:
        """Find nothing: the domain has no objects to refer to."""
        return []
