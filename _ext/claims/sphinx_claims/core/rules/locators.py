"""Family 5: where in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from sphinx_claims.core.evidence.ledger import Design, Evidence, split_target
from sphinx_claims.core.evidence.quantities import Sort, quantities_in, without_names
from sphinx_claims.core.model import ClaimUnit, Kind, Profile, Severity, Source
from sphinx_claims.core.prose.stating.scenes import SCENES
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on
from sphinx_claims.core.scope import keys_of

_LONG_TYPES = frozenset(
    [
        "book",
        "inbook",
        "incollection",
        "manual",
        "phdthesis",
        "proceedings",
        "report",
        "techreport",
        "thesis",
    ]
)
_LONG_DESIGNS = frozenset({Design.GUIDELINE, Design.TEXTBOOK})
_LONG, _SHORT = 30, 10
"""Pages from which on a work, or a guideline, is not read as a whole to find one sentence."""
_RANGE = re.compile(r"(\d+)\s*[-\u2013]+\s*(\d+)")
_PAGE = re.compile(r"\bpp?\.\s*(?P<first>\d+)?(?:\s*[-\u2013]+\s*(?P<last>\d+))?")
_PLACEHOLDER = re.compile(
    r"\?|\b(?:tbd|todo|fixme|xx+|n/?a|unknown|somewhere|passim)\b", re.IGNORECASE
)
_MILDER = ((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF))


def _quotations(context: Context) -> Iterator[Hit]:
    told: set[tuple[str | None, int]] = set()
    for verdict in context.verdicts:
        unit = verdict.unit
        place = (unit.location.doc, unit.block)
        if unit.kind is not Kind.QUOTATION or place in told:
            continue
        cites = [cite for cite in unit.all_cites if cite.key in context.bibliography.known]
        if cites and not any(cite.locator for cite in cites):
            told.add(place)
            yield hit_on(
                verdict, "quotation does not say where in its source it stands", keys_of(cites)
            )


def _long_works(context: Context) -> Iterator[Hit]:
    """Look for long works cited as a whole.

    What a scope covers or a sentence names in its text may stand.
    """
    guides = {
        key for key, evidence in context.ledger.sources.items() if evidence.design in _LONG_DESIGNS
    }
    long = {
        source.key
        for source in context.bibliography.sources
        if _is_long(source, guide=source.key in guides)
    }
    for verdict in context.verdicts:
        bare = [cite for cite in verdict.unit.cites if cite.key in long and not cite.locator]
        if bare:
            keys = keys_of(bare)
            yield hit_on(verdict, f"{', '.join(keys)} is long: say where in it", keys)


def _is_long(source: Source, *, guide: bool) -> bool:
    if span := _RANGE.fullmatch(source.get("pages")):
        return int(span[2]) - int(span[1]) >= (_SHORT if guide else _LONG)
    return guide or source.get("type") in _LONG_TYPES


def _unclear(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        for cite in verdict.unit.cites:
            page = _PAGE.search(cite.locator or "")
            if cite.locator and (_PLACEHOLDER.search(cite.locator) or (page and not page["first"])):
                yield hit_on(verdict, f"{cite.locator!r} is no place in {cite.key}", (cite.key,))


def _outside(context: Context) -> Iterator[Hit]:
    spans = {
        source.key: _RANGE.fullmatch(source.get("pages")) for source in context.bibliography.sources
    }
    for verdict in context.verdicts:
        for cite in verdict.unit.cites:
            span, page = spans.get(cite.key), _PAGE.search(cite.locator or "")
            if span and page and page["first"] and _is_outside(page, span):
                yield hit_on(
                    verdict, f"{page[0]!r} is outside pages {span[0]} of {cite.key}", (cite.key,)
                )


def _is_outside(page: re.Match[str], span: re.Match[str]) -> bool:
    """Tell whether some page of a locator is none of those that a work has."""
    low, high = int(span[1]), int(span[2])
    told = [int(number) for number in page.group("first", "last") if number]
    return low <= high and not all(low <= number <= high for number in told)


def _numbers(context: Context) -> Iterator[Hit]:
    """Look for numbers whose place in the source is not told.

    Each source of a printed fact, or one source of typed ones.
    """
    sources = context.ledger.sources
    for verdict in context.verdicts if sources else ():
        if keys := tuple(sorted(_without_place(verdict.unit, sources))):
            yield hit_on(
                verdict, f"does not say where in {', '.join(keys)} its numbers stand", keys
            )


def _without_place(unit: ClaimUnit, sources: Mapping[str, Evidence]) -> AbstractSet[str]:
    """Return the cited sources of a unit's numbers for which it tells no place."""
    cites = (*unit.all_cites, *unit.lead)
    cited, located = {cite.key for cite in cites}, {cite.key for cite in cites if cite.locator}
    if unit.facts:
        return (_printed_from(unit, sources) & cited) - located
    typed = _types_numbers(unit) and unit.setting not in SCENES
    return cited if not located and typed else frozenset()


def _printed_from(unit: ClaimUnit, sources: Mapping[str, Evidence]) -> AbstractSet[str]:
    """Return the sources whose facts a unit prints."""
    return {
        key
        for key, name, _ in map(split_target, unit.facts)
        if key in sources and sources[key].find(name)
    }


def _types_numbers(unit: ClaimUnit) -> bool:
    """Tell whether a unit holds a number that is no calendar year."""
    return any(one.sort is not Sort.YEAR for one in quantities_in(without_names(unit.text)))


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM501",
        slug="long-work-without-locator",
        summary="a book, a report, a guideline or another long work is cited as a whole",
        why="Nobody reads four hundred pages to check a sentence. Long are books, reports, "
        "theses and proceedings, articles of "
        "more than thirty pages, and what the ledger calls a guideline or a textbook, unless it "
        "has fewer than ten.",
        bad="Cells live {cite:p}`Book`.",
        good="Cells live {cite:p}`Book{p. 3}`.",
        check=_long_works,
        severity=Severity.WARNING,
        by_profile=_MILDER,
    ),
    Rule(
        code="CLM502",
        slug="quotation-without-locator",
        summary="a block quotation has a source and no page or section",
        why="Whoever checks the words must find them without reading the whole work.",
        bad="> Blood cells come from the marrow {cite:p}`Key`.",
        good="> Blood cells come from the marrow {cite:p}`Key{p. 3}`.",
        check=_quotations,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM503",
        slug="unclear-locator",
        summary="a locator names no place",
        why="A page without a number, a question mark or 'TBD' was meant to be filled in.",
        bad="Cells live {cite:p}`Key{p. ??}`.",
        good="Cells live {cite:p}`Key{p. 3}`.",
        check=_unclear,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM504",
        slug="locator-outside-work",
        summary="a page is given that the work does not have",
        why="Either the page or the pages of the entry are wrong.",
        bad="Cells live {cite:p}`Other{p. 90}`.",
        good="Cells live {cite:p}`Other{p. 12}`.",
        check=_outside,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM513",
        slug="number-without-locator",
        summary="a number has a source and no word where in it",
        why="A number is checked by looking it up. Where the text prints facts, each of their "
        "sources says where; where it types "
        "numbers, one of the sources does. Looked at in projects with a ledger.",
        bad="Of 40 people, {fact}`Key.response of bare` responded {cite:p}`Key`.",
        good="Of 40 people, {fact}`Key.response of bare` responded {cite:p}`Key{Abstract}`.",
        check=_numbers,
        severity=Severity.WARNING,
        by_profile=_MILDER,
        conf='claims_ledger = "ledger.yaml"',
    ),
)
