"""Marks that end and blocks that need no source; and settings that differ by path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from conftest import Built, Project

PageBuilder = Callable[..., Built]
Found = list[tuple[int, str]]


def at(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Set the day of the build."""
    seconds = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))


def test_a_mark_ends_after_its_last_day_on_an_unchanged_rebuild_too(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        "index.md",
        "# T\n\nCells live {cite:p}`Key`.\nCells die {uncited}`to be sourced until=2027-01-31`.\n",
    )
    at(monkeypatch, "2027-01-31T23:59:59")
    built = project.build()
    assert (built.findings, built.states("index")[1]) == ([], ("suppressed", "Cells die."))
    assert built.report["units"][1]["reason"] == "to be sourced"
    at(monkeypatch, "2027-02-01")
    built = project.build()
    assert (built.findings, built.status) == ([("index.md", 4, "expired-suppression")], 1)
    assert built.states("index")[1] == ("uncited", "Cells die.")
    expected = (
        "index.md:4: ERROR: CLM704 'uncited' ended with 2027-01-31: \"Cells die.\" "
        "[claims.expired-suppression]"
    )
    assert built.warnings == (expected,)


def test_without_a_set_day_the_present_one_counts(
    page: PageBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert page("Cells die {uncited}`later until=2999-12-31`.").findings == []
    assert page("Cells die {uncited}`later until=2026-01-01`.").findings == [
        ("index.md", 1, "expired-suppression")
    ]


def test_an_ended_mark_that_nobody_needs_is_unused(page: PageBuilder) -> None:
    built = page("Cells die {cite:p}`Key` {uncited}`later until=2020-01-01`.")
    assert built.findings == [("index.md", 1, "unused-suppression")]


def test_a_malformed_mark_holds_and_is_one_finding(page: PageBuilder) -> None:
    built = page(
        "Cells die {uncited}`later until=soon`.\nCells live {uncited}`later since=2027-01-01`."
    )
    assert [
        (found["line"], found["slug"], found["message"]) for found in built.report["findings"]
    ] == [
        (1, "malformed-suppression", "until 'soon' is no date YYYY-MM-DD"),
        (2, "malformed-suppression", "unknown option 'since=2027-01-01'"),
    ]


def block(
    options: str = "", body: str = "Cells live. 24 of 40 died.", reason: str = "as everyone says"
) -> str:
    return (
        f"# T\n\n:::{{uncited}} {reason}\n{options}\n{body}\n\n- They rest {{cite:p}}`Key`.\n:::\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (block(), []),
        (block(reason=""), [(3, "suppression-without-reason")]),
        (block(":until: 2999-12-31\n"), []),
        (block(":until: 2020-12-31\n"), [(3, "expired-suppression")]),
        (block(":until: soon\n"), [(3, "malformed-suppression")]),
        (block(":until:\n"), [(3, "malformed-suppression")]),
        (block(":rules: uncited-sentence, CLM101\n"), []),
        (block(":rules: CLM101\n"), [(6, "uncited-sentence")]),
        (
            block(":rules: uncited-sentence\n:until: 2020-12-31\n"),
            [(3, "expired-suppression"), (7, "uncited-number")],
        ),
        (
            block(":rules: CLM102\n"),
            [(3, "unused-suppression"), (6, "uncited-number"), (6, "uncited-sentence")],
        ),
        (block(":rules: uncited-nonsense, CLM301\n"), [(3, "malformed-suppression")]),
        (block(":rules:\n"), [(3, "malformed-suppression")]),
        (block(body="Why?"), [(3, "unused-suppression")]),
        (":::{uncited} as everyone says\n```\ncode\n```\n:::\n", [(1, "unused-suppression")]),
        (block(body="Cells live {uncited}`said here`."), [(3, "unused-suppression")]),
    ],
    ids=[
        "all",
        "no reason",
        "until then",
        "ended",
        "no date",
        "empty date",
        "two rules",
        "one rule",
        "ended for one rule",
        "no such finding",
        "unknown rules",
        "empty rules",
        "needed by none",
        "no sentence",
        "a mark of its own",
    ],
)
def test_a_block_hides_what_it_says_and_is_reported_once(
    page: PageBuilder, text: str, expected: Found
) -> None:
    assert [(line, slug) for _, line, slug in page(text).findings] == expected


def test_an_unknown_rule_is_named(page: PageBuilder) -> None:
    (found,) = page(block(":rules: uncited-nonsense, CLM301\n")).report["findings"]
    assert (
        found["message"] == "no rule about missing citations is called 'uncited-nonsense', 'CLM301'"
    )


def test_rest_and_myst_blocks_agree(project: Project) -> None:
    conf = project.path / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8") + 'source_suffix = [".md", ".rst"]\n', encoding="utf-8"
    )
    project.write("index.md", block(":until: 2020-12-31\n:rules: uncited-sentence\n"))
    project.write(
        "twin.rst",
        ":orphan:\n\nT\n=\n\n.. uncited:: as everyone says\n   :until: 2020-12-31\n   :rules: "
        "uncited-sentence\n\n"
        "   Cells live. 24 of 40 died.\n\n   - They rest :cite:p:`Key`.\n",
    )
    built = project.build()
    assert built.findings == [
        ("index.md", 3, "expired-suppression"),
        ("index.md", 7, "uncited-number"),
        ("twin.rst", 6, "expired-suppression"),
        ("twin.rst", 10, "uncited-number"),
    ]
    assert built.states("index") == built.states("twin")


