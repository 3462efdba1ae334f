"""Questions of a file: what readers see, what the checker and the handout make of them."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import CONF, Built, Project

PLAIN = CONF.replace('"sphinx_claims"]', '"sphinx_claims", "sphinx_classroom"]')
FILE = """\
schema: 1
lesson: cells
invented_abstract:
  id: invented
  label: Not a real study.
  title: One centre
  text: >-
    Of 20 people, 12 were in remission.
    We conclude that lupus was cured.
items:
  - id: q-single
    type: single
    objective: LO-1
    stem: What do the cells do?
    options:
      - text: They cure lupus.
        correct: false
        misconception: cure
        feedback: >-
          Cells live. They seldom divide.
        sources: [Key, Other]
      - {text: They live., correct: true, feedback: "Yes, they live.", sources: [Key]}
  - id: q-order
    type: ordering
    stem: Put these in order.
    options:
      - {text: Birth, position: 1, feedback: Cells are born., sources: [Key]}
      - {text: Age, position: 2, feedback: Cells age., sources: [Key]}
      - {text: Death, position: 3, feedback: Cells die., sources: [Key]}
    feedback_common_error: {pattern: the last first, feedback: Cells die last., sources: [Key]}
  - id: q-number
    type: numeric
    stem: Cells were seen. Some of them divided. How many?
    sources: [Key, "Other{Table 2}"]
    unit: "%"
    options:
      - {value: 40, tolerance: 1, correct: true, feedback: Cells divide., sources: [Key]}
      - {value: 60, correct: false, feedback: Cells rest., sources: [Key]}
    otherwise: {feedback: Count the cells.}
  - id: q-match
    type: matching
    stem: Which belongs to which?
    pairs:
      - {left: Marrow, right: Stem cells, feedback: Cells live in it., sources: [Key]}
      - {left: Blood, right: Platelets, feedback: Cells swim in it., sources: [Key]}
  - id: q-cover
    type: cover-the-column
    stem: Cells were counted twice. Read the first column.
    sources: [Key]
    before: What does it invite?
    after: What can be said?
    table:
      header: [Growth, Cold, Warm]
      covered: 2
      rows: [[early, slow, fast], [late, fast, slow]]
    options:
      - {text: Cold slows., correct: false, feedback: Cells grow later., sources: [Key]}
      - {text: Neither., correct: true, feedback: Cells grow in both., sources: [Key]}
  - id: q-headline
    type: fix-the-headline
    about: invented
    stem: Mend this headline, in at most 30 words.
    headline: Lupus cured!
    model: Twelve of 20 people were in remission.
    rubric:
      - {look_for: no cure, feedback: Cells do not cure., sources: [Key]}
    options:
      - {text: It works, correct: false, feedback: Cells may die., sources: [Key]}
  - id: q-short
    type: short
    stem: Why do cells rest?
    model: To last.
    rubric: [{look_for: rest, feedback: Cells rest., sources: [Key]}]
