"""The builder: reads what Sphinx resolved, sets it as Typst, compiles it to PDF in this process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import ClassVar, cast

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import progress_message

from sphinx_handout._foreign import WITHHELD_DOCUMENTS, WITHHOLDS_ANSWERS
from sphinx_handout.markup import call, content, escape, string, to_bytes
from sphinx_handout.material.formulas import convert_formulas
from sphinx_handout.material.glyphs import find_missing, letters_of, report
from sphinx_handout.material.pictures import check_drawings, copy_pictures, draw_qr
from sphinx_handout.matter.back import render_index, render_key
from sphinx_handout.matter.front import (
    render_about,
    render_cover,
    render_preamble,
    render_use,
    title_of,
)
from sphinx_handout.pages.chapters import Chapter, plan_chapters
from sphinx_handout.pages.editions import Answer, Edition, take_answers
from sphinx_handout.pages.labels import label_places
from sphinx_handout.pages.notes import collect_notes
from sphinx_handout.settings.options import read_words
from sphinx_handout.translate import Place, Print, Translator
from sphinx_handout.typeset.compiler import compile_pdf, find_fonts, make_compiler, place_templates
from sphinx_handout.typeset.links import check_links, drop_unused

_LONGEST_NAME = 150
"""Bytes of a title that a file is named after."""


class HandoutBuilder(Builder):
    """Sets the whole project as one tagged PDF."""

    name = "handout"
    format = "typst"
    epilog = __("The handout is in %(outdir)s.")
    allow_parallel = True
    default_translator_class = cast("type[nodes.NodeVisitor]", Translator)
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    supported_remote_images = True  # else Sphinx would fetch them

    def init(self) -> None:
        """Choose the edition: that for instructors if the tag says so."""
        instructor = "instructor" in self.tags
        self.edition = Edition.INSTRUCTOR if instructor else Edition.STUDENT
        self._say(WITHHOLDS_ANSWERS, self.edition is Edition.STUDENT)
        self._say(WITHHELD_DOCUMENTS, frozenset())
        if not instructor:
            self.tags.add(str(Edition.STUDENT))

    def _say(self, name: str, value: object) -> None:
        """Say something to extensions that repeat on one page what another says."""
        setattr(self, name, value)

    def get_outdated_docs(self) -> str:
        """Return that the handout is always made anew."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a mark for a page, which the translator turns into a label."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the mark for a page; all are in one file."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Have Sphinx before 8.1 write all pages in one go, which newer ones do unasked."""
        self.parallel_ok = False

    def _write_serial(self, docnames: Sequence[str]) -> None:
        """Make the handout where Sphinx is older than `write_documents`, which came with 8.1."""
        self.write_documents(frozenset(docnames))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Make the handout."""
        left_out = list(self.config.handout_exclude)
        if self.edition is Edition.STUDENT:
            left_out += self.config.handout_instructor
        chapters = plan_chapters(self.env, left_out)
        printed = {chapter.docname for chapter in chapters}
        self._say(WITHHELD_DOCUMENTS, frozenset(self.env.all_docs) - printed)
        with progress_message(__("resolving references")):
            documents = {chapter.docname: self._resolve(chapter.docname) for chapter in chapters}
        with progress_message(__("writing Typst")):
            source = self._render(chapters, documents)
        path = self.outdir / f"{_file_name(title_of(self.config))}-{self.edition}.typ"
        place_templates(self.outdir, self.srcdir, self.config.handout_template)
        path.write_bytes(to_bytes(source))
        with progress_message(__("setting the PDF")):
            compile_pdf(path, self._compiler())

    def _resolve(self, docname: str) -> nodes.document:
        document = self.env.get_doctree(docname)
        self.env.resolve_references(document, docname, self)
        self.post_process_images(document)
        return document

    def _render(self, chapters: tuple[Chapter, ...], documents: dict[str, nodes.document]) -> str:
        letters = check_drawings(documents.values(), self.srcdir)
        answers = self._take_answers(chapters, documents)
        work = self._prepare(documents, answers, letters)
        body = []
        for chapter in chapters:
            place = Place(docname=chapter.docname, level=chapter.depth)
            start = call("kit.chapter", string(chapter.part)) + "\n" if chapter.depth == 1 else ""
            body.append(start + work.create(work, place).render(documents[chapter.docname]))
        parts = [
            render_cover(self.config, self.edition, work),
            render_use(self.config, chapters, work),
            call("kit.contents", content(escape(work.words["contents"]))),
            *body,
            render_key(answers, work),
            render_index(self, work),
            render_about(self.config, work),
        ]
        source = drop_unused(check_links("\n\n".join(parts) + "\n"))
        besides = find_missing(set(source) - work.asked, self._compiler())
        report(besides)
        preamble = render_preamble(self.config, self.edition, work.words, work.missing | besides)
        return f"{preamble}\n\n{source}"

    def _take_answers(
        self, chapters: tuple[Chapter, ...], documents: dict[str, nodes.document]
    ) -> tuple[Answer, ...]:
        """Move the answers of pages that students read as well.

        What only instructors read keeps its own.
        """
        shared = {
            chapter.docname for chapter in plan_chapters(self.env, self.config.handout_instructor)
        }
        answers: list[Answer] = []
        for chapter in chapters:
            if chapter.docname in shared:
                document = documents[chapter.docname]
                answers += take_answers(
                    chapter.docname,
                    document,
                    self.config.handout_answer_class,
                    self.edition,
                    len(answers) + 1,
                )
        return tuple(answers)

    def _prepare(
        self,
        documents: dict[str, nodes.document],
        answers: tuple[Answer, ...],
        letters: Mapping[str, str],
    ) -> Print:
        trees: list[nodes.Node] = [
            *documents.values(),
            *(node for answer in answers for node in answer.body),
        ]
        compiler = self._compiler()
        asked = frozenset("".join(letters.values())).union(
            *(text for tree in trees for text in letters_of(tree))
        )
        missing = find_missing(asked, compiler)
        formulas = _formulas_in(trees)
        url = self.config.handout_url or self.config.html_baseurl or ""
        return Print(
            env=self.env,
            labels=label_places(documents, answers),
            words=read_words(self.config),
            url=f"{url.rstrip('/')}/" if url else "",
            web_suffix=self.config.html_file_suffix or ".html",
            asked=asked,
            missing=missing,
            letters=letters,
            formulas=convert_formulas(formulas, self.config.handout_math, compiler),
            images=copy_pictures(self.images, self.srcdir, self.outdir, missing),
            create=cast("Callable[[Print, Place], Translator]", self.create_translator),
            notes=collect_notes(documents, answers),
            qr=lambda address: draw_qr(address, self.outdir),
        )

    def _compiler(self) -> typst.Compiler:
        return make_compiler(self.outdir, self._fonts)

    @cached_property
    def _fonts(self) -> typst.Fonts:
        """All fonts, looked for once."""
        return find_fonts(Path(self.srcdir), self.config.handout_fonts)


def _formulas_in(trees: Iterable[nodes.Node]) -> list[str]:
    found = (node for tree in trees for node in tree.findall())
    return [node.astext() for node in found if isinstance(node, nodes.math | nodes.math_block)]


def _file_name(title: str) -> str:
    name = re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "handout"
    return name.encode(errors="ignore")[:_LONGEST_NAME].decode(errors="ignore")
