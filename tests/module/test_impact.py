"""What a retraction does to the module.

The build fails where a sentence rests on the paper alone, and a page says so.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from docutils import nodes
from jsonschema import Draft202012Validator

import sphinx_claims
from conftest import REPOSITORY, Built, run_sphinx
from module.conftest import DOCS, copy_module

RETRACTED = "Wang2014"
REPLY = {
    "asked": "2026-11-23",
    "answer": "found",
    "notices": [
        {"kind": "retraction", "doi": "10.1000/notice", "date": "2026-11-01", "by": "updated-by"}
    ],
    "differences": [],
}
SAYS_SO = re.compile(r"\b(retracted|retractions?|withdrawn)\b", re.IGNORECASE)


def resting_on(
    report: dict[str, Any], key: str
) -> tuple[list[tuple[str, int, str]], list[tuple[str, int, str]]]:
    """Return the units that rest on a source alone, and those that cite others beside it.

    File, line, words.
    """
    alone: list[tuple[str, int, str]] = []
    beside: list[tuple[str, int, str]] = []
    for unit in report["units"]:
        keys = {cite["key"] for cite in unit["cites"]}
        if key in keys:
            (beside if keys - {key} else alone).append((unit["source"], unit["line"], unit["text"]))
    return alone, beside


def found(report: dict[str, Any], severity: str) -> list[tuple[str, int]]:
    told = [
        found
        for found in report["findings"]
        if found["slug"] == "retracted-source" and found["severity"] == severity
    ]
    assert all(finding["keys"] == [RETRACTED] for finding in told)
    return [(finding["source"], finding["line"]) for finding in told]


@pytest.fixture(scope="module")
def retracted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the module as the text builder sees it after one of its sources was retracted."""
    path = tmp_path_factory.mktemp("retracted")
    docs = copy_module(path)
    works = {RETRACTED: {"crossref": REPLY}}
    docs.joinpath("evidence", "status.json").write_text(
        json.dumps({"schema": 1, "works": works}), encoding="utf-8"
    )
    gate = run_sphinx(docs, path / "claims")
    assert gate.status == 1
    return run_sphinx(docs, path / "text", "text")


def test_the_build_fails_at_each_sentence_that_rests_on_a_retracted_source_alone(
    module: Built, retracted: Built
) -> None:
    alone, beside = resting_on(module.report, RETRACTED)
    assert len(alone) >= 5
    assert len(beside) >= 5
    assert not [text for *_, text in alone + beside if SAYS_SO.search(text)]
    assert found(retracted.report, "error") == [(source, line) for source, line, _ in sorted(alone)]
    assert found(retracted.report, "warning") == [
        (source, line) for source, line, _ in sorted(beside)
    ]
    assert len([line for line in retracted.warnings if "CLM403" in line]) == len(alone) + len(
        beside
    )


def test_the_impact_page_lists_what_has_fallen_first(module: Built, retracted: Built) -> None:
    alone, beside = resting_on(module.report, RETRACTED)
    text = retracted.out.joinpath("evidence", "impact.txt").read_text(encoding="utf-8")
    sections = re.split(r"\n(?=[^\n|+]+\n=+\n)", text)
    assert sections[1].startswith("Retracted: Wang et al., 2014\n")
    assert (
        "Status: Retracted: retraction (crossref, 2026-11-01, doi:10.1000/notice); last asked "
        "2026-11-23." in " ".join(sections[1].split())
    )
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in sections[1].splitlines()
        if line.startswith("| ")
    ]
    assert sum(row[-1] == "falls" for row in cells) == len(alone)
    words = re.sub(r"\W", "", "".join("".join(row[:-2]) for row in cells))
    assert all(re.sub(r"\W", "", unit_text) in words for *_, unit_text in alone + beside)


def test_the_impact_report_says_the_same(module: Built, retracted: Built) -> None:
    alone, beside = resting_on(module.report, RETRACTED)
    report = json.loads(retracted.out.joinpath("impact.json").read_text(encoding="utf-8"))
    schema = (
        Path(sphinx_claims.__file__).with_name("impact.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(json.loads(schema)).validate(report)
    first, *others = report["sources"]
    assert (first["key"], first["retracted"], first["asked"]) == (RETRACTED, True, "2026-11-23")
    assert [(unit["source"], unit["line"], unit["text"]) for unit in first["falls"]] == alone
    assert [(unit["source"], unit["line"], unit["text"]) for unit in first["keeps"]] == beside
    assert not any(source["retracted"] or source["asked"] for source in others)
    assert {unit["id"] for source in report["sources"] for unit in source["falls"]} <= {
        unit["id"] for unit in module.report["units"]
    }


def test_the_links_of_the_impact_report_lead_to_a_section(module: Built) -> None:
    report = json.loads(module.out.joinpath("impact.json").read_text(encoding="utf-8"))
    links = {
        unit["link"] for source in report["sources"] for unit in source["falls"] + source["keeps"]
    }
    sections = [
        (doc, section)
        for doc, tree in module.doctrees.items()
        for section in tree.findall(nodes.section)
    ]
    ids = {f"{doc}#{name}" for doc, section in sections for name in section["ids"]}
    assert links <= ids
    assert len(links) > 50


def test_every_retraction_that_the_ledger_knows_is_none(module: Built) -> None:
    ledger = yaml.safe_load(DOCS.joinpath("evidence", "ledger.yaml").read_text(encoding="utf-8"))
    kinds = {
        notice["kind"] for source in ledger["sources"].values() for notice in source["notices"]
    }
    assert kinds == {"correction"}
    report = json.loads(module.out.joinpath("impact.json").read_text(encoding="utf-8"))
    told = {source["key"] for source in report["sources"] if source["notices"]}
    assert told == {key for key, source in ledger["sources"].items() if source["notices"]}
    assert report["summary"]["retracted"] == report["summary"]["fallen"] == 0
    assert (
        report["summary"]["sources"]
        == REPOSITORY.joinpath("references.bib").read_text(encoding="utf-8").count("\n@") + 1
    )