"""
PAGE = "# Title\n\n:::{questions} cells\n:::\n"


@pytest.fixture
def lesson(project: Project) -> Project:
    project.write("conf.py", PLAIN)
    project.write("questions/cells.yaml", FILE)
    project.write("index.md", PAGE)
    return project


def shown(project: Project) -> str:
    built = project.build("text", fresh=True)
    return " ".join(built.out.joinpath("index.txt").read_text(encoding="utf-8").split())


def line(text: str) -> int:
    return FILE[: FILE.index(text)].count("\n") + 1


def test_feedback_is_judged_and_what_is_asked_and_offered_is_not(lesson: Project) -> None:
    built = lesson.build()
    assert built.findings == []
    states = built.states("index")
    assert {text: state for state, text in states if state != "exempt"} == {
        "Cells live.": "covered",
        "They seldom divide.": "cited",
        "Yes, they live.": "cited",
        "Cells are born.": "cited",
        "Cells age.": "cited",
        "Cells die.": "cited",
        "Cells die last.": "cited",
        "3. Cells were seen.": "covered",
        "Some of them divided.": "cited",
        "Cells divide.": "cited",
        "Cells rest.": "cited",
        "Cells live in it.": "cited",
        "Cells swim in it.": "cited",
        "5. Cells were counted twice.": "cited",
        "early | slow": "covered",
        "late | fast": "covered",
        "early | slow | fast": "covered",
        "late | fast | slow": "covered",
        "Cells grow later.": "cited",
        "Cells grow in both.": "cited",
        "Cells do not cure.": "cited",
        "Cells may die.": "cited",
    }
    assert {"They cure lupus. – not right.", "Lupus cured!"} & {text for _, text in states}


@pytest.mark.parametrize(
    ("text", "other", "finding"),
    [
        ("feedback: Cells age., sources: [Key]", "feedback: Cells age.", "uncited-feedback"),
        ("sources: [Key, Other]", "sources: []", "uncited-feedback"),
        ("Cells die last., sources: [Key]", "Cells die last., sources: [Kye]", "unknown-key"),
    ],
)
def test_a_finding_in_feedback_stands_at_its_line_of_the_file(
    lesson: Project, text: str, other: str, finding: str
) -> None:
    lesson.write("questions/cells.yaml", FILE.replace(text, other))
    found = lesson.build().findings
    at = line(text) - (text == "sources: [Key, Other]")
    assert found[:1] == [("questions/cells.yaml", at, finding)]
    assert {one[:2] for one in found} == {("questions/cells.yaml", at)}


def test_reasoning_names_its_premises(lesson: Project) -> None:
    one = "feedback: Cells age., sources: [Key]"
    lesson.write("questions/cells.yaml", FILE.replace(one, f"{one}, inferred_from: [Key]"))
    built = lesson.build()
    assert built.findings == []
    assert ("inferred", "Cells age.") in built.states("index")
    lesson.write("questions/cells.yaml", FILE.replace(one, f"{one}, inferred_from: [Other]"))
    assert lesson.build().findings == [("questions/cells.yaml", line(one), "unfounded-inference")]


def test_readers_see_questions_then_options_then_the_answer(lesson: Project) -> None:
    text = shown(lesson)
    order = [
        "**1. What do the cells do?** (LO-1)",
        "They cure lupus.",
        "They live.",
        "-[ Answer ]-",
        "**They cure lupus.** – not right",
        "Cells live. They seldom divide [Ng20, RN21].",
        "**They live.** – right",
        "**2. Put these in order.**",
        "1. Age",
        "2. Birth",
        "3. Death",
        "1. **Birth**",
        "2. **Age**",
        "*A common slip: the last first.*",
        "**3. **Cells were seen. Some of them divided [Ng20, RN21, Table 2]. **How many?** (%)",
        "**40%** – right",
        "*Any other answer.*",
        "**Marrow → Stem cells**",
        "What does it invite?",
        "What can be said?",
        "Invented study: One centre",
        "Not a real study. Of 20 people, 12 were in remission.",
        "Lupus cured!",
        "**A model answer:** Twelve of 20 people were in remission.",
        "**Look for:**",
        "**7. Why do cells rest?**",
    ]
    at = -1
    for words in order:
        at = text.find(words, at + 1)
        assert at >= 0, words


def test_covered_columns_are_in_the_answer_alone(lesson: Project) -> None:
    asked, answered = shown(lesson).split("5. ")[1].split("-[ Answer ]-")[:2]
    assert "Cold" in asked
    assert "Warm" not in asked
    assert "Warm" in answered


def test_the_right_side_of_pairs_tells_nothing(lesson: Project) -> None:
    asked = shown(lesson).split("4. ")[1].split("-[ Answer ]-")[0]
    assert asked.index("Marrow") < asked.index("Blood")
    assert asked.index("Platelets") < asked.index("Stem cells")


def test_a_script_finds_every_part_by_class_and_id(lesson: Project) -> None:
    html = lesson.build("html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert re.search(
        r'<div class="question question-single docutils container" id="q-single">', html
    )
    assert 'id="q-single-option-1"' in html
    assert html.count('class="question-right"') == 3
    assert html.count('class="question-wrong"') == 4
    assert len(re.findall(r"<details class=\"[^\"]*\banswer\b", html)) == 7
    assert " open" not in "".join(re.findall(r"<details[^>]*>", html))
    assert "<script" not in "".join(re.findall(r'class="question .*?</details>', html, re.DOTALL))


def test_restructuredtext_shows_the_same(lesson: Project) -> None:
    markdown = shown(lesson)
    lesson.path.joinpath("index.md").unlink()
    lesson.write("index.rst", "Title\n=====\n\n.. questions:: cells\n")
    assert shown(lesson) == markdown
    assert lesson.build(fresh=True).findings == []


def test_a_page_follows_its_file(lesson: Project) -> None:
    lesson.build("text")
    lesson.write("questions/cells.yaml", FILE.replace("They live.", "They swim."))
    built = lesson.build("text")
    assert "They swim." in built.out.joinpath("index.txt").read_text(encoding="utf-8")


WRONG = {
    "a field": (
        "objective: LO-1",
        "objektive: LO-1",
        13,
        "has no field 'objektive'; nearest is 'objective'",
    ),
    "a type": ("type: single", "type: singel", 12, "'singel' is none of single, "),
    "no stem": ("    stem: What do the cells do?\n", "", 11, "a question lacks stem"),
    "no feedback": ("feedback: Cells age., ", "", 28, "an answer lacks feedback"),
    "two right": (
        "correct: false\n",
        "correct: true\n",
        11,
        "q-single has 2 right options, and needs one",
    ),
    "a truth": ("correct: false\n", "correct: maybe\n", 17, "expected true or false"),
    "a key": ("sources: [Key, Other]", "sources: [Key Other]", 21, "expected a key"),
    "a position": (
        "position: 2",
        "position: 3",
        23,
        "q-order needs positions from 1 on, each once",
    ),
    "an id": ("id: q-order", "id: q-single", 23, "the id 'q-single' is there already"),
    "an abstract": (
        "about: invented",
        "about: other",
        59,
        "q-headline is about 'other', and no abstract",
    ),
    "a version": ("schema: 1", "schema: 2", 1, "expected 1, got '2'"),
    "a table": (
        "covered: 2",
        "covered: 3",
        53,
        "a table has rows of one length, and a covered column",
    ),
    "a list": (
        "rubric: [{look_for: rest, feedback: Cells rest., sources: [Key]}]",
        "rubric: 1",
        73,
        "expected a list",
    ),
    "no yaml": ("lesson: cells", "lesson: [", 4, "no YAML: "),
    "an alias": ("lesson: cells", "lesson: *x", 2, "an alias"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_file_is_told_at_its_line(lesson: Project, name: str) -> None:
    old, new, at, message = WRONG[name]
    assert old in FILE
    lesson.write("questions/cells.yaml", FILE.replace(old, new, 1))
    told = [one for one in lesson.build("dummy").warnings if "[classroom.questions]" in one]
    assert any(one.startswith(f"questions/cells.yaml:{at}: ") and message in one for one in told), (
        told
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [("none", "there is no file questions/none.yaml beside this page"), ("../x", "have a name of")],
)
def test_a_name_without_a_file_is_an_error_at_the_directive(
    lesson: Project, name: str, message: str
) -> None:
    lesson.write("index.md", PAGE.replace("cells", name))
    assert [one for one in lesson.build("dummy").warnings if "index.md:3" in one and message in one]


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff", b"[" * 40, b"a: " + b"x" * (1 << 20), b"schema: 1\nitems: [1, {}]\n", b"- 1\n"],
)
def test_a_hostile_file_is_told_and_ends_nothing(lesson: Project, text: bytes) -> None:
    lesson.write("questions/cells.yaml", text)
    built: Built = lesson.build("dummy")
    assert [one for one in built.warnings if one.startswith("questions/cells.yaml:")]


SCHEMA: dict[str, Any] = json.loads(
    files("sphinx_classroom").joinpath("questions.schema.json").read_text(encoding="utf-8")
)


def test_the_schema_takes_what_the_reader_takes() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(yaml.safe_load(FILE))) == []
    for name in (
        "a field",
        "a type",
        "no stem",
        "no feedback",
        "a truth",
        "a key",
        "a version",
        "a list",
    ):
        old, new, *_ = WRONG[name]
        assert list(validator.iter_errors(yaml.safe_load(FILE.replace(old, new, 1)))), name
