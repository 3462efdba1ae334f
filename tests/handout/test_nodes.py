"""No class of node that docutils or Sphinx has is forgotten."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_handout.translate import Translator

BASES = {"Element", "FixedTextElement", "PureTextElement", "TextElement"}
"""What others inherit from, and nobody makes."""
SET_BY_WHAT_HOLDS_THEM = {
    *(
        "attribution",
        "classifier",
        "definition_list_item",
        "description",
        "entry",
        "field",
        "field_body",
        "field_name",
    ),
    *(
        "hlistcol",
        "option",
        "option_argument",
        "option_group",
        "option_list_item",
        "option_string",
        "production",
        "row",
    ),
    *("tbody", "term", "tgroup", "thead"),
}
MADE_METADATA_BY_SPHINX = {
    *(
        "address",
        "author",
        "authors",
        "contact",
        "copyright",
        "date",
        "organization",
        "revision",
        "status",
        "version",
    ),
}
RESOLVED_BEFORE = {"_desc_classes_injector", "pending_xref_condition", "substitution_reference"}
WITHOUT_FORM = BASES | SET_BY_WHAT_HOLDS_THEM | MADE_METADATA_BY_SPHINX | RESOLVED_BEFORE


def has_form(kind: type) -> bool:
    return any(hasattr(Translator, f"render_{base.__name__}") for base in kind.__mro__)


def kinds_in(module: ModuleType) -> dict[str, type]:
    found = inspect.getmembers(module, inspect.isclass)
    return {
        name: kind
        for name, kind in found
        if issubclass(kind, nodes.Element) and kind.__module__ == module.__name__
    }


@pytest.mark.parametrize("module", [nodes, addnodes], ids=["docutils", "sphinx"])
def test_each_class_of_node_has_a_form_or_cannot_reach_the_builder(module: ModuleType) -> None:
    kinds = kinds_in(module)
    assert len(kinds) >= 50
    assert {
        name for name, kind in kinds.items() if not has_form(kind)
    } == WITHOUT_FORM & kinds.keys()
