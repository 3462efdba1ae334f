"""Family 9: what the checker could not look into."""

from __future__ import annotations

from sphinx_claims.core.model import Severity
from sphinx_claims.core.rules.base import Rule, hits_for_defects

RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM901",
        slug="raw-content",
        summary="raw HTML or LaTeX holds text that is not checked",
        why="Claims in raw blocks reach the reader unseen by the checker, and only in one output format.",
        bad="```{raw} html\n<p>Stem cells live in the marrow of every bone, all life long.</p>\n```",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=hits_for_defects("raw-content"),
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM905",
        slug="undecodable-source",
        summary="a document is not valid UTF-8",
        why="Bytes that cannot be decoded are replaced, so that the text that is checked is not the text that was written.",
        bad="",
        good="",
        check=hits_for_defects("undecodable-source"),
    ),
    Rule(
        code="CLM906",
        slug="image-without-alt",
        summary="an image has no alternative text",
        why="What a picture says can be checked, and heard, only through its words.",
        bad="```{image} cell.svg\n```",
        good="```{image} cell.svg\n:alt: a dividing cell\n```",
        check=hits_for_defects("image-without-alt"),
        severity=Severity.NOTE,
    ),
)
