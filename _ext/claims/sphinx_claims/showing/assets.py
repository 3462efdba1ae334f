"""Scripts and styles of what is shown: shipped with the pages of a browser that need them only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_claims._foreign import add_static_folder
from sphinx_claims.showing import index
from sphinx_claims.showing.build_data import BuildData
from sphinx_claims.showing.charts import pages as charts
from sphinx_claims.showing.citations import previews
from sphinx_claims.showing.jsonld import takes_linked_data

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """A folder of static files, and those of its files that a page loads."""

    folder: Path
    style: str
    script: str = ""

    def ship(self, app: Sphinx) -> None:
        """Copy the folder to where the pages are written."""
        add_static_folder(app.config, str(self.folder))

    def load(self, app: Sphinx) -> None:
        """Have the page at hand load them, or every page while none is at hand."""
        if self.script:
            app.add_js_file(self.script, loading_method="defer")
        app.add_css_file(self.style)


PREVIEWS = Assets(folder=previews.STATIC, style=previews.STYLE, script=previews.SCRIPT)
INDEX = Assets(folder=index.STATIC, style=index.STYLE, script=index.SCRIPT)
CHARTS = Assets(folder=charts.STATIC, style=charts.STYLE)


def ship_previews(app: Sphinx) -> None:
    """Ship what citation previews need with every page of a browser."""
    if previews.takes_previews(app.builder, app.env):
        PREVIEWS.ship(app)
        PREVIEWS.load(app)


def ship_what_is_shown(app: Sphinx, data: BuildData) -> None:
    """Ship what claims index and charts need, if a page for a browser shows any."""
    if takes_linked_data(app.builder):
        if data.index_page:
            INDEX.ship(app)
        if data.downloads:
            CHARTS.ship(app)


def load_on_page(app: Sphinx, data: BuildData, docname: str) -> None:
    """Have a page load what the claims index or the charts on it need."""
    if "index" in data.views.get(docname, ()) and takes_linked_data(app.builder):
        INDEX.load(app)
    if docname in data.downloads and charts.draws_in_page(app.builder):
        CHARTS.load(app)
