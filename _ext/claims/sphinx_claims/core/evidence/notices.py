"""What was published about a source afterwards: corrections, concerns, retractions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Published(StrEnum):
    """What kind of notice it is."""

    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    CONCERN = "concern"
    CORRECTION = "correction"
    ERRATUM = "erratum"
    REPLACEMENT = "replacement"
    NEW_VERSION = "new-version"


GONE = frozenset({Published.RETRACTION, Published.WITHDRAWAL})
"""After these a work supports nothing."""
DOUBTED = frozenset({Published.CONCERN})
CHANGED = frozenset(Published) - GONE - DOUBTED
"""After these its text or numbers may be others."""
LEDGER = "ledger"
"""Who tells of a notice that the ledger holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One notice, and who tells of it."""

    kind: Published
    service: str
    """The service that was asked, or ``ledger``."""
    by: str = ""
    """How the service knows: update-to, updated-by, pubmed or retraction-watch."""
    doi: str = ""
    """DOI of the notice."""
    date: str = ""
    """Day of the notice, or only its month or year."""
    note: str = ""
    """What the ledger says of it."""

    def __str__(self) -> str:
        """Return it in words."""
        parts = (self.service, self.date, f"doi:{self.doi}" if self.doi else "", self.note)
        return f"{self.kind.value.replace('-', ' ')} ({', '.join(filter(None, parts))})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one source after its own publication."""

    key: str
    notices: tuple[Publication, ...] = ()
    asked: str = ""
    """The last day on which some service was asked about it; empty for never."""

    @property
    def gone(self) -> bool:
        """Whether it was retracted or withdrawn."""
        return any(notice.kind in GONE for notice in self.notices)

    def told(self, kinds: frozenset[Published]) -> str:
        """Return the notices of some kinds in words; empty if there are none."""
        return "; ".join(str(notice) for notice in self.notices if notice.kind in kinds)
