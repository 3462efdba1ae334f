"""What to check, how strictly and how loudly: each setting is declared once, where it ends up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from sphinx_claims.core.genres import Genre, Treatment
from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.options import (
    Option,
    check_type,
    one_of,
    option_of,
    read_backed_names,
    read_count,
    read_exemptions,
    read_formats,
    read_genres,
    read_json,
    read_percentages,
    read_profile,
    read_relative_path,
    read_rules,
    read_severities,
)
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.rules.base import best_name, is_named
from sphinx_claims.core.surroundings import NO_SURROUNDINGS, Surroundings

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


def _read_paths(
    value: Mapping[str, str | Mapping[str, Any]],
) -> tuple[tuple[str, PathPolicy], ...]:
    return tuple((str(glob), _read_path(parts)) for glob, parts in value.items())


def _read_path(parts: str | Mapping[str, Any]) -> PathPolicy:
    """Return what differs for some pages: a profile, or several settings by name."""
    named = {"profile": parts} if isinstance(parts, str) else check_type(parts, (str, dict))
    known = {name: option for name, option in DECLARED.items() if option.by_path}
    if unknown := [name for name in named if name not in known]:
        raise ValueError(
            f"unknown part {', '.join(map(repr, unknown))}; known are {', '.join(known)}"
        )
    held: dict[str, Any] = {
        name: option.to_policy(named[name]) for name, option in known.items() if name in named
    }
    return PathPolicy(**held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one project, validated."""

    profile: Profile = Option(  # noqa: RUF009 - it makes a field, as dataclasses.field does
        name="claims_profile",
        default="balanced",
        types=(str,),
        help="How close to a claim its citation must stand: strict, balanced, draft or off.",
        read=read_profile,
        by_path=True,
    ).as_field()
    paths: tuple[tuple[str, PathPolicy], ...] = Option(
        name="claims_paths",
        default={},
        types=(dict,),
        help="Glob over document names to the profile of those pages, or to a dictionary of "
        "profile, select, ignore and severity; the first match wins. Their ignore adds to "
        "claims_ignore, their select replaces claims_select, their severity goes before "
        "claims_severity.",
        read=_read_paths,
    ).as_field()
    """Globs over document names, each with what differs there; the first that matches wins."""
    select: tuple[str, ...] = Option(
        name="claims_select",
        default=["CLM"],
        types=(list, tuple),
        help="Rules that run, by code, prefix of a code, or slug.",
        read=read_rules,
        by_path=True,
    ).as_field()
    ignore: tuple[str, ...] = Option(
        name="claims_ignore",
        default=[],
        types=(list, tuple),
        help="Rules that do not run, by code, prefix of a code, or slug.",
        read=read_rules,
        by_path=True,
    ).as_field()
    severity: Severities = Option(  # noqa: RUF009 - it makes a field, as dataclasses.field does
        name="claims_severity",
        default={},
        types=(dict,),
        help="Code, prefix or slug to off, note, warning or error; the longest match wins.",
        read=read_severities,
        by_path=True,
    ).as_field()
    exempt: frozenset[str] = Option(
        name="claims_exempt",
        default=list(EXEMPTIONS),
        types=(list, tuple),
        help="Names of the exemptions that are honoured.",
        read=read_exemptions,
    ).as_field()
    genres: tuple[tuple[Genre, Treatment], ...] = Option(
        name="claims_genres",
        default={},
        types=(dict,),
        help="Genre of text (docstring, licence, credits, release-notes, legend) to judge, guard "
        "or skip. By default all are skipped, but for the profile strict, which judges docstrings "
        "and guards the others: a sentence with a quantity, a drug, a cause, an effect or an "
        "appeal to authority is judged, the rest is not.",
        read=read_genres,
    ).as_field()
    reach: int = Option(
        name="claims_trailing_max",
        default=3,
        types=(int,),
        help="How many sentences away a citation may stand under the profile balanced, and how "
        "many claims may stand before the only citation of a paragraph under the profile draft.",
        read=read_count,
    ).as_field()
    names: tuple[tuple[str, tuple[str, ...]], ...] = Option(
        name="claims_names",
        default={},
        types=(dict,),
        help="Names of trials, guidelines, products, scales or methods that need a source on each "
        "page that holds them, with the keys one of which must be cited; an empty list for any "
        "source.",
        read=read_backed_names,
    ).as_field()
    """Each name with the keys that may be its source; no key for any source."""
    bundle_max: int = Option(
        name="claims_bundle_max",
        default=6,
        types=(int,),
        help="How many sources one sentence may cite; 0 for any number.",
        read=read_count,
    ).as_field()
    coverage_min: tuple[tuple[str, int], ...] = Option(
        name="claims_coverage_min",
        default=0,
        types=(int, dict),
        help="Percentage of the claims of a page that must have a source, or a glob over document "
        "names to percentages; the first match wins.",
        read=read_percentages,
    ).as_field()
    """Globs over document names, each with a percentage; the first that matches wins."""
    reports: tuple[str, ...] = Option(
        name="claims_reports",
        default=[],
        types=(list, tuple),
        help="Reports that every builder writes to its output directory: json, text, sarif, junit, "
        "github, impact. The builder claims writes json and text in any case.",
        read=read_formats,
    ).as_field()
    max_per_page: int = Option(
        name="claims_max_per_page",
        default=50,
        types=(int,),
        help="How many findings of one file the text report writes out; 0 for all. The totals "
        "count all of them.",
        read=read_count,
    ).as_field()
    path_prefix: str = Option(
        name="claims_path_prefix",
        default="",
        types=(str,),
        help="Path from the top of the repository to the source directory, such as docs; the "
        "reports sarif, junit and github put it before every path.",
        read=read_relative_path,
    ).as_field()
    baseline: str = Option(
        name="claims_baseline",
        default="",
        types=(str,),
        help="File of findings to live with for the time being, relative to the directory of "
        "conf.py; they are counted and not reported.",
        read=read_relative_path,
    ).as_field()
    baseline_update: str = Option(
        name="claims_baseline_update",
        default="",
        types=(str,),
        help="What the builder claims does to that file: create writes it with all errors and "
        "warnings there are, shrink takes out what is no longer found. Meant for the command line.",
        read=one_of("", "create", "shrink"),
    ).as_field()
    ledger: str = Option(
        name="claims_ledger",
        default="",
        types=(str,),
        help="File of the evidence ledger, relative to the directory of conf.py; none if empty.",
        read=read_relative_path,
        rebuild="env",
    ).as_field()
    status: str = Option(
        name="claims_status",
        default="",
        types=(str,),
        help="File of the status snapshot, relative to the directory of conf.py; none if empty.",
        read=read_relative_path,
    ).as_field()
    status_max_age: int = Option(
        name="claims_status_max_age",
        default=365,
        types=(int,),
        help="After how many days services should be asked about a work again; 0 for never.",
        read=read_count,
    ).as_field()
    badge: bool = Option(
        name="claims_badge",
        default=False,
        types=(bool,),
        help="Whether each page says below its title how many of its claims have a source, with a "
        "link to the claims index.",
        read=bool,
        rebuild="env",
    ).as_field()
    preview: bool = Option(
        name="claims_preview",
        default=False,
        types=(bool,),
        help="Whether a citation on an HTML page shows its reference on hover and keyboard focus; "
        "needs sphinxcontrib-bibtex.",
        read=bool,
        rebuild="env",
    ).as_field()
    quiet: bool = Option(
        name="claims_quiet",
        default=False,
        types=(bool,),
        help="Whether a citation is a raised number, which leads to the list of sources of its "
        "page (`claims-sources` with `:scope: page`); needs sphinxcontrib-bibtex.",
        read=bool,
        rebuild="env",
    ).as_field()
    jsonld: str = Option(
        name="claims_jsonld",
        default={},
        types=(dict,),
        help="What each HTML page says of itself as JSON-LD in the words of schema.org, such as "
        "its @type and license; title, language and the cited works are added. Nothing is written "
        "if empty.",
        read=read_json,
        rebuild="env",
    ).as_field()
    """The text of a JSON object; empty for nothing."""
    today: date | None = None
    """The day that suppressions are held against; None lets none end."""
    surroundings: Surroundings = NO_SURROUNDINGS
    """What else in the project decides what is judged, and what is seen of it."""

    def profile_for(self, doc: str) -> Profile:
        """Return the profile that judges a document."""
        return self._at(doc).profile or self.profile

    def treatment_of(self, genre: Genre, profile: Profile) -> Treatment:
        """Return how a genre of text is judged under a profile."""
        if treatment := dict(self.genres).get(genre):
            return treatment
        if profile is not Profile.STRICT:
            return Treatment.SKIP
        return Treatment.JUDGE if genre is Genre.DOCSTRING else Treatment.GUARD

    def severity_for(
        self, code: str, slug: str, default: Severity, doc: str | None = None
    ) -> Severity:
        """Return how loud a rule is in a document, ``OFF`` when it is not to run."""
        return self.severity_under(self._at(doc), code, slug, default)

    def severity_under(
        self, here: PathPolicy | None, code: str, slug: str, default: Severity
    ) -> Severity:
        """Return how loud a rule is where some settings differ."""
        here = here or _NO_PATH
        select = self.select if here.select is None else here.select
        if not is_named(select, code, slug) or is_named(self.ignore + here.ignore, code, slug):
            return Severity.OFF
        return _best(here.severity, code, slug) or _best(self.severity, code, slug) or default

    def glob_for(self, doc: str) -> str:
        """Return the glob of ``claims_paths`` that is for a document, empty if none is."""
        return next((glob for glob, _ in self.paths if fnmatchcase(doc, glob)), "")

    def _at(self, doc: str | None) -> PathPolicy:
        return _NO_PATH if doc is None else dict(self.paths).get(self.glob_for(doc), _NO_PATH)


_NO_PATH = PathPolicy()
DECLARED: Mapping[str, Option] = {
    field.name: option for field in fields(Policy) if (option := option_of(field))
}
"""The settings, by the field of the policy that holds each."""
OPTIONS = tuple(DECLARED.values())


def read_policy(values: Mapping[str, object]) -> tuple[Policy, tuple[str, ...]]:
    """Return the policy and one complaint for each bad value, which falls back to its default."""
    held: dict[str, Any] = {}
    complaints: list[str] = []
    for name, option in DECLARED.items():
        try:
            held[name] = option.to_policy(values[option.name])
        except ValueError as error:
            complaints.append(f"{option.name}: {error}; the default is used")
    return Policy(**held), tuple(complaints)


def _best(severities: Severities, code: str, slug: str) -> Severity | None:
    best = best_name((name for name, _ in severities), code, slug)
    return None if best is None else dict(severities)[best]
