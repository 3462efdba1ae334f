"""Charts of the evidence in real builds.

What each builder gets, what is refused and where, what the claim checker sees.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from docutils import nodes

from conftest import CONF, REPOSITORY, Built, Project
from sphinx_claims.writing.charts import CHARTS

LEDGER = """\
schema: 1
overlaps:
  - sources: [Key, Other]
    note: one group
sources:
  Key:
    design: uncontrolled-trial
    species: human
    treatment: msc
    participants: 40
    population: people
    extent: abstract
    locator: Abstract
    notices: []
    facts:
      response: {value: 60, unit: "%", denominator: 40, count: 24, time: 12 months,
        outcome: response}
      remission: {value: 2, unit: people, denominator: 13, count: 2, outcome: remission}
      relapse: {value: 10, unit: "%", denominator: 40, count: 4, outcome: relapse}
  Other:
    design: randomised-trial
    species: human
    treatment: msc
    participants: 18
    population: people
    extent: abstract
    locator: Abstract
    notices: []
    facts:
      msc: {value: 75, unit: "%", denominator: 12, count: 9, arm: MSC, outcome: remission}
      placebo: {value: 83, unit: "%", denominator: 6, count: 5, arm: placebo, outcome: remission}
"""
PAGE = """\
# Title

:::{evidence-chart} response
:treatment: msc
:facts: Key.response Key.remission Other.msc Other.placebo

In one study, {fact}`Key.response of bare` people responded {cite:p}`Key{Abstract}`.
Nobody may add up the two {cite:p}`Key, Other`.
:::
"""
EXTENSIONS = '"sphinx_claims"]'
BASE = (
    CONF.replace('"sphinx_claims"]', EXTENSIONS)
    + 'claims_ledger = "ledger.yaml"\nversion = copyright = "1"\n'
)


@pytest.fixture
def charted(project: Project) -> Project:
    """Return a project with a ledger and a page with one chart."""
    project.write("conf.py", BASE)
    project.write("ledger.yaml", LEDGER)
    project.write("index.md", PAGE + "\n```{toctree}\nreferences\n```\n")
    return project


def rows_of(table: nodes.table) -> list[list[str]]:
    return [
        [" ".join(cell.astext().split()) for cell in row.children]
        for row in table.findall(nodes.row)
    ]


def test_a_chart_is_a_named_drawing_in_the_page_with_table_and_numbers(charted: Project) -> None:
    built = charted.build("html")
    assert built.warnings == ()
    page = built.out.joinpath("index.html").read_text(encoding="utf-8")
    (svg,) = re.findall(r"<svg[^>]*evidence-drawing.*?</svg>", page)
    assert 'role="img" aria-labelledby="chart-msc-response-title chart-msc-response-desc"' in svg
    assert "data:image" not in page
    assert page.count('id="chart-msc-response"') == 1
    assert "charts.css" in page
    (href,) = re.findall(r'class="reference download internal" download="" href="([^"]+)"', page)
    with built.out.joinpath(href).open(encoding="utf-8", newline="") as file:
        told = [
            (row["source"], row["arm"], row["percent"], row["low_95"], row["interval"])
            for row in csv.DictReader(file)
        ]
    assert told == [
        ("Key", "", "60", "44.6", "computed"),
        ("Key", "", "15.4", "4.3", "computed"),
        ("Other", "MSC", "75", "46.8", "computed"),
        ("Other", "placebo", "83", "43.6", "computed"),
    ]


def test_the_table_has_a_header_row_and_column_and_a_source_in_each_row(charted: Project) -> None:
    (table,) = charted.build().doctrees["index"].findall(nodes.table)
    assert [column.get("stub", 0) for column in table.findall(nodes.colspec)] == [
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
    heads, *rows = rows_of(table)
    assert heads == ["Study", "Outcome", "Design", "Result", "95% interval", "Overlaps", "Source"]
    assert [row[:6] for row in rows] == [
        [
            "Key",
            "response, 12 months",
            "uncontrolled trial, 40 people",
            "24 of 40 (60%)",
            "44.6–73.7%, computed",
            "Other",
        ],
        [
            "Key",
            "remission",
            "uncontrolled trial, 40 people",
            "2 of 13 (15.4%)",
            "4.3–42.2%, computed",
            "Other",
        ],
        [
            "Other, MSC",
            "remission",
            "randomised trial, 18 people",
            "9 of 12 (75%)",
            "46.8–91.1%, computed",
            "Key",
        ],
        [
            "Other, placebo",
            "remission",
            "randomised trial, 18 people",
            "5 of 6 (83%)",
            "43.6–97.0%, computed",
            "Key",
        ],
    ]


def test_the_claim_checker_sees_caption_and_rows_with_their_sources(charted: Project) -> None:
    built = charted.build()
    assert built.findings == []
    # a row stands where the file names its study, or else where the chart begins
    told = [
        (unit["kind"], unit["line"], [cite["key"] for cite in unit["cites"]])
        for unit in built.report["units"]
    ]
    assert told == [
        ("caption", 7, ["Key"]),
        ("caption", 8, ["Key", "Other"]),
        ("table-row", 5, ["Key"]),
        ("table-row", 5, ["Key"]),
        ("table-row", 3, ["Other"]),
        ("table-row", 3, ["Other"]),
    ]


def test_a_caption_without_source_is_a_finding(charted: Project) -> None:
    charted.write("index.md", PAGE.replace("responded {cite:p}`Key{Abstract}`", "responded"))
    assert charted.build().findings[0] == ("index.md", 7, "uncited-number")


BAD = """\
# Title

