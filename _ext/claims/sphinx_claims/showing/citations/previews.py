"""The references of the citations on an HTML page, ready for the script that shows them.

Nothing is fetched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_claims._foreign import find_bibtex, text_of_reference
from sphinx_claims.core.identifiers import is_web_address
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.showing.citations.links import citation_links
from sphinx_claims.showing.citations.told import about, places_of
from sphinx_claims.writing.nodes import NO_SEARCH, claims_previews

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

STATIC = Path(__file__).parents[2] / "static" / "preview"
SCRIPT = "claims-preview.js"
STYLE = "claims-preview.css"


def takes_previews(builder: Builder, env: BuildEnvironment) -> bool:
    """Tell whether a builder writes for a browser, and sphinxcontrib-bibtex prints citations."""
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not builder.embedded
        and find_bibtex(env) is not None
    )


def add_previews(
    document: nodes.document, docname: str, env: BuildEnvironment, builder: Builder
) -> None:
    """Append the references cited; each citation link gets the id of its reference as class."""
    if (domain := find_bibtex(env)) is None:
        return
    data = data_of(env)
    previews = claims_previews(classes=["claims-previews", NO_SEARCH])
    shown: set[str] = set()
    for one in citation_links(document, docname, domain, builder):
        one.link["classes"].append(_id(one.cited.key))
        if one.cited.key not in shown:
            shown.add(one.cited.key)
            preview = nodes.inline("", "", *text_of_reference(one.cited, domain))
            _unlink(preview)
            for told in filter(None, (places_of(one.key, one.doc, data), about(one.key, data))):
                preview += nodes.inline("", f" {told}", classes=["claims-preview-note"])
            preview["ids"], preview["classes"] = [_id(one.cited.key)], ["claims-preview"]
            previews += preview
    if shown:
        document += previews


def _unlink(preview: nodes.inline) -> None:
    """Leave of links to anything but the web their words."""
    for link in list(preview.findall(nodes.reference)):
        if not is_web_address(link.get("refuri", "")):
            link.replace_self(link.children)


def visit_previews(translator: HTML5Translator, node: claims_previews) -> None:
    """Open the hidden container."""
    translator.body.append(translator.starttag(node, "div", hidden="hidden"))


def depart_previews(translator: HTML5Translator, node: claims_previews) -> None:
    """Close the hidden container."""
    translator.body.append("</div>\n")


def _id(key: str) -> str:
    return f"claims-ref-{key}"
