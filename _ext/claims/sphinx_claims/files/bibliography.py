"""Bibliography files to sources, and the defects of those files.

The only module that reads ``.bib`` files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from sphinx_claims._foreign import Uses
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Author, Bibliography, Defect, Location, Source
from sphinx_claims.files.bibtex import BibReader, BibText, RawEntry, Slip
from sphinx_claims.files.disk import is_file
from sphinx_claims.files.latex import plain_text

_REFUSED = "entry {!r} {}; sphinxcontrib-bibtex reads neither it nor what follows in this file"
_FATAL = "{} cannot be read, {}; sphinxcontrib-bibtex goes no further"


@dataclass(frozen=True, slots=True, kw_only=True)
class BibFile:
    """One bibliography file as read."""

    path: Path
    sources: tuple[Source, ...] = ()
    defects: tuple[Defect, ...] = ()
    unread: frozenset[str] = frozenset()
    """Keys that stand where sphinxcontrib-bibtex does not read them."""
    missing: bool = False
    fatal: Defect | None = None
    """What makes sphinxcontrib-bibtex end the build."""


def read_bib_files(
    files: Iterable[tuple[Path, str, Location]], encoding: str = "utf-8-sig"
) -> tuple[BibFile, ...]:
    """Read the files of a project in their order; strings and keys of one hold in the next.

    Never raises for what they hold.

    :param files: of each the path, that to show, relative to the source directory, and where the
        project names it, to report a missing one
    :param encoding: a byte that is none of its letters is replaced
    """
    reader = BibReader()
    return tuple(
        _read_file(path, name, listed_in, encoding, reader) for path, name, listed_in in files
    )


def read_bib_file(path: Path, name: str, listed_in: Location) -> BibFile:
    """Read one file that stands alone."""
    (file,) = read_bib_files([(path, name, listed_in)])
    return file


def _read_file(
    path: Path, name: str, listed_in: Location, encoding: str, reader: BibReader
) -> BibFile:
    if not is_file(path):
        return BibFile(path=path, defects=(_missing(name, listed_in),), missing=True)
    text, garbled = _decode(path.read_bytes(), encoding)
    read = reader.read(text, name)
    slip = garbled or read.slip
    refusals = (_refusal(slip, name),) if slip else ()
    return BibFile(
        path=path,
        sources=tuple(_source(entry, name) for entry in read.entries),
        defects=(*refusals, *_without_comma(read, name)),
        unread=frozenset(entry.key for entry in read.entries if not entry.is_read),
        fatal=next(iter(refusals), None) if slip and slip.is_fatal else None,
    )


def _decode(data: bytes, encoding: str) -> tuple[str, Slip | None]:
    """Return the text of a file, and what keeps others from decoding it."""
    slip = None
    try:
        text = data.decode(encoding)
    except LookupError:
        text = data.decode(errors="replace")
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        message = f"a byte is no letter of the encoding {encoding}"
        slip = Slip(key="", line=line, message=message, is_fatal=True)
    return text.replace("\r\n", "\n").replace("\r", "\n"), slip


def combine(files: Iterable[BibFile]) -> Bibliography:
    """Return what all files hold together; with no file at all nothing can be said about keys."""
    files = tuple(files)
    sources = _first_of_each_key(source for file in files for source in file.sources)
    return Bibliography(
        sources=sources,
        defects=tuple(defect for file in files for defect in file.defects),
        known=frozenset(source.key for source in sources),
        unread=frozenset(key for file in files for key in file.unread),
        complete=bool(files) and not any(file.missing for file in files),
    )


def _first_of_each_key(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources that count; keys that differ in the case of a letter are one."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.key.lower(), source)
    return tuple(first.values())


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
    known = uses.entries | uses.names.keys()
    every = told | uses.cited
    bare = every - uses.reached  # these lead nowhere, though a prefixed one may lead to the entry
    names = {
        name: key
        for name, key in uses.names.items()
        if name != key and name in uses.reached and key not in bare
    }
    return replace(
        bibliography,
        known=known,
        unread=bibliography.unread - known,
        names=names,
        listed=uses.reached | (told - uses.cited) | frozenset(names.values()),
        used=frozenset(uses.names.get(key, key) for key in every) | uses.listed,
    )


def _source(entry: RawEntry, name: str) -> Source:
    written = dict(reversed(entry.fields))
    fields = sorted(
        (field, plain_text(value)) for field, value in written.items() if field != "type"
    )
    return Source(
        key=entry.key,
        location=Location(doc=None, source=name, line=entry.line),
        fields=(("type", entry.kind), *fields),
        authors=authors_in(written.get("author", "")),
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


def _refusal(slip: Slip, name: str) -> Defect:
    """Return what keeps sphinxcontrib-bibtex from reading a file as a whole."""
    what = f"entry {slip.key!r}" if slip.key else "the file"
    if slip.is_fatal:
        said = _FATAL.format(what, slip.message)
    else:
        said = _REFUSED.format(slip.key, slip.message)
    return Defect(
        slug=DefectKind.MALFORMED_ENTRY,
        location=Location(doc=None, source=name, line=slip.line),
        message=said,
        keys=(slip.key,) if slip.key else (),
    )


def _without_comma(read: BibText, name: str) -> tuple[Defect, ...]:
    """Return one defect for all entries that lack the comma behind their key."""
    found = [entry for entry in read.entries if not entry.has_comma]
    if not found:
        return ()
    more = f", as in {len(found) - 1} more of this file" if len(found) > 1 else ""
    return (
        Defect(
            slug=DefectKind.MISSING_COMMA,
            location=Location(doc=None, source=name, line=found[0].line),
            message=f"no comma behind the key {found[0].key!r}{more}",
            keys=tuple(entry.key for entry in found),
        ),
    )
