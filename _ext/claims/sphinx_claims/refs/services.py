"""Crossref, and PubMed through Biopython.

Knows no bibliography and writes nothing.
"""

from __future__ import annotations

import io
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import Message
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote
from urllib.response import addinfourl

from Bio import Entrez

from sphinx_claims.refs.answers import Told, pubmed_identifiers, read_crossref, read_pubmed
from sphinx_claims.refs.asking import (
    TOOL,
    Asker,
    Manners,
    UnansweredError,
    is_absence,
    reason_of,
)

CROSSREF_URL = "https://api.crossref.org"
PUBMED_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_AT_NCBI = re.compile(r"https://(?:[\w-]+\.)+nlm\.nih\.gov/[\w./-]+", re.ASCII)
_MISREAD = (
    RuntimeError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
)
"""What reading raises for an answer that is not of the form agreed on."""


class CrossrefService:
    """Asks Crossref about one DOI: for its record, and for notices that say they update it."""

    def __init__(self, manners: Manners, url: str = CROSSREF_URL) -> None:
        self._asker = Asker(manners=manners)
        self._url = f"{url.rstrip('/')}/works"

    def ask(self, doi: str) -> Told | None:
        """Return what Crossref tells of a DOI, None if it has no such DOI."""
        try:
            work = self._message(f"/{quote(doi, safe='/', errors='replace')}")
        except UnansweredError as error:
            if is_absence(error.__cause__):
                return None
            raise
        updates = self._message("", {"filter": f"updates:{doi}", "rows": "100"})
        try:
            return read_crossref(doi, work, updates["items"])
        except _MISREAD as error:
            raise UnansweredError(f"not the record asked for: {error}") from error

    def _message(self, path: str, question: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        manners = self._asker.manners
        params = {"mailto": manners.mailto, **(question or {})}

        def ask() -> Any:
            return json.loads(manners.fetch(f"{self._url}{path}", params, kind="json"))

        answer = self._asker.ask(ask)
        message = answer.get("message") if isinstance(answer, dict) else None
        if not isinstance(message, dict):
            raise UnansweredError("the answer holds no record")
        return message


class PubmedService:
    """Asks PubMed about many works at once."""

    def __init__(self, manners: Manners, url: str = PUBMED_URL) -> None:
        self._asker = Asker(manners=manners)
        self._url = url.rstrip("/")

    def ask(self, identifiers: Sequence[str]) -> dict[str, Told | None]:
        """Return what PubMed tells of works, None if it has no such record.

        :param identifiers: such as ``pmid:1``, or ``doi:10.1000/one`` for a work of which nothing
            else is known
        """
        told: dict[str, Told | None] = dict.fromkeys(identifiers)
        try:
            numbers = self._numbers_of(identifiers)
            articles = self._fetch("efetch", id=",".join(numbers)) if numbers else {}
            for article in (
                *articles.get("PubmedArticle", ()),
                *articles.get("PubmedBookArticle", ()),
            ):
                names = pubmed_identifiers(article)
                if names.isdisjoint(f"pmid:{number}" for number in numbers):
                    raise UnansweredError(f"the answer is about {', '.join(sorted(names))}")
                told |= dict.fromkeys(names & told.keys(), read_pubmed(article))
        except _MISREAD as error:
            raise UnansweredError(f"not the record asked for: {error!r}") from error
        return told

    def _numbers_of(self, identifiers: Sequence[str]) -> list[str]:
        """Return the numbers that PubMed gave some works; those of DOIs must be asked for."""
        numbers = [name.removeprefix("pmid:") for name in identifiers if name.startswith("pmid:")]
        dois = [name.removeprefix("doi:") for name in identifiers if name.startswith("doi:")]
        if dois:
            term = " OR ".join(f'"{doi}"[AID]' for doi in dois)
            found = self._fetch("esearch", term=term, retmax=str(10 * len(dois)))
            numbers += map(str, found["IdList"])
        return numbers

    def _fetch(self, verb: str, **question: str) -> Any:
        manners = self._asker.manners
        asked = {
            "db": "pubmed",
            "retmode": "xml",
            "tool": TOOL,
            "email": manners.mailto,
            **question,
        }
        data = self._asker.ask(lambda: manners.fetch(f"{self._url}/{verb}.fcgi", asked))
        return _parse(data, manners)


def _parse(data: bytes, manners: Manners) -> Any:
    """Return an answer of PubMed as Biopython parses it."""
    if b"<!ENTITY" in data or b"\0" in data:
        raise UnansweredError("the answer defines entities, as none of PubMed does")
    try:
        with _definitions(manners):
            return Entrez.read(io.BytesIO(data))
    except _MISREAD as error:
        raise UnansweredError(reason_of(error)) from error


@contextmanager
def _definitions(manners: Manners) -> Iterator[None]:
    """Have Biopython fetch document types that it lacks as we would.

    It offers no setting for that, and would keep them in the home directory.
    """
    with TemporaryDirectory(prefix=f"{TOOL}-") as folder:
        Entrez.local_cache = folder
        from Bio.Entrez.Parser import DataHandler  # noqa: PLC0415 - makes its folder at once

        DataHandler.directory = folder
        opener = urllib.request.OpenerDirector()
        opener.add_handler(_Definitions(manners))
        urllib.request.install_opener(opener)
        try:
            yield
        finally:
            urllib.request.install_opener(urllib.request.build_opener())


class _Definitions(urllib.request.BaseHandler):
    """Opens addresses of the organisation that runs PubMed, and no others."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners

    def default_open(self, request: urllib.request.Request) -> addinfourl:
        """Return what stands at an address."""
        if not _AT_NCBI.fullmatch(request.full_url):
            raise urllib.error.URLError("no address of NCBI")
        data = self._manners.fetch(request.full_url)
        return addinfourl(io.BytesIO(data), Message(), request.full_url, 200)
