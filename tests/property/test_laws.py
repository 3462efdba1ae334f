"""Laws that hold for any text: of segmentation, of verdicts, of reports."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_claims.core.baseline import record, render_baseline, shrink
from sphinx_claims.core.check import check_pages
from sphinx_claims.core.model import (
    Baseline,
    Bibliography,
    Citation,
    ClaimUnit,
    Kind,
    Location,
    Page,
    Profile,
    Source,
    identify,
)
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.prose.segment import sentence_spans
from sphinx_claims.core.reports.report import render_json, render_text
from sphinx_claims.files.baseline import parse_baseline

WORDS = st.sampled_from(
    [
        "Cells",
        "live.",
        "die?",
        "In",
        "(Fig.",
        "2)",
        "9",
        "of",
        "30",
        "Dr.",
        "A.",
        "B.",
        "vitamin",
        "D.",
        "e.g.",
        "grew;",
        "\n",
        "and",
    ]
)
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
NEVER_RECORDED = "neighbouring-citation"
"""A rule that only ever notes: a baseline holds what stops a build."""
POLICY = Policy(profile=Profile.STRICT)
SOURCE = Source(key="Key", location=Location(doc=None, source="refs.bib", line=1))
BIBLIOGRAPHY = Bibliography(sources=(SOURCE,), known=frozenset({"Key"}))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    doc = draw(st.sampled_from(["a", "b", "c", "d/e"])) + str(draw(st.integers(0, 99)))
    texts = draw(
        st.lists(
            st.sampled_from(["Cells live.", "Why?", "24 of 40 people fell ill.", "See it."]),
            max_size=6,
        )
    )
    cites = draw(
        st.lists(st.sampled_from(["", "Key", "Nope"]), min_size=len(texts), max_size=len(texts))
    )
    units = tuple(
        ClaimUnit(
            id=identify(doc, text, texts[:index].count(text)),
            location=Location(doc=doc, source=f"{doc}.md", line=index + 1),
            end_line=index + 1,
            kind=Kind.SENTENCE,
            text=text,
            block=index // 2,
            anchor="",
            cites=(Citation(key=key),) if key else (),
        )
        for index, (text, key) in enumerate(zip(texts, cites, strict=True))
    )
    return Page(doc=doc, units=units)


SITES = st.lists(pages(), max_size=6, unique_by=lambda page: page.doc)


@given(PROSE)
def test_sentences_are_in_order_apart_and_hold_all_words(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert [word for start, end in spans for word in text[start:end].split()] == text.split()


@given(SITES, st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_nothing(site: list[Page], random: object) -> None:
    shuffled = list(site)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert render_json(check_pages(shuffled, BIBLIOGRAPHY, POLICY), POLICY) == render_json(
        check_pages(site, BIBLIOGRAPHY, POLICY), POLICY
    )


@given(SITES)
def test_a_page_taken_away_takes_only_its_own_findings(site: list[Page]) -> None:
    whole = check_pages(site, BIBLIOGRAPHY, POLICY).findings
    for page in site:
        rest = check_pages(
            [other for other in site if other is not page], BIBLIOGRAPHY, POLICY
        ).findings
        assert rest == tuple(found for found in whole if found.location.doc != page.doc)


@given(SITES)
def test_any_partition_gives_the_same_findings(site: list[Page]) -> None:
    whole = check_pages(site, BIBLIOGRAPHY, POLICY).findings
    parts = [found for page in site for found in check_pages([page], BIBLIOGRAPHY, POLICY).findings]
    assert sorted(whole, key=repr) == sorted(parts, key=repr)


@given(SITES)
def test_lines_are_places_and_not_part_of_a_verdict(site: list[Page]) -> None:
    moved = [
        Page(
            doc=page.doc,
            units=tuple(
                replace(unit, location=replace(unit.location, line=unit.location.line + 7))
                for unit in page.units
            ),
        )
        for page in site
    ]
    before, after = (check_pages(pages, BIBLIOGRAPHY, POLICY).verdicts for pages in (site, moved))
    assert [(verdict.unit.id, verdict.state) for verdict in before] == [
        (verdict.unit.id, verdict.state) for verdict in after
    ]


@given(SITES)
def test_reports_agree_with_each_other(site: list[Page]) -> None:
    report = check_pages(site, BIBLIOGRAPHY, POLICY)
    data = json.loads(render_json(report, POLICY))
    assert data["summary"]["units"] == len(data["units"]) == sum(len(page.units) for page in site)
    assert (
        data["summary"]["findings"]
        == len(data["findings"])
        == render_text(report, POLICY).count("CLM")
        - len({found["code"] for found in data["findings"]})
    )


@given(SITES, st.randoms(use_true_random=False))
def test_a_recorded_site_is_clean_and_nothing_recorded_is_stale(
    site: list[Page], random: object
) -> None:
    entries = record(check_pages(site, BIBLIOGRAPHY, POLICY).findings)
    shuffled = list(site)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert render_baseline(
        record(check_pages(shuffled, BIBLIOGRAPHY, POLICY).findings)
    ) == render_baseline(entries)
    report = check_pages(
        site,
        BIBLIOGRAPHY,
        POLICY,
        baseline=Baseline(entries=parse_baseline(render_baseline(entries))),
    )
    slugs = [found.slug for found in report.findings if found.slug != NEVER_RECORDED]
    assert slugs == ["held-findings"] * bool(entries)
    assert report.stale == ()


@given(SITES, SITES)
def test_a_baseline_only_takes_away_and_shrinking_it_changes_no_finding(
    before: list[Page], now: list[Page]
) -> None:
    baseline = Baseline(entries=record(check_pages(before, BIBLIOGRAPHY, POLICY).findings))
    whole = check_pages(now, BIBLIOGRAPHY, POLICY).findings
    report = check_pages(now, BIBLIOGRAPHY, POLICY, baseline=baseline)
    own = {"stale-baseline-entry", "held-findings"}
    told = [found for found in report.findings if found.slug not in own]
    assert sorted((*told, *report.baselined), key=repr) == sorted(whole, key=repr)
    small = Baseline(entries=shrink(baseline.entries, report.stale))
    again = check_pages(now, BIBLIOGRAPHY, POLICY, baseline=small)
    left = [found for found in again.findings if found.slug != "held-findings"]
    assert (left, again.baselined, again.stale) == (told, report.baselined, ())
