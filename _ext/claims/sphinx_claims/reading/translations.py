"""Translated blocks: their citations beside those of the source, in which the claims are judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from docutils import nodes

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Citation
from sphinx_claims.reading.citing import parse_target
from sphinx_claims.reading.places import Place
from sphinx_claims.reading.sentences import keys_by_sentence
from sphinx_claims.reading.textrun import Mark, TextRun
from sphinx_claims.reading.units import PageUnits

_MARKUP = re.compile(
    r"(?:\{(?:foot)?cite(?::\w+)?\}|:(?:foot)?cite(?::\w+)?:)`(?P<target>[^`]*)`|"
    r"\[(?P<label>[A-Za-z][\w.-]*)\]_"
)
Keys = Sequence[Sequence[str]]
"""The keys that each sentence cites."""


def compare_translation(found: PageUnits, node: nodes.TextElement, place: Place) -> None:
    """Compare the citations of a translated block with those of its source."""
    found.translated.add(place.source)
    before = keys_by_sentence(_run_of_markup(node.rawsource))
    after = keys_by_sentence(found.run_of([node]))
    text = " ".join(node.astext().split())
    for key in dict.fromkeys(chain(*after)):
        message = f"the bibliography has no entry {key!r}"
        found.report(DefectKind.UNKNOWN_KEY, place, node, message, text, (key,))
    if message := _difference(before, after):
        found.report(DefectKind.TRANSLATION_CITATION, place, node, message, text)
    if len(after) > len(before) and after.count([]) > before.count([]):
        message = (
            f"the translation has {len(after)} sentences, {after.count([])} of them without a "
            f"citation, its source {len(before)}"
        )
        found.report(DefectKind.LONGER_TRANSLATION, place, node, message, text)


def _difference(before: Keys, after: Keys) -> str:
    """Say how the citations of a translation differ from those of its source, if they do."""
    wanted, found = list(chain(*before)), list(chain(*after))
    if sorted(wanted) != sorted(found):
        lost, gained = set(wanted) - set(found), set(found) - set(wanted)
        told = [
            f"{word} {', '.join(sorted(keys))}"
            for word, keys in (("lost", lost), ("gained", gained))
            if keys
        ]
        return f"the translation has other citations: {' and '.join(told) or 'another number'}"
    if wanted != found:
        return "the translation has its citations in another order"
    if before != after and len(before) == len(after):
        return "the translation cites in another sentence"
    return ""


def _run_of_markup(raw: str) -> TextRun:
    """Return the text and the citations of mark-up that is no longer parsed."""
    run = TextRun()
    end = 0
    for found in _MARKUP.finditer(raw):
        run.text += raw[end : found.start()]
        cites = (
            parse_target(found["target"]) if found["target"] else (Citation(key=found["label"]),)
        )
        run.marks.append(Mark(offset=len(run.text.rstrip()), cites=cites))
        end = found.end()
    run.text += raw[end:]
    return run
