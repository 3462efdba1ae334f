"""The status snapshot.

What a retraction does to the sentences that rest on it, and what is wrong with the file itself.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

import sphinx_claims
from conftest import CONF, REFS, Built, Project
from sphinx_claims.core.evidence.notices import Published
from sphinx_claims.core.evidence.status import Answer, Learnt, Service
from sphinx_claims.files.status import SCHEMA_VERSION

SCHEMA = json.loads(
    Path(sphinx_claims.__file__).with_name("status.schema.json").read_text(encoding="utf-8")
)
TODAY = datetime.now(UTC).date()
PAGE = """# T

Cells live {cite:p}`Key`. Cells grow {cite:p}`Key, Other`.
They die {cite:p}`Other`.

:::{claim} Key
Cells move.
:::

The study that said that cells sing was retracted {cite:p}`Key`.
"""


def reply(*kinds: str, days: int = 0, **more: Any) -> dict[str, Any]:
    """Return what a service said some days ago."""
    notices = [
        {"kind": kind, "doi": "10.1000/n", "date": "2024-05", "by": "updated-by"} for kind in kinds
    ]
    return {
        "asked": str(TODAY - timedelta(days=days)),
        "answer": "found",
        "notices": notices,
        **more,
    }


def status(key: dict[str, Any] | None = None, other: dict[str, Any] | None = None) -> str:
    works = {"Key": {"crossref": key or reply()}, "Other": {"pubmed": other or reply()}}
    return json.dumps({"schema": 1, "works": works}, indent=1)


def build(
    project: Project, text: str, builder: str = "claims", page: str = PAGE, **config: Any
) -> Built:
    project.write("status.json", text)
    if (
        not project.path.joinpath("index.md").exists()
        or project.path.joinpath("index.md").read_text(encoding="utf-8") != page
    ):
        project.write("index.md", page)
    return project.build(builder, claims_status="status.json", **config)


def told(built: Built) -> list[tuple[str, int, str, str]]:
    found = built.report["findings"]
    return [
        (finding["source"], finding["line"], finding["severity"], finding["slug"])
        for finding in found
    ]


def messages(built: Built) -> list[tuple[int, str]]:
    return [(finding["line"], finding["message"]) for finding in built.report["findings"]]


RETRACTED = [
    ("index.md", 3, "error", "retracted-source"),
    ("index.md", 3, "warning", "retracted-source"),
    ("index.md", 7, "error", "retracted-source"),
    ("index.md", 10, "note", "retraction-told"),
]


@pytest.mark.parametrize("kind", ["retraction", "withdrawal"])
def test_what_rests_on_a_retracted_work_alone_is_an_error_and_what_keeps_support_a_warning(
    project: Project, kind: str
) -> None:
    built = build(project, status(reply(kind)))
    assert (told(built), built.status) == (RETRACTED, 1)
    notice = f"'Key': {kind} (crossref, 2024-05, doi:10.1000/n)"
    assert messages(built)[:2] == [
        (3, f"sentence rests on nothing but retracted work; {notice}"),
        (3, f"sentence rests on retracted work too, beside 'Other'; {notice}"),
    ]


def test_another_retracted_work_is_no_support(project: Project) -> None:
    found = told(build(project, status(reply("retraction"), reply("withdrawal"))))
    assert found == [
        ("index.md", 3, "error", "retracted-source"),
        ("index.md", 3, "error", "retracted-source"),
        ("index.md", 4, "error", "retracted-source"),
        *RETRACTED[2:],
    ]


def test_a_retraction_told_on_purpose_does_not_fail_the_build(project: Project) -> None:
    page = (
        "# T\n\nA retraction followed {cite:p}`Key`.\n\nWithdrawn as it is, we cite it "
        "{cite:p}`Key`.\n"
    )
    built = build(project, status(reply("retraction")), page=page)
    assert (told(built), built.status) == (
        [("index.md", line, "note", "retraction-told") for line in (3, 5)],
        0,
    )


def test_a_page_under_no_profile_is_left_alone(project: Project) -> None:
    built = build(project, status(reply("retraction")), claims_paths={"*": "off"})
    assert built.findings == []


def test_a_concern_warns_at_each_sentence_and_a_correction_notes_once(project: Project) -> None:
    page = "# T\n\nCells live {cite:p}`Key`. Cells grow {cite:p}`Key, Other`.\n"
    assert (
        told(build(project, status(reply("concern")), page=page))
        == [("index.md", 3, "warning", "source-in-doubt")] * 2
    )
    for kind in ("correction", "erratum", "replacement", "new-version"):
        built = build(project, status(reply(), reply(kind)), page=page)
        assert told(built) == [("refs.bib", 3, "note", "corrected-source")]
        words = kind.replace("-", " ")
        assert messages(built) == [
            (3, f"1 sentence rests on 'Other'; {words} (pubmed, 2024-05, doi:10.1000/n)")
        ]


def test_a_retraction_silences_what_is_milder(project: Project) -> None:
    assert told(build(project, status(reply("correction", "concern", "retraction")))) == RETRACTED


LEDGER = """\
schema: 1
sources:
  Key: {design: cohort, species: human, treatment: msc, participants: 40, population: people,
    extent: abstract, locator: Abstract, facts: {},
    notices: [{kind: retraction, note: seen on the site}]}
