"""Change the numbers of the real module, one at a time: the checker must notice, at that sentence and nowhere else."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from conftest import Built, run_sphinx
from module.conftest import DOCS, UNKNOWN, copy_module
from sphinx_claims.adapters.bibliography import combine, read_bib_file
from sphinx_claims.adapters.ledgerfile import read_ledger
from sphinx_claims.core.check import check_pages
from sphinx_claims.core.evidence.facttext import fact_text
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.quantities import Quantity, quantities_in, without_names
from sphinx_claims.core.evidence.status import Records
from sphinx_claims.core.model import Bibliography, Citation, ClaimUnit, Finding, Kind, Location, Page, Profile
from sphinx_claims.core.policy import Policy

PLACE = Location(doc=None, source="conf.py", line=1)
POLICY = Policy(profile=Profile.STRICT, select=("number-not-in-ledger",))
ROUNDS = 4
CAUGHT = 0.949
"""Share of changed numbers that must be noticed; the others became another number of the same kind in the same source."""
PAGES = 8
"""On how many pages, at least, a number is changed in the file itself."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One unit with one number changed."""

    unit: dict[str, Any]
    number: Quantity
    changed: str

    @property
    def text(self) -> str:
        """Return the changed sentence."""
        text = self.unit["text"]
        return f"{text[: self.number.start]}{self.changed}{text[self.number.end :]}"


def changed(number: str, rng: random.Random) -> str:
    """Return a number with one digit changed, as long and as plausible as before."""
    digits = [index for index, character in enumerate(number) if character.isdigit()]
    while True:
        index, digit = rng.choice(digits), rng.choice("0123456789")
        leads = index == digits[0] and len(digits) > 1 and number[index + 1 : index + 2] != "."
        if digit != number[index] and not (leads and digit == "0"):
            return number[:index] + digit + number[index + 1 :]


def mutants(units: Iterable[dict[str, Any]], rng: random.Random) -> Iterator[Mutant]:
    for unit in units:
        for number in quantities_in(without_names(unit["text"])):
            yield Mutant(unit, number, changed(number.text, rng))


def as_unit(unit: dict[str, Any], text: str, line: int) -> ClaimUnit:
    return ClaimUnit(
        id=str(line),
        location=Location(doc=unit["doc"], source=unit["source"], line=line),
        end_line=line,
        kind=Kind(unit["kind"]),
        text=text,
        block=line,
        anchor="",
        cites=tuple(Citation(key=cite["key"], locator=cite["locator"]) for cite in unit["cites"]),
    )


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    found = read_ledger(DOCS / "evidence" / "ledger.yaml", "ledger.yaml", "ledger.yaml", PLACE)
    assert found.defects == ()
    return found


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return combine([read_bib_file(DOCS.parent / "references.bib", "references.bib", PLACE)])


@pytest.fixture(scope="module")
def citing(module: Built) -> list[dict[str, Any]]:
    return [unit for unit in module.report["units"] if unit["cites"]]


def findings(units: Iterable[ClaimUnit], bibliography: Bibliography, ledger: Ledger) -> tuple[Finding, ...]:
    by_doc: dict[str, list[ClaimUnit]] = {}
    for unit in units:
        by_doc.setdefault(unit.location.doc or "", []).append(unit)
    pages = [Page(doc=doc, units=tuple(found)) for doc, found in by_doc.items()]
    return check_pages(pages, bibliography, POLICY, records=Records(ledger=ledger)).findings


def test_every_number_beside_a_source_is_one_of_its_facts(module: Built) -> None:
    assert module.findings == UNKNOWN


def test_every_source_beside_a_number_is_in_the_ledger(citing: list[dict[str, Any]], ledger: Ledger) -> None:
    needed = {cite["key"] for unit in citing if quantities_in(without_names(unit["text"])) for cite in unit["cites"]}
    assert needed - ledger.sources.keys() == set()


def test_a_changed_number_is_one_finding_at_its_sentence(
    citing: list[dict[str, Any]], bibliography: Bibliography, ledger: Ledger
) -> None:
    all_mutants = [mutant for seed in range(ROUNDS) for mutant in mutants(citing, random.Random(seed))]
    units = [as_unit(mutant.unit, mutant.text, line) for line, mutant in enumerate(all_mutants)]
    found = Counter(finding.location.line for finding in findings(units, bibliography, ledger))
    missed = [mutant for line, mutant in enumerate(all_mutants) if not found[line]]
    share = 1 - len(missed) / len(all_mutants)
    print(f"{len(all_mutants)} changed numbers, {share:.1%} noticed, {len(ledger.own_numbers)} exempt")
    assert [all_mutants[line].text for line, number in found.items() if number > 1] == []
    assert share >= CAUGHT, [f"{mutant.number.text} -> {mutant.changed}: {mutant.text}" for mutant in missed]


def test_a_number_changed_in_a_file_is_one_finding_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, citing: list[dict[str, Any]], bibliography: Bibliography, ledger: Ledger
) -> None:
    """Change numbers where they are written, several pages in one build, one number on each."""
    docs = copy_module(tmp_path_factory.mktemp("numbers"))
    wanted: dict[str, int] = {}
    for mutant in mutants(random.Random(7).sample(citing, len(citing)), random.Random(7)):
        page, text = docs / mutant.unit["source"], mutant.unit["text"]
        words = text[max(0, mutant.number.start - 12) : mutant.number.end]
        written = page.read_text(encoding="utf-8")
        caught = findings([as_unit(mutant.unit, mutant.text, 1)], bibliography, ledger)
        if mutant.unit["source"] in wanted or written.count(words) != 1 or not caught:
            continue
        wanted[mutant.unit["source"]] = mutant.unit["line"]
        page.write_text(written.replace(words, words.removesuffix(mutant.number.text) + mutant.changed), encoding="utf-8")
    assert len(wanted) >= PAGES
    found = [finding for finding in run_sphinx(docs, docs.parent / "out").findings if finding not in UNKNOWN]
    assert found == [(source, line, "number-not-in-ledger") for source, line in sorted(wanted.items())]


def test_what_the_ledger_prints_is_right_wherever_its_source_is_cited(bibliography: Bibliography, ledger: Ledger) -> None:
    unit = {"doc": "page", "source": "page.md", "kind": "sentence"}
    told = [
        (fact_text(fact), as_unit({**unit, "cites": [{"key": key, "locator": None}]}, "", 1))
        for key, evidence in ledger.sources.items()
        for fact in evidence.facts
    ]
    units = [replace(empty, text=f"It was {' '.join(text.split())} there.") for text, empty in told]
    assert findings(units, bibliography, ledger) == ()
