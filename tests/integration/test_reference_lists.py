"""Lists of references on real pages: their entries are no claims, statements among them are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from conftest import Built, Project

CONF = """\
extensions = [{extensions}"sphinx_claims"]
claims_profile = "strict"
"""
PLACES = (
    "Ng A, Roe B, Poe D, et al. Rest lowers the pressure of cells. Ex Heart J 2011; 32: 282–8.",
    "Ng, A. B., & Roe, C. (2019). Cells rest at night. *Example Review*, 7(2), 11–29.",
    "Roe, B. (2015) ‘Cells that wake’, *Journal of Rest*, 4(1), pp. 1–9.",
    "A. B. Ng and C. Roe, “Cells rest,” in *Proc. Conf. Rest*, Bern, 2014, pp. 10–15.",
    "Roe, Carla, and Dan Poe. “The Sleep of Cells.” *Quarterly* 12, no. 3 (2011): 45–67.",
    "GBD 2019 Diseases and Injuries Collaborators. Global burden of 369 diseases in 204 countries:"
    " a systematic analysis. The Lancet. 17 Oct 2020;396:1204-1222",
    "Supplement to: GBD 2017 Causes of Death Collaborators. Mortality for 282 causes of death,"
    " 1980–2017. Lancet 2018; 392: 1736–88 (pp. 318-323)",
    "Diarrheal disease Fact Sheet. World Health Organization, 2 May 2019. Retrieved 14 Nov 2019."
    " https://example.org/sheet",
    "What is Sleep? National Institute of Sleep. Retrieved 22 June 2021. https://example.org/sleep",
    "Poe D. Resting cells. In: Ng A, Roe B, editors. Handbook of rest. 3rd ed. Basel: Karger;"
    " 2012. p. 45–78.",
    "Ng A. Rest and cells. medRxiv 2021; doi: 10.1101/2021.01.02.21249123",
    "Roe, B. (2016). The rest of cells (PhD thesis). University of Example, Bern.",
    "Medicines Act 1968, c. 67, s. 58.",
    "ISO 8601-1:2019, Date and time — Representations for information interchange.",
    "Meier K, Weiß H. Der Schlaf der Zellen. Dtsch Beispielbl 2014; 111: 12–18.",
    "Martin J, Petit M. Le sommeil des cellules. Rev Ex. 2011;18:34-9.",
    "Measles. From Wikipedia, the Free Encyclopedia. Retrieved 22 Nov 2019."
    " https://example.org/measles",
)
"""Entries as they are written in both languages of mark-up."""
CLAIMS = (
    "In trials 7 of 53 patients died.",
    "Aspirin prevents strokes. World Health Organization, 2019.",
    "Aspirin cures cancer. https://example.org/cure",
    "World Health Organization. Aspirin cures 90% of all cancers. https://example.org/who",
    "The Rest Study Group (2018) treated 40 patients with aspirin.",
)


def bullets(texts: Sequence[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def numbers(texts: Sequence[str]) -> str:
    return "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"{text}\n\n" for text in texts)


def notes_in_myst(texts: Sequence[str]) -> str:
    marks = "".join(f"[^n{number}]" for number, _ in enumerate(texts))
    notes = "".join(f"[^n{number}]: {text}\n" for number, text in enumerate(texts))
    return f"See the notes{marks}.\n\n{notes}"


def notes_in_rest(texts: Sequence[str]) -> str:
    marks = " ".join(f"[#n{number}]_" for number, _ in enumerate(texts))
    notes = "".join(f".. [#n{number}] {text}\n" for number, text in enumerate(texts))
    return f"See the notes {marks}.\n\n{notes}"


def citations(texts: Sequence[str]) -> str:
    marks = " ".join(f"[K{number}]_" for number, _ in enumerate(texts))
    listed = "".join(f".. [K{number}] {text}\n" for number, text in enumerate(texts))
    return f"See the works {marks}.\n\n{listed}"


MYST, REST = "# T\n\n## References\n\n", "T\n=\n\nReferences\n----------\n\n"
FORMS = {
    "bullets in MyST": ("md", MYST, bullets),
    "numbers in MyST": ("md", MYST, numbers),
    "paragraphs in MyST": ("md", MYST, paragraphs),
    "footnotes in MyST": ("md", "# T\n\n", notes_in_myst),
    "bullets in reST": ("rst", REST, bullets),
    "numbers in reST": ("rst", REST, numbers),
    "paragraphs in reST": ("rst", REST, paragraphs),
    "footnotes in reST": ("rst", "T\n=\n\n", notes_in_rest),
    "citations in reST": ("rst", "T\n=\n\n", citations),
}


def build(empty: Project, kind: str, text: str) -> Built:
    empty.write("conf.py", CONF.format(extensions='"myst_parser", ' if kind == "md" else ""))
    empty.write(f"index.{kind}", text)
    return empty.build()


@pytest.mark.parametrize(("kind", "head", "listed"), FORMS.values(), ids=FORMS)
def test_entries_of_all_shapes_are_references_and_statements_among_them_claims(
    empty: Project, kind: str, head: str, listed: Callable[[Sequence[str]], str]
) -> None:
    built = build(empty, kind, head + listed((*PLACES, *CLAIMS)))
    found = {finding["excerpt"] for finding in built.report["findings"]} - {"See the works."}
    assert found == {
        "In trials 7 of 53 patients died.",
        "Aspirin prevents strokes.",
        "Aspirin cures cancer.",
        "Aspirin cures 90% of all cancers.",
        "The Rest Study Group (2018) treated 40 patients with aspirin.",
    }


@pytest.mark.parametrize(("kind", "head", "listed"), FORMS.values(), ids=FORMS)
def test_every_sentence_of_an_entry_stands_in_the_report_as_a_reference(
    empty: Project, kind: str, head: str, listed: Callable[[Sequence[str]], str]
) -> None:
    built = build(empty, kind, head + listed(PLACES))
    units = [unit for unit in built.report["units"] if not unit["text"].startswith("See the")]
    assert {(unit["state"], unit["reason"]) for unit in units} == {("exempt", "reference")}
    said = " ".join(unit["text"] for unit in units)
    assert all(text.replace("*", "")[6:40] in said for text in PLACES)  # "A. B." numbers lists


OF_SEVERAL_BLOCKS = """\
T
=

