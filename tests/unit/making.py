"""Units and readings, as tests of the core need them."""

from __future__ import annotations

from typing import Any

from sphinx_claims.core.model import ClaimUnit, Kind, Location


def unit(text: str, **known: Any) -> ClaimUnit:
    """Return a sentence of a page, with what else is known of it."""
    place = Location(doc="index", source="index.md", line=1)
    usual = {"location": place, "end_line": 1, "kind": Kind.SENTENCE, "block": 0, "anchor": ""}
    return ClaimUnit(id="", text=text, **{**usual, **known})
