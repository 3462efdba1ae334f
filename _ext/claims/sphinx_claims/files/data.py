"""What data files have in common.

YAML or JSON to nodes, and nodes to values, with the place of everything that is wrong.

How one is written stands here as well. The only module that reads YAML; JSON is read as the YAML
that it is, because a JSON reader does not say where a value stands.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C, where PyYAML was built with it."""
_ESCAPE = re.compile(r"\\(?:(u[Dd][89ABab]..\\u[Dd][C-Fc-f]..)|.)")
"""An escape in JSON; one character outside the first plane is written as two."""
TEXT = "tag:yaml.org,2002:str"
Word = TypeVar("Word", bound=StrEnum)
Read = Callable[[yaml.Node], Any]
"""Turns a node into a value; raises :class:`BadEntryError`."""


class BadEntryError(ValueError):
    """What is wrong at a node."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        """Take the node and what is wrong with it."""
        super().__init__(message)
        self.line = node.start_mark.line + 1


@dataclass(slots=True, kw_only=True)
class DataReader:
    """Reads nodes, and notes what is wrong with them instead of stopping there."""

    source: str
    """Path of the file, relative to the source directory."""
    slug: DefectKind
    """What it is called when something is wrong with it."""
    defects: list[Defect] = field(default_factory=list)
    is_json: bool = False
    """Whether the file is JSON and not YAML."""
    damaged: set[str] = field(default_factory=set)
    """Keys of the sources that some defect is about."""

    def read(
        self, data: bytes, what: str, fields: Mapping[str, Read], needed: set[str]
    ) -> dict[str, Any]:
        """Read the fields of a whole file, none if it cannot be read at all."""
        try:
            text = data.decode("utf-8-sig")
            node = yaml.compose(as_yaml(text) if self.is_json else text, _LOADER)
            return self.mapping(node, what, fields, needed) if node else {}
        except UnicodeDecodeError as error:
            return self.refuse(
                data.count(b"\n", 0, error.start) + 1,
                f"not UTF-8 text (byte 0x{data[error.start]:02x})",
            )
        except yaml.YAMLError as error:
            return self.refuse(*_line_and_problem(error))
        except json.JSONDecodeError as error:
            return self.refuse(error.lineno, f"no JSON: {error.msg[0].lower()}{error.msg[1:]}")
        except RecursionError:
            return self.refuse(1, "nested too deeply")
        except BadEntryError as error:
            return self.refuse(error.line, str(error))

    def refuse(self, line: int, message: str) -> dict[str, Any]:
        """Note a defect; return no fields."""
        location = Location(doc=None, source=self.source, line=line)
        self.defects.append(Defect(slug=self.slug, location=location, message=message))
        return {}

    def entries(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Yield name, key and value of the entries of a mapping, each name once."""
        if not isinstance(node, yaml.MappingNode):
            raise BadEntryError(node, f"expected names with values, got {told(node)}")
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self.refuse(
                    key.start_mark.line + 1, f"{name!r} is there already, in line {seen[name]}"
                )
            else:
                seen[name] = key.start_mark.line + 1
                yield name, key, value

    def mapping(
        self, node: yaml.Node, what: str, fields: Mapping[str, Read], needed: set[str]
    ) -> dict[str, Any]:
        """Read the fields of a mapping.

        What is wrong with one does not hide what is wrong with the next.
        """
        found: dict[str, Any] = {}
        for name, key, value in self.entries(node):
            if name not in fields:
                self.refuse(
                    key.start_mark.line + 1, f"{what} has no field {name!r}{nearest(name, fields)}"
                )
                continue
            needed = needed - {name}
            try:
                found[name] = fields[name](value)
            except BadEntryError as error:
                self.refuse(error.line, f"{name} of {what}: {error}")
        if needed:
            self.refuse(node.start_mark.line + 1, f"{what} lacks {', '.join(sorted(needed))}")
        return found

    def items(self, node: yaml.Node, read: Read) -> tuple[Any, ...]:
        """Read the items of a list, leaving out those that are wrong."""
        found = []
        for item in items_of(node):
            before = len(self.defects)
            value = read(item)
            if len(self.defects) == before:
                found.append(value)
        return tuple(found)


def _line_and_problem(error: yaml.YAMLError) -> tuple[int, str]:
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, f"no YAML: {error}"
    mark = error.problem_mark
    return mark.line + 1 if mark else 1, f"no YAML: {error.problem or error}"


def as_yaml(text: str) -> str:
    """Return JSON as YAML with the same lines.

    YAML takes no tab between values, and no half of a character.

    :raises json.JSONDecodeError: the text is no JSON
    """
    json.loads(text)
    return _ESCAPE.sub(
        lambda found: str(json.loads(f'"{found[0]}"')) if found[1] else found[0],
        text.replace("\t", " "),
    )


def told(node: yaml.Node) -> str:
    """Return a node in words."""
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "names with values"


def nearest(name: str, known: Iterable[object]) -> str:
    """Return what to say of a name that is not known."""
    names = list(map(str, known))
    close = get_close_matches(name, names, 1)
    return f"; nearest is {close[0]!r}" if close else f"; known are {', '.join(names)}"


def items_of(node: yaml.Node) -> list[yaml.Node]:
    """Return the items of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise BadEntryError(node, f"expected a list, got {told(node)}")
    return list(node.value)


def version_of(number: int) -> Read:
    """Return what reads the version of a file's form, of which one is known."""

    def read(node: yaml.Node) -> None:
        if node.value != str(number):
            raise BadEntryError(node, f"expected {number}, got {told(node)}")

    return read


def text_of(node: yaml.Node) -> str:
    """Read a text on one line."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != TEXT:
        raise BadEntryError(
            node, f"expected text, got {told(node)}" + ("; put it in quotes" if node.value else "")
        )
    return " ".join(node.value.split())


def texts_of(node: yaml.Node) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(map(text_of, items_of(node)))


def word_of(words: type[Word]) -> Callable[[yaml.Node], Word]:
    """Return what reads one word of a closed list."""
    known = {word.value: word for word in words}

    def read(node: yaml.Node) -> Word:
        text = text_of(node)
        if text not in known:
            raise BadEntryError(node, f"{text!r} is no known word{nearest(text, known)}")
        return known[text]

    return read


def words_of(words: type[Word]) -> Callable[[yaml.Node], tuple[Word, ...]]:
    """Return what reads one word or a list of them."""
    read = word_of(words)
    return lambda node: tuple(
        map(read, node.value if isinstance(node, yaml.SequenceNode) else [node])
    )


def write_whole(path: Path, text: str) -> None:
    """Write a file; whoever reads it sees the old one or the new one, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
