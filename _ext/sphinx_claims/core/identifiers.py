"""Identifiers of published works, in one form wherever they were written."""

from __future__ import annotations

import re
from urllib.parse import unquote

from sphinx_claims.core.model import Source

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
_LINKS = (
    ("doi", re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)),
    ("pmid", re.compile(r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/(\d+)", re.IGNORECASE)),
    (
        "pmcid",
        re.compile(r"https?://(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)/articles/(PMC\d+)", re.IGNORECASE),
    ),
)


def identifiers_of(source: Source) -> frozenset[str]:
    """Return the identifiers that an entry gives, such as ``doi:10.1000/one``, in lower case."""
    found = {
        "doi": match["doi"] if (match := _DOI.fullmatch(source.get("doi"))) else "",
        "pmid": source.get("pmid") or (source.get("eprint") if source.get("eprinttype").lower() in {"pubmed", "pmid"} else ""),
        "pmcid": source.get("pmcid") or source.get("pmc"),
    }
    told = {f"{kind}:{value}".lower() for kind, value in found.items() if value}
    linked = identifier_in(source.get("url"))
    return frozenset(told | {linked} if linked else told)


def identifier_in(address: str) -> str | None:
    """Return the identifier of the work that an address leads to, or None for any other address."""
    for kind, pattern in _LINKS:
        if match := pattern.match(address):
            return f"{kind}:{unquote(match[1]).rstrip('/.')}".lower()
    return None
