"""Pictures beside the Typst file: copied, looked over, drawn."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import segno
from docutils import nodes

from sphinx_handout.markup import to_bytes
from sphinx_handout.material.vector import decode, find_faults, replace_signs, texts_of
from sphinx_handout.messages import Subtype, warn

FOLDER = "pictures"


def copy_pictures(
    pictures: Mapping[str, str], source: Path, out: Path, missing: Iterable[str]
) -> dict[str, str]:
    """Copy pictures, the characters that no font has named in drawings.

    Return for each source its path beside the Typst file.
    """
    names = {sign: f"[U+{ord(sign):04X}]" for sign in missing}
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    copied = {}
    for uri, name in sorted(pictures.items()):
        path = source / uri
        if path.is_file():
            if path.suffix == ".svg":
                svg = replace_signs(decode(path.read_bytes()), names)
                (folder / name).write_bytes(to_bytes(svg))
            else:
                shutil.copyfile(path, folder / name)
            copied[uri] = f"{FOLDER}/{name}"
    return copied


def check_drawings(documents: Iterable[nodes.document], source: Path) -> dict[str, str]:
    """Warn of every SVG that would print differently, where it is used.

    Return the letters in each of them.
    """
    letters = {}
    for document in documents:
        for image in document.findall(nodes.image):
            path = source / str(image["uri"])
            if path.suffix == ".svg" and path.is_file():
                svg = decode(path.read_bytes())
                letters[str(image["uri"])] = texts_of(svg)
                for fault in find_faults(svg):
                    warn(Subtype.SVG, f"{image['uri']} {fault}", image)
    return letters


def draw_qr(address: str, out: Path) -> str:
    """Draw a QR code; return its path beside the Typst file, empty if no code has room for it."""
    try:
        code = segno.make(address, error="m", micro=False)
    except ValueError:
        return ""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = (
        re.sub(r"\W+", "-", address)[:40].strip("-")
        + "-"
        + hashlib.sha256(to_bytes(address)).hexdigest()[:8]
    )
    code.save(str(folder / f"qr-{name}.svg"), border=2, scale=4, xmldecl=False)
    return f"{FOLDER}/qr-{name}.svg"
