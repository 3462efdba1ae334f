"""What is learnt of a work, from the services' own formats to the status file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import sphinx_claims
from refs.conftest import Run, entry, work
from refs.services import Library, article, comment

SCHEMA = json.loads(
    Path(sphinx_claims.__file__).with_name("status.schema.json").read_text(encoding="utf-8")
)
UPDATED = {
    "date-parts": [[2024, 5, 1]],
    "date-time": "2024-05-01T00:00:00Z",
    "timestamp": 1714521600000,
}


def test_a_work_that_both_services_know_as_we_do_has_nothing_to_report(
    library: Library, run: Run
) -> None:
    library.works["10.1000/one"] = work("10.1000/ONE")
    library.articles["7"] = article("7")
    ran = run(entry("Wang2014", doi="10.1000/one", pmid="7"))
    found = {"answer": "found", "differences": [], "notices": []}
    told = ran.works["Wang2014"]
    assert {service: {name: told[service][name] for name in found} for service in told} == {
        "crossref": found,
        "pubmed": found,
    }
    assert (ran.code, ran.lines) == (0, [f"0 could not be asked; {ran.path} holds 1 works"])
    assert (
        list(
            Draft202012Validator(SCHEMA).iter_errors(
                json.loads(ran.path.read_text(encoding="utf-8"))
            )
        )
        == []
    )
    assert library.asked == [
        "/works/10.1000/one",
        "/works updates:10.1000/one",
        "/eutils/efetch.fcgi 7",
    ]


def test_services_are_told_who_asks(library: Library, run: Run) -> None:
    library.works["10.1000/one"] = work("10.1000/one")
    run(entry("Wang2014", doi="10.1000/one", pmid="7"))
    assert all(
        "mailto:me@example.org" in agent and "sphinx-claims/" in agent for agent in library.agents
    )
    assert (library.queries[-1]["tool"], library.queries[-1]["email"]) == (
        ["sphinx-claims"],
        ["me@example.org"],
    )


def test_notices_are_learnt_from_the_work_and_from_the_notice(library: Library, run: Run) -> None:
    told = {
        "updated": UPDATED,
        "DOI": "10.1000/Retraction",
        "type": "retraction",
        "label": "Retraction",
        "source": "publisher",
    }
    library.works["10.1000/one"] = work(
        "10.1000/one", **{"updated-by": [told, {**told, "source": "retraction-watch"}]}
    )
    update = {
        "DOI": "10.1000/One",
        "type": "expression_of_concern",
        "label": "Concern",
        "updated": {"date-parts": [[2023, 2]]},
    }
    other = {**update, "DOI": "10.1000/other", "type": "retraction"}
    library.works["10.1000/concern"] = {"DOI": "10.1000/concern", "update-to": [update, other]}
    library.works["10.1000/retraction"] = {
        "DOI": "10.1000/retraction",
        "update-to": [{**update, "type": "retraction"}],
    }
    ran = run(entry("Wang2014", doi="10.1000/one"))
    assert ran.works["Wang2014"]["crossref"]["notices"] == [
        {"kind": "concern", "doi": "10.1000/concern", "date": "2023-02", "by": "update-to"},
        {
            "kind": "retraction",
            "doi": "10.1000/retraction",
            "date": "2024-05-01",
            "by": "updated-by",
        },
    ]
    assert ran.code == 0


def test_a_cited_notice_is_not_itself_taken_for_retracted(library: Library, run: Run) -> None:
    library.works["10.1000/one"] = work(
        "10.1000/one", **{"update-to": [{"DOI": "10.1000/old", "type": "retraction"}]}
    )
    assert run(entry("Wang2014", doi="10.1000/one")).works["Wang2014"]["crossref"]["notices"] == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("withdrawal", "withdrawal"),
        ("removal", "withdrawal"),
        ("partial_retraction", "retraction"),
        ("erratum", "erratum"),
        ("corrigendum", "correction"),
        ("addendum", "correction"),
        ("new_version", "new-version"),
        ("new_edition", "new-version"),
        ("expression-of-concern", "concern"),
        ("something new", "correction"),
    ],
)
def test_kinds_of_update_in_crossref(library: Library, run: Run, kind: str, expected: str) -> None:
    library.works["10.1000/one"] = work(
        "10.1000/one", **{"updated-by": [{"DOI": "10.1000/n", "type": kind}]}
    )
    (notice,) = run(entry("Wang2014", doi="10.1000/one")).works["Wang2014"]["crossref"]["notices"]
    assert notice == {"kind": expected, "doi": "10.1000/n", "date": "", "by": "updated-by"}


def test_notices_in_pubmed(library: Library, run: Run) -> None:
    comments = (
        comment(
            "RetractionIn", "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4."
        )
        + comment("ExpressionOfConcernIn", "J Cells. 2009 Jan;2(1):3")
        + comment("ErratumIn", "J Cells. 2008;1(1):3")
        + comment("CorrectedandRepublishedIn", "J Cells. 2011 Jan-Feb;3(1):3")
        + comment("UpdateIn", "Cochrane Database Syst Rev. 2012 Mar 14")
        + comment("CommentIn", "J Cells. 2010;3:4")
        + comment("RetractionOf", "J Cells. 2001;3:4")
    )
    library.articles["7"] = article(
        "7", comments=comments, types="Journal Article;Retracted Publication"
    )
    notices = run(entry("Wang2014", pmid="7")).works["Wang2014"]["pubmed"]["notices"]
    assert [
        (notice["kind"], notice["doi"], notice["date"], notice["by"]) for notice in notices
    ] == [
        ("erratum", "", "2008", "pubmed"),
        ("concern", "", "2009-01", "pubmed"),
        ("retraction", "10.1016/s0140-6736(10)60175-4", "2010-02-06", "pubmed"),
        ("replacement", "", "2011-01", "pubmed"),
        ("new-version", "", "2012-03-14", "pubmed"),
    ]


def test_a_publication_type_alone_tells_of_a_retraction(library: Library, run: Run) -> None:
    library.articles["7"] = article(
        "7", types="Journal Article;Retracted Publication", title="RETRACTED: Cells rest."
    )
    told = run(entry("Wang2014", pmid="7")).works["Wang2014"]["pubmed"]
    assert told["notices"] == [{"kind": "retraction", "doi": "", "date": "", "by": "pubmed"}]
    assert told["differences"] == []


def test_pubmed_is_asked_by_doi_where_no_pmid_is_known(library: Library, run: Run) -> None:
    library.articles |= {"7": article("7", doi="10.1000/One"), "8": article("8", doi="10.1000/two")}
    library.works |= {f"10.1000/{name}": work(f"10.1000/{name}") for name in ("one", "none")}
    library.articles["7"] = library.articles["7"].replace("10.1000/One", "10.1000/one")
    ran = run(entry("Wang2014", doi="10.1000/one") + entry("Wang2015", doi="10.1000/none"))
    assert [ran.works[key]["pubmed"]["answer"] for key in sorted(ran.works)] == [
        "found",
        "not-found",
    ]
    assert library.asked[-2:] == [
        '/eutils/esearch.fcgi "10.1000/one"[AID] OR "10.1000/none"[AID]',
        "/eutils/efetch.fcgi 7",
    ]


def test_many_works_are_asked_about_in_few_questions_to_pubmed(library: Library, run: Run) -> None:
    dois = [f"10.1000/{'long-name-' * 5}{number:02}" for number in range(25)]
    library.works = {doi: work(doi) for doi in dois}
    library.articles = {
        str(number): article(str(number), doi=doi) for number, doi in enumerate(dois)
    }
    ran = run("".join(entry(f"Key{number:02}", doi=doi) for number, doi in enumerate(dois)))
    assert {reply["answer"] for replies in ran.works.values() for reply in replies.values()} == {
        "found"
    }
    fetched = [told.split()[1] for told in library.asked if told.startswith("/eutils/efetch.fcgi")]
    assert fetched == [",".join(map(str, range(20))), "20,21,22,23,24"]
    assert (ran.code, len(ran.works), len(library.asked)) == (0, 25, 2 * 25 + 2 * 2)


def test_what_no_service_knows_is_not_found_and_what_has_no_identifier_is_not_asked(
    library: Library, run: Run
) -> None:
    ran = run(entry("Wang2014", doi="10.1000/none", pmid="404") + entry("Book"))
    assert {service: reply["answer"] for service, reply in ran.works["Wang2014"].items()} == {
        "crossref": "not-found",
        "pubmed": "not-found",
    }
    assert list(ran.works) == ["Wang2014"]
    assert (ran.code, ran.lines[0]) == (0, "Wang2014: crossref has no doi:10.1000/none")


def test_an_old_doi_with_signs_that_addresses_do_not_allow(library: Library, run: Run) -> None:
    doi = "10.1002/1521-4095(200010)12:20<1539::aid-adma1539>3.0.co;2-s"
    library.works[doi] = work(doi)
    assert run(entry("Wang2014", doi=doi)).works["Wang2014"]["crossref"]["answer"] == "found"


def test_a_doi_of_another_work_is_told_loudly(library: Library, run: Run) -> None:
    library.works["10.1000/one"] = work("10.1000/one", title=["Weather in Lapland"])
    ran = run(entry("Wang2014", doi="10.1000/one"))
    difference = {"field": "title", "ours": "Cells rest", "theirs": "Weather in Lapland"}
    assert ran.works["Wang2014"]["crossref"]["differences"] == [difference]
    assert (
        ran.lines[0]
        == "Wang2014: WRONG WORK: doi:10.1000/one leads to 'Weather in Lapland', not 'Cells rest'"
    )
    assert ran.code == 0


HEADER = (
    "Record "
    "ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,\n"
)


def test_the_retraction_watch_file_is_a_second_source(
    library: Library, run: Run, tmp_path: Path
) -> None:
    library.works |= {f"10.1000/{name}": work(f"10.1000/{name}") for name in ("one", "two")}
    file = tmp_path / "watch.csv"
    file.write_text(
        HEADER
        + '1,"Cells, ""at"" rest",8/16/2023 0:00,10.1000/R,10.1000/ONE,0,Retraction,+Error;,\n'
        + "2,Cells,2/3/2022 0:00,unavailable,unavailable,7,Expression of concern,+Error;,\n"
        + "3,Cells,2/3/2022 0:00,10.1000/x,10.1000/other,0,Retraction,+Error;,\n"
        + "4,Cells,2/3/2024 0:00,10.1000/y,10.1000/one,0,Reinstatement,,\n",
        encoding="utf-8-sig",
    )
    bib = (
        entry("One", doi="10.1000/one", pmid="7") + entry("Two", doi="10.1000/two") + entry("Book")
    )
    ran = run(bib, "--retraction-watch", str(file))
    assert ran.works["One"]["retraction-watch"]["notices"] == [
        {"kind": "concern", "doi": "", "date": "2022-02-03", "by": "retraction-watch"},
        {"kind": "retraction", "doi": "10.1000/r", "date": "2023-08-16", "by": "retraction-watch"},
    ]
    assert ran.works["Two"]["retraction-watch"]["answer"] == "not-found"
    assert "Book" not in ran.works


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html>Sign in</html>\n", "has no column OriginalPaperDOI"),
        (HEADER + "1,Cells,8/16/2023 0:00,10.10", "line 2 is cut short"),
    ],
)
def test_a_bad_retraction_watch_file_tells_nothing(
    library: Library, run: Run, tmp_path: Path, text: str, reason: str
) -> None:
    library.works["10.1000/one"] = work("10.1000/one")
    file = tmp_path / "watch.csv"
    file.write_text(text, encoding="utf-8")
    ran = run(entry("One", doi="10.1000/one"), "--retraction-watch", str(file))
    assert sorted(ran.works["One"]) == ["crossref", "pubmed"]
    assert ran.code == 1
    assert f"retraction-watch could not be asked: watch.csv: {reason}" in ran.lines[0]
