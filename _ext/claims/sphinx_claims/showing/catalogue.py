"""The rules and the settings, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from sphinx_claims.core.model import Severity
from sphinx_claims.core.policy import OPTIONS
from sphinx_claims.core.rules import ALL_RULES, presence
from sphinx_claims.core.rules.base import Rule
from sphinx_claims.showing.drawing import (
    Cells,
    View,
    draw_bullets,
    draw_paragraph,
    draw_section,
    draw_table,
)


def draw_rules(view: View) -> list[nodes.Node]:
    """Return the catalogue of rules."""
    listed: list[Cells] = [
        (rule.code, view.link(view.doc, rule.slug, rule.slug), rule.summary) for rule in ALL_RULES
    ]
    result: list[nodes.Node] = [draw_table(("Code", "Slug", "Finds that"), listed, (2, 5, 9))]
    for rule in ALL_RULES:
        body: list[nodes.Node] = [
            draw_paragraph(nodes.Text(f"{rule.summary[0].upper()}{rule.summary[1:]}. {rule.why}")),
            draw_paragraph(nodes.Text(f"Severity: {_severity(rule)}. Since {rule.since}.")),
        ]
        for label, text, language in rule.examples:
            body += [
                draw_paragraph(nodes.strong("", label)),
                nodes.literal_block(text, text, language=language, force=True),
            ]
        body += [draw_paragraph(nodes.strong("", "To silence it")), draw_bullets(_silencing(rule))]
        result.append(draw_section(rule.slug, f"{rule.code} {rule.slug}", *body))
    return result


def _severity(rule: Rule) -> str:
    milder = ", ".join(
        f"{severity.value} under {profile.value}" for profile, severity in rule.by_profile
    )
    return f"{rule.severity.value}; {milder}" if milder else rule.severity.value


def _silencing(rule: Rule) -> Iterator[list[nodes.Node]]:
    """Return what works for a rule: in the text, in the settings, or in the console alone."""
    if rule.always:
        yield [nodes.Text("nothing does")]
        return
    if rule in presence.RULES:
        yield [
            nodes.Text("at one sentence: "),
            nodes.literal("", "{uncited}`why it needs no source`"),
        ]
    off, quiet = f'claims_ignore = ["{rule.slug}"]', f'claims_severity = {{"{rule.slug}": "note"}}'
    yield [nodes.Text("everywhere: "), nodes.literal("", off)]
    if rule.severity not in {Severity.NOTE, Severity.OFF}:
        yield [nodes.Text("to keep it as a note: "), nodes.literal("", quiet)]
        hidden = f'suppress_warnings = ["claims.{rule.slug}"]'
        yield [nodes.Text("on the console, not in the reports: "), nodes.literal("", hidden)]


def draw_options(view: View) -> list[nodes.Node]:
    """Return the table of settings."""
    rows: list[Cells] = [
        (nodes.literal("", option.name), nodes.literal("", repr(option.default)), option.help)
        for option in OPTIONS
    ]
    return [draw_table(("Setting", "Default", "Meaning"), rows, (2, 2, 4))]
