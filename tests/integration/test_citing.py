"""The forms in which people cite, in real documents: what counts, and what cannot be checked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CONF, Built, Project

PageBuilder = Callable[..., Built]
REST = """\
extensions = ["sphinx_claims"]
claims_profile = "strict"
"""
ROE = "https://pubmed.ncbi.nlm.nih.gov/2"
ADVICE = "what the bibliography has is cited as"


def told(built: Built) -> list[tuple[int, str, str, list[str]]]:
    return [
        (found["line"], found["slug"], found["message"], found["keys"])
        for found in built.report["findings"]
    ]


UNCHECKED = [
    ("Cells live [](https://doi.org/10.1000/one).", "a link to 'doi:10.1000/one'", "p", "Key"),
    ("Cells live <https://doi.org/10.1000/one>.", "a link to 'doi:10.1000/one'", "p", "Key"),
    ("Cells live [](doi:10.1000/one).", "a link to 'doi:10.1000/one'", "p", "Key"),
    (f"Cells live [as Roe saw]({ROE}).", "a link to 'pmid:2'", "p", "Other"),
    (
        "Cells live [@Key].",
        "'[@Key]', which is printed as it stands",
        "p",
        "Key",
    ),
    (
        "Cells live [see @Key, p. 3; @Other].",
        "'[see @Key, p. 3; @Other]', which is printed as it stands",
        "p",
        "Key, Other",
    ),
    (
        "As @Key found, cells live.",
        "'@Key', which is printed as it stands",
        "t",
        "Key",
    ),
    ("Cells live (Ng et al., 2020).", "'(Ng et al., 2020)' in plain text", "p", "Key"),
    ("Cells live (e.g. Ng 2020).", "'(e.g. Ng 2020)' in plain text", "p", "Key"),
    (
        "Cells live (Ng, 2020; Roe & Ng, 2021, p. 3).",
        "'(Ng, 2020; Roe & Ng, 2021, p. 3)' in plain text",
        "p",
        "Key, Other",
    ),
    ("Roe and Ng (2021) saw cells.", "'Roe and Ng (2021)' in plain text", "t", "Other"),
    ("Cells live, doi:10.1000/one.", "'doi:10.1000/one' in plain text", "p", "Key"),
    ("Cells live :cite:p:`Key`.", "':cite:p:Key', which is printed as it stands", "p", "Key"),
    ("Cells live \\cite{Key}.", "'\\\\cite{Key}', which is printed as it stands", "p", "Key"),
    (
        "Cells live [^a].\n\n[^a]: <https://doi.org/10.1000/one>",
        "a link to 'doi:10.1000/one'",
        "p",
        "Key",
    ),
    ("> Cells live.\n>\n> -- Ng (2020)", "'Ng (2020)' in plain text", "t", "Key"),
    ("Cells live (PMID: 2).", "'pmid:2' in plain text", "p", "Other"),
]


@pytest.mark.parametrize(("text", "seen", "role", "keys"), UNCHECKED)
def test_what_cannot_be_checked_is_told_with_what_to_write(
    page: PageBuilder, text: str, seen: str, role: str, keys: str
) -> None:
    built = page(f"# T\n\n{text}\n", suppress_warnings=["myst.xref_missing"])
    message = f"the only support is {seen}; {ADVICE} {{cite:{role}}}`{keys}`"
    assert told(built) == [(3, "unchecked-citation", message, keys.split(", "))]
    assert built.states("index")[0][0] == "unchecked"


def test_a_work_that_the_bibliography_lacks_is_named_without_advice(page: PageBuilder) -> None:
    built = page("# T\n\nCells live (Poe, 1999). Cells die [@Nope].\n")
    assert told(built) == [
        (3, "unchecked-citation", "the only support is '(Poe, 1999)' in plain text", []),
        (
            3,
            "unchecked-citation",
            "the only support is '[@Nope]', which is printed as it stands",
            [],
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Cells rest (May 2020).",
        "Cells rest (Figure 2020).",
        "Cells write to cell@example.org.",
        "Cells use `@Key` and ``[@Key]`` and `(Ng, 2020)`.",
        "Cells use @fixture and @pytest.mark.",
        "Cells [live](https://example.org/10.1000/one).",
    ],
)
def test_other_words_name_no_work(page: PageBuilder, text: str) -> None:
    built = page(f"# T\n\n{text}\n")
    assert [(line, slug) for line, slug, *_ in told(built)] == [(3, "uncited-sentence")]
    assert built.report["units"][0]["state"] == "uncited"


def test_a_real_citation_beside_it_is_support(page: PageBuilder) -> None:
    built = page("# T\n\nCells live {cite:p}`Key`, as Roe (2021) says.\n")
    assert (built.findings, built.states("index")[0][0]) == ([], "cited")


def test_two_works_of_one_author_and_year_are_told_apart_by_the_others(project: Project) -> None:
    entry = "@article{%s, author={%s}, title={%s}, journal={J}, year={2019}, doi={10.1000/%s}}\n"
    project.write(
        "refs.bib",
        entry % ("A", "Poe, C. and Roe, B.", "Five", "a")
        + entry % ("B", "Poe, C. and Ng, A.", "Six", "b"),
    )
    project.write("index.md", "# T\n\nCells live (Poe, 2019). Cells die (Poe & Ng, 2019).\n")
    found = project.build().report["findings"]
    assert {
        one["excerpt"]: one["keys"] for one in found if one["slug"] == "unchecked-citation"
    } == {
        "Cells live (Poe, 2019).": [],
        "Cells die (Poe & Ng, 2019).": ["B"],
    }


@pytest.mark.parametrize(
    ("profile", "severities"), [("strict", ["error"]), ("balanced", ["note"]), ("draft", [])]
)
def test_how_loud_it_is_depends_on_the_profile(
    page: PageBuilder, profile: str, severities: list[str]
) -> None:
    text = "# T\n\nThe drug lowered deaths by 40% (Ng et al., 2020).\n"
    built = page(text, claims_profile=profile)
    assert [one["severity"] for one in built.report["findings"]] == severities
    summary = built.report["summary"]
    assert (summary["unchecked"], summary["cited"], summary["uncited"]) == (1, 0, 0)


def test_what_cannot_be_checked_is_no_coverage(page: PageBuilder) -> None:
    text = "# T\n\nCells live (Ng et al., 2020). Cells die {cite:p}`Key`.\n"
    built = page(text, claims_coverage_min=60, claims_severity={"unchecked-citation": "off"})
    assert [
        one["message"] for one in built.report["findings"] if one["slug"] == "low-coverage"
    ] == ["1 of 2 claims have a source (50 %), 60 % are wanted"]


def test_rest_is_told_in_its_own_mark_up(project: Project) -> None:
    project.write("index.rst", "T\n=\n\nCells live (Ng et al., 2020).\n")
    (found,) = project.build().report["findings"]
    assert found["message"].endswith(f"{ADVICE} :cite:p:`Key`")


def test_a_reason_in_the_text_silences_it(page: PageBuilder) -> None:
    built = page("# T\n\nCells live (Ng et al., 2020) {uncited}`the paper is lost`.\n")
    assert (built.findings, built.states("index")[0][0]) == ([], "suppressed")


NUMBERED = """\
T
=

