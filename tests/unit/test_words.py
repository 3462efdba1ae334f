"""Files of words: what their lines mean, and what is said of a line that means nothing."""

from __future__ import annotations

import pytest

from sphinx_claims.core.words import WordsError, parse_classes

GOOD = """\
# What the file is for.

[drug-name]  # by name, where the ending does not tell
aspirin
corticosteroid*  # and the -one names of them
*azole
side effects
pulled from the market*
don't

[lab] # as in vitro
in vitro
#pig
"""


def test_entries_are_kept_in_their_order_and_without_their_reasons() -> None:
    assert parse_classes(GOOD, "words/x.txt") == {
        "drug-name": (
            "aspirin",
            "corticosteroid*",
            "*azole",
            "side effects",
            "pulled from the market*",
            "don't",
        ),
        "lab": ("in vitro",),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a]\nx\ny\nx\n", "w.txt:4: 'x' was given in line 2"),
        ("[a]\nx\nx  # again\n", "w.txt:3: 'x' was given in line 2"),
        ("[a]\nx\n[b]\ny\n[a]\nz\n", "w.txt:5: [a] was opened in line 1"),
        ("\n[a]\n# nothing\n[b]\nx\n", "w.txt:2: [a] has no entries"),
        ("[b]\nx\n[a]\n", "w.txt:3: [a] has no entries"),
        ("# top\nx\n[a]\ny\n", "w.txt:2: 'x' stands above the first [class]"),
        ("[A class]\nx\n", "w.txt:1: '[A class]' is not the name of a class"),
        ("[a\nx\n", "w.txt:1: '[a' is not the name of a class"),
        ("[]\nx\n", "w.txt:1: '[]' is not the name of a class"),
    ],
)
def test_an_error_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(WordsError) as raised:
        parse_classes(text, "w.txt")
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    "line",
    [
        "two  words",
        "side_effect",
        "st*em",
        "*",
        "**",
        "*mid*",
        "*two words",
        " x",
        "x # reason",
        "x\ty",
        "x [y]",
    ],
)
def test_a_line_of_an_unknown_form_is_an_error(line: str) -> None:
    with pytest.raises(WordsError, match=r"^w\.txt:2: .* is not a word, a stem\*, an \*ending or"):
        parse_classes(f"[a]\n{line}\n", "w.txt")
