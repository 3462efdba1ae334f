"""Per-document storage, and this build's report."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from sphinx_claims import __version__
from sphinx_claims._foreign import defined_citations, find_bibtex, substitutions_in, uses_in
from sphinx_claims.core.check import check_pages
from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.model import Baseline, Bibliography, Defect, Page, Report
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.scope import keys_of, under_entries
from sphinx_claims.core.verdicts.coverage import Coverage, coverage_by_page
from sphinx_claims.files.bibliography import with_labels, with_uses
from sphinx_claims.reading.conditions import set_apart, without_claims
from sphinx_claims.reading.doctree import collect_page
from sphinx_claims.reading.origin.sources import SourceFiles, is_translation
from sphinx_claims.session import NO_SESSION, Session
from sphinx_claims.writing.csv_tables import true_lines

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

DATA_VERSION = 15
"""Changed whenever a stored value changes shape."""
_BY_DOCUMENT = ("pages", "views", "cited", "conditions", "downloads")
"""Names of the stored values that have one part for each document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build brings to the judgement, besides the documents and the bibliography."""

    policy: Policy
    holding: Mapping[str, bool]
    """Whether each condition holds, such as ``only:html``."""
    defects: tuple[Defect, ...]
    """Defects of the settings, and of documents that cannot be read."""
    whole: bool
    """Whether somebody will read the verdicts of all units."""


class ClaimsDomain(Domain):
    """Stores pages of claim units, and the findings of the last build; holds no node.

    A page is stored as the bytes of its pickle: thousands of small values would weigh on every
    collection of garbage of the whole build.
    """

    name = "claims"
    label = "claims"
    data_version = DATA_VERSION
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "views": {},
        "cited": {},
        "conditions": {},
        "downloads": {},
        "shown": {},
        "kept": None,
    }

    session: Session = NO_SESSION
    """What this build has read of settings and files."""
    undecodable: Mapping[str, Defect] = MappingProxyType({})
    """Documents of this build that are not valid text, by name."""
    report: Report | None = None
    """The report of this build, once every document has been read."""
    coverage: Mapping[str, Coverage] = MappingProxyType({})
    """What the report says of each document that makes a claim."""
    bibliography: Bibliography = NO_SESSION.bibliography
    """The sources of this build; which keys exist is known once every document has been read."""

    def begin(self, session: Session) -> None:
        """Take what this build has read before its documents."""
        self.session = session
        self.bibliography = session.bibliography

    @property
    def ledger(self) -> Ledger:
        """What each source found."""
        return self.session.records.ledger

    @property
    def conditions(self) -> list[str]:
        """The conditions under which some unit is part of a build, such as ``only:html``."""
        return sorted({name for names in self.data["conditions"].values() for name in names})

    @property
    def _cited(self) -> frozenset[str]:
        return frozenset(key for keys in self.data["cited"].values() for key in keys)

    def load_pages(self) -> Iterator[Page]:
        """Yield all pages by name."""
        for _, stored in sorted(self.data["pages"].items()):
            yield pickle.loads(stored)  # noqa: S301 - written by this class into the build's own environment

    @property
    def views(self) -> dict[str, tuple[str, ...]]:
        """Documents that show a part of the report, with the names of the parts."""
        views: dict[str, tuple[str, ...]] = self.data["views"]
        return views

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """For each output directory, a digest of what each document last showed there."""
        shown: dict[str, dict[str, str]] = self.data["shown"]
        return shown

    @property
    def downloads(self) -> dict[str, dict[str, str]]:
        """Names and texts of the files with the numbers of charts, by document."""
        downloads: dict[str, dict[str, str]] = self.data["downloads"]
        return downloads

    def note_download(self, docname: str, name: str, text: str) -> None:
        """Store the numbers of a chart."""
        self.downloads.setdefault(docname, {})[name] = text

    def cited_on(self, doc: str) -> tuple[str, ...]:
        """Return the keys that a page cites, sorted."""
        names, cited = self.bibliography.names, self.data["cited"].get(doc, ())
        return tuple(sorted({names.get(key, key) for key in cited}))

    @property
    def lost(self) -> list[str]:
        """Documents that were read and of which nothing is stored, by name."""
        return sorted(self.env.all_docs.keys() - self.data["pages"].keys())

    @property
    def index_page(self) -> str | None:
        """The document that holds the claims index."""
        return next((doc for doc, views in sorted(self.views.items()) if "index" in views), None)

    def judge(self, build: Build, baseline: Baseline) -> Report:
        """Judge all stored pages, or repeat what was found when all was the same as now."""
        whole = build.whole or bool(self.views)
        bibtex = find_bibtex(self.env)
        labels = defined_citations(self.env)
        if bibtex is not None:
            self.bibliography = with_uses(self.bibliography, self._cited, uses_in(bibtex))
        self.bibliography = with_labels(self.bibliography, labels, alone=bibtex is None)
        digest = self._digest_of_all(build, baseline)
        kept = self.data["kept"]
        if not whole and kept is not None and kept[0] == digest:
            self.report, self.coverage = kept[1:]
        else:
            names = self.bibliography.names
            pages = (
                under_entries(set_apart(page, build.holding), names) for page in self.load_pages()
            )
            report = check_pages(
                pages,
                self.bibliography,
                build.policy,
                build.defects,
                baseline,
                records=self.session.records,
                whole=whole,
            )
            self.coverage = coverage_by_page(report.verdicts)
            self.report = report
            self.data["kept"] = (digest, replace(report, verdicts=()), dict(self.coverage))
        return cast("Report", self.report)

    def _digest_of_all(self, *more: object) -> str:
        """Return a digest of everything that a verdict can depend on."""
        records = self.session.records
        told = [
            __version__,
            self.bibliography,
            records.defects,
            records.ledger.digest,
            records.status.digest,
            *more,
        ]
        digest = hashlib.sha256(json.dumps(told, default=_plain).encode())
        for doc, stored in sorted(self.data["pages"].items()):
            digest.update(to_bytes(doc) + stored)
        return digest.hexdigest()

    def take_changes(self, outdir: str) -> list[str]:
        """Return the documents that show something else of the report than when last written.

        :param outdir: where they were written
        """
        before, now = self.shown.get(outdir, {}), self._digests(self.session.policy)
        self.shown[outdir] = now
        return sorted(doc for doc, digest in now.items() if before.get(doc) != digest)

    def _digests(self, policy: Policy) -> dict[str, str]:
        """Return a digest of what each document shows of the report and the bibliography.

        Nothing for most documents.
        """
        told = dict.fromkeys(self.views, self._told_by_views() if self.views else "")
        if policy.badge:
            for doc in self.data["pages"]:
                told[doc] = f"{told.get(doc, '')}{self.coverage.get(doc)}{self.index_page}"
        if policy.preview or policy.jsonld:
            sources = {source.key: source for source in self.bibliography.sources}
            for doc, keys in self.data["cited"].items():
                told[doc] = f"{told.get(doc, '')}{[*map(sources.get, keys)]}"
        return {doc: hashlib.sha256(to_bytes(text)).hexdigest() for doc, text in told.items()}

    def _told_by_views(self) -> str:
        """Return all that a view of the report can depend on."""
        defined = sorted(
            (key, doc, anchor) for key, (doc, anchor, _) in defined_citations(self.env).items()
        )
        return f"{self.report}{self.bibliography.sources}{defined}"

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the units of a document that was just read."""
        files = SourceFiles(Path(env.srcdir), str(document["source"]))
        with true_lines(document):
            page = collect_page(document, docname, files, substitutions_in(env.config))
        if is_translation(env.config.language, env.config.locale_dirs, Path(env.srcdir)):
            page = without_claims(page)
        self.data["pages"][docname] = pickle.dumps(page)
        if page.views:
            self.views[docname] = page.views
        if cited := {key for unit in page.units for key in keys_of(unit.all_cites)}:
            self.data["cited"][docname] = tuple(sorted(cited))
        if conditions := {name for unit in page.units for name in unit.conditions}:
            self.data["conditions"][docname] = tuple(sorted(conditions))

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for name in _BY_DOCUMENT:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader stored for the documents it read."""
        for name in _BY_DOCUMENT:
            self.data[name].update(
                {doc: value for doc, value in otherdata[name].items() if doc in docnames}
            )

    def resolve_any_xref(
        self, *args: object, **kwargs: object
    ) -> list[tuple[str, nodes.reference]]:
        """Find nothing: the domain has no objects to refer to."""
        return []


def claims_domain(env: BuildEnvironment) -> ClaimsDomain:
    """Return the domain of an environment."""
    return cast("ClaimsDomain", env.get_domain(ClaimsDomain.name))


def _plain(value: Any) -> object:
    """Return a value as JSON can hold it, the same in every process."""
    if isinstance(value, AbstractSet):
        return sorted(value)
    return asdict(value) if hasattr(value, "__dataclass_fields__") else str(value)
