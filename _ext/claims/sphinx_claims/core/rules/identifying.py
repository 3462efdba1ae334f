"""Family 4: what leads from an entry to the work."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.identifiers import PERSISTENT, identifiers_of, slips_in_identifiers
from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.rules.base import Context, Hit, Rule


def _missing(context: Context) -> Iterator[Hit]:
    used = context.bibliography.used
    for source in context.bibliography.sources:
        inherits = source.get("crossref") or source.get("xdata")
        if (
            source.get("type").lower() != "article"
            or inherits
            or (used is not None and source.key not in used)
        ):
            continue
        if not identifiers_of(source) and not any(source.get(name) for name in PERSISTENT):
            message = f"article {source.key!r} has no doi, pmid, pmcid or url"
            yield Hit(location=source.location, message=message, keys=(source.key,))


def _malformed(context: Context) -> Iterator[Hit]:
    for source in context.bibliography.sources:
        for slip in slips_in_identifiers(source):
            yield Hit(
                location=source.location, message=f"{source.key!r}: {slip}", keys=(source.key,)
            )


_REST = (
    "@article{{Rest, author = {{Ng, A.}}, title = {{Rest}}, journal = {{J}}, year = {{2020}}{}}}"
)
RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM401",
        slug="missing-identifier",
        summary=(
            "an article that a page cites or lists has neither a DOI, a PMID, a PMCID nor an "
            "address"
        ),
        why=(
            "The reader has to search for it, and nobody can ask a service whether it was "
            "corrected or retracted."
        ),
        bad=_REST.format(""),
        good=_REST.format(", doi = {10.1000/rest}"),
        check=_missing,
        severity=Severity.WARNING,
        language="bibtex",
        by_profile=((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF)),
    ),
    Rule(
        code="CLM402",
        slug="malformed-identifier",
        summary="a DOI, PMID, PMCID, ISBN, ISSN or ORCID cannot be right",
        why=(
            "Its form is wrong or its check digit does not fit, so it leads nowhere or to "
            "another work."
        ),
        bad=_REST.format(", doi = {10.1000/rest}, issn = {0378-5954}"),
        good=_REST.format(", doi = {10.1000/rest}, issn = {0378-5955}"),
        check=_malformed,
        language="bibtex",
    ),
)
