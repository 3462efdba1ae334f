"""Family 1: a claim without a citation.

Each uncited unit is reported once, under the rule that says most about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sphinx_claims.core.citing.forms import Form, Mention
from sphinx_claims.core.citing.works import as_role, keys_meant, told_in
from sphinx_claims.core.model import ClaimUnit, Kind, Profile, Severity, State
from sphinx_claims.core.prose.reading import Reading
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on

_BY_KIND = {
    Kind.CAPTION: "uncited-caption",
    Kind.LIST_ITEM: "uncited-list-item",
    Kind.DEFINITION: "uncited-definition",
    Kind.QUOTATION: "uncited-quotation",
}
UNCHECKED = "unchecked-citation"
"""Slug of the rule that reports a unit whose only support cannot be checked."""
_SEEN = {
    Form.AUTHOR_YEAR: "{} in plain text",
    Form.BRACKETED_KEY: "{}, which is printed as it stands",
    Form.BARE_KEY: "{}, which is printed as it stands",
    Form.LINK: "a link to {}",
    Form.IDENTIFIER: "{} in plain text",
}
"""What to say of a form that cannot be checked, around what was seen."""

_BY_TRIGGER = (
    ("quantity", "uncited-number"),
    ("authority", "unnamed-authority"),
    ("cause", "uncited-effect"),
    ("effect", "uncited-effect"),
)
_LONG_QUOTATION = re.compile(r"[“\"](?:[^\s“”\"]++\s++){7}[^“”\"]*+[”\"]")
"""More than seven words in quotation marks."""
_GRAVE = frozenset({"uncited-number", "uncited-quotation", "uncited-dose"})
"""Rules that stay errors under every profile."""


def slug_for(unit: ClaimUnit, reading: Reading) -> str:
    """Return the slug of the rule that says most about a unit without citation."""
    if unit.kind is Kind.TABLE_ROW:
        return "uncited-table-row"
    if not {"quantity", "drug"}.isdisjoint(reading.triggers) and reading.is_order:
        return "uncited-dose"
    by_trigger = (slug for name, slug in _BY_TRIGGER if name in reading.triggers)
    if slug := next(by_trigger, None):
        return slug
    if _LONG_QUOTATION.search(unit.text):
        return "uncited-quotation"
    return "uncited-feedback" if unit.feedback else _BY_KIND.get(unit.kind, "uncited-sentence")


def _check(slug: str, noun: str) -> Callable[[Context], Iterator[Hit]]:
    def check(context: Context) -> Iterator[Hit]:
        for verdict in context.verdicts:
            if verdict.rule == slug:
                lenient = verdict.profile is not Profile.STRICT and slug not in _GRAVE
                yield replace(
                    hit_on(verdict, f"{noun} has no citation{_origin(verdict.unit)}"),
                    at_most=Severity.WARNING if lenient else None,
                )

    return check


def _check_quotations(context: Context) -> Iterator[Hit]:
    """Report words of others without a source in their own sentence; a neighbour's will not do."""
    yield from _check("uncited-quotation", "quotation")(context)
    for verdict in context.verdicts:
        unit = verdict.unit
        if (
            verdict.state is not State.COVERED
            or unit.cover
            or not _LONG_QUOTATION.search(unit.text)
        ):
            continue
        if verdict.reading.exemption is None:
            yield replace(
                hit_on(verdict, "quotation has no citation in its own sentence"),
                at_most=Severity.WARNING,
            )


def _check_unchecked(context: Context) -> Iterator[Hit]:
    """Say what was seen, and what to write where the bibliography holds the work."""
    known = context.bibliography.known
    for verdict in context.verdicts:
        if verdict.rule == UNCHECKED:
            told = told_in(verdict.unit, known)
            keys = keys_meant(told, context.bibliography)
            seen = " and ".join(dict.fromkeys(map(_seen, told)))
            textual = all(mention.textual for mention in told)
            role = as_role(keys, textual=textual, source=verdict.unit.location.source)
            advice = f"; what the bibliography has is cited as {role}" if keys else ""
            yield hit_on(
                verdict, f"the only support is {seen}{_origin(verdict.unit)}{advice}", keys
            )


def _origin(unit: ClaimUnit) -> str:
    """Say that words of a unit are written elsewhere, if they are."""
    names = ", ".join(map(repr, unit.substituted))
    return f", in text of the substitution {names}" if names else ""


