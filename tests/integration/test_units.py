"""Every kind of text in a real document: what is a unit, where it stands, and what reaches it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

from conftest import Built, Project

PageBuilder = Callable[..., Built]


def lines(built: Built) -> list[tuple[int, str]]:
    """Return line and slug of every finding on the page."""
    return [(line, slug) for source, line, slug in built.findings if source == "index.md"]


FOUND = {
    "paragraph": ("Cells live here.", [(3, "uncited-sentence")]),
    "second sentence": (
        "Cells live\nhere {cite:p}`Key`. They also\ndie there.",
        [(4, "uncited-sentence")],
    ),
    "citation over two lines": (
        "Cells {cite:p}`Key,\nOther` live. Then\nthey die.",
        [(4, "uncited-sentence")],
    ),
    "number": ("In all 24 of 40 people got well.", [(3, "uncited-number")]),
    "list": ("- Cells live\n  here {cite:p}`Key`.\n- They\n  die.", [(5, "uncited-list-item")]),
    "nested list": (
        "- Outer {cite:p}`Key`.\n  - Inner one lives\n    long. It also\n    dies.",
        [(4, "uncited-list-item"), (5, "uncited-list-item")],
    ),
    "admonition in a list": (
        "- Outer {cite:p}`Key`.\n\n  :::{note}\n  Cells live.\n  They die.\n  :::\n\n- Last "
        "{cite:p}`Key`.",
        [(6, "uncited-list-item"), (7, "uncited-list-item")],
    ),
    "note": (":::{note}\nCells live {cite:p}`Key`. They\ndie.\n:::", [(4, "uncited-sentence")]),
    "admonition": (
        ":::{admonition} A title that says all\n:class: tip\n\nCells live.\n:::",
        [(6, "uncited-sentence")],
    ),
    "tabs": (
        "::::{tab-set}\n:::{tab-item} One\nCells live.\n:::\n:::{tab-item} Two\nCells die "
        "{cite:p}`Key`.\n:::\n::::",
        [(5, "uncited-sentence")],
    ),
    "card": (":::{card} A title\nCells live.\n:::", [(4, "uncited-sentence")]),
    "dropdown": (":::{dropdown} A title\nCells live.\n:::", [(4, "uncited-sentence")]),
    "definition": ("term\n: Cells that live in the skin.", [(4, "uncited-definition")]),
    "glossary": (
        ":::{glossary}\nterm\n    Cells that live\n    in the skin. Cells that die "
        "{cite:p}`Key`.\n:::",
        [(5, "uncited-definition")],
    ),
    "quotation": ("> Cells live.", [(3, "uncited-quotation")]),
    "caption": (
        ":::{figure} x.png\n:alt: a cell\n\nCells live. Cells\ndie {cite:p}`Key`.\n:::",
        [(6, "uncited-caption")],
    ),
    "footnote": ("Seen [^1] {cite:p}`Key`.\n\n[^1]: Cells live.", [(5, "uncited-sentence")]),
    "pipe table": (
        "| A | B |\n|---|---|\n| one | {cite:p}`Key` |\n| two | alive |",
        [(6, "uncited-table-row")],
    ),
    "pipe table in a note": (
        ":::{note}\nCells {cite:p}`Key`.\n\n| A | B |\n|:--|---|\n| one | {cite:p}`Key` |\n| two "
        "| alive |\n:::",
        [(9, "uncited-table-row")],
    ),
    "hard break": ("Cells live\\\nlong {cite:p}`Key`. They\\\ndie.", [(4, "uncited-sentence")]),
    "new version": (
        ":::{versionadded} 1.0\nCells live {cite:p}`Key`.\nThey\ndie.\n\nCells rest.\n:::",
        [(5, "uncited-sentence"), (8, "uncited-sentence")],
    ),
    "new version in a line": (
        ":::{versionchanged} 1.0 Cells live.\n:::\n\n:::{deprecated} 2.0\n:::",
        [(3, "uncited-sentence")],
    ),
    "list table": (
        ":::{list-table}\n:header-rows: 1\n\n* - A\n  - B\n* - one\n  - {cite:p}`Key`\n* - two\n "
        " - alive\n:::",
        [(10, "uncited-table-row")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_uncited_text_is_found_at_its_own_line(
    page: PageBuilder, text: str, expected: list[tuple[int, str]]
) -> None:
    assert lines(page(f"# T\n\n{text}\n", suppress_warnings=["image.not_readable"])) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cells live {cite:p}`Key`.",
        "Cells live {cite:p}`Key` in blood.",
        "Cells live. {cite:p}`Key`",
        "{cite:t}`Key` saw that cells live.",
        "Cells live {cite:p}`{see }Key{p. 3}`.",
        "Cells live {cite:p}`Key, Other`.",
        "Cells live {cite}`Key`.",
        "Cells live {footcite}`Key`.\n\n:::{footbibliography}\n:::",
        "Cells live [^1].\n\n[^1]: {cite:t}`Key`",
        ":::{claim} Key\nCells live. They die, too.\n:::",
        ":::{claim} Key{p. 3} Other\n:id: cells-live\n\nCells live.\n\n- They die.\n:::",
        ":::{table} Cells that live {cite:p}`Key`.\n\n| A | B |\n|---|---|\n| one | alive |\n:::",
        "| A | B {cite:p}`Key` |\n|---|---|\n| one | alive |",
        ":::{figure} x.png\n:alt: a cell\n\nCells live {cite:p}`Key`.\n\nThe left cell is "
        "old.\n:::",
    ],
)
def test_a_citation_reaches_its_unit(page: PageBuilder, text: str) -> None:
    built = page(
        f"# T\n\n{text}\n",
        suppress_warnings=["image.not_readable"],
        claims_ignore=["floating-citation"],
    )
    assert built.findings == []


@pytest.mark.parametrize(
    "text",
    [
        "Cells live {cite:p}`Key`.\n\nThey die.",
        "Cells live {cite:p}`Key`.\n\n- They die.",
        ":::{tip}\nCells live {cite:p}`Key`.\n:::\n\nThey die.",
        ":::{claim} Key\nCells live.\n:::\n\nThey die.",
        "It was seen [^1].\n\n[^1]: Cells live {cite:p}`Key`.",
    ],
)
def test_a_citation_reaches_no_further(page: PageBuilder, text: str) -> None:
    assert len(page(f"# T\n\n{text}\n").findings) == 1


SPANNED = """\
T
=

