"""Family 4, continued.

What became of a source after it was published, and when that was last asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.impact import support_beside
from sphinx_claims.core.evidence.notices import CHANGED, DOUBTED, GONE, Published, Standing
from sphinx_claims.core.model import Location, Severity, Verdict
from sphinx_claims.core.rules.base import Context, Hit, Rule, hit_on, hits_for_defects
from sphinx_claims.core.scope import keys_of

_SAYS = {
    GONE: re.compile(r"\b(?:retracted|retractions?|withdrawn)\b", re.IGNORECASE),
    DOUBTED: re.compile(r"\bexpressions? of concern\b", re.IGNORECASE),
    CHANGED: re.compile(
        r"\b(?:corrected|corrections?|corrigend(?:um|a)|errat(?:um|a)|new version)\b", re.IGNORECASE
    ),
}
"""Words with which a sentence owns up to what became of its source."""
_NAMED = 5
"""How many works a finding about many names."""


def _citing(
    context: Context, kinds: frozenset[Published]
) -> Iterator[tuple[Verdict, tuple[Standing, ...]]]:
    """Yield each unit that cites a source with a notice of some kinds.

    A source that is gone has no milder one.
    """
    met = {
        one.key: one
        for one in context.standings
        if one.told(kinds) and (kinds is GONE or not one.gone)
    }
    for verdict in context.verdicts if met else ():
        if cited := tuple(met[key] for key in keys_of(verdict.unit.all_cites) if key in met):
            yield verdict, cited


def _told(cited: tuple[Standing, ...], kinds: frozenset[Published]) -> str:
    return ", ".join(f"{one.key!r}: {one.told(kinds)}" for one in cited)


def _gone(context: Context) -> Iterator[Hit]:
    gone = {one.key for one in context.standings if one.gone}
    for verdict, cited in _citing(context, GONE):
        if _SAYS[GONE].search(verdict.unit.text):
            continue
        beside = support_beside(verdict.unit, gone)
        rest = (
            f"retracted work too, beside {', '.join(map(repr, beside))}"
            if beside
            else "nothing but retracted work"
        )
        keys = tuple(one.key for one in cited)
        hit = hit_on(verdict, f"sentence rests on {rest}; {_told(cited, GONE)}", keys)
        yield replace(hit, at_most=Severity.WARNING) if beside else hit


def _gone_and_said(context: Context) -> Iterator[Hit]:
    for verdict, cited in _citing(context, GONE):
        if _SAYS[GONE].search(verdict.unit.text):
            keys = tuple(one.key for one in cited)
            yield hit_on(
                verdict, f"sentence says what became of its source; {_told(cited, GONE)}", keys
            )


def _doubted(context: Context) -> Iterator[Hit]:
    for verdict, cited in _citing(context, DOUBTED):
        if not _SAYS[DOUBTED].search(verdict.unit.text):
            yield hit_on(
                verdict,
                f"source is in doubt; {_told(cited, DOUBTED)}",
                tuple(one.key for one in cited),
            )


def _changed(context: Context) -> Iterator[Hit]:
    lines = {source.key: source.location for source in context.bibliography.sources}
    resting: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for verdict, cited in _citing(context, CHANGED):
        for one in cited:
            told[one.key] = one.told(CHANGED)
            resting.setdefault(one.key, []).append(verdict.unit.text)
    for key, texts in resting.items():
        if key in lines and not any(_SAYS[CHANGED].search(text) for text in texts):
            noun = "1 sentence rests" if len(texts) == 1 else f"{len(texts)} sentences rest"
            yield Hit(location=lines[key], message=f"{noun} on {key!r}; {told[key]}", keys=(key,))


def _unasked(context: Context) -> Iterator[Hit]:
    status, limit = context.status, context.policy.status_max_age
    if not status.source or status.defects:
        return
    asked, oldest = _last_days(context), _oldest_day(context)
    never = [key for key, day in asked.items() if day is None]
    old = [key for key, day in asked.items() if day and day < oldest]
    told = [f"{_works(never)} never asked about"] * bool(never)
    told += [f"{_works(old)} last asked about more than {limit} days ago"] * bool(old)
    if told:
        names = sorted((*never, *old))
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Hit(
            location=Location(doc=None, source=status.source, line=1),
            message=f"{' and '.join(told)}: {', '.join(names[:_NAMED])}{more}",
            keys=tuple(names),
        )


def _last_days(context: Context) -> dict[str, date | None]:
    """Return the last day on which each work that is used was asked about."""
    used = context.bibliography.used
    return {
        one.key: context.status.last_asked(one.key)
        for one in context.bibliography.sources
        if used is None or one.key in used
    }


def _oldest_day(context: Context) -> date:
    """Return the day before which an answer is too old."""
    today, limit = context.policy.today, context.policy.status_max_age
    return today - timedelta(days=limit) if today and limit else date.min


def _works(keys: list[str]) -> str:
    return "1 work was" if len(keys) == 1 else f"{len(keys)} works were"


def _different(context: Context) -> Iterator[Hit]:
    for source in context.bibliography.sources:
        for reply in context.status.works.get(source.key, ()):
            for difference in reply.differences:
                if _folded(source.get(difference.field)) != _folded(difference.theirs):
                    ours = difference.ours or "nothing"
                    message = (
                        f"{difference.field} of {source.key!r}: {reply.service} has "
                        f"{difference.theirs!r}, not {ours!r}"
                    )
                    yield Hit(location=source.location, message=message, keys=(source.key,))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


_BAD = "Blood cells come from the marrow {cite:p}`Key`."
_CONF = 'claims_status = "{}.json"'
RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM403",
        slug="retracted-source",
        summary="a retracted or withdrawn work is cited as support",
        why="What it says is no longer claimed by anyone. An error where the sentence rests on "
        "it alone, a warning at most where "
        "another source stands beside it.",
        bad=_BAD,
        good="Blood cells come from the marrow {cite:p}`Other`.",
        check=_gone,
        conf=_CONF.format("retracted"),
    ),
    Rule(
        code="CLM404",
        slug="source-in-doubt",
        summary="a work is cited about which an expression of concern was published",
        why=(
            "Its publisher doubts it. Cite another source, or say in the sentence that there is "
            "an expression of concern."
        ),
        bad=_BAD,
        good=(
            "Blood cells come from the marrow, says a study with an expression of concern "
            "{cite:p}`Key`."
        ),
        check=_doubted,
        severity=Severity.WARNING,
        conf=_CONF.format("doubted"),
    ),
    Rule(
        code="CLM405",
        slug="corrected-source",
        summary="a cited work was corrected, replaced or published anew",
        why="The words or numbers that rest on it may be those from before. Noted once for a "
        "work, at its entry, and not where a "
        "sentence that cites it says that it was corrected.",
        bad=_BAD,
        good="Blood cells come from the marrow, as a correction confirms {cite:p}`Key`.",
        check=_changed,
        severity=Severity.NOTE,
        conf=_CONF.format("corrected"),
    ),
    Rule(
        code="CLM406",
        slug="status-unknown",
        summary="works are cited about which no service was asked, or not for long",
        why=(
            "Whether they were corrected or retracted is not known. It is one finding for the "
            "whole file."
        ),
        bad="",
        good="",
        check=_unasked,
        severity=Severity.NOTE,
    ),
    Rule(
        code="CLM407",
        slug="entry-differs",
        summary="an entry of the bibliography says something else than a service that was asked",
        why="The reader is sent to another work, or the identifier belongs to one.",
        bad="",
        good="",
        check=_different,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM409",
        slug="retraction-told",
        summary="a retracted or withdrawn work is cited, and the sentence says so",
        why="It stands there on purpose: retracted, retraction or withdrawn is among the words. "
        "Noted so that each can be looked "
        "at again.",
        bad="A study that was retracted said that blood cells come from the heart {cite:p}`Key`.",
        good="Blood cells come from the marrow {cite:p}`Other`.",
        check=_gone_and_said,
        severity=Severity.NOTE,
        conf=_CONF.format("retracted"),
    ),
    Rule(
        code="CLM411",
        slug="malformed-status",
        summary="the status file is missing, or an entry of it cannot be right",
        why="What is not well formed is left out, and what it says of a source is not known.",
        bad="",
        good="",
        check=hits_for_defects(DefectKind.MALFORMED_STATUS),
    ),
)
