"""Text to sentences, with offsets that travel with the text.

Each mark that may end a sentence is looked at once, with the word before it and the text behind it.
A wrong join lets one citation cover two sentences, a wrong split raises a false alarm: where it
cannot be known, the text is split.
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.stating.statements import is_statement
from sphinx_claims.core.prose.stops import Stop, ends_sentence

Span = tuple[int, int]
"""Start and end offset of a sentence, surrounding white space left out."""

_CLOSERS = r"['\"’”“»)\]}]"
_STOP = re.compile(
    rf"(?P<mark>[.!?…]++)(?P<closed>{_CLOSERS}*+(?:\[[\w, –-]+\])*+)(?=\s+\S|[A-Z])|"
    rf"(?P<full>[。！？｡．؟۔।॥።][」』）》〉]*{_CLOSERS}*)(?=\s*\S)"
)
"""A mark that something follows: white space or by mistake a capital; or one of another script."""
_BETWEEN = re.compile(r"\s+[•·‣▪◦|]\s+|(?<=[^\s(])\s+(?=\d{1,2}\)\s)")
"""A sign, or the number of an item, that stands between sentences as a full stop does."""
_NUMBER = re.compile(r"\d{1,2}\)\s+")
_NEAR = 80
"""How many signs on either side of a mark tell what it means."""


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a text, in order, wherever its lines end."""
    cuts = [0]
    for match in _STOP.finditer(text):
        if match["full"] or ends_sentence(_stop_at(text, cuts[-1], match)):
            cuts.append(match.end())
    pieces = zip(cuts, [*cuts[1:], len(text)], strict=True)
    spans = (span for piece in pieces if (span := _strip(text, *piece))[0] < span[1])
    return tuple(part for span in spans for part in _parted(text, span))


def _parted(text: str, span: Span) -> tuple[Span, ...]:
    """Return the parts of a sentence between bullets or numbers, if more than one is a sentence."""
    between = [match.span() for match in _BETWEEN.finditer(text, *span)]
    if not between:
        return (span,)
    starts, ends = [span[0], *(end for _, end in between)], [*(start for start, _ in between)]
    parts = tuple(zip(starts, [*ends, span[1]], strict=True))
    said = (_NUMBER.sub("", text[start:end].rstrip(".")) for start, end in parts)
    return parts if sum(is_statement(f"{one}.") for one in said) > 1 else (span,)


def _stop_at(text: str, start: int, match: re.Match[str]) -> Stop:
    """Return a mark with what stands around it in its sentence, which begins at *start*."""
    near = max(start, match.start() - _NEAR)
    return Stop(
        before=text[near : match.start()],
        first=near == start,
        mark=match["mark"],
        closed=bool(match["closed"]),
        after=text[match.end() : match.end() + _NEAR],
    )


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
