"""Change the numbers of the real module, one at a time.

The checker must notice, at that sentence and nowhere else.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from conftest import Built, run_sphinx
from module.conftest import DOCS, copy_module
from sphinx_claims.core.check import check_pages
from sphinx_claims.core.evidence.facttext import fact_text, look_up
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.quantities import Quantity, quantities_in, without_names
from sphinx_claims.core.evidence.status import Records
from sphinx_claims.core.model import (
    Bibliography,
    Citation,
    ClaimUnit,
    Finding,
    Kind,
    Location,
    Page,
    Profile,
    Severity,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.files.bibliography import combine, read_bib_file
from sphinx_claims.files.ledger import read_ledger
from sphinx_claims.reading.doctree import collect_page
from sphinx_claims.reading.origin.sources import SourceFiles

PLACE = Location(doc=None, source="conf.py", line=1)
SLUGS = ("number-not-in-ledger", "number-typed-by-hand", "number-without-record")
POLICY = Policy(
    profile=Profile.STRICT,
    select=SLUGS,
    severity=tuple((slug, Severity.ERROR) for slug in SLUGS[1:]),
)
PRINTED = {Kind.TABLE_ROW, Kind.CAPTION}
"""Where a number must be printed, so that none that was typed stays unnoticed."""
UNNOTICED = 0.05
"""How many changed numbers of running text, at most, are others of the same kind and source."""
ROUNDS = 4
FILED = 150
"""How many numbers, at least, are changed in the files themselves."""
ROLE = re.compile(r"\{fact\}`([^`]+)`")
QUOTED = re.compile(r"`[^`\n]*`")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One unit with one number changed, as if typed anew: what printed it prints it no longer."""

    unit: ClaimUnit
    number: Quantity
    changed: str

    @property
    def text(self) -> str:
        text, number = self.unit.text, self.number
        return f"{text[: number.start]}{self.changed}{text[number.end :]}"

    def applied(self, ledger: Ledger, line: int) -> ClaimUnit:
        printing = [
            fact for fact in self.unit.facts if self.number.value in numbers_of(fact, ledger)
        ][:1]
        facts = list(self.unit.facts)
        for fact in printing:
            facts.remove(fact)
        return replace(
            self.unit,
            text=self.text,
            facts=tuple(facts),
            location=replace(self.unit.location, line=line),
            id=str(line),
        )


def numbers_of(target: str, ledger: Ledger) -> list[Decimal]:
    return [one.value for one in quantities_in(look_up(target, ledger).text)]


def changed(number: str, rng: random.Random) -> str:
    """Return a number with one digit changed, as long and as plausible as before."""
    digits = [index for index, character in enumerate(number) if character.isdigit()]
    while True:
        index, digit = rng.choice(digits), rng.choice("0123456789")
        leads = index == digits[0] and len(digits) > 1 and number[index + 1 : index + 2] != "."
        if digit != number[index] and not (leads and digit == "0"):
            return number[:index] + digit + number[index + 1 :]


def mutants(units: list[ClaimUnit], rng: random.Random) -> Iterator[Mutant]:
    for unit in units:
        for number in quantities_in(without_names(unit.text)):
            yield Mutant(unit, number, changed(number.text, rng))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    found = read_ledger(DOCS / "evidence" / "ledger.yaml", "ledger.yaml", "ledger.yaml", PLACE)
    assert found.defects == ()
    return found


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return combine([read_bib_file(DOCS.parent / "references.bib", "references.bib", PLACE)])


@pytest.fixture(scope="module")
def units(module: Built) -> list[ClaimUnit]:
    judged = {unit["doc"] for unit in module.report["units"]}
    pages = [
        collect_page(document, doc, SourceFiles(DOCS, str(document["source"])))
        for doc, document in module.doctrees.items()
        if doc in judged
    ]
    return [unit for page in pages for unit in page.units]


@pytest.fixture(scope="module")
def citing(units: list[ClaimUnit]) -> list[ClaimUnit]:
    return [unit for unit in units if unit.all_cites or unit.lead]


