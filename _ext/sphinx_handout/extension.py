"""The only module that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_handout.builder import HandoutBuilder
from sphinx_handout.directives import HandoutOptionsDirective
from sphinx_handout.options import OPTIONS, check_options

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add the builder, its settings and the check of them."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, "", types=option.types, description=option.help)
    app.add_builder(HandoutBuilder)
    app.add_directive("handout-options", HandoutOptionsDirective)
    app.connect("config-inited", on_config_inited, priority=900)
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Check the settings once."""
    check_options(config)
