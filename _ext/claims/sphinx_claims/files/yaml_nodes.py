"""YAML to nodes. The only module that knows PyYAML."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.resolver import Resolver

from sphinx_claims.files.nodes import TOO_DEEP, Node, NodeBuilder, Scalar, UnreadableError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C, where PyYAML was built with it."""
_THEIR_LIMIT = "exceeded maximum nesting depth"
"""The reader in C looks ahead in a line, and from PyYAML 6.0.4 on gives up there by itself."""
_TEXT, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_RESOLVER: Any = Resolver()


def read_yaml(text: str) -> Node | None:
    """Return the tree of a YAML text, None for an empty one.

    One event after the other: PyYAML's own trees end a deeply nested file in a crash.

    :raises UnreadableError: it is no YAML, or too much of it
    """
    builder = NodeBuilder()
    try:
        for event in yaml.parse(text, _LOADER):
            _take(builder, event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        if error.problem == _THEIR_LIMIT:
            raise UnreadableError(line, TOO_DEEP) from None
        raise UnreadableError(line, f"no YAML: {error.problem or error}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        raise UnreadableError(line, f"no YAML: {error.reason}") from None
    return builder.root


def _take(builder: NodeBuilder, event: yaml.Event) -> None:
    line = event.start_mark.line + 1 if event.start_mark else 1
    match event:
        case yaml.ScalarEvent():
            builder.add(_scalar(line, event), event.anchor)
        case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
            is_list = isinstance(event, yaml.SequenceStartEvent)
            builder.begin(line, is_list=is_list, name=event.anchor)
        case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
            builder.end()
        case yaml.AliasEvent():
            builder.add_alias(line, str(event.anchor))
        case yaml.DocumentStartEvent() if builder.root:
            raise UnreadableError(line, "no YAML: a second document begins here")


def _scalar(line: int, event: yaml.ScalarEvent) -> Scalar:
    tag = event.tag
    if tag is None or tag == "!":
        tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
    return Scalar(line, event.value, is_text=tag == _TEXT, is_null=tag == _NULL)
