"""Letters as a reader sees them: without signs that show nothing, and each in its plain form.

No line break is ever added or taken away, so that lines stay right.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Signs that take no room: joiners, soft hyphens, marks of direction, selectors, fillers."""
_TURNED = re.compile("\u202e([^\u202a-\u202e]*)\u202c?")
"""A stretch that is shown from right to left, whatever its letters."""
_FORMS = ("<wide>", "<font>", "<circle>", "<square>")
"""Kinds of letters that differ from the plain ones by their look alone."""
_BLOCKS = (
    *(range(0xFF05, 0xFF06), range(0xFF10, 0xFF5B), range(0x1D400, 0x1D800)),
    *(range(0x24B6, 0x24EA), range(0x1F130, 0x1F14A), range(0x2100, 0x2150)),
)
_LIGATURES = range(0xFB00, 0xFB07)
_ALIKE = str.maketrans("аеорсухіјѕһԁѵАВЕКМНОРСТХІЈЅαονρυι", "aeopcyxijshdvABEKMHOPCTXIJSaovpui")
"""Cyrillic and Greek letters that look like a Latin one."""
_CYRILLIC_IN_WORD = re.compile(r"\w*(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])\w*")
_GREEK_IN_WORD = re.compile(r"(?<=[A-Za-z])[\u03b1-\u03c9](?=[a-z]{2})")
"""A Greek letter within a Latin word; names such as TNFα and IFN-γ have theirs at an end."""


def _plain_forms() -> dict[int, str]:
    told = {code: unicodedata.normalize("NFKC", chr(code)) for code in _LIGATURES}
    for code in (code for block in _BLOCKS for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if unicodedata.decomposition(chr(code)).startswith(_FORMS) and (
            plain == "%" or (plain.isascii() and plain.isalnum())
        ):
            told[code] = plain
    return told


_PLAIN = _plain_forms()


def as_seen(text: str) -> str:
    """Return a text as a reader sees it, in plain letters and with all of its line breaks."""
    if text.isascii():
        return text
    turned = _TURNED.sub(lambda found: found[1][::-1], text)
    plain = _UNSEEN.sub("", turned).translate(_PLAIN)
    plain = _CYRILLIC_IN_WORD.sub(lambda found: found[0].translate(_ALIKE), plain)
    return _GREEK_IN_WORD.sub(lambda found: found[0].translate(_ALIKE), plain)
