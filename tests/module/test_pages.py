"""What every page of the module promises its readers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from sphinx import addnodes

from conftest import REPOSITORY, Built
from module.conftest import DOCS, LESSONS, UNKNOWN, rendered
from module.prose.bars import measures_of_plain
from sphinx_claims.api import ANSWER
from sphinx_handout.settings.options import OPTIONS

SECTIONS = ("How sure are we?", "Check yourself", "Key points", "Sources on this page")


def lesson(module: Built, name: str) -> nodes.document:
    return module.doctrees[f"lesson/{name}"]


def prose(node: nodes.Element) -> str:
    """Return the text below a node as a reader counts it: no citations, no source list."""
    parts = []
    last = None
    for text in node.findall(nodes.Text):
        parent = text.parent
        around = []
        while parent is not None and parent is not node:
            around.append(parent)
            parent = parent.parent
        if not any(
            isinstance(p, addnodes.pending_xref) and p.get("refdomain") == "cite" for p in around
        ):
            block = next((p for p in around if not isinstance(p, nodes.Inline)), node)
            parts.append(f"{'' if block is last else ' '}{text.astext()}")
            last = block
    return " ".join("".join(parts).split())


def boxes(document: nodes.document, name: str) -> list[nodes.admonition]:
    return [box for box in document.findall(nodes.admonition) if name in box["classes"]]


@pytest.mark.parametrize("name", LESSONS)
def test_plain_words_are_plain(site: Built, name: str) -> None:
    (box,) = rendered(site, f"lesson/{name}").plain
    assert box.words <= 120
    assert [measure for measure in measures_of_plain([box]) if not measure.holds] == []
    assert max(len(sentence.split()) for sentence in box.sentences) <= 28


@pytest.mark.parametrize("name", LESSONS)
def test_pages_keep_their_order(module: Built, name: str) -> None:
    (section,) = [
        child for child in lesson(module, name).children if isinstance(child, nodes.section)
    ]
    kinds = [child["classes"] for child in section.children if isinstance(child, nodes.Element)][
        1:4
    ]
    assert [classes[0] if classes else "" for classes in kinds] == [
        "page-facts",
        "plain-words",
        "objectives",
    ]
    titles = [child[0].astext() for child in section.children if isinstance(child, nodes.section)]
    assert tuple(titles[-4:]) == SECTIONS
    assert len(titles) > len(SECTIONS)


@pytest.mark.parametrize("name", LESSONS)
def test_pages_have_the_agreed_length(name: str, module: Built) -> None:
    document = lesson(module, name).deepcopy()
    for table in list(document.findall(nodes.table)):
        if (
            name == "reading-the-review" or "evidence-table" in table["classes"]
        ):  # the numbers of a picture
            table.parent.remove(table)
    words = len(re.findall(r"[^\W_][\w’'%.,/–-]*", prose(document)))
    assert 800 <= words <= 1800


@pytest.mark.parametrize("name", LESSONS)
def test_pages_teach_and_test(module: Built, name: str) -> None:
    document = lesson(module, name)
    assert 2 <= len(list(boxes(document, "objectives")[0].findall(nodes.list_item))) <= 5
    assert 3 <= len(list(boxes(document, "key-points")[0].findall(nodes.list_item))) <= 5
    (check,) = [s for s in document.findall(nodes.section) if s[0].astext() == "Check yourself"]
    answers = [d for d in check.findall(nodes.container) if d.get("design_component") == "dropdown"]
    questions = [p for p in check.findall(nodes.strong) if p.astext().endswith("?")]
    assert len(answers) == len(questions) == 3
    for answer in answers:
        assert any(
            xref.get("refdomain") == "cite" for xref in answer.findall(addnodes.pending_xref)
        )


def test_learning_objectives_have_ids_of_their_own(module: Built) -> None:
    ids = Counter(
        found
        for name in LESSONS
        for found in re.findall(r"LO-\d\.\d", boxes(lesson(module, name), "objectives")[0].astext())
    )
    assert set(ids.values()) == {1}
    assert len(ids) >= 21


def links_below(node: nodes.Node) -> list[nodes.Element]:
    return [*node.findall(addnodes.pending_xref), *node.findall(nodes.reference)]


def test_all_48_statements_are_judged_and_discussed(module: Built) -> None:
    found: dict[str, nodes.row] = {}
    for row in lesson(module, "reading-the-review").findall(nodes.row):
        first = row[0].astext()
        if re.fullmatch(r"S\d+", first):
            assert first not in found
            found[first] = row
    assert list(found) == [f"S{number}" for number in range(1, 49)]
    for number, row in found.items():
        statement, verdict, why, discussed, source = row.children[1:]
        assert len(statement.astext().split()) >= 3, number
        assert verdict.astext(), number
        assert why.astext(), number
        links = [link.get("reftarget") or link.get("refid") for link in links_below(discussed)]
        assert links == [number.lower()], number
        assert [
            xref
            for xref in source.findall(addnodes.pending_xref)
            if xref.get("refdomain") == "cite"
        ], number


def test_each_statement_is_taken_up_in_exactly_one_lesson(module: Built) -> None:
    targets = Counter(
        found
        for name in LESSONS
        for found in re.findall(
            r"^\((s\d+)\)=$",
            DOCS.joinpath("lesson", f"{name}.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    assert targets == {f"s{number}": 1 for number in range(1, 49)}


def tab_sets(document: nodes.document) -> list[nodes.container]:
    return [
        node
        for node in document.findall(nodes.container)
        if node.get("design_component") == "tab-set"
    ]


def tabs(tab_set: nodes.container) -> list[tuple[str, str, str, str]]:
    """Return label, sync id, sync group and text of each tab."""
    found = []
    for item in tab_set.children:
        assert isinstance(item, nodes.container)
        label, content = item.children[:2]
        assert isinstance(label, nodes.Element)
        assert isinstance(content, nodes.Element)
        found.append((label.astext(), label["sync_id"], label["sync_group"], prose(content)))
    return found


@pytest.mark.parametrize("name", LESSONS)
def test_therapies_are_compared_in_one_order_that_follows_the_reader(
    module: Built, name: str
) -> None:
    for tab_set in tab_sets(lesson(module, name)):
        assert [tab[:3] for tab in tabs(tab_set)] == [
            ("HSCT", "hsct", "therapy"),
            ("MSC", "msc", "therapy"),
        ]


def test_both_therapies_answer_the_same_points_at_like_length_in_tabs_and_table(
    module: Built,
) -> None:
    document = lesson(module, "comparing")
    (points,) = [s for s in document.findall(nodes.section) if s[0].astext() == "Point by point"]
    sections = [child for child in points.children if isinstance(child, nodes.section)]
    (table_section,) = [
        s for s in document.findall(nodes.section) if s[0].astext() == "The same points as a table"
    ]
    body = next(table_section.findall(nodes.tbody))
    assert len(sections) == len(body.children) == 9
    for section, row in zip(sections, body.children, strict=True):
        (tab_set,) = [
            child
            for child in section.findall(nodes.container)
            if child.get("design_component") == "tab-set"
        ]
        hsct, msc = (len(tab[3].split()) for tab in tabs(tab_set))
        assert 0.6 <= hsct / msc <= 1.67, section[0].astext()
        first = section[0].astext().split()[0].strip(",").lower()
        assert isinstance(row, nodes.row)
        assert row[0].astext()
        cited = {key for xref in tab_set.findall(addnodes.pending_xref) for key in keys(xref)}
        told = {key for xref in row.findall(addnodes.pending_xref) for key in keys(xref)}
        assert cited & told, first


def keys(xref: addnodes.pending_xref) -> set[str]:
    if xref.get("refdomain") != "cite":
        return set()
    return {key.strip() for key in re.sub(r"\{[^{}]*\}", "", xref["reftarget"]).split(",")}


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def linked_term(around: list[nodes.Node]) -> str | None:
    for node in around:
        if isinstance(node, addnodes.pending_xref) and node.get("reftype") == "term":
            return str(node["reftarget"]).lower()
    return None


def running_text(document: nodes.document) -> tuple[str, Counter[str], dict[str, int]]:
    """Return a page's text in lower case, how often each term is linked, and where first."""
    text, links = "", Counter[str]()
    first: dict[str, int] = {}
    for part in document.findall(nodes.Text):
        around = list(ancestors(part))
        if any(isinstance(node, nodes.title | nodes.rubric) for node in around):
            continue
        if term := linked_term(around):
            links[term] += 1
            first.setdefault(term, len(text))
        text += part.astext().lower()
    return text, links, first


