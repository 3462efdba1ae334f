"""Sentences that try to fool the rules of evidence.

Half go too far, half only look as if they did.
"""

from __future__ import annotations

from dataclasses import replace

from sphinx_claims.core.check import check_pages
from sphinx_claims.core.evidence.ledger import (
    Contradiction,
    Design,
    Evidence,
    Extent,
    Ledger,
    Overlap,
    Species,
    Treatment,
)
from sphinx_claims.core.evidence.status import Records
from sphinx_claims.core.model import (
    Bibliography,
    Citation,
    ClaimUnit,
    Kind,
    Location,
    Page,
    Profile,
)
from sphinx_claims.core.policy import Policy

POLICY = Policy(profile=Profile.STRICT, select=("CLM6",))


def source(
    key: str, design: Design, species: Species, treatment: Treatment = Treatment.MSC
) -> Evidence:
    return Evidence(
        key=key,
        design=design,
        species=(species,),
        treatment=(treatment,),
        participants=40,
        population="",
        extent=Extent.ABSTRACT,
        locator="Abstract",
    )


SOURCES = (
    source("Series", Design.UNCONTROLLED_TRIAL, Species.HUMAN),
    source("Cohort", Design.COHORT, Species.HUMAN),
    source("Registry", Design.REGISTRY, Species.HUMAN, Treatment.HSCT),
    source("Trial", Design.RANDOMISED_TRIAL, Species.HUMAN),
    source("Mouse", Design.LABORATORY, Species.MOUSE),
    source("Culture", Design.LABORATORY, Species.HUMAN_CELLS, Treatment.NONE),
    source("Review", Design.NARRATIVE_REVIEW, Species.NONE),
    source("Guide", Design.GUIDELINE, Species.HUMAN),
)
LEDGER = Ledger(
    sources={one.key: one for one in SOURCES},
    overlaps=(Overlap(sources=("Series", "Cohort"), note="one team"),),
    contradictions=(
        Contradiction(
            about="whether MSCs help",
            sides=(("Series",), ("Trial",)),
            words=("help", "respon", "remission"),
        ),
    ),
    source="ledger.yaml",
)
STRONG, SPECIES, OTHER = (
    "wording-stronger-than-design",
    "species-not-said",
    "species-of-another-study",
)
ARMS, SUMS, OPPOSITE, ONE = (
    "arms-of-different-studies",
    "overlap-added-up",
    "contradiction-not-mentioned",
    "recommendation-on-one-study",
)
TOO_FAR = (
    ("MSCs cured lupus in most people.", "Series", STRONG),
    ("The infusion proved to be of use.", "Cohort", STRONG),
    ("MSCs are safe and effective.", "Trial", STRONG),
    ("Cell therapy reduced relapses by half.", "Series", STRONG),
    ("The transplant led to lasting remission in 30 people.", "Registry", STRONG),
    ("Treatment improved kidney function.", "Series", STRONG),
    ("MSCs prevented flares for a year.", "Cohort", STRONG),
    ("Thanks to the cells, 24 people got well.", "Series", STRONG),
    ("Steroids caused the deaths.", "Registry", STRONG),
    ("The cells restored immune tolerance.", "Series", STRONG),
    ("Survival went up because of the transplant.", "Registry", STRONG),
    ("Infusions reversed the damage.", "Cohort", STRONG),
    ("It is now established that MSCs work.", "Trial", STRONG),
    ("The cells did what no drug could: they healed kidneys.", "Series", STRONG),
    ("Patients owe their recovery to the infusion.", "Series", STRONG),
    ("MSCs calm the immune system of people with lupus.", "Mouse", SPECIES),
    ("Proteinuria fell after the infusion.", "Mouse", SPECIES),
    ("Rapamycin slows ageing in lupus.", "Culture", SPECIES),
    ("Patients lived longer on the drug.", "Mouse", SPECIES),
    ("Treated animals did well, and so will people.", "Series", OTHER),
    ("In mice, 24 of 40 responded.", "Series", OTHER),
    ("Proteinuria fell in treated mice.", "Trial", OTHER),
    ("MSCs are safer than transplantation.", "Series", ARMS),
    ("Relapse is lower after HSCT than after MSCs.", "Registry", ARMS),
    ("MSCs outperform HSCT.", "Series", ARMS),
    ("Compared with HSCT, MSCs bring fewer infections.", "Cohort", ARMS),
    ("In total, 80 people were treated.", "Series, Cohort", SUMS),
    ("Pooled, the two reports hold 24 responses.", "Series, Cohort", SUMS),
    ("The two studies add up to 80 people.", "Series, Cohort", SUMS),
    ("MSCs help people with lupus.", "Series, Trial", OPPOSITE),
    ("Remission follows MSCs.", "Series, Trial", OPPOSITE),
    ("People with lupus should be offered MSCs.", "Series", ONE),
    ("MSCs are recommended.", "Cohort", ONE),
)
WITHIN = (
    ("No study has shown that MSCs cure lupus.", "Series"),
    ("MSCs may have prevented flares.", "Cohort"),
    ("Whether the cells improved survival is unknown.", "Registry"),
    ("The authors call the cells safe and effective.", "Series"),
    ('"A cure" is what one headline said.', "Series"),
    ("Remission followed the infusion in 24 of 40 people.", "Series"),
    ("Treatment was followed by better kidney function.", "Series"),
    ("Without a control group, nobody can say what the cells caused.", "Series"),
    ("Seven people died of other causes.", "Registry"),
    ("Lupus was among the leading causes of death.", "Cohort"),
    ("The trial asked whether MSCs reduce relapses.", "Series"),
    ("MSCs did not improve survival.", "Cohort"),
    ("MSCs reduced relapses against placebo.", "Trial"),
    ("Conditioning is meant to prevent rejection.", "Registry"),
    ("The name suggests that it protects, which was not tested.", "Cohort"),
    ("Rapamycin restored blood formation in these mice.", "Mouse"),
    ("MRL/lpr mice lived longer on the drug.", "Mouse"),
    ("In culture, the cells aged early.", "Culture"),
    ("Marrow cells of people with lupus divided less.", "Culture"),
    ("The journal has printed a corrigendum.", "Mouse"),
    ("Unlike mice, these people had nephritis.", "Series"),
    ("What helps in mice need not help people.", "Mouse, Series"),
    ("No trial has compared MSCs with HSCT.", "Series"),
    (
        "HSCT and MSCs differ in what is given, so higher rates after one than after the other "
        "tell little.",
        "Series, Registry",
    ),
    ("MSC doses were higher than in earlier trials.", "Series"),
    ("The review says that MSCs are safer than HSCT.", "Review"),
    ("The two reports may share people, so their 80 must not be added up.", "Series, Cohort"),
    ("In total, 40 people were treated.", "Series"),
    ("Whether MSCs help is contested.", "Series, Trial"),
    (
        "Remission came after MSCs in one study, but no more than on placebo in the other.",
        "Series, Trial",
    ),
    ("The two studies used donor cells.", "Series, Trial"),
    ("People with lupus should be offered vaccines.", "Guide"),
    ("The team recommends larger trials.", "Series"),
)


