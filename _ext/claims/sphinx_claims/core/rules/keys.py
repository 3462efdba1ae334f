"""Family 3: keys and the bibliography."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.ledger import split_target
from sphinx_claims.core.identifiers import identifier_in, identifiers_of
from sphinx_claims.core.model import Severity, State, Verdict
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects
from sphinx_claims.core.scope import keys_of

_IN_TRANSLATIONS = hits_for_defects(DefectKind.UNKNOWN_KEY)
"""Each citation of a translation, known or not."""


def _unknown(context: Context) -> Iterator[Hit]:
    if not context.bibliography.complete:
        return
    for hit in _IN_TRANSLATIONS(context):
        if hit.keys[0] not in context.bibliography.known:
            yield hit
    before: set[tuple[str | None, str]] = set()
    for verdict in context.verdicts:
        doc, own = verdict.unit.location.doc, keys_of(verdict.unit.cites)
        for key in _undefined(verdict, context):
            if (
                key in own or (doc, key) not in before
            ):  # a declared cover once, not at each sentence
                yield hit_on(verdict, _what_is_wrong(key, context), (key,))
        before = {(doc, key) for key in keys_of(verdict.unit.all_cites)}


def _what_is_wrong(key: str, context: Context) -> str:
    """Say why a citation of a key leads to no entry."""
    if key in context.bibliography.unread:
        return f"the entry {key!r} stands where its file is no longer read"
    return f"the bibliography has no entry {key!r}"


def _undefined(verdict: Verdict, context: Context) -> list[str]:
    """Return the keys of a unit that no bibliography holds, and that no wrong fact names."""
    unit = verdict.unit
    misnamed = {split_target(fact)[0] for fact in unit.facts} - context.ledger.sources.keys()
    known = context.bibliography.known | misnamed
    return [key for key in keys_of(unit.all_cites) if key not in known]


def _unlisted(context: Context) -> Iterator[Hit]:
    listed = context.bibliography.listed
    if listed is None:
        return
    held = context.bibliography.known - listed
    first: dict[str, Verdict] = {}
    for verdict in context.verdicts:
        for key in keys_of(verdict.unit.all_cites):
            if key in held:
                first.setdefault(key, verdict)
    if first and not listed:
        yield hit_on(
            next(iter(first.values())),
            "no page lists the references, so that no citation leads anywhere",
            tuple(first),
        )
        return
    for key, verdict in first.items():
        yield hit_on(verdict, f"no list of references shows {key!r}", (key,))


def _bare_links(context: Context) -> Iterator[Hit]:
    keys = {
        name: source.key
        for source in context.bibliography.sources
        for name in identifiers_of(source)
    }
    for verdict in context.verdicts:
        if verdict.unit.setting or verdict.state not in {State.UNCITED, State.EXEMPT}:
            continue
        for link in dict.fromkeys(verdict.unit.links):
            name = identifier_in(link)
            if name in keys:
                yield hit_on(
                    verdict, f"{link} stands where {keys[name]!r} could be cited", (keys[name],)
                )
            elif name and verdict.state is State.UNCITED:
                yield hit_on(verdict, f"{link} stands where a citation could")


_COMPLETE = "author = {Ng, A.}, title = {Rest}, journal = {J}, year = {2020}, pmid = {5}"
RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM301",
        slug="unknown-key",
        summary="a citation names a key that no bibliography holds",
        why="The sentence looks supported and is not; the reader finds no reference.",
        bad="Stem cells live in the marrow {cite:p}`Kye`.",
        good="Stem cells live in the marrow {cite:p}`Key`.",
        check=_unknown,
    ),
    Rule(
        code="CLM302",
        slug="unlisted-key",
        summary="a source is cited that no list of references shows",
        why=(
            "The printed citation leads nowhere. Reported once for a source, or once in all if "
            "no page lists references."
        ),
        bad="",
        good="",
        check=_unlisted,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM306",
        slug="bare-link",
        summary="a link to a DOI, PubMed or PMC stands where a citation could",
        why=(
            "A bare link says neither who nor when, is missing from the list of references, and "
            "no rule about sources sees it."
        ),
        bad="See [this study](https://doi.org/10.1000/one).",
        good="See {cite:t}`Key`.",
        check=_bare_links,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM307",
        slug="missing-bibliography",
        summary="a bibliography file does not exist",
        why=(
            "No citation can be checked; the keys are not reported one by one until the file is "
            "back."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.MISSING_BIBLIOGRAPHY),
    ),
    Rule(
        code="CLM308",
        slug="malformed-entry",
        summary="an entry keeps sphinxcontrib-bibtex from reading the rest of its file",
        why=(
            "A field or a key that stands twice makes it leave out the entry and all that follow, "
            "with a warning that names neither line nor entries. Where the mark-up itself cannot "
            "be read, it ends the build, and this package says at which line."
        ),
        bad="",
        good="",
        check=hits_for_defects(DefectKind.MALFORMED_ENTRY),
    ),
    Rule(
        code="CLM309",
        slug="missing-comma",
        summary="an entry has no comma behind its key",
        why="Sphinxcontrib-bibtex reads the entry all the same; BibTeX and Biber do not.",
        bad=f"@article{{Rest {_COMPLETE}}}",
        good=f"@article{{Rest, {_COMPLETE}}}",
        check=hits_for_defects(DefectKind.MISSING_COMMA),
        severity=Severity.NOTE,
        language="bibtex",
    ),
)
