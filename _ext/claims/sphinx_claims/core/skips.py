"""Text that readers see and that is not judged: it is counted, and reported with its kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sphinx_claims.core.model import Location


class SkipKind(StrEnum):
    """What text that readers see is not judged for, by where it stands."""

    HEADING = "heading"
    """The title of a page or a section."""
    TITLE = "title"
    """The title of a box, a sidebar, a dropdown or a tab."""
    RUBRIC = "rubric"
    TERM = "term"
    """A term of a glossary or a definition list, what classifies it; the key of a reference."""
    FIELD_NAME = "field-name"
    TABLE_HEADER = "table-header"
    """A cell of a table's header that is no sentence."""
    SIGNATURE = "signature"
    """The signature of what a description is about, or the name of an option."""
    CODE = "code"
    MATH = "math"
    """A displayed formula."""
    ALT_TEXT = "alt-text"
    TOOLTIP = "tooltip"
    """What shows on hover: the title of a link or an image, what an abbreviation stands for."""
    META = "meta"
    """What the head of a page says of it."""
    TOCTREE = "toctree"
    """The caption of a table of contents, and the titles that its entries are given."""
    INDEX_ENTRY = "index-entry"
    DRAWING = "drawing"
    """What a node of another extension holds as data, such as a diagram."""
    CITATION_TEXT = "citation-text"
    """Words that a citation prints before a key, or behind it where they are no place."""
    WORDLESS = "wordless"
    """A text without a word, such as the row ``A | 8`` of a table."""
    OUTPUT = "output"
    """What the code of a notebook printed."""
    GENERATED = "generated"
    """What an extension writes in place of a directive, such as a list of references."""
    RAW = "raw"
    """Raw mark-up that shows on no HTML page, or that a script may show."""
    LEFT_OUT = "left-out"
    """Text of a condition, such as ``only``, that no build meets with the tags at hand."""
    TRANSLATION = "translation"
    """Translated text, the claims of which are judged in its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Text that readers see and that is not judged."""

    kind: SkipKind
    location: Location
    text: str
    """All of it, on one line."""
