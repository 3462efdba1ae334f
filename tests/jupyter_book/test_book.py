"""The checker in a book of Jupyter Book 1.x, set up as the manual says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.console import strip_colors

from conftest import REPOSITORY

MANUAL = REPOSITORY.joinpath("docs", "tools", "claims", "adopting.md").read_text(encoding="utf-8")
SECTION = MANUAL.partition("\n## In Jupyter Book\n")[2].partition("\n## ")[0]
PAGES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: one\n- file: notebook\n",
    "references.bib": "@article{Ng2020,\n  author = {Ng, Ada},\n  title = {How cells rest},\n"
    "  journal = {Journal of Examples},\n  year = {2020},\n  doi = {10.1000/rest}\n}\n",
    "index.md": "# Cells\n\nCells rest at night {cite}`Ng2020`.\n\n## Sleep\n\nAt night\n24 of 40 "
    "people slept longer.\n\n```{image} cell.png\n```\n\n```{bibliography}\n```\n",
    "one.md": "# One\n\nCells die {cite:p}`Nobody`.\n\n```{note}\n"
    "It reduced relapses by 40%.\n```\n",
    "notebook.ipynb": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "markdown",
                    "id": "a",
                    "metadata": {},
                    "source": ["# N\n", "\n", "The drug cured 3 of 9 mice."],
                },
                {
                    "cell_type": "code",
                    "id": "b",
                    "execution_count": 1,
                    "metadata": {},
                    "outputs": [
                        {"name": "stdout", "output_type": "stream", "text": ["9 of 9 died.\n"]}
                    ],
                    "source": ["print(died)"],
                },
            ],
            "metadata": {"kernelspec": {"display_name": "P", "language": "python", "name": "p"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
}


def fenced(language: str) -> str:
    """Return what the manual shows of one language."""
    (found,) = re.findall(rf"(?ms)^```{language}\n(.*?)^```$", SECTION)
    return str(found)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a book with the settings that the manual shows."""
    path = tmp_path / "book"
    path.mkdir()
    for name, text in PAGES.items():
        path.joinpath(name).write_text(text, encoding="utf-8")
    path.joinpath("cell.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    path.joinpath("_config.yml").write_text(fenced("yaml"), encoding="utf-8")
    return path


def run(book: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the manual beside the book."""
    name, *arguments = shlex.split(line)
    command = Path(sys.executable).with_name(name)
    return subprocess.run(
        [command, *arguments],
        cwd=book.parent,
        env=os.environ | {"NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=False,
    )


def findings(book: Path) -> list[tuple[str, int, str]]:
    path = book / "_build" / "claims" / "claims.json"
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return [(told["source"], told["line"], told["slug"]) for told in report["findings"]]


def commands() -> list[str]:
    return fenced("sh").splitlines()


def test_the_gate_finds_each_claim_at_its_line_and_fails(book: Path) -> None:
    _, gate, _ = commands()
    built = run(book, gate)
    assert built.returncode == 1
    assert findings(book) == [
        ("index.md", 7, "uncited-number"),
        ("index.md", 10, "image-without-alt"),
        ("notebook.ipynb", 10, "uncited-number"),
        ("one.md", 3, "unknown-key"),
        ("one.md", 6, "uncited-number"),
    ]
    assert (
        f'{book}/one.md:6: ERROR: CLM101 sentence with a quantity has no citation: "It reduced '
        'relapses by 40%." [claims.uncited-number]\n'
    ) in strip_colors(built.stderr)


def test_the_gate_passes_a_book_whose_claims_are_cited(book: Path) -> None:
    _, gate, _ = commands()
    book.joinpath("one.md").write_text("# One\n", encoding="utf-8")
    book.joinpath("notebook.ipynb").unlink()
    book.joinpath("_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters:\n- file: one\n", encoding="utf-8"
    )
    index = PAGES["index.md"].replace("longer.", "longer {cite}`Ng2020`.")
    index = index.replace("cell.png\n", "cell.png\n:alt: a cell\n")
    book.joinpath("index.md").write_text(index, encoding="utf-8")
    assert (run(book, gate).returncode, findings(book)) == (0, [])


def test_the_pages_are_the_same_with_and_without_the_checker(book: Path) -> None:
    _, _, pages = commands()
    settings = book / "_config.yml"
    written = []
    for text in (fenced("yaml"), re.sub(r"(?m)^.*claims.*\n", "", fenced("yaml"))):
        settings.write_text(text.replace("extra_extensions:\n  config", "config"), encoding="utf-8")
        built = run(book, pages)
        assert built.returncode == 0
        html = book / "_build" / "html"
        written.append(
            {
                path.relative_to(html): path.read_bytes()
                for path in html.rglob("*")
                if path.is_file()
            }
        )
        shutil.rmtree(book / "_build")
        told = "[claims.uncited-number]" in strip_colors(built.stderr)
        assert told is ("sphinx_claims" in text)
    assert sorted(written[0]) == sorted(written[1])
    assert [path for path in written[0] if written[0][path] != written[1][path]] == []


def test_what_is_wrong_with_a_setting_is_told_at_its_line(book: Path) -> None:
    _, gate, _ = commands()
    settings = book / "_config.yml"
    text = settings.read_text(encoding="utf-8") + "    claims_ledger: ledger.yaml\n"
    settings.write_text(text, encoding="utf-8")
    run(book, gate)
    assert [told for told in findings(book) if told[0] == "_config.yml"] == [
        ("_config.yml", len(text.splitlines()), "malformed-ledger")
    ]
