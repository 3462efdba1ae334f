"""What the checker knows of a sentence: classes of its words, signals, sum, exemption, verdict."""

from __future__ import annotations

import sys

from sphinx_claims.core.prose.reading import Reading, read_sentence
from sphinx_claims.core.prose.weights import BASE, MANUAL


def told(reading: Reading) -> list[str]:
    """Return the lines that explain a reading."""
    lines = [f"{word.plain}: {', '.join(word.classes) or 'no class'}" for word in reading.words]
    lines += ["", f"base {BASE:+d}"]
    lines += [f"{name} {weight:+d}" for name, weight in reading.signals]
    lines += [f"sum {reading.total:+d}", ""]
    lines.append(f"triggers: {', '.join(reading.triggers) or 'none'}")
    lines.append(f"exemption: {reading.exemption or 'none'}")
    strict = "no claim" if reading.exemption else "a claim"
    claim = reading.is_claim and not reading.exemption
    balanced = "a claim" if claim else f"no claim ({reading.exemption or reading.kind})"
    return [*lines, f"strict: {strict}", f"balanced: {balanced}"]


def main() -> int:
    """Read each argument as a sentence; ``--manual=N`` says that the page reads like a manual."""
    sentences = [text for text in sys.argv[1:] if not text.startswith("--manual=")]
    registers = [text.partition("=")[2] for text in sys.argv[1:] if text.startswith("--manual=")]
    if not sentences or not all(text.isdigit() for text in registers):
        print(f'usage: nox -s words -- [--manual=0 to 6, each weighs {MANUAL}] "a sentence" …')
        return 2
    for text in sentences:
        print("\n".join([text, "", *told(read_sentence(text, int((registers or ["0"])[-1]))), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
