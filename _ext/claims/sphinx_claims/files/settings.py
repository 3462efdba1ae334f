"""Values of ``conf.py`` to a policy. Each option is declared once, here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Literal

from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.policy import PathPolicy, Policy
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.reports.formats import FORMATS
from sphinx_claims.core.rules import ALL_RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting: what Sphinx registers and what the options page shows."""

    name: str
    default: object
    types: tuple[type, ...]
    help: str
    read: Callable[[Any], object]
    """Turn a valid value into the policy's form; raises ``ValueError`` with what is wrong."""
    rebuild: Literal["", "env", "html"] = ""
    """What Sphinx makes anew when the value changes; the verdict needs nothing, it falls on
    every build."""


def _profile(value: str) -> Profile:
    return Profile(_one_of(value, *Profile))


def _one_of(value: str, *known: str) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def _paths(value: Mapping[str, str | Mapping[str, Any]]) -> tuple[tuple[str, PathPolicy], ...]:
    return tuple((str(glob), _path(parts)) for glob, parts in value.items())


def _path(parts: str | Mapping[str, Any]) -> PathPolicy:
    """Return what differs for some pages: a profile, or several settings by name."""
    named = {"profile": parts} if isinstance(parts, str) else _typed(parts, (str, dict))
    if unknown := [name for name in named if name not in _PATH_PARTS]:
        raise ValueError(
            f"unknown part {', '.join(map(repr, unknown))}; known are {', '.join(_PATH_PARTS)}"
        )
    read: dict[str, Any] = {
        name: read(_typed(named[name], types))
        for name, (types, read) in _PATH_PARTS.items()
        if name in named
    }
    return PathPolicy(**read)


def _json(value: Mapping[str, Any]) -> str:
    try:
        return json.dumps(value) if value else ""
    except TypeError as error:
        raise ValueError(str(error)) from error


def _typed(value: Any, types: tuple[type, ...]) -> Any:
    if not isinstance(value, types):
        raise ValueError(f"expected {' or '.join(kind.__name__ for kind in types)}, got {value!r}")  # noqa: TRY004 - one kind of error for all bad values
    return value


def _rule(name: str) -> str:
    if not any(name == rule.slug or rule.code.startswith(name) for rule in ALL_RULES):
        close = get_close_matches(
            name, [known for rule in ALL_RULES for known in (rule.slug, rule.code)], 1
        )
        raise ValueError(
            f"unknown rule {name!r}" + "".join(f", did you mean {known!r}?" for known in close)
        )
    return name


def _rules(value: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_rule(str(name)) for name in value)


