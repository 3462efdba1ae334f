"""Services that mean harm: none is followed, and of what they say only what can be read stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refs.conftest import Run, entry, work
from refs.services import Library, Sent, article, pubmed, serving

ONE = entry("One", doi="10.1000/one")
PMID = entry("One", pmid="1")
XML = "text/xml"


@pytest.fixture
def inside() -> Iterator[Library]:
    """Serve what nobody outside should be led to."""
    with serving() as library:
        yield library


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home directory with nothing in it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["{inside}/works/10.1000/one", "file:///etc/passwd", "/x"])
@pytest.mark.parametrize("bibliography", [ONE, PMID], ids=["crossref", "pubmed"])
def test_nobody_is_followed_to_another_place(
    library: Library, run: Run, inside: Library, status: int, place: str, bibliography: str
) -> None:
    inside.works["10.1000/one"] = work("10.1000/one")
    headers = {"Location": place.format(inside=inside.url)}
    library.faults["/"] = [Sent(status=status, headers=headers)] * 9
    ran = run(bibliography)
    reason = f"could not be asked: HTTP {status}, which leads elsewhere"
    assert [line for line in ran.lines[:-1] if not line.endswith(reason)] == []
    assert (ran.code, inside.asked, len(ran.lines) > 1) == (1, [], True)


DEFINED = '<?xml version="1.0"?><!DOCTYPE A {}><A>x</A>'
ENTITIES = "the answer defines entities, as none of PubMed does"
BILLION = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
NO_NCBI = "ValueError: Expected secure URL to NCBI, found 'http"
ANSWERS = {
    "a type elsewhere": (DEFINED.format('SYSTEM "{url}/x.dtd"'), NO_NCBI),
    "a type above": (DEFINED.format('SYSTEM "{url}/..%2f..%2fx.dtd"'), NO_NCBI),
    "a type in a file": (
        DEFINED.format('SYSTEM "file:///etc/passwd"'),
        "ValueError: Unexpected URL scheme 'file'",
    ),
    "a schema": (
        '<?xml version="1.0"?><A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="{url}/x.xsd">x</A>',
        NO_NCBI,
    ),
    "a file as an entity": (
        DEFINED.format('[<!ENTITY e SYSTEM "file:///etc/hostname">]').replace("x<", "&e;<"),
        ENTITIES,
    ),
    "a bomb": (
        DEFINED.format(f'[<!ENTITY a "aaaaaaaaaa">{BILLION}]').replace("x<", "&j;<"),
        ENTITIES,
    ),
    "too much": ("x" * (5 << 20), "ValueError: the answer is longer than 4 MiB"),
    "deep": (
        pubmed("<PubmedArticle>" * 20_000 + "</PubmedArticle>" * 20_000).body.decode(),
        "ValueError: Unexpected item 'PubmedArticle' in dictionary",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_hurts_is_no_answer(
    library: Library, run: Run, inside: Library, home: Path, name: str
) -> None:
    body, reason = ANSWERS[name]
    body = body.replace("{url}", inside.url)
    library.faults["efetch"] = [Sent(body=body.encode(), type=XML)] * 9
    ran = run(PMID)
    assert ran.lines[0].startswith(f"One: pubmed could not be asked: {reason}")
    assert (ran.code, inside.asked, [*home.rglob("*")]) == (1, [], [])


def test_what_biopython_needs_is_kept_nowhere(library: Library, run: Run, home: Path) -> None:
    library.articles["1"] = article("1")
    assert run(PMID).code == 0
    assert [*home.rglob("*")] == []


CROSSREF = {
    "too much": (b'{"message": "' + b"x" * (5 << 20) + b'"}', "the answer is longer than 4 MiB"),
    "deep": (b"[" * 200_000, "RecursionError: maximum recursion depth exceeded"),
    "many digits": (b'{"message": ' + b"1" * 5000 + b"}", "ValueError: Exceeds the limit"),
    "no letters": (b"\xff\xfe\xff", "Error: "),
}


@pytest.mark.parametrize("name", CROSSREF)
def test_an_answer_of_crossref_that_hurts_is_no_answer(
    library: Library, run: Run, name: str
) -> None:
    body, reason = CROSSREF[name]
    library.faults["/works"] = [Sent(body=body)] * 9
    ran = run(ONE)
    assert ran.lines[0].startswith("One: crossref could not be asked: ")
    assert reason in ran.lines[0]


TITLES = {
    "Patient\x92s rest": "Patient s rest",
    "A\x7f rest": "A rest",
    "A rest \ufffe": "A rest",
    "A rest \ud83d": "A rest",
    "A \x85 rest\x00": "A rest",
    "A &#x81;rest &#xD800;": "A rest \ufffd",
    f"A rest &#{'1' * 5000};": "A rest",
    "A \x1b[31mrest": "A [31mrest",
}


@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_what_is_written_can_be_read_back(library: Library, run: Run, title: str) -> None:
    library.works["10.1000/one"] = work("10.1000/one", title=[title])
    first = run(ONE)
    (difference,) = first.works["One"]["crossref"]["differences"]
    assert (first.code, difference["theirs"]) == (0, TITLES[title])
    assert run("", "--max-age", "0").works == first.works


STRANGE: dict[str, Any] = {
    "DOI": "10.1000/\x92two",
    "update-to": [{"DOI": "10.1000/one", "type": "x\x00", "updated": {"date-parts": [[10**9, 2]]}}],
}


def test_a_notice_of_strange_signs_and_days_can_be_read_back(library: Library, run: Run) -> None:
    library.works |= {"10.1000/one": work("10.1000/one"), "two": STRANGE}
    (notice,) = run(ONE).works["One"]["crossref"]["notices"]
    assert (notice["date"], notice["doi"]) == ("", "10.1000/ two")
    assert run("", "--max-age", "0").code == 0


def test_signs_of_our_own_can_be_read_back_too(library: Library, run: Run) -> None:
    library.works["10.1000/one"] = work("10.1000/one")
    first = run(entry("One", doi="10.1000/one", title="Patient\x92s"))
    (difference,) = first.works["One"]["crossref"]["differences"]
    assert difference["ours"] == "Patient s"
    assert run("", "--max-age", "0").code == 0


@pytest.mark.parametrize("key", ["K" * 201, "K\x92"], ids=["long", "control sign"])
def test_a_key_that_no_file_can_hold_is_told_before_anybody_is_asked(
    library: Library, run: Run, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(entry(key, doi="10.1000/one"))
    assert "no key that the status file can hold" in capsys.readouterr().err
    assert library.asked == []


def test_a_long_question_is_sent_as_a_form(library: Library, run: Run) -> None:
    names = [f"10.1000/{'long' * 20}{number}" for number in range(20)]
    library.works |= {name: work(name) for name in names}
    library.articles |= {str(n): article(str(n), doi=name) for n, name in enumerate(names, 1)}
    ran = run("".join(entry(f"Key{n}", doi=name) for n, name in enumerate(names)))
    assert ran.code == 0
    assert {key: sorted(told) for key, told in ran.works.items()} == {
        f"Key{n}": ["crossref", "pubmed"] for n in range(20)
    }
    assert json.loads(ran.path.read_text(encoding="utf-8"))["schema"] == 1
