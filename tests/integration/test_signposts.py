"""Sentences that only lead to the next one, and pictures that a reader is asked to imagine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Built

PageBuilder = Callable[..., Built]
SOURCED = "Cells rest {cite:p}`Key`."


def states(built: Built) -> list[tuple[str, str | None]]:
    return [
        (unit["state"], unit["reason"]) for unit in built.report["units"] if unit["doc"] == "index"
    ]


@pytest.mark.parametrize(
    "behind",
    [
        f"\n{SOURCED}",
        f"\n\n{SOURCED}",
        "\n[They rest. They live {cite:p}`Key`.]{.cited}",
        f"\n\n- {SOURCED}",
    ],
)
def test_a_signpost_needs_no_source_before_a_sentence_that_has_one(
    page: PageBuilder, behind: str
) -> None:
    built = page(f"One finding in mice cuts the other way.{behind}\n")
    assert states(built)[0] == ("exempt", "signpost")
    assert built.findings == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("One finding in mice cuts the other way. Cells rest.", ("uncited", None)),
        ("One finding in mice cuts the other way.", ("uncited", None)),
        (f"Cells die. {SOURCED}", ("uncited", None)),
        (f"One finding cures all. {SOURCED}", ("uncited", None)),
        (f"Two trials show that 3 of 4 lived. {SOURCED}", ("uncited", None)),
        (f"One reason is that mycophenolate works. {SOURCED}", ("uncited", None)),
    ],
)
def test_a_signpost_to_nothing_or_with_a_claim_of_its_own_is_uncited(
    page: PageBuilder, text: str, state: tuple[str, str | None]
) -> None:
    assert states(page(f"{text}\n"))[0] == state


def test_an_exemption_that_is_left_out_is_left_out(page: PageBuilder) -> None:
    built = page(f"Here is why. {SOURCED}\n", claims_exempt=["question"])
    assert states(built)[0] == ("uncited", None)


def test_a_picture_goes_on_while_it_speaks_of_the_same_things(page: PageBuilder) -> None:
    built = page(
        "Picture a library and its printing press. Some books in the library carry a misprint, "
        "but the press holds no books. Clear the library, and the new books may be clean. "
        f"{SOURCED} Some books lie.\n"
    )
    assert states(built) == [
        *[("exempt", "hypothetical")] * 3,
        ("cited", None),
        ("uncited", None),
    ]


def test_a_picture_hides_no_claim(page: PageBuilder) -> None:
    built = page(
        "Picture a library. The drug cured 7 of 9 in the library.\n\n"
        "Picture a library. Owls hunt at night.\n"
    )
    assert [state for state, _ in states(built)] == ["exempt", "uncited", "exempt", "uncited"]
