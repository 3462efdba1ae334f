"""Bend the sentences of the real module so that they outrun their sources.

The checker must say so, once, by the right name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from conftest import Built
from module.conftest import DOCS
from sphinx_claims.core.check import check_pages
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
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.files.bibliography import combine, read_bib_file
from sphinx_claims.files.ledger import read_ledger
from sphinx_claims.reading.doctree import collect_page
from sphinx_claims.reading.origin.sources import SourceFiles

PLACE = Location(doc=None, source="conf.py", line=1)
POLICY = Policy(profile=Profile.STRICT, select=("CLM6",))
SPECIES, OTHER, STRONG = (
    "species-not-said",
    "species-of-another-study",
    "wording-stronger-than-design",
)
ARMS, SUMS, OPPOSITE, ONE = (
    "arms-of-different-studies",
    "overlap-added-up",
    "contradiction-not-mentioned",
    "recommendation-on-one-study",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one sentence of a lesson."""

    doc: str
    words: str
    """Words of the sentence, as readers see it."""
    slug: str
    text: str = ""
    """What the sentence says instead; the same if empty."""
    keys: tuple[str, ...] = ()
    """What it cites instead; the same if empty."""


EDITS = (
    # a study of mice instead of one of people
    Edit("comparing", "Remission by 6 months was reported", SPECIES, keys=("Chen2010",)),
    Edit("comparing", "Infection is a common harm", SPECIES, keys=("Niu2013",)),
    Edit("comparing", "relapse grows with follow-up", SPECIES, keys=("Tani2017",)),
    Edit("comparing", "A new autoimmune disease arose", SPECIES, keys=("Niu2013",)),
    Edit("future", "and some people have died", SPECIES, keys=("Tani2017",)),
    Edit("future", "In a randomised trial of 105 people", SPECIES, keys=("Niu2013",)),
    Edit("msc", "24 of 40 people (60%) improved", SPECIES, keys=("Tani2017",)),
    Edit("msc", "Infections have come after MSCs", SPECIES, keys=("Chen2010",)),
    Edit(
        "lupus-and-stem-cells",
        "The excess of disease is well supported",
        SPECIES,
        keys=("Chen2010",),
    ),
    Edit("hsct", "people mostly get their own cells back", SPECIES, keys=("Chen2010",)),
    # a study of mice told as one of people
    Edit(
        "lupus-and-stem-cells",
        "In these mice, inflammation",
        SPECIES,
        "Inflammation went with loss of marrow and weaker HSCs.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "In lupus-prone mice, the expanded HSCs",
        SPECIES,
        "In lupus, the expanded HSCs renewed themselves.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "The result comes from mice",
        SPECIES,
        "The result comes from people.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "the expanded HSCs were seen in mice",
        SPECIES,
        "The expanded HSCs were seen in lupus.",
    ),
    Edit(
        "lupus-and-stem-cells", "Its mice were scurfy mice", SPECIES, "Its patients lacked Foxp3."
    ),
    Edit(
        "msc",
        "proteinuria came later in mice",
        SPECIES,
        "At this dose, proteinuria came later in people.",
    ),
    # people told as mice
    Edit(
        "msc", "Infections have come after MSCs", OTHER, "Infections have come in mice after MSCs."
    ),
    Edit(
        "comparing",
        "At 5 years 28 of 81 (34%)",
        OTHER,
        "At 5 years 28 of 81 mice (34%) were in remission.",
    ),
    Edit(
        "future",
        "and some people have died",
        OTHER,
        "They can also do harm in mice, and some have died.",
    ),
    # more than the design can show
    Edit(
        "future",
        "followed by long calm spells",
        STRONG,
        "Blood stem cell transplants cure some people.",
    ),
    Edit(
        "comparing",
        "Over 12 months 24 of 40",
        STRONG,
        "Over 12 months the cells cured 24 of 40 people (60%).",
    ),
    Edit(
        "comparing",
        "One series put remission",
        STRONG,
        "One series proves remission at 5 years for 62% of 26 people.",
    ),
    Edit(
        "comparing",
        "At 5 years 28 of 81 (34%)",
        STRONG,
        "MSCs induced remission at 5 years in 28 of 81 people (34%).",
    ),
    Edit(
        "comparing",
        "Relapse was reported in 10 of 31",
        STRONG,
        "HSCT prevented relapse in 21 of 31 people.",
    ),
    Edit(
        "msc",
        "certain B cells fell",
        STRONG,
        "In a single-arm trial, MSCs improved lupus in 6 women.",
    ),
    Edit("msc", "3 died within 12 months", STRONG, "MSCs were safe and effective in 40 people."),
    Edit(
        "future",
        "more interferon-gamma in the blood",
        STRONG,
        "In 26 people, interferon-gamma caused a better response.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "498 women with SLE had 33",
        STRONG,
        "In another study, SLE caused 33 first heart attacks.",
    ),
    Edit(
        "future",
        "lupus antibodies vanished after HSCT",
        STRONG,
        "In a study of seven people, HSCT eliminated lupus.",
    ),
    Edit(
        "comparing",
        "Remission followed in 0 of 4 people",
        STRONG,
        "HSCT led to remission in 92% of 26 people at 1 year.",
    ),
    Edit(
        "comparing",
        "In the blinded trial remission came in",
        STRONG,
        "The blinded trial proves that MSCs have an effect.",
    ),
    # arms of different studies
    Edit(
        "comparing",
        "five-year overall survival was",
        ARMS,
        "Survival was better after HSCT (50 people) than after MSCs (81).",
    ),
    Edit("comparing", "Such deaths were 0%", ARMS, "MSCs are safer than HSCT."),
    Edit("comparing", "The HSCT figures, 32%", ARMS, "HSCT had higher relapse rates than MSCs."),
    Edit(
        "msc",
        "Infections have come after MSCs",
        ARMS,
        "Infections are fewer after MSCs than after HSCT.",
    ),
    # sums over shared people
    Edit(
        "msc",
        "The five Nanjing studies share",
        SUMS,
        "The five Nanjing studies treated 600 people in total.",
    ),
    Edit(
        "comparing",
        "from one Nanjing group",
        SUMS,
        "Altogether, these reports treated 500 people in Nanjing.",
    ),
    Edit("msc", "the papers share authors", SUMS, "Together, the papers treated 162 people."),
    # sources of opposite direction, and a recommendation on one study
    Edit(
        "lupus-and-stem-cells",
        "The excess of disease is well supported",
        OPPOSITE,
        "EPCs are rarer in people with lupus.",
        ("Denny2007", "Ablin2011"),
    ),
    Edit(
        "msc",
        "Two uncontrolled studies have such a figure",
        OPPOSITE,
        "People respond to MSCs.",
        ("Wang2014", "Deng2017"),
    ),
    Edit(
        "future",
        "only 14 people reached 10 years",
        ONE,
        "People with lupus should be offered HSCT.",
    ),
)

