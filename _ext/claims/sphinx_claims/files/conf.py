"""The file ``conf.py``: its text, as a place to report at, and the names of its settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from sphinx_claims.core.surroundings import ConfFile
from sphinx_claims.files.disk import is_file

_SETTING = re.compile(r"(?P<name>claims_\w+)\s*(?::[^=]+)?=(?!=)")
_LIKE = 0.85
"""How like two names must be; a project may have names of its own that begin as ours do."""


def settings_file(folder: Path) -> Path:
    """Return the file of a project's settings: in a book of Jupyter Book 1.x, its own."""
    conf, book = folder / "conf.py", folder / "_config.yml"
    return book if book.is_file() and not conf.exists() else conf


def read_conf_file(path: Path, source: str) -> ConfFile:
    """Read the settings file of a project.

    A letter in another encoding than UTF-8 does not matter here.

    :param source: its path relative to the source directory
    """
    lines = (
        path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if is_file(path) else []
    )
    return ConfFile(source=source, lines=tuple(lines))


def misspelt_settings(conf: ConfFile, ours: Collection[str]) -> Iterator[str]:
    """Tell of each setting whose name is nearly one of *ours*: Sphinx passes over it in silence."""
    for name in (found["name"] for line in conf.lines if (found := _SETTING.match(line))):
        if name not in ours and (near := get_close_matches(name, ours, 1, _LIKE)):
            yield f"{name}: there is no such setting; {near[0]} may be meant"
