"""The charts of the module say what the ledger says, and change with it everywhere."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from docutils import nodes
from sphinx import addnodes

from conftest import Built, run_sphinx
from module.conftest import DOCS, copy_module
from sphinx_claims.core.evidence.ledger import Fact, Ledger
from sphinx_claims.core.model import Location
from sphinx_claims.files.ledger import read_ledger
from sphinx_claims.showing.charts.plots import place

PAGE = "evidence/charts"
SVG = "{http://www.w3.org/2000/svg}"
_AXIS = re.compile(r"\d+%")
_MARK = re.compile(r"M(-?[\d.]+) [\d.]+h([\d.]+)v|M(-?[\d.]+) [\d.]+l")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(
        DOCS / "evidence" / "ledger.yaml", "l", "l", Location(doc=None, source="conf.py", line=1)
    )


def drawings(site: Built) -> dict[str, str]:
    """Return the drawings of the page of charts, by id."""
    page = site.out.joinpath(f"{PAGE}.html").read_text(encoding="utf-8")
    found = re.findall(r'<svg[^>]*class="evidence-drawing".*?</svg>', page, re.DOTALL)
    return {
        str(ET.fromstring(svg).attrib["aria-labelledby"].split()[0].removesuffix("-title")): svg
        for svg in found
    }


def numbers(site: Built, name: str) -> list[dict[str, str]]:
    path = site.out / "_downloads" / "evidence" / f"{PAGE}/{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(fact: Fact) -> list[str]:
    """Return what a row prints of a fact, by the ledger alone."""
    count, whole, value = fact.count, fact.denominator, fact.value[0]
    if fact.unit != "%":
        assert count is not None
        assert whole is not None
        return [str(count), str(whole), f"{100 * count / whole:.1f}".removesuffix(".0")]
    return [str(number) if number is not None else "" for number in (count, whole, value)]


def mark_places(svg: str) -> list[float]:
    """Return how far to the right the marks of the rows stand; those of the key are at 8."""
    found = []
    for part in ET.fromstring(svg).iter():
        if part.tag == f"{SVG}circle":
            found.append(float(part.attrib["cx"]))
        elif part.tag == f"{SVG}path" and part.attrib["d"].endswith("z"):
            square = _MARK.match(part.attrib["d"])
            assert square
            found.append(float(square[1]) + float(square[2]) / 2 if square[1] else float(square[3]))
    return [round(x, 1) for x in found if round(x) != 8]


def test_both_therapies_have_charts_and_a_map(site: Built) -> None:
    kinds = {"response", "relapse", "survival"}
    wanted = {
        *(f"chart-{treatment}-{kind}" for treatment in ("msc", "hsct") for kind in kinds),
        "chart-hsct-mortality",
    }
    assert set(drawings(site)) == {*wanted, "map-msc", "map-hsct"}


def test_every_number_of_every_chart_is_the_ledgers(site: Built, ledger: Ledger) -> None:
    charts = [name for name in drawings(site) if name.startswith("chart-")]
    assert sum(len(numbers(site, name)) for name in charts) >= 30
    for name in charts:
        svg = drawings(site)[name]
        words = [part.text for part in ET.fromstring(svg).iter(f"{SVG}text")]
        end = max(int((text or "").rstrip("%")) for text in words if text and _AXIS.fullmatch(text))
        shares = []
        for row in numbers(site, name):
            evidence = ledger.sources[row["source"]]
            fact = evidence.find(row["fact"])
            assert fact is not None
            assert [str(treatment) for treatment in evidence.treatment] == [name.split("-")[1]]
            assert [row["count"], row["denominator"], row["percent"]] == written(fact)
            if fact.interval:
                assert (row["low_95"], row["high_95"]) == (
                    str(fact.interval.low),
                    str(fact.interval.high),
                )
            assert row["interval"] == (
                "as published"
                if fact.interval
                else "computed"
                if fact.count is not None
                else "none"
            )
            assert any(
                text and text.startswith(row["count"]) and f"{row['percent']}%" in text
                for text in words
            )
            shares.append(
                fact.value[0]
                if fact.unit == "%"
                else 100 * Decimal(row["count"]) / Decimal(row["denominator"])
            )
        assert mark_places(svg) == [round(place(share, end), 1) for share in shares]


def test_the_placebo_arm_stands_beside_its_arm(site: Built) -> None:
    rows = [(row["source"], row["control"]) for row in numbers(site, "chart-msc-response")]
    at = rows.index(("Deng2017", "no"))
    assert rows[at + 1] == ("Deng2017", "yes")


def test_a_map_shows_the_people_of_each_study_and_no_sum(site: Built, ledger: Ledger) -> None:
    for name in ("map-msc", "map-hsct"):
        texts = [part.text or "" for part in ET.fromstring(drawings(site)[name]).iter(f"{SVG}text")]
        told = [int(found[1]) for text in texts if (found := re.fullmatch(r".*: (\d+)", text))]
        assert told == [ledger.sources[row["source"]].participants for row in numbers(site, name)]
        assert str(sum(told)) not in " ".join(texts)


def test_drawings_are_small_and_ids_are_unique(site: Built) -> None:
    sizes = {name: len(svg.encode()) for name, svg in drawings(site).items()}
    assert {name: size for name, size in sizes.items() if size > 15_000} == {}
    ids = re.findall(
        r'\bid="([^"]+)"', site.out.joinpath(f"{PAGE}.html").read_text(encoding="utf-8")
    )
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


def test_the_timeline_says_years_and_people_of_the_ledger(site: Built, ledger: Ledger) -> None:
    page = site.out.joinpath("lesson", "hsct.html").read_text(encoding="utf-8")
    (svg,) = re.findall(r'<svg[^>]*class="evidence-drawing".*?</svg>', page, re.DOTALL)
    assert len(svg.encode()) < 15_000
    with site.out.joinpath("_downloads", "evidence", "lesson", "hsct", "fig-timeline.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        events = list(csv.DictReader(file))
    assert len(events) == 15
    assert [event["first_year"] for event in events] == sorted(
        event["first_year"] for event in events
    )
    told = [part.text or "" for part in ET.fromstring(svg).iter(f"{SVG}text")]
    people = [found[1] for text in told if (found := re.search(r"(\d+) people$", text))]
    known = [ledger.sources[event["source"]].participants for event in events]
    assert people == [str(number) for number in known if number is not None]


def test_each_row_cites_its_study(site: Built) -> None:
    tables = [
        table
        for table in site.doctrees[PAGE].findall(nodes.table)
        if "evidence-table" in table["classes"]
    ]
    assert len(tables) == 9
    names = list(drawings(site))
    for name, table in zip(names, tables, strict=True):
        rows = [row for body in table.findall(nodes.tbody) for row in body.children]
        links = [link for row in rows for link in row.findall(addnodes.pending_xref)]
        cited = [str(link["reftarget"]).partition("{")[0] for link in links]
        assert cited == [row["source"] for row in numbers(site, name)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def test_a_changed_fact_changes_prose_table_chart_download_and_handout_together(
    tmp_path: Path,
) -> None:
    docs = copy_module(tmp_path)
    path = docs / "evidence" / "ledger.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("\n  Deng2017:")
    before, entry = text[:start], text[start:]
    old = 'value: 75\n        unit: "%"\n        denominator: 12\n        count: 9\n'
    assert old in entry
    path.write_text(
        before + entry.replace(old, old.replace("75", "67").replace("count: 9", "count: 8"), 1),
        encoding="utf-8",
    )
    quiet = ["claims"]  # other pages write the number by hand, and are told so
    site = run_sphinx(docs, tmp_path / "html", "html", suppress_warnings=quiet)
    page = site.out.joinpath(f"{PAGE}.html").read_text(encoding="utf-8")
    prose, table = (
        page.index("In the blinded trial, <span"),
        page.index("<td", page.index("In the blinded trial, <span")),
    )
    assert ">8 of 12<" in page[prose : prose + 200]
    assert "8 of 12 (67%)" in drawings(site)["chart-msc-response"]
    assert "8 of 12 (67%)" in page[table:]
    assert "9 of 12" not in page
    (row, _) = [row for row in numbers(site, "chart-msc-response") if row["source"] == "Deng2017"]
    assert (row["count"], row["percent"]) == ("8", "67")
    handout = run_sphinx(
        docs, tmp_path / "handout", "handout", tags=["student"], suppress_warnings=quiet
    )
    (pdf,) = handout.out.glob("*.pdf")
    printed = squeezed("".join(sheet.extract_text() for sheet in pypdf.PdfReader(pdf).pages))
    chart = printed[
        printed.index(squeezed("Response or remission after MSCs"), len(printed) // 2) :
    ]
    assert squeezed("Deng 2017, cord MSC 8 of 12 (67%)") in chart
    assert squeezed("In the blinded trial, 8 of 12 people") in chart
    assert squeezed("9 of 12") not in chart
