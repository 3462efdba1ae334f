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

from sphinx_claims.core.evidence.arithmetic import calculate, keys_in
from sphinx_claims.core.evidence.facttext import look_up
from sphinx_claims.core.evidence.ledger import Ledger, split_target
from sphinx_claims.core.model import Citation
from sphinx_claims.showing.build_data import data_of
from sphinx_claims.writing.nodes import (
    ARITHMETIC,
    FACT,
    FACT_CITE,
    FACT_SLIP,
    OPERANDS,
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
    operands: tuple[str, ...] = ()
    """The facts that arithmetic uses."""


class FactRole(SphinxRole):
    """A fact of the ledger, printed with its unit and its citation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the fact and its citation; of an unknown one the name in brackets."""
        return _shown(self, print_fact(self.text, self.env), ["claims-fact"], {}), []


class CalcRole(SphinxRole):
    """Arithmetic with facts of one source, printed with its result and its citation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the arithmetic and its citation; of one that is wrong what the author wrote."""
        printed = print_arithmetic(self.text, self.env)
        marked = {ARITHMETIC: self.text, OPERANDS: printed.operands}
        return _shown(self, printed, ["claims-fact", "claims-calc"], marked), []


def _shown(
    role: SphinxRole, printed: Printed, classes: list[str], marked: dict[str, Any]
) -> list[nodes.Node]:
    """Return what a role prints, and behind it the citation that no author wrote."""
    told = nodes.inline(role.rawtext, printed.text, classes=classes)
    told[FACT], told[FACT_CITE], told[FACT_SLIP] = role.text, printed.cite, printed.slip
    for name, value in marked.items():
        told[name] = value
    if printed.slip:
        role.inliner.document[WRONG_FACTS] = True
    if printed.cite is None or printed.slip:
        return [told]
    citation = citation_by_role((printed.cite,), role.env, role.lineno, role.inliner)
    return [told, nodes.inline("", " ", citation, **{RENDERED: True})]


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
    ledger = _noted_ledger(env)
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


def print_arithmetic(target: str, env: BuildEnvironment) -> Printed:
    """Return what arithmetic prints, and have the document read again when the ledger changes."""
    ledger = _noted_ledger(env)
    try:
        done = calculate(target, ledger)
    except ValueError as error:
        keys = keys_in(target)
        slip = "" if keys & ledger.damaged else str(error)
        cite = Citation(key=min(keys)) if keys else None
        return Printed(text=f"[{target}]", cite=cite, slip=slip)
    cite = None if done.bare else Citation(key=done.key, locator=done.locator or None)
    return Printed(text=done.text, cite=cite, operands=done.operands)


def _noted_ledger(env: BuildEnvironment) -> Ledger:
    ledger = data_of(env).ledger
    if ledger.source:
        env.note_dependency(str((env.srcdir / ledger.source).resolve()))
    return ledger
