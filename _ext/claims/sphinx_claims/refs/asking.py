"""Questions to a service: one at a time, politely, and with no more of an answer than is good.

Knows no service. Follows nobody to another address: a service answers itself, or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import stamina

from sphinx_claims import __version__
from sphinx_claims.core.encoding import readable

TOOL = "sphinx-claims"
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which it is worth while to ask again."""
_LONGEST_WAIT = 600.0
"""Seconds; a service that wants more is left alone until the next run."""
_MOST_BYTES = 4 << 20
"""Size of an answer, once it is unpacked."""
_LONGEST_QUESTION = 1500
"""Letters that an address has room for."""
_MOST_TIMEOUTS = 10
"""How many times as long as until its first word an answer may take in all."""
_FAULTS = (httpx2.HTTPError, httpx2.InvalidURL, OSError, RuntimeError, ValueError)
"""What is raised for answers that are missing, late, cut short, too long or of another kind."""


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
        return f"{TOOL}/{__version__} (mailto:{self.mailto})"

    def fetch(
        self,
        url: str,
        question: Mapping[str, str] | None = None,
        kind: str = "",
    ) -> bytes:
        """Return the whole of an answer.

        :param kind: what the answer must call itself
        :raises ValueError: it is of another kind, or too long
        """
        is_long = len(str(question)) > _LONGEST_QUESTION
        patience = time.monotonic() + _MOST_TIMEOUTS * self.timeout
        with httpx2.stream(
            "POST" if is_long else "GET",
            url,
            params=None if is_long else question,
            data=question if is_long else None,
            headers={"User-Agent": self.agent},
            timeout=self.timeout,
            follow_redirects=False,
        ) as answer:
            answer.raise_for_status()
            told = answer.headers.get("content-type", "nothing known")
            if kind not in told:
                raise ValueError(f"not {kind}, but {told}")
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    raise ValueError(f"the answer is longer than {_MOST_BYTES >> 20} MiB")
                if time.monotonic() > patience:
                    raise httpx2.ReadTimeout("the answer does not end")
        return bytes(body)


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
            raise UnansweredError(reason_of(fault)) from fault


def is_absence(fault: BaseException | None) -> bool:
    """Tell whether a service itself says that it has no such thing.

    A page that says so comes from somebody in between.
    """
    return (
        isinstance(fault, httpx2.HTTPStatusError)
        and fault.response.status_code == 404
        and "html" not in fault.response.headers.get("content-type", "")
    )


def reason_of(fault: BaseException) -> str:
    """Return in a few words why a question was not answered."""
    if isinstance(fault, httpx2.HTTPStatusError):
        status = fault.response.status_code
        return f"HTTP {status}" + (", which leads elsewhere" if fault.response.is_redirect else "")
    words = readable(f"{type(fault).__name__}: {fault}")
    return words if len(words) <= 120 else f"{words[:119]}…"


def _again(fault: Exception) -> bool | float:
    """Say whether to ask again, and after how many seconds if the service tells."""
    if isinstance(fault, httpx2.HTTPStatusError):
        wait = _seconds(fault.response.headers.get("retry-after", ""))
        return (
            False
            if fault.response.status_code not in _PASSING or (wait or 0) > _LONGEST_WAIT
            else wait
            if wait is not None
            else True
        )
    return any(isinstance(cause, (httpx2.TransportError, OSError)) for cause in _causes(fault))


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault:
        yield fault
        fault = fault.__cause__


def _seconds(text: str) -> float | None:
    """Return how long to wait, of a number of seconds or a date."""
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
