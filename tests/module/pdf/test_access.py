"""What a screen reader meets in the handouts of the module, on either paper."""

from __future__ import annotations

import pytest

from handout.access import AnyHandout
from handout.conftest import Handout

NAMES = [
    f"{kind}-{edition}"
    for kind in ("editions", "letter", "checked")
    for edition in ("student", "instructor")
]


@pytest.fixture(params=NAMES)
def made(request: pytest.FixtureRequest) -> Handout:
    kind, _, edition = request.param.partition("-")
    handouts: dict[str, Handout] = request.getfixturevalue(kind)
    return handouts[edition]


class TestModule(AnyHandout):
    titles = frozenset({"Stem cells in lupus", "Kitchen sink"})