+-------------+--------+
| Cell        | Rest   |
+=============+========+
| One [Key]_  | long   |
|             +--------+
|             | short  |
|             +--------+
|             | by day |
+-------------+--------+
| Two         | long   |
+-------------+--------+

.. [Key] Ng A. Cells. J Ex. 2020;3:1-9.
"""


def test_a_citation_in_a_cell_covers_each_row_that_the_cell_reaches(project: Project) -> None:
    project.write("index.rst", SPANNED)
    built = project.build()
    assert built.findings == [("index.rst", 13, "uncited-table-row")]
    assert [unit["state"] for unit in built.report["units"]] == [
        "cited",
        "covered",
        "covered",
        "uncited",
        "exempt",
        "exempt",
    ]


def test_the_words_of_a_unit_are_those_of_the_author(page: PageBuilder) -> None:
    text = (
        "Cells live\\\nlong.\n\nH<sub>2</sub>O<br>wets.\n\n:::{versionadded} 1.0\nCells die.\n:::\n"
    )
    told = [unit["text"] for unit in page(f"# T\n\n{text}").report["units"]]
    assert told == ["Cells live long.", "H2O wets.", "Cells die."]


def test_headings_labels_code_and_mathematics_are_no_units(page: PageBuilder) -> None:
    text = dedent("""\
        # Cells live

        ## Cells die

        ```python
        x = "cells live"
        ```

        $$
        x = 1
        $$

        ::::{tab-set}
        :::{tab-item} Cells live
        Cells live {cite:p}`Key`.
        :::
        ::::

        **A bold label**
        """)
    assert page(text).states("index") == [("cited", "Cells live."), ("exempt", "A bold label")]


def test_lists_of_parameters_are_no_claims_and_what_a_function_is_said_to_do_is_one(
    project: Project,
) -> None:
    project.write(
        "index.rst",
        "Title\n=====\n\n.. py:function:: grow(cells)\n\n   Most cells of the marrow grow within "
        "two days.\n\n"
        "   :param cells: Most cells of the skin grow within two days.\n\n   other\n      Most "
        "cells die within a week.\n",
    )
    built = project.build(claims_profile="balanced")
    assert [slug for *_, slug in built.findings] == ["uncited-sentence"]
    assert [unit["reason"] for unit in built.report["units"]] == [None, "parameter", "parameter"]


def test_a_unit_carries_its_locator_and_its_place(page: PageBuilder) -> None:
    unit = page("# T\n\nCells live\nlong {cite:p}`Key{p. 3}`.\n").report["units"][0]
    assert unit["cites"] == [{"key": "Key", "locator": "p. 3", "confidence": "sure"}]
    assert (unit["doc"], unit["source"], unit["line"], unit["end_line"]) == (
        "index",
        "index.md",
        3,
        4,
    )
    assert (unit["kind"], unit["text"], unit["state"]) == ("sentence", "Cells live long.", "cited")


def test_an_included_file_is_named_with_its_own_line(project: Project) -> None:
    project.write("included/part.md", "Cells live {cite:p}`Key`.\n\nThey die.\n")
    project.write("index.md", "# T\n\n```{include} included/part.md\n```\n")
    assert project.build().findings == [("included/part.md", 3, "uncited-sentence")]


def test_words_that_stand_again_further_down_do_not_move_a_sentence(project: Project) -> None:
    project.write(
        "index.rst",
        "Title\n=====\n\nCells die where\n:py:func:`~cells.kill` is near. Old cells\nsleep, and "
        "so do those near ``kill()``\n"
        "and others.\n",
    )
    units = project.build().report["units"]
    assert [(unit["line"], unit["end_line"]) for unit in units] == [(4, 5), (5, 7)]


CSV_ROWS = '''\
"Cells
live", "alive"

"Cells ""die""", "now"
"Cells rest", "long
after"
Cells grow, old
Cells split, old
Cells stay, old
'''
CSV_LINES = (1, 4, 5, 7, 8, 9)
"""Lines at which its rows begin."""


def rows_found(built: Built) -> list[tuple[str, int]]:
    return [(source, line) for source, line, slug in built.findings if slug == "uncited-table-row"]


@pytest.mark.parametrize(
    ("name", "before", "above"),
    [
        ("index.rst", "T\n=\n\n.. csv-table:: Ages\n   :header: A, B\n   :widths: 1, 2\n\n", 7),
        ("index.md", "# T\n\n```{csv-table} Ages\n:header: A, B\n\n", 5),
        ("index.md", "# T\n\n:::{csv-table} Ages\n---\nheader: A, B\nwidths: 1, 2\n---\n", 7),
    ],
    ids=["reStructuredText", "fence", "colon fence"],
)
def test_a_row_of_a_csv_table_is_found_at_its_line(
    project: Project, name: str, before: str, above: int
) -> None:
    rows = indent(CSV_ROWS, "   ") if name == "index.rst" else CSV_ROWS + before[5:8]
    project.write(name, before + rows)
    assert rows_found(project.build()) == [(name, above + line) for line in CSV_LINES]


@pytest.mark.parametrize(
    ("directive", "file", "above"),
    [
        (
            ".. csv-table:: Ages\n   :file: included/rows.csv\n   :header: A, B\n",
            "included/rows.csv",
            0,
        ),
        (".. include:: included/part.rst\n", "included/part.rst", 2),
    ],
    ids=["data", "text"],
)
def test_a_row_of_a_csv_table_in_another_file_is_found_there(
    project: Project, directive: str, file: str, above: int
) -> None:
    project.write("included/rows.csv", CSV_ROWS)
    project.write("included/part.rst", ".. csv-table::\n\n" + indent(CSV_ROWS, "   "))
    project.write("index.rst", f"T\n=\n\n{directive}")
    assert rows_found(project.build()) == [(file, above + line) for line in CSV_LINES]


def test_a_csv_table_of_another_extension_is_left_alone(project: Project) -> None:
    project.write(
        "shouting.py",
        "from sphinx.directives.patches import CSVTable\n\n\nclass Shouting(CSVTable):\n"
        "    option_spec = {**CSVTable.option_spec, 'loud': int}\n\n\n"
        "def setup(app):\n    app.add_directive('csv-table', Shouting, override=True)\n",
    )
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write(
        "conf.py",
        f"import sys\nsys.path[:0] = [{str(project.path)!r}]\n{conf}extensions[:0] = "
        "['shouting']\n",
    )
    project.write("index.rst", "T\n=\n\n.. csv-table::\n   :loud: 1\n\n   Cells live, yes\n")
    assert project.build().states("index") == [("uncited", "Cells live | yes")]


LINE_BLOCK = """\
T
=

| Cells live in
  the blood and
| in the |organ|. They
| die :cite:p:`Key`
| young. Old cells
|   rest; new
|   cells grow. Some *cells*
| stay {mark}.
|
| A stanza ends
|
| Here cells move.

- Item

  | :cite:t:`Key` saw
  | cells. They rest.

.. |organ| replace:: skin
"""


def test_the_lines_of_a_line_block_join_into_sentences(project: Project) -> None:
    project.write("index.rst", LINE_BLOCK.format(mark=":uncited:`no matter`"))
    built = project.build(claims_ignore=["approximate-location"])
    assert [
        (unit["line"], unit["end_line"], unit["state"], unit["text"])
        for unit in built.report["units"]
    ] == [
        (4, 6, "uncited", "Cells live in the blood and in the skin."),
        (6, 8, "cited", "They die young."),
        (8, 10, "uncited", "Old cells rest; new cells grow."),
        (10, 11, "suppressed", "Some cells stay."),
        (13, 13, "exempt", "A stanza ends"),
        (15, 15, "uncited", "Here cells move."),
        (17, 17, "exempt", "Item"),
        (19, 20, "cited", "[Key] saw cells."),
        (20, 20, "uncited", "They rest."),
    ]
    html = project.build("html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert html.count('class="line"') == 13


MODULE = '''\
"""Most cells rest."""