FAIR = (
    Edit(
        "comparing", "Over 12 months 24 of 40", "", "Over 12 months 24 of 40 people (60%) improved."
    ),
    Edit(
        "comparing",
        "One series put remission",
        "",
        "In one series 62% of 26 people were in remission at 5 years.",
    ),
    Edit(
        "comparing", "Such deaths were 0%", "", "No trial has shown that MSCs are safer than HSCT."
    ),
    Edit(
        "comparing",
        "five-year overall survival was",
        "",
        "Overall survival was 84% after HSCT and 84% after MSCs.",
    ),
    Edit(
        "comparing",
        "relapse grows with follow-up",
        "",
        "Relapses were counted in more people the longer they were followed.",
    ),
    Edit(
        "msc", "certain B cells fell", "", "Disease activity fell and B cells changed in 6 women."
    ),
    Edit(
        "msc",
        "The five Nanjing studies share",
        "",
        "Add up the five Nanjing studies and some of 600 people count twice.",
    ),
    Edit(
        "msc",
        "Two uncontrolled studies have such a figure",
        "",
        "Two studies gave donor MSCs.",
        ("Wang2014", "Deng2017"),
    ),
    Edit(
        "msc",
        "3 died within 12 months",
        "",
        "The authors call the cells safe; 3 of 40 people died within 12 months.",
    ),
    Edit(
        "future",
        "followed by long calm spells",
        "",
        "After a transplant, some people had years without active lupus.",
    ),
    Edit(
        "future",
        "only 14 people reached 10 years",
        "",
        "Anyone who quotes this study should add that 14 reached 10 years.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "In lupus-prone mice, the expanded",
        "",
        "In lupus-prone mice, HSCs renewed themselves.",
    ),
    Edit(
        "lupus-and-stem-cells",
        "498 women with SLE had 33",
        "",
        "Among 498 women with SLE, 33 had a first heart attack.",
    ),
)
"""Changes that leave a sentence within its sources."""
SENTENCES = Path(__file__).with_name("wording.txt")
SLUGS = {
    "strong": STRONG,
    "species": SPECIES,
    "other": OTHER,
    "arms": ARMS,
    "sums": SUMS,
    "opposite": OPPOSITE,
    "one": ONE,
    "-": "",
}
OUT_OF_REACH = [
    "Infused cord cells quietened the disease and let people drop steroids.",
    "HSCT frees two thirds of people from lupus for ten years.",
    "Earlier cyclophosphamide stops MSCs from working.",
    "The two cohorts make up 162 people.",
    "HSCT belongs in the standard care of lupus.",
    "CAR-T cells should become the first choice.",
]
"""What goes too far in words that the rules do not know."""


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return combine([read_bib_file(DOCS.parent / "references.bib", "references.bib", PLACE)])