"""


def test_a_notice_of_the_ledger_counts_without_any_status_file(project: Project) -> None:
    project.write("ledger.yaml", LEDGER)
    project.write("index.md", PAGE)
    built = project.build(claims_ledger="ledger.yaml")
    assert told(built) == RETRACTED
    assert messages(built)[0][1].endswith("'Key': retraction (ledger, seen on the site)")


CITING = "# T\n\nCells live {cite:p}`Key, Other`.\n"
UNKNOWN = {
    "nobody was asked": (
        '{"schema": 1, "works": {}}',
        {},
        "2 works were never asked about: Key, Other",
    ),
    "about one, no service": (
        '{"schema": 1, "works": {"Key": {}, "Other": {"pubmed": {"asked": "2999-01-01", '
        '"answer": "not-found"}}}}',
        {},
        "1 work was never asked about: Key",
    ),
    "one too long ago": (
        status(reply(days=366)),
        {},
        "1 work was last asked about more than 365 days ago: Key",
    ),
    "not yet too long ago": (status(reply(days=365), reply(days=365)), {}, None),
    "one service later": (
        json.dumps(
            {
                "schema": 1,
                "works": {
                    "Key": {"crossref": reply(days=999), "pubmed": reply()},
                    "Other": {"pubmed": reply()},
                },
            }
        ),
        {},
        None,
    ),
    "by another limit": (
        status(reply(days=31), reply(days=30)),
        {"claims_status_max_age": 30},
        "1 work was last asked about more than 30 days ago: Key",
    ),
    "no limit": (status(reply(days=9999)), {"claims_status_max_age": 0}, None),
}


@pytest.mark.parametrize(("text", "config", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_one_note_for_the_file(
    project: Project, text: str, config: dict[str, Any], message: str | None
) -> None:
    built = build(project, text, page=CITING, **config)
    assert [(line[0], line[2], line[3]) for line in told(built)] == (
        [("status.json", "note", "status-unknown")] if message else []
    )
    assert messages(built) == ([(1, message)] if message else [])
    assert built.warnings == ()


def test_five_of_many_works_are_named_and_one_that_nobody_cites_is_not_counted(
    project: Project,
) -> None:
    more = "".join(f"@misc{{M{number}, title = {{Work {number}}}}}\n" for number in range(5))
    project.write(
        "refs.bib",
        project.path.joinpath("refs.bib").read_text(encoding="utf-8")
        + more
        + "@misc{N, title = {Spare}}\n",
    )
    project.write("references.md", "---\norphan: true\n---\n\n# R\n\n:::{bibliography}\n:::\n")
    page = "# T\n\nCells live {cite:p}`Key, M0, M1, M2, M3, M4`. They die {cite:p}`Other`.\n"
    built = build(
        project,
        '{"schema": 1, "works": {"Key": {"crossref": {"asked": "2001-02-03", "answer": "found"}}}}',
        page=page,
    )
    (found,) = [
        finding for finding in built.report["findings"] if finding["slug"] == "status-unknown"
    ]
    assert found["message"] == (
        "6 works were never asked about and 1 work was last asked about more than 365 days ago: "
        "Key, M0, M1, M2, M3 and 2 more"
    )


def test_no_status_file_is_no_finding(project: Project) -> None:
    project.write("index.md", CITING)
    assert project.build().findings == []


def test_a_difference_is_told_at_the_entry_until_the_entry_is_mended(project: Project) -> None:
    wrong = reply(
        differences=[
            {"field": "title", "ours": "One", "theirs": "Une \ud83e\udda0, Two"},
            {"field": "volume", "ours": "", "theirs": "7"},
        ]
    )
    text = status(wrong)
    assert "\\ud83e" in text
    assert messages(build(project, text, page=CITING)) == [
        (2, "title of 'Key': crossref has 'Une \U0001f9a0, Two', not 'One'"),
        (2, "volume of 'Key': crossref has '7', not 'nothing'"),
    ]
    project.write("refs.bib", REFS.replace("{One}", "{{UNE} two}, volume = 7"))
    assert told(build(project, text, page=CITING)) == []


@pytest.mark.parametrize("builder", ["html", "text", "epub", "latex", "man", "dummy"])
def test_every_builder_tells_it_on_every_build(project: Project, builder: str) -> None:
    for _ in range(2):
        built = build(
            project,
            status(reply("retraction")),
            builder,
            version="1",
            suppress_warnings=["epub", "toc"],
        )
        mine = [line for line in built.warnings if "retracted-source" in line]
        assert [line.split(" CLM403")[0] for line in mine] == [
            "index.md:3: ERROR:",
            "index.md:3: WARNING:",
            "index.md:7: ERROR:",
        ]


def test_a_retraction_is_noticed_without_touching_a_page_and_so_is_its_end(
    project: Project,
) -> None:
    assert told(build(project, status())) == []
    assert told(build(project, status(reply("retraction")))) == RETRACTED
    assert told(build(project, status())) == []


def test_a_kept_report_is_given_up_when_the_status_changes(project: Project) -> None:
    build(project, status(), "dummy")
    assert len(build(project, status(reply("retraction")), "dummy").warnings) == 3
    project.path.joinpath("status.json").unlink()
    (line,) = project.build("dummy", claims_status="status.json").warnings
    assert "CLM411 status file 'status.json' does not exist" in line


IMPACT = ":::{claims-impact}\n:::\n"
FALLEN = """\
T
*

