"""What became of a source: who cites it, who says so, and what nobody asked about."""

from __future__ import annotations

from datetime import date

import pytest

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.evidence.notices import Publication, Published, Standing
from sphinx_claims.core.evidence.status import Answer, Difference, Reply, Service, Status
from sphinx_claims.core.model import Defect, Location, Profile, Severity, Source
from sphinx_claims.core.policy import Policy
from sphinx_claims.core.rules.base import Context, Hit
from sphinx_claims.core.rules.standing import RULES
from unit.rules.contexts import STATUS_FILE, context, entry, on, rule, said

GONE, SAID, DOUBTED, CHANGED = (
    "retracted-source",
    "retraction-told",
    "source-in-doubt",
    "corrected-source",
)
TODAY = date(2026, 11, 30)


def found(slug: str, judged: Context) -> list[Hit]:
    return list(rule(RULES, slug).check(judged))


def about(key: str, *kinds: Published) -> Standing:
    return Standing(
        key=key, notices=tuple(Publication(kind=kind, service="crossref") for kind in kinds)
    )


RETRACTED = about("Gone", Published.RETRACTION)
WITHDRAWN = about("Away", Published.WITHDRAWAL)
IN_DOUBT = about("Doubt", Published.CONCERN)
CORRECTED = about("Change", Published.CORRECTION)
STANDINGS = (RETRACTED, WITHDRAWN, IN_DOUBT, CORRECTED, about("Clean"))


@pytest.mark.parametrize(
    ("cited", "message", "keys"),
    [
        ("Gone", "nothing but retracted work; 'Gone': retraction (crossref)", ("Gone",)),
        ("Away", "nothing but retracted work; 'Away': withdrawal (crossref)", ("Away",)),
        (
            "Gone, Away",
            "nothing but retracted work; 'Gone': retraction (crossref), "
            "'Away': withdrawal (crossref)",
            ("Gone", "Away"),
        ),
    ],
)
def test_a_sentence_rests_on_nothing_but_retracted_work(
    cited: str, message: str, keys: tuple[str, ...]
) -> None:
    verdict = said("Cells live.", cited)
    assert found(GONE, context(verdict, standings=STANDINGS)) == [
        on(verdict, f"sentence rests on {message}", *keys)
    ]


def test_support_beside_retracted_work_makes_it_a_warning() -> None:
    one, two = said("Cells live.", "Clean, Gone"), said("Cells die.", "Gone, Doubt", cover="Other")
    told = "'Gone': retraction (crossref)"
    assert found(GONE, context(one, two, standings=STANDINGS)) == [
        on(
            one,
            f"sentence rests on retracted work too, beside 'Clean'; {told}",
            "Gone",
            at_most=Severity.WARNING,
        ),
        on(
            two,
            f"sentence rests on retracted work too, beside 'Doubt', 'Other'; {told}",
            "Gone",
            at_most=Severity.WARNING,
        ),
    ]


def test_retracted_work_that_a_scope_names_is_cited() -> None:
    covered = said("Cells live.", cover="Gone")
    judged = context(covered, said("Cells die.", lead="Gone"), standings=STANDINGS)
    told = "sentence rests on nothing but retracted work; 'Gone': retraction (crossref)"
    assert found(GONE, judged) == [on(covered, told, "Gone")]


