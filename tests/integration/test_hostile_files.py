"""Data files that are made to hurt: each is one finding at its line, soon, and no traceback."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CONF, Built, Project, run_sphinx
from sphinx_claims.core.model import Location
from sphinx_claims.files.bibliography import read_bib_file
from sphinx_claims.files.nodes import MOST_BYTES, MOST_NODES

HANG = 60
"""Seconds of work that no file is worth, however slow the machine."""
PAGE = "# Title\n\nCells live {cite:p}`Key`.\n"
FILES = {"ledger": "ledger.yaml", "status": "status.json", "baseline": "base.json"}
SLUGS = ("malformed-ledger", "malformed-status", "unusable-baseline")

NINE = ", ".join(["x"] * 9)
BOMB = f"schema: 1\na: &a [{NINE}]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
FACTS = "".join(f"      f{i}: {{value: 1, unit: people, outcome: o}}\n" for i in range(600))
SHARED = (
    "schema: 1\nsources:\n  K: &k\n    design: cohort\n    facts:\n"
    + FACTS
    + "".join(f"  K{i}: *k\n" for i in range(600))
)
ENTRY = """\
schema: 1
sources:
  Key:
    design: cohort
    species: human
    treatment: msc
    participants: {participants}
    checked: {checked}
    population: {population}
    extent: abstract
    locator: l
    notices: []
    facts: {{}}
