"""The directives that mark where a part of the report is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_claims.showing.views import VIEWS, ViewType
from sphinx_claims.writing.nodes import claims_page


class ViewDirective(SphinxDirective):
    """A placeholder for a part of the report, which is known once all documents are read."""

    view: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Return one placeholder."""
        node = claims_page(view=self.view, options={"doc": self.env.docname, **self.options})
        self.set_source_info(node)
        return [node]


def view_directives() -> Iterator[tuple[str, type[ViewDirective]]]:
    """Yield the directive of each view under its name."""
    for name, view in VIEWS.items():
        yield f"claims-{name}", _directive_of(name, view)


def _directive_of(name: str, kind: ViewType) -> type[ViewDirective]:
    class Directive(ViewDirective):
        __doc__ = kind.summary
        view = name
        option_spec: ClassVar[dict[str, Callable[[str], Any]]] = dict(kind.options)

    return Directive
