"""Formulas.

From LaTeX to Typst, each tried on its own, so that one that fails can be named and shown as it was
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import typst

from sphinx_handout.markup import to_bytes

try:
    from tex2typst import tex2typst as convert
except ImportError:  # no wheel for some processors; then `handout_math` is the only source
    convert = None

_ROWS = re.compile(r"\\(begin|end)\{(?:split|align|gather|gathered|eqnarray)\*?\}")
_SINGLE = re.compile(r"\\(?:begin|end)\{equation\*?\}")


def convert_formulas(
    formulas: Iterable[str], given: Mapping[str, str], compiler: typst.Compiler
) -> dict[str, str]:
    """Return the Typst form of each formula that has one which compiles."""
    found = {
        latex: form
        for latex in sorted(set(formulas))
        if (form := _form_of(latex, given)) is not None
    }
    if not found or _compiles(found.values(), compiler):
        return found
    return {latex: form for latex, form in found.items() if _compiles([form], compiler)}


def _form_of(latex: str, given: Mapping[str, str]) -> str | None:
    if latex in given:
        return given[latex]
    if convert is None:
        return None
    try:
        return str(convert(_unwrap(latex), non_strict=False))
    except (ValueError, RuntimeError):
        return None


def _unwrap(latex: str) -> str:
    """Return a formula with its rows in the one environment for them that the converter knows."""
    plain = _ROWS.sub(r"\\\1{aligned}", _SINGLE.sub("", latex))
    if ("&" in plain or "\\\\" in plain) and "\\begin" not in plain:
        return f"\\begin{{aligned}}{plain}\\end{{aligned}}"
    return plain


def _compiles(forms: Iterable[str], compiler: typst.Compiler) -> bool:
    body = "\n".join(f'#math.equation(alt: "x", $ {form} $)' for form in forms)
    source = f'#set document(title: "Formulas")\n= Formulas\n{body}\n'
    try:
        compiler.compile(input=to_bytes(source), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        return False
    return True
