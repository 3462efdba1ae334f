"""Family 2, continued: runs of sentences that name their sources once, and reasoning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sphinx_claims.core.evidence.inference import missing_premises, overreach_of
from sphinx_claims.core.evidence.printed import printed_numbers
from sphinx_claims.core.model import ClaimUnit, Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on
from sphinx_claims.core.scope import blocks_of, keys_of

UNFOUNDED = "unfounded-inference"
"""Slug of the rule that reports reasoning without premises."""
_INFERS = re.compile(
    r"(?:and |but |or )?(?:so(?! (?:many|much|few|far|little|that|soon|long|called)\b)|therefore|"
    r"thus|hence|consequently|perhaps|maybe|possibly|presumably|it follows|"
    r"(?:this|that|which|all this) (?:means|suggests|implies|shows that|would mean)|"
    r"we (?:think|believe|conclude|suspect|read)|in our (?:view|reading|opinion|judgement)|"
    r"taken together|if so)\b",
    re.IGNORECASE,
)
"""Openings of a sentence that draws a conclusion."""


def _blocks(context: Context) -> Iterator[tuple[Sequence[Verdict], Sequence[ClaimUnit]]]:
    """Yield the verdicts of each paragraph or row, and what its reasoning may rest on."""
    units = [verdict.unit for verdict in context.verdicts]
    for block, above in blocks_of(units):
        grounds = [units[at] for at in (*above, *block)]
        yield context.verdicts[block.start : block.stop], grounds


def _repeated(context: Context) -> Iterator[Hit]:
    for block, _ in _blocks(context):
        for first, second in pairwise(block):
            cites = second.unit.cites
            if cites and not second.unit.declared and cites == first.unit.cites:
                yield hit_on(second, "cites what the sentence before it cites", keys_of(cites))
        yield from filter(None, map(_cited_again, block))


def _cited_again(verdict: Verdict) -> Hit | None:
    """Return what a sentence cites that covers it already."""
    covering = keys_of(verdict.unit.cover) if verdict.unit.declared else ()
    again = tuple(key for key in keys_of(verdict.unit.cites) if key in covering)
    return hit_on(verdict, "cites what covers it already", again) if again else None


def _inference_in_run(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        unit = verdict.unit
        if unit.declared and unit.premises is None and _INFERS.match(verdict.reading.text):
            yield hit_on(
                verdict,
                "opens as a conclusion in a run of cited sentences",
                keys_of(unit.all_cites),
            )


def _unfounded(context: Context) -> Iterator[Hit]:
    for block, grounds in _blocks(context):
        for verdict in block:
            if verdict.rule == UNFOUNDED:
                missing = missing_premises(verdict.unit, grounds)
                yield hit_on(
                    verdict,
                    f"reasons from {', '.join(missing)}, which its paragraph does not cite"
                    if missing
                    else "reasons from no source",
                    missing,
                )


def _overreaching(context: Context) -> Iterator[Hit]:
    for block, grounds in _blocks(context):
        for verdict in block:
            if verdict.state is State.INFERRED:
                printed = map(str, printed_numbers(verdict.unit, context.ledger))
                triggers = verdict.reading.triggers
                if brought := overreach_of(verdict.unit, grounds, printed, triggers):
                    message = f"reasoning brings in {' and '.join(brought)}"
                    yield hit_on(verdict, message, verdict.unit.premises or ())


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM209",
        slug="neighbouring-citation",
        summary="a sentence repeats the citation of the one before it, or of what covers it",
        why="Marks that say nothing new hide those that do. Put the sentences in one run: "
        "`[First. Second {cite:p}`Key`.]{.cited}`.",
        bad="Stem cells live in the marrow {cite:p}`Key`. They seldom divide {cite:p}`Key`.",
        good="[Stem cells live in the marrow. They seldom divide {cite:p}`Key`.]{.cited}",
        check=_repeated,
        severity=Severity.NOTE,
        by_profile=((Profile.BALANCED, Severity.OFF), (Profile.DRAFT, Severity.OFF)),
    ),
    Rule(
        code="CLM210",
        slug="inference-in-run",
        summary="a sentence of a run opens as a conclusion",
        why="Readers take all of a run for what its sources found. What the author concludes is "
        "marked with the role `infer`, outside the run.",
        bad="[Stem cells live in the marrow. So they are hard to reach {cite:p}`Key`.]{.cited}",
        good="Stem cells live in the marrow {cite:p}`Key`. So they are hard to reach {infer}`Key`.",
        check=_inference_in_run,
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM211",
        slug=UNFOUNDED,
        summary="reasoning names no source, or one that its paragraph does not cite",
        why="A reader who is to follow a conclusion must have before him what it rests on.",
        bad="Stem cells live in the marrow {cite:p}`Key`. So they are hard to reach "
        "{infer}`Other`.",
        good="Stem cells live in the marrow {cite:p}`Key`. So they are hard to reach {infer}`Key`.",
        check=_unfounded,
    ),
    Rule(
        code="CLM212",
        slug="overreaching-inference",
        summary="reasoning brings in a number, a drug, a study or a cure",
        why="That is no conclusion from the premises beside it, but one more finding: it needs a "
        "source of its own. Arithmetic with facts of the ledger is shown with the role `calc`.",
        bad="Stem cells live in the marrow {cite:p}`Key`. So mycophenolate reaches 40% of them "
        "{infer}`Key`.",
        good="Stem cells live in the marrow {cite:p}`Key`. So few drugs may reach them "
        "{infer}`Key`.",
        check=_overreaching,
    ),
)
