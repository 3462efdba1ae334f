"""Text that files can hold, whatever an author's escape or a service has put into it."""

from __future__ import annotations

import re

_NO_LETTER = re.compile("[\0-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and what stands for no character at all."""


def to_bytes(text: str) -> bytes:
    """Return a text as UTF-8.

    Half of a character, which no file can hold, becomes U+FFFD.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.encode()


def no_letter_in(text: str) -> str:
    """Return the name of a sign in a text that nobody can read, empty if there is none."""
    found = _NO_LETTER.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def readable(text: str) -> str:
    """Return a text on one line, without signs that nobody can read."""
    return " ".join(_NO_LETTER.sub(" ", text).split())
