"""What follows the pages: the answer key and the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from sphinx.environment.adapters.indexentries import IndexEntries

from sphinx_handout.markup import array, breakable, call, content, escape, string
from sphinx_handout.pages.editions import Answer
from sphinx_handout.translate import Place

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_handout.translate import Print

Targets = Iterable[tuple[str | None, str | Literal[False]]]


def render_key(answers: Sequence[Answer], work: Print) -> str:
    """Return the answer key, page by page, each answer with its question and the way back to it."""
    if not answers:
        return ""
    parts = [call("kit.chapter", string("")), f"= {escape(work.words['answer-key'])}\n"]
    for docname, group in groupby(answers, key=lambda answer: answer.docname):
        parts.append(f"== {escape(work.env.titles[docname].astext())}\n")
        parts.extend(_render_answer(answer, work) for answer in group)
    return "\n".join(parts)


def _render_answer(answer: Answer, work: Print) -> str:
    again = work.create(work, Place(docname=answer.docname, again=True))
    question = again.inside(answer.question).strip() if answer.question is not None else ""
    body = work.create(work, Place(docname=answer.docname)).render_all(answer.body)
    where = (string(f"answer:{answer.number}"), string(f"question:{answer.number}"))
    return (
        call(
            "kit.answer",
            *where,
            content(question),
            content(escape(work.words["question"])),
            body=body,
        )
        + "\n"
    )


def render_index(builder: Builder, work: Print) -> str:
    """Return the index with page numbers; entries that lead to no printed place are left out."""
    entries = IndexEntries(builder.env).create_index(builder)
    groups = []
    for letter, items in entries:
        lines = []
        for name, (targets, subitems, _) in items:
            own = _places(targets, work)
            below = [
                (subname, places)
                for subname, subtargets in subitems
                if (places := _places(subtargets, work))
            ]
            if own or below:
                lines.append(_line(name, own, 0))
                lines.extend(_line(subname, places, 1) for subname, places in below)
        if lines:
            groups.append(array([content(escape(letter)), *lines]))
    if not groups:
        return ""
    head = f"{call('kit.chapter', string(''))}\n= {escape(work.words['index'])}\n"
    return f"{head}\n{call('kit.index', *groups)}\n"


def _line(name: str, labels: Sequence[str], depth: int) -> str:
    return array(
        [str(depth), content(escape(breakable(name))), array(string(label) for label in labels)]
    )


def _places(targets: Targets, work: Print) -> list[str]:
    places = []
    for _, uri in targets:
        docname, _, name = str(uri).removeprefix("%").partition("#")
        if work.labels.has(docname, name) and (label := work.labels.find(docname, name)):
            places.append(label)
    return list(dict.fromkeys(places))
