"""The only module that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register nothing yet."""
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}
