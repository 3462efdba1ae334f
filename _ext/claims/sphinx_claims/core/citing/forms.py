"""The forms in which authors cite, and how far each can be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Confidence(StrEnum):
    """How far a form of citation leads to its work."""

    SURE = "sure"
    """To a key, which can be looked up."""
    NUMBERED = "numbered"
    """To a reference in words on the same page."""
    UNCHECKED = "unchecked"
    """To a work that readers may find, and no program can look up in the bibliography."""


class Form(StrEnum):
    """How a citation is written."""

    ROLE = "role"
    """A role of sphinxcontrib-bibtex, by whatever name a project gives it."""
    LABEL = "label"
    """``[Key]_``, defined on some page."""
    FOOTCITE = "footcite"
    NOTE_OF_CITATIONS = "note-of-citations"
    """The mark of a footnote that holds nothing but citations."""
    NOTE_OF_REFERENCE = "note-of-reference"
    """The mark of a footnote that is a reference in words: ``[1]_``, ``[#name]_``, ``[^1]``."""
    NUMBER = "number"
    """A number in brackets, as plain text, of a reference in a list on the same page."""
    AUTHOR_YEAR = "author-year"
    BRACKETED_KEY = "bracketed-key"
    """``[@key]``, as Pandoc and mystmd read it, or a role or command of another language."""
    BARE_KEY = "bare-key"
    """``@key`` in running text, or ``[key]``: a citation only if there is such a key."""
    LINK = "link"
    """A link to a DOI, PubMed or PMC."""
    IDENTIFIER = "identifier"
    """A DOI, a PMID or a PMCID as plain text."""


CONFIDENCE: Mapping[Form, Confidence] = MappingProxyType(
    {
        Form.ROLE: Confidence.SURE,
        Form.LABEL: Confidence.SURE,
        Form.FOOTCITE: Confidence.SURE,
        Form.NOTE_OF_CITATIONS: Confidence.SURE,
        Form.NOTE_OF_REFERENCE: Confidence.NUMBERED,
        Form.NUMBER: Confidence.NUMBERED,
        Form.AUTHOR_YEAR: Confidence.UNCHECKED,
        Form.BRACKETED_KEY: Confidence.UNCHECKED,
        Form.BARE_KEY: Confidence.UNCHECKED,
        Form.LINK: Confidence.UNCHECKED,
        Form.IDENTIFIER: Confidence.UNCHECKED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A work that a text names in a form that cannot be checked."""

    form: Form
    text: str
    """What was seen."""
    textual: bool = False
    """Whether it is part of the sentence's grammar."""
    key: str = ""
    identifier: str = ""
    """Such as ``doi:10.1000/one``, in lower case."""
    names: tuple[str, ...] = ()
    """Family names, the first author's first."""
    year: str = ""
