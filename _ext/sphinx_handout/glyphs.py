"""Which characters no font has: asked of Typst itself, in one small compilation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import typst

from sphinx_handout.markup import escape

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}


def find_missing(texts: Iterable[str], compiler: typst.Compiler) -> frozenset[str]:
    """Return the characters of some texts that would print as a box."""
    used = sorted({sign for text in texts for sign in text if sign > "~"})
    asked = [sign for sign in used if unicodedata.category(sign) not in _INVISIBLE]
    if not asked:
        return frozenset()
    lines = "\n\n".join(escape(sign) for sign in asked)
    source = f'#set document(title: "Signs")\n= Signs\n\n{lines}\n'
    try:
        compiler.compile(input=source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        named = "".join(_MISSING.findall(str(error.diagnostic)))
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
        return frozenset(plain) & frozenset(asked)
    return frozenset()


def describe(sign: str) -> str:
    """Return what is printed in place of a character: its number, and its name where it has one."""
    name = unicodedata.name(sign, "").lower()
    return f"[U+{ord(sign):04X}{' ' + name if name else ''}]"
