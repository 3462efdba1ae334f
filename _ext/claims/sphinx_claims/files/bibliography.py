"""Bibliography files to sources, and the defects of those files.

The only module that reads ``.bib`` files.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Entry, ParsingFailedBlock

from sphinx_claims._foreign import Uses
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Author, Bibliography, Defect, Location, Source
from sphinx_claims.files.latex import plain_text

logging.getLogger("bibtexparser").addHandler(
    logging.NullHandler()
)  # its complaints are findings, with file and line
_KEY = re.compile(r"@\w+\s*[{(]\s*([^,\s{}]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BibFile:
    """One bibliography file as read."""

    path: Path
    sources: tuple[Source, ...] = ()
    defects: tuple[Defect, ...] = ()
    keys: frozenset[str] = frozenset()
    """All keys, those of malformed entries included."""
    missing: bool = False
    mended: str | None = None
    """The file's text without its malformed entries; None when there are none."""


def read_bib_file(
    path: Path, name: str, listed_in: Location, encoding: str = "utf-8-sig"
) -> BibFile:
    """Read one file; never raises for what the file holds.

    :param name: path to show, relative to the source directory
    :param listed_in: where the project names the file, to report a missing one
    :param encoding: a byte that is none of its letters is replaced
    """
    if not path.is_file():
        return BibFile(path=path, defects=(_missing(name, listed_in),), missing=True)
    text = path.read_text(encoding=encoding, errors="replace")
    library = parse_string(text)
    bad = [block for block in library.failed_blocks if isinstance(block, ParsingFailedBlock)]
    return BibFile(
        path=path,
        sources=tuple(_source(entry, name) for entry in library.entries),
        defects=tuple(_defect(block, name) for block in bad),
        keys=frozenset(entry.key for entry in library.entries).union(*map(_keys_of, bad)),
        mended=_without(text, bad) if bad else None,
    )


def combine(files: Iterable[BibFile]) -> Bibliography:
    """Return what all files hold together; with no file at all nothing can be said about keys."""
    files = tuple(files)
    return Bibliography(
        sources=tuple(source for file in files for source in file.sources),
        defects=tuple(defect for file in files for defect in file.defects),
        known=frozenset(key for file in files for key in file.keys),
        complete=bool(files) and not any(file.missing for file in files),
    )


def write_mended(folder: Path, name: str, text: str, encoding: str) -> str:
    """Write what is sound of a malformed file, unless it is there already; return the path.

    :param name: that of the malformed file
    """
    copy = folder / f"mended-{hashlib.sha256(name.encode()).hexdigest()[:8]}.bib"
    data = text.encode(encoding, errors="replace")
    if not copy.exists() or copy.read_bytes() != data:
        folder.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
    return str(copy)


def with_labels(bibliography: Bibliography, labels: Iterable[str], *, alone: bool) -> Bibliography:
    """Return the bibliography with the keys of citations that reStructuredText pages define.

    :param alone: True for a project without a bibliography extension, where no other keys can be
    """
    return replace(
        bibliography,
        known=bibliography.known | frozenset(labels),
        complete=alone or bibliography.complete,
    )


def with_uses(bibliography: Bibliography, told: frozenset[str], uses: Uses) -> Bibliography:
    """Return the bibliography with what the pages do with it.

    :param told: keys that the pages cite
    :param uses: what sphinxcontrib-bibtex knows of them
    """
    return replace(
        bibliography,
        listed=uses.reached | (told - uses.cited),
        used=told | uses.cited | uses.listed,
    )


def _source(entry: Entry, name: str) -> Source:
    written = [(field.key.lower(), str(field.value)) for field in entry.fields]
    fields = sorted((field, plain_text(value)) for field, value in written)
    return Source(
        key=entry.key,
        location=Location(doc=None, source=name, line=(entry.start_line or 0) + 1),
        fields=(("type", entry.entry_type), *fields),
        authors=authors_in(dict(written).get("author", "")),
    )


def authors_in(text: str) -> tuple[Author, ...]:
    """Return the authors that a field of an entry names, parted as BibTeX parts them.

    A malformed name is read as well as it can be.
    """
    names = map(_author, split_multiple_persons_names(text))
    return tuple(name for name in names if name.family)


def _author(text: str) -> Author:
    name = parse_single_name_into_parts(text, strict=False)
    return Author(
        family=_joined(name.von + name.last), given=_joined(name.first), suffix=_joined(name.jr)
    )


def _joined(words: Iterable[str]) -> str:
    return plain_text(" ".join(words))


def _missing(name: str, listed_in: Location) -> Defect:
    return Defect(
        slug=DefectKind.MISSING_BIBLIOGRAPHY,
        location=listed_in,
        message=f"bibliography file {name!r} does not exist",
    )


def _defect(block: ParsingFailedBlock, name: str) -> Defect:
    keys = tuple(_keys_of(block))
    what = f"entry {keys[0]!r}" if keys else "an entry"
    return Defect(
        slug=DefectKind.MALFORMED_ENTRY,
        location=Location(doc=None, source=name, line=(block.start_line or 0) + 1),
        message=f"{what} is malformed and is left out",
        excerpt=" ".join((block.raw or "").split()),
        keys=keys,
    )


def _keys_of(block: ParsingFailedBlock) -> list[str]:
    return _KEY.findall(block.raw or "")


def _without(text: str, blocks: Iterable[ParsingFailedBlock]) -> str:
    for block in blocks:
        text = text.replace(block.raw or "", "", 1)
    return text
