"""Placeholder nodes; authors' mark-up becomes these, and the pages module takes them out again."""

from __future__ import annotations

from docutils import nodes


class claim(nodes.General, nodes.Element):
    """A body covered by declared sources; ``keys`` holds the citations, ``claim_id`` the author's id or None."""


class uncited(nodes.Invisible, nodes.Inline, nodes.TextElement):
    """An author's ``reason`` why the sentence around it needs no source."""


class claims_page(nodes.General, nodes.Element):
    """A place where the report is shown; ``view`` names which part, ``options`` how."""
