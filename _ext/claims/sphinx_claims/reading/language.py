"""The language of a project: sentences are parted and judged as English ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect
from sphinx_claims.files.conf import ConfFile
from sphinx_claims.reading.sources import is_english, is_translation


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
