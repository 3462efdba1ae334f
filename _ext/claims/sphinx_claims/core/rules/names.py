"""Family 1, continued: names that stand for a source, and must lead to it somewhere on the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sphinx_claims.core.genres import Genre
from sphinx_claims.core.model import Severity, State, Verdict
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on

_UNJUDGED = frozenset((*EXEMPTIONS, *Genre))
"""Reasons for which a sentence is not judged, whatever names it holds."""


def _uncited_names(context: Context) -> Iterator[Hit]:
    by_doc: dict[str | None, list[Verdict]] = defaultdict(list)
    for verdict in context.verdicts:
        if verdict.state is not State.SUPPRESSED and verdict.reason not in _UNJUDGED:
            by_doc[verdict.unit.location.doc].append(verdict)
    for name, keys in context.policy.names:
        wanted = f" by {' or '.join(keys)}" if keys else ""
        for verdicts in by_doc.values():
            if first := _unbacked(name, keys, verdicts):
                yield hit_on(
                    first, f"{name!r} is named and nowhere on the page backed{wanted}", keys
                )


def _unbacked(name: str, keys: Sequence[str], verdicts: Sequence[Verdict]) -> Verdict | None:
    """Return the first sentence of a page that names something which no sentence there backs."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?!-?\w)")
    naming = [verdict for verdict in verdicts if pattern.search(verdict.unit.text)]
    backed = any(_backs(verdict, keys, verdicts) for verdict in naming)
    return naming[0] if naming and not backed else None


def _backs(verdict: Verdict, keys: Sequence[str], verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a sentence has a source, one of *keys* if there are any.

    Its paragraph lends it what it lacks itself.
    """
    if verdict.state not in {State.CITED, State.COVERED}:
        return False
    own = verdict.unit.all_cites
    near = own or [
        cite
        for other in verdicts
        if other.unit.block == verdict.unit.block
        for cite in other.unit.cites
    ]
    return not keys or any(cite.key in keys for cite in (*near, *verdict.unit.lead))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM106",
        slug="uncited-name",
        summary="a trial, guideline, product, scale or method is named and "
        "nowhere on the page cited",
        why=(
            "The name of a trial stands for its paper. A reader who meets it must find that "
            "paper from the same page."
        ),
        bad="The trial REST saw cells sleep {cite:p}`Other`.",
        good="The trial REST saw cells sleep {cite:p}`Key`.",
        check=_uncited_names,
        severity=Severity.WARNING,
        conf='claims_names = {"REST": ["Key"]}',
    ),
)
