"""Timelines in real builds.

Order, years and sizes from the ledger and the bibliography, and what is refused.
"""

from __future__ import annotations

import csv
import re

import pytest
from docutils import nodes

from conftest import Project
from integration.test_charts import BASE, LEDGER, rows_of

TITLE = """\
  Title:
    design: case-report
    species: human
    treatment: msc
    participants: null
    population: people
    extent: record
    locator: not seen
    notices: []
    facts:
      begin: {value: [1969, 1989], unit: "", outcome: first and last year, locator: p. 4}
"""
BIB = """\
@article{Key, author = {A, B}, title = {One}, journal = {J}, year = {2014}, doi = {10.1000/1}}
@article{Other, author = {C, D}, title = {Two}, journal = {J}, year = {2012}, doi = {10.1000/2}}
@article{Title, author = {E, F}, title = {Three}, journal = {J}, doi = {10.1000/3}}
"""
PAGE = """\
# Title

:::{evidence-timeline}
---
events: |
  Key: Cells were given
  Other: Cells were compared
  Title.begin: Marrow was given
---

These are the years {cite:p}`Key, Other, Title`.
:::
"""


@pytest.fixture
def dated(project: Project) -> Project:
    """Return a project with a page with one timeline."""
    project.write("conf.py", BASE)
    project.write("ledger.yaml", LEDGER + TITLE)
    project.write("refs.bib", BIB)
    project.write("index.md", PAGE + "\n```{toctree}\nreferences\n```\n")
    return project


def test_events_stand_in_order_with_what_the_ledger_says_of_them(dated: Project) -> None:
    built = dated.build("html", suppress_warnings=["bibtex"])
    assert [line for line in built.warnings if "CLM3" not in line] == []
    (table,) = built.doctrees["index"].findall(nodes.table)
    assert [row[:3] for row in rows_of(table)] == [
        ["Year", "What happened", "Kind of source"],
        ["1969–1989", "Marrow was given", "case report, only its record was read"],
        ["2012", "Cells were compared", "randomised trial, 18 people"],
        ["2014", "Cells were given", "uncontrolled trial, 40 people"],
    ]
    page = built.out.joinpath("index.html").read_text(encoding="utf-8")
    (svg,) = re.findall(r"<svg[^>]*evidence-drawing.*?</svg>", page)
    assert re.findall(r'font-weight="bold"[^>]*>([^<]+)<', svg) == ["1969", "–1989", "2012", "2014"]
    assert "2012: Cells were compared (randomised trial, 18 people)." in svg
    with built.out.joinpath("_downloads", "evidence", "index", "timeline.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        told = [
            (row["first_year"], row["last_year"], row["source"], row["locator"])
            for row in csv.DictReader(file)
        ]
    assert told == [
        ("1969", "1989", "Title", "p. 4"),
        ("2012", "2012", "Other", "Abstract"),
        ("2014", "2014", "Key", "Abstract"),
    ]


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_each_row_stands_where_its_event_is_written(dated: Project, suffix: str) -> None:
    if suffix == "rst":
        dated.path.joinpath("index.md").unlink()
        events = (
            "   :events:\n     Key: Cells were given\n     Other: Cells were compared\n     "
            "Title.begin: Marrow was given\n"
        )
        dated.write(
            "index.rst",
            f"Title\n=====\n\n.. evidence-timeline::\n{events}\n   The years :cite:p:`Key, "
            "Other, Title`.\n",
        )
    units = [unit for unit in dated.build().report["units"] if unit["kind"] == "table-row"]
    told = [(unit["line"], [cite["key"] for cite in unit["cites"]]) for unit in units]
    assert told == [(8, ["Title"]), (7, ["Other"]), (6, ["Key"])]


def test_a_changed_ledger_or_bibliography_changes_the_timeline(dated: Project) -> None:
    dated.build("html", suppress_warnings=["bibtex"])
    dated.write("ledger.yaml", (LEDGER + TITLE).replace("participants: 18", "participants: 19"))
    dated.write("refs.bib", BIB.replace("{2014}", "{2011}"))
    (table,) = (
        dated.build("html", suppress_warnings=["bibtex"]).doctrees["index"].findall(nodes.table)
    )
    assert [row[:3] for row in rows_of(table)][2:] == [
        ["2011", "Cells were given", "uncontrolled trial, 40 people"],
        ["2012", "Cells were compared", "randomised trial, 19 people"],
    ]


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_drawn(dated: Project) -> None:
    wrong = "Kye: Cells\n  Key\n  Key.response: Cells\n  Key.remissio: Cells\n  Title: Cells"
    dated.write("index.md", PAGE.replace(PAGE[PAGE.index("Key:") : PAGE.index("\n---\n\n")], wrong))
    built = dated.build("html", suppress_warnings=["toc", "bibtex"])
    assert [line for line in built.warnings if line.endswith("[claims.chart]")] == [
        "index.md:3: ERROR: the ledger has no source 'Kye'; nearest are Key [claims.chart]",
        "index.md:3: ERROR: 'Key' needs a colon and what happened [claims.chart]",
        "index.md:3: ERROR: Key.response is no calendar year [claims.chart]",
        "index.md:3: ERROR: Key has no fact 'remissio'; nearest are remission, response "
        "[claims.chart]",
        "index.md:3: ERROR: the bibliography has no year of Title: name a fact that says when "
        "[claims.chart]",
    ]
    assert not list(built.doctrees["index"].findall(nodes.figure))


def test_a_timeline_without_events_says_so(dated: Project) -> None:
    dated.write("index.md", "# Title\n\n:::{evidence-timeline}\n:::\n")
    told = [line for line in dated.build("html").warnings if "[claims.chart]" in line]
    assert told == ["index.md:3: ERROR: a timeline needs events [claims.chart]"]
