"""What other packages do not promise is named in one module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinx_claims

CLAIMS = Path(sphinx_claims.__file__).parent
MODULES = sorted(path for path in CLAIMS.rglob("*.py") if path.name != "_foreign.py")
FOREIGN = frozenset(
    {
        ".bibdata",
        ".bibliographies",
        ".block_text",
        ".citation_nodes",
        ".citation_refs",
        ".format_entry",
        ".found_docs",
        ".html_static_path",
        ".keyprefix",
        ".suppress_warnings",
        "bibtex-citation",
        "bibtex_bibfiles",
        "bibtex_encoding",
        "cite:p",
        "myst_substitutions",
        "nb_element",
        "withheld_documents",
        "withholds_answers",
    }
)
"""Attributes and texts that only ``_foreign`` may name."""


def names_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield f".{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(CLAIMS).with_suffix("").as_posix()
)
def test_what_others_do_not_promise_is_named_in_one_module(path: Path) -> None:
    assert FOREIGN & set(names_in(path)) == set()


def test_every_name_on_the_list_is_relied_on() -> None:
    assert set(names_in(CLAIMS / "_foreign.py")) >= FOREIGN
