"""What other packages do not promise and the checker relies on.

Each with the version it was read from; when one of them moves, this is the module to mend. Knows
nothing of the rest of the package.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sphinx
from docutils import nodes
from pybtex.exceptions import PybtexError
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing
from sphinx import addnodes
from sphinx.util.logging import get_node_location, is_suppressed_warning

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.domains.citation import CitationDomain
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain
    from sphinxcontrib.bibtex.domain import Citation as Listed

# sphinxcontrib-bibtex 2.7.0

CITATION_CLASS = "bibtex-citation"
"""Class of the inline that holds the links of a citation."""
_REPEATED = {
    "sphinx.sphinxcontrib.bibtex.bibfile": re.compile(r"could not open bibtex file (.+)\.$"),
    "sphinx.sphinxcontrib.bibtex.domain": re.compile(r'could not find bibtex key "(.+)"$'),
    "sphinx.sphinxcontrib.bibtex.foot_roles": re.compile(r'could not find bibtex key "(.+)"$'),
}
"""Warnings about what rules of ours report too, with a line and on every build, by logger."""
_PLACE = re.compile(r"(?P<path>.+?)(?::docstring of .*?)?(?::\d*)?$")
_NO_TEMPLATE = re.compile(r"no attribute '(?:get|format)_(\w+?)(?:_template)?'")
_DOMAIN = "cite"
_FILES, _ENCODING = "bibtex_bibfiles", "bibtex_encoding"
_REFERENCES = "citation"
"""What a list of references is called that citations lead to, in contrast to other lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What the pages do with the keys of the bibliography, once all of them are read."""

    entries: frozenset[str]
    """Keys of the entries that sphinxcontrib-bibtex has read."""
    names: Mapping[str, str]
    """Keys that lists have for these entries, with a prefix or not, and the entry's own."""
    cited: frozenset[str]
    """Keys of the citations that sphinxcontrib-bibtex made."""
    listed: frozenset[str]
    """Entries that some list holds."""
    reached: frozenset[str]
    """Keys in a list that citations lead to."""


def find_bibtex(env: BuildEnvironment) -> BibtexDomain | None:
    """Return the domain of sphinxcontrib-bibtex, if the project has it."""
    return cast("BibtexDomain", env.get_domain(_DOMAIN)) if _DOMAIN in env.domains else None


def uses_in(domain: BibtexDomain) -> Uses:
    """Return what the pages do with each key."""
    lists = {key: place.list_ for key, place in domain.bibliographies.items()}
    return Uses(
        entries=frozenset(domain.bibdata.data.entries.keys()),
        names={
            name: name.removeprefix(place.keyprefix)
            for place in domain.bibliographies.values()
            for name in place.citation_nodes
        },
        cited=frozenset(target.key for ref in domain.citation_refs for target in ref.targets),
        listed=frozenset(cited.entry.key for cited in domain.citations),
        reached=frozenset(
            cited.key for cited in domain.citations if lists[cited.bibliography_key] == _REFERENCES
        ),
    )


def listed_references(env: BuildEnvironment) -> dict[str, Listed]:
    """Return what stands in the lists of references, by key, and by that of its entry."""
    domain = find_bibtex(env)
    if domain is None:
        return {}
    listed = {cited.key: cited for cited in domain.citations}
    return {cited.entry.key: cited for cited in domain.citations} | listed


def has_entry(env: BuildEnvironment, key: str) -> bool:
    """Tell whether sphinxcontrib-bibtex has read an entry under a key, in whatever case."""
    domain = find_bibtex(env)
    return domain is not None and key in domain.bibdata.data.entries


def text_of_reference(listed: Listed, domain: BibtexDomain) -> list[nodes.Node]:
    """Return a reference as its list prints it."""
    return cast("list[nodes.Node]", listed.formatted_entry.text.render(cast("Any", domain).backend))


def cite_in_parentheses(
    env: BuildEnvironment, target: str, line: int, inliner: Any
) -> nodes.Element | None:
    """Return a citation as an author's own would be, noted and listed; None if nothing makes one.

    :param target: what an author would write between the backquotes
    """
    domain = find_bibtex(env)
    if domain is None or (role := domain.role("p")) is None:
        return None
    found, _ = role("cite:p", target, target, line, inliner, {}, [])
    return cast("nodes.Element", found[0])


def repeated_problem(record: logging.LogRecord, env: BuildEnvironment) -> tuple[str, str] | None:
    """Return file and key that a warning of sphinxcontrib-bibtex is about.

    The key is empty if it is about a bibliography file. None for any other warning.
    """
    pattern = _REPEATED.get(record.name)
    found = pattern.match(record.getMessage()) if pattern else None
    if found is None:
        return None
    if record.name.endswith(".bibfile"):
        return str(Path(found[1]).resolve()), ""
    place: Any = getattr(record, "location", None)
    if isinstance(place, nodes.Node):
        place = get_node_location(place)
    if isinstance(place, tuple):
        place = str(env.doc2path(place[0]))
    path = _PLACE.match(place or "")
    return (str(Path(path["path"]).resolve()), found[1]) if path else None


