"""What Typst does not check: that every link has a place to land. Text in, text out."""

from __future__ import annotations

import re
from collections import Counter

from sphinx_handout.messages import Subtype, warn

_JUMP = re.compile(r'#kit\.(?:jump|term)\(("(?:[^"\\]|\\.)*")(?:, (?:true|false))?\)')
_PLACE = re.compile(r'(?:#kit\.anchor|#?label)\(("(?:[^"\\]|\\.)*")\)')

_ANCHOR = re.compile(r'#kit\.anchor\(("(?:[^"\\]|\\.)*")\)')
_STRING = re.compile(r'(?<!\\)"(?:[^"\\]|\\.)*"')
"""A string; a quotation mark in text has a backslash before it."""


def check_links(source: str) -> str:
    """Warn of each link that would land nowhere, and take the link from its text."""
    places = set(_PLACE.findall(source))
    lost = sorted({target for target in _JUMP.findall(source) if target not in places})
    for target in lost:
        warn(
            Subtype.DANGLING_LINK, f"a link leads to {target}, which is not printed; its text stays"
        )
    for target in lost:
        source = re.sub(
            rf"#kit\.(?:jump|term)\({re.escape(target)}(?:, (?:true|false))?\)",
            "#kit.plain()",
            source,
        )
    return source


def drop_unused(source: str) -> str:
    """Return the source without the anchors that nothing names.

    Every citation is one, and each costs time and bytes.
    """
    named = Counter(_STRING.findall(source))
    return _ANCHOR.sub(lambda found: found[0] if named[found[1]] > 1 else "", source)