class Cell:
    """
    A cell lives long :cite:p:`Key`.
    """

    @property
    def age(self):
        """Most cells die. Old cells
        rest.

        Young cells swim.
        """
'''


def test_a_docstring_is_found_at_its_line_in_the_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(project.path)
    project.write("cells_of_tests.py", MODULE)
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", f'{conf}extensions += ["sphinx.ext.autodoc"]\n')
    project.write(
        "index.rst", "T\n=\n\n.. automodule:: cells_of_tests\n   :members:\n   :undoc-members:\n"
    )
    assert project.build().findings == [
        ("cells_of_tests.py", 1, "uncited-sentence"),
        ("cells_of_tests.py", 11, "uncited-sentence"),
        ("cells_of_tests.py", 11, "uncited-sentence"),
        ("cells_of_tests.py", 14, "uncited-sentence"),
    ]


def test_a_file_that_is_included_twice_is_one_place_to_mend(project: Project) -> None:
    project.write("included/part.md", "Cells live.\n")
    include = "```{include} included/part.md\n```\n"
    project.write("index.md", f"# T\n\n{include}\n{include}")
    project.write("other.md", f"---\norphan: true\n---\n\n# O\n\n{include}")
    assert project.build().findings == [("included/part.md", 1, "uncited-sentence")]
    lax = project.build(claims_paths={"index": "draft"})
    assert [(finding["line"], finding["severity"]) for finding in lax.report["findings"]] == [
        (1, "error")
    ]


SUBSTITUTED = """\
# T

Cells die {{ long }}
or live {{ src }}.
They also grow.
They rest.

{{ whole }}

:::{note}
{{ whole }}
:::

The source is {{ src }}. They
say `{{ long }}` {cite:p}`Key`.
"""


def test_text_of_a_substitution_is_found_where_it_is_used_and_named(page: PageBuilder) -> None:
    names = {"src": "{cite:p}`Key`", "long": "long ago", "whole": "Cells {term}`swim`."}
    built = page(SUBSTITUTED, myst_substitutions=names, suppress_warnings=["ref.term"])
    assert [
        (found["line"], found["slug"], found["message"]) for found in built.report["findings"]
    ] == [
        (5, "uncited-sentence", "sentence has no citation"),
        (6, "uncited-sentence", "sentence has no citation"),
        (8, "uncited-sentence", "sentence has no citation, in text of the substitution 'whole'"),
        (11, "uncited-sentence", "sentence has no citation, in text of the substitution 'whole'"),
        (14, "neighbouring-citation", "cites what the sentence before it cites"),
    ]


def test_braces_and_a_long_gap_do_not_hold_up_the_build(page: PageBuilder) -> None:
    gap = " " * 20_000
    built = page(
        f"# T\n\nCells live {{{{ src }}}} `{{{{{gap}`.\n", myst_substitutions={"src": "long"}
    )
    assert built.findings == [("index.md", 3, "uncited-sentence")]


def test_a_substitution_of_rest_is_named_and_bars_are_none(project: Project) -> None:
    text = "Cells live. They\ndie |long|.\n\nBars stand in ``|x|`` alone.\n"
    project.write("index.rst", f"T\n=\n\n{text}\n.. |long| replace:: long ago\n")
    built = project.build()
    assert built.findings == [
        ("index.rst", 4, "uncited-sentence"),
        ("index.rst", 4, "uncited-sentence"),
        ("index.rst", 7, "uncited-sentence"),
    ]
    assert [one["message"].partition("citation")[2] for one in built.report["findings"]] == [
        "",
        ", in text of the substitution 'long'",
        "",
    ]


RST = """\
T
=

Cells live :cite:p:`Key`. They
die.

- One lives
  long.

.. note::

   Cells are
   small. They grow.

+-----+-------+
| A   | B     |
+=====+=======+
| one | alive |
+-----+-------+

.. claim:: Key

   Cells move.
"""


def test_rest_and_myst_agree(project: Project) -> None:
    project.write("index.rst", RST)
    assert project.build().findings == [
        ("index.rst", 4, "uncited-sentence"),
        ("index.rst", 7, "uncited-list-item"),
        ("index.rst", 12, "uncited-sentence"),
        ("index.rst", 13, "uncited-sentence"),
        ("index.rst", 18, "uncited-table-row"),
    ]


def test_a_project_without_a_bibliography_extension_uses_docutils_citations(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_claims"]\nclaims_profile = "strict"\n')
    empty.write(
        "index.rst",
        "T\n=\n\nCells live [Key]_. They die.\n\n.. claim:: Key\n\n   Cells move.\n\n.. [Key] "
        "One, J. (2020). Rest.\n",
    )
    built = empty.build()
    assert built.findings == [("index.rst", 4, "uncited-sentence")]
    states = [state for state, _ in built.states("index")]
    assert states == ["cited", "uncited", "covered", "exempt", "exempt"]


def test_a_docutils_citation_that_no_page_defines_is_an_unknown_key(empty: Project) -> None:
    empty.write("conf.py", 'extensions = ["sphinx_claims"]\nclaims_profile = "strict"\n')
    empty.write(
        "index.rst",
        "T\n=\n\n.. toctree::\n\n   refs\n\nCells live [Key]_. They die [Kye]_.\n\n.. claim:: "
        "Nope\n\n   Cells move.\n",
    )
    empty.write("refs.rst", "R\n=\n\n.. [Key] One, J. (2020). Rest.\n")
    found = [("index.rst", 8, "unknown-key"), ("index.rst", 12, "unknown-key")]
    for parallel in (0, 2):
        assert empty.build(parallel=parallel, fresh=True).findings == found
    empty.write("refs.rst", "R\n=\n\n.. [Kye] One, J. (2020). Rest.\n")
    assert [one["keys"] for one in empty.build().report["findings"]] == [["Key"], ["Nope"]]


def test_a_docutils_citation_stands_beside_a_bibliography_file(project: Project) -> None:
    project.write(
        "index.rst",
        "T\n=\n\nCells live [Own]_. They rest :cite:p:`Key`. They die [Nope]_.\n\n.. [Own] One, "
        "J. (2020). Rest.\n\n.. bibliography::\n",
    )
    assert project.build().findings == [("index.rst", 4, "unknown-key")]


def test_an_unknown_key_of_a_claim_directive_is_reported_once(page: PageBuilder) -> None:
    claim = ":::{claim} Nope Key\nCells live.\n\nThey die.\n:::\n"
    listed = ":::{bibliography}\n:::\n"
    built = page(f"# T\n\n{claim}\nThey move {{cite:p}}`Key`.\n\n{claim}\n{listed}")
    assert built.findings == [("index.md", 4, "unknown-key"), ("index.md", 12, "unknown-key")]


def test_an_unknown_key_in_the_title_of_a_table_is_reported_once(page: PageBuilder) -> None:
    built = page(
        "# T\n\n:::{table} Cells {cite:p}`Nope`\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n:::\n"
    )
    assert [slug for _, _, slug in built.findings] == ["unknown-key"]


def test_the_same_words_keep_their_ids_when_wrapped_anew(page: PageBuilder) -> None:
    before = page("# T\n\nCells live here {cite:p}`Key`. They die.\n").report["units"]
    after = page(
        "# T\n\nNew words {cite:p}`Key`.\n\nCells live\nhere {cite:p}`Key`. They\ndie.\n"
    ).report["units"][1:]
    assert [unit["id"] for unit in before] == [unit["id"] for unit in after]
    assert [unit["state"] for unit in before] == [unit["state"] for unit in after]
