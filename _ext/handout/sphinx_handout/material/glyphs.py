"""Which characters no font has: asked of Typst itself, in one small compilation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import typst
from docutils import nodes

from sphinx_handout.markup import escape, to_bytes, unescape
from sphinx_handout.messages import Subtype, warn

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}


def letters_of(tree: nodes.Node) -> Iterator[str]:
    """Yield the text of a tree, and what its nodes hold beside it that may be printed.

    Entries, long forms, raw HTML.
    """
    yield tree.astext()
    for node in tree.findall(nodes.Element):
        yield from (
            value
            for value in node.attributes.values()
            if isinstance(value, str) and not value.isascii()
        )
        if "entries" in node:
            yield str(node["entries"])
        if isinstance(node, nodes.raw):
            yield unescape(node.astext())


def find_missing(signs: Iterable[str], compiler: typst.Compiler) -> frozenset[str]:
    """Return the characters that would print as a box."""
    asked = [
        sign
        for sign in sorted(set(signs))
        if sign > "~" and unicodedata.category(sign) not in _INVISIBLE
    ]
    if not asked:
        return frozenset()
    lines = "\n\n".join(escape(sign) for sign in asked)
    source = f'#set document(title: "Signs")\n= Signs\n\n{lines}\n'
    try:
        compiler.compile(input=to_bytes(source), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        named = "".join(_MISSING.findall(str(error.diagnostic)))
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
        return frozenset(plain) & frozenset(asked)
    return frozenset()


def report(signs: Iterable[str], place: nodes.Node | str | None = None) -> None:
    """Warn of characters that no font has."""
    for sign in sorted(signs):
        warn(Subtype.GLYPH, f"no font has the character {describe(sign)}", place)


def describe(sign: str) -> str:
    """Return what is printed in place of a character: its number, and its name where it has one."""
    name = unicodedata.name(sign, "").lower()
    return f"[U+{ord(sign):04X}{' ' + name if name else ''}]"
