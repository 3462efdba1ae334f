"""What is no claim, by name; and what must never pass as none."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import Kind, Page
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.prose.reading import read_sentence
from sphinx_claims.core.verdicts.page import read_page
from unit.making import unit

ALL = frozenset(EXEMPTIONS)


def exempted(
    text: str,
    kind: Kind = Kind.SENTENCE,
    setting: str | None = None,
    allowed: frozenset[str] = ALL,
) -> str | None:
    page = Page(doc="index", units=(unit(text, kind=kind, setting=setting),))
    (reading,) = read_page(page, Policy(exempt=allowed))
    return reading.exemption


def name_of(text: str) -> str | None:
    return read_sentence(text).exemption


def triggers_of(text: str) -> tuple[str, ...]:
    return read_sentence(text).triggers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Does it beat standard drugs?", "question"),
        ("Compare the two rows.", "instruction"),
        ("Then write down what you saw.", "instruction"),
        ("See the glossary.", "navigation"),
        ("The next page turns to mice.", "navigation"),
        ("Here, remission means that nothing was found.", "stipulation"),
        ("This page lists every term.", "self-description"),
        ("The table below gives each study a row.", "self-description"),
        ("No source on our list was read in full.", "own-work"),
        ("We found no trial of one against the other.", "own-work"),
        ("Imagine a headline.", "hypothetical"),
        ("In our view this is too small.", "opinion"),
        ("Trial records: we read copies.", "own-work"),
    ],
)
def test_what_is_no_claim_has_a_name(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Photo by Ann Ng, CC BY 4.0.", True),
        ("Image: Ann Ng, public domain.", True),
        ("© 2019 Ann Ng.", True),
        ("Adapted with permission.", True),
        ("Adapted from Ng, with permission.", False),
        ("Source: Ng 2019.", False),
        ("Photos: Ann van Ng and Bo Li (2019)", True),
        ("Image: most cells die within a day.", False),
        ("Image: Cells die.", False),
        ("Image by Ann Ng shows that cells die.", False),
        ("Photo: 24 of 40 cells died.", False),
        ("Images of cells.", False),
    ],
)
def test_a_credit_is_no_claim_in_a_caption_and_nowhere_else(text: str, *, credited: bool) -> None:
    names = frozenset(EXEMPTIONS)
    assert (exempted(text, Kind.CAPTION) == "credit") is credited
    assert exempted(text) != "credit"
    assert exempted(text, Kind.CAPTION, allowed=names - {"credit"}) != "credit"


@pytest.mark.parametrize(
    "text",
    [
        "Use acetaminophen for the fever.",
        "Start chemotherapy at once.",
        "Give colchicine to people with gout.",
        "Take statins every evening.",
        "Cells live in the marrow.",
        "Take 5 mg of prednisone a day.",
        "Stop rituximab before surgery.",
        "Use cyclophosphamide for organ-threatening disease.",
        "This table shows that 24 of 40 people responded.",
        "The page was followed by remission.",
        "Our sources report that cells cure lupus.",
        "We found that cells divide.",
        "We found no result yet from a trial of 81 people.",
        "Return: the person's own cells are given back.",
        "It lives in the marrow.",
        "The course follows a pattern of flares.",
        "The index rates nine systems.",
        "In our view 60% of people respond.",
        "See how the relapse rate of 24% compares.",
        "Half of all answers were wrong.",
    ],
)
def test_what_could_hide_a_claim_is_never_exempt(text: str) -> None:
    assert name_of(text) is None


def test_wording_never_exempts_a_row_of_a_table() -> None:
    assert exempted("Compare | See the glossary.", Kind.TABLE_ROW) is None
    assert exempted("0–3 | Welcome", Kind.TABLE_ROW, "logistics") == "logistics"


def test_an_exemption_that_is_not_allowed_does_not_apply() -> None:
    assert exempted("Why?", allowed=frozenset()) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("24 of 40 people (60%) responded.", ("quantity", "effect")),
        ("Rituximab was given.", ("drug",)),
        ("It leads to disease.", ("cause",)),
        ("Studies show it.", ("authority",)),
        ("This plan takes 30 minutes.", ()),
        ("Or so they said.", ()),
        ("It is 9 questions long.", ()),
    ],
)
def test_triggers_are_named(text: str, names: tuple[str, ...]) -> None:
    assert triggers_of(text) == names


@pytest.mark.parametrize("text", ["1", "1 ", "1,", "10."])
def test_a_long_run_of_digits_does_not_hold_up_the_build(text: str) -> None:
    assert triggers_of(text * 20_000) == ()
    assert triggers_of(f"{text * 20_000} mg") == ("quantity",)


@pytest.mark.parametrize(
    "word",
    ["except", "accepts", "concept", "concepts", "intercept", "April", "equine", "nibs"],
)
def test_words_that_end_like_a_drug_name_none(word: str) -> None:
    assert "drug" not in triggers_of(f"It is {word} again.")


@pytest.mark.parametrize(
    "name",
    [
        "abatacept",
        "ramipril",
        "chloroquine",
        "dexamethasone",
        "ceftriaxone",
        "rituximab",
        "adrenaline",
        "sumatriptans",
        "Tacrolimus",
    ],
)
def test_names_of_drugs_are_known_by_their_endings(name: str) -> None:
    assert "drug" in triggers_of(f"It is {name} again.")
