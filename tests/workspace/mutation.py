"""Run mutmut on the checker's own tests, and hold the share of killed mutants against 85 %.

It works where the source distribution of the checker is unpacked: there the package and its tests
stand side by side, as mutmut wants them. The settings are in the member's ``pyproject.toml``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

MEMBER = Path(__file__).parents[2] / "_ext" / "claims"
WANTED = 85
"""The least share of mutants that tests must notice, in percent."""
ROOMS = ("core.rules", "core.prose")
NOTICED, MISSED = {1, 3, 24, 36, 152, 255, -24}, {0, 33}
"""Exit codes of a mutant's run: its tests failed or timed out; they passed, or there were none."""


def unpack(folder: Path) -> Path:
    """Build the source distribution and return the folder that it unpacks to.

    What an earlier run left there goes first: its mutants would be counted again.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)],
        cwd=MEMBER,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def count(top: Path) -> dict[str, Counter[bool]]:
    """Return by module how many mutants were noticed and how many were not."""
    found: dict[str, Counter[bool]] = {}
    for meta in sorted(top.glob("mutants/sphinx_claims/core/*/*.py.meta")):
        codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        told = Counter(code in NOTICED for code in codes if code in NOTICED | MISSED)
        if told:
            found[f"{meta.parent.name}.{meta.name.removesuffix('.py.meta')}"] = told
    return found


def main() -> int:
    """Mutate, count, tell."""
    folder, asked = Path(sys.argv[1]), sys.argv[2:] or list(ROOMS)
    top = unpack(folder)
    names = [f"sphinx_claims.{name}*" for name in asked]
    subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=top, check=False)
    found = count(top)
    for name, told in found.items():
        print(f"{name:24} {told[True]:5} of {told.total():5} killed, {_share(told):.0f} %")
    whole = sum(found.values(), Counter[bool]())
    print(f"{'all':24} {whole[True]:5} of {whole.total():5} killed, {_share(whole):.0f} %")
    return 0 if _share(whole) >= WANTED else 1


def _share(told: Counter[bool]) -> float:
    return 100 * told[True] / max(1, told.total())


if __name__ == "__main__":
    sys.exit(main())
