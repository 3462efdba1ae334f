"""Genres of text: docstrings, licences, credits, release notes and legends."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Project

CELLS = "Cells live in the marrow of every bone, all life long."
PAGE = f"""\
T
=

{CELLS}

Licence
-------

{CELLS} Transplants cure lupus.

Permission is hereby granted to any person who obtains a copy. In no event shall anybody be liable
for damages that the software causes.

Acknowledgements
----------------

{CELLS}

Release notes
-------------

1.2.0 (2026-01-02)
~~~~~~~~~~~~~~~~~~

- {CELLS}
- A transplant cures 24 of 40 people.

Strength
--------

The force follows.

.. math:: F = k d

where d is the length of the spring. {CELLS}

.. math:: G = k d

where

- d is the depth of the water, and
- k is what causes the fall. {CELLS}

The last word. Here ends the page with cells.
"""


def judged(project: Project, **settings: Any) -> dict[int, list[str]]:
    """Return by line how each sentence about cells or a spring fares."""
    found: dict[int, list[str]] = {}
    for unit in project.build(fresh=True, **settings).report["units"]:
        found.setdefault(unit["line"], []).append(unit["reason"] or unit["state"])
    return found


@pytest.fixture
def told(project: Project) -> Project:
    """Return a project of one page that holds the genres of running text."""
    project.write("index.rst", PAGE)
    return project


LICENCE = ["licence", "licence"]
UNCITED = "uncited"


@pytest.mark.parametrize("profile", ["balanced", "draft"])
def test_genres_are_skipped_and_counted(told: Project, profile: str) -> None:
    found = judged(told, claims_profile=profile)
    assert found[4] == [UNCITED]
    assert found[9] == LICENCE
    assert found[11] == LICENCE
    assert found[17] == ["credits"]
    assert (found[25], found[26]) == (["release-notes"], ["release-notes"])
    assert found[35] == ["legend", UNCITED]
    assert found[41] == ["legend"]
    assert found[42] == ["legend", UNCITED]


def test_under_strict_no_genre_hides_what_looks_like_a_claim(told: Project) -> None:
    found = judged(told, claims_profile="strict")
    assert found[9] == ["licence", UNCITED]
    assert found[11] == LICENCE
    assert found[17] == ["credits"]
    assert (found[25], found[26]) == (["release-notes"], [UNCITED])
    assert found[35] == ["legend", UNCITED]
    assert found[41] == ["legend"]
    assert found[42] == [UNCITED, UNCITED]


@pytest.mark.parametrize("profile", ["balanced", "strict"])
def test_one_setting_has_a_genre_judged_or_skipped(told: Project, profile: str) -> None:
    found = judged(
        told,
        claims_profile=profile,
        claims_genres={"credits": "judge", "release-notes": "skip", "licence": "guard"},
    )
    assert found[17] == [UNCITED]
    assert (found[25], found[26]) == (["release-notes"], ["release-notes"])
    assert found[9] == ["licence", UNCITED]


def test_a_bad_genre_is_a_warning_that_names_those_there_are(told: Project) -> None:
    warnings = told.build(claims_genres={"docstrings": "judge"}).warnings
    assert [warning for warning in warnings if "claims_genres" in warning] == [
        "WARNING: claims_genres: 'docstrings' is none of docstring, licence, credits, "
        "release-notes, legend; the default is used [claims.config]"
    ]


@pytest.mark.parametrize(
    ("doc", "title", "genre"),
    [
        ("changelog", "T", "release-notes"),
        ("whatsnew/v1.2.0", "Nothing", "release-notes"),
        ("license", "T", "licence"),
        ("about/authors", "T", "credits"),
        ("history", "T", None),
        ("changes", "T", None),
        ("lesson", "Changes in the blood", None),
        ("lesson", "1.2 Methods", None),
        ("lesson", "History", None),
        ("lesson", "Version 1.2", "release-notes"),
        ("lesson", "The MIT License", "licence"),
        ("lesson", "Contributors", "credits"),
    ],
)
def test_a_page_is_known_by_its_name_or_its_title(
    project: Project, doc: str, title: str, genre: str | None
) -> None:
    project.write(f"{doc}.md", f"---\norphan: true\n---\n\n# {title}\n\n{CELLS}\n")
    project.write("index.md", "# I\n")
    built = project.build(claims_profile="balanced")
    (unit,) = [unit for unit in built.report["units"] if unit["doc"] == doc]
    assert (unit["state"], unit["reason"]) == (("exempt", genre) if genre else (UNCITED, None))


def test_a_history_of_versions_is_known_by_the_versions_in_it(project: Project) -> None:
    project.write(
        "index.md", f"# T\n\n## History\n\n{CELLS}\n\n### 0.1.0 (2020-05-01)\n\n{CELLS}\n"
    )
    built = project.build(claims_profile="balanced")
    assert [unit["reason"] for unit in built.report["units"]] == ["release-notes"] * 2


MODULE = '''\
def heal(days):
    """Cells live in the marrow of every bone.

    :param days: Cells live in the marrow, all life long.
    """
'''


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"claims_profile": "balanced"}, []),
        ({"claims_profile": "draft"}, []),
        ({"claims_profile": "strict"}, [2]),
        ({"claims_profile": "balanced", "claims_genres": {"docstring": "judge"}}, [2]),
        ({"claims_profile": "strict", "claims_genres": {"docstring": "skip"}}, []),
    ],
)
def test_docstrings_are_judged_under_strict_or_when_asked_for(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, Any],
    expected: list[int],
) -> None:
    monkeypatch.syspath_prepend(project.path)
    project.write("cells_of_genres.py", MODULE)
    conf = project.path.joinpath("conf.py").read_text(encoding="utf-8")
    project.write("conf.py", f'{conf}extensions += ["sphinx.ext.autodoc"]\n')
    project.write("index.rst", "T\n=\n\n.. autofunction:: cells_of_genres.heal\n")
    built = project.build(**settings)
    assert [line for _, line, _ in built.findings] == expected
    skipped = [unit["reason"] for unit in built.report["units"] if unit["state"] == "exempt"]
    assert skipped == (["parameter"] if expected else ["docstring", "docstring"])


DESCRIBED = """\
T
=

