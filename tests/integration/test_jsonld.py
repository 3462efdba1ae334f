"""What a page says of itself to machines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef

from conftest import Project

SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SAID = {"@type": "LearningResource", "license": "https://creativecommons.org/licenses/by/4.0/"}
ENTRY = """
@article{Full2020,
  author = {Moon, A. B. and S{\\o}rensen, Lise and others},
  title = {{Cells </script> \\& mice}},
  journal = {A Journal},
  year = {2020},
  doi = {10.1000/One},
  pmid = {12345}
}
"""


def data_of(page: Path) -> list[dict[str, Any]]:
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>',
        page.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    return [json.loads(text) for text in found]


@pytest.fixture
def told(project: Project) -> Project:
    refs = project.path.joinpath("refs.bib").read_text(encoding="utf-8")
    project.write("refs.bib", refs + ENTRY)
    project.write(
        "index.md",
        "---\ndescription: About cells.\n---\n\n# Cells & lupus\n\nCells live {cite:p}`Full2020, "
        "Key`.\n",
    )
    return project


def test_a_page_says_what_it_is_and_which_works_it_cites(told: Project) -> None:
    [data] = data_of(told.build("html", claims_jsonld=SAID, project="Cells").out / "index.html")
    assert data["citation"][0] == {
        "@type": "ScholarlyArticle",
        "author": [
            {"@type": "Person", "name": "A. B. Moon"},
            {"@type": "Person", "name": "Lise Sørensen"},
        ],
        "datePublished": "2020",
        "isPartOf": {"@type": "Periodical", "name": "A Journal"},
        "name": "Cells </script> & mice",
        "sameAs": ["https://doi.org/10.1000/one", "https://pubmed.ncbi.nlm.nih.gov/12345"],
    }
    assert len(data.pop("citation")) == 2
    assert data == {
        "@context": "https://schema.org",
        "description": "About cells.",
        "inLanguage": "en",
        "isPartOf": {"@type": "CreativeWork", "name": "Cells"},
        "name": "Cells & lupus",
        **SAID,
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # that rdflib itself uses
def test_the_data_is_json_ld_of_schema_org(told: Project) -> None:
    [data] = data_of(told.build("html", claims_jsonld=SAID).out / "index.html")
    graph = Graph().parse(
        data=json.dumps({**data, "@context": {"@vocab": SCHEMA}}), format="json-ld"
    )
    assert {
        str(kind).removeprefix(SCHEMA) for _, kind in graph.subject_objects(URIRef(f"{RDF}type"))
    } == {
        "CreativeWork",
        "LearningResource",
        "Periodical",
        "Person",
        "ScholarlyArticle",
    }
    [page] = graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{SCHEMA}LearningResource"))
    assert len(list(graph.objects(page, URIRef(f"{SCHEMA}citation")))) == 2


def test_a_new_entry_changes_the_page_that_cites_it_and_no_other(told: Project) -> None:
    told.write("other.md", "---\norphan: true\n---\n\n# Other\n\nMice live {cite:p}`Other`.\n")
    out = told.build("html", claims_jsonld=SAID).out
    other = out.joinpath("other.html").stat().st_mtime_ns
    refs = told.path.joinpath("refs.bib").read_text(encoding="utf-8")
    told.write("refs.bib", refs.replace("10.1000/One", "10.1000/Two"))
    told.build("html", claims_jsonld=SAID)
    assert (
        data_of(out / "index.html")[0]["citation"][0]["sameAs"][0] == "https://doi.org/10.1000/two"
    )
    assert out.joinpath("other.html").stat().st_mtime_ns == other


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_page_for_a_browser_has_it(told: Project, builder: str) -> None:
    pages = sorted(told.build(builder, claims_jsonld=SAID).out.rglob("*.html"))
    assert sum(len(data_of(page)) for page in pages) == (1 if builder == "singlehtml" else 2)


def test_nothing_is_said_unless_asked_for(told: Project) -> None:
    assert data_of(told.build("html").out / "index.html") == []


def test_what_json_cannot_hold_is_a_complaint(told: Project) -> None:
    built = told.build("html", claims_jsonld={"version": object()})
    assert [
        line
        for line in built.warnings
        if "claims_jsonld: Object of type object is not JSON serializable" in line
    ]
