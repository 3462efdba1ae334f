"""How far a citation reaches, and what a build leaves out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from textwrap import indent

import pytest

from conftest import Built, Project

PageBuilder = Callable[..., Built]


def test_an_inactive_branch_is_not_judged_and_supports_nothing(project: Project) -> None:
    project.write(
        "conf.py",
        project.path.joinpath("conf.py").read_text(encoding="utf-8") + "tags.add('student')\n",
    )
    project.write(
        "index.rst",
        "T\n=\n\n.. only:: instructor\n\n   Cells live.\n\n   Lead-in :cite:p:`Key`:\n\n- They "
        "die.\n\n"
        ".. only:: student\n\n   Cells grow.\n",
    )
    project.path.joinpath("index.md").unlink(missing_ok=True)
    assert project.build(claims_profile="draft").findings == [
        ("index.rst", 10, "uncited-list-item"),
        ("index.rst", 14, "uncited-sentence"),
    ]


def test_a_condition_that_cannot_be_read_leaves_its_branch_in(project: Project) -> None:
    project.write("index.rst", "T\n=\n\n.. only:: html and\n\n   Cells live.\n")
    assert project.build().findings == [("index.rst", 6, "uncited-sentence")]


def test_settings_in_another_encoding_are_read(project: Project) -> None:
    conf = (
        project.path.joinpath("conf.py").read_text(encoding="utf-8")
        + "claims_ignore = ['CLM101']\n"
    )
    project.write(
        "conf.py",
        f"# -*- coding: latin-1 -*-\nproject = 'Zelle für Zelle'\n{conf}".encode("latin-1"),
    )
    project.write("index.rst", "T\n=\n\nCells live.\n")
    line = len(conf.splitlines()) + 2
    built = project.build()
    assert built.findings == [("index.rst", 4, "uncited-sentence")]
    assert built.disarmed == [("conf.py", line, "claims_ignore: 'CLM101' switches off CLM101")]


def test_ifconfig_follows_the_settings(project: Project) -> None:
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + "extensions.append('sphinx.ext.ifconfig')\nshown = True\n"
                  "def setup(app):\n    app.add_config_value('shown', True, 'env')\n")  # fmt: skip
    project.write(
        "index.rst",
        "T\n=\n\n.. ifconfig:: shown\n\n   Cells live.\n\n.. ifconfig:: not shown\n\n   Cells "
        "die.\n",
    )
    assert project.build().findings == [("index.rst", 6, "uncited-sentence")]
    assert project.build(shown=False).findings == [("index.rst", 10, "uncited-sentence")]


def test_an_unknown_key_in_a_footnote_citation_is_found(page: PageBuilder) -> None:
    built = page(
        "# T\n\nCells live {footcite}`Nope`.\n\n:::{footbibliography}\n:::\n",
        suppress_warnings=["bibtex"],
    )
    assert built.findings == [("index.md", 3, "unknown-key")]


def test_the_attribution_of_a_quotation_is_its_source(project: Project) -> None:
    project.write(
        "index.rst",
        "T\n=\n\nWords :cite:p:`Key`.\n\n   Cells live. They die.\n\n   -- Ng :cite:p:`Key{p. "
        "3}`\n",
    )
    assert project.build().findings == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> Cells live.\n>\n> -- Ng {cite:p}`Key{p. 3}`", []),
        ("> Cells live.\n> — Ng {cite:p}`Key{p. 3}`", []),
        ("> Cells live.\n>\n> -- Ng {cite:p}`Key`", [("index.md", 3, "quotation-without-locator")]),
        ("> Cells live.\n>\n> -- Ng", [("index.md", 3, "uncited-quotation")]),
        (
            "> Cells live.\n>\n> Ng writes {cite:p}`Key{p. 3}`",
            [("index.md", 3, "uncited-quotation")],
        ),
    ],
)
def test_the_last_line_of_a_markdown_quotation_is_its_attribution_after_a_dash(
    page: PageBuilder, text: str, expected: list[object]
) -> None:
    assert page(f"# T\n\n{text}\n").findings == expected


BARE = """\
T
=

