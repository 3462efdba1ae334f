"""Bibliography files are read as sphinxcontrib-bibtex has pybtex read them, and no build ends."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import BibliographyDataError
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from sphinx_claims.files.bibtex import BibReader

KEYS = st.sampled_from(
    ["Key", "key", "Ng:2020", "a.b+c", "Ünï", "x y", "", "{", 'B"d', "2020", "k'"]
)
VALUES = st.sampled_from(
    [
        "{A}",
        '"A {B} c"',
        "2020",
        "jan # { 1}",
        "j",
        "{Ng, A. and Roe, B.}",
        "{A, B, C, D}",
        '"{A, B, C, D}, E"',
        "{A {\\em B}}",
        "{" * 120 + "}" * 120,
        "{open",
        "shut}",
        "{two\nlines}",
        "",
        '"@"',
    ]
)
FIELDS = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["title", "Title", "author", "editor", "year", "1st", "a-b", ""]),
        st.sampled_from([" = ", "=", " ", "\n=\n"]),
        VALUES,
    ),
    max_size=4,
).map(", ".join)
ENTRIES = st.builds(
    "@{}{}{}{}{}{}".format,
    st.sampled_from(["article", "Book", " online", "article ", "str ing", "comment"]),
    st.sampled_from(["{", "(", " {\n", ""]),
    KEYS,
    st.sampled_from([", ", " ", "\n", ",,"]),
    FIELDS,
    st.sampled_from(["}\n", ")\n", ",}\n", "", "}"]),
)
PIECES = st.one_of(
    ENTRIES,
    st.builds("@article{{{}, {}}}\n".format, KEYS, FIELDS),
    st.sampled_from(
        [
            "@string{j = {Journal}}\n",
            "@STRING(j = jan)\n",
            "@preamble{{x} # j}\n",
            "@comment{@article{No, title = {T}}}\n",
            "free text\n",
            "me@example.org\n",
            "% @article{Off, title = {T}}\n",
            "\0@\0{",
            "\r",
        ]
    ),
    st.text(alphabet="@{}(),=#\"'% \nak1\\", max_size=8),
)
SOUND = st.builds(
    "@{}{{{}{} title = {{T}}, {} = {}\n}}\n".format,
    st.sampled_from(["article", "Online"]),
    st.sampled_from(["Key", "key", "Ng:2020", "a.b+c", "Ünï"]),
    st.sampled_from([",", "", "\n"]),
    st.sampled_from(["author", "year", "Title"]),
    st.sampled_from(["{A}", "jan # 2", '"A {B}"']),
)
FILES = st.lists(
    st.lists(st.one_of(SOUND, SOUND, SOUND, SOUND, PIECES), max_size=5).map("".join),
    min_size=1,
    max_size=3,
)


def read_by_pybtex(files: Sequence[str]) -> list[str] | None:
    """Return the keys that sphinxcontrib-bibtex reads; None if its build ends."""
    parser = Parser()
    for text in files:
        try:
            parser.parse_string(text)
        except BibliographyDataError:
            continue
        except PybtexError:
            return None
    return list(parser.data.entries.keys())


def read_by_us(files: Sequence[str]) -> list[str] | None:
    reader = BibReader()
    read = [reader.read(text, "refs.bib") for text in files]
    if any(one.slip and one.slip.is_fatal for one in read):
        return None
    return [entry.key for one in read for entry in one.entries if entry.is_read]


@given(files=FILES)
@example(files=["@article{Ng2020\n author = {Ng, Ada}}", "@article(ng2020, title={T})"])
@example(files=["@book{A, title=1, title=2}@string{j={J}}", "@book{B, title=j}"])
@example(files=["@string{j={J}}", "@book{B, title=j}@book{b,}@book{C,}", "@book{C,}"])
def test_the_same_entries_are_read_and_the_same_files_refused(files: list[str]) -> None:
    assert read_by_us(files) == read_by_pybtex(files)


@given(files=FILES)
def test_lines_are_those_of_the_text(files: list[str]) -> None:
    for text in files:
        read = BibReader().read(text, "refs.bib")
        for entry in read.entries:
            assert f"@{entry.kind}" in text.split("\n")[entry.line - 1].replace("@ ", "@")
