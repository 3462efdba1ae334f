"""What to check, how strictly and how loudly; plain data that every setting ends up in."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from sphinx_claims.core.classify import EXEMPTIONS
from sphinx_claims.core.model import Profile, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one project, validated."""

    profile: Profile = Profile.BALANCED
    paths: tuple[tuple[str, Profile], ...] = ()
    """Glob over document names to profile; the first that matches wins."""
    select: tuple[str, ...] = ("CLM",)
    """Codes, code prefixes or slugs of the rules that run."""
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """Code, code prefix or slug to severity; the longest match wins."""
    reach: int = 3
    """How many sentences away a citation may stand under the profile ``balanced``."""
    exempt: frozenset[str] = frozenset(EXEMPTIONS)
    """Names of the exemptions that are honoured."""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names that need a source on every page that holds them, with the keys that may be it; no key for any source."""
    bundle_max: int = 6
    """How many sources one sentence may cite; 0 for any number."""
    coverage_min: tuple[tuple[str, int], ...] = ()
    """Glob over document names to the percentage of claims that must have a source; the first that matches wins."""
    reports: tuple[str, ...] = ()
    """Formats that every builder writes."""
    max_per_page: int = 50
    """How many findings of one file the text report writes out; 0 for all."""
    path_prefix: str = ""
    """Path from the top of the repository to the source directory, for readers that know only the repository."""
    badge: bool = False
    """Whether each page says how many of its claims have a source."""
    preview: bool = False
    """Whether citations on HTML pages show their reference on hover and keyboard focus."""

    def profile_for(self, doc: str) -> Profile:
        """Return the profile that judges a document."""
        return next((profile for glob, profile in self.paths if fnmatchcase(doc, glob)), self.profile)

    def severity_for(self, code: str, slug: str, default: Severity) -> Severity:
        """Return how loud a rule is, ``OFF`` when it is not to run."""
        if not _matches(self.select, code, slug) or _matches(self.ignore, code, slug):
            return Severity.OFF
        best = max(
            (name for name, _ in self.severity if name == slug or code.startswith(name)),
            key=lambda name: (name == slug, len(name)),
            default=None,
        )
        return default if best is None else dict(self.severity)[best]


def _matches(names: tuple[str, ...], code: str, slug: str) -> bool:
    return any(name == slug or code.startswith(name) for name in names)
