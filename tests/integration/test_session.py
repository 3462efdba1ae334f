"""What a build reads before its documents: once, and each build for itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conftest import Project
from sphinx_claims.domain import claims_domain

TEXT = "# T\n\nCells live.\n"
SPOILS = """

def setup(app):
    def spoil(app, env, docnames):
        for name in {names}:
            app.confdir.joinpath(name).write_text("{{", encoding="utf-8")

    app.connect("env-before-read-docs", spoil)
"""


def opened(project: Project, out: Path, **config: object) -> Sphinx:
    """Return an application that has read its settings and files, and no document yet."""
    return Sphinx(
        project.path,
        project.path,
        out,
        out.parent / f"{out.name}-doctrees",
        "claims",
        confoverrides=config,
        status=io.StringIO(),
        warning=io.StringIO(),
    )


def test_two_builds_in_one_process_keep_their_sessions_apart(
    project: Project, tmp_path: Path
) -> None:
    project.write("index.md", TEXT)
    with patch_docutils(str(project.path)), docutils_namespace():
        strict = opened(project, tmp_path / "strict")
        off = opened(project, tmp_path / "off", claims_profile="off")
        strict.build()
        off.build()
    assert (strict.statuscode, off.statuscode) == (1, 0)
    slugs = []
    for app in (strict, off):
        report = claims_domain(app.env).report
        slugs.append([finding.slug for finding in report.findings] if report else None)
    assert slugs == [["uncited-sentence"], ["unjudged-text"]]


@pytest.mark.parametrize("parallel", [0, 2])
def test_files_are_read_before_the_documents_and_not_again(project: Project, parallel: int) -> None:
    names = ("ledger.yaml", "status.json", "accepted.jsonl")
    project.write("index.md", TEXT)
    for number in range(6):
        project.write(f"page{number}.md", f"---\norphan: true\n---\n\n{TEXT}")
    project.write("ledger.yaml", "schema: 1\nsources: {}\n")
    project.write("status.json", '{"schema": 1, "works": {}}')
    settings = {"claims_ledger": names[0], "claims_status": names[1], "claims_baseline": names[2]}
    project.build(**settings, claims_baseline_update="create")
    sound = project.build(fresh=True, parallel=parallel, **settings)
    conf = project.path.joinpath("conf.py")
    conf.write_text(conf.read_text(encoding="utf-8") + SPOILS.format(names=names), encoding="utf-8")
    assert project.build(fresh=True, parallel=parallel, **settings).report == sound.report
    spoilt = [slug for _, _, slug in project.build(parallel=parallel, **settings).findings]
    assert sorted(set(spoilt) - {"uncited-sentence"}) == [
        "malformed-ledger",
        "malformed-status",
        "unusable-baseline",
    ]


def test_nothing_of_a_session_is_stored(project: Project) -> None:
    project.write("index.md", TEXT)
    project.build()
    stored = project.out.joinpath("claims-doctrees", "environment.pickle").read_bytes()
    assert b"sphinx_claims" in stored
    assert not [
        name
        for name in (b"session", b"policy", b"files.conf")
        if b"sphinx_claims." + name in stored
    ]
