"""Questions with options between what is asked and the answer, as sphinx-classroom makes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handout.conftest import Handout

PAGE = """\
Title
=====

Before them.

.. container:: question question-single

   **1. Whatisasked?**

   A. Optionone

   B. Optiontwo

   .. admonition:: Answer
      :class: answer

      Thefeedback.

After them.
"""


@pytest.mark.parametrize("edition", ["student", "instructor"])
def test_the_key_repeats_the_question_and_its_place_has_the_options(
    handout: Callable[..., Handout], edition: str
) -> None:
    made = handout(PAGE, edition=edition)
    lesson, *key = made.text.replace("Answer key", "\0").split("\0")[-2:]
    if edition == "student":
        assert "Thefeedback" not in made.text
        assert made.text.index("Optiontwo") < made.text.index("Your answer")
        return
    assert "Optiontwo" in lesson
    assert "Thefeedback" not in lesson
    assert "Whatisasked?" in key[0]
    assert key[0].index("Whatisasked?") < key[0].index("Thefeedback")
    assert "Optiontwo" not in key[0]
