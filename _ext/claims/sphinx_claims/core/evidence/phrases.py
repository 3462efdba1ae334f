"""Patterns of the words by which the rules of evidence tell what a sentence says of its sources.

The words are in the files of ``words/``. Case does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sphinx_claims.core.words import read_classes

FILES = ("addition", "advice", "comparison", "contrast", "species", "strength")
"""The files in ``words/``, each of which holds classes of its own."""
CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: entries
        for file in FILES
        for name, entries in read_classes(
            "sphinx_claims.core.evidence", f"words/{file}.txt"
        ).items()
    }
)
"""Name of a class to its words."""


@cache
def any_of(*names: str) -> str:
    """Return a pattern for any word of some classes."""
    told = {_pattern(entry) for name in names for entry in CLASSES[name]}
    return f"(?:{'|'.join(sorted(told, key=lambda pattern: (-len(pattern), pattern)))})"


def _pattern(entry: str) -> str:
    rest = r"\S*" if entry.endswith("/*") else r"\w*"
    return re.escape(entry).replace(r"\ ", " ").replace(r"\*", rest)


def words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of whole words."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)
