"""The charts in print.

Pictures in colours of their own, described, below their headings and before their tables.
"""

from __future__ import annotations

import re

from handout.conftest import Handout, squeeze

HEADINGS = (
    "Response or remission after MSCs", "Relapse or flare after MSCs", "Survival after MSCs",
    "Which studies of MSCs look at what",
    "Remission after HSCT", "Relapse after HSCT", "Survival after HSCT", "Death from HSCT itself",
    "Which studies of HSCT look at what",
)  # fmt: skip


def test_charts_are_pictures_that_look_alike_in_print(student: Handout) -> None:
    drawings = [
        path.read_text(encoding="utf-8")
        for path in sorted(student.path.parent.joinpath("pictures").glob("*.svg"))
    ]
    charts = [svg for svg in drawings if "evidence-drawing" in svg]
    assert len(charts) == len(HEADINGS) + 1  # the timeline stands in a lesson
    assert [
        svg[:200] for svg in charts if re.search(r"var\(|currentColor|foreignObject|<script", svg)
    ] == []
    source = student.path.with_suffix(".typ").read_text(encoding="utf-8")
    assert (
        "Response or remission after MSC: share of people in each study, with 95% intervals"
        in source
    )
    assert "as CSV" not in source


def test_each_chart_stands_between_its_heading_and_its_table(student: Handout) -> None:
    page = squeeze(student.chapters["The numbers as pictures"])
    at = [page.index(squeeze(heading)) for heading in HEADINGS]
    assert at == sorted(at)
    for start, end in zip(at, [*at[1:], len(page)], strict=True):
        part = page[start:end]
        assert part.index("Figure") < part.index("Source")
