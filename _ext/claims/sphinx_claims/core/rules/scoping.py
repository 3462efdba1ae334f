"""Family 2: citations that cover nothing, or scopes without citations."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import groupby

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Kind, Location, Profile, Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects
from sphinx_claims.core.scope import keys_of
from sphinx_claims.core.verdicts.coverage import coverage_by_page

_GATHERING = frozenset({Kind.TABLE_ROW, Kind.CAPTION})
"""Kinds of unit that hold the sources of several statements."""


def _distant(context: Context) -> Iterator[Hit]:
    """Look at paragraphs under the profile draft.

    Under the others each sentence out of reach is a finding by itself.
    """
    lax = (verdict for verdict in context.verdicts if verdict.profile is Profile.DRAFT)
    for _, group in groupby(
        lax, key=lambda verdict: (verdict.unit.location.doc, verdict.unit.block)
    ):
        block = tuple(group)
        first = next((index for index, verdict in enumerate(block) if verdict.unit.cites), 0)
        number = sum(_leans(verdict) for verdict in block[:first])
        if number > context.policy.reach:
            yield hit_on(
                block[first],
                f"one citation stands for the {number} claims before it",
                keys_of(block[first].unit.cites),
            )


def _leans(verdict: Verdict) -> bool:
    """Tell whether a sentence makes a claim that only the citation of another sentence covers."""
    unit, reading = verdict.unit, verdict.reading
    covered = verdict.state is State.COVERED and not unit.cover and not unit.lead
    return covered and reading.exemption is None and reading.is_claim


def _bundles(context: Context) -> Iterator[Hit]:
    most = context.policy.bundle_max
    for verdict in context.verdicts:
        keys = keys_of(verdict.unit.cites)
        if verdict.unit.kind not in _GATHERING and len(keys) > most > 0:
            yield hit_on(
                verdict, f"{len(keys)} sources for one sentence, {most} are the most", keys
            )


def _low_coverage(context: Context) -> Iterator[Hit]:
    for doc, coverage in coverage_by_page(context.verdicts).items():
        wanted = next(
            (percent for glob, percent in context.policy.coverage_min if fnmatchcase(doc, glob)), 0
        )
        if coverage.supported * 100 < wanted * coverage.claims:
            reached = f"{coverage.supported} of {coverage.claims} claims have a source"
            message = (
                f"{reached} ({coverage.supported * 100 // coverage.claims} %), {wanted} % are "
                "wanted"
            )
            yield Hit(
                location=Location(doc=doc, source=context.sources[doc], line=1), message=message
            )


_CLAIMS = (
    "Cells swell in pure water because salt draws it in. Cells shrink in strong brine within two "
    "minutes. "
    "Cold slows the growth of most cells. Heat kills most cells within a day."
)
RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM201",
        slug="distant-citation",
        summary="the only citation of a paragraph stands behind many claims",
        why=(
            "Whether it supports the first of them, the last, or all, the reader cannot tell. "
            "Found under the profile draft."
        ),
        bad=f"{_CLAIMS} Light harms them {{cite:p}}`Key`.",
        good=(
            f"{_CLAIMS.replace('minutes.', 'minutes {cite:p}`Key`.')} Light harms them "
            f"{{cite:p}}`Key`."
        ),
        check=_distant,
        severity=Severity.WARNING,
        conf='claims_profile = "draft"',
    ),
    Rule(
        code="CLM202",
        slug="floating-citation",
        summary="a citation stands behind the full stop, or alone",
        why="It counts for the sentence before it; a reader may take it for the next one, or for "
        "the whole paragraph. "
        "A style that puts it there on purpose switches this rule off; raised footnote numbers "
        "are never meant.",
        bad="Stem cells live in the marrow. {cite:p}`Key`",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=hits_for_defects(DefectKind.FLOATING_CITATION),
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM203",
        slug="citation-bundle",
        summary="one sentence cites more sources than anyone will check",
        why="A heap of sources hides which of them says what; the sentence can be parted, or the "
        "best ones named. "
        "Table rows and captions gather the sources of several statements and are left alone.",
        bad="Stem cells live in the marrow {cite:p}`Key, Other`.",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_bundles,
        severity=Severity.NOTE,
        conf="claims_bundle_max = 1",
    ),
    Rule(
        code="CLM204",
        slug="citation-in-heading",
        summary="a citation stands in a heading or a label, where it covers nothing",
        why="A heading is no statement, and the sentences below it do not inherit from it.",
        bad="## Stem cells {cite:p}`Key`",
        good="## Stem cells\n\nStem cells live in the marrow {cite:p}`Key`.",
        check=hits_for_defects(DefectKind.CITATION_IN_HEADING),
    ),
    Rule(
        code="CLM205",
        slug="low-coverage",
        summary="too few claims of a page have a source",
        why="A page can pass as a draft, sentence by sentence, and yet be unfit to be shown.",
        bad=(
            "Stem cells live in the marrow {cite:p}`Key`.\n\nThey rest {uncited}`seen by "
            "all`.\n\nThey die."
        ),
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_low_coverage,
        severity=Severity.WARNING,
        conf='claims_select = ["low-coverage"]\nclaims_coverage_min = 80',
    ),
    Rule(
        code="CLM206",
        slug="translation-citation",
        summary="a translation lost, gained or moved a citation",
        why=(
            "A reader of the translation must find the same support; nothing else of a "
            "translation is judged."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.TRANSLATION_CITATION),
    ),
    Rule(
        code="CLM207",
        slug="claim-without-key",
        summary="a claim directive names no source",
        why="The directive declares that its body is covered; without a key it covers nothing.",
        bad=":::{claim}\nStem cells live in the marrow {cite:p}`Key`.\n:::",
        good=":::{claim} Key\nStem cells live in the marrow.\n:::",
        check=hits_for_defects(DefectKind.CLAIM_WITHOUT_KEY),
    ),
    Rule(
        code="CLM208",
        slug="longer-translation",
        summary="a translation has sentences that its source has not, and that cite nothing",
        why=(
            "Claims are judged in the source. A sentence that only the translation has is read by "
            "nobody there, and rides on the citation beside it."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.LONGER_TRANSLATION),
        by_profile=((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF)),
    ),
)
