"""JSON to nodes: a JSON reader does not say where a value stands."""

from __future__ import annotations

import json
import re

from sphinx_claims.files.nodes import MOST_NODES, Node, NodeBuilder, Scalar, UnreadableError

_PART = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]|[^\s\[\]{},:"]+')
"""All that a JSON text is made of, but for what parts one from the other."""


def read_json(text: str) -> Node | None:
    """Return the tree of a JSON text.

    :raises UnreadableError: it is no JSON, or too much of it
    """
    if text.count("[") + text.count("{") > MOST_NODES:  # before they take time and memory
        raise UnreadableError(1, f"more than {MOST_NODES:,} lists and objects")
    try:
        json.loads(text, parse_int=len, parse_float=len)  # which turns no digits into numbers
    except json.JSONDecodeError as error:
        raise UnreadableError(
            error.lineno, f"no JSON: {error.msg[0].lower()}{error.msg[1:]}"
        ) from None
    except RecursionError:
        raise UnreadableError(1, "nested too deeply") from None
    builder = NodeBuilder()
    line = 1
    before = 0
    for part in _PART.finditer(text):
        line += text.count("\n", before, part.start())
        before = part.start()
        _take(builder, part[0], line)
    return builder.root


def _take(builder: NodeBuilder, part: str, line: int) -> None:
    if part in "[{":
        builder.begin(line, is_list=part == "[")
    elif part in "]}":
        builder.end()
    elif part.startswith('"'):
        builder.add(Scalar(line, json.loads(part) if "\\" in part else part[1:-1]))
    else:
        builder.add(Scalar(line, part, is_text=False, is_null=part == "null"))
