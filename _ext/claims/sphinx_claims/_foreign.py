"""What other packages do not promise and the checker relies on.

Each with the version it was read from; when one of them moves, this is the module to mend. Knows
nothing of the rest of the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain
    from sphinxcontrib.bibtex.domain import Citation as Listed

# sphinxcontrib-bibtex 2.7.0

CITATION_CLASS = "bibtex-citation"
"""Class of the inline that holds the links of a citation."""
BETTER_REPORTED = ("bibtex.key_not_found", "bibtex.bibfile_error")
"""Warnings that rules of ours report with a line, and on every build."""
_DOMAIN = "cite"
_FILES, _ENCODING = "bibtex_bibfiles", "bibtex_encoding"
_REFERENCES = "citation"
"""What a list of references is called that citations lead to, in contrast to other lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What the pages do with the keys of the bibliography, once all of them are read."""

    cited: frozenset[str]
    """Keys of the citations that sphinxcontrib-bibtex made."""
    listed: frozenset[str]
    """Keys that some list holds."""
    reached: frozenset[str]
    """Keys in a list that citations lead to."""


def find_bibtex(env: BuildEnvironment) -> BibtexDomain | None:
    """Return the domain of sphinxcontrib-bibtex, if the project has it."""
    return cast("BibtexDomain", env.get_domain(_DOMAIN)) if _DOMAIN in env.domains else None


def uses_in(domain: BibtexDomain) -> Uses:
    """Return what the pages do with each key."""
    lists = {key: place.list_ for key, place in domain.bibliographies.items()}
    return Uses(
        cited=frozenset(target.key for ref in domain.citation_refs for target in ref.targets),
        listed=frozenset(cited.entry.key for cited in domain.citations),
        reached=frozenset(
            cited.key for cited in domain.citations if lists[cited.bibliography_key] == _REFERENCES
        ),
    )


def listed_references(env: BuildEnvironment) -> dict[str, Listed]:
    """Return what stands in the lists of references, by key."""
    domain = find_bibtex(env)
    return {cited.key: cited for cited in domain.citations} if domain else {}


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


def bibliography_files(config: Config) -> tuple[str, ...] | None:
    """Return the names of the bibliography files; None if sphinxcontrib-bibtex is not in use."""
    return tuple(config[_FILES] or ()) if _FILES in config else None


def bibliography_encoding(config: Config) -> str:
    """Return the encoding of the bibliography files."""
    return cast("str", config[_ENCODING])


def read_instead(config: Config, copies: Mapping[str, str]) -> None:
    """Have sphinxcontrib-bibtex read copies of some of the files that the project names."""
    config.bibtex_bibfiles = [copies.get(name, name) for name in bibliography_files(config) or ()]


# MyST-NB 1.4.0


def is_computed(element: nodes.Element) -> bool:
    """Tell whether an element is what the code of a notebook printed: no author wrote it."""
    return bool(element.attributes.get("nb_element") == "cell_code_output")


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
    return env.domains.citation_domain.citations


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


def hide_warnings(config: Config, names: tuple[str, ...]) -> None:
    """Add to the warnings that a project does not want to see."""
    config.suppress_warnings = [*config.suppress_warnings, *names]
