"""Identifiers of published works in one form, and what is wrong with a malformed one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, unquote

from sphinx_claims.core.model import Source

_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_PMID = re.compile(r"(?:pmid:?\s*)?([1-9]\d{0,8})", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid:?\s*)?(?:pmc)?([1-9]\d{0,8})(?:\.\d+)?", re.IGNORECASE)
_LINKS = (
    (
        "doi",
        re.compile(
            r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)(10\.\d{4,9}(?:\.\d+)*/[^\s?#]+)",
            re.IGNORECASE,
        ),
    ),
    (
        "pmid",
        re.compile(
            r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/(\d+)",
            re.IGNORECASE,
        ),
    ),
    (
        "pmcid",
        re.compile(
            r"https?://(?:pmc\.ncbi\.nlm\.nih\.gov|"
            r"(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)/articles/(PMC\d+)",
            re.IGNORECASE,
        ),
    ),
)
_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_PUBMED = frozenset({"pubmed", "pmid"})
"""Kinds of eprint that are a PMID."""
_ADDRESSES = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
}
PERSISTENT = ("doi", "pmid", "pmcid", "pmc", "url")
"""Fields that lead to a work for good."""


def identifiers_of(source: Source) -> frozenset[str]:
    """Return the identifiers that an entry gives, such as ``doi:10.1000/one``, in lower case."""
    doi = _DOI.fullmatch(source.get("doi"))
    found = {
        f"doi:{doi['doi']}".lower() if doi else None,
        _numbered("pmid", _PMID, source.get("pmid") or _eprint(source)),
        _numbered("pmcid", _PMCID, source.get("pmcid") or source.get("pmc")),
        identifier_in(source.get("url")),
    }
    return frozenset(name for name in found if name)


def identifier_in(address: str) -> str | None:
    """Return the identifier of the work that an address leads to, or None for any other address."""
    for kind, pattern in _LINKS:
        if match := pattern.match(address):
            return f"{kind}:{unquote(match[1]).rstrip('/.')}".lower()
    return None


def address_of(identifier: str) -> str:
    """Return where an identifier such as ``doi:10.1000/one`` leads.

    A sign that would end the address is escaped.
    """
    kind, _, value = identifier.partition(":")
    return _ADDRESSES[kind] + quote(value.upper() if kind == "pmcid" else value, safe="/:;(),")


def is_web_address(address: str) -> bool:
    """Tell whether data may be made a link: an address of the web, without hidden signs.

    What else a browser follows, such as ``javascript:``, it may also run.
    """
    return address.isprintable() and _WEB.fullmatch(address) is not None


def bare_doi(value: str) -> str:
    """Return a DOI without what an author may write before it, and what is none as it is."""
    found = _DOI.fullmatch(value)
    return found["doi"] if found else value


def slips_in_identifiers(source: Source) -> Iterator[str]:
    """Say which identifiers of an entry are malformed, and how."""
    for field, check in _CHECKS.items():
        for value in _values(field, source.get(field)):
            if slip := check(value):
                yield f"{field} {value!r} {slip}"
    if (eprint := _eprint(source)) and (slip := _check_pmid(eprint)):
        yield f"eprint {eprint!r} {slip}"


def _eprint(source: Source) -> str:
    return source.get("eprint") if source.get("eprinttype").lower() in _PUBMED else ""


def _numbered(kind: str, pattern: re.Pattern[str], value: str) -> str | None:
    """Return an identifier that is a number, given bare, with its name or as an address."""
    if match := pattern.fullmatch(value):
        return f"{kind}:{'pmc' if kind == 'pmcid' else ''}{match[1]}"
    linked = identifier_in(value)
    return linked if linked and linked.startswith(f"{kind}:") else None


def _values(field: str, value: str) -> list[str]:
    """Return the values of a field.

    Several ISBN or ISSN may stand in one, each with its kind in brackets.
    """
    if field not in {"isbn", "issn"}:
        return [value] if value else []
    return [
        part.strip()
        for part in re.split(r"[,;]", re.sub(r"\([^()]*\)", ";", value))
        if part.strip()
    ]


def _check_doi(value: str) -> str:
    if re.search(r"\s", re.sub(r"^doi:\s*", "", value, flags=re.IGNORECASE)):
        return "holds a blank"
    if not _DOI.fullmatch(value):
        return "is not of the form 10.1000/suffix"
    return f"ends in {value[-1]!r}" if value[-1] in ".,;" else ""


def _check_pmid(value: str) -> str:
    return "" if _numbered("pmid", _PMID, value) else "is no whole number of up to nine digits"


def _check_pmcid(value: str) -> str:
    return "" if _numbered("pmcid", _PMCID, value) else "is not PMC with a number behind it"


def _check_isbn(value: str) -> str:
    digits = _bare(value)
    if re.fullmatch(r"\d{13}", digits):
        return _told(
            sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10 == 0
        )
    return _weighed(digits, r"\d{9}[\dX]", "has not 10 or 13 digits")


def _check_issn(value: str) -> str:
    return _weighed(_bare(value), r"\d{7}[\dX]", "has not 8 digits")


def _check_orcid(value: str) -> str:
    """Check an ORCID by ISO 7064, MOD 11-2."""
    digits = _bare(re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/", "", value))
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return "has not 16 digits"
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return _told((total + _number(digits[-1])) % 11 == 1)


def _weighed(digits: str, form: str, slip: str) -> str:
    """Check digits of ISBN-10 and ISSN: each counts as often as it stands from the end."""
    if not re.fullmatch(form, digits):
        return slip
    return _told(
        sum(_number(digit) * weight for weight, digit in enumerate(reversed(digits), 1)) % 11 == 0
    )


def _bare(value: str) -> str:
    return re.sub(r"[\s‐‑–-]", "", value).upper()


def _number(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _told(fits: bool) -> str:
    return "" if fits else "has a wrong digit: its check digit does not fit"


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "doi": _check_doi,
    "pmid": _check_pmid,
    "pmcid": _check_pmcid,
    "pmc": _check_pmcid,
    "isbn": _check_isbn,
    "issn": _check_issn,
    "orcid": _check_orcid,
}
"""Field to what says how a value of it is wrong, in words, or nothing."""
