"""Family 5, continued: the numbers of the text against the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from decimal import Decimal
from functools import cache

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.admissible import Admissible, admit, together
from sphinx_claims.core.evidence.agreement import LEVEL, Disagreement, disagreements_in
from sphinx_claims.core.evidence.facttext import Form, fact_text
from sphinx_claims.core.evidence.ledger import Evidence, Fact, Ledger, OwnNumber, split_target
from sphinx_claims.core.evidence.printed import printed_numbers, results_in
from sphinx_claims.core.evidence.quantities import (
    Quantity,
    Sort,
    quantities_in,
    without_names,
)
from sphinx_claims.core.model import UNSUPPORTED, Kind, Profile, Severity, State, Verdict
from sphinx_claims.core.prose.stating.scenes import SCENES
from sphinx_claims.core.rules.base import (
    Context,
    Hit,
    Rule,
    hit_on,
    hits_for_defects,
    recorded_keys,
)
from sphinx_claims.core.scope import keys_of

_NEAREST = 3
_PRINTED = frozenset({Kind.TABLE_ROW, Kind.CAPTION})
"""Where numbers are copied from most, and so are printed from the ledger."""
_Judged = tuple[Verdict, Sequence[Disagreement]]


def _strangers(context: Context) -> Iterator[Hit]:
    for verdict, found in _disagreements(context):
        keys = recorded_keys(verdict, context.ledger)
        for one in _reported(verdict, found, context.ledger):
            yield hit_on(verdict, _message(one, keys, verdict, context.ledger), keys)


def _reported(
    verdict: Verdict, found: Sequence[Disagreement], ledger: Ledger
) -> Iterator[Disagreement]:
    """Yield disagreements, but for numbers that the ledger printed and the text's own."""
    printed = frozenset(printed_numbers(verdict.unit, ledger)) if found else frozenset()
    results = results_in(verdict.unit, ledger) if found else frozenset()
    for one in found:
        if one.value not in (results if one.together else printed) and not _own_at(
            verdict, one.value, ledger
        ):
            yield one


def _typed_by_hand(context: Context) -> Iterator[Hit]:
    years = _years(context)
    for verdict, found in _disagreements(context):
        keys = recorded_keys(verdict, context.ledger)
        if (
            verdict.unit.kind in _PRINTED
            and any(context.ledger.sources[key].facts for key in keys)
            and not any(_reported(verdict, found, context.ledger))
            and (typed := _typed_in(verdict, context.ledger, years))
        ):
            yield hit_on(verdict, f"{typed}: typed by hand, not printed from the ledger", keys)


def _without_record(context: Context) -> Iterator[Hit]:
    ledger, years = context.ledger, _years(context)
    known = ledger.damaged | ledger.sources.keys()
    for verdict in context.verdicts if ledger.source else ():
        unit = verdict.unit
        keys = keys_of((*unit.all_cites, *unit.lead))
        if (
            keys
            and _is_proved(verdict)
            and known.isdisjoint((*keys, *(split_target(fact)[0] for fact in unit.facts)))
            and (typed := _typed_in(verdict, ledger, years))
        ):
            yield hit_on(verdict, f"{typed}: the ledger has no entry {', '.join(keys)}", keys)


def _typed_in(verdict: Verdict, ledger: Ledger, years: Mapping[str, str]) -> str:
    """Return the numbers typed in a unit, but for years in which its sources were published."""
    published = Counter(years.get(key, "") for key in keys_of(verdict.unit.all_cites))
    typed = Counter(one.text for one in _typed_numbers(verdict, ledger)) - published
    return ", ".join(typed)


def _typed_numbers(verdict: Verdict, ledger: Ledger) -> Iterator[Quantity]:
    """Yield the numbers of a unit that no fact printed and that are not the text's own.

    Nor the level of an interval.
    """
    text = without_names(verdict.unit.text)
    printed = Counter(printed_numbers(verdict.unit, ledger))
    for one in quantities_in(text):
        if printed[one.value]:
            printed[one.value] -= 1
        elif not (_own_at(verdict, one.value, ledger) or LEVEL.match(text, one.end)):
            yield one