def findings(
    units: list[ClaimUnit], bibliography: Bibliography, ledger: Ledger
) -> tuple[Finding, ...]:
    by_doc: dict[str, list[ClaimUnit]] = {}
    for unit in units:
        by_doc.setdefault(unit.location.doc or "", []).append(unit)
    pages = [Page(doc=doc, units=tuple(found)) for doc, found in by_doc.items()]
    told = check_pages(pages, bibliography, POLICY, records=Records(ledger=ledger))
    return tuple(finding for finding in told.findings if finding.location.doc)


def test_every_number_beside_a_source_is_proved(module: Built) -> None:
    assert [one for one in module.findings if one[2] in SLUGS] == []
    conf = DOCS.joinpath("conf.py").read_text(encoding="utf-8")
    assert [slug for slug in SLUGS[1:] if f'"{slug}": "error"' not in conf] == []


def test_every_source_beside_a_number_is_in_the_ledger(
    citing: list[ClaimUnit], ledger: Ledger
) -> None:
    needed = {
        cite.key
        for unit in citing
        if quantities_in(without_names(unit.text))
        for cite in unit.all_cites
    }
    assert needed - ledger.sources.keys() == set()


def noticed(
    units: list[ClaimUnit], bibliography: Bibliography, ledger: Ledger
) -> tuple[list[Mutant], list[Mutant]]:
    """Change each number of some units, one at a time; return all changes and those missed.

    None is two findings.
    """
    tried = [mutant for seed in range(ROUNDS) for mutant in mutants(units, random.Random(seed))]
    applied = [mutant.applied(ledger, line) for line, mutant in enumerate(tried)]
    found = Counter(finding.location.line for finding in findings(applied, bibliography, ledger))
    assert [tried[line].text for line, number in found.items() if number > 1] == []
    return tried, [one for line, one in enumerate(tried) if not found[line]]


def test_a_number_changed_in_a_row_or_caption_is_one_finding_there(
    citing: list[ClaimUnit], bibliography: Bibliography, ledger: Ledger
) -> None:
    rows = [unit for unit in citing if unit.kind in PRINTED]
    tried, missed = noticed(rows, bibliography, ledger)
    print(f"{len(tried)} numbers of rows and captions changed, {len(missed)} missed")
    assert [
        f"{one.number.text} -> {one.changed}: {one.text}"
        for one in missed
        if not is_published(one, bibliography)
    ] == []
    assert len(missed) <= len(tried) / 1000


def test_a_number_typed_in_prose_and_changed_is_mostly_one_finding_at_its_sentence(
    citing: list[ClaimUnit], bibliography: Bibliography, ledger: Ledger
) -> None:
    """Take each sentence for typed, also what the ledger prints there: it is right as it stands."""
    prose = [replace(unit, facts=()) for unit in citing if unit.kind not in PRINTED]
    assert findings(prose, bibliography, ledger) == ()
    tried, missed = noticed(prose, bibliography, ledger)
    print(f"{len(tried)} numbers of prose changed, {len(missed) / len(tried):.1%} missed")
    assert len(missed) <= len(tried) * UNNOTICED


def is_published(mutant: Mutant, bibliography: Bibliography) -> bool:
    """Tell whether a year became that of a cited source's publication, which is as true."""
    cited = {cite.key for cite in mutant.unit.all_cites}
    return mutant.changed in {
        source.get("year") for source in bibliography.sources if source.key in cited
    }


def places_of(unit: ClaimUnit, lines: list[str], ledger: Ledger) -> list[tuple[int, int, str]]:
    """Return where in a file numbers of a unit stand: row, column, and all that is told there.

    What a role prints stands where the role does.
    """
    found = []
    rows = range(unit.location.line - 1, unit.end_line)
    for row in rows:
        found += [
            (row, role.start(), look_up(role[1], ledger).text)
            for role in ROLE.finditer(lines[row])
            if unit.facts.count(role[1]) == 1
        ]
    plain = [QUOTED.sub(lambda code: "`" * len(code[0]), lines[row]) for row in rows]
    for number in {one.text for one in quantities_in(without_names(unit.text))}:
        typed = rf"(?<![\w.,-]){re.escape(number)}(?![\w-]|[.,]\d)"
        at = [
            (row, hit.start())
            for row, line in zip(rows, plain, strict=True)
            for hit in re.finditer(typed, line)
        ]
        if len(at) == len(re.findall(typed, unit.text)) == 1:
            found.append((*at[0], number))
    return [one for one in found if quantities_in(one[2])]


