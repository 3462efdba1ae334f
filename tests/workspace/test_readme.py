"""What the page of the checker on a package index shows is what happens."""

from __future__ import annotations

import re

from conftest import REPOSITORY, Project

TEXT = REPOSITORY.joinpath("_ext", "claims", "README.md").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", TEXT)


def test_the_start_and_the_page_give_the_finding_that_is_printed(empty: Project) -> None:
    (conf,), (page,), (finding,) = map(snippets, ("python", "rst", "text"))
    empty.write("conf.py", conf)
    empty.write("index.rst", page)
    built = empty.build()
    assert built.warnings == (finding.rstrip("\n"),)
    assert built.status == 1
    assert sorted(path.name for path in built.out.glob("claims.*")) == ["claims.json", "claims.txt"]


def test_the_commands_name_what_is_published() -> None:
    install, build = snippets("sh")
    assert install == "pip install sphinx-claims\n"
    assert build.startswith("sphinx-build -b claims ")
    assert REPOSITORY.joinpath("docs", "tools", "claims").is_dir()
