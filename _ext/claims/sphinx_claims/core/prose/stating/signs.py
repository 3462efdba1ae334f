"""Signs that stand for verbs: "Drought → fire", "Bees ↓ 40 %", "Postgres > MySQL"."""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import CLASSES, any_of
from sphinx_claims.core.prose.stating.verbs import VERBS

_ARROW = re.compile(r"\s*(?:→|⟶|⇒|⟹|↔|⇔|->|=>|-->|<->)\s*")
_STRONG = re.compile(r"\w[^→]* ?(?:⇒|⟹|↔|⇔) ?[^\W\d]{3}")
_CHANGE = re.compile(r"[^\W\d]{2}[^↑↓⬆⬇]* ?[↑↓⬆⬇]|^\W*[↑↓⬆⬇] ?[a-z]{3,} ")
_MORE = re.compile(
    r"^\W*([^\W\d_][\w.+#-]*(?: [\w.+#-]+)?) [>≫] ([^\W\d_][\w.+#-]*(?: [^>]{1,40})?)$"
)
_EQUALS = re.compile(
    rf"[^\W\d]{{3,}} (?:\+ [^\W\d]{{3,}} )?= (?:\w+ )?{any_of('outcome', 'verdict', 'cure-act')}\b|"
    r"[^\W\d]{3,} \+ [^\W\d]{3,} = [^\W\d]{3,}",
    re.IGNORECASE,
)
_NO_CAUSE = frozenset(CLASSES["talk-noun"] + CLASSES["menu"])


def states_by_sign(text: str) -> bool:
    """Tell whether signs state something between the words of a text."""
    if _CHANGE.search(text) or _STRONG.search(text) or _EQUALS.search(text):
        return True
    more = _MORE.match(text)
    if more:
        return not any(_is_menu(part) for part in more.groups())
    return _leads_to(text)


def _leads_to(text: str) -> bool:
    """Tell whether an arrow leads from a thing to what it brings about, not from menu to menu."""
    parts = [part.strip(" .*`") for part in _ARROW.split(text)]
    if len(parts) < 2 or not all(parts) or any(map(_is_menu, parts)):
        return False
    small = parts[1][0].islower() and len(parts[1]) > 2
    return small and parts[0][:1].isalpha()


def _is_menu(part: str) -> bool:
    """Tell whether a part of a way through menus, or a type or a place, stands beside a sign."""
    name = part.strip(" .*")
    return name.lower() in _NO_CAUSE or (name[:1].isupper() and name.lower() in VERBS)
