"""What sphinxcontrib-bibtex reads, lists and refuses is what the findings are about."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
import sphinx
from sphinx.cmd.build import main
from sphinx.util.console import strip_colors

from conftest import CONF, Built, Project

KEY = "@article{Key, author = {Ng, A.}, title = {One}, journal = {J}, year = 2020, pmid = 1}\n"
OTHER = KEY.replace("Key", "Other").replace("One", "Two").replace("= 1}", "= 2}")
LATER = KEY.replace("Key", "Later").replace("One", "Three").replace("= 1}", "= 3}")
BAD = '@article{Bad "x", title = {T}}\n'
PAGE = "# T\n\nOne {cite:p}`Key`.\n\n:::{bibliography}\n:all:\n:::\n"
BIBTEX = "Extension error (sphinxcontrib.bibtex)"
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(project: Project, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that builds as a user does: exit status, and what stands on the console."""
    project.write("index.md", PAGE)
    project.path.joinpath("references.md").unlink()

    def run(*more: str, out: str = "html", builder: str = "html") -> tuple[int, list[str]]:
        doctrees = project.out / f"{out}-doctrees"
        places = [str(place) for place in (doctrees, project.path, project.out / out)]
        named = ("-D", "show_warning_types=1")  # the default since Sphinx 8.0
        status = main(["-q", "-b", builder, *named, *more, "-d", *places])
        said = strip_colors(capsys.readouterr().err).replace(f"{project.path.resolve()}/", "")
        return status, said.splitlines()

    return run


def without_us(project: Project) -> None:
    project.write("conf.py", CONF.replace(', "sphinx_claims"', ""))


def ours(said: Sequence[str]) -> list[str]:
    return [line for line in said if "[claims." in line]


REFUSED: dict[str, tuple[str | bytes, int, str]] = {
    "a quote in a key": (BAD, 2, "entry 'Bad' cannot be read, syntax error: '}' expected"),
    "an open brace": (
        "\n@article{Bad, title = {T\n\n@book{Next, title = {T}}\n",
        3,
        "entry 'Bad' cannot be read, syntax error in line 5: premature end of file",
    ),
    "an unknown string": (
        "@book{Bad,\n  journal = JACS}\n",
        2,
        "entry 'Bad' cannot be read, undefined string in line 3: JACS",
    ),
    "a name with commas": (
        "@book{Bad, author = {A, B, C, D}}\n",
        2,
        "entry 'Bad' cannot be read, too many commas in the name 'A, B, C, D'",
    ),
    "too many braces": (
        f"@book{{Bad, title = {{{'{' * 400}{'}' * 400}}}}}\n",
        2,
        "entry 'Bad' cannot be read, syntax error: too many nested braces",
    ),
    "an address": (
        "Told by me@example.org, once.\n",
        2,
        "the file cannot be read, syntax error: '(' or '{' expected",
    ),
    "another encoding": (
        "@book{Bad, title = {Th\xe9}}\n".encode("latin-1"),
        2,
        "the file cannot be read, a byte is no letter of the encoding utf-8-sig",
    ),
}


@pytest.mark.parametrize("refused", REFUSED)
@pytest.mark.parametrize("builder", ["html", "claims"])
def test_where_sphinxcontrib_bibtex_ends_the_build_file_and_line_are_said(
    project: Project, run: Run, refused: str, builder: str
) -> None:
    text, line, what = REFUSED[refused]
    data = text if isinstance(text, bytes) else text.encode()
    project.write("refs.bib", KEY.encode() + data)
    status, said = run(builder=builder)
    assert (status, any(line.startswith(BIBTEX) for line in said)) == (2, True)
    end = "sphinxcontrib-bibtex goes no further [claims.malformed-entry]"
    assert ours(said) == [f"refs.bib:{line}: ERROR: {what}; {end}"]
    if builder == "html":
        without_us(project)
        assert run()[0] == status


def test_an_entry_that_cannot_be_printed_is_said(project: Project, run: Run) -> None:
    project.write("refs.bib", f"{KEY}\n@oddity{{Odd, title = {{T}}}}\n")
    status, said = run()
    what = "sphinxcontrib-bibtex cannot print 'Odd': its style 'alpha' knows no @oddity"
    assert (status, any(line.startswith(BIBTEX) for line in said)) == (2, True)
    assert ours(said) == [f"refs.bib:3: ERROR: {what} [claims.malformed-entry]"]
    project.write("index.md", "# T\n\nOne {footcite}`Odd`.\n\n:::{footbibliography}\n:::\n")
    status, said = run()
    assert (status, ours(said)) == (2, [f"refs.bib:3: ERROR: {what} [claims.malformed-entry]"])


