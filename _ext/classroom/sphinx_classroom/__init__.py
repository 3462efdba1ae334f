"""Boxes for lessons in Sphinx projects whose claims are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from sphinx_classroom.extension import register  # noqa: PLC0415 - importing the package must not import Sphinx

    return register(app, __version__)
