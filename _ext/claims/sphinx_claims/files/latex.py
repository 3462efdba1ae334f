"""LaTeX in the fields of a bibliography to the text that readers see."""

from __future__ import annotations

import re

from pylatexenc.latex2text import LatexNodes2Text

_FAULTS = (RecursionError, ValueError, LookupError, AttributeError, TypeError)
"""What pylatexenc raises for LaTeX that is nested too deeply, or left unfinished."""
_LONGEST = 50_000
"""Letters of a field that are worth the time."""
_COMMAND = re.compile(r"\\(?:[^\W\d_]+\*?|.)", re.DOTALL)


def plain_text(value: str) -> str:
    """Return the text of a field on one line, without braces.

    Reads no other file, whatever the field asks for. What nobody could typeset loses its commands.
    """
    if "\\" in value and len(value) > _LONGEST:
        value = _COMMAND.sub(" ", value)
    elif "\\" in value:
        try:
            value = LatexNodes2Text().latex_to_text(value)
        except _FAULTS:
            value = _COMMAND.sub(" ", value)
    return " ".join(value.replace("{", "").replace("}", "").replace("--", "–").split())