@pytest.fixture(scope="module")
def records() -> Records:
    return Records(
        ledger=read_ledger(DOCS / "evidence" / "ledger.yaml", "ledger.yaml", "ledger.yaml", PLACE)
    )


@pytest.fixture(scope="module")
def units(module: Built) -> list[ClaimUnit]:
    lessons = sorted(
        (doc, tree) for doc, tree in module.doctrees.items() if doc.startswith("lesson/")
    )
    return [
        unit
        for doc, tree in lessons
        for unit in collect_page(tree, doc, SourceFiles(DOCS, str(tree["source"]))).units
    ]


def edited(edit: Edit, units: list[ClaimUnit]) -> ClaimUnit:
    """Return the sentence that an edit is about, changed."""
    unit = next(
        unit
        for unit in units
        if unit.location.doc == f"lesson/{edit.doc}" and edit.words in unit.text and unit.cites
    )
    cites = tuple(Citation(key=key) for key in edit.keys) or unit.cites
    return replace(unit, text=edit.text or unit.text, cites=cites, lead=(), facts=())


def judge(
    units: Iterable[ClaimUnit], bibliography: Bibliography, records: Records
) -> tuple[Finding, ...]:
    told = check_pages(
        [Page(doc="page", units=tuple(units))], bibliography, POLICY, records=records
    )
    return tuple(finding for finding in told.findings if finding.location.doc)


def sentence(line: int, text: str, keys: str) -> ClaimUnit:
    return ClaimUnit(
        id=str(line),
        location=Location(doc="page", source="page.md", line=line),
        end_line=line,
        kind=Kind.SENTENCE,
        text=text,
        block=line,
        anchor="",
        cites=tuple(Citation(key=key) for key in keys.split(", ")),
    )


def test_each_of_forty_bent_sentences_is_one_finding(
    units: list[ClaimUnit], bibliography: Bibliography, records: Records
) -> None:
    assert len(EDITS) >= 40
    told = [
        [finding.slug for finding in judge([edited(edit, units)], bibliography, records)]
        for edit in EDITS
    ]
    caught = sum(found == [edit.slug] for found, edit in zip(told, EDITS, strict=True))
    print(f"{caught} of {len(EDITS)} bent sentences noticed")
    assert [
        (edit.text or edit.words, found)
        for edit, found in zip(EDITS, told, strict=True)
        if found != [edit.slug]
    ] == []


def test_sentences_changed_within_their_sources_are_left_alone(
    units: list[ClaimUnit], bibliography: Bibliography, records: Records
) -> None:
    told = {edit.text: judge([edited(edit, units)], bibliography, records) for edit in FAIR}
    assert {text: [one.slug for one in found] for text, found in told.items() if found} == {}


def test_of_sentences_that_try_to_fool_the_rules_only_known_ones_do(
    bibliography: Bibliography, records: Records
) -> None:
    """Each line of the file holds what must be found, the sources cited, and a sentence."""
    rows = [line.split(" | ", 2) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    wanted = {line: SLUGS[name] for line, (name, _, _) in enumerate(rows)}
    told = judge(
        (sentence(line, text, keys) for line, (_, keys, text) in enumerate(rows)),
        bibliography,
        records,
    )
    found = {(one.location.line, one.slug) for one in told}
    tally = Counter(wanted.values())
    print(f"{len(rows)} sentences, {len(rows) - tally['']} go too far, {len(found)} found")
    assert tally == {
        STRONG: 50,
        SPECIES: 19,
        OTHER: 8,
        ARMS: 19,
        SUMS: 10,
        OPPOSITE: 10,
        ONE: 9,
        "": 119,
    }
    assert {(rows[line][2], slug) for line, slug in found if wanted[line] != slug} == set()
    assert [
        rows[line][2] for line, slug in wanted.items() if slug and (line, slug) not in found
    ] == OUT_OF_REACH


def test_no_sentence_of_the_module_as_it_stands_outruns_its_sources(module: Built) -> None:
    assert [found for found in module.report["findings"] if found["code"].startswith("CLM6")] == []


def test_every_source_that_overlaps_or_contradicts_is_in_the_ledger(records: Records) -> None:
    ledger = records.ledger
    named = {key for overlap in ledger.overlaps for key in overlap.sources}
    named |= {
        key
        for contradiction in ledger.contradictions
        for side in contradiction.sides
        for key in side
    }
    assert named - ledger.sources.keys() == set()
