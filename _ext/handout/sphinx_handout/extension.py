"""The only module that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_handout._foreign import NOTEBOOK_PRIORITIES
from sphinx_handout.builder import HandoutBuilder
from sphinx_handout.latex import DescribeDrawings
from sphinx_handout.settings.options import OPTIONS, check_options
from sphinx_handout.settings.table import HandoutOptionsDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add the builder, its settings and the check of them."""
    for option in OPTIONS:
        app.add_config_value(
            option.name,
            option.default,
            option.rebuild,
            types=option.types,
            description=option.help,
        )
    app.add_builder(HandoutBuilder)
    app.add_directive("handout-options", HandoutOptionsDirective)
    app.add_post_transform(DescribeDrawings)
    app.connect("config-inited", on_config_inited, priority=900)
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Check the settings once."""
    check_options(config)
    if NOTEBOOK_PRIORITIES in config:
        config[NOTEBOOK_PRIORITIES] = [*notebook_priorities(), *config[NOTEBOOK_PRIORITIES]]


def notebook_priorities() -> list[tuple[str, str, int]]:
    """Return which form of an output MyST-NB hands us, best first.

    Without them it drops what a notebook puts out.

    Tables have a plain form beside their HTML, which paper can hold.
    """
    kinds = (
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "text/markdown",
        "text/latex",
        "text/plain",
        "text/html",
    )
    return [(HandoutBuilder.name, kind, 10 * (number + 1)) for number, kind in enumerate(kinds)]
