"""The manual of the handout names all there is."""

from __future__ import annotations

from conftest import REPOSITORY
from sphinx_handout.messages import Subtype

MANUAL = REPOSITORY / "docs" / "tools" / "handout" / "index.md"


def test_the_manual_explains_every_warning_and_shows_the_table_of_settings() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert [kind for kind in Subtype if f"`handout.{kind}`" not in text] == []
    assert "```{handout-options}" in text
