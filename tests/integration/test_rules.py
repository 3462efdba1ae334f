"""The examples in the catalogue of rules are true, and so is what it says about silencing."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from conftest import CONF, REFERENCES, REFS, REPOSITORY, Built, Project
from sphinx_claims.core.model import Severity
from sphinx_claims.core.rules import ALL_RULES, presence
from sphinx_claims.core.rules.base import Rule

SHOWN = [rule for rule in ALL_RULES if rule.bad]
NOT_SHOWN = {
    "translation-citation",
    "longer-translation",
    "unlisted-key",
    "missing-bibliography",
    "malformed-entry",
    "stale-baseline-entry",
    "unusable-baseline",
    "approximate-location",
    "malformed-ledger",
    "malformed-status",
    "status-unknown",
    "entry-differs",
    "unused-own-number",
    "undecodable-source",
    "held-findings",
    "lost-page",
}
"""Rules about several files, or about none that can be shown; tested elsewhere."""
NEVER_HELD = {"claim-without-key", "low-coverage", "unknown-fact"}
"""Rules whose findings quote no words and name no source."""
LEDGER = """\
schema: 1
sources:
  Key:
    design: cohort
    species: human
    treatment: none
    participants: 40
    population: people
    extent: abstract
    locator: Abstract
    notices: []
    facts:
      response: {value: 60, unit: "%", denominator: 40, count: 24, time: 12 months,
        outcome: response}
"""
TWO = """\
overlaps: [{sources: [Key, Other], note: one team}]
contradictions: [{about: whether the cells work, sides: [[Key], [Other]], words: [work]}]
sources:
  Other:
    design: laboratory
    species: mouse
    treatment: none
    participants: null
    population: mice
    extent: abstract
    locator: Abstract
    notices: []
    facts: {}
