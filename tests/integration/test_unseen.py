"""No text that a reader sees is unaccounted for: each is judged, or counted with its kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import Built, Project
from sphinx_claims.core.skips import SkipKind

PageBuilder = Callable[..., Built]

SAID = "Marrow heals every nerve in 40% of mice"
CONF = """
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent))
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "sphinx.ext.todo",
              "sphinx.ext.graphviz", "own_nodes", "sphinx_claims"]
todo_include_todos = True
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "substitution",
                          "dollarmath", "amsmath", "tasklist", "strikethrough", "fieldlist"]
bibtex_bibfiles = ["refs.bib"]
claims_profile = "strict"
html_theme = "basic"
suppress_warnings = ["image.not_readable"]
"""
OWN_NODES = """
from docutils import nodes
from docutils.parsers.rst import Directive

class bare(nodes.General, nodes.Element):
    pass

class film(nodes.General, nodes.Element):
    pass

class Bare(Directive):
    has_content = True

    def run(self):
        return [bare("", nodes.Text("\\n".join(self.content)))]

class Film(Directive):
    has_content = True

    def run(self):
        return [film(said="\\n".join(self.content))]

def setup(app):
    both = (lambda self, node: self.body.append("<p>"), lambda self, node: self.body.append("</p>"))
    app.add_node(bare, html=both)
    app.add_node(film, html=(lambda self, node: self.body.append(node["said"]), both[1]))
    app.add_directive("bare", Bare)
    app.add_directive("film", Film)
"""


@pytest.fixture
def own(project: Project) -> Project:
    """Return a project with many extensions, one of which nobody knows."""
    project.write("conf.py", CONF)
    project.write("own_nodes.py", OWN_NODES)
    return project


JUDGED = {
    "words without a paragraph": (f":::{{bare}}\n{SAID}.\n:::", 4),
    "links alone": (f"[{SAID}.](https://example.org)", 3),
    "button": (f":::{{button-link}} https://example.org\n{SAID}.\n:::", 4),
    "card title": (f":::{{card}} {SAID}.\n\nSee below.\n:::", 3),
    "card header": (f":::{{card}} A\n{SAID}. All is well.\n^^^\nSee below.\n:::", 4),
    "card footer": (f":::{{card}} A\n\nSee below.\n+++\n{SAID}.\n:::", 7),
    "todo": (f":::{{todo}}\n{SAID}.\n:::", 4),
    "dash alone": (f"> — {SAID}.", 3),
    "dash at the end": (f"> Cells live {{cite:p}}`Key{{p. 3}}`.\n>\n> -- {SAID}. All live.", 5),
    "class of Sphinx's own": (f"[Note]{{.versionmodified}} {SAID}.", 3),
    "bold with a question": (f"**{SAID}. Do you see?**", 3),
    "raw": (f"```{{raw}} html\n<p>{SAID}.</p>\n```", 4),
    "raw behind a comment": (f"<!-- note -->\n<p>{SAID}.</p>", 4),
    "short raw": ("```{raw} html\n<p>Cells cure it.</p>\n```", 4),
    "raw in pieces": (f"```{{raw}} html\n<b>{SAID[:10]}</b><i>{SAID[10:]}</i>.\n```", 4),
    "raw in a table": (
        f":::{{list-table}}\n* - ```{{raw}} html\n    <p>{SAID}.</p>\n    ```\n:::",
        4,
    ),
    "value of a field": (f'Look here <input value="{SAID}." size="90">', 3),
    "summary": (f"<details><summary>{SAID}.</summary>\n\nSee below.\n\n</details>", 3),
    "header of a table": (f"| {SAID}. |\n|---|\n| [](index) |", 3),
    "for HTML only": (f":::{{only}} html\n{SAID}.\n:::", 4),
    "for a printed book only": (f":::{{only}} latex\n{SAID}.\n:::", 4),
}


@pytest.mark.parametrize("name", JUDGED)
def test_no_form_hides_a_sentence(own: Project, name: str) -> None:
    text, line = JUDGED[name]
    own.write("index.md", f"# T\n\n{text}\n")
    errors = [
        finding["line"]
        for finding in own.build().report["findings"]
        if finding["severity"] == "error"
    ]
    assert line in errors


def test_a_role_for_raw_text_hides_nothing(own: Project) -> None:
    own.write(
        "index.rst", f"T\n=\n\n.. role:: plain(raw)\n   :format: html\n\n:plain:`<b>{SAID}.</b>`\n"
    )
    own.path.joinpath("index.md").unlink(missing_ok=True)
    assert own.build().findings == [
        ("index.rst", 7, "uncited-number"),
        ("index.rst", 7, "raw-content"),
    ]


HEADERS = """\
T
=

