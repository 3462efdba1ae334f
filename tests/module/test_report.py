"""The report of the module, and the one that the manual shows, keep to the published schema."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from jsonschema import Draft202012Validator

import sphinx_claims
from conftest import Built
from module.conftest import DOCS


def validator() -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(
            Path(sphinx_claims.__file__).with_name("claims.schema.json").read_text(encoding="utf-8")
        )
    )


def test_the_report_of_the_module_is_valid(module: Built) -> None:
    validator().validate(module.report)
    assert module.report["units"]


def test_the_report_in_the_manual_is_valid() -> None:
    (shown,) = re.findall(
        r"(?ms)^  ```json\n(.*?)^  ```$",
        DOCS.joinpath("tools", "claims", "report.md").read_text(encoding="utf-8"),
    )
    validator().validate(json.loads(textwrap.dedent(shown)))
