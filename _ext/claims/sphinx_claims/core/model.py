"""The frozen values that every part shares.

Plain and picklable, so that an environment can store them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_claims.core.citing.forms import Confidence, Mention
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.core.evidence.notices import Standing
from sphinx_claims.core.genres import Genre

if TYPE_CHECKING:
    from sphinx_claims.core.effective import Unjudged
    from sphinx_claims.core.prose.reading import Reading
    from sphinx_claims.core.skips import Skip


class Severity(StrEnum):
    """How loud a finding is; ``OFF`` silences a rule."""

    OFF = "off"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


LOUDNESS = (Severity.OFF, Severity.NOTE, Severity.WARNING, Severity.ERROR)
"""Severities from the quietest to the loudest."""


class State(StrEnum):
    """What the checker decided about a unit."""

    CITED = "cited"
    COVERED = "covered"
    INFERRED = "inferred"
    EXEMPT = "exempt"
    SUPPRESSED = "suppressed"
    UNCHECKED = "unchecked"
    UNCITED = "uncited"


UNSUPPORTED = frozenset({State.UNCHECKED, State.UNCITED})
"""States of a claim that has no source, or none that can be checked."""


class Kind(StrEnum):
    """Where in a document a unit stands."""

    SENTENCE = "sentence"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    CAPTION = "caption"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    QUOTATION = "quotation"


class Profile(StrEnum):
    """How close to a claim its citation must stand."""

    STRICT = "strict"
    BALANCED = "balanced"
    DRAFT = "draft"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place an author can open in an editor."""

    doc: str | None
    """Document name, or None for a file that is no document (a ``.bib`` file)."""
    source: str
    """Path relative to the source directory, with forward slashes."""
    line: int
    """First line, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One key cited at one place."""

    key: str
    locator: str | None = None
    """Where in the source, as the author wrote it after the key."""
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An author's statement that a unit needs no source."""

    reason: str
    """Why; empty when the author gave none, which is itself a finding."""
    until: date | None = None
    """The last day it holds."""
    rules: tuple[str, ...] = ()
    """Slugs of the rules it silences; empty for every rule about a missing citation."""
    block: Location | None = None
    """Where the directive stands whose body it is about; None for a role in the sentence itself."""

    def has_ended(self, today: date | None) -> bool:
        """Tell whether its last day lies before *today*."""
        return self.until is not None and today is not None and self.until < today


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUnit:
    """The smallest text that can be true or false: a sentence, or a row of a table."""

    id: str
    location: Location
    end_line: int
    kind: Kind
    text: str
    """Plain text on one line, parenthetical citations left out."""
    block: int
    """Running number of the block (paragraph, row) that holds the unit, within its document."""
    anchor: str
    """Id of the enclosing section, to link to."""
    cites: tuple[Citation, ...] = ()
    """Citations in the unit itself."""
    cover: tuple[Citation, ...] = ()
    """Citations of a declared scope that covers the unit."""
    declared: bool = False
    """Whether a run of sentences, or a block, that names its sources once holds it."""
    premises: tuple[str, ...] | None = None
    """Keys from which the author infers it; None where it is not marked as reasoning."""
    lead: tuple[Citation, ...] = ()
    """Citations of the sentence ending in a colon that introduces the list or table which holds
    the unit."""
    conditions: tuple[str, ...] = ()
    """Conditions under which the unit is part of the build, such as ``only:html``."""
    setting: str | None = None
    """Name of an exemption that follows from where it stands, such as ``learning-objective``."""
    scene: str = ""
    """Title of the scenario that it stands in, which names the invented person."""
    feedback: bool = False
    """Whether the unit stands in the answer to a quiz question."""
    links: tuple[str, ...] = ()
    """Addresses outside the project that the unit links to."""
    mentions: tuple[Mention, ...] = ()
    """Works that the unit names in a form that cannot be checked."""
    substitutions: tuple[str, ...] = ()
    """Names of the substitutions that text of the unit's block came from, if none of its own."""
    substituted: tuple[str, ...] = ()
    """Names of the substitutions that hold words of the unit."""
    genres: tuple[Genre, ...] = ()
    """What the text is, such as a docstring that stands in release notes."""
    unplaced: str = ""
    """Full name of what the docstring describes that the unit stands in, if its words were not
    found in the file."""
    facts: tuple[str, ...] = ()
    """Facts of the ledger that the unit prints, as the author names them."""
    arithmetic: tuple[str, ...] = ()
    """Arithmetic with facts that the unit prints, as the author writes it."""
    suppression: Suppression | None = None

    @property
    def all_cites(self) -> tuple[Citation, ...]:
        """Own citations first, then those of the declared scope."""
        return self.cites + self.cover

    @property
    def sentence(self) -> str:
        """The text as a sentence: a row of a table has no full stop of its own."""
        return f"{self.text}." if self.kind is Kind.TABLE_ROW else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Mark-up that cannot mean what its author wanted, seen while reading a document or file."""

    slug: DefectKind
    """What is wrong, by the slug of the rule that reports it."""
    location: Location
    message: str
    excerpt: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the checker keeps of one document."""

    doc: str
    source: str = ""
    """Path of the document's own file, relative to the source directory."""
    units: tuple[ClaimUnit, ...] = ()
    defects: tuple[Defect, ...] = ()
    skipped: tuple[Skip, ...] = ()
    """What readers see besides the units."""
    inactive: tuple[ClaimUnit, ...] = ()
    """Units that the build at hand leaves out."""
    translated: tuple[str, ...] = ()
    """Files whose text stands here in translation, and so is not judged."""
    views: tuple[str, ...] = ()
    """Names of the parts of the report that the document shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person, or a group that has a family name only."""

    family: str
    """With its particle, such as ``van der Worp``."""
    given: str = ""
    suffix: str = ""
    """What stands behind the family name, such as ``Jr``."""

    def __str__(self) -> str:
        """Return it as an entry has it."""
        return f"{self.family}, {self.given}" if self.given else self.family


