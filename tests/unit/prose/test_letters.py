"""Letters as a reader sees them."""

from __future__ import annotations

import pytest

from sphinx_claims.core.prose.letters import as_seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("cu\u200bres", "cures"),
        ("cu\u200cr\u200de\u2060s\ufeff", "cures"),
        ("cu\u00adres lu\u00adpus", "cures lupus"),
        ("\u200ecures\u200f \u2067lupus\u2069", "cures lupus"),
        ("\u202etsegnol eht era seruc\u202c here", "cures are the longest here"),
        ("\u202esupul seruC", "Cures lupus"),
        ("\u202dcures\u202c", "cures"),
        ("ｃｕｒｅｓ ９０％", "cures 90%"),
        ("𝐜𝐮𝐫𝐞𝐬 𝒍𝒖𝒑𝒖𝒔 𝟗𝟎%", "cures lupus 90%"),
        ("ⓒⓤⓡⓔⓢ", "cures"),
        ("the ﬁrst", "the first"),
        ("curеs lupus оf pеоplе", "cures lupus of people"),
        ("Trαnsplαnt", "Transplant"),
        ("TNFα, IFN-γ, IL-1β and µg", "TNFα, IFN-γ, IL-1β and µg"),
        ("Лекарство помогает", "Лекарство помогает"),
        ("治癒する。", "治癒する。"),
        ("10 m² at 20 ℃, CO₂, ½", "10 m² at 20 ℃, CO₂, ½"),
        ("naïve Sjögren’s “cells” – so…", "naïve Sjögren’s “cells” – so…"),
    ],
)
def test_what_is_seen_is_read(text: str, seen: str) -> None:
    assert as_seen(text) == seen


@pytest.mark.parametrize("text", ["a\u200b\nb", "\u202ea\nb\n\u202cc", "\u00ad\n\u00ad\n", "ﬁ\nﬁ"])
def test_no_line_is_added_or_lost(text: str) -> None:
    assert as_seen(text).count("\n") == text.count("\n")


def test_text_that_was_read_stays_as_it_is() -> None:
    text = "\u202ecu\u00adres\u202c ｃｕｒｅｓ"
    assert as_seen(as_seen(text)) == as_seen(text)
