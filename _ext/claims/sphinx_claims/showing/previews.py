"""The references of the citations on an HTML page, ready for the script that shows them.

Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_claims._foreign import CITATION_CLASS, find_bibtex, text_of_reference
from sphinx_claims.core.identifiers import is_web_address
from sphinx_claims.writing.nodes import NO_SEARCH, claims_previews

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator
    from sphinxcontrib.bibtex.domain import Citation as Listed

STATIC = Path(__file__).parent.parent / "static" / "preview"
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
    distant = {_address(builder, docname, cited): cited for cited in domain.citations}
    local = {
        (cited.bibliography_key.docname, cited.citation_id): cited for cited in domain.citations
    }
    previews = claims_previews(classes=["claims-previews", NO_SEARCH])
    shown: set[str] = set()
    for doc, link in _citation_links(document, docname):
        cited = (
            local.get((doc, link["refid"])) if "refid" in link else distant.get(link.get("refuri"))
        )
        if cited is None:
            continue
        link["classes"].append(_id(cited.key))
        if cited.key not in shown:
            shown.add(cited.key)
            preview = nodes.inline("", "", *text_of_reference(cited, domain))
            _unlink(preview)
            preview["ids"], preview["classes"] = [_id(cited.key)], ["claims-preview"]
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


def _citation_links(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.reference]]:
    """Return the links that sphinxcontrib-bibtex made to references, each with its document."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    if isinstance(node, nodes.inline) and CITATION_CLASS in node["classes"]:
        yield from ((docname, link) for link in node.findall(nodes.reference))
        return
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _citation_links(child, docname)


def _address(builder: Builder, docname: str, cited: Listed) -> str:
    return (
        f"{builder.get_relative_uri(docname, cited.bibliography_key.docname)}#{cited.citation_id}"
    )


def _id(key: str) -> str:
    return f"claims-ref-{key}"
