"""What authors write besides citations, and the errors they make."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Built, Project

PageBuilder = Callable[..., Built]


def test_a_suppressed_sentence_is_no_finding_and_shows_its_reason(page: PageBuilder) -> None:
    built = page("# T\n\nCells are small {uncited}`seen by anyone`.\n")
    unit = built.report["units"][0]
    assert (unit["state"], unit["reason"], unit["text"]) == (
        "suppressed",
        "seen by anyone",
        "Cells are small.",
    )
    assert built.findings == []


def test_a_suppression_is_invisible_to_readers(page: PageBuilder) -> None:
    built = page("# T\n\nCells are small {uncited}`secret reason`.\n", builder="text")
    assert (
        built.out.joinpath("index.txt").read_text(encoding="utf-8").splitlines()[-1]
        == "Cells are small."
    )


def test_the_citation_of_a_claim_directive_is_printed_once(page: PageBuilder) -> None:
    built = page(
        "# T\n\n:::{claim} Key\nCells live.\n\nThey die.\n:::\n\n:::{bibliography}\n:::\n",
        builder="text",
    )
    text = built.out.joinpath("index.txt").read_text(encoding="utf-8")
    assert text.split("They die. ")[1].splitlines()[0] == "[Ng20]"


@pytest.mark.parametrize(
    ("text", "line", "slug", "severity"),
    [
        ("Cells live {cite:p}`Nope`.", 3, "unknown-key", "error"),
        ("Cells live.\nThey die {cite:p}`Key,Nope`.", 4, "unknown-key", "error"),
        (":::{claim}\nCells live {cite:p}`Key`.\n:::", 3, "claim-without-key", "error"),
        ("Cells {cite:p}`Key` live {uncited}` `.", 3, "suppression-without-reason", "error"),
        ("Cells live {cite:p}`Key` {uncited}`why not`.", 3, "unused-suppression", "warning"),
        ("Why {uncited}`no need`?", 3, "unused-suppression", "warning"),
        ("## Cells {cite:p}`Key`", 3, "citation-in-heading", "error"),
    ],
)
def test_a_slip_gives_one_line_with_its_place(
    page: PageBuilder, text: str, line: int, slug: str, severity: str
) -> None:
    built = page(f"# T\n\n{text}\n", claims_ignore=["uncited-sentence"])
    assert built.findings == [("index.md", line, slug)]
    assert built.reported[0]["severity"] == severity
    mine = [warning for warning in built.warnings if f"[claims.{slug}]" in warning]
    assert len(mine) == 1
    assert mine[0].startswith(f"index.md:{line}: {severity.upper()}: CLM")


def test_an_unknown_key_is_reported_once_and_not_by_two_tools(page: PageBuilder) -> None:
    built = page("# T\n\nCells live {cite:p}`Nope`.\n")
    assert len([warning for warning in built.warnings if "Nope" in warning]) == 1


def test_a_missing_bibliography_is_one_error_in_the_settings_file(project: Project) -> None:
    project.path.joinpath("refs.bib").unlink()
    project.write("index.md", "# T\n\nOne {cite:p}`Key`. Two {cite:p}`Other`. Three dies.\n")
    built = project.build()
    assert built.findings == [
        ("conf.py", 4, "missing-bibliography"),
        ("index.md", 3, "uncited-sentence"),
    ]
    assert built.warnings[0].startswith(
        "conf.py:4: ERROR: CLM307 bibliography file 'refs.bib' does not exist"
    )
    assert len(built.warnings) == 2


def test_a_page_that_is_not_utf8_is_one_error_and_the_others_are_judged(project: Project) -> None:
    project.write("index.md", "# T\n\nCells live.\n")
    project.write("bad.md", b"# Bad\n\nOne {cite:p}`Key`.\nA byte \xff {cite:p}`Key`.\n")
    for _ in range(2):
        built = project.build()
        assert built.findings == [
            ("bad.md", 4, "undecodable-source"),
            ("index.md", 3, "uncited-sentence"),
        ]
        assert [
            warning
            for warning in built.warnings
            if warning.startswith("bad.md:4: ERROR: CLM905 not utf-8 text")
        ]
    project.write("bad.md", "# Good\n\nIt lives {cite:p}`Key`.\n")
    assert project.build().findings == [("index.md", 3, "uncited-sentence")]


def test_an_image_needs_words(page: PageBuilder) -> None:
    built = page(
        "# T\n\n```{image} x.png\n```\n\n```{image} x.png\n:alt: a cell\n```\n",
        suppress_warnings=["image.not_readable"],
    )
    assert built.findings == [("index.md", 3, "image-without-alt")]
    assert built.report["findings"][0]["severity"] == "note"


def test_raw_text_is_not_hidden_from_the_audit(page: PageBuilder) -> None:
    raw = "```{raw} html\n<p>Cells live.</p>\n```"
    assert page(f"# T\n\n{raw}\n").findings == [
        ("index.md", 4, "uncited-sentence"),
        ("index.md", 4, "raw-content"),
    ]


def test_a_misspelt_setting_is_one_warning_and_a_name_of_the_project_none(project: Project) -> None:
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write(
        "conf.py",
        conf + 'claims_selct = ["CLM1"]\nclaims_folder = "x"\nif claims_folder == "y":\n    pass\n',
    )
    project.write("index.md", "# T\n")
    (warning,) = project.build().warnings
    assert warning == (
        "WARNING: claims_selct: there is no such setting; claims_select may be meant "
        "[claims.config]"
    )


@pytest.mark.parametrize(
    ("setting", "value", "complaint"),
    [
        (
            "claims_profile",
            "lax",
            "claims_profile: 'lax' is none of strict, balanced, draft, off; the default is used",
        ),
        (
            "claims_severity",
            {"CLM1": "loud"},
            "claims_severity: 'loud' is none of off, note, warning, error; the default is used",
        ),
        ("claims_exempt", ["nonsense"], "claims_exempt: unknown exemption nonsense"),
    ],
)
def test_a_bad_setting_is_one_warning_and_the_default_holds(
    page: PageBuilder, setting: str, value: object, complaint: str
) -> None:
    built = page("# T\n\nCells live.\n", **{setting: value})
    assert [warning for warning in built.warnings if complaint in warning]
    assert built.findings == [("index.md", 3, "uncited-sentence")]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"claims_profile": "draft"}, []),
        ({"claims_paths": {"ind*": "off"}}, []),
        ({"claims_ignore": ["CLM1"]}, []),
        ({"claims_select": ["CLM3"]}, []),
        (
            {"claims_severity": {"CLM": "note", "CLM110": "error"}},
            [("index.md", 3, "uncited-sentence")],
        ),
    ],
)
def test_settings_choose_what_is_found(
    page: PageBuilder, config: dict[str, object], expected: list[object]
) -> None:
    assert page("# T\n\nCells live {cite:p}`Key`. They die.\n", **config).findings == expected


def test_an_exemption_can_be_switched_off(page: PageBuilder) -> None:
    text = "# T\n\nWhy do cells live?\n"
    assert page(text).findings == []
    assert page(text, claims_exempt=["navigation"]).findings == [
        ("index.md", 3, "uncited-sentence")
    ]
