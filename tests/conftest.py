"""Real Sphinx builds for the tests: no mocks, no shared directories."""

from __future__ import annotations

import functools
import importlib.metadata
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from hypothesis import HealthCheck, settings
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOTS = Path(__file__).parent / "integration" / "roots"
REPOSITORY = Path(__file__).parent.parent
TOGETHER = ("handout", "module", "pdf", "browser")
"""Folders, each of whose tests share a build that takes long: one worker runs them all."""

DISARMING = {"rule-disabled", "unjudged-text", "held-findings"}
"""Rules about the settings, whose notes no setting hides."""

settings.register_profile(
    "tests",
    deadline=None,  # how long an example takes says how busy the machine is
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
    database=None,
)
settings.load_profile("tests")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep tests that share builds on one worker: those of a file, or of a whole folder."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - not needed without it

    class ByBuild(LoadScopeScheduling):  # type: ignore[misc] # has no types
        """Parts the tests by what they build."""

        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            folders = [part for part in Path(path).parent.parts if part in TOGETHER]
            return "/".join(folders) or path

    return ByBuild(config, log)


@pytest.fixture(scope="session", autouse=True)
def _plugins_are_looked_up_once() -> Iterator[None]:
    """Read once what is installed, not ten times a build: that took a third of the time."""
    known = functools.cache(importlib.metadata.entry_points)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("pybtex.plugin", "sphinx.registry", "sphinx.theming"):
            patch.setattr(f"{module}.entry_points", known)
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one build left behind."""

    out: Path
    status: int
    warnings: tuple[str, ...]
    """Warning lines, paths relative to the source directory."""
    console: tuple[str, ...]
    """Lines that say what the build does."""
    doctrees: Mapping[str, nodes.document]

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report of the claims builder."""
        report: dict[str, Any] = json.loads(
            self.out.joinpath("claims.json").read_text(encoding="utf-8")
        )
        return report

    @property
    def findings(self) -> list[tuple[str, int, str]]:
        """Source, line and slug of every finding about text and files, in order."""
        return [(found["source"], found["line"], found["slug"]) for found in self.reported]

    @property
    def reported(self) -> list[dict[str, Any]]:
        """Every finding about text and files, in order."""
        return [found for found in self.report["findings"] if found["slug"] not in DISARMING]

    @property
    def disarmed(self) -> list[tuple[str, int, str]]:
        """Source, line and message of each note on what is kept from being found, in order."""
        return [
            (found["source"], found["line"], found["message"])
            for found in self.report["findings"]
            if found["slug"] in DISARMING
        ]

    def states(self, doc: str) -> list[tuple[str, str]]:
        """State and text of every unit of a document, in order."""
        return [
            (unit["state"], unit["text"]) for unit in self.report["units"] if unit["doc"] == doc
        ]


def run_sphinx(
    source: Path,
    out: Path,
    builder: str = "claims",
    *,
    fresh: bool = False,
    parallel: int = 0,
    tags: Sequence[str] = (),
    strict: bool = False,
    **config: Any,
) -> Built:
    """Build a project and return what came of it; a *strict* build fails on warnings."""
    status, warnings = io.StringIO(), io.StringIO()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            source,
            source,
            out,
            out.parent / f"{out.name}-doctrees",
            builder,
            confoverrides={"show_warning_types": True} | config,  # the default since Sphinx 8.0
            status=status,
            warning=warnings,
            freshenv=fresh,
            parallel=parallel,
            tags=tags,
            warningiserror=strict,
            keep_going=strict,
        )
        app.build(force_all=fresh)
        doctrees = {name: app.env.get_doctree(name) for name in app.env.all_docs}
    text = (
        strip_colors(warnings.getvalue())
        .replace(f"{source.resolve()}/", "")
        .replace(f"{source}/", "")
    )
    return Built(
        out=out,
        status=app.statuscode,
        warnings=tuple(text.splitlines()),
        console=tuple(strip_colors(status.getvalue()).splitlines()),
        doctrees=doctrees,
    )


class Project:
    """A small project in a directory of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path / "source"
        self.out = path / "out"

    def copy(self, root: Path) -> None:
        """Take over the files of a test root."""
        shutil.copytree(root, self.path, dirs_exist_ok=True)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write one file."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def build(self, builder: str = "claims", **options: Any) -> Built:
        """Build the project."""
        return run_sphinx(self.path, self.out / builder, builder, **options)


CONF = """
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "sphinx_claims"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "substitution"]
bibtex_bibfiles = ["refs.bib"]
exclude_patterns = ["included"]
claims_profile = "strict"
"""
REFS = """
@article{Key, author = {Ng, A.}, title = {One}, journal = {J}, year = {2020}, doi = {10.1000/one}}
@article{Other, author = {Roe, B. and Ng, A.}, title = {Two}, journal = {J}, year = {2021}, \
pages = {10--19}, pmid = {2}}
"""
REFERENCES = """\
---
orphan: true
---

# References

:::{bibliography}
:all:
:::
"""


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """Return a project without any file."""
    project = Project(tmp_path)
    project.path.mkdir()
    return project


@pytest.fixture
def project(empty: Project) -> Project:
    """Return a MyST project with two bibliography entries and only the list of references."""
    empty.write("conf.py", CONF)
    empty.write("refs.bib", REFS)
    empty.write("references.md", REFERENCES)
    return empty


@pytest.fixture
def page(project: Project) -> Callable[..., Built]:
    """Return a function that builds a project of one MyST page."""

    def build(text: str, builder: str = "claims", **config: Any) -> Built:
        project.write("index.md", text)
        return project.build(builder, fresh=True, **config)

    return build
