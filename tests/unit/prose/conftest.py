"""Words are looked up anew in each test: what is remembered would hide a change of how."""

from __future__ import annotations

import pytest

from sphinx_claims.core.prose import lexicon


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    lexicon.KNOWN.clear()
