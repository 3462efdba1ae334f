"""Bend the sentences of the real module so that they outrun their sources: the checker must say so, once, by the right name."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from conftest import Built
from module.conftest import DOCS
from sphinx_claims.adapters.bibliography import combine, read_bib_file
from sphinx_claims.adapters.doctree import collect_page
from sphinx_claims.adapters.ledgerfile import read_ledger
from sphinx_claims.adapters.sources import SourceFiles
from sphinx_claims.core.check import check_pages
from sphinx_claims.core.evidence.status import Records
from sphinx_claims.core.model import Bibliography, Citation, ClaimUnit, Location, Page, Profile
from sphinx_claims.core.policy import Policy

PLACE = Location(doc=None, source="conf.py", line=1)
POLICY = Policy(profile=Profile.STRICT, select=("CLM6",))
SPECIES, OTHER, STRONG = "species-not-said", "species-of-another-study", "wording-stronger-than-design"
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
    Edit("lupus-and-stem-cells", "The excess of disease is well supported", SPECIES, keys=("Chen2010",)),
    Edit("hsct", "people mostly get their own cells back", SPECIES, keys=("Chen2010",)),
    # a study of mice told as one of people
    Edit(
        "lupus-and-stem-cells", "In these mice, inflammation", SPECIES, "Inflammation went with loss of marrow and weaker HSCs."
    ),
    Edit(
        "lupus-and-stem-cells",
        "In lupus-prone mice, the expanded HSCs",
        SPECIES,
        "In lupus, the expanded HSCs renewed themselves.",
    ),
    Edit("lupus-and-stem-cells", "The result comes from mice", SPECIES, "The result comes from people."),
    Edit("lupus-and-stem-cells", "the expanded HSCs were seen in mice", SPECIES, "The expanded HSCs were seen in lupus."),
    Edit("lupus-and-stem-cells", "Its mice were scurfy mice", SPECIES, "Its patients lacked Foxp3."),
    Edit("msc", "proteinuria came later in mice", SPECIES, "At this dose, proteinuria came later in people."),
    # people told as mice
    Edit("msc", "Infections have come after MSCs", OTHER, "Infections have come in mice after MSCs."),
    Edit("comparing", "At 5 years 28 of 81 (34%)", OTHER, "At 5 years 28 of 81 mice (34%) were in remission."),
    Edit("future", "and some people have died", OTHER, "They can also do harm in mice, and some have died."),
    # more than the design can show
    Edit("future", "followed by long calm spells", STRONG, "Blood stem cell transplants cure some people."),
    Edit("comparing", "Over 12 months 24 of 40", STRONG, "Over 12 months the cells cured 24 of 40 people (60%)."),
    Edit("comparing", "One series put remission", STRONG, "One series proves remission at 5 years for 62% of 26 people."),
    Edit("comparing", "At 5 years 28 of 81 (34%)", STRONG, "MSCs induced remission at 5 years in 28 of 81 people (34%)."),
    Edit("comparing", "Relapse was reported in 10 of 31", STRONG, "HSCT prevented relapse in 21 of 31 people."),
    Edit("msc", "certain B cells fell", STRONG, "In a single-arm trial, MSCs improved lupus in 6 women."),
    Edit("msc", "3 died within 12 months", STRONG, "MSCs were safe and effective in 40 people."),
    Edit("future", "more interferon-gamma in the blood", STRONG, "In 26 people, interferon-gamma caused a better response."),
    Edit("lupus-and-stem-cells", "498 women with SLE had 33", STRONG, "In another study, SLE caused 33 first heart attacks."),
    Edit("future", "lupus antibodies vanished after HSCT", STRONG, "In a study of seven people, HSCT eliminated lupus."),
    Edit("comparing", "Remission followed in 0 of 4 people", STRONG, "HSCT led to remission in 92% of 26 people at 1 year."),
    Edit("comparing", "In the blinded trial remission came in", STRONG, "The blinded trial proves that MSCs have an effect."),
    # arms of different studies
    Edit("comparing", "five-year overall survival was", ARMS, "Survival was better after HSCT (50 people) than after MSCs (81)."),
    Edit("comparing", "Such deaths were 0%", ARMS, "MSCs are safer than HSCT."),
    Edit("comparing", "The HSCT figures, 32%", ARMS, "HSCT had higher relapse rates than MSCs."),
    Edit("msc", "Infections have come after MSCs", ARMS, "Infections are fewer after MSCs than after HSCT."),
    # sums over shared people
    Edit("msc", "The five Nanjing studies share", SUMS, "The five Nanjing studies treated 600 people in total."),
    Edit("comparing", "from one Nanjing group", SUMS, "Altogether, these reports treated 500 people in Nanjing."),
    Edit("msc", "the papers share authors", SUMS, "Together, the papers treated 162 people."),
    # sources of opposite direction, and a recommendation on one study
    Edit(
        "lupus-and-stem-cells",
        "The excess of disease is well supported",
        OPPOSITE,
        "EPCs are rarer in people with lupus.",
        ("Denny2007", "Ablin2011"),
    ),
    Edit("msc", "Two uncontrolled studies have such a figure", OPPOSITE, "People respond to MSCs.", ("Wang2014", "Deng2017")),
    Edit("future", "only 14 people reached 10 years", ONE, "People with lupus should be offered HSCT."),
)


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return combine([read_bib_file(DOCS.parent / "references.bib", "references.bib", PLACE)])


@pytest.fixture(scope="module")
def records() -> Records:
    return Records(ledger=read_ledger(DOCS / "evidence" / "ledger.yaml", "ledger.yaml", "ledger.yaml", PLACE))


@pytest.fixture(scope="module")
def units(module: Built) -> list[ClaimUnit]:
    lessons = sorted((doc, tree) for doc, tree in module.doctrees.items() if doc.startswith("lesson/"))
    return [unit for doc, tree in lessons for unit in collect_page(tree, doc, SourceFiles(DOCS)).units]


def edited(edit: Edit, units: list[ClaimUnit]) -> ClaimUnit:
    """Return the sentence that an edit is about, changed."""
    unit = next(unit for unit in units if unit.location.doc == f"lesson/{edit.doc}" and edit.words in unit.text and unit.cites)
    cites = tuple(Citation(key=key) for key in edit.keys) or unit.cites
    return replace(unit, text=edit.text or unit.text, cites=cites, lead=(), facts=())


def test_each_of_forty_bent_sentences_is_one_finding(
    units: list[ClaimUnit], bibliography: Bibliography, records: Records
) -> None:
    assert len(EDITS) >= 40
    told = []
    for edit in EDITS:
        page = Page(doc="lesson/bent", units=(edited(edit, units),))
        told.append([finding.slug for finding in check_pages([page], bibliography, POLICY, records=records).findings])
    caught = sum(found == [edit.slug] for found, edit in zip(told, EDITS, strict=True))
    print(f"{caught} of {len(EDITS)} bent sentences noticed")
    assert [(edit.text or edit.words, found) for edit, found in zip(EDITS, told, strict=True) if found != [edit.slug]] == []


def test_no_sentence_of_the_module_as_it_stands_outruns_its_sources(module: Built) -> None:
    assert [found for found in module.report["findings"] if found["code"].startswith("CLM6")] == []


def test_every_source_that_overlaps_or_contradicts_is_in_the_ledger(records: Records) -> None:
    ledger = records.ledger
    named = {key for overlap in ledger.overlaps for key in overlap.sources}
    named |= {key for contradiction in ledger.contradictions for side in contradiction.sides for key in side}
    assert named - ledger.sources.keys() == set()
