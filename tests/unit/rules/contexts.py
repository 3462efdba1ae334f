"""Sentences, sources and ledgers as rules look at them, and what rules find in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sphinx_claims.core.evidence.ledger import (
    Design,
    Evidence,
    Extent,
    Fact,
    Ledger,
    OwnNumber,
    Species,
    Treatment,
)
from sphinx_claims.core.model import (
    Bibliography,
    Citation,
    Location,
    Severity,
    Source,
    State,
    Verdict,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.reading import read_sentence
from sphinx_claims.core.rules.base import Context, Hit, Rule
from unit.making import unit

LEDGER_FILE, BIB_FILE, STATUS_FILE = "ledger.yaml", "references.bib", "status.json"


def cites(text: str) -> tuple[Citation, ...]:
    """Return the citations that ``Key{p. 3}, Other`` says."""
    found = re.finditer(r"(?P<key>\w+)(?:\{(?P<locator>[^}]*)\})?", text)
    return tuple(Citation(key=one["key"], locator=one["locator"]) for one in found)


def said(text: str, cited: str = "", **known: Any) -> Verdict:
    """Return a sentence that cites some keys, with what else is known of it or of its verdict."""
    parts = {"state", "profile", "reason", "rule"} & known.keys()
    judged = {part: known.pop(part) for part in parts}
    name = known.pop("id", "")
    if "doc" in known or "line" in known:
        doc, line = known.pop("doc", "index"), known.pop("line", 1)
        known["location"] = Location(doc=doc, source=f"{doc}.md", line=line)
    for part in {"cover", "lead"} & known.keys():
        known[part] = cites(known[part])
    state = State.CITED if cited else State.UNCITED
    return Verdict(
        unit=replace(unit(text, cites=cites(cited), **known), id=name),
        reading=read_sentence(text),
        **{"state": state, **judged},
    )


def entry(key: str, line: int = 1, **fields: str) -> Source:
    """Return an entry of the bibliography."""
    place = Location(doc=None, source=BIB_FILE, line=line)
    return Source(key=key, location=place, fields=tuple(fields.items()))


def fact(
    name: str, *value: str, unit: str = "%", count: str = "", denominator: str = "", **known: Any
) -> Fact:
    """Return a result of a source; numbers are given as text."""
    return Fact(
        id=name,
        value=tuple(map(Decimal, value)),
        unit=unit,
        outcome=name,
        count=Decimal(count) if count else None,
        denominator=Decimal(denominator) if denominator else None,
        **known,
    )


def study(
    key: str,
    design: Design = Design.COHORT,
    *species: Species,
    facts: Sequence[Fact] = (),
    participants: int | None = 40,
    treatment: tuple[Treatment, ...] = (Treatment.MSC,),
) -> Evidence:
    """Return what the ledger says of one source; it studied people unless a species is given."""
    return Evidence(
        key=key,
        design=design,
        species=species or (Species.HUMAN,),
        treatment=treatment,
        participants=participants,
        population="people",
        extent=Extent.ABSTRACT,
        locator="Abstract",
        facts=tuple(facts),
    )


def own(number: str, words: str, doc: str = "index", line: int = 1) -> OwnNumber:
    """Return an entry of the ledger about a number that is the text's own."""
    place = Location(doc=None, source=LEDGER_FILE, line=line)
    return OwnNumber(doc=doc, number=Decimal(number), words=words, reason="a count", location=place)


def ledger(*studies: Evidence, **known: Any) -> Ledger:
    """Return a ledger of some sources."""
    return Ledger(sources={one.key: one for one in studies}, source=LEDGER_FILE, **known)


def context(*verdicts: Verdict, entries: Iterable[Source] = (), **known: Any) -> Context:
    """Return all that rules may look at, once some sentences were judged."""
    sources = tuple(entries)
    keys = {one.key for one in sources}
    for verdict in verdicts:
        keys |= {cite.key for cite in (*verdict.unit.all_cites, *verdict.unit.lead)}
    told = {part: known.pop(part) for part in ("complete", "listed", "used") if part in known}
    bibliography = Bibliography(sources=sources, known=known.pop("known", frozenset(keys)), **told)
    usual: dict[str, Any] = {"defects": (), "policy": Policy(), "sources": {"index": "index.md"}}
    return Context(verdicts=verdicts, bibliography=bibliography, **{**usual, **known})


def at(source: Source, message: str, *others: str) -> Hit:
    """Return the hit that is expected on an entry of the bibliography."""
    return Hit(location=source.location, message=message, keys=(source.key, *others))


def rule(rules: Iterable[Rule], slug: str) -> Rule:
    """Return the rule of that slug."""
    return next(one for one in rules if one.slug == slug)


def on(verdict: Verdict, message: str, *keys: str, at_most: Severity | None = None) -> Hit:
    """Return the hit that is expected on a short sentence."""
    text = verdict.unit.text
    return Hit(
        location=verdict.unit.location,
        message=message,
        excerpt=text,
        keys=keys,
        text=text,
        at_most=at_most,
    )
