"""Which pages are printed, in which order, how deep, and below which part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the project, and its place in the handout."""

    docname: str
    depth: int
    """Level of its title; the root page and the pages of its toctrees are on level 1."""
    part: str
    """Caption of the root page's toctree that leads to it, or nothing."""


def plan_chapters(env: BuildEnvironment, left_out: Iterable[str]) -> tuple[Chapter, ...]:
    """Return the pages that the toctrees reach, each once, in reading order.

    A page follows the whole page that names it.
    """
    matches = Matcher(list(left_out))
    seen: set[str] = set()

    def walk(docname: str, depth: int, part: str) -> Iterator[Chapter]:
        if docname in seen or docname not in env.all_docs:
            return
        seen.add(docname)
        if not matches(docname):
            yield Chapter(docname=docname, depth=depth, part=part)
        is_root = docname == env.config.root_doc
        for tree in find_toctrees(env, docname):
            caption = tree.get("caption") or ""
            for child in tree["includefiles"]:
                yield from walk(child, 1 if is_root else depth + 1, caption if is_root else part)

    return tuple(walk(env.config.root_doc, 1, ""))


def find_toctrees(env: BuildEnvironment, docname: str) -> Sequence[addnodes.toctree]:
    """Return the toctrees of a page."""
    return (
        tuple(env.get_doctree(docname).findall(addnodes.toctree))
        if docname in env.toctree_includes
        else ()
    )
