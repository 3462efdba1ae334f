"""Crossref through habanero, PubMed through Biopython, both asked politely.

Knows no bibliography and writes nothing.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx2
import stamina
from Bio import Entrez
from habanero import Crossref, RequestError

from sphinx_claims import __version__
from sphinx_claims.refs.answers import Told, pubmed_identifiers, read_crossref, read_pubmed

CROSSREF_URL = "https://api.crossref.org"
PUBMED_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_TOOL = "sphinx-claims"
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which it is worth while to ask again."""
_LONGEST_WAIT = 600.0
"""Seconds; a service that wants more is left alone until the next run."""
_FAULTS = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    RequestError,
    OSError,
    http.client.HTTPException,
    RuntimeError,
    ValueError,
    KeyError,
)
"""What the two clients raise for answers that are missing, late, cut short or of another kind."""


class UnansweredError(Exception):
    """A question that was not answered, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How politely to ask."""

    mailto: str
    """Address under which the services can reach the person who asks."""
    pause: float = 0.5
    """Seconds between two questions; after a failure twice that, then doubled each time."""
    timeout: float = 30.0
    """Seconds to wait for a service to say anything."""
    tries: int = 4

    @property
    def agent(self) -> str:
        """Return how to introduce oneself."""
        return f"{_TOOL}/{__version__} (mailto:{self.mailto})"


@dataclass(slots=True, kw_only=True)
class Asker:
    """Asks one service, one question at a time."""

    manners: Manners
    _last: float = field(default=0.0, init=False)

    def ask(self, question: Callable[[], Any]) -> Any:
        """Return what a question brings.

        Tries again where that may help, and waits as long as the service says.
        """
        manners = self.manners
        first = 2 * manners.pause
        attempts = stamina.retry_context(
            on=_again,
            attempts=manners.tries,
            timeout=None,
            wait_initial=first,
            wait_max=60.0,
            wait_jitter=first,
        )
        try:
            for attempt in attempts:
                with attempt:
                    time.sleep(max(0.0, self._last + manners.pause - time.monotonic()))
                    self._last = time.monotonic()
                    return question()
        except _FAULTS as fault:
            raise UnansweredError(_reason(fault)) from fault


class CrossrefService:
    """Asks Crossref about one DOI: for its record, and for notices that say they update it."""

    def __init__(self, manners: Manners, url: str = CROSSREF_URL) -> None:
        self._asker = Asker(manners=manners)
        self._client = Crossref(
            base_url=url.rstrip("/"),
            mailto=manners.mailto,
            ua_string=f"{_TOOL}/{__version__}",
            timeout=manners.timeout,
        )

    def ask(self, doi: str) -> Told | None:
        """Return what Crossref tells of a DOI, None if it has no such DOI."""
        try:
            work = self._message(ids=quote(doi, safe="/"))
        except UnansweredError as error:
            if _is_absence(error.__cause__):
                return None
            raise
        updates = self._message(filter={"updates": doi}, limit=100)
        try:
            return read_crossref(doi, work, updates["items"])
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise UnansweredError(f"not the record asked for: {error}") from error

    def _message(self, **question: Any) -> Mapping[str, Any]:
        answer = self._asker.ask(lambda: self._client.works(**question))
        message = answer.get("message") if isinstance(answer, dict) else None
        if not isinstance(message, dict):
            raise UnansweredError("the answer holds no record")
        return message


