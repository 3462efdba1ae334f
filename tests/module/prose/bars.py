"""The bars that the prose of a lesson is held against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from module.prose.counter import (
    Text,
    causes_in,
    connectives_in,
    entries,
    figures_in,
    grade,
    neighbours,
    numbers_in,
    unlinked,
)
from module.prose.page import Page

NUMBERS = 3
"""How many numbers a sentence may have."""
_AUDIT = re.compile(
    r"[“\"'‘(]*(?:(?:according to|as|in|so|what|when|where|while) )?"
    r"(?:the|this|that|its|their)(?: [\w-]+)? (?:summary|review)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A figure of a page beside its bar."""

    name: str
    value: float
    least: float = -inf
    most: float = inf

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bar."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        ends = [
            f"at {word} {end:g}"
            for word, end in (("least", self.least), ("most", self.most))
            if abs(end) != inf
        ]
        return f"{self.name}: {self.value:.1f} ({', '.join(ends)})"


def measures(page: Page) -> list[Measure]:
    """Return the figures of a lesson."""
    said, words = page.body.sentences, page.body.words
    pairs = neighbours(page.body)
    apart = sum(1 for _ in unlinked(pairs))
    signs = sum(map(len, page.body.paragraphs))
    cited = 100 * page.citations / (signs + page.citations)
    reasons = 100 * page.reasons / len(said)
    return [
        Measure(name="words", value=words, least=1300, most=1800),
        Measure(name="connectives a 100 sentences", value=_rate(connectives_in, said), least=40),
        Measure(name="causal ones a 100 sentences", value=_rate(causes_in, said), least=12),
        Measure(
            name="numbers a 100 words",
            value=_rate(figures_in, said) * len(said) / words,
            most=5,
        ),
        Measure(
            name="% of neighbours linked", value=100 - 100 * apart / max(len(pairs), 1), least=60
        ),
        Measure(name="% of the width in citations", value=cited, most=4),
        Measure(name="grade", value=grade(said), least=8.5, most=12),
        Measure(name="% of sentences that reason", value=reasons, most=12),
        *measures_of_plain(page.plain),
    ]


def measures_of_plain(texts: Sequence[Text]) -> list[Measure]:
    """Return the figures of what is written in plain words."""
    return [
        Measure(name="grade in plain words", value=grade(one.sentences), most=8) for one in texts
    ]


def crowded(text: Text) -> list[str]:
    """Return the sentences with too many numbers."""
    return [one for one in text.sentences if len(numbers_in(one)) > NUMBERS]


def auditing(text: Text) -> list[str]:
    """Return the paragraphs that open with the review, or with its summary."""
    return [one for one in text.paragraphs if _AUDIT.match(one)]


def returned(words: str) -> list[str]:
    """Return what a text says again, though it was taken out for good."""
    return [former for former in entries("former.txt") if former.lower() in words.lower()]


def faults(page: Page, *, about_review: bool = False) -> Iterator[str]:
    """Yield what is wrong with single sentences of a lesson."""
    yield from (f"{len(numbers_in(one))} numbers: {one}" for one in crowded(page.body))
    if not about_review:
        yield from (f"opens with the review: {one}" for one in auditing(page.body))
    for text in (page.body, *page.plain):
        yield from (f"said again: {former}" for former in returned(" ".join(text.paragraphs)))


def _rate(found: Callable[[str], Sequence[str]], said: Sequence[str]) -> float:
    return 100 * sum(len(found(one)) for one in said) / len(said)