OTHERS = Author(family="others")
"""Authors that an entry does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of a bibliography."""

    key: str
    location: Location
    fields: tuple[tuple[str, str], ...] = ()
    """Field names in lower case with their plain-text values."""
    authors: tuple[Author, ...] = ()

    def get(self, name: str) -> str:
        """Return the value of a field, or an empty string."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """All sources that may be cited."""

    sources: tuple[Source, ...] = ()
    defects: tuple[Defect, ...] = ()
    known: frozenset[str] = frozenset()
    """Keys that a citation may name."""
    unread: frozenset[str] = frozenset()
    """Keys that stand in a file where nothing reads them."""
    names: dict[str, str] = field(default_factory=dict)
    """Keys that lists give to entries, with a prefix, to the keys of these entries."""
    complete: bool = True
    """False when a file is missing or absent, so that an unknown key proves nothing."""
    listed: frozenset[str] | None = None
    """Keys whose citations lead to a reference; None when the project has no reference lists to
    look at."""
    used: frozenset[str] | None = None
    """Keys that some page cites or lists; None when that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A unit with the state it was given, and why."""

    unit: ClaimUnit
    reading: Reading
    """What the unit sounds like."""
    state: State
    reason: str | None = None
    """Name of the exemption, or the author's reason for a suppression."""
    profile: Profile = Profile.STRICT
    rule: str = ""
    """Slug of the rule that reports the unit, if it is uncited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing an author should look at."""

    code: str
    slug: str
    severity: Severity
    location: Location
    message: str
    excerpt: str = ""
    keys: tuple[str, ...] = ()
    text: str = ""
    """All the words of the unit that it is about; empty when it is about no unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEntry:
    """Findings that a project has accepted for the time being.

    All of one rule, in one file, about the same words.
    """

    rule: str
    source: str
    hash: str
    count: int
    excerpt: str = ""
    line: int = field(default=1, compare=False)
    """Where the entry stands in the baseline file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a baseline file holds."""

    source: str = ""
    """Path of the file, relative to the source directory."""
    entries: tuple[BaselineEntry, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a check: every verdict and every finding, in reading order."""

    profile: Profile
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    baselined: tuple[Finding, ...] = ()
    """Findings that the baseline holds, and that are not reported."""
    stale: tuple[BaselineEntry, ...] = ()
    """Entries of the baseline that match less than they count, with the number that is too many."""
    skipped: tuple[Skip, ...] = ()
    """Text that readers see and that no rule looked at, in reading order."""
    standings: tuple[Standing, ...] = ()
    """Sources that were asked about, or about which something was published, by key."""
    docs: tuple[str, ...] = ()
    """Names of all documents that were read."""
    unjudged: tuple[Unjudged, ...] = ()
    """What of them was not judged."""


def identify(doc: str, text: str, occurrence: int) -> str:
    """Return an id that survives re-wrapping and edits elsewhere on the page.

    :param occurrence: how many units of this document with the same text came before
    """
    normal = " ".join(text.split())
    return hashlib.sha256(to_bytes(f"{doc}\0{normal}\0{occurrence}")).hexdigest()[:16]
