"""The status snapshot: what services that were asked on some day say of each source.

Who was not asked said nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sphinx_claims.core.evidence.ledger import NO_LEDGER, Ledger
from sphinx_claims.core.evidence.notices import LEDGER, Publication, Published, Standing
from sphinx_claims.core.model import Defect


class Service(StrEnum):
    """Who can be asked about a work."""

    CROSSREF = "crossref"
    PUBMED = "pubmed"
    RETRACTION_WATCH = "retraction-watch"


class Answer(StrEnum):
    """Whether a service knows the work at all."""

    FOUND = "found"
    NOT_FOUND = "not-found"


class Learnt(StrEnum):
    """How a service knows of a notice."""

    UPDATE_TO = "update-to"
    UPDATED_BY = "updated-by"
    PUBMED = "pubmed"
    RETRACTION_WATCH = "retraction-watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of which the bibliography and a service say different things."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one service said of one work."""

    service: Service
    asked: date
    answer: Answer
    notices: tuple[Publication, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All replies of a snapshot."""

    works: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    """Key of a source to the replies of the services that were asked."""
    defects: tuple[Defect, ...] = ()
    source: str = ""
    """Path of the file, relative to the source directory; empty for no snapshot at all."""
    digest: str = ""
    """A digest of the file."""

    def last_asked(self, key: str) -> date | None:
        """Return the last day on which some service was asked about a source, None for never."""
        return max((reply.asked for reply in self.works.get(key, ())), default=None)


NO_STATUS = Status()


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that is recorded of the sources, besides the bibliography."""

    ledger: Ledger = NO_LEDGER
    status: Status = NO_STATUS

    @property
    def defects(self) -> tuple[Defect, ...]:
        """What is wrong with the files."""
        return (*self.ledger.defects, *self.status.defects)

    def standings(self) -> tuple[Standing, ...]:
        """Return by key every source asked about, or about which something was published."""
        keys = sorted({*self.ledger.sources, *self.status.works})
        found = (
            Standing(key=key, notices=tuple(self._notices(key)), asked=self._asked(key))
            for key in keys
        )
        return tuple(standing for standing in found if standing.notices or standing.asked)

    def _asked(self, key: str) -> str:
        day = self.status.last_asked(key)
        return day.isoformat() if day else ""

    def _notices(self, key: str) -> Iterator[Publication]:
        for reply in self.status.works.get(key, ()):
            yield from reply.notices
        if key in self.ledger.sources:
            for notice in self.ledger.sources[key].notices:
                yield Publication(
                    kind=Published(notice.kind.value), service=LEDGER, note=notice.note
                )


NOTHING_RECORDED = Records()
