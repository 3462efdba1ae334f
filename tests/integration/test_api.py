"""What other extensions may import, used by one that knows nothing else of the checker."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ExtensionError

from conftest import CONF, REPOSITORY, Project
from sphinx_claims import api

NEIGHBOUR = '''\
"""Writes what the checker tells it; marks what it works out itself."""
import json
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from sphinx_claims.api import RENDERED, coverage_of, ledger_of, report_of

told = {}


class Sum(SphinxRole):
    def run(self):
        told["ledger-while-reading"] = sorted(ledger_of(self.env).sources)
        told["report-while-reading"] = report_of(self.env)
        told["coverage-while-reading"] = dict(coverage_of(self.env))
        return [nodes.inline("", "Cells cost 5 euros.", **{RENDERED: True})], []


def on_build_finished(app, exception):
    report = report_of(app.env)
    told["ledger"] = sorted(ledger_of(app.env).sources)
    told["findings"] = [finding.slug for finding in report.findings]
    told["verdicts"] = [verdict.unit.text for verdict in report.verdicts]
    told["coverage"] = {
        doc: (page.supported, page.claims) for doc, page in coverage_of(app.env).items()
    }
    Path(app.outdir, "told.json").write_text(json.dumps(told))


def setup(app):
    app.add_role("sum", Sum())
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True}
'''
LEDGER = """\
schema: 1
sources:
  Key:
    design: cohort
    species: human
    treatment: none
    participants: 40
    population: people
    extent: abstract
    locator: Abstract
    notices: []
    facts: {}
"""


@pytest.fixture
def neighbour(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with an extension of its own, which uses the documented names alone."""
    project.write("neighbour.py", NEIGHBOUR)
    monkeypatch.syspath_prepend(str(project.path))
    project.write(
        "conf.py",
        CONF.replace('"sphinx_claims"]', '"sphinx_claims", "neighbour"]')
        + 'claims_ledger = "ledger.yaml"\n',
    )
    project.write("ledger.yaml", LEDGER)
    project.write("index.md", "# Title\n\nCells live {cite:p}`Key`. Cells die. {sum}`x`\n")
    return project


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import the extension of each project anew."""
    monkeypatch.delitem(sys.modules, "neighbour", raising=False)


def told_by(project: Project, builder: str) -> dict[str, Any]:
    built = project.build(builder)
    told: dict[str, Any] = json.loads(built.out.joinpath("told.json").read_text(encoding="utf-8"))
    return told


def test_a_neighbour_learns_of_ledger_report_and_coverage(neighbour: Project) -> None:
    assert told_by(neighbour, "claims") == {
        "ledger-while-reading": ["Key"],
        "report-while-reading": None,
        "coverage-while-reading": {},
        "ledger": ["Key"],
        "findings": ["uncited-sentence"],
        "verdicts": ["Cells live.", "Cells die."],
        "coverage": {"index": [1, 2]},
    }


def test_verdicts_are_left_out_when_nothing_changed_and_nobody_asks(neighbour: Project) -> None:
    told_by(neighbour, "dummy")
    again = told_by(neighbour, "dummy")
    assert again["verdicts"] == []
    assert again["findings"] == ["uncited-sentence"]
    assert again["coverage"] == {"index": [1, 2]}


def test_a_project_without_the_checker_is_told_so(empty: Project) -> None:
    empty.write("neighbour.py", NEIGHBOUR)
    empty.write(
        "conf.py",
        'import sys\nsys.path.insert(0, "' + str(empty.path) + '")\nextensions = ["neighbour"]\n',
    )
    empty.write("index.rst", "Title\n=====\n")
    with pytest.raises(ExtensionError, match="does not have the extension sphinx_claims"):
        empty.build("dummy")


@pytest.mark.parametrize("name", sorted(api.EXEMPTING_CLASSES))
def test_a_box_of_an_exempting_class_needs_no_source(project: Project, name: str) -> None:
    said = "Cells and dyes" if api.EXEMPTING_CLASSES[name] == "label" else "Cells live here"
    project.write("index.md", f"# T\n\n:::{{container}} {name}\n{said}\n:::\n")
    (unit,) = project.build().report["units"]
    assert (unit["state"], unit["reason"]) == ("exempt", api.EXEMPTING_CLASSES[name])


def test_a_statement_in_a_box_for_labels_is_judged(project: Project) -> None:
    project.write("index.md", "# T\n\n:::{container} sd-card-title\nCells live here\n:::\n")
    assert [slug for _, _, slug in project.build().findings] == ["uncited-sentence"]


@pytest.mark.parametrize("name", sorted(api.ANSWER_CLASSES))
def test_an_answer_needs_a_source_of_its_own(project: Project, name: str) -> None:
    project.write("index.md", f"# T\n\n:::{{container}} {name}\nCells live here.\n:::\n")
    assert [slug for _, _, slug in project.build().findings] == ["uncited-feedback"]


def test_the_manual_names_everything_that_may_be_imported() -> None:
    manual = REPOSITORY.joinpath("docs", "tools", "claims", "api.md").read_text(encoding="utf-8")
    assert [name for name in api.__all__ if f"`{name}`" not in manual] == []


def test_the_names_of_boxes_are_among_the_classes() -> None:
    assert api.OBJECTIVES in api.EXEMPTING_CLASSES
    assert api.ANSWER in api.ANSWER_CLASSES


def test_all_that_is_imported_into_the_module_is_meant_for_others() -> None:
    tree = ast.parse(Path(api.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sphinx_claims")
        for alias in node.names
    }
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    public = {name for name in defined if not name.startswith("_")}
    assert imported - {"ClaimsDomain", "claims_domain"} | public == set(api.__all__)
