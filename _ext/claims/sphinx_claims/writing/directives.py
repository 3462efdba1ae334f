"""What authors write.

The claim directive, the uncited role, the places where the report is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

from sphinx_claims.core.model import Citation, Suppression
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.suppression import parse_date
from sphinx_claims.writing.nodes import (
    PREMISES,
    citation_by_role,
    claim,
    uncited,
    uncited_block,
)

REASONING_SIGN = "\u2234"
"""What stands behind reasoning: the sign for "therefore"."""
REASONING = "our reasoning from the sources beside it"
_KEY = re.compile(r"(?P<key>[^\s{},]+)(?:\{(?P<locator>[^{}]*)\})?")


class ClaimDirective(SphinxDirective):
    """A body that the named sources cover; the citation is printed once, at its end."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "id": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return one claim node."""
        text = self.arguments[0] if self.arguments else ""
        cites = tuple(
            Citation(key=found["key"], locator=found["locator"]) for found in _KEY.finditer(text)
        )
        node = claim(keys=cites, classes=["claim"])
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        if name := self.options.get("id"):
            self.options["name"] = name
            self.add_name(node)
        if cites:
            _append(node, citation_by_role(cites, self.env, self.lineno, self.state.inliner))
        return [node]


def _append(node: nodes.Element, citation: nodes.Node) -> None:
    """Put a citation behind the last words of a body."""
    last = node.children[-1] if node.children else None
    if not isinstance(last, nodes.paragraph):
        last = nodes.paragraph()
        node += last
    else:
        last += nodes.Text(" ")
    last += citation


class InferRole(SphinxRole):
    """The keys from which the author infers the sentence before the role."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the sign of reasoning, which readers see."""
        sign = nodes.abbreviation("", REASONING_SIGN, explanation=REASONING)
        premises = tuple(filter(None, re.split(r"[\s,]+", self.text)))
        marked = nodes.inline(self.rawtext, "", sign, classes=["claims-inferred"])
        marked[PREMISES] = premises
        return [marked], []


class UncitedRole(SphinxRole):
    """The author's reason why this sentence needs no source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return one invisible node."""
        return [uncited(self.rawtext, reason=self.text.strip())], []


class UncitedDirective(SphinxDirective):
    """A body that needs no source, with the author's reason."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "until": directives.unchanged,
        "rules": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return one node around the body."""
        read: dict[str, Any] = {
            "reason": " ".join(self.arguments[0].split()) if self.arguments else ""
        }
        slips: list[str] = []
        for name, parse in (("until", parse_date), ("rules", _slugs)):
            try:
                read |= {name: parse(self.options[name])} if name in self.options else {}
            except ValueError as error:
                slips.append(str(error))
        node = uncited_block(suppression=Suppression(**read), slips=tuple(slips))
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        return [node]


def _slugs(text: str) -> tuple[str, ...]:
    """Return the slugs of rules about missing citations that slugs and codes name."""
    known = {
        name: rule.slug
        for rule in ALL_RULES
        if rule.code.startswith("CLM1")
        for name in (rule.code, rule.slug)
    }
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in known]:
        raise ValueError(
            f"no rule about missing citations is called {', '.join(map(repr, unknown))}"
        )
    return tuple(known[name] for name in names)
