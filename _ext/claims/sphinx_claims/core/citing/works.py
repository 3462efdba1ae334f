"""Which entry of the bibliography is meant by a work that a text names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from sphinx_claims.core.citing.forms import Form, Mention
from sphinx_claims.core.identifiers import identifiers_of
from sphinx_claims.core.model import Author, Bibliography, ClaimUnit, Source

_MYST = (".md", ".markdown", ".myst", ".ipynb", ".txt")
"""Endings of the files in which a role is written in braces."""


def told_in(unit: ClaimUnit, known: AbstractSet[str]) -> tuple[Mention, ...]:
    """Return the works that a unit names; ``@name`` names one only if it is a key.

    :param known: all keys of the bibliography
    """
    return tuple(
        mention
        for mention in unit.mentions
        if mention.form is not Form.BARE_KEY or mention.key in known
    )


def keys_meant(mentions: Iterable[Mention], bibliography: Bibliography) -> tuple[str, ...]:
    """Return the keys of the works that are named, where the bibliography holds just one each."""
    return tuple(
        dict.fromkeys(key for mention in mentions if (key := _key_of(mention, bibliography)))
    )


def as_role(keys: Sequence[str], *, textual: bool, source: str) -> str:
    """Return what an author of the file *source* would write to cite some works."""
    role, target = f"cite:{'t' if textual else 'p'}", f"`{', '.join(keys)}`"
    return f"{{{role}}}{target}" if source.lower().endswith(_MYST) else f":{role}:{target}"


def _key_of(mention: Mention, bibliography: Bibliography) -> str:
    """Return the key of a named work, empty if there is none or more than one."""
    if mention.key:
        return mention.key if mention.key in bibliography.known else ""
    named = _with_identifier if mention.identifier else _by_authors
    keys = {source.key for source in named(mention, bibliography.sources)}
    return keys.pop() if len(keys) == 1 else ""


def _with_identifier(mention: Mention, sources: Sequence[Source]) -> list[Source]:
    return [source for source in sources if mention.identifier in identifiers_of(source)]


def _by_authors(mention: Mention, sources: Sequence[Source]) -> list[Source]:
    """Return the works of the first author in the year; if several, those of all that are named."""
    found = [source for source in sources if _is_by(source, mention)]
    if len(found) == 1:
        return found
    return [source for source in found if _has_all(source, mention.names)]


def _is_by(source: Source, mention: Mention) -> bool:
    """Tell whether a source has the first author and the year that a text names."""
    year = source.get("year") or source.get("date")[:4]
    return (
        bool(mention.names and mention.year and source.authors)
        and year == mention.year
        and _is_named(source.authors[0], mention.names[0])
    )


def _has_all(source: Source, names: Sequence[str]) -> bool:
    return len(source.authors) >= len(names) and all(
        _is_named(author, name) for author, name in zip(source.authors, names, strict=False)
    )


def _is_named(author: Author, name: str) -> bool:
    """Compare a family name, a group, or its initials, whatever the accents."""
    family = author.family
    initials = "".join(word[0] for word in family.split() if word[0].isupper())
    short = name == initials and len(initials) > 1
    return short or _plain(name) in {_plain(family), _plain(family.split()[-1])}


def _plain(name: str) -> str:
    parted = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parted if sign.isalnum())