def _without_citation(context: Context) -> Iterator[Hit]:
    for verdict in context.verdicts:
        unit = verdict.unit
        cited = (*keys_of((*unit.all_cites, *unit.lead)), *(unit.premises or ()))
        facts = unit.facts if verdict.state not in {*UNSUPPORTED, State.EXEMPT} else ()
        first = {split_target(fact)[0]: fact for fact in reversed(facts)}
        for key, fact in reversed(first.items()):
            if key not in cited:
                yield hit_on(
                    verdict, f"fact {fact.split()[0]!r} is printed and {key} is not cited", (key,)
                )


def _disagreements(
    context: Context, docs: AbstractSet[str | None] | None = None
) -> Iterator[_Judged]:
    """Yield units whose sources the ledger knows, with the numbers that none of these admits."""
    ledger = context.ledger
    years = _years(context)

    @cache
    def admitted(keys: tuple[str, ...]) -> Admissible:
        if len(keys) == 1:
            return admit(ledger.sources[keys[0]], years.get(keys[0], ""))
        return together(admitted((key,)) for key in keys)

    for verdict in context.verdicts if ledger.sources else ():
        if docs is not None and verdict.unit.location.doc not in docs:
            continue
        keys = recorded_keys(verdict, ledger) if _is_proved(verdict) else ()
        if keys and any(map(str.isdigit, verdict.unit.text)):
            yield verdict, tuple(disagreements_in(verdict.unit.text, admitted(keys)))


def _is_proved(verdict: Verdict) -> bool:
    """Tell whether the numbers of a unit are of its sources: those of a scenario are invented."""
    return verdict.state not in UNSUPPORTED and verdict.unit.setting not in SCENES


def _years(context: Context) -> dict[str, str]:
    """Return when each source was published."""
    return {
        source.key: source.get("year") or source.get("date")[:4]
        for source in context.bibliography.sources
    }


def _own_at(verdict: Verdict, number: Decimal, ledger: Ledger) -> list[OwnNumber]:
    """Return the entries that say a number of a unit counts something of the text itself."""
    unit = verdict.unit
    return [
        own
        for own in ledger.own_numbers
        if (own.doc, own.number) == (unit.location.doc, number) and own.words in unit.text
    ]


def _message(found: Disagreement, keys: Sequence[str], verdict: Verdict, ledger: Ledger) -> str:
    others = [key for key in keys_of(verdict.unit.all_cites) if key not in keys]
    unknown = f" (the ledger has no entry {', '.join(others)})" if others else ""
    near = [
        f"{evidence.key}.{fact.id} {_shown(fact)}"
        for evidence, fact in _nearest(found, keys, ledger)
    ]
    return (
        f"{found.told!r} is no {found.expected} of {', '.join(keys)}{unknown}; nearest: "
        f"{', '.join(near) or 'no fact'}"
    )


def _shown(fact: Fact) -> str:
    """Return what a fact says, with count and denominator that a wrong number may have meant."""
    with suppress(ValueError):
        return f"{fact_text(fact)} ({fact_text(fact, Form.OF)})"
    return fact_text(fact)


def _nearest(
    found: Disagreement, keys: Sequence[str], ledger: Ledger
) -> list[tuple[Evidence, Fact]]:
    """Return the facts that a wrong number may have been meant to say.

    Of its kind first, then by their distance.
    """

    def distance(fact: Fact) -> tuple[bool, Decimal, str]:
        alike = (fact.unit == "%") is (found.sort is Sort.PERCENT)
        return not alike, min(abs(number - found.value) for number in fact.numbers), fact.id

    facts = [(ledger.sources[key], fact) for key in keys for fact in ledger.sources[key].facts]
    return sorted(facts, key=lambda pair: distance(pair[1]))[:_NEAREST]


def _unused_own_numbers(context: Context) -> Iterator[Hit]:
    used = {
        own
        for verdict, found in _disagreements(
            context, {own.doc for own in context.ledger.own_numbers}
        )
        for one in found
        for own in _own_at(verdict, one.value, context.ledger)
    }
    for own in context.ledger.own_numbers:
        if own not in used:
            message = (
                f"no number {own.number} in {own.doc} is beside a source that does not have it"
            )
            yield Hit(location=own.location, message=message, excerpt=own.words)


RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM506",
        slug="malformed-ledger",
        summary="the ledger is missing, cannot be read, or an entry of it is wrong",
        why="A wrong entry is left out, and with it every check of the numbers of its source. "
        "All that is wrong is reported at "
        "once; a derived value is worked out again.",
        bad="",
        good="",
        check=hits_for_defects(DefectKind.MALFORMED_LEDGER),
    ),
    Rule(
        code="CLM507",
        slug="unknown-fact",
        summary="a fact is printed that the ledger does not have",
        why="The page shows its name instead of a number.",
        bad="Of 40 people, {fact}`Key.respons` responded.",
        good="Of 40 people, {fact}`Key.response` responded.",
        check=hits_for_defects(DefectKind.UNKNOWN_FACT),
        conf='claims_ledger = "ledger.yaml"',
    ),
    Rule(
        code="CLM508",
        slug="fact-without-citation",
        summary="a fact is printed bare, and its source is not cited in the sentence or row",
        why="The sentence cites other sources, and the reader takes the number for theirs.",
        bad="Of 40 mice, {fact}`Key.response bare` responded {cite:p}`Other{Abstract}`.",
        good="Of 40 mice, {fact}`Key.response bare` responded {cite:p}`Key{Abstract}, Other`.",
        check=_without_citation,
        conf='claims_ledger = "ledger.yaml"',
    ),
    Rule(
        code="CLM509",
        slug="unused-own-number",
        summary="a number that the ledger lists as the text's own needs no such entry",
        why=(
            "The sentence was changed or taken out; left in the ledger, the entry would hide the "
            "next wrong number there."
        ),
        bad="",
        good="",
        check=_unused_own_numbers,
        severity=Severity.WARNING,
    ),
    Rule(
        code="CLM510",
        slug="number-not-in-ledger",
        summary="a number stands beside a source that does not have it",
        why="The number was copied wrongly, or it is of another study. Percentages, times, "
        "counts with their denominators, "
        "ranges, intervals and years are held against what the ledger records of the cited "
        "sources, each as what it is. A "
        "sentence none of whose sources is in the ledger is not looked at.",
        bad="Of 40 people, 25 (60%) responded {cite:p}`Key{Abstract}`.",
        good="Of 40 people, 24 (60%) responded {cite:p}`Key{Abstract}`.",
        check=_strangers,
        by_profile=((Profile.BALANCED, Severity.NOTE), (Profile.DRAFT, Severity.OFF)),
        conf='claims_ledger = "ledger.yaml"',
    ),
    Rule(
        code="CLM512",
        slug="number-typed-by-hand",
        summary="a number in a row or caption is not printed from the ledger, which has its source",
        why="Tables and captions are copied most, and a number that was copied can drift: changed "
        "into another number of the same study, it may pass every comparison. A printed one "
        "cannot. In running text numbers are typed, and CLM510 proves them. Years of publication, "
        "the level of an interval and own numbers of the text may be typed. Off unless "
        "`claims_severity` asks for it; a unit with a finding of CLM510 is left to that.",
        bad="| Study | Response |\n|---|---|\n| Of people | 60% of 40 {cite:p}`Key{Abstract}` |",
        good="| Study | Response |\n|---|---|\n| Of people | {fact}`Key.response` of "
        "{fact}`Key.response denominator bare` |",
        check=_typed_by_hand,
        severity=Severity.OFF,
        conf='claims_ledger = "ledger.yaml"\nclaims_severity = {"number-typed-by-hand": "error"}',
    ),
    Rule(
        code="CLM514",
        slug="number-without-record",
        summary="a number stands beside sources none of which is in the ledger",
        why="Nothing can prove it. Record it there, with its unit and where it stands in the "
        "source. Years of publication, the level of an interval and own numbers of the text "
        "need no record. Off unless `claims_severity` asks for it.",
        bad="Of 12 people, 9 responded {cite:p}`Book{p. 3}`.",
        good="Of 40 people, 24 responded {cite:p}`Key{Abstract}`.",
        check=_without_record,
        severity=Severity.OFF,
        conf='claims_ledger = "ledger.yaml"\nclaims_severity = {"number-without-record": "error"}',
    ),
)
