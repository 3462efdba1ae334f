"""Groups of people: designs that are drawn alike, and arms without the treatment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from sphinx_claims.core.evidence.ledger import Design, Evidence, Fact, Species


class Group(StrEnum):
    """Designs that are drawn alike."""

    RANDOMISED = "randomised"
    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    OBSERVED = "observed"


GROUP_NAMES: Mapping[Group, str] = {
    Group.RANDOMISED: "randomised trial",
    Group.CONTROLLED: "controlled, not randomised",
    Group.UNCONTROLLED: "no comparison group",
    Group.OBSERVED: "registry or cohort",
}
_GROUPS: Mapping[Design, Group] = {
    Design.RANDOMISED_TRIAL: Group.RANDOMISED,
    Design.CONTROLLED_TRIAL: Group.CONTROLLED,
    Design.UNCONTROLLED_TRIAL: Group.UNCONTROLLED,
    Design.CASE_SERIES: Group.UNCONTROLLED,
    Design.CASE_REPORT: Group.UNCONTROLLED,
    Design.COHORT: Group.OBSERVED,
    Design.REGISTRY: Group.OBSERVED,
}
_CONTROL = re.compile(r"\b(?:placebo|controls?|saline)\b")


def group_of(evidence: Evidence) -> Group | None:
    """Return how a study is drawn; None for what is no study of people."""
    return _GROUPS.get(evidence.design) if Species.HUMAN in evidence.species else None


def is_control(fact: Fact) -> bool:
    """Tell whether a fact is of people who did not get the treatment."""
    return bool(_CONTROL.search(fact.arm))
