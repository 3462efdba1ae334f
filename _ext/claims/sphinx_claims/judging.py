"""The verdict of a build: all stored documents are judged, on every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_claims.builder import is_gate
from sphinx_claims.console import warn_of_setting
from sphinx_claims.core.model import Report
from sphinx_claims.domain import Build, ClaimsDomain
from sphinx_claims.files.baseline import update_baseline
from sphinx_claims.reading.conditions import holds

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def judge_documents(app: Sphinx, domain: ClaimsDomain) -> Report:
    """Judge what has been read, and bring the baseline file up to date if that is wished."""
    session = domain.session
    build = Build(
        policy=session.policy,
        holding={
            condition: holds(condition, app, anywhere=is_gate(app.builder))
            for condition in domain.conditions
        },
        defects=(*session.defects, *domain.undecodable.values()),
        whole=is_gate(app.builder) or bool(session.policy.reports),
    )
    wish = _wish_for_baseline(session.policy.baseline_update, gate=is_gate(app.builder))
    report = domain.judge(build, session.baseline)
    if not wish or session.baseline.defects:
        return report
    path = Path(app.confdir, session.policy.baseline)
    baseline = update_baseline(path, wish, session.baseline, report)
    logger.info("claims: %s holds %d entries", session.policy.baseline, len(baseline.entries))
    return domain.judge(build, baseline)


def _wish_for_baseline(wish: str, *, gate: bool) -> str:
    """Return what is to be done to the baseline file; only the builder ``claims`` does it."""
    if wish and not gate:
        warn_of_setting("claims_baseline_update: only the builder claims does that")
        return ""
    return wish
