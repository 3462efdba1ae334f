"""Citations as nodes, with or without a bibliography extension."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_claims.core.model import Citation

RENDERED = "claims_rendered"
"""Attribute of a citation that the extension printed and no author wrote."""


def citation_node(env: BuildEnvironment, cites: Sequence[Citation], style: str = "p") -> nodes.Node:
    """Return a citation of some sources, to be resolved by sphinxcontrib-bibtex if the project has it.

    :param style: name of a bibtex role, ``p`` for parenthetical or ``t`` for textual
    """
    target = ", ".join(cite.key + (f"{{{cite.locator}}}" if cite.locator else "") for cite in cites)
    if "cite" not in env.domains:
        return nodes.inline(target, f"[{target}]", classes=["claims-citation"])
    node = addnodes.pending_xref(
        target, refdomain="cite", reftype=style, reftarget=target, refexplicit=False, refwarn=False, refdoc=env.docname
    )
    node[RENDERED] = True
    node += nodes.inline(target, target, classes=["xref", "cite", f"cite-{style}"])
    return node
