"""What Typst would let pass, or stop at without saying where.

Each is one warning, with page and line.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from conftest import Project
from pdf.conftest import Handout

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


BLOB = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class blob(nodes.General, nodes.Element):
    pass


class Blob(SphinxDirective):
    def run(self):
        node = blob("", nodes.paragraph("", "insidemark"))
        self.set_source_info(node)
        return [node]


def setup(app):
    app.add_node(blob{handlers})
    app.add_directive("blob", Blob)
    return {{"parallel_read_safe": True}}
"""


@pytest.fixture
def blob(empty: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Return a function that writes an extension with a node and returns its name."""
    monkeypatch.syspath_prepend(str(empty.path))

    def write(handlers: str) -> str:
        empty.write("blobs.py", BLOB.format(handlers=handlers))
        return "blobs"

    yield write
    sys.modules.pop("blobs", None)


def test_an_unknown_node_is_shown_and_reported(
    handout: Callable[..., Handout], blob: Callable[[str], str]
) -> None:
    made = handout("Title\n=====\n\n.. blob::\n", extensions=["sphinx_handout", blob("")])
    assert made.warnings == (
        "index.rst:4: WARNING: the handout has no form for 'blob'; its text is shown as it is "
        "[handout.unknown-node]",
    )
    assert "insidemark" in made.text


def test_an_extension_may_say_how_its_node_is_set(
    handout: Callable[..., Handout], blob: Callable[[str], str]
) -> None:
    visit = "lambda self, node: self.body.append('#strong[before ')"
    depart = "lambda self, node: self.body.append(']')"
    made = handout(
        "Title\n=====\n\n.. blob::\n",
        extensions=["sphinx_handout", blob(f", handout=({visit}, {depart})")],
    )
    assert made.warnings == ()
    assert "before insidemark" in made.text


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


def test_code_from_nbsphinx_needs_no_word(
    handout: Callable[..., Handout], blob: Callable[[str], str], empty: Project
) -> None:
    name = blob("")
    code = empty.path.joinpath("blobs.py").read_text(encoding="utf-8")
    empty.write(
        "blobs.py", code.replace("blob(", "CodeAreaNode(").replace("(blob)", "(CodeAreaNode)")
    )
    made = handout("Title\n=====\n\n.. blob::\n", extensions=["sphinx_handout", name])
    assert made.warnings == ()
    assert "insidemark" in made.text


MACHINE = """
from docutils import nodes


def add_script(app, document, docname):
    document.append(nodes.raw("", "<script>let scriptmark = 1</script>", format="html"))


def setup(app):
    app.connect("doctree-resolved", add_script)
    return {"parallel_read_safe": True}
"""


def test_what_an_extension_adds_for_the_web_is_left_out_unseen(
    handout: Callable[..., Handout], empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(empty.path))
    empty.write("machine.py", MACHINE)
    try:
        made = handout("Title\n=====\n\ntextmark\n", extensions=["sphinx_handout", "machine"])
    finally:
        sys.modules.pop("machine", None)
    assert made.warnings == ()
    assert "Not printed" not in made.text


def test_a_script_that_an_author_wrote_is_told(handout: Callable[..., Handout]) -> None:
    made = handout("Title\n=====\n\n.. raw:: html\n\n   <script>draw()</script>\n")
    assert [line.partition(":")[0] for line in made.warnings] == ["index.rst"]
    assert "Not printed" in made.text


def test_pictures_of_other_sites_are_not_asked_for(handout: Callable[..., Handout]) -> None:
    made = handout("Title\n=====\n\n.. image:: https://example.org/far.png\n   :alt: far\n")
    assert len(made.warnings) == 1
    assert "not at hand" in made.warnings[0]


@pytest.mark.parametrize("number", ["", "   :label: long\n"])
def test_a_formula_wider_than_the_page_is_set_smaller(
    handout: Callable[..., Handout], number: str
) -> None:
    made = handout(
        f"Title\n=====\n\n.. math::\n{number}\n   "
        f"{' + '.join(f'x_{{{count}}}' for count in range(30))}\n"
    )
    places: list[float] = []
    for page in made.reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: (
                places.append(cm[4] + tm[4] * cm[0]) if text.strip() else None
            )
        )
    assert min(places) > 50
    assert max(places) < 545


def test_a_grid_of_pictures_taller_than_a_page_loses_none(
    handout: Callable[..., Handout], empty: Project
) -> None:
    empty.write(
        "tall.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"><text '
        'y="9">pic</text></svg>',
    )
    card = (
        "   .. grid-item-card:: Card{}\n\n      .. image:: tall.svg\n         :alt: tall\n       "
        "  :width: 100%\n\n"
    )
    cards = "".join(card.format(number) for number in range(14))
    made = handout(
        f"Title\n=====\n\n.. grid:: 2\n\n{cards}", extensions=["sphinx_design", "sphinx_handout"]
    )
    found = [page.extract_text().count("Card") for page in made.reader.pages]
    assert sum(found) == 14
    assert len([count for count in found if count]) > 1


def test_a_long_name_in_the_index_breaks(handout: Callable[..., Handout]) -> None:
    name = "package.subpackage.module.AVeryLongNameOfAClassThatDoesSomething.attribute_of_the_class"
    made = handout(f"Title\n=====\n\n.. index:: {name}\n\ntext\n")
    pieces = [line.replace("\u200b", "").strip() for line in made.chapters["Index"].splitlines()]
    assert not [piece for piece in pieces if name in piece]
    assert name in "".join(pieces)


def test_no_source_in_a_list_is_cut_in_two(handout: Callable[..., Handout]) -> None:
    item = "* first{0} {1} `elsewhere <https://example.org/{0}>`__ last{0}\n"
    made = handout(
        "Title\n=====\n\n"
        + "".join(
            item.format(number, "some words of a title " * (4 + number * 7 % 11))
            for number in range(90)
        )
    )
    places: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(made.reader.pages):

        def take(
            text: str, cm: list[float], tm: list[float], *_: object, number: int = number
        ) -> None:
            for word in re.findall(r"(?:first|last)\d+", text):
                places[word] = number, cm[5] + tm[5] * cm[3]

        page.extract_text(visitor_text=take)
    assert len(places) == 180
    cut = [
        n
        for n in range(90)
        if places[f"first{n}"][0] != places[f"last{n}"][0]
        or places[f"first{n}"][1] < places[f"last{n}"][1]
    ]
    assert cut == []


def test_a_missing_package_is_told_with_what_installs_it(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_handout"]\n')
    empty.write("index.rst", "T\n=\n")
    hide = (
        "import sys; sys.modules['pikepdf'] = None; from sphinx.cmd.build import main; "
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", hide, "-q", "-b", "handout", str(empty.path), str(empty.out)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ran.returncode, "Extension error!" in ran.stderr) == (2, True)
    assert "install what the handout needs with: pip install 'sphinx-claims[handout]'" in ran.stderr