@pytest.mark.parametrize("slug", [GONE, SAID, DOUBTED, CHANGED])
def test_sources_without_a_notice_are_left_alone(slug: str) -> None:
    verdict = said("A retracted study had an expression of concern.", "Clean, Other")
    assert found(slug, context(verdict, said("Cells live."), standings=STANDINGS)) == []
    assert found(slug, context(said("Cells live.", "Gone"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "A study that was retracted said so.",
        "A retraction followed.",
        "Both RETRACTIONS followed.",
        "The report was withdrawn.",
    ],
)
def test_a_sentence_may_say_that_its_source_is_gone(text: str) -> None:
    verdict = said(text, "Clean, Gone")
    judged = context(verdict, standings=STANDINGS)
    assert found(GONE, judged) == []
    assert found(SAID, judged) == [
        on(
            verdict,
            "sentence says what became of its source; 'Gone': retraction (crossref)",
            "Gone",
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["The muscle retracts.", "An expression of concern followed.", "It was corrected.", "Retract."],
)
def test_other_words_do_not_say_that_a_source_is_gone(text: str) -> None:
    verdict = said(text, "Gone")
    judged = context(verdict, standings=STANDINGS)
    assert [hit.keys for hit in found(GONE, judged)] == [("Gone",)]
    assert found(SAID, judged) == []


def test_one_sentence_that_owns_up_does_not_excuse_the_next() -> None:
    told, silent = said("It was retracted.", "Gone"), said("Cells live.", "Gone")
    judged = context(told, silent, told, standings=STANDINGS)
    assert [hit.text for hit in found(GONE, judged)] == ["Cells live."]
    assert [hit.text for hit in found(SAID, judged)] == ["It was retracted."] * 2


def test_a_source_is_in_doubt_unless_the_sentence_says_so() -> None:
    concern = "An expression of concern was published."
    several = "Expressions of concern were published."
    silent = said("Cells live.", "Clean, Doubt", cover="Doubt")
    retracted = said("It was retracted.", "Doubt")
    judged = context(
        said(concern, "Doubt"),
        silent,
        said(several, "Doubt"),
        said("Cells die.", "Gone"),
        retracted,
        standings=STANDINGS,
    )
    message = "source is in doubt; 'Doubt': concern (crossref)"
    assert found(DOUBTED, judged) == [on(silent, message, "Doubt"), on(retracted, message, "Doubt")]


def test_a_source_that_is_gone_has_no_milder_notice() -> None:
    both = about("Key", Published.CONCERN, Published.RETRACTION, Published.ERRATUM)
    verdict = said("Cells live.", "Key")
    judged = context(verdict, standings=(both,), entries=[entry("Key")])
    assert found(DOUBTED, judged) == []
    assert found(CHANGED, judged) == []
    told = "sentence rests on nothing but retracted work; 'Key': retraction (crossref)"
    assert found(GONE, judged) == [on(verdict, told, "Key")]


def test_every_notice_of_a_kind_is_told() -> None:
    twice = about("Key", Published.CONCERN, Published.ERRATUM, Published.CONCERN)
    verdict, other = said("Cells live.", "Key, Doubt"), said("Cells die.", "Doubt")
    judged = context(verdict, other, standings=(twice, IN_DOUBT))
    told = "'Key': concern (crossref); concern (crossref), 'Doubt': concern (crossref)"
    assert found(DOUBTED, judged) == [
        on(verdict, f"source is in doubt; {told}", "Key", "Doubt"),
        on(other, "source is in doubt; 'Doubt': concern (crossref)", "Doubt"),
    ]


def noted(line: int, message: str, key: str) -> Hit:
    place = Location(doc=None, source="references.bib", line=line)
    return Hit(location=place, message=message, keys=(key,))


def test_a_corrected_source_is_noted_once_at_its_entry() -> None:
    newer = about("New", Published.NEW_VERSION)
    judged = context(
        said("Cells live.", "Change, Clean"),
        said("Cells die.", "New", cover="Change"),
        said("Cells grow.", "Gone"),
        standings=(*STANDINGS, newer),
        entries=[entry("Clean"), entry("New", line=5), entry("Change", line=9), entry("Gone")],
    )
    assert found(CHANGED, judged) == [
        noted(9, "2 sentences rest on 'Change'; correction (crossref)", "Change"),
        noted(5, "1 sentence rests on 'New'; new version (crossref)", "New"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The corrected report agrees.",
        "A correction confirms it.",
        "Corrections confirm it.",
        "A corrigendum followed.",
        "Two corrigenda followed.",
        "An erratum followed.",
        "Errata followed.",
        "A new version followed.",
    ],
)
def test_one_sentence_that_tells_of_a_correction_is_enough(text: str) -> None:
    verdicts = (said("Cells live.", "Change"), said(text, "Change"), said("Cells die.", "Change"))
    entries = [entry("Change"), entry("Other")]
    assert found(CHANGED, context(*verdicts, standings=STANDINGS, entries=entries)) == []


def test_another_word_or_another_source_tells_of_no_correction() -> None:
    two = (CORRECTED, about("Other", Published.ERRATUM))
    verdicts = (
        said("It was retracted.", "Change"),
        said("A correction confirms it.", "Other"),
        said("A correction confirms it.", "Clean"),
    )
    judged = context(
        *verdicts, standings=two, entries=[entry("Change"), entry("Other"), entry("Clean")]
    )
    assert found(CHANGED, judged) == [
        noted(1, "1 sentence rests on 'Change'; correction (crossref)", "Change")
    ]


def test_a_corrected_source_without_an_entry_has_no_line_to_note_it_at() -> None:
    gone, kept = CORRECTED, about("Kept", Published.REPLACEMENT)
    verdict = said("Cells live.", "Change, Kept")
    judged = context(verdict, standings=(gone, kept), entries=[entry("Kept", line=2)])
    assert found(CHANGED, judged) == [
        noted(2, "1 sentence rests on 'Kept'; replacement (crossref)", "Kept")
    ]


def reply(*days: date, differences: tuple[Difference, ...] = ()) -> tuple[Reply, ...]:
    return tuple(
        Reply(service=Service.CROSSREF, asked=day, answer=Answer.FOUND, differences=differences)
        for day in days
    )


def asked(
    works: dict[str, date | None],
    *,
    used: frozenset[str] | None = None,
    today: date | None = TODAY,
    max_age: int = 365,
    status: dict[str, object] | None = None,
) -> Context:
    replies = {key: reply(day) for key, day in works.items() if day}
    known = {"works": replies, "source": STATUS_FILE, **(status or {})}
    return context(
        entries=[entry(key) for key in works],
        used=used,
        policy=Policy(today=today, status_max_age=max_age),
        status=Status(**known),  # type: ignore[arg-type]
    )


def unknown(message: str, *keys: str) -> list[Hit]:
    place = Location(doc=None, source=STATUS_FILE, line=1)
    return [Hit(location=place, message=message, keys=keys)]


LAST_YEAR = date(2025, 11, 30)
"""The oldest day that is 365 days away and no more."""
OLD = date(2025, 11, 29)


@pytest.mark.parametrize(
    ("works", "message", "keys"),
    [
        ({"A": None}, "1 work was never asked about: A", ("A",)),
        ({"B": None, "A": None}, "2 works were never asked about: A, B", ("A", "B")),
        ({"A": TODAY, "B": None}, "1 work was never asked about: B", ("B",)),
        ({"A": OLD}, "1 work was last asked about more than 365 days ago: A", ("A",)),
        (
            {"B": OLD, "C": LAST_YEAR, "A": OLD},
            "2 works were last asked about more than 365 days ago: A, B",
            ("A", "B"),
        ),
        (
            {"C": None, "A": OLD, "B": None},
            "2 works were never asked about and 1 work was last asked about more than 365 days "
            "ago: A, B, C",
            ("A", "B", "C"),
        ),
    ],
)
def test_works_that_no_service_was_asked_about_are_one_finding(
    works: dict[str, date | None], message: str, keys: tuple[str, ...]
) -> None:
    assert found("status-unknown", asked(works)) == unknown(message, *keys)


def test_what_was_asked_about_within_the_year_is_known() -> None:
    assert found("status-unknown", asked({"A": LAST_YEAR, "B": TODAY})) == []
    assert found("status-unknown", asked({})) == []


def test_only_five_works_are_named() -> None:
    five = dict.fromkeys("EDCBA")
    assert found("status-unknown", asked(five)) == unknown(
        "5 works were never asked about: A, B, C, D, E", *"ABCDE"
    )
    assert found("status-unknown", asked({"F": None, **five, "G": OLD})) == unknown(
        "6 works were never asked about and 1 work was last asked about more than 365 days ago: "
        "A, B, C, D, E and 2 more",
        *"ABCDEFG",
    )
    assert found("status-unknown", asked({"F": None, **five})) == unknown(
        "6 works were never asked about: A, B, C, D, E and 1 more", *"ABCDEF"
    )


def test_how_old_an_answer_may_be_is_a_setting() -> None:
    works: dict[str, date | None] = {"A": date(2026, 11, 20), "B": date(2026, 11, 19)}
    assert found("status-unknown", asked(works, max_age=10)) == unknown(
        "1 work was last asked about more than 10 days ago: B", "B"
    )
    assert found("status-unknown", asked(works, max_age=1)) == unknown(
        "2 works were last asked about more than 1 days ago: A, B", "A", "B"
    )
    assert found("status-unknown", asked({"A": date(1990, 1, 1)}, max_age=0)) == []
    assert found("status-unknown", asked({"A": date(1990, 1, 1)}, today=None)) == []
    assert found("status-unknown", asked({"A": None}, today=None, max_age=0)) == unknown(
        "1 work was never asked about: A", "A"
    )


def test_only_works_that_are_used_are_asked_about() -> None:
    works: dict[str, date | None] = {"A": None, "B": OLD, "C": None, "D": TODAY}
    used = frozenset({"B", "C", "D"})
    assert found("status-unknown", asked(works, used=used)) == unknown(
        "1 work was never asked about and 1 work was last asked about more than 365 days ago: B, C",
        "B",
        "C",
    )
    assert found("status-unknown", asked(works, used=frozenset())) == []


def test_without_a_sound_status_file_nothing_is_said_to_be_unknown() -> None:
    place = Location(doc=None, source=STATUS_FILE, line=1)
    defect = Defect(slug=DefectKind.MALFORMED_STATUS, location=place, message="no date")
    assert found("status-unknown", asked({"A": None}, status={"source": ""})) == []
    assert found("status-unknown", asked({"A": None}, status={"defects": (defect,)})) == []


def differing(source: Source, *fields: tuple[str, str, str]) -> Context:
    differences = tuple(
        Difference(field=name, ours=ours, theirs=theirs) for name, ours, theirs in fields
    )
    works = {source.key: reply(TODAY, differences=differences), "Gone": reply(TODAY)}
    return context(entries=[entry("Other"), source], status=Status(works=works, source=STATUS_FILE))


@pytest.mark.parametrize(
    ("ours", "theirs", "message"),
    [
        ("2014", "2015", "year of 'Key': crossref has '2015', not '2014'"),
        ("2014", "2014", ""),
        ("", "2015", "year of 'Key': crossref has '2015', not 'nothing'"),
        ("Stem-Cells!", "stem cells", ""),
        ("STRASSE", "Straße", ""),
        ("Stem cell", "Stem cells", "year of 'Key': crossref has 'Stem cells', not 'Stem cell'"),
    ],
)
def test_an_entry_may_differ_in_spelling_alone(ours: str, theirs: str, message: str) -> None:
    fields = {"year": ours} if ours else {}
    judged = differing(entry("Key", line=4, **fields), ("year", ours, theirs))
    assert found("entry-differs", judged) == ([noted(4, message, "Key")] if message else [])


def test_a_difference_that_was_mended_is_none() -> None:
    mended = entry("Key", line=4, year="2015", title="Cells", doi="10.1/x")
    told = (("year", "2014", "2015"), ("title", "Cell", "Blood"), ("doi", "10.1/x", "10.1/y"))
    assert found("entry-differs", differing(mended, *told)) == [
        noted(4, "title of 'Key': crossref has 'Blood', not 'Cell'", "Key"),
        noted(4, "doi of 'Key': crossref has '10.1/y', not '10.1/x'", "Key"),
    ]


def test_what_is_wrong_with_the_status_file_is_told() -> None:
    place = Location(doc=None, source=STATUS_FILE, line=3)
    wrong = Defect(slug=DefectKind.MALFORMED_STATUS, location=place, message="no date")
    other = Defect(slug=DefectKind.MALFORMED_LEDGER, location=place, message="no design")
    assert found("malformed-status", context(defects=(wrong, other))) == [
        Hit(location=place, message="no date")
    ]


@pytest.mark.parametrize(
    ("slug", "severity"),
    [
        (GONE, Severity.ERROR),
        (SAID, Severity.NOTE),
        (DOUBTED, Severity.WARNING),
        (CHANGED, Severity.NOTE),
        ("status-unknown", Severity.NOTE),
        ("entry-differs", Severity.WARNING),
        ("malformed-status", Severity.ERROR),
    ],
)
def test_standing_is_as_loud_under_every_profile(slug: str, severity: Severity) -> None:
    judged = rule(RULES, slug)
    assert {judged.severity_under(profile) for profile in Profile} == {severity}