See [App]_ and [Web]_.

.. [App]
   Pages 276-295 in `Supplementary appendix 1 <https://example.org/1>`_:

     **(Capstone)** GBD 2017 Causes of Death Collaborators. *Mortality for 282 causes of death in
     195 countries*. Lancet 2018; 392: 1736–88. DOI: https://doi.org/10.1000/one

   (Direct links to the appendix hosted on `Lancet.com <https://example.org/2>`_)

   Aspirin prevents strokes.

.. [Web] `Sleep Factsheet <https://example.org/3>`_ (pages 1-12).
"""


def test_an_entry_of_several_blocks_is_one_but_for_what_it_states(empty: Project) -> None:
    built = build(empty, "rst", OF_SEVERAL_BLOCKS)
    assert built.findings == [("index.rst", 14, "uncited-effect")]


AMONG_TEXT = """\
# T

This page names its works.

Ng A, Roe B. Rest lowers the pressure of cells. Ex Med J. 2018;12(4):233-41.

Rest lowers the pressure of cells. Ng A, Roe B. Ex Med J. 2018;12(4):233-41.

Ng A, Roe B. Rest lowers pressure. Ex Med J. 2018;12(4):233-41. Aspirin does not.
"""


def test_a_block_that_is_a_reference_from_end_to_end_is_one_anywhere(empty: Project) -> None:
    built = build(empty, "md", AMONG_TEXT)
    lines = {unit["line"] for unit in built.report["units"] if unit["reason"] == "reference"}
    assert lines == {5}
    assert {line for _, line, _ in built.findings} == {7, 9}


def test_a_reference_in_raw_html_is_one_as_well(empty: Project) -> None:
    empty.write("conf.py", CONF.format(extensions='"myst_parser", '))
    empty.write("index.md", f"# T\n\n<p>{PLACES[0]}</p>\n\n<p>{CLAIMS[0]}</p>\n")
    assert empty.build(claims_ignore=["CLM901"]).findings == [("index.md", 5, "uncited-number")]
