"""The only module that registers anything with Sphinx; its handlers hand over to the rooms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_claims._foreign import (
    all_documents,
    bibliography_files,
    fails_on_warnings,
    find_unprintable,
    leave_out,
    stumbles_over_bytes,
)
from sphinx_claims.builder import ClaimsBuilder, close_build
from sphinx_claims.console import (
    tell_policy,
    tell_what_ends_the_build,
    warn_of_finding,
    warn_of_hidden_lines,
    warn_of_setting,
)
from sphinx_claims.core.policy import OPTIONS
from sphinx_claims.domain import ClaimsDomain, claims_domain
from sphinx_claims.echoes import Echoes
from sphinx_claims.judging import judge_documents
from sphinx_claims.reading.origin.sources import find_undecodable
from sphinx_claims.session import open_session
from sphinx_claims.showing.assets import load_on_page, ship_previews, ship_what_is_shown
from sphinx_claims.showing.badge import add_badges
from sphinx_claims.showing.charts.pages import draws_in_page, fit_to_builder, write_downloads
from sphinx_claims.showing.citations.previews import (
    add_previews,
    depart_previews,
    takes_previews,
    visit_previews,
)
from sphinx_claims.showing.citations.quiet import mark_citations, takes_marks
from sphinx_claims.showing.jsonld import linked_data, takes_linked_data
from sphinx_claims.showing.pages import expand_placeholders
from sphinx_claims.writing import directives
from sphinx_claims.writing.chart_nodes import chart_download, chart_drawing, visit_drawing
from sphinx_claims.writing.charts import CHARTS
from sphinx_claims.writing.csv_tables import LinedCSVTable, is_plain_csv_table
from sphinx_claims.writing.facts import CalcRole, FactRole, FactsInAltText
from sphinx_claims.writing.nodes import (
    claim,
    claims_page,
    claims_previews,
    uncited,
    uncited_block,
    unknown_citation,
)
from sphinx_claims.writing.scenarios import ScenarioDirective
from sphinx_claims.writing.views import view_directives

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Add settings, what authors write, the domain, the builder and the handlers."""
    for option in OPTIONS:
        app.add_config_value(
            option.name, option.default, option.rebuild, types=option.types, description=option.help
        )
    _add_what_authors_write(app)
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
    app.connect("build-finished", on_build_failed, priority=900)
    echoes = Echoes()
    app.connect("builder-inited", echoes.on_builder_inited, priority=300)
    app.connect("env-updated", echoes.on_env_updated, priority=950)
    app.connect("build-finished", echoes.on_build_finished)
    return {  # no env_version: it would stand in every search index; the domain has its own
        "version": version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_what_authors_write(app: Sphinx) -> None:
    for node in (claim, uncited, uncited_block, unknown_citation, claims_page, chart_download):
        app.add_node(node)
    app.add_node(claims_previews, html=(visit_previews, depart_previews))
    app.add_node(chart_drawing, html=(visit_drawing, None))
    app.add_directive("claim", directives.ClaimDirective)
    app.add_directive("scenario", ScenarioDirective)
    app.add_directive("uncited", directives.UncitedDirective)
    for name, directive in (*view_directives(), *CHARTS.items()):
        app.add_directive(name, directive)
    if is_plain_csv_table():
        app.add_directive("csv-table", LinedCSVTable, override=True)
    app.add_role("uncited", directives.UncitedRole())
    app.add_role("infer", directives.InferRole())
    app.add_role("fact", FactRole())
    app.add_role("calc", CalcRole())
    app.add_transform(FactsInAltText)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Watch the role of sphinxcontrib-bibtex that leaves no trace of an unknown key."""
    if bibliography_files(config) is not None:
        from sphinx_claims.writing.footcite import WatchedFootCiteRole  # noqa: PLC0415 - only if the project has it

        app.add_role("footcite", WatchedFootCiteRole(), override=True)


def on_builder_inited(app: Sphinx) -> None:
    """Open the session of this build, before sphinxcontrib-bibtex reads its files."""
    session = open_session(app.config, app.confdir, app.srcdir)
    for complaint in session.policy.surroundings.complaints:
        warn_of_setting(complaint)
    claims_domain(app.env).begin(session)
    if fatal := session.unreadable:
        tell_what_ends_the_build(fatal.location, fatal.message, app.srcdir)


def on_builder_inited_previews(app: Sphinx) -> None:
    """Ship the script and the style of the citation previews."""
    if claims_domain(app.env).session.policy.preview:
        ship_previews(app)


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Find documents that are not valid text; leave out those that would end the build."""
    fatal = stumbles_over_bytes()
    undecodable = find_undecodable(env, docnames if fatal else all_documents(env))
    for docname in undecodable if fatal else ():
        docnames.remove(docname)
        leave_out(env, docname)
    claims_domain(env).undecodable = undecodable


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Judge all stored documents, warn, and return the pages whose view of the report changed."""
    domain = claims_domain(env)
    report = judge_documents(app, domain)
    tell_policy(report, domain.session.policy)
    for finding in report.findings:
        warn_of_finding(finding, env.srcdir)
    if fails_on_warnings(app):
        warn_of_hidden_lines(report, domain.session.policy)
    ship_what_is_shown(app, domain)
    return domain.take_changes(str(app.outdir))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill the placeholders of a document, and add what readers are to see besides."""
    policy = claims_domain(app.env).session.policy
    numbers = {}
    if policy.quiet and takes_marks(app.builder, app.env):
        numbers = mark_citations(doctree, docname, app.env, app.builder)
    expand_placeholders(doctree, docname, app.env, app.builder, numbers)
    if policy.badge:
        add_badges(doctree, docname, app.env, app.builder)
    if policy.preview and takes_previews(app.builder, app.env):
        add_previews(doctree, docname, app.env, app.builder)


def on_doctree_resolved_charts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fit the charts of a document to the builder."""
    fit_to_builder(doctree, app.builder)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the scripts and styles of a page, and say in its head what it is and what it cites."""
    domain = claims_domain(app.env)
    load_on_page(app, domain, pagename)
    told = domain.session.policy.jsonld
    if told and doctree is not None and takes_linked_data(app.builder):
        title = app.env.titles[pagename].astext() if pagename in app.env.titles else pagename
        context["metatags"] += linked_data(doctree, pagename, title, app.env, told)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the reports, and set the exit status where they decide about it."""
    domain = claims_domain(app.env)
    if (
        exception is None
        and domain.report is not None
        and not close_build(
            app.builder,
            domain.report,
            domain.session.policy,
            fails_on_warnings=fails_on_warnings(app),
        )
    ):
        app.statuscode = 1


def on_build_failed(app: Sphinx, exception: Exception | None) -> None:
    """Say which entry ended the build, if sphinxcontrib-bibtex could not print one."""
    if exception is None or (found := find_unprintable(app.env, exception)) is None:
        return
    key, what = found
    for source in claims_domain(app.env).bibliography.sources:
        if source.key == key:
            message = f"sphinxcontrib-bibtex cannot print {key!r}: {what}"
            tell_what_ends_the_build(source.location, message, app.srcdir)


def on_build_finished_charts(app: Sphinx, exception: Exception | None) -> None:
    """Write the numbers that the pages link to."""
    if exception is None and draws_in_page(app.builder):
        stored = claims_domain(app.env).downloads.values()
        files = {name: text for found in stored for name, text in found.items()}
        write_downloads(Path(app.outdir, "_downloads"), files)
