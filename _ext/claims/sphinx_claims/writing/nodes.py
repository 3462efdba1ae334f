"""The nodes this extension makes.

Placeholders, which the pages module takes out again, and citations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri

from sphinx_claims._foreign import cite_in_parentheses
from sphinx_claims.core.model import Citation

RENDERED = "claims_rendered"
"""Attribute of what a program printed and no author wrote."""
OWN_CITATION = "claims-citation"
"""Class of a citation that sphinxcontrib-bibtex did not make."""
NO_SEARCH = "no-search"
"""Class of what Sphinx leaves out of the search index."""
FACT, FACT_CITE, FACT_SLIP = "claims_fact", "claims_fact_cite", "claims_fact_slip"
"""Attributes of a printed fact: what the author wrote, the citation that goes with it or None,
and what is wrong."""
OPERANDS, ARITHMETIC = "claims_operands", "claims_arithmetic"
"""Attributes of printed arithmetic: the facts it uses, and what the author wrote."""
PREMISES = "claims_premises"
"""Attribute of the sign of reasoning: the keys that it reasons from."""
RUN = "cited"
"""Class of the words that the citations in their last sentence cover."""
SCENE_CLASSES = {"person": ("scenario",), "study": ("scenario", "scenario-study")}
"""Kind of scenario to the classes of its box."""
WRONG_FACTS = "claims_wrong_facts"
"""Attribute of a document in which something is wrong with a fact."""


class marker(nodes.Element):
    """Base of the nodes that are gone from a document once it is written."""


class claim(marker, nodes.General):
    """A body covered by declared sources.

    ``keys`` holds the citations, ``claim_id`` the author's id or None.
    """


class uncited(marker, nodes.Invisible, nodes.Inline, nodes.TextElement):
    """An author's ``reason`` why the sentence around it needs no source."""


class uncited_block(marker, nodes.General):
    """A body that needs no source.

    Its ``suppression``, and its ``slips``, what is malformed in the options.
    """


class unknown_citation(marker, nodes.Invisible, nodes.Inline, nodes.TextElement):
    """The ``key`` of a citation role that prints nothing because no bibliography holds the key."""


class claims_page(marker, nodes.General):
    """A place where the report is shown; ``view`` names which part, ``options`` how."""


class claims_previews(nodes.General, nodes.Element):
    """The references of the citations on an HTML page, hidden until a script shows one of them."""


def link_node(builder: Builder, doc: str, target: str, text: str, anchor: str = "") -> nodes.Node:
    """Return a link to a place in another document, or its text if the output lacks that one."""
    try:
        uri = builder.get_relative_uri(doc, target) + (f"#{anchor}" if anchor else "")
    except NoUri:
        return nodes.inline("", text)
    return nodes.reference("", "", nodes.inline("", text), internal=True, refuri=uri)


def citation_by_role(
    cites: Sequence[Citation], env: BuildEnvironment, line: int, inliner: Any
) -> nodes.Node:
    """Return a citation that no author wrote; sphinxcontrib-bibtex notes and lists it."""
    if (citation := cite_in_parentheses(env, target_of(cites), line, inliner)) is None:
        return bare_citation(cites)
    citation[RENDERED] = True
    return citation


def bare_citation(cites: Sequence[Citation]) -> nodes.Node:
    """Return keys of sources in brackets, for a project without bibliography extension."""
    target = target_of(cites)
    return nodes.inline(target, f"[{target}]", classes=[OWN_CITATION], **{RENDERED: True})


def target_of(cites: Sequence[Citation]) -> str:
    """Return what an author would write between the backquotes of a cite role."""
    return ", ".join(cite.key + (f"{{{cite.locator}}}" if cite.locator else "") for cite in cites)
