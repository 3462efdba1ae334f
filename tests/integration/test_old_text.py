"""Living with old text: a baseline file in real builds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import REFS, Built, Project

FILE = "baseline.json"
OLD = "# A\n\nCells live.\n\nCells die.\nCells die.\n\n- 24 of 40 people\n  recovered.\n"
ALL_OLD = [
    *(("a.md", line, "uncited-sentence") for line in (3, 5, 6)),
    ("a.md", 8, "uncited-number"),
]


@pytest.fixture
def old(project: Project) -> Project:
    """Return a project with four old gaps on one page, none on another, and a baseline name."""
    with project.path.joinpath("conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'claims_baseline = "{FILE}"\n')
    project.write("index.md", "# T\n\n```{toctree}\na\nb\n```\n")
    project.write("a.md", OLD)
    project.write("b.md", "# B\n\nCells grow {cite:p}`Key`.\n")
    return project


@pytest.fixture
def held(old: Project) -> Project:
    """Return the same with a baseline file of all four."""
    old.build(claims_baseline_update="create")
    return old


def entries(project: Project) -> list[tuple[str, int, str]]:
    found = json.loads(project.path.joinpath(FILE).read_text(encoding="utf-8"))["findings"]
    return [(entry["rule"], entry["count"], entry["excerpt"]) for entry in found]


def baselined(built: Built) -> int:
    number: int = built.report["summary"]["baselined"]
    return number


def edit(project: Project, old: str, new: str, name: str = "a.md") -> None:
    text = project.path.joinpath(name).read_text(encoding="utf-8")
    assert old in text
    project.write(name, text.replace(old, new))


def test_creating_records_what_there_is_and_the_build_is_clean_at_once(old: Project) -> None:
    assert old.build(claims_baseline="").findings == ALL_OLD
    built = old.build(claims_baseline_update="create")
    assert (built.status, built.findings, built.warnings, baselined(built)) == (0, [], (), 4)
    assert sorted(entries(old)) == [
        ("uncited-number", 1, "24 of 40 people recovered."),
        ("uncited-sentence", 1, "Cells live."),
        ("uncited-sentence", 2, "Cells die."),
    ]
    again = old.build()
    assert (again.status, again.findings, again.warnings, baselined(again)) == (0, [], (), 4)
    note = (FILE, 1, "findings held and not reported: 4 errors")
    assert (built.disarmed, again.disarmed) == ([note], [note])
    assert "claims: baseline.json holds 3 entries" in built.console
    assert "claims: profile strict; baseline baseline.json holds 4 findings" in again.console
    assert (
        "claims: 5 units, 1 cited, 0 covered, 0 inferred, 0 exempt, 0 suppressed, 0 unchecked, "
        "4 uncited, 5 skipped, 1 findings, 4 baselined" in again.console
    )


def test_a_file_is_never_written_over(held: Project) -> None:
    before = held.path.joinpath(FILE).read_bytes()
    held.write("b.md", "# B\n\nCells grow.\n")
    built = held.build(claims_baseline_update="create")
    assert built.findings == [("b.md", 3, "uncited-sentence"), ("conf.py", 7, "unusable-baseline")]
    assert built.status == 1
    assert "'baseline.json' exists already; take it away to begin anew" in built.warnings[1]
    assert held.path.joinpath(FILE).read_bytes() == before


def test_a_new_gap_is_found_and_nothing_else(held: Project) -> None:
    edit(held, "Cells live.", "Cells live. Cells swim.")
    built = held.build()
    assert built.findings == [("a.md", 3, "uncited-sentence")]
    assert built.report["findings"][0]["excerpt"] == "Cells swim."
    assert built.status == 1


def test_one_more_of_the_same_words_is_a_new_gap(held: Project) -> None:
    held.write("a.md", OLD + "\nCells die.\n")
    assert held.build().findings == [("a.md", 11, "uncited-sentence")]


def test_moving_and_wrapping_change_nothing(held: Project) -> None:
    held.write(
        "a.md",
        "# A\n\nCells\ndie.\n\nMore {cite:p}`Key`. Cells\nlive. Cells die.\n\n- 24 of\n  40 "
        "people recovered.\n",
    )
    built = held.build()
    assert (built.findings, baselined(built)) == ([], 4)


def test_an_edited_sentence_is_a_new_gap_and_its_entry_is_stale(held: Project) -> None:
    edit(held, "Cells live.", "Cells live long.")
    built = held.build()
    (number,) = (
        n
        for n, line in enumerate(
            held.path.joinpath(FILE).read_text(encoding="utf-8").splitlines(), 1
        )
        if "live" in line
    )
    assert built.findings == [
        ("a.md", 3, "uncited-sentence"),
        (FILE, number, "stale-baseline-entry"),
    ]


def test_a_mended_gap_leaves_a_note_until_the_file_is_shrunk(held: Project) -> None:
    edit(held, "Cells die.\nCells die.", "Cells die.\nCells die {cite:p}`Key`.")
    edit(held, "- 24", "- In a trial {cite:p}`Key` 24")
    built = held.build()
    assert [found["severity"] for found in built.reported] == ["note", "note"]
    assert sorted(found["message"] for found in built.reported) == [
        "1 recorded uncited-number finding is no longer in a.md",
        "1 recorded uncited-sentence finding is no longer in a.md",
    ]
    assert (built.status, built.warnings) == (0, ())
    before = held.path.joinpath(FILE).stat().st_size
    built = held.build(claims_baseline_update="shrink")
    assert (built.findings, baselined(built)) == ([], 2)
    assert sorted(entries(held)) == [
        ("uncited-sentence", 1, "Cells die."),
        ("uncited-sentence", 1, "Cells live."),
    ]
    assert held.path.joinpath(FILE).stat().st_size < before


def test_shrinking_never_adds(held: Project) -> None:
    before = held.path.joinpath(FILE).read_bytes()
    edit(held, "Cells live.", "Cells live. Cells swim.")
    built = held.build(claims_baseline_update="shrink")
    assert built.findings == [("a.md", 3, "uncited-sentence")]
    assert held.path.joinpath(FILE).read_bytes() == before


def test_a_clean_project_gets_an_empty_file(old: Project) -> None:
    old.path.joinpath("a.md").unlink()
    old.build(claims_baseline_update="create", suppress_warnings=["toc"])
    assert entries(old) == []
    assert old.build(suppress_warnings=["toc"]).findings == []


def test_every_build_says_the_same_and_writes_the_same_file(held: Project) -> None:
    edit(held, "Cells live.", "Cells live long.")
    names, file = ("claims.json", "claims.txt"), held.path / FILE
    first = held.build(fresh=True)
    bytes_ = [first.out.joinpath(name).read_bytes() for name in names]
    for fresh, parallel in ((False, 0), (False, 2), (True, 2)):
        again = held.build(fresh=fresh, parallel=parallel)
        assert [again.out.joinpath(name).read_bytes() for name in names] == bytes_
        assert again.warnings == first.warnings
    written = []
    for fresh, parallel in ((False, 0), (True, 0), (True, 2)):
        file.unlink()
        held.build(fresh=fresh, parallel=parallel, claims_baseline_update="create")
        written.append(file.read_bytes())
    assert len(set(written)) == 1
    assert written[0].endswith(b"]\n}\n")


@pytest.mark.parametrize(
    "config",
    [
        {"claims_paths": {"a": "off"}},
        {"claims_ignore": ["CLM1"]},
        {"claims_select": ["CLM3", "CLM7"]},
        {"claims_severity": {"CLM1": "off"}},
        {"claims_paths": {"a": {"ignore": ["CLM1"]}}},
    ],
    ids=["page off", "ignored", "not selected", "severity off", "ignored on the page"],
)
def test_what_is_not_judged_is_not_stale(held: Project, config: dict[str, Any]) -> None:
    before = held.path.joinpath(FILE).read_bytes()
    assert held.build(claims_baseline_update="shrink", **config).findings == []
    assert held.path.joinpath(FILE).read_bytes() == before


def test_entries_of_a_page_that_cannot_be_read_are_kept(held: Project) -> None:
    held.write("a.md", b"# A\n\nA byte \xff here.\n")
    built = held.build(claims_baseline_update="shrink", suppress_warnings=["toc"])
    assert built.findings == [("a.md", 3, "undecodable-source")]
    assert len(entries(held)) == 3


def test_entries_of_text_that_a_build_leaves_out_are_kept(held: Project) -> None:
    held.write("a.md", f"# A\n\n````{{only}} html\n{OLD.removeprefix('# A')}````\n")
    assert held.build(claims_baseline_update="shrink").findings == []
    assert len(entries(held)) == 3
    html = held.build("html", claims_reports=["json"])
    assert (html.findings, baselined(html)) == ([], 4)


def test_entries_of_a_translated_page_are_kept(old: Project) -> None:
    old.path.joinpath("a.md").rename(
        old.path / "told-in-german.md"
    )  # Sphinx keeps catalogues by page for the whole process
    edit(old, "a\nb", "told-in-german\nb", "index.md")
    old.build(claims_baseline_update="create")
    before = old.path.joinpath(FILE).read_bytes()
    po = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Cells '
        'live."\nmsgstr "Zellen leben."\n'
    )
    old.write("locales/de/LC_MESSAGES/told-in-german.po", po)
    built = old.build(
        fresh=True, language="de", locale_dirs=["locales"], claims_baseline_update="shrink"
    )
    assert (built.findings, baselined(built)) == ([], 0)
    assert old.path.joinpath(FILE).read_bytes() == before


def test_entries_of_a_page_that_is_gone_are_stale(held: Project) -> None:
    held.path.joinpath("a.md").unlink()
    slugs = [slug for _, _, slug in held.build(suppress_warnings=["toc"]).findings]
    assert slugs == ["stale-baseline-entry"] * 3


def test_a_build_that_types_other_quotes_finds_the_same(old: Project) -> None:
    edit(old, "Cells live.", 'They said "cells live" -- it\'s so...')
    old.build(claims_baseline_update="create", smartquotes=True)
    assert "“" in old.path.joinpath(FILE).read_text(encoding="utf-8")
    built = old.build(fresh=True, smartquotes=False)
    assert (built.findings, baselined(built)) == ([], 4)


def test_a_missing_file_is_one_error_where_the_settings_name_it(old: Project) -> None:
    for builder in ("claims", "html"):
        built = old.build(builder, claims_reports=["json"])
        assert built.findings == [*ALL_OLD, ("conf.py", 7, "unusable-baseline")]
    assert old.build(claims_baseline_update="shrink").status == 1
    assert not old.path.joinpath(FILE).exists()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b'{"schema": 1,\n "findings": [\n<<<<<<< ours\n', 3, "no JSON: expecting value"),
        (b"\xff\xfe", 1, "not UTF-8 text (byte 0xff)"),
        (b'{"schema": 1, "findings": [\n {}]}', 2, "the entry lacks"),
    ],
    ids=["conflict", "bytes", "entry"],
)
def test_a_malformed_file_is_one_error_and_hides_and_loses_nothing(
    old: Project, text: bytes, line: int, message: str
) -> None:
    old.write(FILE, text)
    for wish in ("", "shrink", "create"):
        built = old.build(claims_baseline_update=wish)
        assert built.findings == [*ALL_OLD, (FILE, line, "unusable-baseline")]
        assert [
            f
            for f in built.warnings
            if f.startswith(f"{FILE}:{line}: ERROR: CLM706 baseline file is malformed: {message}")
        ]
        assert old.path.joinpath(FILE).read_bytes() == text


def test_an_update_needs_a_file_to_update(project: Project) -> None:
    project.write("index.md", "# T\n")
    built = project.build(claims_baseline_update="shrink")
    assert built.findings == [("conf.py", 1, "unusable-baseline")]
    assert built.status == 1


def test_only_the_builder_claims_writes(old: Project) -> None:
    edit(old, OLD, "# A\n")
    built = old.build("html", claims_baseline_update="create")
    assert (
        built.warnings[0]
        == "WARNING: claims_baseline_update: only the builder claims does that [claims.config]"
    )
    assert not old.path.joinpath(FILE).exists()


def test_a_file_may_stand_outside_the_sources(old: Project, tmp_path: Path) -> None:
    old.build(claims_baseline="../held/old.json", claims_baseline_update="create")
    assert (
        len(
            json.loads(tmp_path.joinpath("held", "old.json").read_text(encoding="utf-8"))[
                "findings"
            ]
        )
        == 3
    )
    assert old.build(claims_baseline="../held/old.json").findings == []


@pytest.mark.parametrize(
    ("setting", "value", "complaint"),
    [
        ("claims_baseline_update", "grow", "'grow' is none of , create, shrink"),
        ("claims_baseline", "/etc/b.json", "'/etc/b.json' is not relative to the repository"),
    ],
)
def test_bad_settings_are_told(project: Project, setting: str, value: str, complaint: str) -> None:
    project.write("index.md", "# T\n")
    assert project.build(**{setting: value}).warnings == (
        f"WARNING: {setting}: {complaint}; the default is used [claims.config]",
    )


def test_the_audit_counts_what_is_held_by_page_and_follows_it(held: Project) -> None:
    held.write("b.md", "# B\n\n:::{claims-audit}\n:::\n")

    def shown() -> list[str]:
        text = held.build("text").out.joinpath("b.txt").read_text(encoding="utf-8")
        return [" ".join(line.split()) for line in text.splitlines() if line.startswith("| A")]

    assert shown() == ["| A | 4 |"]
    edit(held, "- 24 of 40 people\n  recovered.", "- It works {cite:p}`Key`.")
    assert shown() == ["| A | 3 |"]


def test_an_entry_of_the_bibliography_is_held_until_it_lacks_more(project: Project) -> None:
    project.write("index.md", "# Title\n\nCells live {cite:p}`Key, Old`.\n")
    entry = "@article{{Old, author = {{Ng, A.}}, title = {{Rest}},{} pmid = {{5}}}}\n"
    project.write("refs.bib", REFS + entry.format(" year = {2020},"))
    assert project.build(fresh=True).findings == [("refs.bib", 4, "incomplete-entry")]
    assert (
        project.build(fresh=True, claims_baseline=FILE, claims_baseline_update="create").findings
        == []
    )
    project.write("refs.bib", f"\n{REFS}" + entry.format(" year = {2020},"))
    assert project.build(fresh=True, claims_baseline=FILE).findings == []
    project.write("refs.bib", f"\n{REFS}" + entry.format(""))
    assert project.build(fresh=True, claims_baseline=FILE).findings == [
        (FILE, 4, "stale-baseline-entry"),
        ("refs.bib", 5, "incomplete-entry"),
    ]


def test_a_floating_citation_is_known_by_its_whole_sentence(project: Project) -> None:
    sentence = (
        "{} of all the many cells that anybody has ever looked at in the marrow of the bones "
        "live for a week"
    )
    options: dict[str, Any] = {
        "claims_baseline": FILE,
        "claims_severity": {"floating-citation": "error"},
    }
    project.write("index.md", f"# Title\n\n{sentence.format('Most')}. {{cite:p}}`Key`\n")
    assert project.build(fresh=True, **options, claims_baseline_update="create").findings == []
    project.write("index.md", f"# Title\n\nWhy?\n{sentence.format('Most')}.\n{{cite:p}}`Key`\n")
    assert project.build(fresh=True, **options).findings == []
    project.write("index.md", f"# Title\n\n{sentence.format('Few')}. {{cite:p}}`Key`\n")
    assert [slug for *_, slug in project.build(fresh=True, **options).findings] == [
        "stale-baseline-entry",
        "floating-citation",
    ]
