"""What a reader sees is judged: whatever its letters, its marks and the form that it begins in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Built, Project

PageBuilder = Callable[..., Built]

JOINED = {
    "answer": ("Is it safe? The answer is no.\nCells divide", 3),
    "letter": ("This is vitamin D.\nCells divide", 3),
    "unit": ("The dose was 5 mg.\nCells divide", 3),
    "short form": ("That was the max.\nCells divide", 3),
    "street": ("It was at 5 Baker St.\nCells divide", 3),
    "ellipsis": ("Cells grow…\nCells divide", 3),
    "small letter": ("Cells grow.\nthen cells divide", 3),
    "no blank": ("Cells grow.Cells divide", 3),
    "authors": ("It was found by Ng et al.\nCells divide", 3),
    "other script": ("Cells grow。Cells divide", 3),
    "code": ("Cells grow by `cells.Grow`.\n`cells.divide` is near", 3),
}


@pytest.mark.parametrize(("text", "line"), JOINED.values(), ids=JOINED)
def test_a_citation_reaches_no_further_than_its_sentence(
    page: PageBuilder, text: str, line: int
) -> None:
    built = page(f"# T\n\n{text} {{cite:p}}`Key`.\n")
    found = [(number, slug) for _, number, slug in built.findings]
    assert [number for number, _ in found] == [line], built.report["units"]
    assert built.report["units"][-1]["state"] == "cited"


WHOLE = {
    "name with a mark": "Readers of Yahoo! Mail slept",
    "figure": "Cells divide, as Fig. 2 and Sect. 4.2 show",
    "example": "Small animals, e.g. Mice, sleep",
    "code": "Cells are counted by `cells.Count.All`",
    "initials": "It was found by J. R. Ng in the U.S. Army",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_sentence_with_other_marks_stays_whole(page: PageBuilder, text: str) -> None:
    built = page(f"# T\n\n{text} {{cite:p}}`Key`.\n")
    assert [unit["state"] for unit in built.report["units"]] == ["cited"]
    assert built.findings == []


LETTERS = {
    "zero width": "\u200b",
    "joiners": "\u2060",
    "soft hyphen": "\u00ad",
    "entity": "&shy;",
    "mark of direction": "\u200e",
}


@pytest.mark.parametrize("sign", LETTERS.values(), ids=LETTERS)
def test_signs_that_show_nothing_hide_nothing(page: PageBuilder, sign: str) -> None:
    hidden = "\n".join(sign.join(line) for line in ("They cure lupus", "in 90% of people."))
    built = page(f"# T\n\nCells grow {{cite:p}}`Key`.\n{hidden}\nAll grow {{cite:p}}`Key`.\n")
    assert built.findings == [("index.md", 4, "uncited-number")]
    told = [unit["text"] for unit in built.report["units"]]
    assert told[1] == "They cure lupus in 90% of people."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ｃｅｌｌｓ ｃｕｒｅ ｉｔ．", "Cells cure it．"),
        ("\u202e.ti eruc slleC\u202c", "Cells cure it."),
        ("Cеlls curе it.", "Cells cure it."),
        ("细胞治愈狼疮。", "细胞治愈狼疮。"),
        ("Клетки делятся.", "Клетки делятся."),
    ],
    ids=["wide", "turned", "alike", "Chinese", "Russian"],
)
def test_letters_are_read_as_they_are_seen(page: PageBuilder, text: str, read: str) -> None:
    built = page(f"# T\n\n{text}\n")
    assert built.states("index") == [("uncited", read)]


def test_the_name_of_a_unit_does_not_hang_on_what_is_unseen(page: PageBuilder) -> None:
    plain, hidden = (
        page(f"# T\n\nCells {word}.\n").report["units"][0] for word in ("grow", "gr\u00ado\u200bw")
    )
    assert plain["id"] == hidden["id"]


FORMS = {
    "note": "Note that stem cells cure lupus.",
    "remember": "Remember: nobody relapses after transplant.",
    "in mind": "Keep in mind that trials show that transplant prevents death.",
    "think": "Think of stem cells as the cure of lupus.",
    "belief": "We believe that stem cells are safer than drugs.",
    "say": "We say that stem cells cure lupus.",
    "page": "This section shows stem cells rebuild everything.",
    "supposed": "Suppose you weigh it up: transplant beats drugs.",
    "why": "Why does transplant cure lupus in 90% of people?",
    "denied": "Did trials not show that transplant beats drugs?",
    "tag": "Stem cells cure lupus, right?",
    "bold label": "**Transplant cures lupus in 90% of people**",
    "bold question": "**Transplant cures lupus. Do you see?**",
    "bold why": "**Why does transplant cure lupus in 90% of people?**",
    "no verb": "90% cured",
    "no verb in a list": "- No deaths in 30 patients",
    "verdict": "- Safe for children",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_no_form_hides_a_statement_where_every_one_needs_a_source(
    page: PageBuilder, text: str
) -> None:
    built = page(f"# T\n\n{text}\n")
    assert [line for _, line, _ in built.findings] == [3]
    assert {unit["state"] for unit in built.report["units"]} - {"exempt"} == {"uncited"}


SILENT = {
    "list": ("- Cells and dyes\n- Vitamins:\n- two days", ["fragment"] * 3),
    "caption": (
        ":::{figure} x.png\n:alt: a nerve\n\nSection through a nerve, schematic\n:::",
        ["fragment"],
    ),
    "definition": ("Age\n: two days", ["fragment"]),
    "order": ("Open the window before you start.", ["instruction"]),
    "question": ("How many of 30 people died?", ["question"]),
    "bold": ("**For teachers**", ["label"]),
    "bold question": ("**How many died?**", ["quiz"]),
    "bold questions": ("**How many died? How many did not?**", ["question", "question"]),
}


@pytest.mark.parametrize(("text", "reasons"), SILENT.values(), ids=SILENT)
def test_labels_orders_and_open_questions_need_no_source(
    page: PageBuilder, text: str, reasons: list[str]
) -> None:
    built = page(f"# T\n\n{text}\n")
    assert built.findings == []
    assert [unit["reason"] for unit in built.report["units"]] == reasons


def test_a_bold_statement_is_a_quiz_stem_only_before_its_answer(project: Project) -> None:
    stem = "**Stem cells cure lupus. What is wrong?**\n\n"
    answer = ":::{container} answer\nThey do not {cite:p}`Key`.\n:::\n\n"
    project.write("index.md", f"# T\n\n{stem}{answer}{stem}Cells die.\n")
    built = project.build()
    assert built.findings == [
        ("index.md", 9, "uncited-effect"),
        ("index.md", 11, "uncited-sentence"),
    ]
    reasons = [unit["reason"] for unit in built.report["units"]]
    assert reasons == ["quiz", "quiz", None, None, "question", None]


def test_under_other_profiles_the_forms_exempt_as_before(page: PageBuilder) -> None:
    text = "# T\n\nNote that stem cells cure lupus.\n\nWhy does transplant cure 90% of people?\n"
    built = page(text, claims_profile="balanced")
    assert built.findings == []
