"""Typst source as text: escapes, string literals, calls. Knows nothing of Sphinx or docutils."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]")
"""What is no letter, halves of characters among it."""
_HUGE = re.compile(r"&#\d{8,};?")
"""A character by a number that none has, and that may be too long to be read as one."""
_SPACE = re.compile(r"[ \t\n]+")
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK_AFTER = re.compile(r"([/_.,=&?:;-])(?=\w)")
ZERO_WIDTH = "\u200b"


def to_bytes(source: str) -> bytes:
    """Return source as UTF-8; half of a character becomes a question mark."""
    return source.encode(errors="replace")


def unescape(text: str) -> str:
    """Return HTML without references to characters."""
    return html.unescape(_HUGE.sub("\ufffd", text))


def escape(text: str) -> str:
    """Return *text* as Typst markup that prints just that; runs of white space become one space."""
    return _PUNCTUATION.sub(r"\\\1", _SPACE.sub(" ", _CONTROL.sub("", text)))


def string(text: str) -> str:
    r"""Return a Typst string literal.

    >>> string('a "b"')
    '"a \\"b\\""'
    """
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = (
        plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'


def array(values: Iterable[str]) -> str:
    """Return a Typst array of values that are Typst code already."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def content(markup: str) -> str:
    """Return markup as a value."""
    return f"[{markup}]"


def call(name: str, *values: str, body: str | None = None, **named: str | None) -> str:
    """Return a call, in markup.

    A named value that is None is left out, an underscore in a name becomes a hyphen.
    """
    given = [
        f"{key.replace('_', '-')}: {value}" for key, value in named.items() if value is not None
    ]
    arguments = ", ".join([*values, *given])
    if body is None:
        return f"#{name}({arguments})"
    return f"#{name}({arguments})[{body}]" if arguments else f"#{name}[{body}]"


def boolean(value: object) -> str:
    """Return a Typst truth value."""
    return "true" if value else "false"


def breakable(text: str) -> str:
    """Return code in which words too long for a line can break, at a sign if there is one."""
    return _LONG_WORD.sub(lambda found: _split(found[0]), text)


def _split(word: str) -> str:
    parts = _BREAK_AFTER.sub(rf"\1{ZERO_WIDTH}", word).split(ZERO_WIDTH)
    return ZERO_WIDTH.join(
        ZERO_WIDTH.join(part[at : at + 40] for at in range(0, len(part), 40)) for part in parts
    )
