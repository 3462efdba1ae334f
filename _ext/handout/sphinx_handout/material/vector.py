"""What an SVG may not use if it is to look the same in print. Pure text work."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from sphinx_handout.markup import unescape

_TEXT = re.compile(r"<(?:text|tspan)\b[^<>]*+>([^<]+)")
_DECLARED = re.compile(r"""(\s*<\?xml\b[^<>]*?)\sencoding\s*=\s*["']([^"'<>]*)["']""")
_NUMBER = re.compile(r"&#\w+;")
_FAULTS = (
    (re.compile(r"\bvar\("), "uses var(), a CSS variable, which turns black in print"),
    (re.compile(r"<(?:\w+:)?foreignObject\b"), "uses foreignObject, which is left out in print"),
)


def decode(data: bytes) -> str:
    """Return the text of a drawing, in whatever encoding it says it is; Typst knows UTF-8 alone."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _DECLARED.sub(r"\1", data.decode("utf-16", "replace"), count=1)
    text = data.decode("utf-8-sig", "replace")
    if not (found := _DECLARED.match(text)):
        return text
    with suppress(LookupError, ValueError):  # of an encoding that nobody knows
        text = data.decode(found[2], "replace")
    return _DECLARED.sub(r"\1", text, count=1)


def find_faults(svg: str) -> Iterator[str]:
    """Yield what would be lost of a drawing."""
    for pattern, message in _FAULTS:
        if pattern.search(svg):
            yield message


def texts_of(svg: str) -> str:
    """Return the letters of a drawing."""
    return unescape("".join(_TEXT.findall(svg)))


def replace_signs(svg: str, names: Mapping[str, str]) -> str:
    """Return the drawing with characters replaced, also where written by their number."""
    plain = _NUMBER.sub(lambda found: names.get(unescape(found[0]), found[0]), svg)
    return "".join(names.get(sign, sign) for sign in plain)