def test_a_build_that_fails_otherwise_blames_no_entry(project: Project, run: Run) -> None:
    project.write("refs.bib", f"{KEY}\n@oddity{{Odd, title = {{T}}}}\n")
    project.write("index.md", "# T\n\nOne {cite:p}`Key{a}{b}`.\n")
    status, said = run()
    assert (status, ours(said)) == (2, [])


def test_a_file_may_be_malformed_and_repaired_and_the_doctrees_move(
    project: Project, run: Run
) -> None:
    def build(refs: str, out: str = "html") -> int:
        project.write("refs.bib", refs)
        status, said = run(out=out)
        assert not [line for line in said if "sphinx_claims/" in line]
        return status

    good, bad = f"{KEY}{OTHER}", f"{KEY}{BAD}"
    assert [build(refs) for refs in (bad, good, bad, f"{bad}\n", good)] == [2, 0, 2, 2, 0]
    assert build(bad) == 2
    shutil.copytree(project.out / "html-doctrees", project.out / "moved-doctrees")
    assert [build(refs, "moved") for refs in (bad, good, good)] == [2, 0, 0]
    html = project.out.joinpath("moved", "index.html").read_text(encoding="utf-8")
    assert html.count('<div class="citation"') == 2
    assert [build(good), build(good)] == [0, 0]
    assert not list(project.out.rglob("*.bib"))


def test_an_entry_without_a_comma_behind_its_key_is_read(project: Project) -> None:
    project.write("refs.bib", KEY.replace("Key,", "Key\n ") + OTHER.replace("Other,", "Other"))
    project.write("index.md", "# T\n\nOne {cite:p}`Key`.\n")
    built = project.build()
    assert built.findings == [("refs.bib", 1, "missing-comma")]
    (found,) = built.report["findings"]
    assert found["message"] == "no comma behind the key 'Key', as in 1 more of this file"
    assert (built.status, found["severity"], built.warnings) == (0, "note", ())


LOOSE = """\
@string(j = {Journal})
@preamble{ {x} # j }
@comment{nothing}
% free text {with braces
@ARTICLE(Paren.1:a+b, title = {In parentheses}, author = "Ng, A. and Roe, B.", journal = j,
  year = 2020, pmid = 7)
@online{Ünï, title = j # { two}, date = {2020-05-01}, url = {https://example.org}}
"""


def test_what_pybtex_reads_is_known_with_its_fields(project: Project) -> None:
    project.write("refs.bib", LOOSE)
    project.write(
        "index.md",
        "# T\n\nOne {cite:p}`Paren.1:a+b`. Two {cite:p}`Ünï`. Three {cite:p}`paren.1:a+b`.\n\n"
        ":::{claims-sources}\n:::\n",
    )
    built = project.build("text", claims_reports=["json"])
    assert built.findings == [("index.md", 3, "unknown-key")]
    text = built.out.joinpath("index.txt").read_text(encoding="utf-8")
    assert text.count("In parentheses") == text.count("Journal two") == 1


def test_a_key_in_two_files_is_read_once_and_the_rest_of_the_second_not_at_all(
    project: Project,
) -> None:
    project.write("more.bib", "\n" + OTHER + LATER)
    project.write("index.md", f"{PAGE}\nTwo {{cite:p}}`Other`. Three {{cite:p}}`Later`.\n")
    built = project.build(bibtex_bibfiles=["refs.bib", "more.bib"])
    messages = {found["slug"]: found["message"] for found in built.report["findings"]}
    assert built.findings == [("index.md", 9, "unknown-key"), ("more.bib", 2, "malformed-entry")]
    assert messages == {
        "unknown-key": "the entry 'Later' stands where its file is no longer read",
        "malformed-entry": "entry 'Other' has the key of another entry in refs.bib; "
        "sphinxcontrib-bibtex reads neither it nor what follows in this file",
    }


REST_CONF = """
extensions = ["sphinxcontrib.bibtex", "sphinx_claims"]
bibtex_bibfiles = ["refs.bib"]
claims_profile = "strict"
suppress_warnings = ["bibtex.duplicate_citation", "bibtex.duplicate_label"]
"""


def prefixed(name: str, condition: str, text: str) -> str:
    return (
        f":orphan:\n\n{name}\n====\n\n{text}\n\n.. bibliography::\n"
        f"   :filter: docname in docnames{condition}\n   :keyprefix: {name}-\n"
    )