def _seen(mention: Mention) -> str:
    return _SEEN[mention.form].format(repr(mention.identifier or mention.text))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM101",
        slug="uncited-number",
        summary="a sentence with a quantity has no citation",
        why=(
            "A number that nobody can trace cannot be checked, and is the first thing that "
            "readers carry away."
        ),
        bad="In the trial 24 of 40 people responded.",
        good="In the trial 24 of 40 people responded {cite:p}`Key`.",
        check=_check("uncited-number", "sentence with a quantity"),
    ),
    Rule(
        code="CLM102",
        slug="uncited-effect",
        summary="a sentence about a cause, an effect or a harm has no citation",
        why="What leads to what, and what is safe, is what readers act on.",
        bad="The drug lowers the risk.",
        good="The drug lowers the risk {cite:p}`Key`.",
        check=_check("uncited-effect", "sentence about cause or effect"),
    ),
    Rule(
        code="CLM103",
        slug="uncited-quotation",
        summary="a block quotation, or more than seven words in quotation marks, has no source",
        why="Words of others need their place of origin, in the sentence that quotes them.",
        bad="> Blood cells come from the marrow.",
        good="> Blood cells come from the marrow {cite:p}`Key{p. 3}`.",
        check=_check_quotations,
    ),
    Rule(
        code="CLM104",
        slug="unnamed-authority",
        summary="a sentence appeals to studies or experts that it does not name",
        why="An appeal to authority without a name cannot be checked by anyone.",
        bad="Studies show that cells rest.",
        good="Studies show that cells rest {cite:p}`Key`.",
        check=_check("unnamed-authority", "appeal to studies or experts"),
    ),
    Rule(
        code="CLM105",
        slug="uncited-dose",
        summary="an instruction with a dose, a threshold or a drug has no citation",
        why="In medicine an instruction is the riskiest claim of all.",
        bad="Take 5 mg of prednisone a day.",
        good="Take 5 mg of prednisone a day {cite:p}`Key`.",
        check=_check("uncited-dose", "instruction with a dose, threshold or drug"),
    ),
    Rule(
        code="CLM107",
        slug=UNCHECKED,
        summary="the only support of a sentence is a form of citation that cannot be checked",
        why="Names and a year in plain text, a key that is printed as it stands, or a bare DOI "
        "lead to no entry of the bibliography: nobody sees when they are wrong, and the work is "
        "missing from the list of references.",
        bad="Stem cells live in the marrow (Ng et al., 2020).",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_check_unchecked,
        by_profile=((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF)),
    ),
    Rule(
        code="CLM110",
        slug="uncited-sentence",
        summary="a declarative sentence has no citation",
        why="A reader must be able to ask of every statement: who says so?",
        bad="Stem cells live in the marrow.",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_check("uncited-sentence", "sentence"),
    ),
    Rule(
        code="CLM120",
        slug="uncited-table-row",
        summary="a row of a table has no citation",
        why="Tables hold the densest claims and are copied most.",
        bad="| Study | Result |\n|---|---|\n| First | all responded |",
        good=(
            "| Study | Result | Source |\n|---|---|---|\n| First | all responded | {cite:p}`Key` |"
        ),
        check=_check("uncited-table-row", "table row"),
    ),
    Rule(
        code="CLM121",
        slug="uncited-caption",
        summary="a caption has no citation",
        why="Figures travel without the text around them; the caption must carry the source.",
        bad=":::{figure} cell.svg\n:alt: a cell\n\nThe cell divides.\n:::",
        good=":::{figure} cell.svg\n:alt: a cell\n\nThe cell divides {cite:p}`Key`.\n:::",
        check=_check("uncited-caption", "caption"),
    ),
    Rule(
        code="CLM122",
        slug="uncited-list-item",
        summary="a sentence in a list item has no citation",
        why="A list looks like a summary of known things; each item is a statement all the same.",
        bad="- Stem cells live in the marrow.",
        good="- Stem cells live in the marrow {cite:p}`Key`.",
        check=_check("uncited-list-item", "list item"),
    ),
    Rule(
        code="CLM123",
        slug="uncited-definition",
        summary="a definition has no citation",
        why="Definitions differ between fields and change; say whose it is.",
        bad="term\n: The death of a cell by its own program.",
        good="term\n: The death of a cell by its own program {cite:p}`Key`.",
        check=_check("uncited-definition", "definition"),
    ),
    Rule(
        code="CLM124",
        slug="uncited-feedback",
        summary="a sentence in the answer to a quiz question has no citation",
        why="Questions need no source, but what the answer says is learned. Answers stand in a "
        "container, dropdown or "
        "admonition of class answer, feedback or quiz-answer.",
        bad=":::{admonition} Answer\n:class: answer\n\nStem cells live in the marrow.\n:::",
        good=(
            ":::{admonition} Answer\n:class: answer\n\nStem cells live in the marrow "
            "{cite:p}`Key`.\n:::"
        ),
        check=_check("uncited-feedback", "sentence of an answer"),
    ),
)
