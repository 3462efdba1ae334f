"""What the checker adds to pages is printed like all the rest, without a word lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import run_sphinx
from handout.conftest import Handout, make, squeeze
from handout.test_kitchen import LOSSES, ONLY_INSTRUCTOR, ONLY_STUDENT, marks, missing


@pytest.mark.parametrize(
    ("edition", "absent"), [("student", ONLY_INSTRUCTOR), ("instructor", ONLY_STUDENT)]
)
def test_every_construct_and_every_claim_is_printed(
    checked: dict[str, Handout], edition: str, absent: set[str]
) -> None:
    assert missing(checked[edition], marks() | {"claimmark"}) == absent
    assert checked[edition].warnings == LOSSES


def test_what_rests_on_each_source_is_printed(checked: dict[str, Handout]) -> None:
    text = squeeze(checked["student"].text)
    assert (
        squeeze(
            "Sources that are the only support of some sentence: 2 of 3. Known to be retracted: "
            "none."
        )
        in text
    )
    assert squeeze("Status: never asked.") in text


def test_a_parallel_build_gives_the_same_bytes(
    checked_source: Path, checked: dict[str, Handout], tmp_path: Path
) -> None:
    again = make(checked_source, tmp_path / "out", "student", parallel=2)
    assert again.path.read_bytes() == checked["student"].path.read_bytes()


def test_latex_does_not_stumble_over_claims(checked_source: Path, tmp_path: Path) -> None:
    built = run_sphinx(checked_source, tmp_path / "latex", "latex")
    assert built.status == 0
    latex = tmp_path.joinpath("latex", "kitchensink.tex").read_text(encoding="utf-8")
    assert "claimmark is so" in latex
    assert "altmark" in latex
    assert ".svg}" not in latex  # pdflatex would stop there