def find_unprintable(env: BuildEnvironment, cause: BaseException) -> tuple[str, str] | None:
    """Return the key of the entry that made sphinxcontrib-bibtex fail, and what it cannot print.

    :param cause: what the build failed with
    """
    domain = find_bibtex(env)
    if domain is None:
        return None
    styles = {place.style for place in domain.bibliographies.values()}
    for name in sorted(styles | {env.config.bibtex_default_style}):
        style = find_plugin("pybtex.style.formatting", name)()
        for entry in domain.bibdata.data.entries.values():
            complaint = _complaint_of(style, entry)
            if complaint and complaint in str(cause):
                lacks = _NO_TEMPLATE.search(complaint)
                what = f"its style {name!r} knows no @{lacks[1]}" if lacks else complaint
                return entry.key, what
    return None


def _complaint_of(style: Any, entry: Any) -> str:
    """Return what a style fails with when it prints an entry; empty if it prints it."""
    try:
        style.format_entry("", entry)
    except FieldIsMissing:  # sphinxcontrib-bibtex warns of it and goes on
        return ""
    except (AttributeError, PybtexError, ValueError, RecursionError) as error:
        return str(error)
    return ""


def bibliography_files(config: Config) -> tuple[str, ...] | None:
    """Return the names of the bibliography files; None if sphinxcontrib-bibtex is not in use."""
    return tuple(config[_FILES] or ()) if _FILES in config else None


def bibliography_encoding(config: Config) -> str:
    """Return the encoding of the bibliography files."""
    return cast("str", config[_ENCODING])


# MyST-NB 1.4.0


def is_computed(element: nodes.Element) -> bool:
    """Tell whether an element is what the code of a notebook printed: no author wrote it."""
    return bool(element.attributes.get("nb_element") == "cell_code_output")


# MyST-Parser 5.2.0


def substitutions_in(config: Config) -> Mapping[str, str]:
    """Return the mark-up of the substitutions that a project defines for its Markdown pages."""
    defined: Mapping[object, object] = getattr(config, "myst_substitutions", None) or {}
    return {str(name): text for name, text in defined.items() if isinstance(text, str)}


def lines_of_directive(directive: Directive) -> tuple[int, list[str]]:
    """Return the lines that a directive is written on, and the number of their first.

    MyST-Parser before 5.2 tells less than all of them: they are then those of the file, from the
    directive on.
    """
    written = directive.block_text.splitlines()
    if written and directive.name in written[0]:
        return directive.lineno, written
    path, line = cast(
        "tuple[str, int]", directive.state_machine.get_source_and_line(directive.lineno)
    )
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return line, lines[line - 1 :]


# sphinx-handout, a sibling that the checker does not need


def withheld_by(builder: Builder) -> frozenset[str] | None:
    """Return the documents that a builder keeps from its readers, besides all answers.

    None if it keeps nothing.
    """
    if not getattr(builder, "withholds_answers", False):
        return None
    docs: frozenset[str] = getattr(builder, "withheld_documents", frozenset())
    return docs


# Sphinx 9.0.4


def pages_in(document: nodes.document, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the pages that a document is made of: itself, and those that a builder put into it."""
    yield docname, document
    for page in document.findall(addnodes.start_of_file):
        yield page["docname"], page


def defined_citations(env: BuildEnvironment) -> dict[str, tuple[str, str, int]]:
    """Return document, anchor and line of each citation that a reStructuredText page defines."""
    domain = env.get_domain("citation")  # a property has it since Sphinx 8.1
    return cast("CitationDomain", domain).citations


def file_of(env: BuildEnvironment, docname: str) -> Path:
    """Return the file that a document is read from."""
    return Path(env.doc2path(docname))  # a string before Sphinx 8.0


def stumbles_over_bytes() -> bool:
    """Tell whether Sphinx ends the build at a byte that is no letter, or puts ``?`` in its place.

    It does the latter, with a warning, before 9.0.
    """
    return sphinx.version_info >= (9,)


def all_documents(env: BuildEnvironment) -> list[str]:
    """Return the documents of a project, those too that are not read again."""
    return sorted(env.found_docs)


def leave_out(env: BuildEnvironment, docname: str) -> None:
    """Have a build go on without a document."""
    env.clear_doc(docname)
    env.found_docs.discard(docname)


def add_static_folder(config: Config, folder: str) -> None:
    """Ship one more folder with the pages; possible until Sphinx copies them at the end."""
    config.html_static_path = [*config.html_static_path, folder]


def hidden_warnings(config: Config, family: str) -> tuple[str, ...]:
    """Return what a project has named of a family of warnings that it does not want to see."""
    names = map(str, config.suppress_warnings)
    return tuple(name for name in names if name.partition(".")[0] == family)


def fails_on_warnings(app: Sphinx) -> bool:
    """Tell whether a build is to fail if there is a warning.

    Sphinx 8.1 has another name for it than Sphinx 7.4, which has two.
    """
    names = ("_fail_on_warnings", "warningiserror", "keep_going")
    return any(getattr(app, name, False) for name in names)


def is_hidden(config: Config, kind: str, subtype: str) -> bool:
    """Tell whether a project does not want to see some warnings."""
    return is_suppressed_warning(kind, subtype, config.suppress_warnings)