In patients, rest reduced mortality by 40 percent [1]_. In mice, rest caused weight gain [2]_, \
[#poe]_.
In rats, waking increased mortality by 20 percent.

.. [1] A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.
.. [2] Roe, B. (2021). How cells wake. Journal of Examples, 4, 1-9. https://doi.org/10.1000/wake
.. [#poe] Poe, E., "Cells and Sleep", Academic Press, 1999.
"""


@pytest.mark.parametrize("profile", ["strict", "balanced"])
def test_footnotes_that_are_references_in_words_are_the_list(empty: Project, profile: str) -> None:
    empty.write("conf.py", REST)
    empty.write("index.rst", NUMBERED)
    built = empty.build(claims_profile=profile)
    assert built.findings == [("index.rst", 5, "uncited-number")]
    units = built.report["units"]
    assert [unit["cites"] for unit in units[:3]] == [
        [{"key": "1", "locator": None, "confidence": "numbered"}],
        [
            {"key": "2", "locator": None, "confidence": "numbered"},
            {"key": "3", "locator": None, "confidence": "numbered"},
        ],
        [],
    ]
    assert {unit["state"] for unit in units[3:]} == {"exempt"}


def test_references_are_exempt_by_name(empty: Project) -> None:
    empty.write("conf.py", REST)
    empty.write("index.rst", NUMBERED)
    reasons = [unit["reason"] for unit in empty.build().report["units"][3:]]
    assert set(reasons) == {"reference"}


TWICE = """\
T
=

Cells rest [1]_. Cells wake [7]_.

.. [1] A. Ng, "How cells rest," J. Ex., vol. 3, pp. 1-9, 2020.

U
=

Cells hop [1]_.

.. [1] Roe, B. (2021). How cells wake. Journal of Examples, 4, 1-9.
"""


def test_numbers_that_a_page_has_twice_as_docstrings_do_still_cite(empty: Project) -> None:
    empty.write("conf.py", REST)
    empty.write("index.rst", TWICE)
    built = empty.build()
    assert [one for one in built.states("index") if one[0] != "exempt"] == [
        ("cited", "Cells rest."),
        ("uncited", "Cells wake [7]_."),
        ("cited", "Cells hop."),
    ]


STATEMENT = "Transplant cures lupus in 90% of people."
NOTES = {
    "a statement": (STATEMENT, [(3, "uncited-sentence"), (5, "uncited-number")]),
    "a reference": ("Ng A. How cells rest. J Ex. 2020;3:1-9.", []),
    "a reference, then a statement": (
        f"Ng A. How cells rest. J Ex. 2020;3:1-9. {STATEMENT}",
        [(5, "uncited-number")],
    ),
    "a statement, then a reference": (
        f"{STATEMENT} Ng A. How cells rest. J Ex. 2020;3:1-9.",
        [(3, "uncited-sentence"), (5, "uncited-number")],
    ),
    "two citations": ("{cite:t}`Key` and {cite:t}`Other`.", []),
    "two citations with their pages": ("See {cite:p}`Key`, p. 3, and {cite:p}`Other`, p. 12.", []),
}


@pytest.mark.parametrize(("text", "expected"), NOTES.values(), ids=NOTES)
def test_a_footnote_counts_as_what_it_holds(
    page: PageBuilder, text: str, expected: list[tuple[int, str]]
) -> None:
    built = page(f"# T\n\nCells live[^a].\n\n[^a]: {text}\n", claims_ignore=["CLM5"])
    found = [(line, slug) for line, slug, *_ in told(built)]
    assert [one for one in found if one[1].startswith("uncited-number") or one[0] == 3] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ng A. How cells rest. J Ex. 2020;3:1-9.", []),
        (STATEMENT, [("index.rst", 6, "uncited-number")]),
    ],
)
def test_the_body_of_a_citation_is_a_reference_or_is_judged(
    empty: Project, text: str, expected: list[object]
) -> None:
    empty.write("conf.py", REST)
    empty.write("index.rst", f"T\n=\n\nCells live [A2020]_.\n\n.. [A2020] {text}\n")
    assert empty.build().findings == expected


def test_a_footnote_of_the_author_is_judged_whatever_its_name(project: Project) -> None:
    project.write(
        "index.rst",
        f"T\n=\n\nCells live [#footcite-x]_. They rest :footcite:`Key`.\n\n"
        f".. [#footcite-x] {STATEMENT}\n\n.. footbibliography::\n",
    )
    assert project.build().findings == [
        ("index.rst", 4, "uncited-sentence"),
        ("index.rst", 6, "uncited-number"),
    ]


def test_footnotes_of_bibtex_are_known_whatever_their_names(project: Project) -> None:
    project.write("conf.py", f'{CONF}bibtex_footcite_id = "note-{{key}}"\n')
    project.write("index.md", "# T\n\nCells live {footcite}`Key`.\n\n:::{footbibliography}\n:::\n")
    built = project.build()
    assert (built.findings, built.states("index")) == ([], [("cited", "Cells live.")])


LISTS = {
    "numbers in a section": "## References\n\n1. {0}\n2. {1}\n",
    "numbers under bold words": "**References**\n\n1. {0}\n2. {1}\n",
    "numbers in brackets": "## Literature\n\n[1] {0}\n\n[2] {1}\n",
}
TWO = (
    "Ng A. How cells rest. J Ex. 2020;3:1-9.",
    "Roe, B. (2021). How cells wake. Journal of Examples, 4, 1-9.",
)


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_of_references_is_no_claim_and_its_numbers_cite(
    page: PageBuilder, text: str
) -> None:
    said = "Cells live [1]. Cells die [1, 2]. Cells hop [3]. Cells rest."
    built = page(f"# T\n\n{said}\n\n{text.format(*TWO)}")
    assert [state for state, _ in built.states("index")][:4] == [
        "cited",
        "cited",
        "uncited",
        "uncited",
    ]
    assert {unit["reason"] for unit in built.report["units"][4:]} - {"label"} == {"reference"}


def test_a_statement_in_a_list_of_references_is_judged(page: PageBuilder) -> None:
    built = page(f"# T\n\nCells live [1].\n\n## References\n\n1. {TWO[0]}\n2. {STATEMENT}\n")
    assert built.findings == [("index.md", 8, "uncited-number")]


def test_a_reference_among_other_text_is_judged(page: PageBuilder) -> None:
    built = page(f"# T\n\n## Findings\n\n- Old cells rest. {TWO[1]}\n")
    first = built.report["units"][0]
    assert (first["state"], first["reason"]) == (
        "uncited",
        None,
    )


SUBSTITUTED = {"ng": "{cite:p}`Key`", "claim": "Cells wake {cite:p}`Other`.", "plain": "Cells hop."}


def test_a_finding_names_the_substitution_that_holds_its_words(page: PageBuilder) -> None:
    built = page(
        "# T\n\nCells rest {{ ng }}. {{ claim }} {{ plain }}\n", myst_substitutions=SUBSTITUTED
    )
    assert told(built) == [
        (
            3,
            "uncited-sentence",
            "sentence has no citation, in text of the substitution 'plain'",
            [],
        )
    ]


SUBSTITUTED_IN_REST = """\
T
=

.. |ng| replace:: :cite:p:`Key`
.. |said| replace:: Cells hop for 8 hours.

Cells rest |ng|. |said|
Cells die |poe|.
"""


def test_a_citation_in_a_substitution_is_meant_though_docutils_refuses_it(
    project: Project,
) -> None:
    project.write("index.rst", SUBSTITUTED_IN_REST)
    built = project.build()
    assert [(line, slug, message.partition(",")[2]) for line, slug, message, _ in told(built)] == [
        (7, "uncited-sentence", " in text of the substitution 'said'"),
        (8, "uncited-sentence", ""),
    ]
    assert any('Undefined substitution referenced: "ng"' in line for line in built.warnings)


PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Cells live {cite:p}`Key`."
msgstr "Zellen leben {cite:p}`Key`. Die Transplantation heilt alle."

msgid "Cells live, e.g. in bone {cite:p}`Key`. They die."
msgstr "Zellen leben, z. B. im Knochen {cite:p}`Key`. Sie sterben."

msgid "Cells rest and wake {cite:p}`Key`."
msgstr "Zellen ruhen {cite:p}`Key`. Sie wachen {cite:p}`Key`."

msgid "Cells hop {cite:p}`Key`."
msgstr "細胞は跳ぶ {cite:p}`Key`。移植は全員を治す。"
"""


@pytest.mark.parametrize(("profile", "severity"), [("strict", "error"), ("balanced", "note")])
def test_sentences_that_only_a_translation_has_are_found(
    project: Project, profile: str, severity: str
) -> None:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Key`.\n\nCells live, e.g. in bone {cite:p}`Key`. They die.\n\n"
        "Cells rest and wake {cite:p}`Key`.\n\nCells hop {cite:p}`Key`.\n",
    )
    project.write("locales/de/LC_MESSAGES/index.po", PO)
    project.write(
        "conf.py",
        f'{CONF}claims_profile = "{profile}"\nlanguage = "de"\nlocale_dirs = ["locales"]\n',
    )
    # Sphinx keeps catalogues for the life of the process
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "claims", project.path, project.out],
        check=False,
        capture_output=True,
    )
    found = json.loads(Path(project.out, "claims.json").read_text(encoding="utf-8"))["findings"]
    longer = [one for one in found if one["slug"] == "longer-translation"]
    assert [(one["line"], one["severity"], one["message"]) for one in longer] == [
        (
            line,
            severity,
            "the translation has 2 sentences, 1 of them without a citation, its source 1",
        )
        for line in (3, 9)
    ]


def test_a_substitution_that_only_the_page_defines_makes_the_place_approximate(
    page: PageBuilder,
) -> None:
    head = "---\nmyst:\n  substitutions:\n    own: Cells hop.\n---\n\n"
    built = page(f"{head}# T\n\n{{{{ own }}}} Cells rest.\n")
    message = "text of the substitution 'own' is written elsewhere"
    assert (9, "approximate-location", message, []) in told(built)
