"""How the time of a handout grows, as ratios within one run.

Fails if ten times the pages take more than twelve times as long.

Builds projects of like pages, each in a process of its own, and compares processor time, also with
that of the HTML build.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from overhead import cost

ROUNDS = 3
PAGES = 10
LIMIT = 12.0
CONF = (
    'extensions = ["myst_parser", "sphinx_design", "sphinx_handout"]\nmyst_enable_extensions = '
    '["colon_fence"]\nlanguage = "en"\n'
)
PAGE = """# Page {number}

{text}

## Compared

::::{{tab-set}}
:::{{tab-item}} One
{text}
:::
:::{{tab-item}} Two
{text}
:::
::::

| What | How sure | Why |
|---|---|---|
| first | well supported | see [the next page](page{next}.md) |
| second | contested | {text} |

:::{{dropdown}} Answer
:class-container: answer

{text}
:::
"""
TEXT = (
    "In one trial 9 of 12 people were in remission after a year, and the number rests on few. " * 6
)


def write_project(path: Path, count: int) -> None:
    """Write a project of some pages."""
    path.mkdir()
    (path / "conf.py").write_text(CONF, encoding="utf-8")
    names = [f"page{number}" for number in range(count)]
    (path / "index.md").write_text(
        "# Start\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", encoding="utf-8"
    )
    for number, name in enumerate(names):
        text = PAGE.format(number=number, next=(number + 1) % count, text=TEXT)
        (path / f"{name}.md").write_text(text, encoding="utf-8")


def measure(builder: str, source: Path) -> float:
    """Return the median processor time of a build from nothing, in seconds."""
    out = source.with_name(f"{source.name}-{builder}")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder, str(source), str(out)]
    return statistics.median(cost(command)[0] for _ in range(ROUNDS))


def main() -> int:
    """Measure, print and judge."""
    with tempfile.TemporaryDirectory() as directory:
        few, many = Path(directory) / "few", Path(directory) / "many"
        write_project(few, PAGES)
        write_project(many, 10 * PAGES)
        small, large, html = (
            measure("handout", few),
            measure("handout", many),
            measure("html", many),
        )
    growth = large / small
    print(
        f"ten times the pages take {growth:.1f} times as long; handout / HTML of the same pages "
        f"= {large / html:.2f}"
    )
    return int(growth > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
