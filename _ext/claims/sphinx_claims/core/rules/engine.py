"""Family 9: what the checker could not look into."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import UNSUPPORTED, Severity
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects


def _approximate(context: Context) -> Iterator[Hit]:
    told: set[tuple[str | None, int]] = set()
    described: set[str] = set()
    for verdict in context.verdicts:
        unit = verdict.unit
        if verdict.state in UNSUPPORTED and unit.unplaced not in {"", *described}:
            described.add(unit.unplaced)
            yield hit_on(
                verdict, f"the docstring of {unit.unplaced!r} is written elsewhere or otherwise"
            )
        place = (unit.location.doc, unit.block)
        if verdict.state in UNSUPPORTED and unit.substitutions and place not in told:
            told.add(place)
            names = ", ".join(map(repr, unit.substitutions))
            yield hit_on(verdict, f"text of the substitution {names} is written elsewhere")


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM901",
        slug="raw-content",
        summary="raw mark-up holds text, and no citation in it is seen",
        why="It reaches the readers of one output only. The text of raw HTML is judged as if it "
        "had no citation, that of any other mark-up not at all.",
        bad="```{raw} html\n<p>See the next page.</p>\n```",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=hits_for_defects(DefectKind.RAW_CONTENT),
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM902",
        slug="approximate-location",
        summary="an uncited sentence stands in a paragraph that holds a substitution, or in a "
        "docstring whose file does not hold its words",
        why="The line is a place in the paragraph or the docstring; the text, or the citation it "
        "lacks, may be written where the substitution is defined, or in the docstring of another "
        "class. Noted once for a paragraph or a docstring.",
        bad="",
        good="",
        check=_approximate,
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM903",
        slug="no-segmenter",
        summary="the language of the project is not English",
        why="Sentences are parted, and under the profile balanced recognised as claims, by "
        "English rules. The profile strict "
        "still works where sentences end in full stops.",
        bad='language = "de"',
        good='language = "en"',
        check=hits_for_defects(DefectKind.NO_SEGMENTER),
        severity=Severity.NOTE,
        language="python",
    ),
    Rule(
        code="CLM904",
        slug="rule-disabled",
        summary="the settings switch off a rule, make a note of what would stop a build, or hide "
        "lines of the console",
        why="Whoever reads that nothing was found must see what was not looked for.",
        bad='claims_severity = {"uncited-number": "off"}',
        good='claims_severity = {"uncited-number": "warning"}',
        check=hits_for_defects(DefectKind.RULE_DISABLED),
        severity=Severity.NOTE,
        language="python",
        always=True,
    ),
    Rule(
        code="CLM905",
        slug="undecodable-source",
        summary="a document is not valid UTF-8",
        why=(
            "Bytes that cannot be decoded are replaced, so that the text that is checked is not "
            "the text that was written."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.UNDECODABLE_SOURCE),
    ),
    Rule(
        code="CLM906",
        slug="image-without-alt",
        summary="an image has no alternative text",
        why="What a picture says can be checked, and heard, only through its words.",
        bad="```{image} cell.svg\n```",
        good="```{image} cell.svg\n:alt: a dividing cell\n```",
        check=hits_for_defects(DefectKind.IMAGE_WITHOUT_ALT),
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM907",
        slug="unjudged-text",
        summary="text of the project is not judged: its page is off, it is a translation, or the "
        "build leaves it out",
        why="Nothing is found where nothing is looked at. Text under a condition is judged in a "
        "build where the condition holds, a translation in its source.",
        bad='claims_paths = {"index": "off"}',
        good='claims_paths = {"index": "draft"}',
        check=hits_for_defects(DefectKind.UNJUDGED_TEXT),
        severity=Severity.NOTE,
        language="python",
        always=True,
    ),
    Rule(
        code="CLM908",
        slug="lost-page",
        summary="a page was read, and its text was gone before it could be judged",
        why="Another extension, or a handler in conf.py, has emptied what the checker stores.",
        bad="",
        good="",
        check=hits_for_defects(DefectKind.LOST_PAGE),
        always=True,
    ),
)
