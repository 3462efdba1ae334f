"""Tasks of the project; ``nox -l`` lists them, the README says which two you need."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.stop_on_first_error = True
nox.options.sessions = ["lint", "types", "tests", "docs", "handout", "browser", "package"]

ROOT = Path(__file__).parent
BUILD = ROOT / "build"
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
MEMBERS = tuple(path.parent for path in sorted(ROOT.glob("_ext/*/pyproject.toml")))
"""Folders of the distributions that this repository publishes."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
VERSIONS = (
    ("3.11", "7.4"),  # the oldest that is promised, and what Jupyter Book 1.x builds with
    ("3.11", "8.1"),
    ("3.11", "8.2"),
    ("3.12", "9.0"),
    ("3.12", "9.1"),
    ("3.13", "8.2"),
    ("3.13", "9.1"),
)
"""Versions of Python and Sphinx besides those of the other sessions; 9.1 needs Python 3.12."""
SOURCES = {"PYTHONPATH": os.pathsep.join(map(str, (*MEMBERS, ROOT / "tests")))}
"""What lets a script use the members as they stand here, not as they were installed."""
ON_ALL_CORES = ("-n", "auto", "--dist", "loadscope")
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"


def needs_of_members(*, tested: bool = False) -> list[str]:
    """Return what the members need, but for each other.

    :param tested: whether their extras are needed too, and what their tests need
    """
    files = [nox.project.load_toml(member / "pyproject.toml") for member in MEMBERS]
    needs: set[str] = set()
    for file in files:
        needs.update(file["project"]["dependencies"])
        if tested:
            needs.update(*file["project"].get("optional-dependencies", {}).values())
            needs.update(nox.project.dependency_groups(file, "test"))
    return sorted(needs - {file["project"]["name"] for file in files})


def install(
    session: nox.Session,
    *groups: str,
    needs: bool = True,
    tested: bool = False,
    members: bool = False,
) -> None:
    """Install dependency groups with the pinned versions, unless just that is there already.

    :param needs: whether what the members need is installed too
    :param tested: whether that holds for their extras and their tests as well
    :param members: whether the members themselves are installed; they are built anew each time
    """
    wanted = [
        *nox.project.dependency_groups(PYPROJECT, *groups),
        *(needs_of_members(tested=tested) if needs else ()),
    ]
    stamp = Path(session.virtualenv.location) / "installed.txt"
    text = "\n".join([*wanted, CONSTRAINTS.read_text(encoding="utf-8")])
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != text:
        session.install("-c", str(CONSTRAINTS), *wanted)
        stamp.write_text(text, encoding="utf-8")
    if members:
        session.install(
            "--no-deps",
            "--reinstall" if uses_uv(session) else "--force-reinstall",
            *map(str, MEMBERS),
        )


def uses_uv(session: nox.Session) -> bool:
    """Tell whether an environment installs with uv, whose options differ."""
    return session.venv_backend == "uv"


def build(session: nox.Session, builder: str, out: Path, *options: str) -> None:
    """Run Sphinx on the module; all builders share what was read."""
    doctrees = str(BUILD / "doctrees")
    session.run(
        "python",
        "-m",
        "sphinx",
        "-b",
        builder,
        "-d",
        doctrees,
        *options,
        str(ROOT / "docs"),
        str(out),
    )


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site as HTML with the claim gate.

    Fails on any warning, an uncited claim among them.
    """
    install(session, "docs")
    build(session, "html", BUILD / "html", "-n", "-W", "--keep-going", "-j", "auto")


@nox.session
def handout(session: nox.Session) -> None:
    """Print the module as tagged PDF, for students and for instructors, in build/handout.

    Fails on any warning.
    """
    install(session, "docs")
    for edition in ("student", "instructor"):
        build(
            session,
            "handout",
            BUILD / "handout",
            "-n",
            "-W",
            "--keep-going",
            "-j",
            "auto",
            "-t",
            edition,
            *session.posargs,
        )


@nox.session
def claims(session: nox.Session) -> None:
    """Run the claim gate alone and write its reports to build/claims."""
    install(session, "docs")
    build(session, "claims", BUILD / "claims", "-n", "-W", "--keep-going", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the unit, property and integration tests against the installed package."""
    install(session, "test", tested=True, members=True)
    apart = ("--ignore=tests/browser", "--ignore=tests/jupyter_book")
    session.run("python", "-m", "pytest", *ON_ALL_CORES, *apart, *session.posargs)