Cells live [Ng20]. Cells grow [Ng20, RN21]. They die [RN21].

Cells move. [Ng20]

The study that said that cells sing was retracted [Ng20].

Sources that are the only support of some sentence: 2 of 2. **Known to
be retracted: 1. Sentences without other support: 3.**
"""


def test_the_page_marks_what_has_fallen_and_is_written_anew_when_the_status_changes(
    project: Project,
) -> None:
    page = f"{PAGE}\n{IMPACT}"
    before = (
        build(project, status(), "text", page=page)
        .out.joinpath("index.txt")
        .read_text(encoding="utf-8")
    )
    assert "Sources that are the only support of some sentence: 2 of 2. Known to" in before
    assert f"last asked {TODAY}" in before
    text = (
        build(project, status(reply("retraction")), "text", page=page)
        .out.joinpath("index.txt")
        .read_text(encoding="utf-8")
    )
    assert text.startswith(FALLEN)
    titles = [
        line
        for line, under in zip(text.splitlines(), text.splitlines()[1:], strict=False)
        if under and set(under) == {"="}
    ]
    assert titles == ["Retracted: Ng20", "RN21"]
    section = text.split("Retracted: Ng20\n")[1].split("RN21\n====")[0]
    rows = [
        [" ".join(cell.split()) for cell in line.split("|")[1:-1]]
        for line in section.splitlines()
        if line.startswith("| ")
    ]
    assert rows == [
        ["Sentence", "Page", "What is left"],
        ["Cells live.", "T", "falls"],
        ["Cells move.", "T", "falls"],
        ["The study that said that cells sing was retracted.", "T", "falls"],
        ["Cells grow.", "T", "RN21"],
    ]


def test_the_page_says_of_a_source_that_nobody_was_asked_about_just_that(project: Project) -> None:
    text = (
        build(project, '{"schema": 1, "works": {}}', "text", page=f"{CITING}\n{IMPACT}")
        .out.joinpath("index.txt")
        .read_text()
    )
    assert text.count("never asked") == 4
    assert "Known to be retracted: none." in " ".join(text.split())


def test_keys_that_differ_in_punctuation_alone_have_ids_of_their_own(project: Project) -> None:
    more = "".join(
        f"@misc{{{key}, title = {{Work {key}}}, year = {{2020}}}}\n"
        for key in ("Ng_20", "Ng-20", "ng-20")
    )
    project.write("refs.bib", REFS + more)
    page = (
        f"# T\n\nCells live {{cite:p}}`Ng_20`. They grow {{cite:p}}`Ng-20`. They die "
        f"{{cite:p}}`ng-20`.\n\n{IMPACT}"
    )
    built = build(project, status(), "xml", page=page)
    ids = [
        section.get("ids") or "" for section in ET.parse(built.out / "index.xml").iter("section")
    ]
    assert sorted(ids[1:]) == ["impact-ng-20", "impact-ng-20-1", "impact-ng-20-2"]


def test_the_impact_report_is_valid_and_says_what_falls(project: Project) -> None:
    built = build(project, status(reply("retraction")), "html", claims_reports=["impact"])
    report = json.loads(built.out.joinpath("impact.json").read_text(encoding="utf-8"))
    schema = json.loads(
        Path(sphinx_claims.__file__).with_name("impact.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)
    assert report["summary"] == {"sources": 2, "retracted": 1, "sole": 2, "fallen": 3}
    told_ = [
        (
            source["key"],
            source["retracted"],
            [(unit["line"], unit["text"]) for unit in source["falls"]],
        )
        for source in report["sources"]
    ]
    sung = "The study that said that cells sing was retracted."
    assert told_ == [
        ("Key", True, [(3, "Cells live."), (7, "Cells move."), (10, sung)]),
        ("Other", False, [(3, "Cells grow."), (4, "They die.")]),
    ]
    assert [
        (unit["text"], unit["link"], unit["others"]) for unit in report["sources"][0]["keeps"]
    ] == [("Cells grow.", "index#t", ["Other"])]
    assert not Draft202012Validator(schema).is_valid({**report, "more": 1})


GOOD = """\
{
 "schema": 1,
 "works": {
  "Key": {
   "crossref": {
    "asked": "2026-11-23",
    "answer": "found",
    "notices": [
     {"kind": "correction", "doi": "", "date": "2024", "by": "update-to"}
    ],
    "differences": [
     {"field": "title", "ours": "One", "theirs": "one"}
    ]
   }
  }
 }
}
"""
SLIPS = [
    ('"schema": 1', '"schema": 2', 2, "schema of the status file: expected 1, got '2'"),
    ('"crossref"', '"crosref"', 5, "Key has no field 'crosref'; nearest is 'crossref'"),
    (
        "2026-11-23",
        "2026-11-31",
        6,
        "asked of crossref of Key: expected a day such as 2026-11-23, got '2026-11-31'",
    ),
    (
        "2026-11-23",
        "2026-11",
        6,
        "asked of crossref of Key: expected a day such as 2026-11-23, got '2026-11'",
    ),
    (
        '"answer": "found"',
        '"answer": "yes"',
        7,
        "answer of crossref of Key: 'yes' is no known word; known are found, not-found",
    ),
    ('    "answer": "found",\n', "", 5, "crossref of Key lacks answer"),
    (
        '"kind": "correction"',
        '"kind": "retracted"',
        9,
        "kind of a notice: 'retracted' is no known word; nearest is 'retraction'",
    ),
    (
        '"date": "2024"',
        '"date": "May"',
        9,
        "date of a notice: expected a day, a month or a year such as 2026-11-23, got 'May'",
    ),
    (', "by": "update-to"', "", 9, "a notice lacks by"),
    ('"field": "title", ', "", 12, "a difference lacks field"),
    ('"Key": {', '"Key": [], "Rest": {', 4, "Key: expected names with values, got a list"),
]


def is_valid(text: str) -> bool:
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(SCHEMA, format_checker=checker).is_valid(json.loads(text))


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"), SLIPS, ids=[slip[3] for slip in SLIPS]
)
def test_a_slip_gives_its_line_and_the_schema_sees_it_too(
    project: Project, right: str, wrong: str, line: int, message: str
) -> None:
    text = GOOD.replace(right, wrong, 1)
    built = build(project, text, page=CITING)
    malformed = [
        (found["line"], found["message"])
        for found in built.report["findings"]
        if found["slug"] == "malformed-status"
    ]
    assert malformed == [(line, message)]
    assert is_valid(GOOD)
    assert not is_valid(text)


def test_everything_that_is_wrong_is_told_at_once(project: Project) -> None:
    wrong = (
        GOOD.replace("found", "yes")
        .replace("correction", "slip")
        .replace('"ours"', '"our"')
        .replace("1,", "3,", 1)
    )
    built = build(project, wrong, page=CITING)
    assert [(line, slug) for _, line, _, slug in told(built)] == [
        (line, "malformed-status") for line in (2, 7, 9, 12, 12)
    ]
    assert told(build(project, wrong, page=CITING)) == told(built)


_COMMA = 2 if sys.version_info >= (3, 13) else 3
"""Line of the fault where a comma has nothing after it: Python 3.13 names the comma, earlier
ones what follows."""


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "no JSON: expecting value"),
        ('{\n "schema": 1,\n}', _COMMA, "no JSON: "),
        ("schema: 1\nworks: {}\n", 1, "no JSON: expecting value"),
        ("[]", 1, "expected names with values, got a list"),
        ('{\n "schema": 1}', 1, "the status file lacks works"),
        ("[" * 100_000, 1, "nested too deeply"),
        (b'{\n "\xff": 1}', 2, "not UTF-8 text (byte 0xff)"),
    ],
    ids=["empty", "comma", "yaml", "list", "no works", "deep", "latin"],
)
def test_a_file_that_is_no_snapshot_is_one_finding(
    project: Project, text: str | bytes, line: int, message: str
) -> None:
    project.write("status.json", text)
    project.write("index.md", CITING)
    ((at, found),) = messages(project.build(claims_status="status.json"))
    assert at == line
    assert found.startswith(message)


def test_a_file_with_tabs_is_read(project: Project) -> None:
    text = json.dumps(json.loads(status(reply("retraction"))), indent="\t")
    assert told(build(project, text)) == RETRACTED


def test_a_missing_file_is_reported_where_it_is_named(project: Project) -> None:
    project.write("index.md", CITING)
    project.write("conf.py", CONF + 'claims_status = "none.json"\n')
    for _ in range(2):
        assert project.build().findings == [("conf.py", 7, "malformed-status")]


def test_the_schema_names_what_the_model_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    parts = SCHEMA["$defs"]
    assert SCHEMA["properties"]["schema"]["const"] == SCHEMA_VERSION
    assert list(SCHEMA["properties"]["works"]["additionalProperties"]["properties"]) == list(
        Service
    )
    assert parts["reply"]["properties"]["answer"]["enum"] == list(Answer)
    assert parts["notice"]["properties"]["kind"]["enum"] == list(Published)
    assert parts["notice"]["properties"]["by"]["enum"] == list(Learnt)
    impact = json.loads(
        Path(sphinx_claims.__file__).with_name("impact.schema.json").read_text(encoding="utf-8")
    )
    notice = impact["$defs"]["notice"]["properties"]
    assert notice["kind"]["enum"] == list(Published)
    assert notice["service"]["enum"] == [*Service, "ledger"]
    assert notice["by"]["enum"] == [*Learnt, ""]


def test_the_files_in_the_manual_are_valid(project: Project) -> None:
    manual = (
        Path(__file__)
        .parents[2]
        .joinpath("docs", "tools", "claims", "status.md")
        .read_text(encoding="utf-8")
    )
    shown, impact = (
        textwrap.dedent(part.split("\n", 1)[1].split("```")[0])
        for part in re.split(r"```json(?=\n)", manual)[1:]
    )
    assert is_valid(shown)
    assert [slug for *_, slug in told(build(project, shown, page=CITING))] == ["status-unknown"]
    schema = json.loads(
        Path(sphinx_claims.__file__).with_name("impact.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(json.loads(impact))
