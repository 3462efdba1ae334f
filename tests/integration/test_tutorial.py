"""The tutorial and the page on old text work as they are written."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

from sphinx.util.console import strip_colors

from conftest import REPOSITORY, Project

TUTORIAL = REPOSITORY / "docs" / "tools" / "claims" / "tutorial.md"
FILE = re.compile(
    r"`book/(?P<name>[\w.]+)`:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)\n(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
SHOWN = re.compile(r"^```text\n(?P<text>.*?)\n```$", re.MULTILINE | re.DOTALL)
MENDED = re.compile(r"^```md\n(?P<text>people .*?)\n```$", re.MULTILINE | re.DOTALL)

NAMED = ("-D", "show_warning_types=1")
"""What Sphinx does since 8.0."""
OLD_TEXT = REPOSITORY / "docs" / "tools" / "claims" / "baseline.md"
COMMANDS = re.compile(r"^ *```sh\n(?P<text>.*?)\n *```$", re.MULTILINE | re.DOTALL)
SETTINGS = re.compile(
    r"^ *```python\n(?P<text> *claims_profile.*?)\n *```$", re.MULTILINE | re.DOTALL
)


def run(project: Project, line: str) -> tuple[int, list[str]]:
    """Run one command as it is written, beside the sources; return its status and its warnings."""
    name, *arguments = shlex.split(line)
    sphinx = [sys.executable, "-m", "sphinx", *NAMED]
    command = sphinx if name.endswith("sphinx-build") else [name]
    done = subprocess.run(
        [*command, *arguments], cwd=project.path.parent, capture_output=True, check=False, text=True
    )
    return done.returncode, strip_colors(done.stderr).replace(
        f"{project.path.parent.resolve()}/", ""
    ).splitlines()


def test_a_new_user_gets_the_finding_that_is_shown_and_mends_it(empty: Project) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    files = {found["name"]: found["text"] for found in FILE.finditer(text)}
    index = files.pop("claims.md")
    assert set(files) == {"conf.py", "references.bib", "index.md"}
    empty.write("../env/lib/LICENSE.rst", "Most cells die within a day.\n")
    wheel, install, make, gate, pages = (
        found["text"].splitlines() for found in COMMANDS.finditer(text)
    )
    assert [shlex.split(line)[-1] for line in wheel] == ["../repository/_ext/claims"]
    assert install[0] == "python3 -m venv env"
    assert [run(empty, line)[0] for line in make] == [0]
    empty.path = empty.path.parent / "book"
    for name, content in files.items():
        empty.write(name, content + "\n")
    (shown,) = SHOWN.finditer(text)
    status, printed = run(empty, gate[0])
    assert (status, printed) == (1, [shown["text"]])
    (mended,) = MENDED.finditer(text)
    empty.write("index.md", files["index.md"].replace("people slept longer.", mended["text"]))
    assert run(empty, gate[0]) == (0, [])
    empty.write("claims.md", index + "\n")
    assert run(empty, pages[0]) == (0, [])
    page = empty.path.parent.joinpath("html", "claims.html").read_text(encoding="utf-8")
    assert page.count("24 of 40 people slept longer.") == 2
    assert "How cells rest" in page


def test_the_commands_for_old_text_take_a_book_from_draft_to_balanced(empty: Project) -> None:
    text = OLD_TEXT.read_text(encoding="utf-8")
    create, gate, shrink, again = (
        [line.strip() for line in found["text"].splitlines()] for found in COMMANDS.finditer(text)
    )
    (settings,) = (found["text"] for found in SETTINGS.finditer(text))
    empty.path = empty.path.parent / "docs"
    empty.write(
        "conf.py",
        'extensions = ["sphinx_claims"]\n'
        + "\n".join(map(str.strip, settings.splitlines()))
        + "\n",
    )
    old, mended = (
        "24 of 40 people died.\n\nIn all, 9 of 40 people slept.\n",
        "24 of 40 people died [Ng]_.\n\n.. [Ng] Ng. One.\n",
    )
    empty.write("index.rst", f"T\n=\n\n{old}")
    assert [run(empty, line)[0] for line in (*gate, *create, *gate)] == [1, 0, 0]
    assert [run(empty, line)[0] for line in create] == [1]
    empty.write("index.rst", f"T\n=\n\n{old}\nAnd 9 of 50 people woke.\n")
    assert [run(empty, line)[0] for line in gate] == [1]
    baseline = empty.path / "claims-baseline.json"
    empty.write("index.rst", f"T\n=\n\n{mended}")
    assert [run(empty, line)[0] for line in shrink] == [0]
    assert "24 of 40" not in baseline.read_text(encoding="utf-8")
    empty.write("index.rst", f"T\n=\n\n{mended}\nStudies show that 9 of 50 people woke.\n")
    assert [run(empty, line)[0] for line in (*gate, *again, *gate)] == [1, 0, 0, 0]
    assert "9 of 50" in baseline.read_text(encoding="utf-8")
