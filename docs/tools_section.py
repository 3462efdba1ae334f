"""A section of the site beside the course: the manuals of the tools, and how to contribute.

Its pages hang from a door that no toctree of the course names. The theme draws one sidebar, from
the tree of the root page, and Sphinx links pages to the next and the previous along that tree; so
the pages behind the door are given the door's tree for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

DOOR = "tools/index"


def walk(children: Mapping[str, Sequence[str]], page: str) -> Iterator[str]:
    """Yield a page and all that its toctrees lead to, in reading order."""
    yield page
    for child in children.get(page, ()):
        yield from walk(children, child)


def draw_tree(app: Sphinx, page: str, **options: Any) -> str:
    """Return the tree below the door as HTML, as it is seen from one of its pages."""
    tree = addnodes.compact_paragraph(toctree=True)
    for toctree in app.env.get_doctree(DOOR).findall(addnodes.toctree):
        if found := TocTree(app.env).resolve(page, app.builder, toctree, **options):
            tree += found.children
    return app.builder.render_partial(tree)["fragment"]


def on_html_page_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page behind the door its own tree, and a next and a previous page out of it."""
    behind = list(walk(app.env.toctree_includes, DOOR))
    context["door"] = DOOR
    context["is_behind_door"] = page in behind
    if page not in behind:
        return

    def link(index: int) -> dict[str, str] | None:
        if not 0 <= index < len(behind):
            return None
        title = app.builder.render_partial(app.env.titles[behind[index]])["title"]
        return {"link": context["pathto"](behind[index]), "title": title}

    here = behind.index(page)
    context["prev"], context["next"] = link(here - 1), link(here + 1)
    context["toctree"] = lambda **options: draw_tree(app, page, **options)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect before the theme, which draws its sidebar from the tree that the context holds."""
    app.connect("html-page-context", on_html_page_context, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