"""


def ledger(participants: str = "1", checked: str = "2026-01-01", population: str = "p") -> str:
    return ENTRY.format(participants=participants, checked=checked, population=population)


MANY = f"more than {MOST_NODES:,} values, aliases counted in full"
LEDGERS = {
    "a bomb": (BOMB + "sources: *i\n", 7, MANY),
    "a bomb for a name": (BOMB + "sources:\n  ? *i\n  : x\n", 7, MANY),
    "one entry many times": (SHARED, 657, MANY),
    "an alias in itself": (
        "schema: 1\nsources: &a [*a]\n",
        2,
        "no YAML: alias 'a' names nothing above it",
    ),
    "a list for a name": (
        "schema: 1\nsources:\n  ? [a, b]\n  : x\n",
        3,
        "expected a name, got a list",
    ),
    "two documents": ("schema: 1\n---\nsources: {}\n", 2, "no YAML: a second document begins here"),
    "an object of Python": (
        "schema: 1\nsources: !!python/object/apply:os.system ['touch pwned']\n",
        2,
        "sources of the ledger: expected names with values, got a list",
    ),
    "many brackets": (
        "schema: 1\nsources: " + "[" * 30_000 + "]" * 30_000,
        2,
        "nested more than 60 levels deep",
    ),
    "many dashes": ("- " * 100_000, 1, "nested more than 60 levels deep"),
    "many digits": (
        ledger(participants="1" * 5000),
        7,
        "participants of Key: a number of more than 30 digits",
    ),
    "no day of any year": (
        ledger(checked="2026-02-30"),
        8,
        "checked of Key: expected a day such as 2026-11-22, got '2026-02-30'",
    ),
    "days": (
        ledger(checked="[2026-02-03]"),
        8,
        "checked of Key: expected a day such as 2026-11-22, got a list",
    ),
    "a control sign": (
        ledger(population='"a\\x01b"'),
        9,
        "population of Key: 'a\\x01b' holds U+0001, which is no letter",
    ),
    "a bare control sign": (ledger(population="a\x07b"), 9, "no YAML: control characters are not"),
    "too long": ("#" * (MOST_BYTES + 1), 1, f"longer than {MOST_BYTES >> 20} MiB"),
}


def wrong(built: Built) -> list[tuple[int, str]]:
    return [
        (found["line"], found["message"])
        for found in built.report["findings"]
        if found["slug"] in SLUGS
    ]


@pytest.fixture
def read(project: Project) -> Callable[[str, str], list[tuple[int, str]]]:
    """Return a function that builds a project with one data file, and tells what is wrong."""
    project.write("index.md", PAGE)

    def build(kind: str, text: str) -> list[tuple[int, str]]:
        project.write(FILES[kind], text)
        began = time.process_time()
        built = project.build(**{f"claims_{kind}": FILES[kind]})
        assert time.process_time() - began < HANG
        return wrong(built)

    return build


Read = Callable[[str, str], list[tuple[int, str]]]


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_that_hurts_is_one_finding(read: Read, name: str) -> None:
    text, line, message = LEDGERS[name]
    ((at, told),) = read("ledger", text)
    assert at == line
    assert told.startswith(message)


def test_a_file_of_slips_alone_is_not_read_to_its_end(read: Read) -> None:
    told = read("ledger", "schema: 1\nsources: {}\n" + "".join(f"x{i}: 1\n" for i in range(1500)))
    assert len(told) == 1001
    assert told[-1] == (1003, "so much is wrong that the rest is not read")


def test_an_alias_stands_for_what_it_names(read: Read) -> None:
    text = ledger().replace("  Key:", "  Key: &key").replace("cohort", "cohrt")
    told = read("ledger", f"{text}  Other: *key\n")
    assert [line for line, _ in told] == [4, 4]
    assert [text.partition(":")[0] for _, text in told] == ["design of Key", "design of Other"]


def status(theirs: str = '"x"', key: str = '"Key"', schema: str = "1") -> str:
    return (
        f'{{"schema": {schema},\n "works": {{\n  {key}: {{"crossref": {{"asked": "2026-11-01",\n'
        f'   "answer": "found", "differences": [\n    {{"field": "title", "ours": "a",\n'
        f'     "theirs": {theirs}}}]}}}}}}}}\n'
    )


THEIRS = "theirs of a difference: "
STATUSES = {
    "many digits": (
        status(schema="1" * 5000),
        1,
        f"schema of the status file: expected 1, got '{'1' * 79}…'",
    ),
    "a huge number": (
        status(theirs="9" * 9999),
        6,
        f"{THEIRS}expected text, got '{'9' * 79}…'; put it in quotes",
    ),
    "half of a character": (
        status(theirs='"\\ud800"'),
        6,
        f"{THEIRS}'\\ud800' holds U+D800, which is no letter",
    ),
    "a sign of Windows": (
        status(theirs='"Author\x92s"'),
        6,
        f"{THEIRS}'Author\\x92s' holds U+0092, which is no letter",
    ),
    "a long name": (
        status(key=f'"{"K" * 1100}"'),
        3,
        f"a name of more than 200 letters: '{'K' * 79}…'",
    ),
    "a name with a control sign": (
        status(key='"K\\u0000"'),
        3,
        "the name 'K\\x00' holds U+0000, which is no letter",
    ),
    "brackets": ("[" * 100_000, 1, "nested too deeply"),
    "lists": (f"[{','.join(['[]'] * MOST_NODES)}]", 1, f"more than {MOST_NODES:,} lists and"),
    "values": (f"[\n{','.join(['0'] * MOST_NODES)}]", 2, MANY),
}


@pytest.mark.parametrize("name", STATUSES)
def test_a_status_file_that_hurts_is_one_finding(read: Read, name: str) -> None:
    text, line, message = STATUSES[name]
    ((at, told),) = read("status", text)
    assert at == line
    assert told.startswith(message)


def test_two_halves_make_a_character(read: Read) -> None:
    assert read("status", status(theirs='"\\ud83d\\ude00"')) == []


ITEM = '{{"rule": "a", "source": "b", "hash": "0123456789abcdef", "count": {}, "excerpt": {}}}'
BASELINES = {
    "many digits": (ITEM.format("1" * 5000, '""'), 2, f"'count' is {'1' * 79}…"),
    "no count": (ITEM.format("1e999", '""'), 2, "'count' is 1e999"),
    "a list": (ITEM.format("[]", '""'), 2, "'count' is a list"),
    "names": (f"{{{', '.join(f'''{chr(34)}{i}{chr(34)}: 0''' for i in range(99))}}}", 2, "the en"),
}


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_that_hurts_is_one_finding(read: Read, name: str) -> None:
    item, line, message = BASELINES[name]
    ((at, told),) = read("baseline", f'{{"schema": 1, "findings": [\n{item}]}}')
    assert at == line
    assert told.startswith(f"baseline file is malformed: {message}")
    assert len(told) < 300


def test_half_of_a_character_in_a_baseline_ends_no_build(read: Read) -> None:
    item = ITEM.format(1, '"\\ud800"')
    assert read("baseline", f'{{"schema": 1, "findings": [\n{item}]}}') == []


@pytest.mark.parametrize("setting", ["claims_ledger", "claims_status", "claims_baseline"])
@pytest.mark.parametrize("name", ["x" * 300, "a\0b"], ids=["long", "null"])
def test_a_name_that_no_file_can_have_is_a_file_that_is_not_there(
    project: Project, setting: str, name: str
) -> None:
    project.write("index.md", PAGE)
    ((_, told),) = wrong(project.build(**{setting: name}))
    assert told.endswith("does not exist")


HALF = """\
Title
=====

