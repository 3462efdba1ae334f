"""A label before a sentence changes nothing about whether the sentence is a claim."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import ClaimUnit, Kind, Location, Page, Profile, State
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.verdicts.page import judge_page

SENTENCES = [
    "The height above sea level affects temperature, pressure, and precipitation.",
    "Macroclimate establishes the general temperature range for a region.",
    "The leaf area per unit ground area influences light penetration and humidity.",
    "The overall amount and distribution of precipitation are dictated by macroclimate.",
    "Slopes lose soil wherever vegetation is thin.",
    "Forests store more carbon than grasslands do.",
    "Shade lowers the temperature of the soil by several degrees.",
    "Wind dries the leaves of young trees.",
    "In 2019 about 40 % of the wetlands were drained.",
    "Clay holds water longer than sand.",
    "Stem cells live in the marrow.",
    "Prednisone lowers the risk of a relapse.",
    "Take 5 mg of prednisone a day.",
    "Give colchicine to people with gout.",
    "Studies show that sleep restores memory.",
    "Half of all people with lupus have swollen joints.",
    "Transplantation cured 24 of 40 patients.",
    "The first transplant was done in 1957 by Thomas.",
    "Smokers die ten years earlier than other people.",
    "Roots release acids that dissolve rock.",
    "Bees visit more than ninety kinds of crops.",
    "Mycorrhizae extend the reach of the roots of most plants.",
    "Antibiotics kill bacteria and spare viruses.",
    "The risk of death doubles with every decade of life.",
    "Heat makes proteins lose their shape.",
    "Deserts receive less than 250 mm of rain a year.",
    "Elevated pressure damages the vessels of the eye.",
    "Children outgrow most allergies to milk.",
    "Insulin moves sugar from the blood into the cells.",
    "Most bacteria in the gut are harmless.",
    "Open the window before you start.",
    "See the table below.",
    "Which of these would you choose?",
    "We believe this is a fair reading.",
    "This chapter describes the instruments.",
    "Click the button and wait for the answer.",
    "Compare both maps and write down what you notice.",
    "You will need a pen and some paper.",
    "The next section explains how to fit the model.",
    "Imagine a forest without birds.",
    "Let us call such a region a patch.",
    "Set the option to a higher value.",
    "The function returns a list of dictionaries.",
    "I was born near the sea.",
    "Our project began as a hobby.",
    "Further work is needed.",
    "Suppose a patient comes in with a fever.",
    "Here, patch means a piece of land.",
]
LABELS = [
    "Elevation: ",
    "Leaf area index (LAI): ",
    "Rates of soil loss: ",
    "Canopy structure and wind: ",
    "Elevation – ",
    "Thermal mass — ",
]


def verdicts(text: str) -> dict[Profile, bool]:
    """Tell for each profile whether it finds a sentence that nothing supports."""
    location = Location(doc="page", source="page.md", line=1)
    unit = ClaimUnit(
        id="one", location=location, end_line=1, kind=Kind.LIST_ITEM, text=text, block=1, anchor=""
    )
    page = Page(doc="page", units=(unit,))
    found: dict[Profile, bool] = {}
    for profile in (Profile.BALANCED, Profile.STRICT):
        (verdict,) = judge_page(page, Policy(profile=profile))
        found[profile] = verdict.state is State.UNCITED
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_label_leaves_the_verdict_on_a_sentence_as_it_is(sentence: str) -> None:
    alone = verdicts(sentence)
    assert {label: verdicts(label + sentence) for label in LABELS} == dict.fromkeys(LABELS, alone)


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        # a verb is missing, so that what follows is what the label means
        "Elevation: The height above sea level.": False,
        "Tools: A pen, some paper and a ruler.": False,
        # labels that say what follows is no claim
        "True or false: Every cell can divide.": False,
        "Note to tutors: The second group often loses an hour here.": False,
        # a drug or a number before the colon is what the order is about
        "Prednisone: Take it with food.": True,
        "Above 5 mg: Stop the treatment at once.": True,
    }.items(),
)
def test_what_a_label_says_itself_still_counts(text: str, *, expected: bool) -> None:
    assert verdicts(text)[Profile.BALANCED] is expected
