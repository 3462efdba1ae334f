"""Facts of the ledger where authors name them.

In the text by a role, in alternative texts by the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from sphinx_claims.core.evidence.facttext import look_up
from sphinx_claims.core.evidence.ledger import split_target
from sphinx_claims.core.model import Citation
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.writing.nodes import (
    FACT,
    FACT_CITE,
    FACT_SLIP,
    RENDERED,
    WRONG_FACTS,
    citation_by_role,
)

_IN_ALT = re.compile(r"(?:\{fact\}|:fact:)`([^`]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a target prints."""

    text: str
    cite: Citation | None
    """The source, unless its citation stands elsewhere."""
    slip: str = ""
    """What is wrong with the target."""


class FactRole(SphinxRole):
    """A fact of the ledger, printed with its unit and its citation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the fact and its citation; of an unknown one the name in brackets."""
        printed = print_fact(self.text, self.env)
        fact = nodes.inline(self.rawtext, printed.text, classes=["claims-fact"])
        fact[FACT], fact[FACT_CITE], fact[FACT_SLIP] = self.text, printed.cite, printed.slip
        if printed.slip:
            self.inliner.document[WRONG_FACTS] = True
        if printed.cite is None or printed.slip:
            return [fact], []
        cites = (printed.cite,)
        citation = citation_by_role(cites, self.env, self.lineno, self.inliner)
        return [fact, nodes.inline("", " ", citation, **{RENDERED: True})], []


class FactsInAltText(SphinxTransform):
    """Facts that the alternative text of an image names.

    A reader hears them, so no citation goes with them.
    """

    default_priority: ClassVar[int] = 210

    def apply(self, **kwargs: Any) -> None:
        """Print them."""
        for image in self.document.findall(nodes.image):
            text = str(image.get("alt", ""))
            slips = [print_fact(target, self.env).slip for target in _IN_ALT.findall(text)]
            if slips:
                image["alt"] = _IN_ALT.sub(lambda found: print_fact(found[1], self.env).text, text)
                image[FACT_SLIP] = next(filter(None, slips), "")
                if image[FACT_SLIP]:
                    self.document[WRONG_FACTS] = True


def print_fact(target: str, env: BuildEnvironment) -> Printed:
    """Return what a target prints, and have the document read again when the ledger changes."""
    ledger = data_of(env).ledger
    if ledger.source:
        env.note_dependency(str((env.srcdir / ledger.source).resolve()))
    try:
        named = look_up(target, ledger)
    except ValueError as error:
        key, name, _ = split_target(target)
        slip = "" if key in ledger.damaged else str(error)
        return Printed(text=f"[{key}.{name}]", cite=Citation(key=key), slip=slip)
    cite = Citation(
        key=named.evidence.key, locator=named.fact.locator or named.evidence.locator or None
    )
    return Printed(text=named.text, cite=None if named.bare else cite)
