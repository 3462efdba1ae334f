"""The shape of a rule, and what every rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.ledger import NO_LEDGER, Ledger, split_target
from sphinx_claims.core.evidence.notices import Standing
from sphinx_claims.core.evidence.status import NO_STATUS, Status
from sphinx_claims.core.model import Bibliography, Defect, Location, Profile, Severity, Verdict
from sphinx_claims.core.scope import keys_of

if TYPE_CHECKING:
    from sphinx_claims.core.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that is known once every document has been read."""

    verdicts: tuple[Verdict, ...]
    defects: tuple[Defect, ...]
    bibliography: Bibliography
    policy: Policy
    sources: Mapping[str, str]
    """The file of each document that was judged."""
    ledger: Ledger = NO_LEDGER
    status: Status = NO_STATUS
    standings: tuple[Standing, ...] = ()
    """Sources that were asked about, or about which something was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where a rule is broken."""

    location: Location
    message: str
    excerpt: str = ""
    keys: tuple[str, ...] = ()
    text: str = ""
    """All the words of the unit that is hit, if one is."""
    at_most: Severity | None = None
    """The loudest that this hit may become, when it is milder than its rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check with its documentation; stateless."""

    code: str
    slug: str
    summary: str
    why: str
    bad: str
    """Text that breaks the rule."""
    good: str
    """The same text, mended."""
    check: Callable[[Context], Iterator[Hit]]
    severity: Severity = Severity.ERROR
    since: str = "0.1.0"
    language: Literal["md", "bibtex", "python"] = "md"
    """What the examples are: text of a page, bibliography entries, or lines of ``conf.py``."""
    by_profile: tuple[tuple[Profile, Severity], ...] = ()
    """Where the rule is milder than its severity, unless a setting says otherwise."""
    conf: str = ""
    """Lines of ``conf.py`` without which the rule has nothing to find."""
    always: bool = False
    """Whether no setting and no baseline silences it: it says what they silence."""

    def severity_under(self, profile: Profile) -> Severity:
        """Return how loud the rule is under a profile, unless a setting says otherwise."""
        return dict(self.by_profile).get(profile, self.severity)

    @property
    def examples(self) -> tuple[tuple[str, str, str], ...]:
        """Return label, text and language of what shows the rule at work."""
        shown = (
            ("In conf.py", self.conf, "python"),
            ("Bad", self.bad, self.language),
            ("Good", self.good, self.language),
        )
        return tuple(example for example in shown if example[1])


def hits_for_defects(kind: DefectKind) -> Callable[[Context], Iterator[Hit]]:
    """Return a check that reports the defects of one kind, which were seen while reading."""

    def check(context: Context) -> Iterator[Hit]:
        for defect in context.defects:
            if defect.slug == kind:
                said = defect.excerpt
                yield Hit(
                    location=defect.location,
                    message=defect.message,
                    excerpt=shorten(said),
                    keys=defect.keys,
                    text=said,
                )

    return check


def hit_on(verdict: Verdict, message: str, keys: tuple[str, ...] = ()) -> Hit:
    """Return a hit at a unit, quoting it."""
    return Hit(
        location=verdict.unit.location,
        message=message,
        excerpt=shorten(verdict.unit.text),
        keys=keys,
        text=verdict.unit.text,
    )


def recorded_keys(verdict: Verdict, ledger: Ledger) -> tuple[str, ...]:
    """Return the sources of a unit that the ledger knows.

    None if one has an entry that cannot be read.
    """
    unit = verdict.unit
    keys = {
        *keys_of((*unit.all_cites, *unit.lead)),
        *(split_target(fact)[0] for fact in unit.facts),
    }
    return () if keys & ledger.damaged else tuple(sorted(keys & ledger.sources.keys()))


def shorten(text: str, limit: int = 90) -> str:
    """Cut a text at a word so that it fits on a line of output."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def is_named(names: tuple[str, ...], code: str, slug: str) -> bool:
    """Tell whether some of these names, codes, beginnings of codes or slugs, mean a rule."""
    return best_name(names, code, slug) is not None


def best_name(names: Iterable[str], code: str, slug: str) -> str | None:
    """Return the name among some that means a rule most closely, None if none means it."""
    meant = (name for name in names if name == slug or code.startswith(name))
    return max(meant, key=lambda name: (name == slug, len(name)), default=None)
