"""YAML to nodes with their lines; the only module that knows PyYAML."""

from __future__ import annotations

from pathlib import Path

import yaml

MOST_BYTES, MOST_NODES, MOST_DEEP = 1 << 20, 20_000, 12
"""Limits of a file: its size, how many values it has, and how deep they lie in each other."""


class BadFileError(ValueError):
    """What is wrong in a file, with the line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_nodes(path: Path) -> yaml.Node:
    """Return the tree of a file; raises :exc:`BadFileError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadFileError(1, f"cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise BadFileError(1, f"has more than {MOST_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
        _check_size(text)
        node = yaml.compose(text, yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise BadFileError(data.count(b"\n", 0, error.start) + 1, "is not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadFileError(line, f"no YAML: {error.problem or error}") from error
    except yaml.YAMLError as error:
        raise BadFileError(1, f"no YAML: {error}") from error
    if node is None:
        raise BadFileError(1, "is empty")
    return node


def _check_size(text: str) -> None:
    """Look at one event after the other, for the tree of a deep file would end in a crash."""
    deep = count = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BadFileError(line, "an alias: write the value out")
        count += isinstance(event, yaml.NodeEvent)
        deep += isinstance(event, yaml.CollectionStartEvent)
        deep -= isinstance(event, yaml.CollectionEndEvent)
        if deep > MOST_DEEP or count > MOST_NODES:
            raise BadFileError(line, "too much of it, or too deep")


def line_of(node: yaml.Node) -> int:
    """Return the line at which the words of a node begin: below the sign of a folded text."""
    folded = isinstance(node, yaml.ScalarNode) and node.style in {">", "|"}
    return int(node.start_mark.line) + 1 + folded
