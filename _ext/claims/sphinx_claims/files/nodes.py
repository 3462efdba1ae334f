"""What a data file holds, as a tree of nodes that know their lines, within limits.

The limits are far above what anyone writes: they keep a file of a few lines from taking all
memory, or all evening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MOST_BYTES = 8 << 20
"""Size of a file."""
MOST_NODES = 250_000
"""Nodes of a file; what an alias stands for counts wherever the alias stands."""
MOST_LEVELS = 60
"""Lists and mappings inside each other."""
TOO_DEEP = f"nested more than {MOST_LEVELS} levels deep"
"""What is told of a file that has more."""
_LONGEST_TOLD = 80
"""Letters of a file that a message quotes."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a file."""

    line: int


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A single value, as it is written."""

    value: str
    is_text: bool = True
    """False for a number, a date, a truth value and the like."""
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class Listing(Node):
    """A list."""

    value: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """Names with values."""

    value: tuple[tuple[Node, Node], ...]


class BadEntryError(ValueError):
    """What is wrong at a node."""

    def __init__(self, node: Node, message: str) -> None:
        """Take the node and what is wrong with it."""
        super().__init__(message)
        self.line = node.line


class UnreadableError(ValueError):
    """Why a file cannot be read any further."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line where reading ends, and the reason."""
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class NodeBuilder:
    """Builds a tree from its beginnings and ends, in the order of the file."""

    root: Node | None = None
    _open: list[_Branch] = field(default_factory=list)
    _named: dict[str, tuple[Node, int]] = field(default_factory=dict)
    """Nodes that an alias may stand for, with the number of nodes in each."""
    _count: int = 0

    def begin(self, line: int, *, is_list: bool, name: str | None = None) -> None:
        """Begin a list or a mapping.

        :param name: what aliases call it
        """
        if len(self._open) == MOST_LEVELS:
            raise UnreadableError(line, TOO_DEEP)
        self._count_in(1, line)
        self._open.append(_Branch(line=line, is_list=is_list, name=name, before=self._count))

    def end(self) -> None:
        """End the list or mapping that was begun last."""
        branch = self._open.pop()
        children = branch.children
        node: Node = (
            Listing(branch.line, tuple(children))
            if branch.is_list
            else Table(branch.line, tuple(zip(children[::2], children[1::2], strict=True)))
        )
        self._name(branch.name, node, self._count - branch.before + 1)
        self._put(node)

    def add(self, node: Scalar, name: str | None = None) -> None:
        """Add a single value."""
        self._count_in(1, node.line)
        self._name(name, node, 1)
        self._put(node)

    def add_alias(self, line: int, name: str) -> None:
        """Add what an alias stands for."""
        if name not in self._named:
            raise UnreadableError(line, f"no YAML: alias {told(name)} names nothing above it")
        node, size = self._named[name]
        self._count_in(size, line)
        self._put(node)

    def _name(self, name: str | None, node: Node, size: int) -> None:
        if name is None:
            return
        if name in self._named:
            raise UnreadableError(node.line, f"no YAML: {told(name)} is named twice")
        self._named[name] = node, size

    def _count_in(self, size: int, line: int) -> None:
        self._count += size
        if self._count > MOST_NODES:
            raise UnreadableError(line, f"more than {MOST_NODES:,} values, aliases counted in full")

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node


@dataclass(slots=True, kw_only=True)
class _Branch:
    """A list or a mapping that has begun."""

    line: int
    is_list: bool
    name: str | None
    before: int
    """How many nodes there are, this one included."""
    children: list[Node] = field(default_factory=list)


_SHAPES: Mapping[type[Node], str] = MappingProxyType(
    {Listing: "a list", Table: "names with values"}
)


def told(what: Node | str) -> str:
    """Return a node in words, or a text in quotation marks; a long one is cut."""
    if isinstance(what, Scalar):
        what = what.value
    if isinstance(what, Node):
        return _SHAPES[type(what)]
    return repr(what if len(what) <= _LONGEST_TOLD else f"{what[: _LONGEST_TOLD - 1]}…")
