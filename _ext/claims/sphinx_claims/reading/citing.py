"""What a citation is: each form that nodes or words can have, and what it leads to.

The forms and how far each can be relied on are listed in ``core/citing/forms.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes

from sphinx_claims.core.citing.forms import CONFIDENCE, Form, Mention
from sphinx_claims.core.citing.mentions import mention_of_link, mentions_in
from sphinx_claims.core.citing.references import ANYWHERE, ENOUGH, IN_A_LIST, reference_in
from sphinx_claims.core.model import Citation
from sphinx_claims.reading.textrun import Mark, TextRun

_TARGET = re.compile(
    r"\s*(?:[{](?P<pre>[^{}]+)[}])?\s*(?P<key>[^{}\s,]++)\s*(?:[{](?P<post>[^{}]+)[}])?\s*(?:,|$)"
)
_FOOTCITE = re.compile(r"\[#(?P<key>[^\]]+)\]_")
_REFUSED = re.compile(
    r"\.\. \|(?P<name>[^|]+)\| replace::\s*:(?:foot)?cite(?::\w+)?:`(?P<target>[^`]+)`"
)
_IN_PARENTHESES = frozenset({"p", "ps", "cite"})
"""What bibtex calls a citation that readers see behind the words; all others are words."""
_LISTS = re.compile(
    r"\W*(?:\d+[.)]?\s+)?(?:(?:main |selected |key |further |cited |general |additional )?"
    r"(?:references|bibliography|literature|reading|sources|publications)|"
    r"(?:references|literature|works|sources) cited|citations|notes and references|"
    r"references and (?:notes|further reading)|literatur(?:verzeichnis)?|quellen|références|"
    r"bibliographie|referencias|bibliografía|bibliografia|riferimenti)\W*",
    re.IGNORECASE,
)
"""What a list of references is called."""
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3}){0,20})\]")
_NUMBERED = re.compile(r"\s*\[(\d{1,3})\]\s")
_LABEL = re.compile(r"\[#?([\w.-]+)\]_")
_SPAN = re.compile(r"(\d+)\s*[\u2013-]\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the marks of a document lead to."""

    footnotes: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    """Footnotes that stand for citations, by id."""
    naming: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Footnotes that do nothing but name works in a form that cannot be checked, by id."""
    printed: frozenset[str] = frozenset()
    """Ids of the footnotes that sphinxcontrib-bibtex wrote."""
    numbers: frozenset[str] = frozenset()
    """Numbers of the references in words that the document has, in lists and footnotes."""
    refused: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    """Citations in substitutions, by name: docutils refuses them, as an error at their line."""


def parse_target(target: str) -> tuple[Citation, ...]:
    """Split ``{pre}key{post}, key`` into citations.

    Sphinxcontrib-bibtex has refused any other form before.
    """
    return tuple(
        Citation(key=found["key"], locator=found["post"])
        for found in _TARGET.finditer(" ".join(target.split()))
    )


def texts_before(target: str) -> Iterator[str]:
    """Yield the words that a citation prints before its keys: ``{see}key``."""
    for found in _TARGET.finditer(" ".join(target.split())):
        if found["pre"]:
            yield found["pre"]


def is_textual(node: addnodes.pending_xref) -> bool:
    """Tell whether readers see a citation of sphinxcontrib-bibtex as words of the sentence."""
    return node.get("reftype", "p") not in _IN_PARENTHESES


def mark_of_link(node: nodes.Element, offset: int) -> Mark | None:
    """Return the mark of a link that leads outside the project, or names a work in another way."""
    uri, target = str(node.get("refuri", "")), str(node.get("reftarget", ""))
    if target.startswith("@"):
        mention = next((one for _, one in mentions_in(f"[{target}]")), None)
        return Mark(offset=offset, mention=mention) if mention else None
    link = uri or (target if target.startswith("doi:") else "")
    return Mark(offset=offset, link=link, mention=mention_of_link(link)) if link else None


def cites_of_note(
    node: nodes.footnote_reference | nodes.problematic, notes: Notes
) -> tuple[Citation, ...]:
    """Return the citations that the mark of a footnote, or a refused substitution, stands for.

    Where several docstrings on a page have a footnote 1 each, docutils cannot tell them apart and
    prints the marks as they are written.
    """
    if isinstance(node, nodes.problematic):
        label = _LABEL.fullmatch(node.astext())
        if label and label[1] in notes.numbers:
            return (numbered(label[1], Form.NOTE_OF_REFERENCE),)
        return notes.refused.get(node.astext().strip("|"), ())
    target = str(node.get("refid", ""))
    found = _FOOTCITE.fullmatch(node.rawsource)
    if found and target in notes.printed:
        return (Citation(key=found["key"]),)
    return notes.footnotes.get(target, ())


def refused_citations(document: nodes.document) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of those substitutions that docutils refuses for holding them."""
    refused = (
        _REFUSED.fullmatch(block.astext().strip())
        for message in document.findall(nodes.system_message)
        for block in message.findall(nodes.literal_block)
    )
    return {found["name"]: parse_target(found["target"]) for found in refused if found}


