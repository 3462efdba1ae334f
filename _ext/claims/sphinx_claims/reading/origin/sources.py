"""The files that documents were read from: their names, and the lines that nodes begin at."""

from __future__ import annotations

import json
import os
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_claims._foreign import file_of
from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location
from sphinx_claims.core.surroundings import ConfFile
from sphinx_claims.reading.origin.defining import Definition, definitions_of
from sphinx_claims.reading.origin.docstrings import (
    Origin,
    PythonFile,
    find_directive,
    read_origin,
    read_python,
)
from sphinx_claims.reading.origin.wordlines import words_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_REACH = 3
"""How far a node's line can be off: MyST counts the first line of some directive bodies twice
(MyST-Parser#1175)."""
_NEARBY = sorted(range(-_REACH, _REACH + 1), key=abs)
"""Steps from a line to those around it, the nearest first."""
_SUBSTITUTION = re.compile(r"\s*\{\{.+\}\}\s*")
"""A line of MyST that is a substitution and nothing else: its text is written elsewhere."""
_PYTHON = ".py"
"""Files that say themselves how they are encoded, and whose lines a form feed does not end."""
_COMPILED = (".so", ".pyd")
"""How files end that hold docstrings nobody can read in them."""
_NOTEBOOK = ".ipynb"
_OF_SPHINX = "sphinx"
"""Name of the catalogue in which a project words the messages of Sphinx itself."""
_CELL = 10_000
"""MyST-NB numbers the lines of a notebook's first cell from 10002, those of its second cell from
20002."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a file, by the numbers that nodes give them."""

    texts: Mapping[int, str]
    moved: Mapping[int, int] | None = None
    """The numbers the lines have in the file, where these differ."""

    def number(self, told: int) -> int:
        """Return the number in the file of a line as nodes give it."""
        return self.moved.get(told, told) if self.moved else told


_NO_LINES = Lines(texts={})


class SourceFiles:
    """The files below and beside one source directory; reads each at most once.

    Made for one document: the texts of a docstring come in the order in which they stand there.
    """

    def __init__(self, srcdir: Path, document: str) -> None:
        """Take the source directory, and the path of the document.

        What comes from no file that can be read is said to come from the document.
        """
        self._srcdir = srcdir
        self._document = document
        self._read: dict[str, Lines] = {}
        self._described: dict[str, PythonFile] = {}
        self._resolved: dict[str, Definition] = {}
        self._reached: dict[str, int] = {}

    def relative(self, path: str) -> str:
        """Return the path relative to the source directory of the file that a source names."""
        return self._resolve(path).file

    def _resolve(self, path: str) -> Definition:
        """Return the file of a source, relative to the source directory, and a name in it."""
        if path not in self._resolved:
            origin = read_origin(path)
            file, name = self._define(origin) if origin.name else Definition(origin.file, "")
            held = relative_source(file if Path(file).is_file() else self._document, self._srcdir)
            self._resolved[path] = Definition(held, name)
        return self._resolved[path]

    def _define(self, origin: Origin) -> Definition:
        """Return where a docstring is written, or else what it should describe."""
        known = [
            definition
            for definition in definitions_of(origin)
            if Path(definition.file).is_file() and not definition.file.endswith(_COMPILED)
        ]
        for definition in known:
            if definition.name in self._python(definition.file).spans:
                return definition
        for definition in known:
            if definition.name in self._python(definition.file).bodies:
                return definition
        return Definition(known[0].file if known else "", "")

    def docstring_at(self, path: str) -> str:
        """Return the name of what the docstring describes that a source names, or nothing."""
        return read_origin(path).name

    def line_of(self, node: nodes.Element, source: str) -> int | None:
        """Return the line of a node, put right where its text stands a few lines beside it."""
        if not node.line:
            return None
        path = node.source or ""
        if self.docstring_at(path):
            return self._line_in_docstring(node, path, source)
        lines = self._lines_of(source)
        return lines.number(_written_at(node, node.line, lines.texts))

    def _line_in_docstring(self, node: nodes.Element, path: str, source: str) -> int:
        """Return the line of a node in a docstring, by its words or else by counting."""
        if source == self.relative(self._document):
            return self.first_line_of(path, source)
        text = node.astext() if isinstance(node, nodes.TextElement) else ""
        if place := self._find(path, source, text):
            return place[0]
        python, name = self._python(source), self._resolve(path).name
        return min(python.first_line(name) + (node.line or 1) - 1, python.last_line(name))

    def first_line_of(self, path: str, source: str) -> int:
        """Return the line of a docstring's first words.

        Else that of what it should describe, or of the directive that asks for it.
        """
        if source == self.relative(self._document):
            return find_directive(self._lines_of(source).texts, read_origin(path).name)
        return self._python(source).first_line(self._resolve(path).name)

    def line_of_words(self, path: str, source: str, text: str) -> int | None:
        """Return the line of a text, or None if its words stand nowhere in the file.

        What is asked for next is looked for further on in the same docstring or file first.
        """
        place = self._find(path, source, text)
        if place is None:
            return None
        line, self._reached[path] = place
        return line

    def _find(self, path: str, source: str, text: str) -> tuple[int, int] | None:
        """Return the line of a text, and the index of the word behind its first."""
        words = words_of(text)
        elsewhere = self.docstring_at(path) and source == self.relative(self._document)
        if not words or elsewhere:
            return None
        python = self._python(source)
        at = python.find(self._resolve(path).name, words, self._reached.get(path, 0))
        return None if at is None else (python.words.line_at(at), at + 1)

    def _python(self, source: str) -> PythonFile:
        if source not in self._described:
            text = "\n".join(self._lines_of(source).texts.values())
            self._described[source] = read_python(text)
        return self._described[source]

    def text_at(self, line: int, source: str) -> str:
        """Return one line of a file, empty if there is none."""
        lines = self._lines_of(source)
        if not lines.moved:
            return lines.texts.get(line, "")
        return next((text for told, text in lines.texts.items() if lines.number(told) == line), "")

    def _lines_of(self, source: str) -> Lines:
        if source not in self._read:
            self._read[source] = _read_lines(Path(self._srcdir, source))
        return self._read[source]


