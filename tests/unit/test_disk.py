"""Files that are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_claims.core.encoding import no_letter_in, readable, to_bytes
from sphinx_claims.files.disk import write_whole


def test_a_file_is_written_into_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "report.json"
    write_whole(path, "One.\n")
    write_whole(path, "Zwölf.\n")
    assert path.read_bytes() == "Zwölf.\n".encode()
    assert [one.name for one in path.parent.iterdir()] == ["report.json"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.mkdir()
    with pytest.raises(OSError, match=r"report\.json"):
        write_whole(path, "x")
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "report.json", tmp_path / "latest.json"
    link.symlink_to(path)
    write_whole(link, "x")
    assert (link.is_symlink(), path.read_text(encoding="utf-8")) == (True, "x")


def test_a_name_as_long_as_may_be_has_room(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_whole(path, "x")
    assert path.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zelle", "Zelle"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\udcff", "\ufffd"),
    ],
)
def test_any_text_has_bytes(text: str, told: str) -> None:
    assert to_bytes(text).decode() == told


@pytest.mark.parametrize(
    ("text", "told", "sign"),
    [
        ("Patient\x92s", "Patient s", "U+0092"),
        ("a\x85 b", "a b", "U+0085"),
        ("a\x7f", "a", "U+007F"),
        ("\x00a", "a", "U+0000"),
        ("a\ufffe\uffff", "a", "U+FFFE"),
        ("a \ud83d", "a", "U+D83D"),
        ("Å\tb\n\u200bé", "Å b \u200bé", ""),
    ],
)
def test_what_nobody_can_read_is_named_and_left_out(text: str, told: str, sign: str) -> None:
    assert (readable(text), no_letter_in(text)) == (told, sign)
