"""The tutorial works as it is written."""

from __future__ import annotations

import re

from conftest import REPOSITORY, Project

TUTORIAL = REPOSITORY / "docs" / "checker" / "tutorial.md"
FILE = re.compile(r"^`(?P<name>[\w.]+)`:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)\n(?P=fence)$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```text\n(?P<text>.*?)\n```$", re.MULTILINE | re.DOTALL)
MENDED = re.compile(r"^```md\n(?P<text>people .*?)\n```$", re.MULTILINE | re.DOTALL)


def test_a_new_user_gets_the_finding_that_is_shown_and_mends_it(empty: Project) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    files = {found["name"]: found["text"] for found in FILE.finditer(text)}
    assert set(files) == {"conf.py", "references.bib", "index.md"}
    for name, content in files.items():
        empty.write(name, content + "\n")
    built = empty.build()
    (shown,) = SHOWN.finditer(text)
    assert list(built.warnings) == [shown["text"]]
    assert built.status == 1
    (mended,) = MENDED.finditer(text)
    empty.write("index.md", files["index.md"].replace("people slept longer.", mended["text"]))
    built = empty.build()
    assert (built.status, built.warnings) == (0, ())
    assert empty.build("html").warnings == ()
