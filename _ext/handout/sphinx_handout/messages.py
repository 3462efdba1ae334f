"""The one place that warns.

Every message has a subtype, so that a project can silence it by name, and a place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)


class Subtype(StrEnum):
    """What a warning is about; ``suppress_warnings = ["handout.<subtype>"]`` silences it."""

    ALT_TEXT = "alt-text"
    DANGLING_LINK = "dangling-link"
    EMPTY_LINK = "empty-link"
    GLYPH = "glyph"
    IMAGE = "image"
    LANGUAGE = "language"
    MATH = "math"
    OPTION = "option"
    RAW_CONTENT = "raw-content"
    SVG = "svg"
    TABLE_HEADER = "table-header"
    TYPST = "typst"
    UNKNOWN_NODE = "unknown-node"


class HandoutError(SphinxError):
    """The handout cannot be made."""

    category = "Handout error"


def warn(
    subtype: Subtype,
    message: str,
    location: nodes.Node | tuple[str, int | None] | str | None = None,
) -> None:
    """Warn, with the page and line if they are known."""
    logger.warning(message, type="handout", subtype=str(subtype), location=location)
