"""Findings that a project lives with for the time being.

The text of a baseline file, and what it hides.

An entry is known by its rule, its file and the words it is about, never by a line.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.core.model import (
    BaselineEntry,
    Defect,
    Finding,
    Location,
    Page,
    Profile,
    Severity,
)
from sphinx_claims.core.rules import ALL_RULES
from sphinx_claims.core.scope import keys_of

if TYPE_CHECKING:
    from sphinx_claims.core.policy import Policy

SCHEMA_VERSION = 1

_OWN_FAMILY = "CLM7"
"""Findings about marks that were written for the checker are no old text."""
FIELDS = ("rule", "source", "hash", "count", "excerpt")
"""What the file holds of an entry."""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛‹›", "'"),
        "–": "--",
        "—": "---",
        "…": "...",
    }
)
"""Typographic signs to what an author types for them: some builders replace the one by the
other, and some do not."""

Key = tuple[str, str, str]
"""What an entry is known by: rule, source, hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a baseline makes of some findings."""

    reported: tuple[Finding, ...]
    baselined: tuple[Finding, ...]
    stale: tuple[BaselineEntry, ...]
    """Entries that match less than they count, with the number that is too many."""


def digest(text: str, keys: Iterable[str] = ()) -> str:
    """Return a hash of some words and keys that survives re-wrapping and typographic signs."""
    normal = " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())
    return hashlib.sha256(to_bytes("\0".join((*keys, normal)))).hexdigest()[:16]


def digest_of(finding: Finding) -> str:
    """Return the hash of what a finding is about; depends on no place."""
    return digest(finding.text or finding.excerpt or finding.message, finding.keys)


def render_baseline(entries: Iterable[BaselineEntry]) -> str:
    """Return the text of a baseline file, one entry on a line, in an order of its own."""
    items = (
        json.dumps({name: getattr(entry, name) for name in FIELDS}, ensure_ascii=False)
        for entry in sorted(entries, key=_order)
    )
    listed = ",\n".join(f"  {item}" for item in items)
    return (
        f'{{\n "schema": {SCHEMA_VERSION},\n "findings": ['
        + (f"\n{listed}\n " if listed else "")
        + "]\n}\n"
    )


def record(findings: Iterable[Finding]) -> tuple[BaselineEntry, ...]:
    """Return the entries for all findings that a gate would stop at."""
    counts: Counter[Key] = Counter()
    excerpts: dict[Key, str] = {}
    for finding in findings:
        if _is_recordable(finding) and finding.severity is not Severity.NOTE:
            key = _key_of(finding)
            counts[key] += 1
            excerpts.setdefault(key, finding.excerpt or finding.message)
    return tuple(
        BaselineEntry(
            rule=rule, source=source, hash=hash_, count=count, excerpt=excerpts[rule, source, hash_]
        )
        for (rule, source, hash_), count in counts.items()
    )


def shrink(
    entries: Iterable[BaselineEntry], stale: Iterable[BaselineEntry]
) -> tuple[BaselineEntry, ...]:
    """Return the entries less what is stale of them."""
    surplus = {key_of(entry): entry.count for entry in stale}
    left = (replace(entry, count=entry.count - surplus.get(key_of(entry), 0)) for entry in entries)
    return tuple(entry for entry in left if entry.count > 0)


def compare(
    findings: Iterable[Finding],
    entries: Iterable[BaselineEntry],
    undecided: AbstractSet[BaselineEntry] = frozenset(),
) -> Comparison:
    """Take away the findings that the entries hold, each as often as it counts, first ones first.

    :param undecided: entries that are not stale even if nothing matches them
    """
    entries = tuple(entries)
    left = Counter({key_of(entry): entry.count for entry in entries})
    reported: list[Finding] = []
    baselined: list[Finding] = []
    for finding in findings:
        held = _is_recordable(finding) and left[_key_of(finding)] > 0
        (baselined if held else reported).append(finding)
        if held:
            left[_key_of(finding)] -= 1
    stale = tuple(
        replace(entry, count=left[key_of(entry)])
        for entry in entries
        if left[key_of(entry)] and entry not in undecided
    )
    return Comparison(reported=tuple(reported), baselined=tuple(baselined), stale=stale)


def undecided_entries(
    entries: Iterable[BaselineEntry],
    pages: Iterable[Page],
    unread: Iterable[Defect],
    policy: Policy,
) -> frozenset[BaselineEntry]:
    """Return the entries of which this build cannot tell whether they are still needed.

    Their rule does not run, or their words were not judged: the page is off, is a translation or
    could not be read, or the words stand in a part that this build leaves out.
    """
    entries, pages = tuple(entries), tuple(pages)
    if not entries:
        return frozenset()
    docs = {
        unit.location.source: page.doc for page in pages for unit in (*page.units, *page.inactive)
    }
    closed = {source for source, doc in docs.items() if policy.profile_for(doc) is Profile.OFF}
    closed.update(*(page.translated for page in pages))
    closed.update(defect.location.source for defect in unread)
    left_out = frozenset(chain.from_iterable(map(_left_out, pages)))

    def is_undecided(entry: BaselineEntry) -> bool:
        return (
            entry.source in closed
            or (entry.source, entry.hash) in left_out
            or _is_off(entry.rule, docs.get(entry.source), policy)
        )

    return frozenset(filter(is_undecided, entries))


def _left_out(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the files and digests of entries about what this build leaves out."""
    for unit in page.inactive:
        yield unit.location.source, digest(unit.text, ())
        for key in keys_of(unit.all_cites):
            yield unit.location.source, digest(unit.text, (key,))


def _is_off(slug: str, doc: str | None, policy: Policy) -> bool:
    """Tell whether a rule does not run on a page."""
    rule = next((rule for rule in ALL_RULES if rule.slug == slug), None)
    return rule is not None and (
        policy.severity_for(rule.code, rule.slug, rule.severity, doc) is Severity.OFF
    )


def stale_defect(entry: BaselineEntry, source: str) -> Defect:
    """Return what to say of a stale entry, at its line in the baseline file *source*."""
    findings = "finding is" if entry.count == 1 else "findings are"
    return Defect(
        slug=DefectKind.STALE_BASELINE_ENTRY,
        location=Location(doc=None, source=source, line=entry.line),
        message=f"{entry.count} recorded {entry.rule} {findings} no longer in {entry.source}",
        excerpt=entry.excerpt,
    )


def _is_recordable(finding: Finding) -> bool:
    """Tell whether a finding is about words or sources, not about a mark for the checker."""
    return bool(finding.text or finding.excerpt or finding.keys) and not finding.code.startswith(
        _OWN_FAMILY
    )


def key_of(entry: BaselineEntry) -> Key:
    """Return what an entry is known by."""
    return entry.rule, entry.source, entry.hash


def _key_of(finding: Finding) -> Key:
    return finding.slug, finding.location.source, digest_of(finding)


def _order(entry: BaselineEntry) -> tuple[str, str, str]:
    return entry.source, entry.rule, entry.hash
