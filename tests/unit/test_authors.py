"""Names of authors as a bibliography has them, in each form that BibTeX knows."""

from __future__ import annotations

import pytest

from sphinx_claims.core.model import OTHERS, Author
from sphinx_claims.files.bibliography import authors_in


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Ng, A.", Author(family="Ng", given="A.")),
        ("Ada Ng", Author(family="Ng", given="Ada")),
        ("Ng", Author(family="Ng")),
        ("van der Worp, H. B.", Author(family="van der Worp", given="H. B.")),
        ("Ludwig van Beethoven", Author(family="van Beethoven", given="Ludwig")),
        ("Le Blanc, K.", Author(family="Le Blanc", given="K.")),
        ("de la Cruz, Jr, Ana", Author(family="de la Cruz", given="Ana", suffix="Jr")),
        (r"M{\"u}ller, {\'E}.", Author(family="Müller", given="É.")),
        (r"{\O}degaard, J.", Author(family="Ødegaard", given="J.")),
        ("Garc{\\'i}a~Lopez, M.", Author(family="García Lopez", given="M.")),
        ("{World Health Organization}", Author(family="World Health Organization")),
        ("{Allergy and Infection}", Author(family="Allergy and Infection")),
        ("{Cancer Institute, Rochester}", Author(family="Cancer Institute, Rochester")),
        ("others", OTHERS),
    ],
)
def test_one_name_is_parted(text: str, author: Author) -> None:
    assert authors_in(text) == (author,)


@pytest.mark.parametrize(
    "text",
    [
        "Ng, A. and Li, B. and others",
        "Ng, A.\n  and Li, B.\n  and others",
        "Ng, A. AND Li, B. and others",
        "A. Ng and B. Li and others",
    ],
)
def test_several_names_are_parted(text: str) -> None:
    assert authors_in(text) == (
        Author(family="Ng", given="A."),
        Author(family="Li", given="B."),
        OTHERS,
    )


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("", ()),
        ("{}", ()),
        (" and ", ("and",)),
        ("Ng, A.,", ("Ng",)),
        ("{Ng, A.", ("Ng, A.",)),
        ("Ng}, A.", ("Ng",)),
        ("Ng, Jr, A., B.", ("Ng",)),
    ],
)
def test_a_malformed_name_is_read_as_well_as_it_can_be(
    text: str, families: tuple[str, ...]
) -> None:
    assert tuple(author.family for author in authors_in(text)) == families
