"""The only module that registers anything with Sphinx, and the handlers of its events."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging

from sphinx_claims.builder import ALWAYS, ClaimsBuilder, write_reports
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.ledger import Ledger
from sphinx_claims.core.evidence.status import Records, Status
from sphinx_claims.core.model import Baseline, Defect, Finding, Location, Severity
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.reports.report import describe
from sphinx_claims.domain import DATA_VERSION, Build, ClaimsDomain
from sphinx_claims.files.baseline import read_baseline, update_baseline
from sphinx_claims.files.bibliography import BibFile, combine, read_bib_file
from sphinx_claims.files.conf import (
    ConfFile,
    disabled_rules,
    foreign_language,
    misspelt_settings,
    read_conf_file,
)
from sphinx_claims.files.ledger import read_ledger
from sphinx_claims.files.settings import OPTIONS, read_policy
from sphinx_claims.files.status import read_status
from sphinx_claims.reading.conditions import holds
from sphinx_claims.reading.sources import relative_source
from sphinx_claims.showing.badge import add_badges
from sphinx_claims.showing.charts.pages import STATIC as CHART_STATIC
from sphinx_claims.showing.charts.pages import STYLE as CHART_STYLE
from sphinx_claims.showing.charts.pages import draws_in_page, fit_to_builder, write_downloads
from sphinx_claims.showing.index import SCRIPT as INDEX_SCRIPT
from sphinx_claims.showing.index import STATIC as INDEX_STATIC
from sphinx_claims.showing.index import STYLE as INDEX_STYLE
from sphinx_claims.showing.jsonld import linked_data, takes_linked_data
from sphinx_claims.showing.pages import expand_placeholders
from sphinx_claims.showing.previews import (
    SCRIPT,
    STATIC,
    STYLE,
    add_previews,
    depart_previews,
    takes_previews,
    visit_previews,
)
from sphinx_claims.writing import directives
from sphinx_claims.writing.chart_nodes import chart_download, chart_drawing, visit_drawing
from sphinx_claims.writing.charts import CHARTS
from sphinx_claims.writing.facts import FactRole, FactsInAltText
from sphinx_claims.writing.nodes import (
    claim,
    claims_page,
    claims_previews,
    uncited,
    uncited_block,
    unknown_citation,
)
from sphinx_claims.writing.views import view_directives

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING"}
_REPORTED_BETTER = ("bibtex.key_not_found", "bibtex.bibfile_error")
"""Warnings of sphinxcontrib-bibtex that rules of ours report with a line, and on every build."""


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add nodes, directives, settings, the domain, the builder and the handlers."""
    for node in (claim, uncited, uncited_block, unknown_citation, claims_page):
        app.add_node(node)
    app.add_node(claims_previews, html=(visit_previews, depart_previews))
    for option in OPTIONS:
        app.add_config_value(
            option.name, option.default, option.rebuild, types=option.types, description=option.help
        )
    app.add_directive("claim", directives.ClaimDirective)
    app.add_directive("uncited", directives.UncitedDirective)
    for name, directive in (*view_directives(), *CHARTS.items()):
        app.add_directive(name, directive)
    if directives.is_plain_csv_table():
        app.add_directive("csv-table", directives.LinedCSVTable, override=True)
    app.add_node(chart_download)
    app.add_node(chart_drawing, html=(visit_drawing, None))
    app.add_role("uncited", directives.UncitedRole())
    app.add_role("fact", FactRole())
    app.add_transform(FactsInAltText)
    app.add_domain(ClaimsDomain)
    app.add_builder(ClaimsBuilder)
    app.connect("config-inited", on_config_inited, priority=900)
    app.connect("builder-inited", on_builder_inited, priority=400)
    app.connect("builder-inited", on_builder_inited_previews)
    app.connect("env-before-read-docs", on_env_before_read_docs)
    app.connect("env-updated", on_env_updated, priority=900)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
    app.connect("doctree-resolved", on_doctree_resolved_charts)
    app.connect("build-finished", on_build_finished)
    app.connect("build-finished", on_build_finished_charts)
    return {
        "version": version,
        "env_version": DATA_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Warn of bad settings, and leave to our own rules what they report better."""
    misspelt = misspelt_settings(
        read_conf_file(app.confdir, app.srcdir), [option.name for option in OPTIONS]
    )
    for complaint in (*read_policy(_values(config))[1], *misspelt):
        logger.warning(complaint, type="claims", subtype="config")
    if "bibtex_bibfiles" in config:
        from sphinx_claims.writing.footcite import WatchedFootCiteRole  # noqa: PLC0415 - only if the project has it

        app.add_role("footcite", WatchedFootCiteRole(), override=True)
        config.suppress_warnings = [*config.suppress_warnings, *_REPORTED_BETTER]


def on_builder_inited(app: Sphinx) -> None:
    """Read what is known of the sources; bibtex gets a mended copy of a malformed file."""
    _domain(app.env).records = Records(ledger=_read_ledger(app), status=_read_status(app))
    if "bibtex_bibfiles" not in app.config:
        return
    names = tuple(app.config.bibtex_bibfiles)
    files = tuple(_read_bibliography(app, names))
    _domain(app.env).bibliography = combine(files)
    copies = [
        name if file.mended is None else _mended_copy(app, name, file.mended)
        for name, file in zip(names, files, strict=True)
    ]
    if tuple(copies) != names:
        app.config.bibtex_bibfiles = copies


def on_builder_inited_previews(app: Sphinx) -> None:
    """Ship the script and the style of the citation previews, if they are on."""
    if _policy(app.config).preview and takes_previews(app.builder, app.env):
        app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
        app.add_js_file(SCRIPT, loading_method="defer")
        app.add_css_file(STYLE)


def on_doctree_resolved_charts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fit the charts of a document to the builder."""
    fit_to_builder(doctree, app.builder)


def on_build_finished_charts(app: Sphinx, exception: Exception | None) -> None:
    """Write the numbers that the pages link to."""
    if exception is None and draws_in_page(app.builder):
        files = {
            name: text
            for found in _domain(app.env).downloads.values()
            for name, text in found.items()
        }
        write_downloads(Path(app.outdir, "_downloads"), files)


def _read_ledger(app: Sphinx) -> Ledger:
    name = _policy(app.config).ledger
    return read_ledger(*_data_file(app, name, "claims_ledger"))


def _read_status(app: Sphinx) -> Status:
    name = _policy(app.config).status
    return read_status(*_data_file(app, name, "claims_status"))


def _data_file(app: Sphinx, name: str, setting: str) -> tuple[Path, str, str, Location]:
    """Return path and name of a data file, its name in a finding, and where settings name it."""
    path = Path(app.confdir, name)
    conf = read_conf_file(app.confdir, app.srcdir)
    return path, name, relative_source(str(path), app.srcdir), conf.locate(setting, name)


def _mended_copy(app: Sphinx, name: str, text: str) -> str:
    copy = Path(app.doctreedir, f"mended-{hashlib.sha256(name.encode()).hexdigest()[:8]}.bib")
    data = text.encode(app.config.bibtex_encoding, errors="replace")
    if not copy.exists() or copy.read_bytes() != data:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
    return str(copy)


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take out documents that Sphinx cannot decode: it would end the build with a traceback."""
    found = {
        defect.location.doc: defect
        for docname in docnames
        if (defect := _decoding_defect(env, docname))
    }
    for docname in filter(None, found):
        docnames.remove(docname)
        env.clear_doc(docname)
        env.found_docs.discard(docname)
    _domain(env).undecodable = {doc: defect for doc, defect in found.items() if doc}


def _decoding_defect(env: BuildEnvironment, docname: str) -> Defect | None:
    path = env.doc2path(docname)
    data = path.read_bytes()
    try:
        data.decode(env.config.source_encoding)
    except UnicodeDecodeError as error:
        location = Location(
            doc=docname,
            source=relative_source(str(path), env.srcdir),
            line=data.count(b"\n", 0, error.start) + 1,
        )
        message = (
            f"not {error.encoding} text (byte 0x{data[error.start]:02x}); the page is left out"
        )
        return Defect(slug=DefectKind.UNDECODABLE_SOURCE, location=location, message=message)
    return None


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Judge all stored documents, warn, and return the pages whose view of the report changed."""
    domain, policy = _domain(env), replace(_policy(app.config), today=_today())
    conf = read_conf_file(app.confdir, app.srcdir)
    wish, baseline = _wish(app, policy), _baseline(app, policy, conf)
    build = Build(
        policy=policy,
        holding={condition: holds(condition, app) for condition in domain.conditions},
        defects=(*_settings_defects(app, policy, conf), *domain.undecodable.values()),
        whole=app.builder.name == ClaimsBuilder.name or bool(policy.reports),
    )
    report = domain.judge(build, baseline)
    if wish and not baseline.defects:
        baseline = update_baseline(Path(app.confdir, policy.baseline), wish, baseline, report)
        logger.info("claims: %s holds %d entries", policy.baseline, len(baseline.entries))
        report = domain.judge(build, baseline)
    for finding in report.findings:
        warn(finding, env.srcdir)
    _ship_statics(app, domain)
    before, now = domain.shown.get(str(app.outdir), {}), domain.digests(policy)
    domain.shown[str(app.outdir)] = now
    return sorted(doc for doc, digest in now.items() if before.get(doc) != digest)


def _baseline(app: Sphinx, policy: Policy, conf: ConfFile) -> Baseline:
    directory, name = Path(app.confdir), policy.baseline
    source = relative_source(str(directory / name), app.srcdir)
    return read_baseline(
        directory, name, policy.baseline_update, source, conf.locate(name or "claims_baseline")
    )


def _settings_defects(app: Sphinx, policy: Policy, conf: ConfFile) -> Iterator[Defect]:
    yield from disabled_rules(policy, conf)
    yield from foreign_language(app.config.language, app.config.locale_dirs, app.srcdir, conf)


def _wish(app: Sphinx, policy: Policy) -> str:
    """Return what is to be done to the baseline file; only the builder ``claims`` does it."""
    if policy.baseline_update and app.builder.name != ClaimsBuilder.name:
        logger.warning(
            "claims_baseline_update: only the builder claims does that",
            type="claims",
            subtype="config",
        )
        return ""
    return policy.baseline_update


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill the placeholders of a document, and add what readers are to see besides."""
    policy = _policy(app.config)
    expand_placeholders(doctree, docname, app.env, app.builder)
    if policy.badge:
        add_badges(doctree, docname, app.env, app.builder)
    if policy.preview and takes_previews(app.builder, app.env):
        add_previews(doctree, docname, app.env, app.builder)


def _ship_statics(app: Sphinx, domain: ClaimsDomain) -> None:
    """Ship scripts and styles of claims index and charts, if a page for a browser shows any."""
    if takes_linked_data(app.builder):
        needed = [
            folder
            for folder, shown in (
                (INDEX_STATIC, domain.index_page),
                (CHART_STATIC, domain.downloads),
            )
            if shown
        ]
        app.config.html_static_path = [*app.config.html_static_path, *map(str, needed)]


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Say in the head of a page what it is and which works it cites.

    The claims index gets its script.
    """
    if "index" in _domain(app.env).views.get(pagename, ()) and takes_linked_data(app.builder):
        app.add_js_file(INDEX_SCRIPT, loading_method="defer")
        app.add_css_file(INDEX_STYLE)
    if pagename in _domain(app.env).downloads and draws_in_page(app.builder):
        app.add_css_file(CHART_STYLE)
    told = _policy(app.config).jsonld
    if told and doctree is not None and takes_linked_data(app.builder):
        title = app.env.titles[pagename].astext() if pagename in app.env.titles else pagename
        context["metatags"] += linked_data(doctree, pagename, title, app.env, told)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the reports that the builder or the settings ask for.

    The builder ``claims`` fails on an error.
    """
    report = _domain(app.env).report
    if exception is not None or report is None:
        return
    gate = app.builder.name == ClaimsBuilder.name
    write_reports(report, Path(app.outdir), _policy(app.config), ALWAYS if gate else ())
    if gate and any(finding.severity is Severity.ERROR for finding in report.findings):
        app.statuscode = 1


def _values(config: Config) -> dict[str, object]:
    return {option.name: config[option.name] for option in OPTIONS}


def _policy(config: Config) -> Policy:
    return read_policy(_values(config))[0]


def warn(finding: Finding, srcdir: Path) -> None:
    """Emit one finding, in the one place that does."""
    message = f"{finding.code} {describe(finding)}"
    location = f"{Path(srcdir, finding.location.source).resolve()}:{finding.location.line}"
    if finding.severity in _LEVELS:
        logger.log(
            _LEVELS[finding.severity],
            message,
            location=location,
            type="claims",
            subtype=finding.slug,
        )
    else:
        logger.info("%s: note: %s [claims.%s]", location, message, finding.slug)


def _read_bibliography(app: Sphinx, names: Iterable[str]) -> Iterator[BibFile]:
    conf = read_conf_file(app.confdir, app.srcdir)
    for name in names:
        path = Path(app.srcdir, name)
        yield read_bib_file(
            path,
            relative_source(str(path), app.srcdir),
            conf.locate(name),
            app.config.bibtex_encoding,
        )


def _today() -> date:
    """Return the day that suppressions are held against.

    That of a reproducible build, or the present one.
    """
    return datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), UTC
    ).date()


def _domain(env: BuildEnvironment) -> ClaimsDomain:
    return cast("ClaimsDomain", env.get_domain("claims"))