class PubmedService:
    """Asks PubMed about many works at once."""

    def __init__(self, manners: Manners, url: str = PUBMED_URL) -> None:
        self._asker = Asker(manners=manners)
        self._route = _Route(url.rstrip("/"), manners)

    def ask(self, identifiers: Sequence[str]) -> dict[str, Told | None]:
        """Return what PubMed tells of works, None if it has no such record.

        :param identifiers: such as ``pmid:1``, or ``doi:10.1000/one`` for a work of which nothing
            else is known
        """
        numbers = self._numbers_of(identifiers)
        articles = self._fetch("efetch", id=",".join(numbers), retmode="xml") if numbers else {}
        told: dict[str, Told | None] = dict.fromkeys(identifiers)
        try:
            for article in (
                *articles.get("PubmedArticle", ()),
                *articles.get("PubmedBookArticle", ()),
            ):
                names = pubmed_identifiers(article)
                if names.isdisjoint(f"pmid:{number}" for number in numbers):
                    raise UnansweredError(f"the answer is about {', '.join(sorted(names))}")
                told |= dict.fromkeys(names & told.keys(), read_pubmed(article))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise UnansweredError(f"not the record asked for: {error!r}") from error
        return told

    def _numbers_of(self, identifiers: Sequence[str]) -> list[str]:
        """Return the numbers that PubMed gave some works; those of DOIs must be asked for."""
        numbers = [name.removeprefix("pmid:") for name in identifiers if name.startswith("pmid:")]
        dois = [name.removeprefix("doi:") for name in identifiers if name.startswith("doi:")]
        if dois:
            found = self._fetch(
                "esearch", term=" OR ".join(f'"{doi}"[AID]' for doi in dois), retmax=10 * len(dois)
            )
            numbers += map(str, found["IdList"])
        return numbers

    def _fetch(self, verb: str, **question: Any) -> Any:
        def ask() -> Any:
            try:
                with (
                    self._route.installed(),
                    getattr(Entrez, verb)(db="pubmed", **question) as answer,
                ):
                    return Entrez.read(answer)
            except urllib.error.HTTPError as refusal:
                refusal.close()
                raise

        return self._asker.ask(ask)


class _Route(urllib.request.BaseHandler):
    """Leads what Biopython asks of NCBI to an address of ours, with a time limit.

    It offers no setting for either.
    """

    handler_order = 100  # before the handler that reads the host off the request

    def __init__(self, url: str, manners: Manners) -> None:
        self._url, self._manners = url, manners

    def https_request(self, request: urllib.request.Request) -> urllib.request.Request:
        request.full_url = request.full_url.replace(PUBMED_URL, self._url, 1)
        request.add_header("User-Agent", self._manners.agent)
        request.timeout = self._manners.timeout
        return request

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Have requests take this route.

        Biopython neither repeats a question nor waits on its own meanwhile.
        """
        before = Entrez.email, Entrez.tool, Entrez.max_tries
        Entrez.email, Entrez.tool, Entrez.max_tries = self._manners.mailto, _TOOL, 1
        urllib.request.install_opener(urllib.request.build_opener(self))
        try:
            yield
        finally:
            urllib.request.install_opener(urllib.request.build_opener())
            Entrez.email, Entrez.tool, Entrez.max_tries = before


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault:
        yield fault
        fault = fault.__cause__


def _refusal(fault: BaseException | None) -> tuple[int, Mapping[str, str]] | None:
    """Return status and headers of an answer that refuses, None if there was no such answer."""
    for cause in _causes(fault):
        if isinstance(cause, httpx2.HTTPStatusError):
            return cause.response.status_code, cause.response.headers
        if isinstance(cause, urllib.error.HTTPError):
            return cause.code, dict(cause.headers)
    return None


def _is_absence(fault: BaseException | None) -> bool:
    """Say whether Crossref itself says that it has no such DOI.

    A page that says so comes from somebody in between.
    """
    status, headers = _refusal(fault) or (0, {})
    return status == 404 and "html" not in headers.get("content-type", "")


def _again(fault: Exception) -> bool | float:
    """Say whether to ask again, and after how many seconds if the service tells."""
    if refusal := _refusal(fault):
        status, headers = refusal
        wait = _seconds(
            {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
        )
        return (
            False
            if status not in _PASSING or (wait or 0) > _LONGEST_WAIT
            else wait
            if wait is not None
            else True
        )
    silent = (httpx2.TransportError, http.client.HTTPException, OSError)
    return any(isinstance(cause, silent) for cause in _causes(fault))


def _seconds(text: str) -> float | None:
    """Return how long to wait, of a number of seconds or a date."""
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _reason(fault: BaseException) -> str:
    if refusal := _refusal(fault):
        return f"HTTP {refusal[0]}"
    words = " ".join(f"{type(fault).__name__}: {fault}".split())
    return words if len(words) <= 120 else f"{words[:119]}…"
