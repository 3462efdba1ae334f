"""The settings of a project: each is declared once, here, and read into the policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sphinx_claims.core.policy import PathPolicy, Policy
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.files.validators import (
    check_type,
    one_of,
    read_backed_names,
    read_count,
    read_exemptions,
    read_formats,
    read_json,
    read_percentages,
    read_profile,
    read_relative_path,
    read_rules,
    read_severities,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting: what Sphinx registers, what the options page shows, what the policy holds."""

    name: str
    field: str
    """Field of the policy that holds it."""
    default: object
    types: tuple[type, ...]
    help: str
    read: Callable[[Any], object]
    """Turn a value of these types into the policy's form; raises ``ValueError`` with what is
    wrong."""
    rebuild: Literal["", "env", "html"] = ""
    """What Sphinx makes anew when the value changes; the verdict needs nothing, it falls on
    every build."""
    by_path: bool = False
    """Whether it may differ by path, under its field's name."""

    def to_policy(self, value: object) -> object:
        """Return what the policy holds for a value; raises ``ValueError`` with what is wrong."""
        return self.read(check_type(value, self.types))


def read_policy(values: Mapping[str, object]) -> tuple[Policy, tuple[str, ...]]:
    """Return the policy and one complaint for each bad value, which falls back to its default."""
    held: dict[str, Any] = {}
    complaints: list[str] = []
    for option in OPTIONS:
        try:
            held[option.field] = option.to_policy(values[option.name])
        except ValueError as error:
            held[option.field] = option.to_policy(option.default)
            complaints.append(f"{option.name}: {error}; the default is used")
    return Policy(**held), tuple(complaints)


def _read_paths(
    value: Mapping[str, str | Mapping[str, Any]],
) -> tuple[tuple[str, PathPolicy], ...]:
    return tuple((str(glob), _read_path(parts)) for glob, parts in value.items())


def _read_path(parts: str | Mapping[str, Any]) -> PathPolicy:
    """Return what differs for some pages: a profile, or several settings by name."""
    named = {"profile": parts} if isinstance(parts, str) else check_type(parts, (str, dict))
    known = {option.field: option for option in OPTIONS if option.by_path}
    if unknown := [name for name in named if name not in known]:
        raise ValueError(
            f"unknown part {', '.join(map(repr, unknown))}; known are {', '.join(known)}"
        )
    held: dict[str, Any] = {
        name: option.to_policy(named[name]) for name, option in known.items() if name in named
    }
    return PathPolicy(**held)


