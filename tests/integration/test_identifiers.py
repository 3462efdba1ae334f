"""Identifiers of entries.

Malformed ones are told with their field and slip, correct ones in all their forms are not.
"""

from __future__ import annotations

import pytest

from conftest import REFS, Project

RIGHT = (
    "doi = {10.1000/a_b(2020)1:2<3::AID>4.0.CO;2-#}",
    "doi = {https://dx.doi.org/10.1000.10/Rest}",
    "doi = {DOI: 10.1000/rest}",
    "pmid = {36465325}",
    "pmid = {https://pubmed.ncbi.nlm.nih.gov/36465325/}",
    "pmcid = {PMC9524813}",
    "pmcid = {pmc9524813.2}",
    "pmc = {9524813}",
    "pmcid = {https://pmc.ncbi.nlm.nih.gov/articles/PMC9524813/}",
    "eprint = {36465325}, eprinttype = {pubmed}",
    "eprint = {2101.00001}, eprinttype = {arxiv}, url = {https://arxiv.org/abs/2101.00001}",
    "doi = {10.1000/rest}, isbn = {0-306-40615-2}",
    "doi = {10.1000/rest}, isbn = {978 0 306 40615 7 (print), 0-8044-2957-X (on line)}",
    "doi = {10.1000/rest}, issn = {0378-5955}",
    "doi = {10.1000/rest}, issn = {2434-561x (Electronic) 0378-5955 (Linking)}",
    "doi = {10.1000/rest}, orcid = {https://orcid.org/0000-0002-1825-0097}",
    "doi = {10.1000/rest}, orcid = {0000-0002-1694-233X}",
    "url = {https://example.org/rest}",
)
_DIGIT = "has a wrong digit: its check digit does not fit"
WRONG = {
    "doi = {10.1000}": "doi '10.1000' is not of the form 10.1000/suffix",
    "doi = {doi.org/rest}": "doi 'doi.org/rest' is not of the form 10.1000/suffix",
    "doi = {10.1000/rest.}": "doi '10.1000/rest.' ends in '.'",
    "doi = {10.1000/re st}": "doi '10.1000/re st' holds a blank",
    "pmid = {PMC9524813}": "pmid 'PMC9524813' is no whole number of up to nine digits",
    "pmid = {0}": "pmid '0' is no whole number of up to nine digits",
    "pmcid = {none}": "pmcid 'none' is not PMC with a number behind it",
    "pmc = {https://pubmed.ncbi.nlm.nih.gov/36465325/}": "pmc "
    "'https://pubmed.ncbi.nlm.nih.gov/36465325/' is not PMC with a "
    "number behind it",
    "eprint = {PMC1}, eprinttype = {pubmed}": "eprint 'PMC1' is no whole number of up to "
    "nine digits",
    "pmid = {5}, isbn = {0-306-40615-3}": f"isbn '0-306-40615-3' {_DIGIT}",
    "pmid = {5}, isbn = {0-306-46015-2}": f"isbn '0-306-46015-2' {_DIGIT}",
    "pmid = {5}, isbn = {9780306406158}": f"isbn '9780306406158' {_DIGIT}",
    "pmid = {5}, isbn = {978-0-306-40615-7; 12345}": "isbn '12345' has not 10 or 13 digits",
    "pmid = {5}, issn = {0378-5954}": f"issn '0378-5954' {_DIGIT}",
    "pmid = {5}, issn = {0378}": "issn '0378' has not 8 digits",
    "pmid = {5}, orcid = {0000-0002-1825-0079}": f"orcid '0000-0002-1825-0079' {_DIGIT}",
    "pmid = {5}, orcid = {0000-0002-1825-009}": "orcid '0000-0002-1825-009' has not 16 digits",
}


def told(project: Project, fields: str) -> list[tuple[str, int, str, str]]:
    known = "author = {Ng, A.}, title = {Rest}, journal = {J}, year = {2019}"
    entry = f"@article{{A, {known}, {fields}}}\n"
    project.write("refs.bib", REFS + entry)
    project.write("index.md", "# T\n\nCells live {cite:p}`A`.\n")
    found = project.build().report["findings"]
    return [
        (finding["severity"], finding["line"], finding["slug"], finding["message"])
        for finding in found
    ]


@pytest.mark.parametrize("fields", RIGHT)
def test_a_correct_identifier_is_no_finding(project: Project, fields: str) -> None:
    assert told(project, fields) == []


@pytest.mark.parametrize(("fields", "message"), WRONG.items(), ids=list(WRONG))
def test_a_malformed_identifier_is_told_with_its_field_at_its_entry(
    project: Project, fields: str, message: str
) -> None:
    wanted = ("error", 4, "malformed-identifier", f"'A': {message}")
    assert [finding for finding in told(project, fields) if finding[2] != "missing-identifier"] == [
        wanted
    ]


def test_an_article_without_identifier_is_as_loud_as_its_profile(project: Project) -> None:
    wanted = {"strict": ["warning"], "balanced": ["note"], "draft": []}
    for profile, severities in wanted.items():
        project.write(
            "conf.py",
            project.path.joinpath("conf.py").read_text().replace('"strict"', f'"{profile}"'),
        )
        found = told(project, "volume = {1}")
        assert [line[0] for line in found] == severities
        assert {line[1:] for line in found} <= {
            (4, "missing-identifier", "article 'A' has no doi, pmid, pmcid or url")
        }
        project.write(
            "conf.py",
            project.path.joinpath("conf.py").read_text().replace(f'"{profile}"', '"strict"'),
        )


def test_a_book_and_an_article_that_nobody_lists_need_no_identifier(project: Project) -> None:
    book = "@book{B, author = {Ng, A.}, title = {Book}, publisher = {P}, year = {2019}}\n"
    article = "@article{C, author = {Ng, A.}, title = {Rest}, journal = {J}, year = {2018}}\n"
    project.write("refs.bib", REFS + book + article)
    project.write(
        "references.md", "---\norphan: true\n---\n\n# References\n\n:::{bibliography}\n:::\n"
    )
    project.write("index.md", "# T\n\nCells live {cite:p}`B{p. 3}, Key, Other`.\n")
    assert project.build().findings == [("refs.bib", 5, "unused-entry")]


def test_one_pmid_written_in_two_ways_is_one_work(project: Project) -> None:
    assert told(project, "pmid = {https://pubmed.ncbi.nlm.nih.gov/2}") == [
        ("warning", 4, "duplicate-work", "'A' is the same work as 'Other': same pmid:2")
    ]