def test_numbers_changed_in_the_files_are_one_finding_each_at_their_lines(
    tmp_path_factory: pytest.TempPathFactory,
    module: Built,
    citing: list[ClaimUnit],
    ledger: Ledger,
) -> None:
    """Type other numbers into many sentences of one build, one in each."""
    rng = random.Random(7)
    docs = copy_module(tmp_path_factory.mktemp("numbers"))
    filed: dict[tuple[str, int], bool] = {}
    for source in sorted({unit.location.source for unit in citing}):
        lines = docs.joinpath(source).read_text(encoding="utf-8").splitlines(keepends=True)
        for unit in (unit for unit in citing if unit.location.source == source):
            place = (source, unit.location.line)
            if place in filed or not (places := places_of(unit, lines, ledger)):
                continue
            row, start, told = rng.choice(places)
            one = rng.choice(quantities_in(told))
            role = ROLE.match(lines[row], start)
            end = role.end() if role else start + len(told)
            typed = f"{told[: one.start]}{changed(one.text, rng)}{told[one.end :]}"
            lines[row] = f"{lines[row][:start]}{typed}{lines[row][end:]}"
            filed[place] = unit.kind in PRINTED
        docs.joinpath(source).write_text("".join(lines), encoding="utf-8")
    assert len(filed) >= FILED
    found = run_sphinx(docs, docs.parent / "out").findings
    also = {"unused-own-number", "percentage-without-denominator", "number-without-locator"}
    assert {slug for _, _, slug in found} <= {*SLUGS, *also, *(one[2] for one in module.findings)}
    noticed = [(source, line) for source, line, slug in found if slug in SLUGS]
    missed = filed.keys() - set(noticed)
    print(f"{len(filed)} numbers changed in the files, {len(missed)} not noticed")
    assert noticed == sorted(filed.keys() - missed)
    assert [place for place in missed if filed[place]] == []
    assert len(missed) <= len(filed) * UNNOTICED


def test_what_the_ledger_prints_is_right_wherever_its_source_is_cited(
    bibliography: Bibliography, ledger: Ledger
) -> None:
    told = {
        f"{key}.{fact.id}": fact_text(fact)
        for key, evidence in ledger.sources.items()
        for fact in evidence.facts
    }
    units = [
        ClaimUnit(
            id=name,
            location=Location(doc="page", source="page.md", line=line),
            end_line=line,
            kind=Kind.SENTENCE,
            text=f"It was {' '.join(text.split())} there.",
            block=line,
            anchor="",
            cites=(Citation(key=name.split(".")[0]),),
            facts=(name,),
        )
        for line, (name, text) in enumerate(told.items())
    ]
    assert findings(units, bibliography, ledger) == ()


OF_THE_TEXT = {
    "lesson/comparing": {"29": "age of an imagined woman"},
    "lesson/msc": {"162": "a sum that readers are asked not to make"},
    "lesson/reading-the-review": {
        **dict.fromkeys(
            ("48", "29", "19", "16", "13", "10", "3", "6"),
            "counts statements of the summary by verdict",
        ),
        **dict.fromkeys(("22", "198"), "counts sources of the module"),
        "1997": "names a statement by its year",
    },
    "teach/index": {
        "48": "counts statements",
        **dict.fromkeys(("30", "60", "90"), "minutes of a plan"),
    },
}
"""Numbers typed in sentences that need no source, in pages that teach, and what each counts."""


def test_a_number_without_a_source_counts_something_of_the_text(
    module: Built, units: list[ClaimUnit], ledger: Ledger
) -> None:
    exempt = {
        unit["id"]
        for unit in module.report["units"]
        if unit["state"] == "exempt" and unit["reason"] != "logistics"
    }
    typed: dict[str, set[str]] = {}
    for unit in units:
        doc = unit.location.doc or ""
        if unit.id in exempt and doc.startswith(("lesson/", "teach/")):
            printed = [number for fact in unit.facts for number in numbers_of(fact, ledger)]
            numbers = {
                one.text
                for one in quantities_in(without_names(unit.text))
                if one.value not in printed
            }
            typed.setdefault(doc, set()).update(numbers)
    assert {doc: numbers for doc, numbers in typed.items() if numbers} == {
        doc: set(of) for doc, of in OF_THE_TEXT.items() if of
    }