OPTIONS: tuple[Option, ...] = (
    Option(
        name="claims_profile",
        field="profile",
        default="balanced",
        types=(str,),
        help="How close to a claim its citation must stand: strict, balanced, draft or off.",
        read=read_profile,
        by_path=True,
    ),
    Option(
        name="claims_paths",
        field="paths",
        default={},
        types=(dict,),
        help="Glob over document names to the profile of those pages, or to a dictionary of "
        "profile, select, ignore and "
        "severity; the first match wins. Their ignore adds to claims_ignore, their select "
        "replaces claims_select, their "
        "severity goes before claims_severity.",
        read=_read_paths,
    ),
    Option(
        name="claims_select",
        field="select",
        default=["CLM"],
        types=(list, tuple),
        help="Rules that run, by code, prefix of a code, or slug.",
        read=read_rules,
        by_path=True,
    ),
    Option(
        name="claims_ignore",
        field="ignore",
        default=[],
        types=(list, tuple),
        help="Rules that do not run, by code, prefix of a code, or slug.",
        read=read_rules,
        by_path=True,
    ),
    Option(
        name="claims_severity",
        field="severity",
        default={},
        types=(dict,),
        help="Code, prefix or slug to off, note, warning or error; the longest match wins.",
        read=read_severities,
        by_path=True,
    ),
    Option(
        name="claims_exempt",
        field="exempt",
        default=list(EXEMPTIONS),
        types=(list, tuple),
        help="Names of the exemptions that are honoured.",
        read=read_exemptions,
    ),
    Option(
        name="claims_trailing_max",
        field="reach",
        default=3,
        types=(int,),
        help="How many sentences away a citation may stand under the profile balanced, and how "
        "many claims may stand before the "
        "only citation of a paragraph under the profile draft.",
        read=read_count,
    ),
    Option(
        name="claims_names",
        field="names",
        default={},
        types=(dict,),
        help="Names of trials, guidelines, products, scales or methods that need a source on each "
        "page that holds them, "
        "with the keys one of which must be cited; an empty list for any source.",
        read=read_backed_names,
    ),
    Option(
        name="claims_bundle_max",
        field="bundle_max",
        default=6,
        types=(int,),
        help="How many sources one sentence may cite; 0 for any number.",
        read=read_count,
    ),
    Option(
        name="claims_coverage_min",
        field="coverage_min",
        default=0,
        types=(int, dict),
        help="Percentage of the claims of a page that must have a source, or a glob over document "
        "names to percentages; "
        "the first match wins.",
        read=read_percentages,
    ),
    Option(
        name="claims_reports",
        field="reports",
        default=[],
        types=(list, tuple),
        help="Reports that every builder writes to its output directory: json, text, sarif, "
        "junit, github, impact. "
        "The builder claims writes json and text in any case.",
        read=read_formats,
    ),
    Option(
        name="claims_max_per_page",
        field="max_per_page",
        default=50,
        types=(int,),
        help=(
            "How many findings of one file the text report writes out; 0 for all. The totals "
            "count all of them."
        ),
        read=read_count,
    ),
    Option(
        name="claims_path_prefix",
        field="path_prefix",
        default="",
        types=(str,),
        help="Path from the top of the repository to the source directory, such as docs; "
        "the reports sarif, junit and github put it before every path.",
        read=read_relative_path,
    ),
    Option(
        name="claims_baseline",
        field="baseline",
        default="",
        types=(str,),
        help="File of findings to live with for the time being, relative to the directory of "
        "conf.py; they are counted and "
        "not reported.",
        read=read_relative_path,
    ),
    Option(
        name="claims_baseline_update",
        field="baseline_update",
        default="",
        types=(str,),
        help="What the builder claims does to that file: create writes it with all errors and "
        "warnings there are, shrink "
        "takes out what is no longer found. Meant for the command line.",
        read=one_of("", "create", "shrink"),
    ),
    Option(
        name="claims_ledger",
        field="ledger",
        default="",
        types=(str,),
        help="File of the evidence ledger, relative to the directory of conf.py; none if empty.",
        read=read_relative_path,
        rebuild="env",
    ),
    Option(
        name="claims_status",
        field="status",
        default="",
        types=(str,),
        help="File of the status snapshot, relative to the directory of conf.py; none if empty.",
        read=read_relative_path,
    ),
    Option(
        name="claims_status_max_age",
        field="status_max_age",
        default=365,
        types=(int,),
        help="After how many days services should be asked about a work again; 0 for never.",
        read=read_count,
    ),
    Option(
        name="claims_badge",
        field="badge",
        default=False,
        types=(bool,),
        help=(
            "Whether each page says below its title how many of its claims have a source, with a "
            "link to the claims index."
        ),
        read=bool,
        rebuild="env",
    ),
    Option(
        name="claims_preview",
        field="preview",
        default=False,
        types=(bool,),
        help=(
            "Whether a citation on an HTML page shows its reference on hover and keyboard focus; "
            "needs sphinxcontrib-bibtex."
        ),
        read=bool,
        rebuild="html",
    ),
    Option(
        name="claims_jsonld",
        field="jsonld",
        default={},
        types=(dict,),
        help="What each HTML page says of itself as JSON-LD in the words of schema.org, such as "
        "its @type and license; title, "
        "language and the cited works are added. Nothing is written if empty.",
        read=read_json,
        rebuild="html",
    ),
)