@pytest.mark.parametrize("name", LESSONS)
def test_a_glossary_term_is_linked_once_where_a_page_first_uses_it(
    module: Built, name: str
) -> None:
    text, links, first = running_text(lesson(module, name))
    assert [term for term, number in links.items() if number > 1] == []
    late = {
        term
        for term, at in first.items()
        if (used := re.search(rf"\b{re.escape(term)}s?\b", text)) and used.start() < at
    }
    assert late <= {"haematopoietic stem cell"}  # part of the name of the transplantation


REQUIRED = {
    "apoptosis", "mTOR", "endothelial progenitor cell", "haematopoietic stem cell",
    "mesenchymal stem cell", "conditioning", "mesenchymal stromal cell", "autologous",
    "allogeneic", "engraftment", "graft-versus-host disease", "SLEDAI", "BILAG", "remission",
    "transplant-related mortality", "confidence interval", "placebo", "uncontrolled study",
    "hematopoietic stem cell",
}  # fmt: skip


def test_the_glossary_defines_what_a_reader_needs(module: Built) -> None:
    items = list(module.doctrees["glossary"].findall(nodes.definition_list_item))
    terms = [term.astext() for item in items for term in item.findall(nodes.term)]
    assert len(items) >= 30
    assert set(terms) >= REQUIRED
    firsts = [next(item.findall(nodes.term)).astext().lower() for item in items]
    assert all(a <= b for a, b in pairwise(firsts))


