"""The verdict of a build: all stored documents are judged, on every build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_claims._foreign import hidden_warnings
from sphinx_claims.builder import is_gate
from sphinx_claims.console import FAMILY, warn_of_setting
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location, Profile, Report
from sphinx_claims.domain import Build, ClaimsDomain
from sphinx_claims.files.baseline import update_baseline
from sphinx_claims.reading.conditions import holds
from sphinx_claims.reading.origin.sources import relative_source
from sphinx_claims.session import Session

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def judge_documents(app: Sphinx, domain: ClaimsDomain) -> Report:
    """Judge what has been read, and bring the baseline file up to date if that is wished."""
    session = domain.session = _with_hidden_lines(domain.session, app)
    build = Build(
        policy=session.policy,
        holding={
            condition: holds(condition, app, anywhere=is_gate(app.builder))
            for condition in domain.conditions
        },
        defects=(*session.defects, *domain.undecodable.values(), *_lost_pages(app, domain)),
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


def _with_hidden_lines(session: Session, app: Sphinx) -> Session:
    """Return a session that knows what is hidden by now of what this build is about to say."""
    hidden = hidden_warnings(app.config, FAMILY)
    surroundings = replace(session.policy.surroundings, hidden=hidden)
    return replace(session, policy=replace(session.policy, surroundings=surroundings))


def _lost_pages(app: Sphinx, domain: ClaimsDomain) -> Iterator[Defect]:
    """Yield a defect for each document that should be judged and of which nothing is stored."""
    for doc in domain.lost:
        if domain.session.policy.profile_for(doc) is not Profile.OFF:
            source = relative_source(str(app.env.doc2path(doc)), app.env.srcdir)
            yield Defect(
                slug=DefectKind.LOST_PAGE,
                location=Location(doc=doc, source=source, line=1),
                message="nothing of this page is left to judge; if no handler takes it away on "
                "purpose, build anew with -E",
            )


def _wish_for_baseline(wish: str, *, gate: bool) -> str:
    """Return what is to be done to the baseline file; only the builder ``claims`` does it."""
    if wish and not gate:
        warn_of_setting("claims_baseline_update: only the builder claims does that")
        return ""
    return wish
