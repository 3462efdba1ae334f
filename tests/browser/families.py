"""Families of fonts that a machine may have, and how to show a browser no other."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
)
"""Where fonts may be."""
SETTINGS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>{family} Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>{family} Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>{mono}</family></prefer></alias>
</fontconfig>
"""


class Family(StrEnum):
    """Fonts that a bare machine has, by the start of the names of their files."""

    DEJAVU = "DejaVu"
    """Wide letters, and ligatures."""
    LIBERATION = "Liberation"
    """As wide as Arial and Helvetica."""

    @property
    def sans(self) -> str:
        """Return the name of the font of running text."""
        return f"{self} Sans"

    @property
    def mono(self) -> str:
        """Return the name of the font of code."""
        return f"{self} Sans Mono" if self is Family.DEJAVU else f"{self} Mono"


STYLES: Mapping[Family, str] = {
    Family.DEJAVU: "(-Bold)?",
    Family.LIBERATION: "-(Regular|Bold|Italic|BoldItalic)",
}
"""That every machine with a family has: condensed and light letters come in packages apart."""


def installed(family: Family) -> list[Path]:
    """Return the files of a family."""
    named = re.compile(rf"{family}(Sans|Serif|Mono|SansMono){STYLES[family]}")
    return sorted(
        path
        for folder in FOLDERS
        if folder.is_dir()
        for path in folder.rglob("*.ttf")
        if named.fullmatch(path.stem)
    )


def environment_of(family: Family, folder: Path) -> dict[str, str]:
    """Return the environment of a program that is to see one family alone.

    :param folder: an empty one, for the family's files, the settings and their cache
    """
    fonts = folder / "fonts"
    fonts.mkdir()
    for path in installed(family):
        (fonts / path.name).symlink_to(path)
    settings = folder / "fonts.conf"
    settings.write_text(
        SETTINGS.format(fonts=fonts, cache=folder / "cache", family=family, mono=family.mono),
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}
