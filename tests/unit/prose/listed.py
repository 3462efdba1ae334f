"""The lists of labelled texts in ``data``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "data"


class Listed(NamedTuple):
    """One labelled text."""

    label: str
    """What stands before it: '+' for a claim, '-' for none; '' where no text has a label."""
    text: str
    known_wrong: bool
    """Whether the checker is known to get it wrong."""


def listed(name: str, *, labels: bool = True) -> Iterator[Listed]:
    """Yield the texts of a list, in their order."""
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        known_wrong, told = line.startswith("! "), line.removeprefix("! ")
        label, _, text = told.partition(" ") if labels else ("", "", told)
        yield Listed(label, text, known_wrong)
