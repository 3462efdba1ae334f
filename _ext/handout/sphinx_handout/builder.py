"""The builder: reads what Sphinx resolved, sets it as Typst, compiles it to PDF in this process."""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar, Literal, cast

import pikepdf
import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_handout.assembly import Chapter, plan_chapters
from sphinx_handout.backmatter import render_index, render_key
from sphinx_handout.checks import check_links, drop_unused
from sphinx_handout.editions import Answer, Edition, take_answers
from sphinx_handout.formulas import convert_formulas
from sphinx_handout.front import (
    render_about,
    render_cover,
    render_preamble,
    render_use,
    timestamp,
    title_of,
)
from sphinx_handout.glyphs import find_missing, letters_of, report
from sphinx_handout.labels import Labels
from sphinx_handout.markup import call, content, escape, string
from sphinx_handout.messages import HandoutError, Subtype, warn
from sphinx_handout.options import read_words
from sphinx_handout.pictures import check_drawings, copy_pictures, draw_qr
from sphinx_handout.tags import tag_row_heads
from sphinx_handout.translate import Place, Print, Translator

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).parent / "template.typ"
STANDARD: Literal["ua-1"] = "ua-1"


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
        self.withholds_answers = self.edition is Edition.STUDENT
        """For extensions that repeat on one page what another says: whether this edition keeps
        answers to itself."""
        self.withheld_documents: frozenset[str] = frozenset()
        """And which pages it keeps to itself altogether."""
        if not instructor:
            self.tags.add(str(Edition.STUDENT))

    def get_outdated_docs(self) -> str:
        """Return that the handout is always made anew."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a mark for a page, which the translator turns into a label."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the mark for a page; all are in one file."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Make the handout."""
        left_out = list(self.config.handout_exclude)
        if self.edition is Edition.STUDENT:
            left_out += self.config.handout_instructor
        chapters = plan_chapters(self.env, left_out)
        self.withheld_documents = frozenset(self.env.all_docs) - {
            chapter.docname for chapter in chapters
        }
        with progress_message(__("resolving references")):
            documents = {chapter.docname: self._resolve(chapter.docname) for chapter in chapters}
        with progress_message(__("writing Typst")):
            source = self._render(chapters, documents)
        path = self.outdir / f"{_file_name(title_of(self.config))}-{self.edition}.typ"
        self._place_templates()
        path.write_text(source, encoding="utf-8")
        with progress_message(__("setting the PDF")):
            self._compile(path)

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
        labels = Labels()
        for docname, document in documents.items():
            labels.collect(docname, document)
        for answer in answers:
            labels.collect_more(answer.docname, answer.body)
        compiler = self._compiler()
        trees: list[nodes.Node] = [
            *documents.values(),
            *(node for answer in answers for node in answer.body),
        ]
        formulas = [
            node.astext()
            for tree in trees
            for node in tree.findall()
            if isinstance(node, nodes.math | nodes.math_block)
        ]
        asked = frozenset("".join(letters.values())).union(
            *(text for tree in trees for text in letters_of(tree))
        )
        missing = find_missing(asked, compiler)
        url = self.config.handout_url or self.config.html_baseurl or ""
        return Print(
            env=self.env,
            labels=labels,
            words=read_words(self.config),
            url=f"{url.rstrip('/')}/" if url else "",
            web_suffix=self.config.html_file_suffix or ".html",
            asked=asked,
            missing=missing,
            letters=letters,
            formulas=convert_formulas(formulas, self.config.handout_math, compiler),
            images=copy_pictures(self.images, self.srcdir, self.outdir, missing),
            create=cast("Callable[[Print, Place], Translator]", self.create_translator),
            notes=_collect_notes(documents, answers),
            qr=lambda address: draw_qr(address, self.outdir),
        )

    def _compiler(self) -> typst.Compiler:
        fonts = [str(Path(self.srcdir) / folder) for folder in self.config.handout_fonts]
        return typst.Compiler(root=str(self.outdir), font_paths=fonts, ignore_system_fonts=True)

    def _place_templates(self) -> None:
        """Put our template beside the source, and the project's own before it if there is one."""
        shutil.copyfile(TEMPLATE, self.outdir / "handout.typ")
        own = Path(self.srcdir) / self.config.handout_template
        if self.config.handout_template and own.is_file():
            shutil.copyfile(own, self.outdir / "template.typ")
            return
        if self.config.handout_template:
            warn(
                Subtype.OPTION, f"handout_template: there is no file {self.config.handout_template}"
            )
        (self.outdir / "template.typ").write_text('#import "handout.typ": *\n', encoding="utf-8")

    def _compile(self, path: Path) -> None:
        try:
            pdf, warnings = self._compiler().compile_with_warnings(
                input=str(path),
                format="pdf",
                pdf_standards=[STANDARD],
                timestamp=timestamp(time.time()),
            )
        except typst.TypstError as error:
            raise HandoutError(
                f"Typst refuses {path.name}: {str(error.diagnostic)[:2000]}"
            ) from error
        for message in dict.fromkeys(warning.message for warning in warnings):
            warn(Subtype.TYPST, f"Typst on {path.name}: {message}")
        has_heads = "kit.row-head(" in path.read_text(encoding="utf-8")
        _save(cast("bytes", pdf), path.with_suffix(".pdf"), row_heads=has_heads)


def _save(pdf: bytes, path: Path, *, row_heads: bool) -> None:
    """Write the PDF with its objects compressed, which Typst leaves as they are.

    A tagged document shrinks to a third.

    The identity that Typst drew from the content stays; qpdf alone would add one drawn from the
    time.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if row_heads:
            tag_row_heads(document)
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)


def _file_name(title: str) -> str:
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "handout"


def _collect_notes(
    documents: Mapping[str, nodes.document], answers: Iterable[Answer]
) -> dict[str, dict[str, nodes.footnote]]:
    """Return the footnotes that something refers to, other than titles: contents repeat these."""
    moved: dict[str, list[nodes.Node]] = {}
    for answer in answers:
        moved.setdefault(answer.docname, []).extend(answer.body)
    notes = {}
    for docname, document in documents.items():
        trees = [document, *moved.get(docname, [])]
        references = [found for tree in trees for found in tree.findall(nodes.footnote_reference)]
        used = {str(found.get("refid")) for found in references if not _in_title(found)}
        found = [note for tree in trees for note in tree.findall(nodes.footnote)]
        notes[docname] = {name: note for note in found for name in note["ids"] if name in used}
    return notes


def _in_title(node: nodes.Node | None) -> bool:
    while node is not None and not isinstance(node, nodes.title):
        node = node.parent
    return node is not None and isinstance(node.parent, nodes.section)