See below.

.. list-table:: Cells
   :header-rows: 1

   * - Cells live in the cold of the marrow.
   * - They
"""
COUNTED = {
    "heading": (f"## {SAID}", ("heading", 3)),
    "title of a box": (f":::{{admonition}} {SAID}\nSee below.\n:::", ("title", 3)),
    "title of a dropdown": (f":::{{dropdown}} {SAID}\nSee below.\n:::", ("title", 3)),
    "label of a tab": (
        f"::::{{tab-set}}\n:::{{tab-item}} {SAID}\nSee below.\n:::\n::::",
        ("title", 4),
    ),
    "rubric": (f":::{{rubric}} {SAID}\n:::", ("rubric", 3)),
    "term": (f"{SAID}\n: See below.", ("term", 3)),
    "term of a glossary": (f":::{{glossary}}\n{SAID}\n  See below.\n:::", ("term", 4)),
    "name of a field": (f":{SAID}: see below", ("field-name", 3)),
    "label of a column": (f"| {SAID} |\n|---|\n| 1 |", ("table-header", 3)),
    "signature": (f":::{{describe}} {SAID}\n:::", ("signature", 3)),
    "code": (f"```\n{SAID}\n```", ("code", 3)),
    "file as it is": ("```{include} said.txt\n:literal:\n```", ("code", 1)),
    "formula": (f"$$\n\\text{{{SAID}}}\n$$", ("math", 3)),
    "numbered formula": (
        f"\\begin{{equation}}\n\\text{{{SAID}}}\n\\end{{equation}}",
        ("math", 3),
    ),
    "words for an image": (f"![{SAID}](x.png)", ("alt-text", 3)),
    "title of an image": (f'![A](x.png "{SAID}")', ("tooltip", 3)),
    "title of a link": (f'See [it](https://example.org "{SAID}").', ("tooltip", 3)),
    "abbreviation": (f"See {{abbr}}`MSC ({SAID})`.", ("tooltip", 3)),
    "abbreviation in a heading": (f"## See {{abbr}}`MSC ({SAID})`", ("tooltip", 3)),
    "abbreviation in a term": (f"{{abbr}}`MSC ({SAID})`\n: See below.", ("tooltip", 3)),
    "abbreviation in the title of a box": (
        f":::{{admonition}} {{abbr}}`MSC ({SAID})`\nSee.\n:::",
        ("tooltip", 3),
    ),
    "words for an image in a heading": (f"## ![{SAID}](x.png)", ("alt-text", 3)),
    "hint of raw HTML in a heading": (f'## A <span title="{SAID}">b</span>', ("tooltip", 3)),
    "words before a citation": (
        f"Cells live {{cite:p}}`{{{SAID}}}Key{{p. 3}}`.",
        ("citation-text", 3),
    ),
    "caption of a toctree": (f":::{{toctree}}\n:caption: {SAID}\n\nb\n:::", ("toctree", 3)),
    "title in a toctree": (f":::{{toctree}}\n{SAID} <b>\n:::", ("toctree", 3)),
    "index entry": (f":::{{index}} single: {SAID}\n:::\n", ("index-entry", 3)),
    "graph": (f'```{{graphviz}}\ndigraph {{ a [label="{SAID}"] }}\n```', ("drawing", 3)),
    "node of an extension": (f":::{{film}}\n{SAID}\n:::", ("drawing", 3)),
    "list of references": (":::{bibliography}\n:::", ("generated", 3)),
    "raw for paper": (f"```{{raw}} latex\n{SAID}\n```", ("raw", 4)),
    "script": (f"```{{raw}} html\n<script>say('{SAID}')</script>\n```", ("raw", 4)),
    "for a reader with a tag": (f":::{{only}} teachers\n{SAID}.\n:::", ("left-out", 4)),
}


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_not_judged_is_counted_at_its_place(own: Project, name: str) -> None:
    text, (kind, line) = COUNTED[name]
    own.write("said.txt", f"{SAID}\n")
    own.write("b.md", "---\norphan: true\n---\n\n# B\n")
    own.write("index.md", f"# T\n\n{text}\n")
    report = own.build().report
    skips = [skip for skip in report["skipped"] if SAID in skip["text"] or kind == "generated"]
    assert (kind, line) in [(skip["kind"], skip["line"]) for skip in skips]
    assert report["summary"]["skipped"] == len(report["skipped"])


def test_a_text_without_words_is_counted(page: PageBuilder) -> None:
    built = page("# T\n\n| A | B |\n|---|---|\n| A | 42 % |\n\n7 °C\n")
    told = [(one["kind"], one["line"], one["text"]) for one in built.report["skipped"]]
    assert ("wordless", 5, "A | 42 %") in told
    assert ("wordless", 7, "7 °C") in told


def test_a_sentence_in_the_header_of_a_table_is_found_at_its_line(project: Project) -> None:
    project.write("index.rst", HEADERS)
    project.path.joinpath("index.md").unlink(missing_ok=True)
    lines = HEADERS.splitlines()
    found = [(line, slug) for source, line, slug in project.build().findings if "rst" in source]
    assert found == [
        (1 + lines.index("   * - Cells live in the cold of the marrow."), "uncited-sentence"),
        (1 + lines.index("   * - They"), "uncited-table-row"),
    ]


def test_every_kind_is_told_by_its_name_and_in_the_manual() -> None:
    manual = Path("docs/tools/claims/report.md").read_text(encoding="utf-8")
    told = {kind for kind in SkipKind if f"`{kind}`" in manual}
    assert told == set(SkipKind)


def test_the_text_report_counts_what_is_not_judged(page: PageBuilder) -> None:
    built = page("# T\n\n```\ncells\n```\n\n```\nmice\n```\n")
    last = built.out.joinpath("claims.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "not judged: 2 heading, 2 code, 1 generated"


class _Words(HTMLParser):
    """The words of the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._depth = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._depth += self._depth > 0 and tag not in {"img", "br", "hr", "input", "meta", "link"}
        self._depth += named.get("role") == "main"
        if self._silent or named.get("class") == "headerlink" or tag in {"script", "style"}:
            self._silent += tag not in {"img", "br", "hr", "input"}

    def handle_endtag(self, tag: str) -> None:
        self._depth -= self._depth > 0
        self._silent -= self._silent > 0

    def handle_data(self, data: str) -> None:
        if self._depth and not self._silent:
            self.words += re.findall(r"[^\W\d_]{3,}", data)


