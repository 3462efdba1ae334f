"""What each builder gets: the drawing in the page, a picture on paper, or the table alone."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.files.disk import write_whole
from sphinx_claims.writing.chart_nodes import SCREEN, chart_download, chart_drawing

if TYPE_CHECKING:
    from sphinx.builders import Builder

STATIC = Path(__file__).parents[2] / "static" / "charts"
STYLE = "charts.css"
FOLDER = "evidence"
"""Below the folder of downloads."""


def fit_to_builder(document: nodes.document, builder: Builder) -> None:
    """Put the drawings and links of a document in the form that a builder can use."""
    on_screen = draws_in_page(builder)
    prints = builder.format != "html" and "image/svg+xml" in builder.supported_image_types
    for image in list(document.findall(nodes.image)):
        if SCREEN in image and on_screen:
            image.replace_self(chart_drawing(svg=image[SCREEN]))
        elif SCREEN in image and not prints:
            image.parent.remove(image)
    for place in list(document.findall(chart_download)):
        if on_screen:
            place.replace_self(_link_to(place["file"], place["title"]))
        else:
            place.parent.remove(place)


def draws_in_page(builder: Builder) -> bool:
    """Tell whether a builder writes pages of a site."""
    return builder.format == "html" and builder.name != "epub"


def write_downloads(folder: Path, files: dict[str, str]) -> None:
    """Write the numbers of all charts."""
    for name, text in sorted(files.items()):
        write_whole(folder / FOLDER / name, text)


def _link_to(file: str, title: str) -> nodes.paragraph:
    label = nodes.inline("", f"Numbers of this figure as CSV: {title.partition(':')[0]}")
    link = addnodes.download_reference(
        "", "", label, filename=posixpath.join(FOLDER, file), reftarget=file
    )
    return nodes.paragraph("", "", link, classes=["evidence-download"])
