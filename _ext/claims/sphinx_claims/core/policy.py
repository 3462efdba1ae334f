"""What to check, how strictly and how loudly; plain data that every setting ends up in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.prose.exemptions import EXEMPTIONS

Severities = tuple[tuple[str, Severity], ...]
"""Code, code prefix or slug to severity; the longest match wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPolicy:
    """What differs for some pages; None where nothing does."""

    profile: Profile | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    """Rules that do not run there, besides those that run nowhere."""
    severity: Severities = ()
    """Goes before the severities of the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one project, validated."""

    profile: Profile = Profile.BALANCED
    paths: tuple[tuple[str, PathPolicy], ...] = ()
    """Glob over document names to what differs there; the first that matches wins."""
    select: tuple[str, ...] = ("CLM",)
    """Codes, code prefixes or slugs of the rules that run."""
    ignore: tuple[str, ...] = ()
    severity: Severities = ()
    reach: int = 3
    """How many sentences away a citation may stand under the profile ``balanced``."""
    exempt: frozenset[str] = frozenset(EXEMPTIONS)
    """Names of the exemptions that are honoured."""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names that need a source on every page that holds them, with the keys that may be it; no
    key for any source."""
    bundle_max: int = 6
    """How many sources one sentence may cite; 0 for any number."""
    coverage_min: tuple[tuple[str, int], ...] = (("*", 0),)
    """Glob over document names to the percentage of claims that must have a source; the first
    that matches wins."""
    reports: tuple[str, ...] = ()
    """Formats that every builder writes."""
    max_per_page: int = 50
    """How many findings of one file the text report writes out; 0 for all."""
    path_prefix: str = ""
    """Path from the top of the repository to the source directory, for readers that know only
    the repository."""
    badge: bool = False
    """Whether each page says how many of its claims have a source."""
    preview: bool = False
    """Whether citations on HTML pages show their reference on hover and keyboard focus."""
    jsonld: str = ""
    """What each HTML page says of itself, besides the works it cites, as the text of a JSON
    object; empty for nothing."""
    baseline: str = ""
    """Path of the baseline file from the directory of ``conf.py``; empty for none."""
    baseline_update: str = ""
    """What to do to the baseline file: nothing, ``create`` or ``shrink``."""
    ledger: str = ""
    """Path of the evidence ledger from the directory of ``conf.py``; empty for none."""
    status: str = ""
    """Path of the status snapshot from the directory of ``conf.py``; empty for none."""
    status_max_age: int = 365
    """After how many days a service should be asked about a work again; 0 for never."""
    today: date | None = None
    """The day that suppressions are held against; None lets none end."""

    def profile_for(self, doc: str) -> Profile:
        """Return the profile that judges a document."""
        return self._at(doc).profile or self.profile

    def severity_for(
        self, code: str, slug: str, default: Severity, doc: str | None = None
    ) -> Severity:
        """Return how loud a rule is in a document, ``OFF`` when it is not to run."""
        here = self._at(doc)
        select = self.select if here.select is None else here.select
        if not is_named(select, code, slug) or is_named(self.ignore + here.ignore, code, slug):
            return Severity.OFF
        return _best(here.severity, code, slug) or _best(self.severity, code, slug) or default

    def _at(self, doc: str | None) -> PathPolicy:
        matching = (path for glob, path in self.paths if doc is not None and fnmatchcase(doc, glob))
        return next(matching, _NO_PATH)


_NO_PATH = PathPolicy()


def _best(severities: Severities, code: str, slug: str) -> Severity | None:
    names = (name for name, _ in severities if name == slug or code.startswith(name))
    best = max(names, key=lambda name: (name == slug, len(name)), default=None)
    return None if best is None else dict(severities)[best]


def is_named(names: tuple[str, ...], code: str, slug: str) -> bool:
    """Tell whether some of these names, codes, beginnings of codes or slugs, mean a rule."""
    return any(name == slug or code.startswith(name) for name in names)
