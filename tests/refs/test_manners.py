"""How the command behaves when services fail, when interrupted, and when asked already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from refs.conftest import Run, entry, work
from refs.services import Library, Sent, article, envelope, pubmed

BOTH = entry("One", doi="10.1000/one") + entry("Two", doi="10.1000/two")
HTML = Sent(body=b"<html>Down for repairs</html>", type="text/html")
JUST_CROSSREF = "/works"


@pytest.fixture
def filled(library: Library) -> Library:
    """Hold the works of both entries."""
    library.works |= {f"10.1000/{name}": work(f"10.1000/{name}") for name in ("one", "two")}
    library.articles |= {"1": article("1", doi="10.1000/one"), "2": article("2", doi="10.1000/two")}
    return library


CUT = Sent(body=b'{"status": "ok", "message": {"DOI": "10.1000/o')
BAD = {
    "server error": (Sent(status=500), 4, "HTTP 500"),
    "refusal": (Sent(status=403, type="text/html"), 1, "HTTP 403"),
    "cut JSON": (CUT, 1, "JSONDecodeError"),
    "HTML": (HTML, 1, "ValueError: not json, but text/html"),
    "HTML that is not found": (Sent(body=HTML.body, type="text/html", status=404), 1, "HTTP 404"),
    "no record": (Sent(body=b"[]"), 1, "the answer holds no record"),
    "another record": (
        envelope("work", work("10.1000/other")),
        1,
        "not the record asked for: the answer is about 10.1000/other",
    ),
    "strange record": (
        envelope("work", work("10.1000/one", title=3)),
        1,
        "not the record asked for",
    ),
    "reset": (Sent(reset=True), 4, "ReadError"),
    "cut answer": (Sent(body=CUT.body, length=900), 4, "RemoteProtocolError"),
    "redirection": (
        Sent(status=302, headers={"Location": "https://example.org/"}),
        1,
        "HTTP 302, which leads elsewhere",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_loses_nothing_else(filled: Library, run: Run, name: str) -> None:
    sent, tries, reason = BAD[name]
    filled.faults["/works/10.1000/one"] = [sent] * 9
    ran = run(BOTH)
    assert {key: sorted(replies) for key, replies in ran.works.items()} == {
        "One": ["pubmed"],
        "Two": ["crossref", "pubmed"],
    }
    assert filled.asked.count("/works/10.1000/one") == tries
    assert ran.code == 1
    assert [line for line in ran.lines if reason in line] == [ran.lines[0]]
    assert ran.lines[0].startswith("One: crossref could not be asked: ")
    filled.faults.clear()
    filled.asked.clear()
    again = run()
    assert (again.code, sorted(again.works["One"])) == (0, ["crossref", "pubmed"])
    assert filled.asked == ["/works/10.1000/one", "/works updates:10.1000/one"]


@pytest.mark.parametrize(
    "sent", [Sent(status=500), CUT, HTML], ids=["server error", "cut JSON", "HTML"]
)
def test_without_the_search_for_notices_crossref_was_not_asked(
    filled: Library, run: Run, sent: Sent
) -> None:
    filled.faults["updates:10.1000/one"] = [sent] * 9
    ran = run(BOTH)
    assert (ran.code, sorted(ran.works["One"]), sorted(ran.works["Two"])) == (
        1,
        ["pubmed"],
        ["crossref", "pubmed"],
    )


def test_a_bad_answer_keeps_what_an_earlier_run_learnt(filled: Library, run: Run) -> None:
    before = run(BOTH).works
    filled.faults[JUST_CROSSREF] = [Sent(status=500)] * 99
    ran = run("", "--max-age", "0")
    assert (ran.code, ran.works) == (1, before)


def test_slow_services_are_not_waited_for(filled: Library, run: Run) -> None:
    filled.faults["/works/10.1000/one"] = [Sent(delay=0.6)] * 9
    filled.faults["efetch.fcgi 1,2"] = [Sent(delay=0.6)] * 9
    ran = run(BOTH, "--timeout", "0.2")
    assert "One: crossref could not be asked: ReadTimeout: " in ran.lines[0]
    assert {key: sorted(replies) for key, replies in ran.works.items()} == {
        "One": ["pubmed"],
        "Two": ["crossref", "pubmed"],
    }


@pytest.mark.parametrize("service", ["/works/10.1000/one", "/eutils/efetch.fcgi"])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_service_that_wants_a_rest_gets_it(
    filled: Library, run: Run, service: str, form: str
) -> None:
    date = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    wait = "1" if form == "seconds" else format_datetime(date, usegmt=True)
    filled.faults[service] = [Sent(status=429, headers={"Retry-After": wait})]
    ran = run(BOTH)
    first, second = (
        moment
        for moment, told in zip(filled.times, filled.asked, strict=True)
        if told.startswith(service)
    )
    until = date.timestamp() - time.time() + time.monotonic()
    assert second >= (first + 1 if form == "seconds" else until - 0.01)
    assert ran.code == 0


def test_a_service_that_wants_a_very_long_rest_is_left_alone(filled: Library, run: Run) -> None:
    filled.faults["/works/10.1000/one"] = [Sent(status=503, headers={"Retry-After": "86400"})] * 2
    ran = run(BOTH)
    assert (ran.code, filled.asked.count("/works/10.1000/one")) == (1, 1)


def test_waits_grow_with_every_failure(filled: Library, run: Run) -> None:
    filled.faults["/works/10.1000/one"] = [Sent(status=500)] * 3
    assert run(entry("One", doi="10.1000/one"), "--pause", "0.1").code == 0
    waits = [
        later - earlier for earlier, later in zip(filled.times[:3], filled.times[1:4], strict=True)
    ]
    assert all(wait >= least for wait, least in zip(waits, (0.2, 0.4, 0.8), strict=True)), waits


def test_a_service_that_is_down_is_not_asked_about_every_work(filled: Library, run: Run) -> None:
    filled.faults[JUST_CROSSREF] = [Sent(status=403)] * 99
    ran = run("".join(entry(f"Key{number}", doi=f"10.1000/{number}") for number in range(9)))
    assert sum(told.startswith("/works") for told in filled.asked) == 3
    assert [line for line in ran.lines if "crossref" in line] == [
        *(f"Key{number}: crossref could not be asked: HTTP 403" for number in range(3)),
        *(
            f"Key{number}: crossref could not be asked: left alone after 3 questions without an "
            "answer"
            for number in range(3, 9)
        ),
    ]


PUBMED_BAD = {
    "server error": (Sent(status=500), "HTTP 500"),
    "cut XML": (Sent(body=pubmed(article("1")).body[:900], type="text/xml"), "CorruptedXMLError"),
    "HTML": (HTML, "Error: "),
    "plain text": (
        Sent(body=b"Error occurred: cannot get document summary", type="text/plain"),
        "Error: ",
    ),
    "an error in XML": (
        Sent(
            body=b'<?xml version="1.0"?>\n<eFetchResult><ERROR>no</ERROR></eFetchResult>',
            type="text/xml",
        ),
        ": ",
    ),
    "another record": (pubmed(article("9")), "the answer is about pmid:9"),
    "reset": (Sent(reset=True), "ReadError"),
}


@pytest.mark.parametrize("name", PUBMED_BAD)
def test_a_bad_answer_about_many_works_is_asked_for_one_by_one(
    library: Library, run: Run, name: str
) -> None:
    sent, reason = PUBMED_BAD[name]
    library.articles |= {"1": article("1"), "2": article("2"), "3": article("3")}
    library.faults["efetch.fcgi 1,2,3"] = [sent] * 4
    library.faults["efetch.fcgi 2"] = [sent] * 4
    ran = run("".join(entry(f"Key{number}", pmid=str(number)) for number in (1, 2, 3)))
    assert sorted(ran.works) == ["Key1", "Key3"]
    assert ran.code == 1
    assert ran.lines[0].startswith("Key2: pubmed could not be asked: ")
    assert reason in ran.lines[0]


def test_nothing_is_asked_twice_within_the_days_that_an_answer_is_good_for(
    filled: Library, run: Run
) -> None:
    first = run(BOTH)
    text = first.path.read_bytes()
    count = len(filled.asked)
    assert run().path.read_bytes() == text
    assert len(filled.asked) == count
    old = json.loads(text)
    old["works"]["One"]["crossref"]["asked"] = str(datetime.now(UTC).date() - timedelta(days=30))
    first.path.write_text(json.dumps(old), encoding="utf-8")
    assert run().path.read_bytes() == text
    assert filled.asked[count:] == ["/works/10.1000/one", "/works updates:10.1000/one"]
    run("", "--max-age", "31")
    assert len(filled.asked) == count + 2


def test_the_same_answers_in_another_order_give_the_same_bytes(filled: Library, run: Run) -> None:
    text = run(BOTH).path.read_bytes()
    entries = BOTH.split("@article")
    assert (
        run("@article".join(["", entries[2], entries[1]]), "--max-age", "0").path.read_bytes()
        == text
    )
    assert text == text.rstrip() + b"\n"


def test_only_some_works_are_asked_about_even_if_that_was_lately(filled: Library, run: Run) -> None:
    run(BOTH)
    filled.asked.clear()
    ran = run("", "--only", "Two")
    assert filled.asked[:2] == ["/works/10.1000/two", "/works updates:10.1000/two"]
    assert {"10.1000/one" in told for told in filled.asked} == {False}
    assert sorted(ran.works) == ["One", "Two"]


def test_a_dry_run_asks_and_writes_nothing(filled: Library, run: Run) -> None:
    ran = run(BOTH, "--dry-run")
    assert ran.lines == [
        "would ask crossref about One: doi:10.1000/one",
        "would ask crossref about Two: doi:10.1000/two",
        "would ask pubmed about One: doi:10.1000/one",
        "would ask pubmed about Two: doi:10.1000/two",
    ]
    assert (filled.asked, ran.path.exists()) == ([], False)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["--mailto", ""],
            "say who asks: --mailto ADDRESS, or the environment variable SPHINX_CLAIMS_MAILTO",
        ),
        (
            ["--mailto", "me"],
            "say who asks: --mailto ADDRESS, or the environment variable SPHINX_CLAIMS_MAILTO",
        ),
        (["--only", "Tow"], "not in the bibliography: Tow"),
        (["-o", "nowhere/status.json"], "there is no directory nowhere"),
    ],
)
def test_a_wrong_call_asks_nothing(
    filled: Library, run: Run, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(BOTH, *options)
    assert told in capsys.readouterr().err
    assert filled.asked == []


def test_a_status_file_that_is_damaged_is_left_alone(
    filled: Library, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "status.json"
    path.write_text(
        '{"schema": 1, "works": {"One": {"crossref": {"asked": "today"}}}}', encoding="utf-8"
    )
    with pytest.raises(SystemExit, match="2"):
        run(BOTH)
    assert (
        "status.json:1: asked of crossref of One: expected a day such as 2026-11-23, got 'today'"
        in capsys.readouterr().err
    )
    assert (filled.asked, "today" in path.read_text(encoding="utf-8")) == ([], True)


HEEDING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sphinx_claims.refs.__main__ import main
sys.exit(main())
"""
"""The command as from a terminal: whatever runs in the background inherits that interrupts are
ignored."""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_is_taken_up_where_it_stopped(
    library: Library, run: Run, tmp_path: Path, sign: signal.Signals
) -> None:
    names = [f"10.1000/{number}" for number in range(6)]
    library.works |= {name: work(name) for name in names}
    bib = tmp_path / "references.bib"
    bib.write_text("".join(entry(f"Key{name[-1]}", doi=name) for name in names), encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        HEEDING,
        str(bib),
        "-o",
        str(tmp_path / "status.json"),
        *library.options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        library.on_request = lambda told: (
            process.send_signal(sign) if told == "/works/10.1000/3" else None
        )
        library.faults["/works/10.1000/3"] = [Sent(delay=0.5, status=503)]
        said = process.communicate()[0]
    library.on_request = lambda _: None
    works = json.loads((tmp_path / "status.json").read_text(encoding="utf-8"))["works"]
    assert sorted(works) == ["Key0", "Key1", "Key2"]
    if sign is signal.SIGINT:
        assert (process.returncode, said.splitlines()[-1]) == (
            130,
            "interrupted; what was answered is kept, and the next run goes on from there",
        )
    library.asked.clear()
    library.faults.clear()
    ran = run()
    assert [told for told in library.asked if told.startswith("/works/")] == [
        f"/works/{name}" for name in names[3:]
    ]
    assert (ran.code, sorted(ran.works)) == (0, [f"Key{number}" for number in range(6)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["references.bib", "status.json"]
