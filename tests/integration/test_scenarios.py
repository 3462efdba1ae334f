"""Boxes of invented persons and studies: what readers see, and what still needs a source."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import CONF, Built, Project
from integration.test_rules import LEDGER

Page = Callable[..., Built]
PERSON = """\
# Title

:::{scenario} Ines
She is 29. Mycophenolate held it for a while; still protein leaks into her urine.
Belimumab reduces flares.

- In March her creatinine was 118, and she took 10 mg of prednisone.

The cells divide {cite:p}`Key`.

Would they cure her?
:::

She is 30.
"""
STUDY = """\
# Title

:::{scenario} One centre
:kind: study
:class: wide
:name: invented

12 of the 15 survivors (80%) were in remission. The immune system was reset, and lupus was cured.
We conclude that the immune system was reset, and that lupus was cured.
:::
"""


@pytest.mark.parametrize("profile", ["strict", "balanced"])
def test_the_story_needs_no_source_and_what_it_says_of_the_world_does(
    page: Page, profile: str
) -> None:
    built = page(PERSON, claims_profile=profile)
    story = [unit for unit in built.report["units"] if unit["text"] != "She is 30."]
    assert [(unit["state"], unit["reason"]) for unit in story] == [
        ("exempt", "scenario"),
        ("exempt", "scenario"),
        ("uncited", None),
        ("exempt", "scenario"),
        ("cited", None),
        ("exempt", "scenario"),
    ]
    assert built.findings == [
        ("index.md", 5, "uncited-effect"),
        ("index.md", 14, "uncited-sentence"),
    ]


@pytest.mark.parametrize("profile", ["strict", "balanced"])
def test_a_study_counts_freely_and_cures_in_the_mouth_of_its_authors(
    page: Page, profile: str
) -> None:
    built = page(STUDY, claims_profile=profile)
    assert [state for state, _ in built.states("index")] == ["exempt", "uncited", "exempt"]
    assert [line for _, line, _ in built.findings] == [8]


def test_the_exemption_can_be_taken_away(page: Page) -> None:
    built = page(PERSON, claims_exempt=["question"])
    assert [state for state, _ in built.states("index")].count("exempt") == 1


@pytest.mark.parametrize(
    ("text", "label"), [(PERSON, "Invented person: Ines"), (STUDY, "Invented study: One centre")]
)
@pytest.mark.parametrize("builder", ["text", "html"])
def test_readers_see_that_it_is_invented(page: Page, text: str, label: str, builder: str) -> None:
    built = page(text, builder)
    shown = built.out.joinpath(f"index.{'txt' if builder == 'text' else 'html'}")
    assert label in re.sub(r"<[^>]+>", "", shown.read_text(encoding="utf-8"))


def test_the_box_is_an_admonition_with_a_class(page: Page) -> None:
    html = page(STUDY, "html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert re.search(
        r'<div class="scenario scenario-study wide admonition" id="invented">\s*'
        r'<p class="admonition-title"><span class="scenario-label">Invented study</span>: One',
        html,
    )


def test_its_title_is_there_to_be_translated(page: Page) -> None:
    messages = page(PERSON, "gettext").out.joinpath("index.pot").read_text(encoding="utf-8")
    assert 'msgid "Invented person: Ines"' in messages


def test_restructuredtext_says_the_same(project: Project) -> None:
    project.write(
        "index.rst",
        "Title\n=====\n\n.. scenario:: Ines\n\n   She is 29. Belimumab reduces flares.\n",
    )
    built = project.build()
    assert [state for state, _ in built.states("index")] == ["exempt", "uncited"]
    assert [line for _, line, _ in built.findings] == [6]


@pytest.mark.parametrize(
    "text",
    [
        ":::{scenario}\nShe is 29.\n:::",
        ":::{scenario} Ines\n:::",
        ":::{scenario} Ines\n:kind: cat\n\nShe is 29.\n:::",
    ],
)
def test_what_is_wrong_with_a_box_is_told_at_its_line(page: Page, text: str) -> None:
    built = page(f"# Title\n\n{text}\n", "dummy")
    assert [line for line in built.warnings if re.match(r"index\.md:[34]: ", line)]


def test_its_numbers_are_not_held_against_the_ledger(project: Project) -> None:
    project.write("ledger.yaml", LEDGER)
    project.write(
        "conf.py",
        f'{CONF}claims_ledger = "ledger.yaml"\n'
        'claims_severity = {"number-without-record": "error"}\n',
    )
    project.write(
        "index.md",
        "# Title\n\n:::{scenario} Ines\nAt 29 she took 10 mg, as in 61% {cite:p}`Key`.\n"
        "At 31 she stopped {cite:p}`Other`.\n:::\n",
    )
    assert project.build().findings == []
    boxless = project.path.joinpath("index.md").read_text(encoding="utf-8").replace(":::", "")
    project.write("index.md", boxless.replace("{scenario} Ines", ""))
    assert {slug for _, _, slug in project.build().findings} >= {
        "number-not-in-ledger",
        "number-without-record",
        "number-without-locator",
    }
