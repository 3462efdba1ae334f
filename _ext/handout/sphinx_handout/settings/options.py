"""Every setting of the builder, declared once.

Registration, checks and the manual's table come from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_handout._foreign import ANSWER
from sphinx_handout.messages import Subtype, warn

if TYPE_CHECKING:
    from sphinx.config import Config

_LANGUAGE = re.compile(r"^[a-z]{2,3}([_-][A-Za-z0-9]+)*$")

WORDS: Mapping[str, str] = {
    "abbreviated-page": "p.",
    "about": "About this handout",
    "answer": "Answer",
    "answer-key": "Answer key",
    "changes": "Changes",
    "citation": "Suggested citation",
    "contents": "Contents",
    "date": "Date",
    "edition-instructor": "Instructor edition",
    "edition-student": "Student edition",
    "equation": "Equation",
    "feedback": "Tell us what to mend",
    "figure": "Figure",
    "how-to-use": "How to use this handout",
    "in-this-part": "In this part",
    "index": "Index",
    "licence": "Licence",
    "minutes": "Minutes",
    "not-printed": "Not printed",
    "on-the-web": "On the web",
    "page": "Page",
    "part": "Part",
    "question": "Question",
    "table": "Table",
    "together": "Together",
    "version": "Version",
    "writing-space": "Your answer",
}
"""Every word that the builder itself prints; ``handout_words`` replaces them one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting of ``conf.py``."""

    name: str
    default: Any
    types: tuple[type, ...]
    help: str
    accepts: Callable[[Any], bool] = lambda _: True
    """Says whether a value of a right type is a right value."""
    rebuild: Literal["", "env", "html"] = ""
    """What Sphinx reads anew when the value changes; the handout is made anew each time."""


def _all_text(value: Any) -> bool:
    return all(isinstance(item, str) for item in value)


def _text_to_text(value: Any) -> bool:
    return all(isinstance(key, str) and isinstance(item, str) for key, item in value.items())


def _people(value: Any) -> bool:
    return all(isinstance(item, dict) and "name" in item and _text_to_text(item) for item in value)


OPTIONS = (
    Option(
        name="handout_title",
        default="",
        types=(str,),
        help="Title on the cover; empty takes `project`.",
    ),
    Option(name="handout_subtitle", default="", types=(str,), help="A line below the title."),
    Option(
        name="handout_authors",
        default=[],
        types=(list, tuple),
        accepts=_people,
        help=(
            "Authors, each a mapping with `name` and, if there is one, `orcid`; empty takes "
            "`author`."
        ),
    ),
    Option(
        name="handout_notice",
        default="",
        types=(str,),
        help='A line in a frame on the cover, such as "not medical advice".',
    ),
    Option(
        name="handout_licence",
        default="",
        types=(str,),
        help="The licence, on the cover and the last page.",
    ),
    Option(
        name="handout_url",
        default="",
        types=(str,),
        help=(
            "Address of the site: a QR code on the cover, links to pages left out; empty takes "
            "`html_baseurl`."
        ),
    ),
    Option(
        name="handout_feedback",
        default="",
        types=(str,),
        help="Address for comments: a QR code on the last page.",
    ),
    Option(
        name="handout_use",
        default=[],
        types=(list, tuple),
        accepts=_all_text,
        help="Paragraphs of the page on how to use the handout, before its table of minutes.",
    ),
    Option(
        name="handout_citation",
        default="",
        types=(str,),
        help="How to cite the work, on the last page.",
    ),
    Option(
        name="handout_changes",
        default=[],
        types=(list, tuple),
        accepts=_all_text,
        help="What changed, newest first, on the last page.",
    ),
    Option(
        name="handout_paper",
        default="a4",
        types=(str,),
        accepts=lambda value: value in {"a4", "us-letter"},
        help="`a4` or `us-letter`.",
    ),
    Option(
        name="handout_exclude",
        default=[],
        types=(list, tuple),
        accepts=_all_text,
        help="Patterns of pages that no edition prints.",
    ),
    Option(
        name="handout_instructor",
        default=[],
        types=(list, tuple),
        accepts=_all_text,
        help="Patterns of pages that only the instructor edition prints.",
    ),
    Option(
        name="handout_answer_class",
        default=ANSWER,
        types=(str,),
        help=(
            "Class of a box that holds an answer: space to write for students, an answer key for "
            "instructors."
        ),
    ),
    Option(
        name="handout_template",
        default="",
        types=(str,),
        help="A Typst file, in the source directory, in place of the template.",
    ),
    Option(
        name="handout_fonts",
        default=[],
        types=(list, tuple),
        accepts=_all_text,
        help=(
            "Folders with further fonts, in the source directory; the machine's own are never used."
        ),
    ),
    Option(
        name="handout_math",
        default={},
        types=(dict,),
        accepts=_text_to_text,
        help="Formulas in LaTeX that the converter cannot turn into Typst, with their Typst form.",
    ),
    Option(
        name="handout_words",
        default={},
        types=(dict,),
        accepts=_text_to_text,
        help="Words that the builder prints, to translate them.",
    ),
)


def check_options(config: Config) -> None:
    """Warn about each wrong value and put its default in its place."""
    for option in OPTIONS:
        value = config[option.name]
        if not isinstance(value, option.types) or not option.accepts(value):
            warn(Subtype.OPTION, f"{option.name} cannot be {value!r}; the default is used")
            config[option.name] = option.default
    for word in sorted(set(config.handout_words) - set(WORDS)):
        warn(Subtype.OPTION, f"handout_words has no word {word!r}")


def read_language(config: Config) -> tuple[str, str | None]:
    """Return the language and region that the PDF declares."""
    text = config.language or ""
    if not _LANGUAGE.match(text):
        warn(Subtype.LANGUAGE, f"{text!r} is no language; the handout is marked as English")
        return "en", None
    parts = re.split("[_-]", text)
    region = next((part for part in parts[1:] if len(part) == 2), None)
    return parts[0], region


def read_words(config: Config) -> dict[str, str]:
    """Return the words to print."""
    return {**WORDS, **{key: value for key, value in config.handout_words.items() if key in WORDS}}
