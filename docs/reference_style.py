"""How the module prints citations and labels its reference list.

Authors and year, told apart where two would look alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.template import Node, first_of, optional, optional_field
from pybtex.style.template import field as entry_field
from sphinxcontrib.bibtex import plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, GroupReferenceStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import (
    BasicAuthorYearParentheticalReferenceStyle,
    BasicAuthorYearTextualReferenceStyle,
)
from sphinxcontrib.bibtex.style.template import join, join2, post_text, pre_text, reference, year

_PERSONS = PersonStyle()
_BRACKETS = BracketStyle(left="(", right=")", sep="; ", sep2="; ", last_sep="; ")


def _who() -> Node:
    return first_of[
        optional[entry_field("shortauthor")], _PERSONS.author_or_editor_or_title(full=False)
    ]


def _when() -> Node:
    return join[year, optional_field("yearsuffix")]


class Parenthetical(BasicAuthorYearParentheticalReferenceStyle):
    """``(Deng et al., 2017, Abstract)``."""

    def inner(self, role_name: str) -> Node:
        """Return one source."""
        label = reference[join(sep=", ")[_who(), _when()]]
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[pre_text, label, post_text]


class Textual(BasicAuthorYearTextualReferenceStyle):
    """``Deng et al. (2017, Abstract)``."""

    def inner(self, role_name: str) -> Node:
        """Return one source."""
        when = join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[
            pre_text, reference[_when()], post_text
        ]
        return join(sep=" ")[_who(), join[self.bracket.left, when, self.bracket.right]]


@dataclass
class ModuleReferenceStyle(GroupReferenceStyle):
    """Round brackets, several sources separated by semicolons."""

    person: PersonStyle = field(default_factory=PersonStyle)

    def __post_init__(self) -> None:
        """Take our two forms, and no other."""
        self.styles.extend([Parenthetical(bracket=_BRACKETS), Textual(bracket=_BRACKETS)])
        super().__post_init__()


class LabelStyle(BaseLabelStyle):
    """Labels of the reference list that read as the citations do."""

    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterable[str]:
        """Return one label for each entry."""
        style, backend = Parenthetical(), PlaintextBackend("utf-8")
        labels = (
            join(sep=", ")[_who(), _when()].format_data({"entry": entry, "style": style})
            for entry in sorted_entries
        )
        return [label.render(backend) for label in labels]


class ListStyle(PlainStyle):
    """The plain style with our labels."""

    default_label_style = "module"


REFERENCE_STYLE = "module"
LIST_STYLE = "module-list"
register_plugin(
    "pybtex.backends", "plaintext", PlaintextBackend, force=True
)  # found in no time; looked up for every citation
register_plugin("pybtex.style.labels", "module", LabelStyle)
register_plugin("pybtex.style.formatting", LIST_STYLE, ListStyle)
plugin.register_plugin(
    "sphinxcontrib.bibtex.style.referencing", REFERENCE_STYLE, ModuleReferenceStyle
)
