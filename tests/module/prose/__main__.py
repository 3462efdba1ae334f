"""Say how drafts of lessons stand against the bars: python -m module.prose DRAFT.md ..."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from module.prose.bars import Measure, faults, measures
from module.prose.counter import (
    Text,
    grade,
    neighbours,
    neighbours_in_sections,
    unlinked,
)
from module.prose.draft import read_draft

LONG = 35
"""Words from which a sentence is named."""


def report(path: Path) -> Iterator[str]:
    """Yield each figure of a draft beside its bar, then the worst offenders."""
    page, roles = read_draft(path.read_text(encoding="utf-8"))
    said = page.body.sentences
    yield f"{path}: {len(said)} sentences of {page.body.words / len(said):.1f} words"
    for measure in [*measures(page), Measure(name="words for each role", value=roles, least=10)]:
        yield f"{'ok  ' if measure.holds else 'MEND'} {measure}"
    yield from _offenders(page.body)
    about = path.stem == "reading-the-review"
    yield from (f"MEND {fault}" for fault in faults(page, about_review=about))


def _offenders(body: Text) -> Iterator[str]:
    inside = neighbours_in_sections(body)
    shared = 100 - 100 * sum(1 for _ in unlinked(inside)) / max(len(inside), 1)
    yield f"     {shared:.1f}% of neighbours linked if no heading stands between them"
    for one in body.sentences:
        if (length := len(one.split())) >= LONG:
            yield f"long {length} words, grade {grade([one]):.0f}: {one}"
    for first, second in unlinked(neighbours(body)):
        yield f"link … {first[-70:]} | {second[:70]} …"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\n".join(report(Path(name))))
