"""What sphinxcontrib-bibtex warns of, told once: by it, or by a finding of ours that is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_claims._foreign import is_hidden, repeated_problem
from sphinx_claims.core.model import Finding, Severity
from sphinx_claims.domain import claims_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ABOUT_KEYS = frozenset({"unknown-key", "unlisted-key"})
"""Rules about a citation that leads nowhere."""
_LOUD = frozenset({Severity.ERROR, Severity.WARNING})


class Echoes(logging.Filter):
    """Drops a warning of a missing key or file where a finding says the same.

    What is said before the verdict waits for it. On a page that is not judged, with a rule that is
    off, or with a finding that a baseline or the settings hide, the warning passes.
    """

    env: BuildEnvironment | None = None

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[logging.LogRecord] = []
        self._told: frozenset[tuple[str, str]] | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a warning is to be shown now."""
        about = repeated_problem(record, self.env) if self.env else None
        if about is None:
            return True
        if self._told is None:
            self._waiting.append(record)
            return False
        return about not in self._told

    def on_builder_inited(self, app: Sphinx) -> None:
        """Stand before all that would count or show a warning."""
        self.env = app.env
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.filters.insert(0, self)

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Release what no finding says."""
        report = claims_domain(env).report
        shown = [
            finding
            for finding in (report.findings if report else ())
            if finding.severity in _LOUD and not is_hidden(app.config, "claims", finding.slug)
        ]
        self._release(problem for finding in shown for problem in _problems_of(finding, env))

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Release what still waits in a build that came to no verdict."""
        if self._waiting:
            self._release(())

    def _release(self, told: Iterable[tuple[str, str]]) -> None:
        self._told = frozenset(told)
        waiting, self._waiting = self._waiting, []
        for record in waiting:
            logging.getLogger(record.name).handle(record)


def _problems_of(finding: Finding, env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield file and key of what a finding says, if sphinxcontrib-bibtex warns of that too."""
    missing = claims_domain(env).session.missing
    if finding.slug in _ABOUT_KEYS:
        place = finding.location
        paths = [Path(env.srcdir, place.source)]
        if place.doc:  # what a file holds that a page includes is told of the page, too
            paths.append(Path(env.doc2path(place.doc)))
        yield from ((str(path.resolve()), key) for path in paths for key in finding.keys)
    elif finding.message in missing:
        yield str(missing[finding.message].resolve()), ""