def test_every_medical_page_is_strict_and_clean(module: Built) -> None:
    assert module.findings == UNKNOWN
    assert {finding["severity"] for finding in module.report["findings"]} <= {"note"}
    assert module.warnings == ()
    assert module.status == 0
    assert module.report["profile"] == "strict"
    judged = {unit["doc"] for unit in module.report["units"]}
    unjudged = {
        doc
        for doc in module.doctrees
        if doc not in judged and not doc.startswith(("tools/", "contribute/"))
    }
    assert unjudged <= {"references"}


def test_every_reference_is_used_and_every_key_is_known(module: Built) -> None:
    text = REPOSITORY.joinpath("references.bib").read_text(encoding="utf-8")
    entries = set(re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE))
    cited = {cite["key"] for unit in module.report["units"] for cite in unit["cites"]}
    assert cited == entries
    assert len(entries) >= 60


@pytest.mark.parametrize("path", sorted(DOCS.glob("*/*.svg")), ids=lambda path: path.stem)
def test_figures_are_accessible_and_print(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'role="img"' in text
    assert "<title" in text
    assert "<desc" in text
    assert "aria-labelledby" in text
    for banned in ("var(", "foreignObject", "<script", "href=", "filter="):
        assert banned not in text
    assert len(text.encode()) <= 15_000


def test_there_are_figures_with_cited_captions_and_short_alternatives(module: Built) -> None:
    figures = [
        figure for document in module.doctrees.values() for figure in document.findall(nodes.figure)
    ]
    assert len(figures) >= 4
    for figure in figures:
        (image,) = figure.findall(nodes.image)
        assert 20 <= len(image["alt"]) <= 150
        assert any(x.get("refdomain") == "cite" for x in figure.findall(addnodes.pending_xref))


def test_an_answer_is_one_to_the_checker_and_to_the_handout() -> None:
    assert [one.default for one in OPTIONS if one.name == "handout_answer_class"] == [ANSWER]
