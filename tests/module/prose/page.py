"""What is measured of a page, however it was read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from module.prose.counter import Text

END_MATTER = (
    "Check yourself",
    "How sure are we?",
    "In plain words",
    "Sources on this page",
    "What the summary said",
)
"""How the headings of sections begin whose text is no running text of a lesson."""
RAISED = 0.75
"""Size of raised signs, as a part of that of the letters around them."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, parted into what is measured differently."""

    body: Text
    """Its running text: what is read from top to bottom, to the end matter."""
    plain: tuple[Text, ...]
    """Its boxes in plain words."""
    reasons: int
    """How many marks of reasoning its body has."""
    citations: float
    """How wide the citations of its body are, in letters."""


def tidied(text: str) -> str:
    """Return a text as one line, without the gaps that marks leave when they are taken out."""
    return re.sub(r"\s+([.,;:?!)])", r"\1", " ".join(text.split()))
