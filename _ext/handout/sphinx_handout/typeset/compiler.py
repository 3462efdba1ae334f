"""The Typst compiler in this process: its fonts, its template, the PDF that it makes."""

from __future__ import annotations

import io
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, cast

import pikepdf
import typst

from sphinx_handout.messages import HandoutError, Subtype, warn
from sphinx_handout.typeset.tags import tag_row_heads

TEMPLATE = Path(__file__).parent / "template.typ"
STANDARD: Literal["ua-1"] = "ua-1"


def find_fonts(source: Path, folders: Iterable[str]) -> typst.Fonts:
    """Return the fonts of Typst itself and those in some folders, none of the machine.

    :param source: the source directory, which the folders are named from
    """
    paths = [str(path) for folder in folders if (path := _font_folder(source.resolve(), folder))]
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _font_folder(source: Path, folder: str) -> Path | None:
    """Return the path of a folder with fonts; None, with a warning, for what is none."""
    path = (source / folder).resolve()
    if path in source.parents:
        warn(Subtype.OPTION, f"handout_fonts: {folder} holds the whole project, not only fonts")
        return None
    if not path.is_dir():
        warn(Subtype.OPTION, f"handout_fonts: there is no folder {folder}")
        return None
    return path


def make_compiler(root: Path, fonts: typst.Fonts) -> typst.Compiler:
    """Return a compiler that knows some fonts."""
    return typst.Compiler(root=str(root), font_paths=fonts, ignore_system_fonts=True)


def place_templates(out: Path, source: Path, own: str) -> None:
    """Put our template beside the source, and the project's own before it if there is one."""
    shutil.copyfile(TEMPLATE, out / "handout.typ")
    given = Path(source) / own
    if own and given.is_file():
        shutil.copyfile(given, out / "template.typ")
        return
    if own:
        warn(Subtype.OPTION, f"handout_template: there is no file {own}")
    (out / "template.typ").write_text('#import "handout.typ": *\n', encoding="utf-8")


def compile_pdf(path: Path, compiler: typst.Compiler) -> None:
    """Make the PDF beside its Typst source."""
    try:
        pdf, warnings = compiler.compile_with_warnings(
            input=str(path),
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=_timestamp(time.time()),
        )
    except typst.TypstError as error:
        raise HandoutError(f"Typst refuses {path.name}: {str(error.diagnostic)[:2000]}") from error
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


def _timestamp(now: float) -> int:
    """Return the time that the PDF carries: ``SOURCE_DATE_EPOCH`` if it is set."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or now)