def test_prefixed_keys_are_those_of_their_entries(empty: Project) -> None:
    empty.write("conf.py", REST_CONF)
    empty.write("refs.bib", KEY + OTHER.replace("2020", "2021"))
    empty.write("index.rst", "T\n=\n")
    empty.write("one.rst", prefixed("one", "", "Cells rest :cite:p:`one-Key`."))
    text = "Cells rest :cite:p:`two-Key`. Cells wake :cite:p:`two-Other`."
    empty.write("two.rst", prefixed("two", ' and year >= "2021"', text))
    empty.write("three.rst", ":orphan:\n\nThree\n=====\n\nCells nap :cite:p:`Other`.\n")
    empty.write("four.rst", prefixed("four", "", "Cells wake :cite:p:`one-Nope,five-Key`."))
    built = empty.build()
    told = [(found["source"], found["slug"], found["keys"]) for found in built.report["findings"]]
    assert told == [
        ("four.rst", "unknown-key", ["five-Key"]),
        ("four.rst", "unknown-key", ["one-Nope"]),
        ("three.rst", "unlisted-key", ["Other"]),
        ("two.rst", "unlisted-key", ["two-Key"]),
    ]


def test_what_is_known_of_an_entry_holds_for_its_prefixed_keys(empty: Project) -> None:
    empty.write("conf.py", f"{REST_CONF}claims_status = 'status.json'\n")
    empty.write("refs.bib", KEY.replace("pmid", "pages = {10--19}, pmid"))
    reply = {"asked": str(datetime.now(UTC).date()), "answer": "found"}
    notices = [{"kind": "retraction", "by": "updated-by"}]
    works = {"Key": {"crossref": {**reply, "notices": notices}}}
    empty.write("status.json", json.dumps({"schema": 1, "works": works}))
    sources = "\n.. claims-sources::\n"
    text = "Cells rest :cite:p:`one-Key{p. 30}`."
    empty.write("index.rst", prefixed("one", "", text).partition("\n\n")[2] + sources)
    built = empty.build("html", claims_reports=["json"])
    assert [(one["slug"], one["keys"]) for one in built.report["findings"]] == [
        ("retracted-source", ["Key"]),
        ("locator-outside-work", ["Key"]),
    ]
    assert [cite["key"] for unit in built.report["units"] for cite in unit["cites"]] == ["Key"]


INHERITING = """\
@inbook{Part, crossref = {whole}, title = {Part}, pages = {73--93}, chapter = 3}
@book{Whole, title = {Whole}, author = {Ng, A.}, year = 2016, publisher = {P}, doi = {10.1000/w}}
@online{Page, author = {{WHO}}, title = {Sheet}, date = {2021-05-01}, url = {https://example.org}}
@thesis{Thesis, author = {Poe, E.}, title = {T}, type = {phdthesis}, institution = {U},
  date = {2019}, url = {https://example.org/t}}
@incollection{Chapter, author = {A, B}, title = {Coordination}, xdata = {Set}}
@xdata{Set, publisher = {P}}
@collection{Left, editor = {M, S}, title = {Handbook}, date = {2020}, location = {Berlin}}
@collection{Lacking, title = {Handbook}}
"""


def test_parents_are_used_and_what_is_inherited_is_not_missing(project: Project) -> None:
    project.write("refs.bib", INHERITING)
    cites = "Part{p. 74}, Page, Thesis{p. 1}, Chapter{p. 1}, Lacking{p. 1}"
    project.write("index.md", f"# T\n\nOne {{cite:p}}`{cites}`.\n")
    project.path.joinpath("references.md").unlink()
    found = project.build().report["findings"]
    assert [(one["slug"], one["message"]) for one in found if one["slug"] != "unlisted-key"] == [
        ("unused-entry", "no page cites or lists 'Left'"),
        ("incomplete-entry", "collection 'Lacking' lacks editor, year"),
    ]


def test_a_bibliography_beside_the_settings_is_found_from_another_folder(project: Project) -> None:
    project.write("index.md", PAGE)
    settings = project.path.parent / "settings"
    settings.mkdir()
    for name in ("conf.py", "refs.bib"):
        project.path.joinpath(name).rename(settings / name)
    status = main(["-q", "-b", "claims", "-c", str(settings), str(project.path), str(project.out)])
    assert status == 0
    assert Built(out=project.out, status=0, warnings=(), console=(), doctrees={}).findings == []