def is_printed(footnote: nodes.footnote) -> bool:
    """Tell whether sphinxcontrib-bibtex wrote a footnote: nothing of it stands on any line."""
    said = (one for one in footnote.findall(nodes.Element) if not isinstance(one, nodes.label))
    return footnote.get("auto") == 1 and all(one.line is None for one in said)


def numbered(label: str, form: Form) -> Citation:
    """Return the citation of a reference that is known by its number on the page."""
    return Citation(key=label, confidence=CONFIDENCE[form])


def note_marks(run: TextRun, notes: Notes) -> None:
    """Add to a run what its words cite, and what they only name."""
    text = run.prose()
    if notes.numbers:
        run.marks += _numbers_in(text, notes.numbers)
    linked = {mark.mention.identifier for mark in run.marks if mark.mention}
    for offset, mention in mentions_in(text):
        if not mention.identifier or mention.identifier not in linked:
            run.marks.append(Mark(offset=offset, mention=mention))


def _numbers_in(text: str, known: frozenset[str]) -> Iterator[Mark]:
    for found in _NUMBERS.finditer(text):
        labels = _labels(found[1])
        if found.start() and known.issuperset(labels):
            cites = tuple(numbered(label, Form.NUMBER) for label in labels)
            yield Mark(offset=found.start(), cites=cites, raised=True)


def _labels(told: str) -> list[str]:
    """Return the single numbers in a text such as "1, 3-5"."""
    whole = _SPAN.sub(lambda span: ",".join(map(str, range(int(span[1]), int(span[2]) + 1))), told)
    return re.findall(r"\d+", whole)


def reference_end(node: nodes.Node, text: str) -> int:
    """Return where the reference in words ends that a block opens with, 0 if it holds none.

    A reference that is all of a block is one anywhere; others only where readers expect them: in
    footnotes, citations and lists of references.
    """
    linked = _leads_out(node)
    if not text.strip() or not reference_in(text, IN_A_LIST, linked=linked):
        return 0
    return reference_in(text, _expected(node), linked=linked)


def _leads_out(node: nodes.Node) -> bool:
    """Tell whether some words of a block lead to an address."""
    return any(
        str(link.get("refuri", "")).startswith("http") for link in node.findall(nodes.reference)
    )


def _expected(node: nodes.Node) -> int:
    """Return how much a reference must show at a place."""
    around: nodes.Node | None = node
    while around is not None:
        if isinstance(around, nodes.footnote):
            return IN_A_LIST if _among_references(around) else ENOUGH
        if isinstance(around, nodes.citation) or _is_headed(around):
            return IN_A_LIST
        around = around.parent
    return ANYWHERE


def _among_references(footnote: nodes.footnote) -> bool:
    """Tell whether most of the footnotes beside one are references, so that it may be one too."""
    beside = [one for one in footnote.parent.children if isinstance(one, nodes.footnote)]
    told = sum(bool(reference_in(body_of(one))) for one in beside if one is not footnote)
    return told > 0 and 2 * told >= len(beside) - 1


def body_of(footnote: nodes.Element) -> str:
    """Return the text of the first block of a footnote."""
    told = (one for one in footnote.children if not isinstance(one, nodes.label))
    return next((one.astext() for one in told), "")


def _is_headed(node: nodes.Node) -> bool:
    """Tell whether a node is a section of references, or stands below such a heading."""
    if isinstance(node, nodes.section):
        return bool(node.children) and bool(_LISTS.fullmatch(node.children[0].astext()))
    if not isinstance(node, nodes.list_item | nodes.Body) or node.parent is None:
        return False
    heading = next(
        (
            one
            for one in reversed(_above(node))
            if _is_heading(one) or isinstance(one, nodes.section)
        ),
        None,
    )
    return heading is not None and bool(_LISTS.fullmatch(heading.astext()))


def _above(node: nodes.Node) -> list[nodes.Node]:
    """Return what stands before a node; nothing before words that were put into a block anew."""
    children = node.parent.children
    return list(children[: children.index(node)]) if node in children else []


def _is_heading(node: nodes.Node) -> bool:
    """Tell whether a node is a heading without a section of its own."""
    if isinstance(node, nodes.rubric):
        return True
    if not isinstance(node, nodes.paragraph):
        return False
    told = [child for child in node.children if child.astext().strip(": ")]
    return len(told) == 1 and isinstance(told[0], nodes.strong)


def listed_numbers(document: nodes.document) -> frozenset[str]:
    """Return the numbers of the references in words in the lists of a document."""
    found: set[str] = set()
    for block in document.findall(_may_number):
        if isinstance(block, nodes.enumerated_list):
            found.update(_numbers_of_items(block))
        elif told := _NUMBERED.match(block.astext()):
            found.update({told[1]} if reference_end(block, block.astext()) else ())
    return frozenset(found)


def _may_number(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph | nodes.enumerated_list)


def _numbers_of_items(items: nodes.enumerated_list) -> Iterator[str]:
    for number, item in enumerate(items.children, int(items.get("start", 1))):
        if item.children and reference_end(item.children[0], item.children[0].astext()):
            yield str(number)
