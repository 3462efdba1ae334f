"""The footcite role, watched: sphinxcontrib-bibtex prints nothing for a key it does not know."""

from __future__ import annotations

from docutils import nodes
from sphinxcontrib.bibtex.foot_roles import FootCiteRole

from sphinx_claims._foreign import has_entry
from sphinx_claims.writing.nodes import unknown_citation


class WatchedFootCiteRole(FootCiteRole):
    """Leaves a mark in the document for each unknown key."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what the role returns, and the marks."""
        found, messages = super().run()
        unknown = [
            key for key in map(str.strip, self.text.split(",")) if not has_entry(self.env, key)
        ]
        return [*found, *(unknown_citation("", key=key) for key in unknown)], messages