.. py:function:: heal(days)

   :param days: How many *days* cells rest.
      It cures 24 of 40 people.
   :returns: Cells that rest.

.. confval:: days

   :type: A transplant **cures** 24 of 40 people.
   :default: two days
"""


def test_under_strict_a_parameter_hides_nothing_that_looks_like_a_claim(project: Project) -> None:
    project.write("index.rst", DESCRIBED)
    built = project.build()
    assert built.findings == [
        ("index.rst", 7, "uncited-number"),
        ("index.rst", 12, "uncited-number"),
    ]
    assert project.build(fresh=True, claims_profile="draft").findings == []


LABELLED = """\
# T

- **Elevation**: The height above sea level affects temperature and rain.
- **Leaf area index (LAI):** The height above sea level affects temperature and rain.
- *Elevation* – The height above sea level affects temperature and rain.

Elevation: The height above sea level affects temperature and rain.

Elevation
: Above the sea: The height above sea level affects temperature and rain.

| Elevation |
|---|
| Height: The height above sea level affects temperature and rain |

1. **Task**: Open the window and look at the leaves.
"""


@pytest.mark.parametrize("profile", ["balanced", "strict"])
def test_a_label_changes_no_verdict_wherever_it_stands(project: Project, profile: str) -> None:
    project.write("index.md", LABELLED)
    built = project.build(claims_profile=profile)
    assert [(line, slug) for _, line, slug in built.findings] == [
        *((line, "uncited-effect") for line in (3, 4, 5, 7, 10)),
        (14, "uncited-table-row"),
    ]


def test_the_report_says_which_genres_a_setting_treats(told: Project) -> None:
    built = told.build(claims_genres={"legend": "skip", "docstring": "judge"})
    assert built.report["policy"]["genres"] == {"legend": "skip", "docstring": "judge"}
    assert "genres: legend skip, docstring judge" in built.out.joinpath("claims.txt").read_text(
        encoding="utf-8"
    )
