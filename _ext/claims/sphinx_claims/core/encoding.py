"""Text to bytes, also where an author's escape has left half of a character in it."""

from __future__ import annotations


def to_bytes(text: str) -> bytes:
    """Return a text as UTF-8.

    Half of a character, which no file can hold, becomes U+FFFD.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.encode()