.. |x| unicode:: U+D800

Cells |x| live in 90% of people.

.. claims-index::

.. claims-audit::
"""


def written_by_sphinx_alone(project: Project) -> bool:
    """Tell whether this Sphinx writes HTML with half of a character; older ones do not."""
    project.write("conf.py", CONF.replace(', "sphinx_claims"', ""))
    project.write("index.rst", HALF.partition(".. claims-")[0])
    try:
        run_sphinx(project.path, project.out / "alone", "html")
    except UnicodeEncodeError:
        return False
    finally:
        project.write("conf.py", CONF)
    return True


@pytest.mark.parametrize("builder", ["claims", "html"])
def test_half_of_a_character_ends_no_build_and_no_report_holds_it(
    project: Project, builder: str
) -> None:
    written = builder != "html" or written_by_sphinx_alone(project)
    project.write("index.rst", HALF)
    formats = ["json", "text", "sarif", "junit", "github", "impact"]
    if not written:
        with pytest.raises(UnicodeEncodeError):
            project.build(builder, claims_reports=formats, claims_badge=True)
        return
    built = project.build(builder, claims_reports=formats, claims_badge=True)
    assert [line for line in built.warnings if "exception" in line] == []
    assert [(line, slug) for _, line, slug in built.findings] == [(6, "uncited-number")]
    for name in ("claims.json", "claims.txt", "claims.sarif", "claims.junit.xml", "impact.json"):
        built.out.joinpath(name).read_bytes().decode()
    assert not re.search(r"\\u[dD][89a-fA-F]", built.out.joinpath("claims.json").read_text("utf-8"))
    assert "Cells \N{REPLACEMENT CHARACTER} live" in built.report["units"][0]["text"]
    again = project.build(builder, claims_reports=formats, claims_badge=True)
    assert again.report == built.report


def test_half_of_a_character_can_be_accepted_for_now(project: Project) -> None:
    project.write("index.rst", HALF)
    project.build(claims_baseline="base.json", claims_baseline_update="create")
    assert project.build(claims_baseline="base.json").findings == []


BAD_SETTINGS = {
    "claims_exempt": ([["a"]], "expected str, got ['a']"),
    "claims_reports": ([1], "expected str, got 1"),
    "claims_select": ([None], "expected str, got None"),
    "claims_ignore": ([{}], "expected str, got {}"),
    "claims_coverage_min": ({1: 50}, "expected str, got 1"),
    "claims_ledger": (["a"] * 999, "expected str, got ['a', 'a', 'a', 'a', 'a', 'a', ...]"),
}


@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_a_setting_of_the_wrong_type_is_one_warning(page: Callable[..., Built], name: str) -> None:
    value, complaint = BAD_SETTINGS[name]
    built = page(PAGE, **{name: value})
    (told,) = [line for line in built.warnings if name in line and "[claims.config]" in line]
    assert re.match(f"WARNING: {name}: {re.escape(complaint)}", told)
    assert len(told) < 400
    assert built.findings == []


@pytest.mark.parametrize(
    ("key", "unknown"), [("Key{a}{b}", ["b"]), ("}Key", []), ("{Key", []), ("{}", None)]
)
def test_an_odd_key_of_a_claim_ends_no_build(
    page: Callable[..., Built], key: str, unknown: list[str] | None
) -> None:
    found = page(f"# T\n\n:::{{claim}} {key}\nCells rest.\n:::\n").report["findings"]
    if unknown is None:
        assert "claim-without-key" in [one["slug"] for one in found]
    else:
        assert [one["keys"] for one in found if one["slug"] == "unknown-key"] == [
            [name] for name in unknown
        ]


BIBS = {
    "braces": "{" * 90 + "x" + "}" * 90,
    "commands": "\\emph{" * 90 + "x" + "}" * 90,
    "other files": "\\input{/etc/passwd} \\include{/etc/hostname} x",
    "an unfinished table": "\\begin{array}\\mathbb x",
    "no argument": "\\href x",
    "accents without end": "\\'e " * 20_000 + "x",
}


@pytest.mark.parametrize("name", BIBS)
def test_a_title_that_hurts_is_read_as_well_as_it_can_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(f"@article{{K, title = {{{BIBS[name]}}}, year = {{2020}}}}", encoding="utf-8")
    place = Location(doc=None, source="conf.py", line=1)
    (source,) = read_bib_file(path, "refs.bib", place).sources
    assert "x" in source.get("title").split()
    assert "root" not in source.get("title")
