"""Check that every claim in a Sphinx or MyST project has a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from sphinx_claims.extension import register  # noqa: PLC0415 - Sphinx is needed only here

    return register(app, __version__)