def found(sentences: list[tuple[str, str]]) -> list[list[str]]:
    units = [
        ClaimUnit(
            id=str(line),
            location=Location(doc="page", source="page.md", line=line),
            end_line=line,
            kind=Kind.SENTENCE,
            text=text,
            block=line,
            anchor="",
            cites=tuple(Citation(key=key) for key in keys.split(", ")),
        )
        for line, (text, keys) in enumerate(sentences)
    ]
    told = check_pages(
        [Page(doc="page", units=tuple(units))],
        Bibliography(complete=False),
        POLICY,
        records=Records(ledger=LEDGER),
    )
    slugs: list[list[str]] = [[] for _ in sentences]
    for finding in told.findings:
        if finding.location.doc:
            slugs[finding.location.line].append(finding.slug)
    return slugs


MISSED = ["Treated animals did well, and so will people."]
"""What goes too far in words that the rules do not know."""


def test_what_goes_too_far_is_found_and_the_rest_is_not() -> None:
    told = found([(text, keys) for text, keys, _ in TOO_FAR] + list(WITHIN))
    bent, fair = told[: len(TOO_FAR)], told[len(TOO_FAR) :]
    assert [
        text for (text, _, slug), slugs in zip(TOO_FAR, bent, strict=True) if slugs != [slug]
    ] == MISSED
    assert [text for (text, _), slugs in zip(WITHIN, fair, strict=True) if slugs] == []


def in_order(texts: list[str], profile: Profile, anchor: str = "") -> list[str]:
    """Return the slugs found in one paragraph whose sentences each cite a study of mice."""
    units = [
        ClaimUnit(
            id=text,
            location=Location(doc="page", source="page.md", line=1),
            end_line=1,
            kind=Kind.SENTENCE,
            text=text,
            block=1,
            anchor=anchor,
            cites=(Citation(key="Mouse"),),
        )
        for text in texts
    ]
    policy = replace(POLICY, profile=profile)
    page = Page(doc="page", units=tuple(units))
    told = check_pages([page], Bibliography(complete=False), policy, records=Records(ledger=LEDGER))
    return [finding.excerpt for finding in told.findings if finding.location.doc]


GOES_ON = ["Old mice were given the cells.", "They lived longer."]


def test_a_sentence_may_go_on_about_the_animals_of_the_one_before() -> None:
    assert in_order(GOES_ON, Profile.BALANCED) == []
    assert in_order(["Old mice were given the cells.", "Proteinuria fell."], Profile.BALANCED) == [
        "Proteinuria fell."
    ]
    assert in_order(["Old mice were given the cells.", "They help people."], Profile.BALANCED) == [
        "They help people."
    ]


def test_a_heading_may_name_the_animals() -> None:
    assert in_order(["Proteinuria fell."], Profile.BALANCED, "what-mice-show") == []
    assert in_order(["Proteinuria fell."], Profile.BALANCED, "mice-and-people") == [
        "Proteinuria fell."
    ]


def test_strictly_each_sentence_names_its_animals() -> None:
    assert in_order(GOES_ON, Profile.STRICT, "what-mice-show") == ["They lived longer."]