"""
"""Heads and a second source of the ledger, a study of mice."""
BOOK = "@book{Book, author = {Poe, C.}, title = {Three}, publisher = {P}, year = {2019}}\n"
NOTICES = {"retracted": "retraction", "doubted": "concern", "corrected": "correction"}
CITED_ONLY = "# References\n\n:::{bibliography}\n:::\n"


def write(project: Project, rule: Rule, text: str) -> None:
    """Write a project in which an example of a rule stands where it belongs."""
    page = text if rule.language == "md" else "Cells live {cite:p}`Key, Other`."
    refs = text if rule.language == "bibtex" else BOOK * ("`Book" in text)
    conf = text if rule.language == "python" else rule.conf
    project.write("index.md", f"# Title\n\n{page}\n")
    project.write("refs.bib", f"{REFS}{refs}")
    project.write("conf.py", f"{CONF}{conf}\n")
    project.write("ledger.yaml", LEDGER.replace("sources:\n", TWO))
    for name, kind in NOTICES.items():
        reply = {"asked": str(datetime.now(UTC).date()), "answer": "found"}
        works = {
            "Key": {"crossref": {**reply, "notices": [{"kind": kind, "by": "updated-by"}]}},
            "Other": {"pubmed": reply},
        }
        project.write(f"{name}.json", json.dumps({"schema": 1, "works": works}))
    project.write("references.md", CITED_ONLY if rule.slug == "unused-entry" else REFERENCES)


def slugs_of(built: Built) -> list[str]:
    return [found["slug"] for found in built.report["findings"]]


def slugs(project: Project) -> list[str]:
    return slugs_of(project.build(fresh=True, suppress_warnings=["image.not_readable"]))


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.slug)
def test_the_bad_example_breaks_the_rule_and_the_good_one_breaks_none(
    project: Project, rule: Rule
) -> None:
    besides = ["rule-disabled"] if "select" in rule.conf else []
    write(project, rule, rule.bad)
    assert slugs(project) == [*besides, rule.slug]
    write(project, rule, rule.good)
    assert slugs(project) == besides


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.slug)
def test_a_baseline_holds_what_breaks_a_rule_wherever_it_moves(
    project: Project, rule: Rule
) -> None:
    write(project, rule, rule.bad)
    options: dict[str, Any] = {
        "fresh": True,
        "claims_baseline": "old.json",
        "suppress_warnings": ["image.not_readable"],
    }
    left = slugs_of(project.build(**options, claims_baseline_update="create"))
    held = [slug for slug in left if slug != "held-findings"]
    assert bool(held) == (
        rule.severity is Severity.NOTE or rule.code.startswith("CLM7") or rule.slug in NEVER_HELD
    )
    for name, above in {
        "index.md": "Why?\n\n",
        "refs.bib": "\n\n",
        "conf.py": "\n\n",
        "ledger.yaml": "\n\n",
    }.items():
        path = project.path / name
        head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
        path.write_text(
            f"{head}\n\n{above}{rest}" if name == "index.md" else f"{above}{head}\n\n{rest}",
            encoding="utf-8",
        )
    assert slugs_of(project.build(**options)) == left


SHOWN_FILE = re.compile(
    r"^`(?P<name>[\w.]+)`[^`]*?(?P<fence>`{3,})\w+\n(?P<text>.*?)\n(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.slug)
def test_the_files_that_the_manual_shows_are_enough_to_try_an_example(
    empty: Project, rule: Rule
) -> None:
    page = REPOSITORY.joinpath("docs", "tools", "claims", "examples.md").read_text(encoding="utf-8")
    files = {found["name"]: found["text"] + "\n" for found in SHOWN_FILE.finditer(page)}
    for name, kind in NOTICES.items():
        files[f"{name}.json"] = files["retracted.json"].replace("retraction", kind)
    others = 3 if rule.slug == "unused-entry" else 0  # the entries that other examples cite
    if others:
        files["index.md"] = files["index.md"].replace(":all:\n", "")
    into = {"md": "index.md", "bibtex": "refs.bib", "python": "conf.py"}[rule.language]
    head, _, rest = files["index.md"].partition("\n\n")
    for text, count in ((rule.bad, 1), (rule.good, 0)):
        for name, content in {**files, "conf.py": f"{files['conf.py']}{rule.conf}\n"}.items():
            empty.write(name, f"{content}{text}\n" if name == into else content)
        if into == "index.md":
            empty.write("index.md", f"{head}\n\n{text}\n\n{rest}")
        assert slugs(empty).count(rule.slug) == count + others


@pytest.mark.parametrize(
    "rule", [rule for rule in SHOWN if not rule.always], ids=lambda rule: rule.slug
)
def test_a_rule_is_silenced_by_its_slug_in_sphinx_and_by_its_code_in_ours(
    project: Project, rule: Rule
) -> None:
    write(project, rule, rule.bad)
    quiet = project.build(
        fresh=True, suppress_warnings=[f"claims.{rule.slug}", "image.not_readable"]
    )
    assert not [line for line in quiet.warnings if f"[claims.{rule.slug}]" in line]
    silent = project.build(claims_ignore=[rule.code])
    assert silent.findings == []
    note = f"claims_ignore: {rule.code!r} switches off {rule.code}"
    off_already = rule.severity is Severity.OFF
    assert (note in [message for _, _, message in silent.disarmed]) != off_already


SILENCING: dict[str, dict[str, Any]] = {
    "ignored": {"claims_ignore": ["CLM"]},
    "not selected": {"claims_select": ["CLM1"]},
    "off": {"claims_severity": {"CLM": "off"}},
    "off for pages": {"claims_paths": {"*": "off", "none": {"ignore": ["CLM1"]}}},
    "ignored for pages": {"claims_paths": {"*": {"profile": "off", "ignore": ["CLM"]}}},
    "suppressed": {"suppress_warnings": ["claims", "image.not_readable"]},
}


@pytest.mark.parametrize("how", SILENCING)
@pytest.mark.parametrize(
    "rule", [rule for rule in SHOWN if rule.always], ids=lambda rule: rule.slug
)
def test_a_rule_on_the_settings_is_silenced_by_none(project: Project, rule: Rule, how: str) -> None:
    write(project, rule, rule.bad)
    assert rule.slug in slugs_of(project.build(fresh=True, **SILENCING[how]))


@pytest.mark.parametrize("rule", presence.RULES, ids=lambda rule: rule.slug)
def test_an_uncited_unit_is_silenced_by_a_reason_in_the_text(project: Project, rule: Rule) -> None:
    write(project, rule, re.sub(r"(\.| \|)(?=\W*$)", r" {uncited}`seen by all`\1", rule.bad))
    assert slugs(project) == []


def test_the_catalogue_shows_examples_that_are_wrong_on_purpose(project: Project) -> None:
    project.write("index.md", "# Title\n\n:::{claims-rules}\n:::\n")
    assert project.build("html").warnings == ()


def test_the_catalogue_says_of_each_rule_what_silences_it(project: Project) -> None:
    project.write("index.md", "# Title\n\n:::{claims-rules}\n:::\n")
    told = project.build("text").out.joinpath("index.txt").read_text(encoding="utf-8")
    by_rule = dict(re.findall(r"^CLM\d+ (\S+)\n(.*?)(?=^CLM|\Z)", told, re.MULTILINE | re.DOTALL))
    assert set(by_rule) == {rule.slug for rule in ALL_RULES}
    for rule in ALL_RULES:
        lines = [
            "".join(item.split())
            for item in by_rule[rule.slug].split("To silence it")[1].split("\n* ")[1:]
        ]
        at_one = (
            ['at one sentence: "{uncited}`why it needs no source`"']
            if rule in presence.RULES
            else []
        )
        louder = [
            f'to keep it as a note: "claims_severity = {{"{rule.slug}": "note"}}"',
            f'on the console, not in the reports: "suppress_warnings = ["claims.{rule.slug}"]"',
        ]
        quiet = [] if rule.severity in {Severity.NOTE, Severity.OFF} else louder
        everywhere = f'everywhere: "claims_ignore = ["{rule.slug}"]"'
        wanted = ["nothing does"] if rule.always else [*at_one, everywhere, *quiet]
        assert lines == ["".join(item.split()) for item in wanted]


def test_codes_and_slugs_are_unique_well_formed_and_in_order() -> None:
    codes = [rule.code for rule in ALL_RULES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"CLM[1-79]\d\d", code) for code in codes)
    assert len({rule.slug for rule in ALL_RULES}) == len(ALL_RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug) for rule in ALL_RULES)


def test_every_rule_is_documented() -> None:
    assert {rule.slug for rule in ALL_RULES} - {rule.slug for rule in SHOWN} == NOT_SHOWN
    for rule in ALL_RULES:
        assert rule.summary[0].islower()
        assert not rule.summary.endswith(".")
        assert rule.why[-1] in ".?"
