"""Runs of the real command against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from refs.services import Library, serving
from sphinx_claims.refs.__main__ import main

ENTRY = """@article{{{key},
  author = {{Wang, D. and M{{\\"u}}ller, E.}}, title = {{{{{title}}}}},
  journal = {{Cells \\& Therapy}}, year = {{2014}}, volume = {{6}}, pages = {{123--128}}, {fields}
}}
"""


def entry(key: str, *, title: str = "Cells rest", **fields: str) -> str:
    """Return an entry of a bibliography."""
    return ENTRY.format(
        key=key,
        title=title,
        fields=", ".join(f"{name} = {{{value}}}" for name, value in fields.items()),
    )


def work(doi: str, **more: Any) -> dict[str, Any]:
    """Return a record of Crossref that agrees with :func:`entry`."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": ["Cells <i>rest</i>"],
        "author": [
            {"given": "Dandan", "family": "Wang", "sequence": "first"},
            {"given": "Eva", "family": "Mueller"},
        ],
        "container-title": ["Cells &amp; Therapy"],
        "volume": "6",
        "page": "123-128",
        "published-print": {"date-parts": [[2014, 3]]},
        "published-online": {"date-parts": [[2013, 12, 30]]},
        "issued": {"date-parts": [[2013, 12, 30]]},
    } | more


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one run left behind."""

    code: int
    lines: list[str]
    """What it said, after the first line, which is its plan."""
    path: Path

    @property
    def works(self) -> dict[str, Any]:
        """What the status file holds."""
        whole: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        assert whole.pop("schema") == 1
        works: dict[str, Any] = whole.pop("works")
        assert whole == {}
        return works


Run = Callable[..., Ran]


@pytest.fixture
def library() -> Iterator[Library]:
    """Serve an empty library."""
    with serving() as library:
        yield library


@pytest.fixture
def run(tmp_path: Path, library: Library, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the entries that are given first.

    Without any, on those of the last run.
    """

    def run(bibliography: str = "", *options: str) -> Ran:
        bib, path = tmp_path / "references.bib", tmp_path / "status.json"
        if bibliography:
            bib.write_text(bibliography, encoding="utf-8")
        code = main([str(bib), "-o", str(path), *library.options, *options])
        return Ran(code=code, lines=capsys.readouterr().out.splitlines()[1:], path=path)

    return run
