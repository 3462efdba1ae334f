"""Whether a text states something, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

Stakes = Callable[[str], AbstractSet[str]]
"""What tells what is at stake in a text."""
