"""Text to sentences, with offsets that travel with the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import nupunkt

Span = tuple[int, int]
"""Start and end offset of a sentence, surrounding white space left out."""

ABBREVIATIONS = frozenset(
    {
        "al", "approx", "ca", "cf", "dr", "ed", "eds", "eq", "etc", "fig", "figs", "incl", "max",
        "min", "mr", "mrs", "ms", "no", "nos", "pp", "prof", "ref", "refs", "resp", "sp", "spp",
        "st", "vol", "vs",
    }
)  # fmt: skip
"""Words whose full stop does not end a sentence, in lower case."""

_STOP_INSIDE = re.compile(r"[.!?…][^\w\s.!?…]*\s+\S")
"""What a text must hold to be more than one sentence: most blocks of a manual do not."""
_JOINED = re.compile(
    r"(?<=\s)(?P<word>[^\s.]+)(?P<stop>[.!?]['\")\]’”]?)(?=\s+['\"(\[‘“]?[A-Z0-9])"
)
_SENTENCE_AFTER = re.compile(r"\s+\W?[A-Z][\w-]*\s+[a-z]")
_NEAR = 60
"""How many signs before a lone capital tell whether it is an initial."""
_UNITS = frozenset("dghlms")
"""Units of one letter, which the segmenter takes for initials."""
_INITIAL_BEFORE = re.compile(r"(?:^|\b(?:by|and|of|from|with|to)|[A-Z][\w-]*|[A-Z]\.)\s+$")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of *text*, in order, without overlap, wherever lines end.

    The segmenter takes a number that begins a line for that of a list item.
    """
    if not _STOP_INSIDE.search(text):
        span = _strip(text, 0, len(text))
        return (span,) if span[0] < span[1] else ()
    return tuple(
        span
        for start, end in _without_orphans(text, nupunkt.sent_spans(text.replace("\n", " ")))
        for piece in _split_joined(text, start, end)
        if (span := _strip(text, *piece))[0] < span[1]
    )


def _without_orphans(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Join what the segmenter cut off without white space, such as a bracket behind a full stop."""
    held: Span | None = None
    for start, end in spans:
        if (
            held is not None
            and start == held[1]
            and not text[start - 1].isspace()
            and not text[start : start + 1].isupper()
        ):
            held = held[0], end
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def _split_joined(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a span where the segmenter joined two sentences.

    A wrong join would hide an uncited one.
    """
    for match in _JOINED.finditer(text, start, end):
        if _ends_sentence(match["word"], text[start : match.start()], text[match.end() : end]):
            yield start, match.end()
            start = match.end()
    yield start, end


def _ends_sentence(word: str, before: str, after: str) -> bool:
    bare = word.lstrip("(['\"‘“")
    if bare.lower() in ABBREVIATIONS or bare.isdigit():
        return False
    if bare in _UNITS and before[-2:-1].isdigit():
        return after.lstrip(" \n'\"([‘“")[:1].isupper()
    if len(bare) == 1:
        return (
            bare.isupper()
            and not _INITIAL_BEFORE.search(before[-_NEAR:])
            and bool(_SENTENCE_AFTER.match(after))
        )
    return True


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
