"""What a build knows of its project besides the settings of the checker."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_claims.core.model import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfFile:
    """The text of a project's ``conf.py``; empty when all settings come from elsewhere."""

    source: str
    lines: tuple[str, ...] = ()

    def locate(self, *texts: str) -> Location:
        """Return the line of the last text, looked for below that of the text before it."""
        line = 1
        for text in texts:
            line = next(
                (
                    number
                    for number, told in enumerate(self.lines, 1)
                    if number >= line and text in told
                ),
                line,
            )
        return Location(doc=None, source=self.source, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What else in a project decides what is judged, and what is seen of it."""

    conf: ConfFile = ConfFile(source="conf.py")
    language: str = "en"
    is_translation: bool = False
    """Whether the text comes from catalogues, and so is judged elsewhere."""
    hidden: tuple[str, ...] = ()
    """Warnings of ours that the project does not want to see, as it names them."""
    complaints: tuple[str, ...] = ()
    """What is wrong with the values and the names of settings."""


NO_SURROUNDINGS = Surroundings()
"""What is known before a project is."""
