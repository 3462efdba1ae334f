"""What a chart brings to a page besides its drawing: the table below it and the download."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest

from sphinx_claims.core.evidence.facttext import look_up
from sphinx_claims.core.evidence.ledger import (
    Design,
    Evidence,
    Extent,
    Fact,
    Interval,
    Ledger,
    Overlap,
    Species,
    Treatment,
)
from sphinx_claims.showing.charts.figures import Figure, write_csv
from sphinx_claims.showing.charts.labels import in_words
from sphinx_claims.showing.charts.maps import figure_of_map
from sphinx_claims.showing.charts.outcomes import Kind
from sphinx_claims.showing.charts.result_figure import figure_of_results
from sphinx_claims.showing.charts.timelines import figure_of_timeline

CI = Interval(level=Decimal(95), low=Decimal("71.1"), high=Decimal("100.9"))


def fact(name: str, value: str, **more: Any) -> Fact:
    return Fact(id=name, value=(Decimal(value),), **{"unit": "%", "outcome": "remission", **more})


def study(
    key: str, *facts: Fact, design: Design = Design.COHORT, people: int | None = 40
) -> Evidence:
    return Evidence(
        key=key,
        design=design,
        species=(Species.HUMAN,),
        treatment=(Treatment.MSC,),
        participants=people,
        population="people",
        extent=Extent.ABSTRACT,
        locator="Abstract",
        facts=facts,
    )


COUNTED = {"count": Decimal(9), "denominator": Decimal(12)}
LEDGER = Ledger(
    source="ledger.yaml",
    overlaps=(Overlap(sources=("Ng2014", "Roe2018"), note="one group"),),
    sources={
        one.key: one
        for one in (
            study("Ng2014", fact("printed", "75", time="12 months", **COUNTED)),
            study(
                "Roe2018",
                fact("counted", "9", unit="people", locator="Table 2", **COUNTED),
                fact("published", "86.0", interval=CI),
                fact("estimate", "50"),
                design=Design.RANDOMISED_TRIAL,
                people=None,
            ),
        )
    },
)


def figure() -> Figure:
    names = ("Ng2014.printed", "Roe2018.counted", "Roe2018.published", "Roe2018.estimate")
    return figure_of_results(LEDGER, Kind.RESPONSE, "msc", names)


def test_the_table_says_what_the_source_prints_and_what_follows() -> None:
    told = [
        [(cell.text, cell.computed) for cell in line.cells[3:5]] for line in figure().table.lines
    ]
    assert told == [
        [("9 of 12 (75%)", ""), ("", "46.8–91.1%, computed")],
        [("9 of 12", " (75%)"), ("", "46.8–91.1%, computed")],
        [("86.0%", ""), ("71.1–100.9%, as published", "")],
        [("50%", ""), ("none", "")],
    ]


def test_each_number_is_named_as_an_author_would_name_it() -> None:
    names = {name for line in figure().table.lines for cell in line.cells for name in cell.facts}
    assert {
        "Ng2014.printed of",
        "Ng2014.printed number",
        "Ng2014.printed time",
        "Ng2014.participants",
        "Roe2018.counted of",
        "Roe2018.published low",
        "Roe2018.published high",
        "Roe2018.estimate number",
    } <= names
    assert all(look_up(name, LEDGER).text for name in names)
    assert "Roe2018.participants" not in names


def test_a_row_cites_its_own_place_or_that_of_its_source() -> None:
    assert [(line.key, line.locator) for line in figure().table.lines[:2]] == [
        ("Ng2014", "Abstract"),
        ("Roe2018", "Table 2"),
    ]


def test_studies_of_the_same_people_name_each_other() -> None:
    assert [line.cells[-1].words for line in figure().table.lines[:2]] == ["Roe 2018", "Ng 2014"]


def test_the_download_has_a_row_for_each_and_nothing_for_what_is_not_known() -> None:
    rows = list(csv.DictReader(io.StringIO(figure().numbers)))
    assert [(row["fact"], row["participants"], row["low_95"]) for row in rows] == [
        ("printed", "40", "46.8"),
        ("counted", "", "46.8"),
        ("published", "", "71.1"),
        ("estimate", "", ""),
    ]


def test_a_map_lists_what_it_draws() -> None:
    shown = figure_of_map(LEDGER, "msc")
    assert shown.name == "map-msc"
    assert [[cell.words for cell in line.cells] for line in shown.table.lines] == [
        ["Ng 2014", "cohort, 40 people", "reported", "–", "–", "–", "–"]
    ]
    assert shown.numbers.splitlines()[1] == "Ng2014,cohort,40,printed,,,,"


def test_a_timeline_lists_its_events_at_the_lines_of_their_author() -> None:
    shown = figure_of_timeline(LEDGER, {"Ng2014": "2014"}, [(7, "Ng2014: Cells live")])
    (line,) = shown.table.lines
    assert [cell.words for cell in line.cells] == ["2014", "Cells live", "cohort, 40 people"]
    assert (line.line, line.locator) == (7, "Abstract")
    assert shown.numbers.splitlines()[1] == "2014,2014,Ng2014,,Cells live,cohort,human,40,Abstract"


def test_signs_in_a_download_are_quoted() -> None:
    assert write_csv(("a", "b"), [('x, "y"', None)]) == 'a,b\n"x, ""y""",\n'


def test_closed_names_are_read_as_words() -> None:
    assert in_words(Design.RANDOMISED_TRIAL) == "randomised trial"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\nx", "'\nx"),
        ("-", "'-"),
        ("-1.5", "-1.5"),
        ("+3", "+3"),
        ("-1e-3", "-1e-3"),
        (-4, "-4"),
        (Decimal("-0.5"), "-0.5"),
        ("a=b", "a=b"),
        ("5-7", "5-7"),
        (None, ""),
    ],
)
def test_a_cell_is_no_formula_and_a_number_stays_one(cell: object, told: str) -> None:
    text = write_csv(("a", "b"), [(cell, "x")])
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [told, "x"]


def test_a_head_is_no_formula_either() -> None:
    assert write_csv(("=a",), []) == "'=a\n"
