"""The file ``conf.py`` as a place to report at, and what its settings keep from being found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location, Severity
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.rules.base import Rule, is_named

_SETTING = re.compile(r"(?P<name>claims_\w+)\s*(?::[^=]+)?=(?!=)")
_LIKE = 0.85
"""How like two names must be; a project may have names of its own that begin as ours do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfFile:
    """The text of a project's ``conf.py``; empty when all settings come from elsewhere."""

    source: str
    lines: tuple[str, ...] = ()

    def locate(self, *texts: str) -> Location:
        """Return the line of the last text, looked for below that of the text before it."""
        line = 1
        for text in texts:
            line = next(
                (
                    number
                    for number, told in enumerate(self.lines, 1)
                    if number >= line and text in told
                ),
                line,
            )
        return Location(doc=None, source=self.source, line=line)


def read_conf_file(path: Path, source: str) -> ConfFile:
    """Read the settings file of a project.

    A letter in another encoding than UTF-8 does not matter here.

    :param source: its path relative to the source directory
    """
    lines = (
        path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        if path.is_file()
        else []
    )
    return ConfFile(source=source, lines=tuple(lines))


def misspelt_settings(conf: ConfFile, ours: Collection[str]) -> Iterator[str]:
    """Tell of each setting whose name is nearly one of *ours*: Sphinx passes over it in silence."""
    for name in (found["name"] for line in conf.lines if (found := _SETTING.match(line))):
        if name not in ours and (near := get_close_matches(name, ours, 1, _LIKE)):
            yield f"{name}: there is no such setting; {near[0]} may be meant"


def disabled_rules(policy: Policy, conf: ConfFile) -> Iterator[Defect]:
    """Return a defect for each setting that switches off rules whose findings are errors."""
    off = [rule for rule in ALL_RULES if _is_silent_error(rule, policy)]
    for setting, name in _names_switched_off(policy):
        hidden = [rule for rule in off if is_named((name,), rule.code, rule.slug)]
        off = [rule for rule in off if rule not in hidden]
        if hidden:
            yield _disabled(f"{setting}: {name!r} switches off", hidden, conf.locate(setting, name))
    if off:
        yield _disabled("claims_select leaves out", off, conf.locate("claims_select"))


def _is_silent_error(rule: Rule, policy: Policy) -> bool:
    return (
        rule.severity is Severity.ERROR
        and policy.severity_for(rule.code, rule.slug, rule.severity) is Severity.OFF
    )


def _names_switched_off(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield settings, each with a name of rules that it switches off."""
    yield from (("claims_ignore", name) for name in policy.ignore)
    for name, severity in policy.severity:
        if severity is Severity.OFF:
            yield "claims_severity", name


def _disabled(what: str, rules: Iterable[Rule], location: Location) -> Defect:
    return Defect(
        slug=DefectKind.RULE_DISABLED,
        location=location,
        message=f"{what} {', '.join(rule.code for rule in rules)}",
    )