@nox.session(default=False)
@nox.parametrize(("python", "sphinx"), VERSIONS)
def tests_versions(session: nox.Session, sphinx: str) -> None:
    """Run the members' own tests on the other versions of Python and Sphinx that they promise."""
    session.install(f"sphinx=={sphinx}.*", *map(str, MEMBERS), *needs_of_members(tested=True))
    session.run(
        "python",
        "-m",
        "pytest",
        *ON_ALL_CORES,
        "tests/unit",
        "tests/property",
        "tests/integration",
        "tests/classroom",
        "tests/handout",
        *session.posargs,
    )


@nox.session(default=False)
def tests_jupyter_book(session: nox.Session) -> None:
    """Build a book of Jupyter Book 1.x with the checker.

    Apart from the other tests: it brings older versions of Sphinx and MyST-Parser.
    """
    claims = str(ROOT / "_ext" / "claims")
    session.install("jupyter-book>=1,<2", claims, "pytest>=9", "hypothesis>=6.150")
    session.run("python", "-m", "pytest", "tests/jupyter_book", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Run the tests that need a browser (Debian's Chromium or another on the PATH)."""
    install(session, "browser", tested=True, members=True)
    if not any(map(shutil.which, CHROMIUM)) and not os.environ.get("CI"):
        session.skip("no Chromium found; install the package 'chromium'")
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    install(session, "lint", needs=False)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, tests included."""
    install(session, "types", tested=True)
    session.run("mypy")


@nox.session
def package(session: nox.Session) -> None:
    """Build the members, use each wheel in a project without ours, and test each sdist alone.

    Of the tests of an sdist a few are run, and all of them with ``-- --all``.
    """
    install(session, "package", needs=False)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    for member in MEMBERS:
        with session.chdir(member):
            session.run("hatchling", "build", "-d", str(ROOT / "dist"))
    session.run("python", "tests/workspace/alone.py", session.create_tmp(), *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Change core/rules and core/prose in small ways; their unit tests must notice 85 in 100.

    Modules may be named: ``-- core.rules.keys``. Takes hours for all of them.
    """
    install(session, "mutation", tested=True)
    session.run("python", "tests/workspace/mutation.py", session.create_tmp(), *session.posargs)


@nox.session(default=False)
def words(session: nox.Session) -> None:
    """Show what the checker knows of a sentence: ``-- "a sentence"``."""
    install(session)
    session.run("python", "tests/gold/words.py", *session.posargs, env=SOURCES)


@nox.session(default=False)
def fit(session: nox.Session) -> None:
    """Fit the weights of the signals, write them and their scores, list verdicts that turn."""
    install(session, tested=True)
    session.run("python", "tests/gold/fit.py", *session.posargs, env=SOURCES)
    session.run("python", "tests/gold/score.py", *(session.posargs or ["--write"]), env=SOURCES)


@nox.session(default=False)
def refs(session: nox.Session) -> None:
    """Ask Crossref and PubMed about every source and note the answers.

    Needs a network and ``-- --mailto ADDRESS``.
    """
    session.install("-c", str(CONSTRAINTS), f"{ROOT / '_ext' / 'claims'}[refs]")
    session.run("sphinx-claims-refs", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure the checker and the handout as ratios within one run."""
    install(session, "bench", tested=True, members=True)
    session.run("python", "tests/bench/overhead.py", *session.posargs)
    session.run("python", "tests/bench/ledger.py")
    session.run("python", "tests/bench/markup.py")
    session.run("python", "tests/bench/growth.py", *session.posargs)
