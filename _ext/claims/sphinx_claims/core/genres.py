"""Genres of text that hardly make claims, and how a project may have them judged."""

from __future__ import annotations

from enum import StrEnum


class Genre(StrEnum):
    """What a text is, where that matters more than what it sounds like."""

    DOCSTRING = "docstring"
    LICENCE = "licence"
    CREDITS = "credits"
    RELEASE_NOTES = "release-notes"
    LEGEND = "legend"


class Treatment(StrEnum):
    """How a genre is judged."""

    JUDGE = "judge"
    """Like any other text."""
    GUARD = "guard"
    """Only where a sentence holds what makes it look like a claim under every profile."""
    SKIP = "skip"
    """Not at all."""
