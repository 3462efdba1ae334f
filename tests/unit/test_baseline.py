"""Baseline files and marks that end, from values made by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sphinx_claims.core.baseline import (
    compare,
    digest,
    record,
    render_baseline,
    shrink,
)
from sphinx_claims.core.model import (
    Baseline,
    BaselineEntry,
    Finding,
    Location,
    Profile,
    Report,
    Severity,
    Suppression,
)
from sphinx_claims.core.rules.suppression import parse_mark
from sphinx_claims.files.baseline import parse_baseline, update_baseline
from sphinx_claims.files.nodes import MOST_NODES, UnreadableError

SENTENCE = digest("Cells live.")


def finding(text: str = "Cells live.", line: int = 3, **values: Any) -> Finding:
    source = values.pop("source", "a.md")
    return Finding(
        **{
            "code": "CLM110",
            "slug": "uncited-sentence",
            "severity": Severity.ERROR,
            "location": Location(doc="a", source=source, line=line),
            "message": "sentence has no citation",
            "excerpt": text[:9],
            "text": text,
            **values,
        }
    )


def entry(text: str = "Cells live.", count: int = 1, **values: Any) -> BaselineEntry:
    return BaselineEntry(
        **{
            "rule": "uncited-sentence",
            "source": "a.md",
            "hash": digest(text),
            "count": count,
            "excerpt": text[:9],
            **values,
        }
    )


def numbered(count: int) -> list[Finding]:
    return [finding(line=line) for line in range(1, count + 1)]


@pytest.mark.parametrize(
    "same",
    ["Cells  live.\n", "\tCells\nlive.", "Cells\u00a0live."],
    ids=["spaces", "line break", "no-break space"],
)
def test_wrapping_changes_no_hash(same: str) -> None:
    assert digest(same) == SENTENCE


def test_typographic_signs_change_no_hash_and_words_and_signs_do() -> None:
    assert digest("“It’s so” – 3—4…") == digest('"It\'s so" -- 3---4...')
    assert len({digest(text) for text in ("p < 0.05", "p > 0.05", "p < 0.5", "P < 0.05", "")}) == 5


def test_an_entry_hides_as_often_as_it_counts_and_the_first_findings_first() -> None:
    found = compare(numbered(3), [entry(count=2)])
    assert [hidden.location.line for hidden in found.baselined] == [1, 2]
    assert [told.location.line for told in found.reported] == [3]
    assert found.stale == ()


@pytest.mark.parametrize(
    "other",
    [
        finding("Cells live!"),
        finding(source="b.md"),
        finding(slug="uncited-number"),
        finding(keys=("Key",)),
        finding(text="Cells live. And more."),
    ],
    ids=["words", "file", "rule", "keys", "same excerpt"],
)
def test_an_entry_hides_nothing_else(other: Finding) -> None:
    found = compare([other], [entry()])
    assert found.reported == (other,)
    assert found.stale == (entry(),)


def test_an_entry_holds_wherever_its_sentence_moves() -> None:
    assert compare([finding(line=999)], [entry(line=5)]).reported == ()


def test_what_is_left_of_a_count_is_stale_unless_nobody_can_tell() -> None:
    assert compare(numbered(1), [entry(count=3)]).stale == (entry(count=2),)
    assert compare(numbered(1), [entry(count=3)], {entry(count=3)}).stale == ()


def test_shrinking_lowers_and_removes_and_never_adds() -> None:
    kept, lowered, gone = entry("One."), entry("Two.", 3), entry("Three.")
    assert shrink([kept, lowered, gone], [entry("Two.", 1), gone]) == (kept, entry("Two.", 2))


def test_only_what_a_gate_stops_at_is_recorded() -> None:
    findings = [
        finding(),
        finding(severity=Severity.WARNING),
        finding(severity=Severity.NOTE),
        finding("", excerpt=""),
        finding(code="CLM704", slug="expired-suppression"),
        finding("", excerpt="## Cells", slug="citation-in-heading"),
    ]
    heading = entry("## Cells", rule="citation-in-heading", excerpt="## Cells")
    assert record(findings) == (entry(count=2), heading)


def test_a_mark_for_the_checker_is_no_old_text() -> None:
    expired = finding(code="CLM704", slug="expired-suppression")
    assert compare([expired], [entry(rule="expired-suppression")]).reported == (expired,)


def test_the_file_has_one_entry_on_a_line_in_an_order_of_its_own() -> None:
    entries = [
        entry("Zwölf „Zellen“."),
        entry(source="B.md"),
        entry(rule="uncited-number", count=2),
    ]
    text = render_baseline(entries)
    assert text == render_baseline(reversed(entries))
    lines = text.splitlines()
    assert [line[:12] for line in lines] == [
        "{",
        ' "schema": 1',
        ' "findings":',
        *['  {"rule": "'] * 3,
        " ]",
        "}",
    ]
    assert [json.loads(line.rstrip(","))["source"] for line in lines[3:6]] == [
        "B.md",
        "a.md",
        "a.md",
    ]
    assert "Zwölf" in text


def test_an_empty_file_is_read_back() -> None:
    assert parse_baseline(render_baseline([])) == ()


def test_entries_know_their_lines_however_the_file_is_laid_out() -> None:
    entries = (entry('{"findings": [{'), entry("Two. { }", source="b.md"))
    text = render_baseline(entries)
    assert [found.line for found in parse_baseline(text)] == [4, 5]
    assert [found.line for found in parse_baseline(json.dumps(json.loads(text), indent=2))] == [
        4,
        11,
    ]
    assert [found.line for found in parse_baseline(json.dumps(json.loads(text)))] == [1, 1]


def test_a_file_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    many = tuple(finding(f"Cells {number} live.") for number in range(MOST_NODES // 10))
    report = Report(profile=Profile.STRICT, verdicts=(), findings=many)
    kept = update_baseline(path, "create", Baseline(source="base.json"), report)
    assert [(one.location.source, one.message.partition(":")[0]) for one in kept.defects] == [
        ("base.json", "baseline file would be too long to read")
    ]
    assert not path.exists()


GOOD = {
    "rule": "uncited-sentence",
    "source": "a.md",
    "hash": SENTENCE,
    "count": 1,
    "excerpt": "Cells",
}


def file_of(*items: object) -> str:
    return (
        json.dumps({"schema": 1, "findings": items}, indent=1)
        .replace("{\n   ", "{")
        .replace(",\n   ", ", ")
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "no JSON: expecting value"),
        (
            '{"schema": 1,\n<<<<<<< ours\n',
            2,
            "no JSON: expecting property name enclosed in double quotes",
        ),
        ("[" * 100_000, 1, "nested too deeply"),
        ("[]", 1, "not an object with 'schema' and 'findings' alone"),
        ('{"schema": 1}', 1, "not an object with 'schema' and 'findings' alone"),
        ('{"schema": 2, "findings": []}', 1, "'schema' is 2, not 1"),
        ('{"schema": 1, "findings": {}}', 1, "'findings' is not a list of objects"),
        ('{"schema": 1, "findings": [3]}', 1, "'findings' is not a list of objects"),
        (
            file_of(GOOD, {"rule": "x"}),
            6,
            "the entry lacks, or has too much, 'count', 'excerpt', 'hash', 'source'",
        ),
        (file_of({**GOOD, "line": 3}), 4, "the entry lacks, or has too much, 'line'"),
        (file_of({**GOOD, "count": True}), 4, "'count' is true"),
        (file_of({**GOOD, "count": 0}), 4, "'count' is 0"),
        (file_of({**GOOD, "source": None}), 4, "'source' is null"),
        (file_of({**GOOD, "hash": "cells"}), 4, "'hash' is 'cells'"),
        (file_of(GOOD, {**GOOD, "count": 2}), 6, "the entry repeats the one in line 4"),
        ('{"schema": 1, "findings": [], "findings": [{}]}', 1, "the entry lacks, or has too much"),
        (
            '{"schema": 1, "findings": [], "findings": [{},{}]}',
            1,
            "the entry lacks, or has too much",
        ),
        ('{"\\u0066indings": [{}], "schema": 1}', 1, "the entry lacks, or has too much"),
    ],
)
def test_a_malformed_file_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_baseline(text)
    assert str(caught.value).startswith(message)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "reason", "until", "slip"),
    [
        ("common knowledge", "common knowledge", None, ""),
        ("to be sourced until=2027-01-31", "to be sourced", date(2027, 1, 31), ""),
        (" until=2027-01-31 ", "", date(2027, 1, 31), ""),
        ("true until 2027 at least", "true until 2027 at least", None, ""),
        ("by a=b we mean a", "by a=b we mean a", None, ""),
        ("later until=2027-13-31", "later", None, "until '2027-13-31' is no date YYYY-MM-DD"),
        ("later until=20270131", "later", None, "until '20270131' is no date YYYY-MM-DD"),
        ("later until=", "later", None, "until '' is no date YYYY-MM-DD"),
        ("later since=2027-01-31", "later", None, "unknown option 'since=2027-01-31'"),
        ("later a=b until=2027-01-31", "later", None, "unknown option 'a=b until=2027-01-31'"),
        (
            "until: 2027-01-31",
            "until: 2027-01-31",
            None,
            "'until: 2027-01-31' ends nothing; it is written until=YYYY-MM-DD",
        ),
    ],
)
def test_a_mark_says_why_and_until_when(
    text: str, reason: str, until: date | None, slip: str
) -> None:
    assert parse_mark(text) == (Suppression(reason=reason, until=until), slip)


@pytest.mark.parametrize(
    ("today", "ended"), [("2027-01-30", False), ("2027-01-31", False), ("2027-02-01", True)]
)
def test_a_mark_holds_on_its_last_day(today: str, ended: bool) -> None:
    assert (
        Suppression(reason="r", until=date(2027, 1, 31)).has_ended(date.fromisoformat(today))
        is ended
    )
    assert not Suppression(reason="r").has_ended(date.fromisoformat(today))
