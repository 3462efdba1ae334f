"""What a setting is, and what turns its value into the form in which the policy holds it.

A function that reads takes a value of a type that its setting allows; what is wrong with it
becomes a ``ValueError``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath, PureWindowsPath
from reprlib import Repr
from typing import Any, Literal

from sphinx_claims.core.genres import Genre, Treatment
from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.prose.exemptions import EXEMPTIONS
from sphinx_claims.core.reports.formats import FORMATS
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import is_named

_OPTION = "option"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting: what Sphinx registers, what the options page shows, what the policy holds."""

    name: str
    default: object
    types: tuple[type, ...]
    help: str
    read: Callable[[Any], object]
    """Turn a value of these types into the policy's form."""
    rebuild: Literal["", "env", "html"] = ""
    """What Sphinx makes anew when the value changes; the verdict needs nothing, it falls on
    every build."""
    by_path: bool = False
    """Whether it may differ by path, under the name of its field."""

    def to_policy(self, value: object) -> object:
        """Return what the policy holds for a value; raises ``ValueError`` with what is wrong."""
        return self.read(check_type(value, self.types))

    def as_field(self) -> Any:
        """Return the field of a policy that holds the setting."""
        return field(default=self.to_policy(self.default), metadata={_OPTION: self})


def option_of(held: Field[Any]) -> Option | None:
    """Return the setting that a field of a policy holds."""
    option: Option | None = held.metadata.get(_OPTION)
    return option


def check_type(value: Any, types: tuple[type, ...]) -> Any:
    """Return a value that is of one of some types."""
    if not isinstance(value, types):
        wanted = " or ".join(kind.__name__ for kind in types)
        raise ValueError(f"expected {wanted}, got {_shown(value)}")  # noqa: TRY004 - one kind of error for all bad values
    return value


def _shown(value: object) -> str:
    """Return a value as one writes it, cut where it is long or deep."""
    short = Repr()
    short.maxstring = short.maxother = 200
    return short.repr(value)


def read_profile(value: str) -> Profile:
    """Return the profile of a name."""
    return Profile(_one_of(value, *Profile))


def one_of(*known: str) -> Callable[[str], str]:
    """Return what reads one of some words."""
    return lambda value: _one_of(value, *known)


def _one_of(value: str, *known: str) -> str:
    if value not in known:
        raise ValueError(f"{_shown(value)} is none of {', '.join(known)}")
    return value


def read_rules(value: Sequence[str]) -> tuple[str, ...]:
    """Return names of rules: codes, prefixes of codes, or slugs."""
    return tuple(map(_rule, _texts(value)))


def read_severities(value: Mapping[str, str]) -> tuple[tuple[str, Severity], ...]:
    """Return names of rules with how loud they are."""
    return tuple(
        (_rule(str(name)), Severity(_one_of(severity, *Severity)))
        for name, severity in value.items()
    )


def _texts(value: Sequence[object]) -> tuple[str, ...]:
    for one in value:
        check_type(one, (str,))
    return tuple(map(str, value))


def _rule(name: str) -> str:
    if not any(is_named((name,), rule.code, rule.slug) for rule in ALL_RULES):
        close = get_close_matches(
            name, [known for rule in ALL_RULES for known in (rule.slug, rule.code)], 1
        )
        raise ValueError(
            f"unknown rule {name!r}" + "".join(f", did you mean {known!r}?" for known in close)
        )
    return name


def read_exemptions(value: Sequence[str]) -> frozenset[str]:
    """Return names of exemptions."""
    if unknown := sorted(set(_texts(value)) - set(EXEMPTIONS)):
        raise ValueError(
            f"unknown exemption {', '.join(unknown)}; known are {', '.join(EXEMPTIONS)}"
        )
    return frozenset(value)


def read_formats(value: Sequence[str]) -> tuple[str, ...]:
    """Return names of formats of the report."""
    if unknown := sorted(set(_texts(value)) - set(FORMATS)):
        raise ValueError(f"unknown format {', '.join(unknown)}; known are {', '.join(FORMATS)}")
    return tuple(value)


def read_genres(value: Mapping[str, str]) -> tuple[tuple[Genre, Treatment], ...]:
    """Return genres of text with how they are judged."""
    return tuple(
        (Genre(_one_of(name, *Genre)), Treatment(_one_of(treatment, *Treatment)))
        for name, treatment in value.items()
    )


def read_backed_names(value: Mapping[str, object]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return names with the keys one of which must be cited beside them."""
    return tuple((str(name), _keys(name, keys)) for name, keys in value.items())


def _keys(name: str, keys: object) -> tuple[str, ...]:
    if not isinstance(keys, list | tuple):
        raise ValueError(f"{name!r} needs a list of keys, got {_shown(keys)}")  # noqa: TRY004 - every bad setting is a ValueError
    return tuple(map(str, keys))


def read_percentages(value: int | Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return globs over document names with percentages; a bare one is for all documents."""
    wanted = tuple(value.items()) if isinstance(value, Mapping) else (("*", value),)
    for glob, percent in wanted:
        check_type(glob, (str,))
        if not isinstance(percent, int) or not 0 <= percent <= 100:
            raise ValueError(f"{_shown(percent)} is no percentage")
    return wanted


def read_count(value: int) -> int:
    """Return a number that is not below 0."""
    if value < 0:
        raise ValueError(f"{value} is less than 0")
    return value


def read_relative_path(value: str) -> str:
    """Return a path that means the same on every machine."""
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).drive:
        raise ValueError(f"{value!r} is not relative to the repository")
    return value


def read_json(value: Mapping[str, Any]) -> str:
    """Return a dictionary as the text of a JSON object; an empty one as no text."""
    try:
        return json.dumps(value) if value else ""
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