def test_every_word_of_a_page_is_judged_or_counted(own: Project) -> None:
    texts = [text for text, _ in JUDGED.values()] + [text for text, _ in COUNTED.values()]
    told = []
    for number, text in enumerate(texts):
        # a word of its own for each place
        name = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
        told.append(text.replace("Marrow", f"Zz{name}").replace("## ", "### "))
    own.write("said.txt", f"{SAID}\n")
    own.write("b.md", "---\norphan: true\n---\n\n# B\n")
    own.write("index.md", "# T\n\n" + "\n\nThen.\n\n".join(told) + "\n")
    reader = _Words()
    reader.feed(own.build("html").out.joinpath("index.html").read_text(encoding="utf-8"))
    report = own.build().report
    known = " ".join(item["text"] for item in (*report["units"], *report["skipped"]))
    by_extensions = {"Todo", "see", "below", "Note", "Link", "Copy"}
    lost = {word for word in reader.words if word not in known and word not in by_extensions}
    assert len(reader.words) > 200
    assert lost == set()


@pytest.mark.parametrize("said", ["<p>Where n is the rest.</p>", ":::{bare}\nWhere n is it.\n:::"])
def test_words_that_stand_alone_have_nothing_before_them(own: Project, said: str) -> None:
    own.write("index.md", f"# T\n\n$$a$$\n\n{said}\n")
    assert "uncited-sentence" in [slug for _, _, slug in own.build().findings]


@pytest.mark.parametrize(
    "commands",
    [
        r"\begin{multicols}{2} % for paper",
        r"\newpage[3]\end{multicols}",
        r"\begin{tabular}{ll}\end{tabular}",
        r"\begin{figure}[htbp]\end{figure}",
        r"\vspace{1cm}\hspace*{2em}",
        r"\setlength{\parindent}{0pt}",
        r"\label{fig:cells} \\[5pt] % all of it",
        r"\\% a comment behind a break",
    ],
)
def test_a_command_of_latex_shows_no_text(page: PageBuilder, commands: str) -> None:
    assert page(f"# T\n\n```{{raw}} latex\n{commands}\n```\n").findings == []


@pytest.mark.parametrize(
    "shown",
    [r"\emph{Cells} live.", r"In 7\% of cells", r"\begin{center}{Cells live} \end{center}"],
)
def test_text_in_latex_is_noted(page: PageBuilder, shown: str) -> None:
    assert page(f"# T\n\n```{{raw}} latex\n{shown}\n```\n").findings == [
        ("index.md", 4, "raw-content")
    ]
