"""What is not held against anybody: suppressions, reasoning, exemptions, the baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from docutils import nodes

from sphinx_claims.core.model import State, Verdict
from sphinx_claims.core.reports.report import reason_told
from sphinx_claims.core.rules.suppression import EXPIRED
from sphinx_claims.showing.drawing import (
    Cells,
    View,
    draw_paragraph,
    draw_statement,
    draw_table,
)


def draw_audit(view: View) -> list[nodes.Node]:
    """Return every suppression and all reasoning, and count exemptions and the baseline."""
    return [_suppressions(view), *_reasoning(view), *_exemptions(view), *_baseline(view)]


def _suppressions(view: View) -> nodes.Node:
    rows: list[Cells] = [
        (
            draw_statement(view, verdict.unit),
            _reason(verdict),
            _end(verdict),
            view.title(verdict.unit.location.doc or ""),
        )
        for verdict in view.report.verdicts
        if verdict.state is State.SUPPRESSED or verdict.rule == EXPIRED
    ]
    if not rows:
        return draw_paragraph(nodes.Text("No sentence is marked as needing no source."))
    return draw_table(("Sentence", "Reason", "Until", "Page"), rows, (4, 2, 1, 2))


def _reasoning(view: View) -> Iterator[nodes.Node]:
    """Yield what the authors conclude themselves, with the sources that they reason from."""
    rows: list[Cells] = [
        (
            draw_statement(view, verdict.unit),
            ", ".join(verdict.unit.premises or ()),
            view.title(verdict.unit.location.doc or ""),
        )
        for verdict in view.report.verdicts
        if verdict.state is State.INFERRED
    ]
    if rows:
        yield draw_table(("Our reasoning", "Reasoned from", "Page"), rows, (4, 2, 2))


def _exemptions(view: View) -> Iterator[nodes.Node]:
    counts = Counter(
        reason_told(verdict) or ""
        for verdict in view.report.verdicts
        if verdict.state is State.EXEMPT
    )
    yield from _counts(("Exemption", "Sentences and rows"), counts)


def _baseline(view: View) -> Iterator[nodes.Node]:
    counts = Counter(
        finding.location.doc or finding.location.source for finding in view.report.baselined
    )
    titles = {doc: view.title(doc) for doc in counts}
    yield from _counts(("Page", "Findings in the baseline"), counts, titles)


def _counts(
    head: tuple[str, str], counts: Mapping[str, int], titles: Mapping[str, str] | None = None
) -> Iterator[nodes.Node]:
    """Yield a table of names, or their titles, with counts; nothing if there is none."""
    rows: list[Cells] = [
        (titles[name] if titles else name, str(number)) for name, number in sorted(counts.items())
    ]
    if rows:
        yield draw_table(head, rows, (3, 1))


def _reason(verdict: Verdict) -> str:
    """Return why a sentence is said to need no source."""
    return marked.reason if (marked := verdict.unit.suppression) else ""


def _end(verdict: Verdict) -> str:
    """Return the last day of a suppression, and whether it lies in the past."""
    marked = verdict.unit.suppression
    if not marked or not marked.until:
        return "no date"
    return f"{marked.until} (ended)" if verdict.rule == EXPIRED else str(marked.until)