UNKNOWN = """\
# T

One {{cite:p}}`Typo1`. Two {{footcite}}`Typo2`.{}

```{{footbibliography}}
```
"""
TYPOS = ["Typo1", "Typo2"]


def typos(built: Built, package: str) -> list[str]:
    """Return the keys that a package warns of."""
    told = [line for line in built.warnings if f"[{package}." in line and "Typo" in line]
    return sorted(line.split("Typo")[1][0] for line in told)


@pytest.mark.parametrize(
    ("settings", "mark"),
    [
        ({"claims_profile": "off"}, ""),
        ({"claims_paths": {"index": "off"}}, ""),
        ({"claims_ignore": ["CLM301"]}, ""),
        ({"claims_severity": {"unknown-key": "off"}}, ""),
        ({"claims_severity": {"unknown-key": "note"}}, ""),
        ({"suppress_warnings": ["claims.unknown-key"]}, ""),
        ({"suppress_warnings": ["claims"]}, ""),
    ],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_bibtex_warns_of_an_unknown_key_where_no_finding_is_shown(
    project: Project, settings: dict[str, object], mark: str, parallel: int
) -> None:
    project.write("index.md", UNKNOWN.format(mark))
    built = project.build("html", parallel=parallel, **settings)
    assert (typos(built, "bibtex"), typos(built, "claims")) == (["1", "2"], [])


def test_a_finding_on_one_page_hides_no_warning_on_another(project: Project) -> None:
    project.write("index.md", UNKNOWN.format(" Three {cite:p}`Typo3`."))
    project.write("off.md", "---\norphan: true\n---\n" + UNKNOWN.format(""))
    for parallel in (0, 2):
        built = project.build("html", fresh=True, parallel=parallel, claims_paths={"off": "off"})
        assert typos(built, "claims") == ["1", "2", "3"]
        assert typos(built, "bibtex") == ["1", "2"]
        assert {line.split(":")[0] for line in built.warnings if "[bibtex." in line} == {"off.md"}


def test_a_finding_in_a_file_that_a_page_includes_is_told_once(project: Project) -> None:
    project.write("included/part.md", UNKNOWN.format("").partition("\n")[2])
    project.write("index.md", "# T\n\n```{include} included/part.md\n```\n")
    built = project.build("html")
    assert (typos(built, "bibtex"), typos(built, "claims")) == ([], ["1", "2"])


def test_an_unknown_key_in_a_baseline_is_warned_of_by_bibtex(project: Project) -> None:
    project.write("index.md", UNKNOWN.format(""))
    held = {"claims_baseline": "baseline.yaml"}
    project.build(claims_baseline_update="create", **held)
    built = project.build("html", fresh=True, **held)
    assert (typos(built, "bibtex"), typos(built, "claims")) == (["1", "2"], [])


def test_an_unknown_key_in_a_list_is_warned_of_by_bibtex(project: Project) -> None:
    project.write("index.md", "# T\n\nOne {cite:p}`Typo1`.\n\n:::{bibliography}\n\nTypo1\n:::\n")
    built = project.build("html")
    assert (typos(built, "bibtex"), typos(built, "claims")) == (["1"], ["1"])


@pytest.mark.parametrize("settings", [{}, {"claims_ignore": ["missing-bibliography"]}])
def test_a_missing_file_is_told_by_one_of_the_two(
    project: Project, settings: dict[str, object]
) -> None:
    project.write("index.md", "# T\n")
    project.path.joinpath("refs.bib").unlink()
    told = [line for line in project.build("html", **settings).warnings if "refs.bib" in line]
    (name,) = [line.rpartition("[")[2].rstrip("]") for line in told]
    assert name == ("bibtex.bibfile_error" if settings else "claims.missing-bibliography")


STRICT = [["-W"], ["-W", "--keep-going"]]
if sphinx.version_info >= (8, 1):  # which brought the option
    STRICT.append(["-W", "--exception-on-warning"])


@pytest.mark.parametrize("strict", STRICT)
def test_a_warning_that_waited_ends_a_strict_build(
    project: Project, run: Run, strict: list[str]
) -> None:
    project.write("conf.py", f"{CONF}claims_profile = 'off'\n")
    project.write("index.md", "# T\n\nTwo {footcite}`Typo2`.\n")
    status, said = run(*strict)
    assert (status != 0, sum("Typo2" in line for line in said) > 0) == (True, True)
    assert not [line for line in said if "sphinx_claims/" in line]