Words first.

:::{evidence-chart} response
:treatment: msc
:facts: Key.respond Key.relapse Other.msc

In one study, people responded {cite:p}`Key`.
:::

:::{evidence-chart} cure
:treatment: msc
:::

:::{evidence-map}
:treatment: drug
:::

:::{evidence-chart} relapse
:::
"""


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_drawn(charted: Project) -> None:
    charted.write("index.md", BAD)
    built = charted.build("html", suppress_warnings=["toc"])
    assert [line for line in built.warnings if line.endswith("[claims.chart]")] == [
        "index.md:5: ERROR: Key has no fact 'respond'; nearest are response, remission "
        "[claims.chart]",
        "index.md:5: ERROR: Key.relapse is 'relapse', which is no response [claims.chart]",
        "index.md:5: ERROR: Other.msc stands without its control arm Other.placebo [claims.chart]",
        "index.md:12: ERROR: no chart is called 'cure'; known are response, relapse, survival, "
        "mortality [claims.chart]",
        "index.md:16: ERROR: the ledger has no study of 'drug' in people [claims.chart]",
        "index.md:20: ERROR: a chart needs a treatment [claims.chart]",
    ]
    assert not list(built.doctrees["index"].findall(nodes.figure))


def test_without_a_ledger_a_chart_says_what_it_needs(charted: Project) -> None:
    charted.write("conf.py", BASE.replace("claims_ledger", "unused_ledger"))
    charted.write("index.md", BAD[: BAD.rindex(":::{evidence-chart}")].replace("cure", "relapse"))
    told = [line for line in charted.build("html").warnings if "[claims.no-ledger]" in line]
    message = "ERROR: a chart needs an evidence ledger: set claims_ledger [claims.no-ledger]"
    assert told == [f"index.md:{line}: {message}" for line in (5, 12, 16)]


@pytest.mark.parametrize(
    "builder", ["epub", "text", "latex", "man", "texinfo", "singlehtml", "dirhtml", "gettext"]
)
def test_every_builder_gets_the_table(charted: Project, builder: str) -> None:
    built = charted.build(builder)
    assert built.warnings == ()
    files = [
        path
        for path in built.out.rglob("*")
        if path.suffix in {".xhtml", ".txt", ".tex", ".1", ".texi", ".html", ".pot"}
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    on_screen = builder.endswith("html")
    assert ("<svg" in text) is on_screen
    assert ("as CSV" in text) is on_screen
    if builder != "gettext":
        assert "uncontrolled" in re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)


def test_a_long_name_of_a_chart_names_a_shorter_file(charted: Project) -> None:
    name = "a" * 300
    charted.write("index.md", PAGE.replace(":treatment: msc", f":treatment: msc\n:name: {name}"))
    built = charted.build("html")
    (path,) = built.out.rglob("*.csv")
    assert re.fullmatch(r"a{100}-[0-9a-f]{8}\.csv", path.name)
    page = built.out.joinpath("index.html").read_text(encoding="utf-8")
    assert f'id="{name}"' in page
    assert f'href="_downloads/evidence/index/{path.name}"' in page


def test_two_charts_of_a_kind_have_ids_and_files_of_their_own(charted: Project) -> None:
    again = PAGE.replace("# Title\n", "").replace(
        ":treatment: msc", ":treatment: msc\n:name: again"
    )
    charted.write("index.md", PAGE + again)
    built = charted.build("html", suppress_warnings=["toc"])
    page = built.out.joinpath("index.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert [name for name in ids if name.endswith("-desc")] == [
        "chart-msc-response-desc",
        "again-desc",
    ]
    assert len(ids) == len(set(ids))
    files = sorted(
        path.relative_to(built.out / "_downloads" / "evidence").as_posix()
        for path in built.out.rglob("*.csv")
    )
    assert files == ["index/again.csv", "index/chart-msc-response.csv"]


def outputs(built: Built) -> dict[str, bytes]:
    names = ("index.html", "_downloads/evidence/index/chart-msc-response.csv")
    return {name: Path(built.out, name).read_bytes() for name in names}


def test_serial_parallel_and_later_builds_write_the_same(charted: Project) -> None:
    for number in range(6):
        charted.write(f"page{number}.md", f"---\norphan: true\n---\n\n{PAGE}")
    first = outputs(charted.build("html"))
    assert outputs(charted.build("html", fresh=True, parallel=2)) == first
    charted.write(
        "references.md",
        "---\norphan: true\n---\n\n# References\n\nMore words.\n\n:::{bibliography}\n:all:\n:::\n",
    )
    charted.out.joinpath(
        "html", "_downloads", "evidence", "index", "chart-msc-response.csv"
    ).unlink()
    assert outputs(charted.build("html")) == first


def test_a_changed_ledger_draws_the_page_again(charted: Project) -> None:
    before = outputs(charted.build("html"))
    charted.write(
        "ledger.yaml", LEDGER.replace("value: 60", "value: 50").replace("count: 24", "count: 20")
    )
    after = outputs(charted.build("html"))
    assert b"20 of 40 (50%)" in after["index.html"]
    assert b"20,40,50,35.2,64.8" in after["_downloads/evidence/index/chart-msc-response.csv"]
    assert before.keys() == after.keys()


def test_rest_and_myst_write_the_same(charted: Project) -> None:
    myst = charted.build("html").doctrees["index"]
    charted.write("conf.py", BASE + "root_doc = 'start'\n")
    charted.path.joinpath("index.md").unlink()
    charted.write(
        "start.rst",
        "Title\n=====\n\n.. evidence-chart:: response\n   :treatment: msc\n"
        "   :facts: Key.response Key.remission\n           Other.msc Other.placebo\n\n"
        "   In one study, :fact:`Key.response of bare` people responded :cite:p:`Key{Abstract}`.\n"
        "   Nobody may add up the two :cite:p:`Key, Other`.\n",
    )
    rest = charted.build("html").doctrees["start"]
    for kind in (nodes.image, nodes.table, nodes.caption):
        assert [one.astext() for one in rest.findall(kind)] == [
            one.astext() for one in myst.findall(kind)
        ]
    assert [image["uri"] for image in rest.findall(nodes.image)] == [
        image["uri"] for image in myst.findall(nodes.image)
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_the_manual_has_a_section_on_every_chart(name: str) -> None:
    manual = REPOSITORY.joinpath("docs", "tools", "claims", "charts.md").read_text(encoding="utf-8")
    assert f"{{{name}}}" in manual
