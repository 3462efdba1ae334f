"""What each signal weighs; written by ``nox -s fit``, but for the last line."""

from __future__ import annotations

BASE = 6
WEIGHTS: dict[str, int] = {
    "acted": 3, "advisable": -7, "agent": 3, "aim": -12, "apparatus": -5, "author-note": -20,
    "authors": 15, "be": -1, "cause": 3, "change": 1, "clock": -7, "code-token": -8,
    "colon-end": -8, "comparison": 4, "deduced": -13, "deduction": -9, "definition": -9,
    "document-word": -5, "dose": 5, "drug": 12, "enumeration": -6, "ethics": -8, "evaluation": -4,
    "figure": -2, "figure-shows": -1, "first-person": -12, "forecast": -14, "frequency": 10,
    "gloss": -6, "health": 4, "hedge": -5, "history": 25, "imagined": -40, "imperative": -19,
    "in-part": -1, "initials": 1, "inquiry": -1, "inquiry-reports": 5, "is-a": 4, "known-fact": 5,
    "link-like": -4, "listing": -8, "long": 7, "majority": 7, "meaning": -5, "method": -3,
    "needed": -6, "no-stop": -15, "norm": -5, "number": -2, "opinion": -7,
    "order-after-clause": -17, "order-of-dose": 30, "order-of-drug": 30, "outlook": 1,
    "own-act": -8, "own-document": -12, "own-methods": -12, "own-project": -7, "own-study": -4,
    "part-first": -12, "passive": 3, "passive-finding": 4, "percentage": 5, "perfect": 8,
    "personal": -6, "place-word": 1, "pointer": -4, "pronoun": -2, "quantity": 1, "question": -25,
    "rhetoric": 16, "role": 1, "science": 3, "second-person": -2, "see-a-carer": -4,
    "see-figure": -4, "short": -17, "shown-in": -8, "small-start": -5, "software": -4,
    "statistic": 5, "stem": -20, "stipulated": -15, "symbol": -2, "symptom": 8, "thing-does": 3,
    "unit": 1, "venue": -12, "view": -15, "vignette": -9, "we-call": -20, "we-did": -9,
    "whereabouts": -9, "will": -5, "with-number": -10, "would": -9, "year": 10,
}  # fmt: skip
MANUAL = -5
"""What one step of the register of a page weighs.

Set by hand, so that about 10 in 1,000 sentences of two large manuals are taken for claims.
"""
