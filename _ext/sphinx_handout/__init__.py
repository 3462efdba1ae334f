"""A Sphinx builder that sets a whole project as one tagged PDF, through Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder with Sphinx."""
    from sphinx_handout.extension import register  # noqa: PLC0415 - a project that never prints never loads it

    return register(app, __version__)
