"""What falls if a source falls.

The sentences and rows that rest on each source alone, and those that keep other support.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from sphinx_claims.core.evidence.notices import Standing
from sphinx_claims.core.model import ClaimUnit, Report
from sphinx_claims.core.scope import keys_of

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What rests on one source."""

    standing: Standing
    """What is known of it."""
    falls: tuple[ClaimUnit, ...]
    """Units that no other source supports."""
    keeps: tuple[ClaimUnit, ...]
    """Units that another source supports too."""

    @property
    def key(self) -> str:
        """Key of the source."""
        return self.standing.key

    @property
    def gone(self) -> bool:
        """Whether it was retracted or withdrawn."""
        return self.standing.gone


def support_beside(unit: ClaimUnit, gone: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that support a unit when some sources are gone."""
    return tuple(key for key in keys_of(unit.all_cites) if key not in gone)


def impacts_of(report: Report) -> tuple[Impact, ...]:
    """Return what rests on each cited source.

    Sources that are gone first, then those that most would fall with.
    """
    standings = {standing.key: standing for standing in report.standings}
    gone = {key for key, standing in standings.items() if standing.gone}
    falls: dict[str, list[ClaimUnit]] = defaultdict(list)
    keeps: dict[str, list[ClaimUnit]] = defaultdict(list)
    for unit in (verdict.unit for verdict in report.verdicts):
        for key in keys_of(unit.all_cites):
            (keeps if support_beside(unit, gone | {key}) else falls)[key].append(unit)
    found = (
        Impact(
            standing=standings.get(key) or Standing(key=key),
            falls=tuple(falls[key]),
            keeps=tuple(keeps[key]),
        )
        for key in {*falls, *keeps}
    )
    return tuple(
        sorted(
            found,
            key=lambda impact: (
                not impact.gone,
                -len(impact.falls),
                impact.key.lower(),
                impact.key,
            ),
        )
    )


def summarise_impacts(impacts: Iterable[Impact]) -> dict[str, int]:
    """Count sources, those gone, those that a unit rests on alone, and units that have fallen."""
    impacts = tuple(impacts)
    return {
        "sources": len(impacts),
        "retracted": sum(impact.gone for impact in impacts),
        "sole": sum(bool(impact.falls) for impact in impacts),
        "fallen": len({unit.id for impact in impacts if impact.gone for unit in impact.falls}),
    }


def render_impact(report: Report, policy: Mapping[str, object]) -> str:
    """Return what rests on each source as JSON, and by which policy the report was made."""
    impacts = impacts_of(report)
    gone = {impact.key for impact in impacts if impact.gone}
    sources = [
        {
            "key": impact.key,
            "retracted": impact.gone,
            "asked": impact.standing.asked or None,
            "notices": [asdict(notice) for notice in impact.standing.notices],
            "falls": [_unit(unit) for unit in impact.falls],
            "keeps": [
                {**_unit(unit), "others": support_beside(unit, gone | {impact.key})}
                for unit in impact.keeps
            ],
        }
        for impact in impacts
    ]
    data = {
        "schema": SCHEMA_VERSION,
        "policy": policy,
        "summary": summarise_impacts(impacts),
        "sources": sources,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _unit(unit: ClaimUnit) -> dict[str, object]:
    place = unit.location
    return {
        "id": unit.id,
        "doc": place.doc,
        "source": place.source,
        "line": place.line,
        "link": f"{place.doc}#{unit.anchor}" if unit.anchor else place.doc,
        "text": unit.text,
    }
