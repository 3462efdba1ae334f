"""A Sphinx builder that sets a whole project as one tagged PDF, through Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder with Sphinx."""
    from sphinx.errors import ExtensionError  # noqa: PLC0415 - importing the package must not import Sphinx

    try:
        from sphinx_handout.extension import register  # noqa: PLC0415 - a project that never prints never loads it
    except ModuleNotFoundError as error:
        message = f"{error}; install what the handout needs with: pip install sphinx-handout"
        raise ExtensionError(message) from error
    return register(app, __version__)
