"""From document tree to Typst.

One module for each kind of node, each adding to the one before it.
"""

from __future__ import annotations

from sphinx_handout.translate.base import Place, Print
from sphinx_handout.translate.structure import Structure as Translator

__all__ = ["Place", "Print", "Translator"]
