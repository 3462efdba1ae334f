"""Facts of the ledger where authors name them: in the text by a role, in alternative texts by the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from sphinx_claims.adapters.domain import ClaimsDomain
from sphinx_claims.adapters.nodes import FACT, FACT_CITE, FACT_SLIP, RENDERED, citation_by_role
from sphinx_claims.core.evidence.facttext import Form, fact_text
from sphinx_claims.core.evidence.ledger import Ledger, split_target
from sphinx_claims.core.model import Citation

BARE = "bare"
"""Option of a fact whose citation stands elsewhere in the sentence or row."""
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
        if printed.cite is None or printed.slip:
            return [fact], []
        cites = (printed.cite,)
        citation = citation_by_role(cites, self.env, self.lineno, self.inliner)
        return [fact, nodes.inline("", " ", citation, **{RENDERED: True})], []


class FactsInAltText(SphinxTransform):
    """Facts that the alternative text of an image names; a reader hears them, so no citation goes with them."""

    default_priority: ClassVar[int] = 210

    def apply(self, **kwargs: Any) -> None:
        """Print them."""
        for image in self.document.findall(nodes.image):
            text = str(image.get("alt", ""))
            slips = [print_fact(target, self.env).slip for target in _IN_ALT.findall(text)]
            if slips:
                image["alt"] = _IN_ALT.sub(lambda found: print_fact(found[1], self.env).text, text)
                image[FACT_SLIP] = next(filter(None, slips), "")


def print_fact(target: str, env: BuildEnvironment) -> Printed:
    """Return what a target prints, and have the document read again when the ledger changes."""
    domain = cast("ClaimsDomain", env.get_domain("claims"))
    ledger, (key, name, options) = domain.ledger, split_target(target)
    if ledger.source:
        env.note_dependency(str((env.srcdir / ledger.source).resolve()))
    try:
        return _printed(ledger, key, name, options)
    except ValueError as error:
        slip = "" if key in ledger.damaged else str(error)
        return Printed(text=f"[{key}.{name}]", cite=Citation(key=key), slip=slip)


def _printed(ledger: Ledger, key: str, name: str, options: tuple[str, ...]) -> Printed:
    """Return what a fact prints; raises ``ValueError`` with what is wrong."""
    if not ledger.source:
        raise ValueError(f"fact '{key}.{name}' is printed, and claims_ledger names no ledger")
    if unknown := [option for option in options if option not in {BARE, *Form}]:
        raise ValueError(f"fact '{key}.{name}' has an unknown option {unknown[0]!r}; known are {', '.join((BARE, *Form))}")
    if (evidence := ledger.sources.get(key)) is None:
        raise ValueError(f"the ledger has no source {key!r}{_nearest(key, list(ledger.sources))}")
    if (fact := evidence.find(name)) is None:
        raise ValueError(f"{key} has no fact {name!r}{_nearest(name, [fact.id for fact in evidence.facts])}")
    forms = [Form(option) for option in options if option != BARE]
    try:
        text = fact_text(fact, forms[-1] if forms else Form.VALUE)
    except ValueError as error:
        raise ValueError(f"'{key}.{name}' {error}") from error
    cite = Citation(key=key, locator=fact.locator or evidence.locator or None)
    return Printed(text=text, cite=None if BARE in options else cite)


def _nearest(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 3, 0.5)
    return f"; nearest are {', '.join(close)}" if close else ""