def _read_lines(path: Path) -> Lines:
    try:
        if path.name.endswith(_PYTHON):
            with tokenize.open(path) as stream:
                return Lines(texts=dict(enumerate(stream.read().split("\n"), 1)))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, SyntaxError):
        return _NO_LINES
    if path.name.endswith(_NOTEBOOK):
        cells = dict(_cell_lines(text))
        return Lines(
            texts={told: line for told, (_, line) in cells.items()},
            moved={told: number for told, (number, _) in cells.items()},
        )
    return Lines(texts=dict(enumerate(text.splitlines(), 1)))


def _written_at(node: nodes.Element, number: int, lines: Mapping[int, str]) -> int:
    if not _is_prose(node):
        return number
    first = (node.rawsource or node.astext()).split("\n", 1)[0].strip()
    if not first or first in lines.get(number, ""):
        return number
    nearby = [number + step for step in _NEARBY if number + step in lines]
    return _first(nearby, lambda line: first in lines[line]) or (
        _first(nearby, lambda line: bool(_SUBSTITUTION.fullmatch(lines[line]))) or number
    )


def _first(numbers: Iterable[int], fits: Callable[[int], bool]) -> int | None:
    return next(filter(fits, numbers), None)


def _cell_lines(text: str) -> Iterator[tuple[int, tuple[int, str]]]:
    """Return the lines of a notebook's text cells, in their order.

    Each is one line of a well-formed file.
    """
    written = text.splitlines()
    at = 0
    for cell, content in enumerate(json.loads(text).get("cells", ()), 1):
        if content.get("cell_type") != "markdown":
            continue
        source = content.get("source", "")
        parts = source if isinstance(source, list) else source.splitlines(keepends=True)
        for number, part in enumerate(parts, _CELL * cell + 2):
            wanted = json.dumps(part if isinstance(source, list) else source, ensure_ascii=False)
            at = next((line for line in range(at, len(written)) if wanted in written[line]), at)
            yield number, (at + 1, part)
            at += isinstance(source, list)


def _is_prose(node: nodes.Element) -> bool:
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.FixedTextElement)


def is_translation(language: str, catalogues: Iterable[str], srcdir: Path) -> bool:
    """Tell whether a build in some language takes its text from catalogues.

    One in English is the source itself.

    :param catalogues: directories that translations are looked for in
    """
    return not is_english(language) and any(
        path.stem != _OF_SPHINX
        for directory in catalogues
        for path in Path(srcdir, directory, language, "LC_MESSAGES").rglob("*.[mp]o")
    )


def is_english(language: str) -> bool:
    """Tell whether a language is a kind of English."""
    return language.lower().partition("_")[0].partition("-")[0] == "en"


def relative_source(path: str, srcdir: Path) -> str:
    """Return a path relative to the source directory, with forward slashes."""
    return Path(os.path.relpath(path, srcdir)).as_posix()


def foreign_language(
    language: str, catalogues: Iterable[str], srcdir: Path, conf: ConfFile
) -> Iterator[Defect]:
    """Return a defect if the text is not English; in a translation, only citations are compared.

    :param catalogues: directories that translations are looked for in
    """
    if not is_english(language) and not is_translation(language, catalogues, srcdir):
        message = f"sentences of language {language!r} are parted and judged as English ones"
        yield Defect(
            slug=DefectKind.NO_SEGMENTER, location=conf.locate("language"), message=message
        )


def find_undecodable(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, Defect]:
    """Return a defect for each document that is no text in the encoding of the project."""
    return {docname: defect for docname in docnames if (defect := _defect_of(env, docname))}


def _defect_of(env: BuildEnvironment, docname: str) -> Defect | None:
    path = file_of(env, docname)
    data = path.read_bytes()
    try:
        data.decode(env.config.source_encoding)
    except UnicodeDecodeError as error:
        location = Location(
            doc=docname,
            source=relative_source(str(path), env.srcdir),
            line=data.count(b"\n", 0, error.start) + 1,
        )
        message = f"not {error.encoding} text (byte 0x{data[error.start]:02x})"
        return Defect(slug=DefectKind.UNDECODABLE_SOURCE, location=location, message=message)
    return None
