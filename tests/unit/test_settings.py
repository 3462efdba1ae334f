"""Settings: each is declared once, and everything else agrees with its declaration."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from sphinx_claims.core.model import Profile, Severity
from sphinx_claims.core.options import Option
from sphinx_claims.core.policy import DECLARED, OPTIONS, PathPolicy, Policy, read_policy

DEFAULTS = {option.name: option.default for option in OPTIONS}


def test_the_policy_has_a_field_for_each_setting_and_two_besides() -> None:
    assert [*DECLARED, "today", "surroundings"] == [field.name for field in fields(Policy)]


@pytest.mark.parametrize("field", DECLARED)
def test_a_setting_is_called_as_its_field_but_for_one(field: str) -> None:
    named = {"reach": "claims_trailing_max"}
    assert DECLARED[field].name == named.get(field, f"claims_{field}")


def test_the_defaults_of_the_settings_are_those_of_the_policy() -> None:
    assert read_policy(DEFAULTS) == (Policy(), ())


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_a_bad_value_gives_one_complaint_and_falls_back_to_the_default(option: Option) -> None:
    policy, complaints = read_policy({**DEFAULTS, option.name: date(2026, 1, 1)})
    assert policy == Policy()
    (complaint,) = complaints
    assert complaint.startswith(f"{option.name}: expected ")
    assert complaint.endswith("; the default is used")


def test_a_setting_that_may_differ_by_path_is_read_there_as_everywhere() -> None:
    paths = {
        "a/*": "strict",
        "b/*": {"select": ["CLM1"], "ignore": ("bare-link",), "severity": {"CLM2": "note"}},
    }
    policy, complaints = read_policy({**DEFAULTS, "claims_paths": paths})
    assert complaints == ()
    assert policy.paths == (
        ("a/*", PathPolicy(profile=Profile.STRICT)),
        (
            "b/*",
            PathPolicy(
                select=("CLM1",), ignore=("bare-link",), severity=(("CLM2", Severity.NOTE),)
            ),
        ),
    )


def test_the_parts_of_a_path_are_the_settings_that_may_differ_by_path() -> None:
    parts = [name for name, option in DECLARED.items() if option.by_path]
    assert sorted(parts) == sorted(field.name for field in fields(PathPolicy))
