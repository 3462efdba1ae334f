"""What the workflows and issue forms name exists."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = sorted(
    set(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"}
)
NOXFILE = ast.parse(REPOSITORY.joinpath("noxfile.py").read_text(encoding="utf-8"))
MEMBERS = sorted(path.parent.name for path in REPOSITORY.glob("_ext/*/pyproject.toml"))


def read(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def sessions() -> set[str]:
    return {
        node.name
        for node in NOXFILE.body
        if isinstance(node, ast.FunctionDef)
        and any("nox.session" in ast.unparse(decorator) for decorator in node.decorator_list)
    }


def versions() -> list[tuple[str, str]]:
    (found,) = (
        ast.literal_eval(node.value)
        for node in NOXFILE.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VERSIONS"
    )
    return list(found)


def test_there_is_a_workflow_for_the_gate_the_versions_and_publishing() -> None:
    assert [path.stem for path in WORKFLOWS] == ["gate", "publish", "versions"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_names_sessions_and_files_that_exist(path: Path) -> None:
    runs = [step["run"] for step in steps(path) if "run" in step]
    named = {name for run in runs for name in re.findall(r"\bnox -s \"?(\w+)", run)}
    files = {name for run in runs for name in re.findall(r"(?m)^(\.?[\w-]+/[\w./-]+)", run)}
    assert named <= sessions()
    assert [name for name in files if not REPOSITORY.joinpath(name).exists()] == []
    assert named or files


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_only_keeps_no_secret_and_ends(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets." not in path.read_text(encoding="utf-8")
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_an_action_is_pinned_to_a_major_version(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert [name for name in used if not re.search(r"@(v|release/v)\d+$", name)] == []


def test_the_workflow_runs_every_version_that_is_promised() -> None:
    matrix = read(GITHUB / "workflows" / "versions.yml")["jobs"]["versions"]["strategy"]["matrix"]
    assert [(row["python"], row["sphinx"]) for row in matrix["include"]] == versions()


def test_the_workflow_runs_a_book_of_jupyter_book_too() -> None:
    jobs = read(GITHUB / "workflows" / "versions.yml")["jobs"]
    runs = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    named = {name for run in runs for name in re.findall(r"nox -s \"?(\w+)", run)}
    assert named == {name for name in sessions() if name.startswith("tests_")}


@pytest.mark.parametrize("member", MEMBERS)
def test_the_oldest_sphinx_that_a_member_allows_is_run(member: str) -> None:
    text = REPOSITORY.joinpath("_ext", member, "pyproject.toml").read_text(encoding="utf-8")
    assert re.findall(r'"sphinx>=([\d.]+),', text) == [versions()[0][1]]


def test_each_member_is_published_by_its_own_tag_and_only_after_it_was_tried() -> None:
    workflow = read(GITHUB / "workflows" / "publish.yml")
    jobs = workflow["jobs"]
    tags = workflow[True]["push"]["tags"]  # YAML takes the key "on" for a truth value
    assert sorted(tags) == sorted(f"{member}-v*" for member in MEMBERS)
    assert sorted(jobs) == sorted([*MEMBERS, "package"])
    for member in MEMBERS:
        assert jobs[member]["needs"] == "package"
        assert jobs[member]["if"] == f"startsWith(github.ref_name, '{member}-v')"
        assert jobs[member]["permissions"] == {"id-token": "write"}


@pytest.mark.parametrize("member", MEMBERS)
def test_a_tag_takes_the_two_files_of_its_version_and_no_others(
    member: str, tmp_path: Path
) -> None:
    (line,) = (
        step["run"]
        for step in read(GITHUB / "workflows" / "publish.yml")["jobs"][member]["steps"]
        if "run" in step
    )
    tmp_path.joinpath("built").mkdir()
    for name in MEMBERS:
        for version in ("0.1.0", "0.2.0"):
            for end in ("-py3-none-any.whl", ".tar.gz"):
                tmp_path.joinpath("built", f"sphinx_{name}-{version}{end}").touch()
    environment = {"GITHUB_REF_NAME": f"{member}-v0.2.0", "PATH": os.environ["PATH"]}
    subprocess.run(
        [str(shutil.which("bash")), "-euc", line], cwd=tmp_path, env=environment, check=True
    )
    assert sorted(path.name for path in tmp_path.joinpath("dist").iterdir()) == [
        f"sphinx_{member}-0.2.0-py3-none-any.whl",
        f"sphinx_{member}-0.2.0.tar.gz",
    ]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_what_it_needs(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "body"}
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown"}
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert all(field["validations"] == {"required": True} for field in fields)


def test_there_is_a_form_for_each_thing_that_goes_wrong() -> None:
    assert [path.stem for path in FORMS] == ["bug", "false-finding", "medical-text", "missed-claim"]