@pytest.mark.parametrize(
    "builder",
    ["html", "singlehtml", "text", "epub", "latex", "man", "texinfo", "gettext", "dummy", "xml"],
)
def test_the_body_of_a_block_is_shown_and_its_reason_is_not(project: Project, builder: str) -> None:
    project.write(
        "index.md",
        block(":until: 2999-12-31\n:rules: uncited-sentence, uncited-number\n")
        + ":::{bibliography}\n:::\n",
    )
    built = project.build(builder, epub_show_urls="no", version="1", suppress_warnings=["epub"])
    assert [warning for warning in built.warnings if "claims" in warning] == []
    suffixes = {".html", ".xhtml", ".txt", ".tex", ".1", ".texi", ".pot", ".xml"}
    paths = [
        path
        for path in built.out.rglob("*")
        if path.suffix in suffixes and "_sources" not in path.parts
    ]
    written = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert ("24 of 40 died" in written) == (builder != "dummy")
    assert "as everyone says" not in written


def test_the_audit_shows_reasons_ends_and_pages(project: Project) -> None:
    marked = "Cells rest {uncited}`seen`.\n\nCells swim {uncited}`to be sourced until=2020-01-31`."
    project.write(
        "index.md", f"{block(':until: 2999-12-31')}\n{marked}\n\n:::{{claims-audit}}\n:::\n"
    )

    tree = ET.parse(project.build("xml").out / "index.xml")
    rows = [
        ["".join(entry.itertext()).strip() for entry in row.iter("entry")]
        for row in tree.iter("row")
    ]
    assert rows[:5] == [
        ["Sentence", "Reason", "Until", "Page"],
        ["Cells live.", "as everyone says", "2999-12-31", "T"],
        ["24 of 40 died.", "as everyone says", "2999-12-31", "T"],
        ["Cells rest.", "seen", "no date", "T"],
        ["Cells swim.", "to be sourced", "2020-01-31 (ended)", "T"],
    ]


TWO = "Cells live. 24 of 40 died."


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (
            {"a": {}},
            [
                ("a", "CLM101", "error"),
                ("a", "CLM110", "error"),
                ("b", "CLM101", "error"),
                ("b", "CLM110", "error"),
            ],
        ),
        ({"a": {"profile": "off"}, "*": {"ignore": ["CLM101"]}}, [("b", "CLM110", "error")]),
        ({"a": {"ignore": ["uncited-sentence"]}, "b": "off"}, [("a", "CLM101", "error")]),
        ({"a": {"select": ["CLM101"]}, "b": "off"}, [("a", "CLM101", "error")]),
        (
            {"a": {"severity": {"CLM1": "note"}}, "b": "off"},
            [("a", "CLM101", "note"), ("a", "CLM110", "note")],
        ),
        ({"a": {"severity": {"CLM110": "off"}}, "*": "off"}, [("a", "CLM101", "error")]),
    ],
)
def test_settings_may_differ_by_path(
    project: Project, paths: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    for name in ("a", "b"):
        project.write(f"{name}.md", f"---\norphan: true\n---\n# {name}\n\n{TWO}\n")
    project.write("index.md", "# T\n")
    found = project.build(claims_paths=paths).reported
    assert [(one["doc"], one["code"], one["severity"]) for one in found] == expected


def test_a_path_adds_to_what_is_ignored_and_goes_before_what_is_loud(page: PageBuilder) -> None:
    settings = {
        "claims_ignore": ["CLM101"],
        "claims_severity": {"uncited-sentence": "error"},
    }
    assert page(TWO, claims_paths={"index": {"ignore": ["CLM110"]}}, **settings).findings == []
    (found,) = page(TWO, claims_paths={"index": {"severity": {"CLM": "note"}}}, **settings).reported
    assert (found["slug"], found["severity"]) == ("uncited-sentence", "note")


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({"*": "lax"}, "'lax' is none of strict, balanced, draft, off"),
        ({"*": {"profile": "lax"}}, "'lax' is none of strict, balanced, draft, off"),
        (
            {"*": {"exempt": []}},
            "unknown part 'exempt'; known are profile, select, ignore, severity",
        ),
        ({"*": {"ignore": "CLM1"}}, "expected list or tuple, got 'CLM1'"),
        ({"*": {"severity": {"CLM1": "loud"}}}, "'loud' is none of off, note, warning, error"),
        ({"*": 3}, "expected str or dict, got 3"),
    ],
)
def test_bad_settings_by_path_are_one_warning(
    page: PageBuilder, value: object, complaint: str
) -> None:
    built = page("Cells live {cite:p}`Key`.", claims_paths=value)
    assert built.warnings == (
        f"WARNING: claims_paths: {complaint}; the default is used [claims.config]",
    )
