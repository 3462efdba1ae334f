"""Charts of the evidence without Sphinx.

Which facts may share an axis, where the marks stand, what is computed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest

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
from sphinx_claims.showing.charts.canvas import PRINT, Canvas, Medium
from sphinx_claims.showing.charts.groups import Group
from sphinx_claims.showing.charts.intervals import wilson
from sphinx_claims.showing.charts.labels import label_of
from sphinx_claims.showing.charts.lookup import ChartError
from sphinx_claims.showing.charts.maps import draw_map, plan_map, radius_of
from sphinx_claims.showing.charts.outcomes import Kind, kind_of
from sphinx_claims.showing.charts.plots import draw_chart, place
from sphinx_claims.showing.charts.results import Chart, Origin, plan_chart

SVG = "{http://www.w3.org/2000/svg}"


def fact(name: str, value: str, outcome: str = "remission", **more: Any) -> Fact:
    numbers: dict[str, Any] = {
        key: Decimal(told) if key in {"count", "denominator"} else told
        for key, told in more.items()
    }
    return Fact(id=name, value=(Decimal(value),), outcome=outcome, **{"unit": "%", **numbers})


def study(key: str, *facts: Fact, **more: Any) -> Evidence:
    return Evidence(
        **{
            "key": key,
            "design": Design.UNCONTROLLED_TRIAL,
            "species": (Species.HUMAN,),
            "treatment": (Treatment.MSC,),
            "participants": 40,
            "population": "people",
            "extent": Extent.ABSTRACT,
            "locator": "Abstract",
            "facts": facts,
            **more,
        }
    )


CI = Interval(level=Decimal(95), low=Decimal("71.1"), high=Decimal("100.9"))
LEDGER = Ledger(
    source="ledger.yaml",
    overlaps=(Overlap(sources=("Ng2014", "Roe2018", "Other2020"), note="one group"),),
    sources={
        one.key: one
        for one in (
            study(
                "Ng2014",
                fact(
                    "response",
                    "60",
                    "clinical response",
                    count=24,
                    denominator=40,
                    time="12 months",
                ),
                fact("relapse", "12.5", "relapse after response", count=3, denominator=24),
                fact("died", "3", "deaths", unit="people"),
                fact(
                    "odd",
                    "50",
                    interval=Interval(level=Decimal(90), low=Decimal(40), high=Decimal(60)),
                ),
            ),
            study(
                "Lot2017",
                fact("msc", "75", count=9, denominator=12, arm="cord MSC"),
                fact("placebo", "83", count=5, denominator=6, arm="placebo"),
                design=Design.RANDOMISED_TRIAL,
                participants=18,
            ),
            study(
                "Roe2018",
                fact("survival", "86.0", "overall survival", interval=CI),
                design=Design.COHORT,
                participants=160,
            ),
            study(
                "Few2013",
                fact("remitted", "2", unit="people", count=2, denominator=13),
                participants=15,
            ),
            study("Hsct2006", fact("remission", "66"), treatment=(Treatment.HSCT,)),
            study("Both2022", fact("remission", "66"), treatment=(Treatment.HSCT, Treatment.MSC)),
            study("Read2021", fact("remission", "66"), design=Design.NARRATIVE_REVIEW),
            study("Mice2010", fact("remission", "66"), species=(Species.MOUSE,)),
        )
    },
)


def chart(*names: str, kind: Kind = Kind.RESPONSE) -> Chart:
    return plan_chart(LEDGER, kind, "msc", names)


def refused(*names: str, kind: Kind = Kind.RESPONSE) -> tuple[str, ...]:
    with pytest.raises(ChartError) as error:
        chart(*names, kind=kind)
    return error.value.complaints


@pytest.mark.parametrize(
    ("count", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_score_method_in_the_table_of_newcombe_1998(
    count: int, whole: int, low: float, high: float
) -> None:
    assert [round(end / 100, 4) for end in wilson(count, whole)] == [low, high]


def test_an_interval_is_the_published_one_or_is_computed_or_is_none() -> None:
    rows = [
        *chart("Ng2014.response", "Few2013.remitted").rows,
        *chart("Roe2018.survival", kind=Kind.SURVIVAL).rows,
    ]
    told = [(row.label, row.result, row.interval, row.origin) for row in rows]
    assert told == [
        ("Ng 2014", "24 of 40 (60%)", "44.6–73.7%", Origin.COMPUTED),
        ("Few 2013", "2 of 13 (15.4%)", "4.3–42.2%", Origin.COMPUTED),
        ("Roe 2018", "86.0%", "71.1–100.9%", Origin.PUBLISHED),
    ]
    assert [row.printed for row in rows] == [True, False, True]


def test_an_estimate_without_count_has_no_interval() -> None:
    ledger = Ledger(
        sources={"A2020": study("A2020", fact("s", "84", "overall survival", denominator=50))}
    )
    (row,) = plan_chart(ledger, Kind.SURVIVAL, "msc", ["A2020.s"]).rows
    assert (row.result, row.interval, row.origin) == ("84% of 50", "none", Origin.NONE)


def test_arms_of_a_study_stand_side_by_side() -> None:
    rows = chart("Lot2017.msc", "Ng2014.response", "Lot2017.placebo").rows
    assert [(row.label, row.control) for row in rows] == [
        ("Lot 2017, cord MSC", False),
        ("Lot 2017, placebo", True),
        ("Ng 2014", False),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "complaint"),
    [
        (
            "Hsct2006.remission",
            Kind.RESPONSE,
            "Hsct2006.remission is about hsct, the chart about msc: results of different "
            "treatments share no axis",
        ),
        (
            "Both2022.remission",
            Kind.RESPONSE,
            "Both2022.remission is about hsct and msc, the chart about msc: results of different "
            "treatments share no axis",
        ),
        (
            "Ng2014.relapse",
            Kind.RESPONSE,
            "Ng2014.relapse is 'relapse after response', which is no response",
        ),
        ("Ng2014.died", Kind.MORTALITY, "Ng2014.died is in people, and no share of people"),
        (
            "Ng2014.odd",
            Kind.RESPONSE,
            "Ng2014.odd has a 90% interval, and a chart shows those of 95%",
        ),
        ("Ng2014.respond", Kind.RESPONSE, "Ng2014 has no fact 'respond'; nearest are response"),
        (
            "Ng2013.response",
            Kind.RESPONSE,
            "the ledger has no source 'Ng2013'; nearest are Ng2014, Few2013",
        ),
        (
            "Read2021.remission",
            Kind.RESPONSE,
            "Read2021.remission is of a narrative-review in human: a chart shows studies of people",
        ),
        (
            "Mice2010.remission",
            Kind.RESPONSE,
            "Mice2010.remission is of a uncontrolled-trial in mouse: a chart shows studies of "
            "people",
        ),
        (
            "Lot2017.msc",
            Kind.RESPONSE,
            "Lot2017.msc stands without its control arm Lot2017.placebo",
        ),
    ],
)
def test_what_cannot_stand_in_a_chart_is_named(name: str, kind: Kind, complaint: str) -> None:
    assert refused(name, kind=kind) == (complaint,)


def test_all_complaints_come_at_once() -> None:
    assert len(refused("Hsct2006.remission", "Ng2014.relapse", "Lot2017.msc", "No.fact")) == 4
    assert refused() == ("a chart needs facts",)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("remission, SLEDAI below 3", Kind.RESPONSE),
        ("SRI-4 response", Kind.RESPONSE),
        ("major and partial responses", Kind.RESPONSE),
        ("no response", None),
        ("remission, complete or partial, among survivors", None),
        ("relapse among those who had reached remission", Kind.RELAPSE),
        ("renal flare", Kind.RELAPSE),
        ("overall survival, estimated", Kind.SURVIVAL),
        ("disease-free survival", None),
        ("remission survival", None),
        ("non-relapse mortality, estimated", Kind.MORTALITY),
        ("deaths from causes other than relapse", Kind.MORTALITY),
        ("treatment-related mortality by intention to treat", Kind.MORTALITY),
        ("severe treatment-related events", None),
        ("deaths from any cause", None),
    ],
)
def test_an_outcome_says_what_kind_it_is(outcome: str, kind: Kind | None) -> None:
    assert kind_of(fact("x", "5", outcome)) is kind


def test_sources_are_named_as_readers_know_them() -> None:
    assert [label_of(key) for key in ("Wang2014", "deSilva2019", "Houssiau2010b", "MiSLE")] == [
        "Wang 2014", "deSilva 2019", "Houssiau 2010", "MiSLE",
    ]  # fmt: skip


def marks(svg: str) -> list[tuple[str, float]]:
    """Return the shapes of the rows and how far to the right they stand: of the key nothing."""
    found = []
    for part in ET.fromstring(svg).iter():
        if part.tag == f"{SVG}circle":
            found.append(("circle", float(part.attrib["cx"])))
        elif part.tag == f"{SVG}path" and part.attrib["d"].endswith("z"):
            left, side = re.findall(r"-?[\d.]+", part.attrib["d"])[0:3:2]
            found.append(("square", float(left) + float(side) / 2))
    return [(shape, round(x, 1)) for shape, x in found if x > 8.1]


def test_marks_stand_at_their_shares_in_the_shape_of_their_design() -> None:
    svg = draw_chart(chart("Lot2017.msc", "Lot2017.placebo", "Ng2014.response"), "c", Medium.SCREEN)
    assert marks(svg) == [("square", 248.0), ("square", 273.0), ("circle", 201.2)]
    assert [place(Decimal(share), 100) for share in (0, 75, 83, 60, 100)] == [
        14.0,
        248.0,
        273.0,
        201.2,
        326.0,
    ]
    assert [place(Decimal(share), 30) for share in (0, 30)] == [14.0, 326.0]


def test_a_line_reaches_from_end_to_end_of_its_interval_and_is_dashed_if_computed() -> None:
    computed = draw_chart(chart("Ng2014.response"), "c", Medium.SCREEN)
    line = r'd="M([\d.]+) [\d.]+L([\d.]+) [\d.]+" stroke-width="2" stroke-dasharray'
    assert re.findall(line, computed)[1:] == [("153.2", "243.9")]
    published = draw_chart(chart("Roe2018.survival", kind=Kind.SURVIVAL), "c", Medium.SCREEN)
    assert "dasharray" not in published
    assert re.findall(r"M([\d.]+) [\d.]+L326 ", published)[:1] == [
        "235.8"
    ]  # 100.9% ends where the axis does


def test_an_axis_starts_at_zero_and_holds_every_interval() -> None:
    ledger = Ledger(
        sources={
            "A2020": study(
                "A2020",
                fact("d", "5", "treatment-related mortality", count=1, denominator=22),
                participants=22,
            )
        }
    )
    svg = draw_chart(plan_chart(ledger, Kind.MORTALITY, "msc", ["A2020.d"]), "c", Medium.SCREEN)
    assert re.findall(r">(\d+%)<", svg) == ["0%", "10%", "20%", "30%"]  # the interval ends at 21.8


@pytest.mark.parametrize("medium", Medium)
def test_drawings_are_named_described_and_plain(medium: Medium) -> None:
    svg = draw_chart(chart("Ng2014.response"), "here", medium)
    root = ET.fromstring(svg)
    named = [part.attrib["id"] for part in root if part.tag in {f"{SVG}title", f"{SVG}desc"}]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == named == ["here-title", "here-desc"]
    assert not re.search(r"<script|foreignObject|href=|var\(|style=|on\w+=", svg)
    assert ("currentColor" in svg) is (medium is Medium.SCREEN)
    assert svg == draw_chart(chart("Ng2014.response"), "here", medium)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_on_paper_have_contrast() -> None:
    assert {
        name: round(1.05 / (luminance(colour) + 0.05), 1)
        for name, colour in PRINT.items()
        if luminance(colour) > 0.183
    } == {}


@pytest.mark.parametrize(
    ("group", "area"),
    [
        (Group.RANDOMISED, lambda numbers: numbers[2] ** 2),
        (Group.CONTROLLED, lambda numbers: numbers[2] * numbers[3]),
        (Group.OBSERVED, lambda numbers: 2 * numbers[2] ** 2),
    ],
)
def test_a_mark_has_the_area_of_a_circle_of_its_size(
    group: Group, area: Callable[[list[float]], float]
) -> None:
    canvas = Canvas(Medium.PRINT)
    canvas.mark(50, 50, group, 10)
    (path,) = re.findall(r' d="([^"]+)"', canvas.finish("x", "t", "d"))
    assert area([float(number) for number in re.findall(r"-?[\d.]+", path)]) == pytest.approx(
        math.pi * 100, rel=0.005
    )


def test_a_map_has_a_mark_for_each_study_and_adds_nothing_up() -> None:
    found = plan_map(LEDGER, "msc")
    told = [(one.key, one.participants, tuple(one.kinds), one.overlaps) for one in found.studies]
    assert told == [
        ("Lot2017", 18, (Kind.RESPONSE,), ()),
        ("Few2013", 15, (Kind.RESPONSE,), ()),
        ("Ng2014", 40, (Kind.RESPONSE, Kind.RELAPSE), ("Roe2018",)),
        ("Roe2018", 160, (Kind.SURVIVAL,), ("Ng2014",)),
    ]
    svg = draw_map(found, "m", Medium.SCREEN)
    words = [part.text or "" for part in ET.fromstring(svg).iter(f"{SVG}text")]
    assert [text for text in words if re.search(r"\d", text)] == [
        "Lot 2017: 18",
        "Few 2013: 15",
        "Ng 2014: 40",
        "Roe 2018: 160",
    ]
    assert len(re.findall(r"<circle", svg)) == 1 + 3
    assert radius_of(160, 160) == 2 * radius_of(40, 160) == 16


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no study of 'car-t' in people"):
        plan_map(LEDGER, "car-t")
