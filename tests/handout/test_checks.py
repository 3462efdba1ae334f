"""What Typst would let pass, or stop at without saying where.

Each is one warning, with page and line.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from conftest import Project
from handout.conftest import Handout

CASES = {
    "alt-text": (
        ".. image:: p.svg",
        "index.rst:4: WARNING: the picture p.svg has no alternative text [handout.alt-text]",
    ),
    "svg": (
        ".. image:: bad.svg\n   :alt: x",
        "index.rst:4: WARNING: bad.svg uses var(), a CSS variable, which turns black in print "
        "[handout.svg]",
    ),
    "foreign": (
        ".. image:: foreign.svg\n   :alt: x",
        "index.rst:4: WARNING: foreign.svg uses foreignObject, which is left out in print "
        "[handout.svg]",
        "WARNING: Typst on small-student.typ: image contains foreign object [handout.typst]",
    ),
    "table-header": (
        "== ==\n1  2\n== ==",
        "index.rst:5: WARNING: a table has no header row [handout.table-header]",
    ),
    "glyph": (
        "A \U0001f600 face.",
        "index.rst:4: WARNING: no font has the character [U+1F600 grinning face] [handout.glyph]",
    ),
    "math": (
        ":math:`\\nosuchcommand`",
        "index.rst:4: WARNING: cannot set this formula, its source is shown: '\\\\nosuchcommand' "
        "[handout.math]",
    ),
    "raw-content": (
        ".. raw:: html\n\n   <b>bold</b>",
        "index.rst:4: WARNING: raw HTML cannot be printed; a note stands in its place "
        "[handout.raw-content]",
    ),
    "remote": (
        ".. image:: https://example.org/far.png\n   :alt: far",
        "index.rst:4: WARNING: the picture https://example.org/far.png is not at hand, so it is "
        "not printed [handout.image]",
    ),
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_with_its_place(
    handout: Callable[..., Handout], empty: Project, case: str
) -> None:
    text, *warnings = CASES[case]
    empty.write("p.svg", SVG.format('<rect width="9" height="9"/>'))
    empty.write("bad.svg", SVG.format('<rect width="9" height="9" fill="var(--ink)"/>'))
    empty.write("foreign.svg", SVG.format("<foreignObject/>"))
    made = handout(f"Title\n=====\n\n{text}\n")
    found = [line for line in made.warnings if "[handout." in line]
    assert found == warnings


def test_a_sign_that_no_font_has_is_shown_by_its_number(handout: Callable[..., Handout]) -> None:
    assert "A [U+1F600 grinning face] face." in handout("Title\n=====\n\nA \U0001f600 face.\n").text


def test_a_formula_that_conf_gives_is_set(handout: Callable[..., Handout]) -> None:
    made = handout(
        "Title\n=====\n\n:math:`\\nosuchcommand`\n", handout_math={r"\nosuchcommand": "alpha + 1"}
    )
    assert made.warnings == ()


def test_an_empty_link_shows_its_address(handout: Callable[..., Handout], empty: Project) -> None:
    empty.write("other.md", "# Other\n\nSee [](https://example.org/empty).\n")
    made = handout(
        "Title\n=====\n\n.. toctree::\n\n   other\n", extensions=["myst_parser", "sphinx_handout"]
    )
    (warning,) = made.warnings
    assert warning == (
        "other.md:3: WARNING: a link to https://example.org/empty has no text [handout.empty-link]"
    )
    assert "https://example.org/empty" in made.text


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            {"handout_paper": "a3"},
            "WARNING: handout_paper cannot be 'a3'; the default is used [handout.option]",
        ),
        (
            {"handout_words": {"nope": "x"}},
            "WARNING: handout_words has no word 'nope' [handout.option]",
        ),
        (
            {"language": "??"},
            "WARNING: '??' is no language; the handout is marked as English [handout.language]",
        ),
    ],
)
def test_a_wrong_setting_is_named(
    handout: Callable[..., Handout], setting: dict[str, object], message: str
) -> None:
    made = handout("Title\n=====\n\nText.\n", **setting)
    assert [line for line in made.warnings if "[handout." in line] == [message]


def test_letter_paper_and_other_words(handout: Callable[..., Handout]) -> None:
    made = handout(
        "Title\n=====\n\nText.\n", handout_paper="us-letter", handout_words={"contents": "Inhalt"}
    )
    assert made.reader.pages[0].mediabox.width == pytest.approx(612)
    assert "Inhalt" in made.chapters


def test_a_template_may_change_one_thing(handout: Callable[..., Handout], empty: Project) -> None:
    empty.write("own.typ", '#import "handout.typ": *\n#let rubric(body) = block[ownmark #body]\n')
    made = handout("Title\n=====\n\n.. rubric:: Small\n", handout_template="own.typ")
    assert "ownmark Small" in made.text


def test_a_heading_at_each_depth_and_a_page_without_title(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write("a.rst", "Just text.\n")
    empty.write("b.rst", "B\n=\n\nB2\n--\n\nB3\n~~\n\nx\n\n.. toctree::\n\n   c\n")
    empty.write("c.rst", "C\n=\n\nC2\n--\n\nx\n")
    made = handout("Title\n=====\n\n.. toctree::\n\n   a\n   b\n")
    assert [(depth, title) for depth, _, title in made.outline] == [
        (1, "Contents"),
        (1, "Title"),
        (1, "a"),
        (1, "B"),
        (2, "B2"),
        (3, "B3"),
        (2, "C"),
        (3, "C2"),
    ]


def test_a_script_that_an_author_wrote_is_told(handout: Callable[..., Handout]) -> None:
    made = handout("Title\n=====\n\n.. raw:: html\n\n   <script>draw()</script>\n")
    assert [line.partition(":")[0] for line in made.warnings] == ["index.rst"]
    assert "Not printed" in made.text


def test_pictures_of_other_sites_are_not_asked_for(handout: Callable[..., Handout]) -> None:
    made = handout("Title\n=====\n\n.. image:: https://example.org/far.png\n   :alt: far\n")
    assert len(made.warnings) == 1
    assert "not at hand" in made.warnings[0]


def test_a_missing_package_is_told_with_what_installs_it(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_handout"]\n')
    empty.write("index.rst", "T\n=\n")
    hide = (
        "import sys; sys.modules['pikepdf'] = None; from sphinx.cmd.build import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", hide, "-q", "-b", "handout", str(empty.path), str(empty.out)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ran.returncode, "Extension error" in ran.stderr) == (2, True)
    assert "install what the handout needs with: pip install sphinx-handout" in ran.stderr
