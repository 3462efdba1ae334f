"""What a build reads of settings and files before any document: read once, and passed on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_claims._foreign import bibliography_encoding, bibliography_files
from sphinx_claims.core.evidence.status import NOTHING_RECORDED, Records
from sphinx_claims.core.model import Baseline, Bibliography, Defect, Location
from sphinx_claims.core.policy import OPTIONS, Policy, read_policy
from sphinx_claims.core.surroundings import ConfFile, Surroundings
from sphinx_claims.files.baseline import read_baseline
from sphinx_claims.files.bibliography import BibFile, combine, read_bib_files
from sphinx_claims.files.conf import misspelt_settings, read_conf_file, settings_file
from sphinx_claims.files.ledger import read_ledger
from sphinx_claims.files.status import read_status
from sphinx_claims.reading.origin.sources import (
    foreign_language,
    is_translation,
    relative_source,
)

if TYPE_CHECKING:
    from sphinx.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """All that one build knows before it reads a document."""

    policy: Policy
    """The settings, the day of the build, and what else decides what is judged."""
    defects: tuple[Defect, ...]
    """What the settings let nobody expect."""
    records: Records
    """Ledger and status: what is recorded of the sources."""
    bibliography: Bibliography
    """The sources, before the pages tell which keys exist besides."""
    unreadable: Defect | None
    """What makes sphinxcontrib-bibtex end the build when it reads the bibliography files."""
    missing: Mapping[str, Path]
    """Bibliography files that do not exist, by what is said of each."""
    baseline: Baseline


NO_SESSION = Session(
    policy=Policy(),
    defects=(),
    records=NOTHING_RECORDED,
    bibliography=Bibliography(complete=False),
    unreadable=None,
    missing=MappingProxyType({}),
    baseline=Baseline(),
)
"""What is known before a build has begun."""


def open_session(config: Config, confdir: Path, srcdir: Path) -> Session:
    """Read settings and files; never raises for what they hold."""
    policy, complaints = read_policy({option.name: config[option.name] for option in OPTIONS})
    conf_path = settings_file(Path(confdir))
    conf = read_conf_file(conf_path, relative_source(str(conf_path), srcdir))
    surroundings = Surroundings(
        conf=conf,
        language=config.language,
        is_translation=is_translation(config.language, config.locale_dirs, srcdir),
        complaints=(*complaints, *misspelt_settings(conf, [option.name for option in OPTIONS])),
    )
    project = _Project(policy=policy, conf=conf, confdir=confdir, srcdir=srcdir)
    names = bibliography_files(config) or ()
    bib_files = project.bib_files(names, bibliography_encoding(config)) if names else ()
    return Session(
        policy=replace(policy, today=_day_of_build(), surroundings=surroundings),
        defects=tuple(foreign_language(config.language, config.locale_dirs, srcdir, conf)),
        records=project.records(),
        bibliography=combine(bib_files),
        missing={file.defects[0].message: file.path for file in bib_files if file.missing},
        unreadable=next((file.fatal for file in bib_files if file.fatal), None),
        baseline=project.baseline(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """Where a project keeps its files, and the settings that name them."""

    policy: Policy
    conf: ConfFile
    confdir: Path
    srcdir: Path

    def records(self) -> Records:
        """Read the ledger and the status snapshot."""
        return Records(
            ledger=read_ledger(*self._data_file(self.policy.ledger, "claims_ledger")),
            status=read_status(*self._data_file(self.policy.status, "claims_status")),
        )

    def _data_file(self, name: str, setting: str) -> tuple[Path, str, str, Location]:
        """Return path and name of a file, its name in a finding, and where settings name it."""
        path = Path(self.confdir, name)
        return path, name, self._relative(path), self.conf.locate(setting, name)

    def baseline(self) -> Baseline:
        """Read the baseline file."""
        name = self.policy.baseline
        return read_baseline(
            self.confdir,
            name,
            self.policy.baseline_update,
            self._relative(self.confdir / name),
            self.conf.locate(name or "claims_baseline"),
        )

    def bib_files(self, names: Iterable[str], encoding: str) -> tuple[BibFile, ...]:
        """Read the bibliography files."""
        paths = ((name, Path(self.confdir, name)) for name in names)
        named = ((path, self._relative(path), self.conf.locate(name)) for name, path in paths)
        return read_bib_files(named, encoding)

    def _relative(self, path: Path) -> str:
        return relative_source(str(path), self.srcdir)


def _day_of_build() -> date:
    """Return the day that suppressions are held against.

    That of a reproducible build, or the present one.
    """
    return datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), UTC
    ).date()
