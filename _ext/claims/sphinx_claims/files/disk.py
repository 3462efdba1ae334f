"""Files on disk: read up to a limit, written whole."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sphinx_claims.core.encoding import to_bytes
from sphinx_claims.files.nodes import MOST_BYTES, UnreadableError


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; a name that none can have is no error."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_limited(path: Path) -> bytes:
    """Return what a file holds.

    :raises UnreadableError: it cannot be opened, or is too long
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(1, f"cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise UnreadableError(1, f"longer than {MOST_BYTES >> 20} MiB")
    return data


def decoded(data: bytes) -> str:
    """Return the text that some bytes stand for.

    :raises UnreadableError: they are no UTF-8
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 text (byte 0x{data[error.start]:02x})"
        raise UnreadableError(line, message) from None


def write_whole(path: Path, text: str) -> None:
    """Write a file, and the folders above it that are not there.

    Whoever reads it sees the old one or the new one, never a part.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    sign = hashlib.sha256(path.name.encode(errors="surrogatepass")).hexdigest()[:8]
    beside = path.with_name(f".{sign}.{os.getpid()}")  # a name as long as may be has no room
    try:
        beside.write_bytes(to_bytes(text))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
