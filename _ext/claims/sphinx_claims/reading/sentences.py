"""One block of text to its sentences.

Which mark belongs to which, and what the block's form and mark-up say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docutils import nodes

from sphinx_claims.core.model import Citation
from sphinx_claims.core.prose.reading import presumes
from sphinx_claims.core.prose.segment import Span, sentence_spans
from sphinx_claims.core.prose.stops import ABBREVIATIONS
from sphinx_claims.core.scope import is_sure
from sphinx_claims.reading.places import FEEDBACK
from sphinx_claims.reading.textrun import Mark, TextRun, cites_of, is_linked_throughout

_LABEL_WORDS = 12
_END = re.compile(r"(?<!\S)(?P<word>\S*)[.!?…][\"'”’)\]]*$")
_STOP = re.compile(r"\w[.!?…。！？][^\w.]*$")
_ROLE = re.compile(r"\{[\w:+-]+\}`[^`]*`|:[\w:+-]+:`[^`]*`")
_SHORT_END = re.compile(r"\b(?:[^\W\d]{1,2}|bzw|usw|etc|vgl|Abb|Nr|env|resp)\.$")
_PIECE = re.compile(r"\S[^。！？｡]*(?:[。！？｡]+[」』”’）)]*)?")
_MYST_SUBSTITUTION = re.compile(r"\{\{((?:(?!\{\{|\}\}).)+)\}\}")
_REST_SUBSTITUTION = re.compile(r"\|(?! )([^|\n]+)(?<! )\|")


def share_out(marks: Iterable[Mark], spans: Sequence[Span]) -> list[list[Mark]]:
    """Give each sentence its marks.

    One that stands after a full stop belongs to the sentence before.
    """
    shares: list[list[Mark]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for mark in marks:
        at_words = mark.textual or mark.link or mark.mention
        reach = mark.offset + 1 if at_words else mark.offset
        index = max(bisect_left(starts, reach) - 1, 0)
        if spans:
            shares[index].append(mark)
    return shares


def runs_of(
    run: TextRun, spans: Sequence[Span], shares: Sequence[Sequence[Mark]]
) -> Iterator[tuple[range, tuple[Citation, ...]]]:
    """Yield which sentences stand in each run of a text, with the citations in the last of them.

    :param shares: the marks of each sentence
    """
    for start, end in run.spans:
        held = [at for at, (begin, _) in enumerate(spans) if start <= begin < end]
        cites = cites_of(mark for mark in shares[held[-1]] if mark.offset <= end) if held else ()
        yield range(held[0], held[-1] + 1) if held else range(0), cites


def keys_by_sentence(run: TextRun) -> list[list[str]]:
    """Return the keys that each sentence cites, in order; a text without any sentence is one."""
    spans = _spans_of_any_language(run.segmentable()) or [(0, len(run.text))]
    return [
        [cite.key for cite in cites_of(marks) if is_sure(cite)]
        for marks in share_out(run.marks, spans)
    ]


def substituted_in(
    text: str, names: Sequence[str], definitions: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the names of those substitutions that hold words of a sentence, or all of it.

    :param definitions: name of a substitution to its text or mark-up
    """
    words = _letters(text) if names else ""
    told = ((name, _letters(definitions.get(name, ""))) for name in names)
    return tuple(name for name, held in told if held and (held in words or words in held))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, _ROLE.sub("", text))).lower()


def _spans_of_any_language(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, also behind ideographic stops.

    What ends in one or two letters, as "z. B." does, ends in an abbreviation.
    """
    spans: list[Span] = []
    for span in sentence_spans(text):
        joined = spans and _SHORT_END.search(text[slice(*spans[-1])])
        pieces = _PIECE.finditer(text, spans.pop()[0] if joined else span[0], span[1])
        spans += [piece.span() for piece in pieces]
    return spans


def floating_marks(run: TextRun, spans: Sequence[Span]) -> Iterator[tuple[Mark, Span]]:
    """Yield the citations behind a full stop, each with its sentence, or without any sentence."""
    if not run.marks:
        return
    if not spans:
        yield from [(mark, (0, mark.offset)) for mark in run.marks if mark.cites][:1]
    for (start, end), marks in zip(spans, share_out(run.marks, spans), strict=True):
        mark = _bracketed_from(end, marks)
        if mark and _has_full_stop(run.text[start:end]):
            yield mark, (start, end)


def _bracketed_from(offset: int, marks: Iterable[Mark]) -> Mark | None:
    """Return the first citation in brackets, which belongs before a full stop."""
    bracketed = (mark for mark in marks if mark.cites and not mark.textual and not mark.raised)
    return next((mark for mark in bracketed if mark.offset >= offset), None)


def _has_full_stop(sentence: str) -> bool:
    stop = _END.search(sentence)
    return stop is not None and stop["word"].lower() not in ABBREVIATIONS


def setting_of(node: nodes.Element, run: TextRun) -> str | None:
    """Name the exemption of a block that is no statement by its form.

    A quiz stem, a bold label, or links alone.
    """
    if any(isinstance(child, nodes.strong) for child in node.children) and _told(node) == 1:
        return _said_in_bold(node, run.text.strip())
    return "cross-reference" if is_linked_throughout(run) and not is_stopped(run.text) else None


def _said_in_bold(node: nodes.Element, text: str) -> str | None:
    if text.endswith("?"):
        alone = len(sentence_spans(text)) == 1 and not presumes(text)
        return "quiz" if alone or _is_answered(node) else None
    return "label" if text[-1:] not in ".!" and len(text.split()) <= _LABEL_WORDS else None


def is_stopped(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_STOP.search(text))


def _is_answered(node: nodes.Element) -> bool:
    """Tell whether an answer stands right below a block."""
    below = node.next_node(nodes.Element, descend=False, siblings=True)
    return below is not None and not FEEDBACK.isdisjoint(
        below["classes"] + below.attributes.get("container_classes", [])
    )


def _told(node: nodes.Element) -> int:
    return sum(bool(child.astext().strip()) for child in node.children)


def substitutions_in(raw: str, node: nodes.Element) -> tuple[str, ...]:
    """Return the names of substitutions in mark-up that its text no longer shows."""
    if "{{" not in raw and "|" not in raw:
        return ()
    text = node.astext()
    found = {
        match[0]: match[1].strip()
        for pattern in (_MYST_SUBSTITUTION, _REST_SUBSTITUTION)
        for match in pattern.finditer(raw)
    }
    return tuple(dict.fromkeys(name for told, name in found.items() if told not in text))
