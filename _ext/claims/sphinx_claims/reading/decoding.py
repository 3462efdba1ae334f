"""Documents that cannot be decoded: Sphinx would end the build at one with a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import Defect, Location
from sphinx_claims.reading.sources import relative_source

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def find_undecodable(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, Defect]:
    """Return a defect for each document that is no text in the encoding of the project."""
    return {docname: defect for docname in docnames if (defect := _defect_of(env, docname))}


def _defect_of(env: BuildEnvironment, docname: str) -> Defect | None:
    path = env.doc2path(docname)
    data = path.read_bytes()
    try:
        data.decode(env.config.source_encoding)
    except UnicodeDecodeError as error:
        location = Location(
            doc=docname,
            source=relative_source(str(path), env.srcdir),
            line=data.count(b"\n", 0, error.start) + 1,
        )
        message = (
            f"not {error.encoding} text (byte 0x{data[error.start]:02x}); the page is left out"
        )
        return Defect(slug=DefectKind.UNDECODABLE_SOURCE, location=location, message=message)
    return None
