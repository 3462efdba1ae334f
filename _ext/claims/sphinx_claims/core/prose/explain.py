"""Why a verdict fell as it did, in words; worked out only where somebody will read it."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_claims.core.model import NO_CLAIM, Profile, Verdict
from sphinx_claims.core.prose.classify import triggers_of
from sphinx_claims.core.prose.signals import explain

KINDS: Mapping[str, tuple[str, ...]] = {
    "instruction": (
        "imperative",
        "order-after-clause",
        "advisable",
        "see-a-carer",
        "second-person",
        "norm",
    ),
    "navigation": (
        "pointer",
        "link-like",
        "part-first",
        "in-part",
        "see-figure",
        "shown-in",
        "whereabouts",
        "enumeration",
    ),
    "self-description": (
        *(
            "own-project",
            "own-document",
            "document-word",
            "own-study",
            "own-methods",
            "own-act",
            "we-did",
            "first-person",
        ),
        *("method", "apparatus", "ethics", "venue", "clock", "author-note"),
    ),
    "learning-objective": ("aim", "learning"),
    "software-behaviour": ("manual", "software", "code-token"),
    "definition": ("definition", "meaning", "we-call", "stipulated", "gloss"),
    "deduction": ("deduction", "deduced", "with-number", "symbol"),
    "opinion": (
        "view",
        "opinion",
        "outlook",
        "evaluation",
        "forecast",
        "needed",
        "will",
        "would",
        "hedge",
    ),
    "question": ("question", "stem"),
    "fragment": ("no-stop", "listing", "short", "colon-end", "small-start"),
    "example": ("vignette", "imagined", "personal"),
}
"""Kind of prose that is no claim to the signals that speak for it."""


def triggers_told(verdict: Verdict) -> tuple[str, ...]:
    """Name what makes a unit look like a claim; under ``balanced`` each signal with its weight."""
    named = triggers_of(verdict.unit.text)
    if verdict.profile is not Profile.BALANCED:
        return named
    return (
        *named,
        *(f"{name}={weight:+d}" for name, weight in explain(verdict.unit.sentence, verdict.manual)),
    )


def reason_told(verdict: Verdict) -> str | None:
    """Return the reason of a verdict.

    Of a unit that sounds like no claim, the kind of prose it sounds like most.
    """
    if verdict.reason != NO_CLAIM:
        return verdict.reason
    weights = dict(explain(verdict.unit.sentence, verdict.manual))
    told = {kind: sum(weights.get(name, 0) for name in names) for kind, names in KINDS.items()}
    kind = min(told, key=lambda kind: (told[kind], kind))
    return kind if told[kind] < 0 else NO_CLAIM