Cells live [#a]_. They die [1]_. They rest [#b]_.

   Cells grow.

   -- Ng [Key]_, p. 3

.. [Key] Ng A. Cells. J Ex. 2020;3:1-9.
.. [#a] [Key]_
.. [1] See [Key]_, ch. 2.
.. [#b] [Key]_, p. 3, and others.
"""


def test_footnotes_and_locators_of_docutils_citations_are_understood(project: Project) -> None:
    project.write("index.rst", BARE)
    built = project.build()
    assert built.findings == [("index.rst", 4, "uncited-sentence")]
    told = [(unit["text"], unit["cites"]) for unit in built.report["units"]]
    assert told[:4] == [
        ("Cells live.", [{"key": "Key", "locator": None, "confidence": "sure"}]),
        ("They die.", [{"key": "Key", "locator": "ch. 2", "confidence": "sure"}]),
        ("They rest.", []),
        ("Cells grow.", [{"key": "Key", "locator": "p. 3", "confidence": "sure"}]),
    ]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("strict", [("index.md", 5, "uncited-list-item"), ("index.md", 6, "uncited-list-item")]),
        ("balanced", []),
        ("draft", []),
    ],
)
def test_a_lead_in_covers_its_list_outside_the_strict_profile(
    page: PageBuilder, profile: str, expected: list[object]
) -> None:
    text = (
        "# T\n\nPatients had these harms {cite:p}`Key`:\n\n- Many patients died of infection.\n- "
        "Some patients had cancer.\n"
    )
    assert page(text, claims_profile=profile).findings == expected


def test_a_lead_in_covers_the_lists_in_its_list_and_none_after_it(page: PageBuilder) -> None:
    nested = "- Infection killed 60% of patients.\n\n  - In all, 9 of 40 patients had cancer.\n"
    text = (
        f"# T\n\nPatients had these harms {{cite:p}}`Key`:\n\n{nested}\nIs all of that "
        f"bad?\n\n{nested}"
    )
    built = page(text, claims_profile="balanced")
    assert built.findings == [
        ("index.md", 11, "uncited-number"),
        ("index.md", 13, "uncited-number"),
    ]


LEAD = "Mice lost cells {cite:p}`Key`:\n\n"
GRID = "| Drug | Effect |\n|---|---|\n| Rapamycin | 40% of the cells died |\n"
TITLED = f":::{{table}} In 24 of 40 mice cells died\n{GRID}:::\n"
LISTED = ":::{list-table}\n:header-rows: 1\n\n* - Drug\n* - Rapamycin kills 40% of the cells\n:::\n"


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        (LEAD + GRID, 1),
        (LEAD + TITLED, 2),
        (LEAD + LISTED, 1),
        (LEAD + "(here)=\n\n" + GRID, 1),
        (LEAD + "- Drugs kill 40% of the cells.\n\n  " + indent(GRID, "  "), 2),
        (LEAD.replace(":\n", ".\n") + GRID, 0),
        (LEAD + GRID + "\nNext.\n\n" + GRID, 1),
        (LEAD + GRID + "\n" + LISTED, 1),
    ],
    ids=[
        "pipes",
        "title",
        "directive",
        "label",
        "in a list",
        "no colon",
        "behind a paragraph",
        "second table",
    ],
)
def test_a_lead_in_covers_the_table_right_below_it(
    page: PageBuilder, text: str, covered: int
) -> None:
    states = [
        state for state, _ in page(f"# T\n\n{text}", claims_profile="balanced").states("index")
    ]
    assert states.count("covered") == covered
    assert states.count("uncited") == text.count("Rapamycin") - min(covered, 1)
    assert "covered" not in [state for state, _ in page(f"# T\n\n{text}").states("index")]


BALANCED = [
    # a strong claim needs its citation beside it
    ("Of 40 patients, 24 (60%) responded. {N} {N} The drug cures the disease {cite:p}`Key`.", 1),
    ("Of 40 patients, 24 (60%) responded. The drug cures the disease {cite:p}`Key`.", 0),
    # what goes on about a cited study inherits
    (
        "Ng saw cells die {cite:p}`Key`. This trial had 40 patients. They died of infection in "
        "60% of cases.",
        0,
    ),
    ("Ng saw cells die {cite:p}`Key`. {N} Infection kills 60% of patients.", 1),
]


@pytest.mark.parametrize(("text", "number"), BALANCED)
def test_the_balanced_profile_looks_at_the_neighbours(
    page: PageBuilder, text: str, number: int
) -> None:
    built = page(
        "# T\n\n" + text.replace("{N}", "The next page says more.") + "\n",
        claims_profile="balanced",
    )
    assert len(built.findings) == number, built.findings


PO = """
msgid "Cells live {cite:p}`Key`."
msgstr "Zellen leben."

msgid "They die {cite:p}`Key`."
msgstr "Sie sterben {cite:p}`Key`."

msgid "They rest {cite:p}`Key`, they grow {cite:p}`Other`."
msgstr "Sie wachsen {cite:p}`Other`, sie ruhen {cite:p}`Key`."

msgid "They swim {cite:p}`Key`."
msgstr "Sie schwimmen {cite:p}`Key` {cite:p}`Nope`."

msgid "They eat {cite:p}`Key`. They drink."
msgstr "Sie essen. Sie trinken {cite:p}`Key`."

msgid "They hop {cite:t}`Key`. They run {cite:p}`Other`. They walk."
msgstr "Sie springen {cite:t}`Key`. Sie laufen. {cite:p}`Other` Sie gehen."

msgid "Nothing said."
msgstr "Nichts gesagt."
"""


def test_in_a_translation_only_citations_are_compared(project: Project) -> None:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Key`.\n\nThey die {cite:p}`Key`.\n\n:::{uncited} "
        "old\nNothing said.\n:::\n\n"
        "They rest {cite:p}`Key`, they grow {cite:p}`Other`.\n\nThey swim {cite:p}`Key`.\n\nNot "
        "yet translated.\n\n"
        "They eat {cite:p}`Key`. They drink.\n\nThey hop {cite:t}`Key`. They run "
        "{cite:p}`Other`. They walk.\n",
    )
    project.write(
        "locales/de/LC_MESSAGES/index.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n' + PO,
    )
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + 'language = "de"\nlocale_dirs = ["locales"]\n')
    # Sphinx keeps catalogues for the life of the process
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "claims", project.path, project.out],
        check=False,
        capture_output=True,
    )
    found = json.loads(project.out.joinpath("claims.json").read_text(encoding="utf-8"))["findings"]
    assert [(finding["source"], finding["line"], finding["message"]) for finding in found] == [
        (
            "conf.py",
            conf.count("\n") + 1,
            "not judged: 2 pages with 8 sentences and rows, in 'de' from catalogues",
        ),
        ("index.md", 3, "the translation has other citations: lost Key"),
        ("index.md", 11, "the translation has its citations in another order"),
        ("index.md", 13, "the translation has other citations: gained Nope"),
        ("index.md", 13, "the bibliography has no entry 'Nope'"),
        ("index.md", 17, "the translation cites in another sentence"),
    ]
