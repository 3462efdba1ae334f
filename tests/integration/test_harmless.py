"""The checker changes nothing of a project that did not ask for it.

Every output file is the same byte for byte with and without it, and no warning of another package
is lost or altered, unless a finding that is shown says the same.
"""

from __future__ import annotations

import pickle
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.pycode import ModuleAnalyzer

from conftest import Built, Project
from sphinx_claims.domain import DATA_VERSION, ClaimsDomain

KEY_OR_FILE = re.compile(r'bibtex (?:key "|file )([\w-]+(?:\.bib)?)')
ENTRY = "@article{{{}, author = {{{}}}, title = {{{}}}, journal = {{J}}, year = {{{}}}}}\n"
NG = ENTRY.format("Ng2020", "Ng, Ada", "How cells rest", 2020)
ROE = ENTRY.format("Roe2021", "Roe, Bo and {Sleep Group}", "How cells wake", 2021)

MYST = {
    "conf.py": """\
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
myst_enable_extensions = ["colon_fence", "deflist", "substitution", "attrs_block"]
myst_substitutions = {"who": "Ng {cite:t}`Ng2020`"}
bibtex_bibfiles = ["refs.bib"]
""",
    "refs.bib": NG + ROE,
    "index.md": """\
# Cells

Cells rest at night {cite:p}`Ng2020{p. 3}`. {{who}} says so. Cells wake {cite}`Nope2020`.
It is {footcite}`Roe2021` known {footcite:t}`Ng2020`, or {footcite}`Lost2020` not.

```{toctree}
other
```

:::{list-table}
:header-rows: 1

* - Cell
  - Rests
* - One
  - Two {cite:p}`Roe2021`
:::

```{footbibliography}
```
""",
    "other.md": """\
# Other

Term
: A cell rests.[^1] See [the list](#list) and [nothing](#nowhere).

> Cells rest.
>
> -- Ng {cite:p}`Ng2020`

[^1]: Seen by {cite:p}`Roe2021`.

(list)=
## References

```{bibliography}
:all:
```
""",
}
REST = {
    "conf.py": """\
extensions = ["sphinxcontrib.bibtex"]
bibtex_bibfiles = ["refs.bib", "more.bib", "absent.bib"]
bibtex_reference_style = "author_year"
""",
    "refs.bib": NG + ROE,
    "more.bib": ENTRY.format("Ng2020", "Ng, B", "Again", 2022)
    + ENTRY.format("Poe2019", "Poe, C", "Behind", 2019),
    "index.rst": """\
Book
====

.. toctree::

   one
   two

Cells sleep :cite:p:`Poe2019`. Cells dream :cite:p:`Ng2020`.

.. bibliography::
   :list: enumerated
   :all:
   :notcited:
""",
    "one.rst": """\
One
===

Cells rest at night :cite:p:`one-Ng2020,one-Nope`.

.. bibliography:: refs.bib
   :filter: docname in docnames
   :keyprefix: one-
   :labelprefix: A

   Missing2020
""",
    "two.rst": """\
Two
===

Cells rest at night :cite:p:`two-Ng2020`. Cells wake at noon :cite:p:`two-Roe2021`.

.. bibliography:: refs.bib nowhere.bib
   :filter: docname in docnames and year >= "2021"
   :keyprefix: two-
   :labelprefix: B
""",
}
DOCSTRINGS = {
    "conf.py": """\
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.intersphinx"]
""",
    "restless.py": '''\
"""Cells that rest.

Most cells rest at night [1]_.

References
----------
.. [1] Ng, A. "How cells rest", 2020.
"""


def rest(hours: int = 8) -> int:
    """Let a cell rest.

    Parameters
    ----------
    hours : int
        How long it rests; 8 hours cure most cells [2]_.

    Returns
    -------
    int
        What is left. See :func:`wake` and :ref:`nowhere`.

    Notes
    -----
    Rest lowers stress by 20 %.

    References
    ----------
    .. [2] Roe, B. "How cells wake", 2021.
    """
    return hours
''',
    "index.rst": "Cells\n=====\n\n.. automodule:: restless\n   :members:\n",
}
PLAIN = {
    "conf.py": 'extensions = ["sphinx_design"]\nnumfig = True\n',
    "numbers.csv": "One,1\nTwo,2\n",
    "index.rst": """\
Cells
=====

Cells rest [1]_, all of them [Ng2020]_. :index:`Rest` is good |so|.

.. |so| replace:: for 9 of 10 cells

.. csv-table:: Cells
   :header: Cell, "What it
      does"

   One, "Rests.

   - At night :ref:`nowhere`"
   Two, It *wakes* and *ends.

.. csv-table:: Numbers
   :file: numbers.csv

.. tab-set::

   .. tab-item:: First

      Cells rest here.

   .. tab-item:: Second

      .. card:: Title

         Cells wake here.

.. only:: html

   Shown in :term:`browsers`.

.. [1] Ng, A. How cells rest. 2020.
.. [Ng2020] Ng, A. How cells rest.
.. [Unused] Nobody cites this.
""",
}
TORN = {
    "conf.py": 'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["refs.bib"]\n',
    "refs.bib": NG.replace("Ng2020,", "Ng2020")
    + "@string{j = {Journal}}\nfree text (of {braces}\n"
    + ROE
    + "@online(Web.1:x, title = j # { two}, date = {2020-05}, url = {https://example.org})\n"
    + "@article{Twice, title = {One}, title = {Two}, year = 2020}\n"
    + ENTRY.format("After", "Ng, A", "Behind", 2020),
    "index.rst": """\
Cells
=====

Cells rest :cite:p:`Ng2020`. Cells wake :cite:p:`Roe2021`. Cells read :cite:p:`Web.1:x`.
Cells end :cite:p:`After`.

.. bibliography:: refs.bib
""",
}
PROJECTS = {"myst": MYST, "rest": REST, "docstrings": DOCSTRINGS, "plain": PLAIN, "torn": TORN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """One project, without and with the checker."""

    without: Project
    with_it: Project

    def write(self, name: str, text: str) -> None:
        for twin in (self.without, self.with_it):
            twin.write(name, text)


def twins_of(files: dict[str, str], path: Path) -> Twins:
    twins = Twins(without=Project(path / "without"), with_it=Project(path / "with"))
    for name, text in files.items():
        twins.write(name, text)
    twins.with_it.write("conf.py", f"{files['conf.py']}extensions.append('sphinx_claims')\n")
    return twins


def _forget_modules() -> None:
    """Have autodoc import a module of the project that is built next."""
    sys.modules.pop("restless", None)
    ModuleAnalyzer.cache.clear()


def files_in(built: Built) -> dict[str, bytes]:
    return {
        path.relative_to(built.out).as_posix(): path.read_bytes()
        for path in sorted(built.out.rglob("*"))
        if path.is_file()
    }


def others(built: Built, project: Project) -> Counter[str]:
    """Count what other packages warn of."""
    told = (line.replace(str(project.path), ".") for line in built.warnings)
    return Counter(line for line in told if "[claims." not in line)


def assert_alike(twins: Twins, told_instead: Sequence[str] = (), **options: object) -> None:
    """Build both, and compare every file and every warning.

    :param told_instead: keys and files that a finding tells instead of sphinxcontrib-bibtex
    """
    _forget_modules()
    without = twins.without.build("html", **options)
    _forget_modules()
    with_it = twins.with_it.build("html", **options)
    plain, ours = files_in(without), files_in(with_it)
    assert [name for name in plain.keys() | ours.keys() if plain.get(name) != ours.get(name)] == []
    before, after = others(without, twins.without), others(with_it, twins.with_it)
    assert after - before == Counter()
    lost = (before - after).elements()
    assert sorted(line for line in lost if "[bibtex." not in line) == []
    assert sorted(found[-1] for found in map(KEY_OR_FILE.findall, before - after)) == sorted(
        told_instead
    )


TOLD_INSTEAD = {
    "myst": ["Lost2020", "Nope2020"],
    "rest": ["Ng2020", "absent.bib", "two-Ng2020"],
    "torn": ["After"],
}
"""What a finding of ours says, with a line."""
PAGE = {"myst": "other.md", "rest": "two.rst"}
"""A page that is changed between two builds; its warnings of missing keys come again."""


@pytest.mark.filterwarnings("ignore:The mapping interface for autodoc options")  # napoleon's
@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("name", PROJECTS)
def test_no_file_and_no_warning_of_others_changes(name: str, parallel: int, tmp_path: Path) -> None:
    twins = twins_of(PROJECTS[name], tmp_path)
    assert_alike(twins, TOLD_INSTEAD.get(name, ()), parallel=parallel, fresh=True)
    page = PAGE.get(name, "index.rst")
    twins.write(page, f"{PROJECTS[name][page]}\nCells rest again.\n")
    again = {"myst": ["Nope2020"], "rest": ["Ng2020", "two-Ng2020"], "torn": ["After"]}
    assert_alike(twins, again.get(name, ()), parallel=parallel)


def test_the_environment_of_sphinxcontrib_bibtex_holds_nothing_of_ours(tmp_path: Path) -> None:
    twins = twins_of(TORN, tmp_path)
    assert_alike(twins, TOLD_INSTEAD["torn"])
    kept = []
    for twin in (twins.without, twins.with_it):
        path = twin.out / "html-doctrees" / "environment.pickle"
        env = pickle.loads(path.read_bytes())  # noqa: S301 - written by the build above
        bibdata = env.domaindata["cite"]["bibdata"]
        names = [file.relative_to(twin.path.resolve()) for file in bibdata.bibfiles]
        kept.append((names, env.config.bibtex_bibfiles, [*bibdata.data.entries]))
        assert not list(twin.out.rglob("*.bib"))
    assert kept[0] == kept[1]


def test_an_environment_of_another_version_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = twins_of(PLAIN, tmp_path).with_it
    first = project.build()
    monkeypatch.setattr(ClaimsDomain, "data_version", DATA_VERSION + 1)
    again = project.build()
    assert any("domain out of date" in line for line in again.console)
    assert (again.findings, again.warnings) == (first.findings, first.warnings)
    assert not any("domain out of date" in line for line in project.build().console)
