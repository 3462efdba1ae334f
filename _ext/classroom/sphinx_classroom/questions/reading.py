"""A file of questions to values, with the line of everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from sphinx_classroom.questions.model import (
    Abstract,
    Choice,
    Feedback,
    Grid,
    Item,
    Kind,
    Questions,
    Told,
)
from sphinx_classroom.questions.nodes import BadFileError, line_of, read_nodes

SCHEMA_VERSION = "1"
_ID = re.compile(r"[A-Za-z][\w.-]{0,99}")
_KEY = re.compile(r"[^\s{},]+(?:\{[^{}]*\})?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TEXT, _BOOL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:bool"
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.COVER: ("grid",),
    Kind.MATCHING: ("choices",),
    Kind.HEADLINE: ("headline", "model", "rubric"),
    Kind.SHORT: ("model", "rubric"),
}
"""What a question of some kind must have, by the names of the model."""
_ONE_RIGHT = frozenset({Kind.SINGLE, Kind.NUMERIC, Kind.COVER})
_NAMES = {"grid": "table", "choices": "pairs"}
Read = Callable[[yaml.Node], Any]
Slip = tuple[int, str]
"""A line, and what is wrong in it."""


def read_questions(path: Path) -> tuple[Questions, tuple[Slip, ...]]:
    """Return the questions of a file, and what is wrong in it; never raises for what it holds."""
    reader = _Reader()
    try:
        found = reader.mapping(read_nodes(path), "the file", reader.top(), {"schema", "items"})
    except BadFileError as error:
        return Questions(), ((error.line, str(error)),)
    questions = Questions(
        items=found.get("items", ()), abstracts=found.get("invented_abstracts", ())
    )
    if one := found.get("invented_abstract"):
        questions = Questions(items=questions.items, abstracts=(one, *questions.abstracts))
    slips = reader.slips or _slips_between(questions)  # a part that was left out is not missed
    return questions, tuple(sorted(slips))


def _slips_between(questions: Questions) -> Iterator[Slip]:
    """Say which ids are there twice, and which are named and not there."""
    abstracts = {one.id for one in questions.abstracts}
    seen = set(abstracts)
    for item in questions.items:
        if item.id in seen:
            yield item.line, f"the id {item.id!r} is there already"
        seen.add(item.id)
        if item.about and item.about not in abstracts:
            yield item.line, f"{item.id} is about {item.about!r}, and no abstract has that id"
        yield from ((item.line, f"{item.id} {slip}") for slip in _slips_in(item))


def _slips_in(item: Item) -> Iterator[str]:
    """Say what a question of its kind lacks."""
    missing = [name for name in _NEEDED.get(item.kind, ()) if not getattr(item, name)]
    if missing:
        yield f"lacks {', '.join(_NAMES.get(name, name) for name in missing)}"
    if item.kind is Kind.ORDERING:
        yield from _slips_in_order(sorted(choice.position for choice in item.choices))
    else:
        yield from _slips_in_right(item.kind, sum(one.correct is True for one in item.choices))


def _slips_in_right(kind: Kind, right: int) -> Iterator[str]:
    if kind in _ONE_RIGHT and right != 1:
        yield f"has {right} right options, and needs one"
    if kind is Kind.MULTIPLE and not right:
        yield "has no right option"


def _slips_in_order(positions: Sequence[int]) -> Iterator[str]:
    if len(positions) < 2 or list(positions) != list(range(1, len(positions) + 1)):
        yield "needs positions from 1 on, each once"


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads nodes, and notes what is wrong with them instead of stopping there."""

    slips: list[Slip] = field(default_factory=list)

    def top(self) -> Mapping[str, Read]:
        return {
            "schema": _version,
            "lesson": _text,
            "invented_abstract": self.abstract,
            "invented_abstracts": lambda node: self.items(node, self.abstract),
            "items": lambda node: self.items(node, self.item),
        }

    def abstract(self, node: yaml.Node) -> Abstract | None:
        fields: Mapping[str, Read] = {"id": _id, "label": _text, "title": _text, "text": _told}
        found = self.mapping(node, "an invented abstract", fields, {"id", "title", "text"})
        return (
            Abstract(told=found.pop("text"), **found)
            if found.keys() >= {"id", "title", "text"}
            else None
        )

    def item(self, node: yaml.Node) -> Item | None:
        fields: Mapping[str, Read] = {
            "id": _id,
            "type": _kind,
            "objective": _text,
            "stem": _told,
            "sources": _keys,
            "about": _id,
            "unit": _text,
            "options": lambda options: self.items(options, self.choice),
            "pairs": lambda pairs: self.items(pairs, self.choice),
            "rubric": lambda rubric: self.items(rubric, self.choice),
            "otherwise": self.choice,
            "feedback_common_error": self.choice,
            "table": self.grid,
            "headline": _told,
            "before": _told,
            "after": _told,
            "model": _told,
        }
        found = self.mapping(node, "a question", fields, {"id", "type", "stem"})
        if not found.keys() >= {"id", "type", "stem"}:
            return None
        slips = (found.pop("feedback_common_error", None), found.pop("otherwise", None))
        return Item(
            kind=found.pop("type"),
            line=line_of(node),
            choices=(*found.pop("options", ()), *found.pop("pairs", ())),
            slips=tuple(filter(None, slips)),
            grid=found.pop("table", None),
            **found,
        )

    def choice(self, node: yaml.Node) -> Choice | None:
        """Read an option, a pair, a thing to look for, or what is said of other answers."""
        fields: Mapping[str, Read] = {
            **dict.fromkeys(("text", "value", "look_for", "left", "pattern"), _told),
            "right": _told,
            "correct": _truth,
            "position": lambda value: int(_number(value)),
            "tolerance": _number,
            "misconception": _id,
            "feedback": _told,
            "sources": _keys,
            "inferred_from": _keys,
        }
        found = self.mapping(node, "an answer", fields, {"feedback"})
        if "feedback" not in found:
            return None
        feedback = Feedback(
            told=found.pop("feedback"),
            sources=found.pop("sources", ()),
            inferred_from=found.pop("inferred_from", ()),
        )
        named = [
            found.pop(name)
            for name in ("text", "value", "look_for", "left", "pattern")
            if name in found
        ]
        told = named[0] if named else Told(text="", line=line_of(node))
        return Choice(told=told, feedback=feedback, match=found.pop("right", None), **found)

    def grid(self, node: yaml.Node) -> Grid | None:
        fields: Mapping[str, Read] = {
            "header": _cells,
            "covered": lambda value: int(_number(value)),
            "rows": lambda rows: self.items(rows, _cells),
        }
        found = self.mapping(node, "a table", fields, set(fields))
        if len(found) < len(fields):
            return None
        wide = len(found["header"])
        if any(len(row) != wide for row in found["rows"]) or not 0 < found["covered"] < wide:
            self.slips.append(
                (line_of(node), "a table has rows of one length, and a covered column")
            )
            return None
        return Grid(line=line_of(node), **found)

    def mapping(
        self, node: yaml.Node, what: str, fields: Mapping[str, Read], needed: set[str]
    ) -> dict[str, Any]:
        """Read the fields of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            raise BadFileError(line_of(node), f"{what} has names with values")
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if slip := _slip_of_name(name, fields, found):
                self.slips.append((line_of(key), f"{what} {slip}"))
                continue
            try:
                read = fields[name](value)
            except BadFileError as error:
                self.slips.append((error.line, f"{name} of {what}: {error}"))
            else:
                found |= {} if read is None else {name: read}
        if missing := needed - {str(key.value) for key, _ in node.value}:
            self.slips.append((line_of(node), f"{what} lacks {', '.join(sorted(missing))}"))
        return found

    def items(self, node: yaml.Node, read: Read) -> tuple[Any, ...]:
        """Read the items of a list, leaving out those that are wrong."""
        found = []
        for item in _items(node):
            try:
                found.append(read(item))
            except BadFileError as error:
                self.slips.append((error.line, str(error)))
        return tuple(one for one in found if one is not None)


def _slip_of_name(name: str, fields: Mapping[str, Read], found: Mapping[str, Any]) -> str:
    """Say what is wrong with the name of a field, nothing if it is known and new."""
    if name in found:
        return f"has {name!r} twice"
    if name in fields:
        return ""
    close = get_close_matches(name[:99], list(fields), 1)
    return f"has no field {name[:99]!r}" + (f"; nearest is {close[0]!r}" if close else "")


def _items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise BadFileError(line_of(node), "expected a list")
    return list(node.value)


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise BadFileError(line_of(node), "expected a text")
    return " ".join(str(node.value).split())


def _told(node: yaml.Node) -> Told:
    text = _scalar(node)
    if not text:
        raise BadFileError(line_of(node), "expected a text")
    return Told(text=text, line=line_of(node))


def _text(node: yaml.Node) -> str:
    return _told(node).text


def _cells(node: yaml.Node) -> tuple[Told, ...]:
    return tuple(Told(text=_scalar(cell), line=line_of(cell)) for cell in _items(node))


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[yaml.Node], str]:
    def read(node: yaml.Node) -> str:
        text = _scalar(node)
        if not pattern.fullmatch(text):
            raise BadFileError(line_of(node), f"expected {what}, got {text[:99]!r}")
        return text

    return read


_id = _matching(_ID, "a name of letters, digits and hyphens")
_number = _matching(_NUMBER, "a number")
_key = _matching(_KEY, "a key, with a place in braces or without")


def _keys(node: yaml.Node) -> tuple[str, ...]:
    return tuple(map(_key, _items(node)))


def _kind(node: yaml.Node) -> Kind:
    text = _scalar(node)
    if text not in set(Kind):
        raise BadFileError(line_of(node), f"{text[:99]!r} is none of {', '.join(Kind)}")
    return Kind(text)


def _truth(node: yaml.Node) -> bool:
    if node.tag != _BOOL:
        raise BadFileError(line_of(node), "expected true or false")
    return str(node.value).lower() in {"true", "yes", "on"}


def _version(node: yaml.Node) -> str:
    if _scalar(node) != SCHEMA_VERSION:
        raise BadFileError(line_of(node), f"expected {SCHEMA_VERSION}, got {_scalar(node)[:99]!r}")
    return SCHEMA_VERSION