def _backed_names(value: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, keys in value.items():
        if not isinstance(keys, list | tuple):
            raise ValueError(f"{name!r} needs a list of keys, got {keys!r}")  # noqa: TRY004 - every bad setting is a ValueError
        yield str(name), tuple(map(str, keys))


def _percentages(value: int | Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    wanted = tuple(value.items()) if isinstance(value, Mapping) else (("*", value),)
    for _, percent in wanted:
        if not isinstance(percent, int) or not 0 <= percent <= 100:
            raise ValueError(f"{percent!r} is no percentage")
    return wanted


def _severities(value: Mapping[str, str]) -> tuple[tuple[str, Severity], ...]:
    return tuple(
        (_rule(str(name)), Severity(_one_of(severity, *Severity)))
        for name, severity in value.items()
    )


_PATH_PARTS: Mapping[str, tuple[tuple[type, ...], Callable[[Any], object]]] = {
    "profile": ((str,), _profile),
    "select": ((list, tuple), _rules),
    "ignore": ((list, tuple), _rules),
    "severity": ((dict,), _severities),
}
"""What may differ by path; each means what the setting of that name means."""


def _exemptions(value: list[str] | tuple[str, ...]) -> frozenset[str]:
    if unknown := sorted(set(value) - set(EXEMPTIONS)):
        raise ValueError(
            f"unknown exemption {', '.join(unknown)}; known are {', '.join(EXEMPTIONS)}"
        )
    return frozenset(value)


def _count(value: int) -> int:
    if value < 0:
        raise ValueError(f"{value} is less than 0")
    return value


def _reports(value: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    if unknown := sorted(set(value) - set(FORMATS)):
        raise ValueError(f"unknown format {', '.join(unknown)}; known are {', '.join(FORMATS)}")
    return tuple(value)


def _relative_path(value: str) -> str:
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).drive:
        raise ValueError(f"{value!r} is not relative to the repository")
    return value


OPTIONS: tuple[Option, ...] = (
    Option(
        name="claims_profile",
        default="balanced",
        types=(str,),
        help="How close to a claim its citation must stand: strict, balanced, draft or off.",
        read=_profile,
    ),
    Option(
        name="claims_paths",
        default={},
        types=(dict,),
        help="Glob over document names to the profile of those pages, or to a dictionary of "
        "profile, select, ignore and "
        "severity; the first match wins. Their ignore adds to claims_ignore, their select "
        "replaces claims_select, their "
        "severity goes before claims_severity.",
        read=_paths,
    ),
    Option(
        name="claims_select",
        default=["CLM"],
        types=(list, tuple),
        help="Rules that run, by code, prefix of a code, or slug.",
        read=_rules,
    ),
    Option(
        name="claims_ignore",
        default=[],
        types=(list, tuple),
        help="Rules that do not run, by code, prefix of a code, or slug.",
        read=_rules,
    ),
    Option(
        name="claims_severity",
        default={},
        types=(dict,),
        help="Code, prefix or slug to off, note, warning or error; the longest match wins.",
        read=_severities,
    ),
    Option(
        name="claims_exempt",
        default=list(EXEMPTIONS),
        types=(list, tuple),
        help="Names of the exemptions that are honoured.",
        read=_exemptions,
    ),
    Option(
        name="claims_trailing_max",
        default=3,
        types=(int,),
        help="How many sentences away a citation may stand under the profile balanced, and how "
        "many claims may stand before the "
        "only citation of a paragraph under the profile draft.",
        read=_count,
    ),
    Option(
        name="claims_names",
        default={},
        types=(dict,),
        help="Names of trials, guidelines, products, scales or methods that need a source on each "
        "page that holds them, "
        "with the keys one of which must be cited; an empty list for any source.",
        read=lambda value: tuple(_backed_names(value)),
    ),
    Option(
        name="claims_bundle_max",
        default=6,
        types=(int,),
        help="How many sources one sentence may cite; 0 for any number.",
        read=_count,
    ),
    Option(
        name="claims_coverage_min",
        default=0,
        types=(int, dict),
        help="Percentage of the claims of a page that must have a source, or a glob over document "
        "names to percentages; "
        "the first match wins.",
        read=_percentages,
    ),
    Option(
        name="claims_reports",
        default=[],
        types=(list, tuple),
        help="Reports that every builder writes to its output directory: json, text, sarif, "
        "junit, github, impact. "
        "The builder claims writes json and text in any case.",
        read=_reports,
    ),
    Option(
        name="claims_max_per_page",
        default=50,
        types=(int,),
        help=(
            "How many findings of one file the text report writes out; 0 for all. The totals "
            "count all of them."
        ),
        read=_count,
    ),
    Option(
        name="claims_path_prefix",
        default="",
        types=(str,),
        help="Path from the top of the repository to the source directory, such as docs; "
        "the reports sarif, junit and github put it before every path.",
        read=_relative_path,
    ),
    Option(
        name="claims_baseline",
        default="",
        types=(str,),
        help="File of findings to live with for the time being, relative to the directory of "
        "conf.py; they are counted and "
        "not reported.",
        read=_relative_path,
    ),
    Option(
        name="claims_baseline_update",
        default="",
        types=(str,),
        help="What the builder claims does to that file: create writes it with all errors and "
        "warnings there are, shrink "
        "takes out what is no longer found. Meant for the command line.",
        read=lambda value: _one_of(value, "", "create", "shrink"),
    ),
    Option(
        name="claims_ledger",
        default="",
        types=(str,),
        help="File of the evidence ledger, relative to the directory of conf.py; none if empty.",
        read=_relative_path,
        rebuild="env",
    ),
    Option(
        name="claims_status",
        default="",
        types=(str,),
        help="File of the status snapshot, relative to the directory of conf.py; none if empty.",
        read=_relative_path,
    ),
    Option(
        name="claims_status_max_age",
        default=365,
        types=(int,),
        help="After how many days services should be asked about a work again; 0 for never.",
        read=_count,
    ),
    Option(
        name="claims_badge",
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
        default={},
        types=(dict,),
        help="What each HTML page says of itself as JSON-LD in the words of schema.org, such as "
        "its @type and license; title, "
        "language and the cited works are added. Nothing is written if empty.",
        read=_json,
        rebuild="html",
    ),
)


_FIELDS = {"claims_trailing_max": "reach"}


def read_policy(values: Mapping[str, Any]) -> tuple[Policy, tuple[str, ...]]:
    """Return the policy and one complaint for each bad value, which falls back to its default."""
    read: dict[str, Any] = {}
    complaints: list[str] = []
    for option in OPTIONS:
        try:
            value = option.read(_typed(values[option.name], option.types))
            read[_FIELDS.get(option.name, option.name.removeprefix("claims_"))] = value
        except ValueError as error:
            complaints.append(f"{option.name}: {error}; the default is used")
    return Policy(**read), tuple(complaints)
