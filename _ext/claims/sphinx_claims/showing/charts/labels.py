"""Keys and closed names of the ledger, as a reader knows them."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(.*?)((?:19|20)\d\d)\w?$")


def label_of(key: str) -> str:
    """Return the name of a source as a reader knows it.

    >>> label_of("deSilva2019")
    'deSilva 2019'
    """
    found = _LABEL.fullmatch(key)
    return f"{found[1]} {found[2]}" if found else key


def in_words(name: str) -> str:
    """Return a name from a closed list without its hyphens.

    >>> in_words("randomised-trial")
    'randomised trial'
    """
    return name.replace("-", " ")
