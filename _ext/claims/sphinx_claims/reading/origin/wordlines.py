"""A text to the line of a file that its words stand on, whatever happened to its mark-up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

_NOT_SHOWN = re.compile(r":[\w.+:-]+:(?=`)|\s<[^<>`]*>(?=`)|(?<=`)[~!](?:\w+\.)*")
"""What readers do not see of a role: its name, its target, the modules of a shortened name."""
_WORD = re.compile(r"[^\W_]+")
_RUN = 5
"""How many words in a row are looked for."""
_LEAST = 3
"""How many are enough behind words that are written otherwise."""
_SKIPPED = 8
"""How many words at the beginning of a text may be written otherwise in the file."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without mark-up."""
    return _WORD.findall(_NOT_SHOWN.sub(" ", text).casefold() if "`" in text else text.casefold())


class WordLines:
    """The words of a file in their order, each with its line."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of the file."""
        words: list[str] = []
        self._lines: list[int] = []
        for number, line in enumerate(lines, 1):
            found = words_of(line)
            words += found
            self._lines += [number] * len(found)
        self._text = f" {' '.join(words)} "
        self._starts = [0, *accumulate(len(word) + 1 for word in words)]
        """Where the blank before each word stands, and the one at the end."""

    def line_at(self, index: int) -> int:
        """Return the line of a word."""
        return self._lines[index]

    def find(
        self,
        words: Sequence[str],
        span: tuple[int, int] | None,
        start: int = 0,
        *,
        least: int = 1,
    ) -> int | None:
        """Return the index of the word that a text begins with, or None.

        The first words of the text may be written otherwise, if those behind them are there.

        :param span: the lines that may hold the text; all lines of the file if None
        :param start: the index that is likely to be the first; what stands before comes last
        :param least: how many words in a row are enough
        """
        first = bisect_left(self._lines, span[0]) if span else 0
        end = bisect_left(self._lines, span[1] + 1) if span else len(self._lines)
        start = min(max(start, first), end)
        for skipped in range(min(len(words), _SKIPPED)):
            run = words[skipped : skipped + _RUN]
            if len(run) < max(least, _LEAST if skipped else 1):
                return None
            for begin in (start, first):
                if (at := self._index(run, begin, end)) is not None:
                    return max(at - skipped, first)
        return None

    def _index(self, run: Sequence[str], start: int, end: int) -> int | None:
        """Return where some words stand in a row."""
        at = self._text.find(f" {' '.join(run)} ", self._starts[start], self._starts[end] + 1)
        return None if at < 0 else bisect_left(self._starts, at)
