"""What is told of a source beside its reference: place, design, people, how far it was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_claims.core.evidence.ledger import Evidence, Extent, Species

if TYPE_CHECKING:
    from sphinx_claims.core.model import Verdict
    from sphinx_claims.showing.build_data import BuildData

_READ = {
    Extent.RECORD: "its record was read",
    Extent.ABSTRACT: "its abstract was read",
    Extent.FULL_TEXT: "read in full",
}


def places_of(key: str, doc: str, data: BuildData) -> str:
    """Return the places in a source that a page cites, such as "Abstract; Table 2"."""
    places = dict.fromkeys(
        cite.locator
        for verdict in _verdicts_on(doc, data)
        for cite in verdict.unit.all_cites
        if cite.key == key and cite.locator
    )
    return f"Cited here: {'; '.join(places)}." if places else ""


def _verdicts_on(doc: str, data: BuildData) -> Sequence[Verdict]:
    """Return what was decided about a page; in a report pages stand by their names."""
    verdicts = data.report.verdicts if data.report else ()
    first = bisect_left(verdicts, doc, key=_page_of)
    return verdicts[first : bisect_right(verdicts, doc, key=_page_of)]


def _page_of(verdict: Verdict) -> str:
    return verdict.unit.location.doc or ""


def about(key: str, data: BuildData) -> str:
    """Return how a source was made, in whom, in how many, and how far it was read."""
    evidence = data.ledger.sources.get(key)
    return f"{describe(evidence)}." if evidence else ""


def describe(evidence: Evidence) -> str:
    """Return what the ledger says of a source, in one line."""
    species = ", ".join(one.value.replace("-", " ") for one in evidence.species)
    parts = [evidence.design.value.replace("-", " ").capitalize()]
    if species and evidence.species != (Species.NONE,):
        parts.append(species)
    parts += [evidence.population] if evidence.population else []
    return "; ".join([*parts, _READ[evidence.extent]])
