"""Which parts of the documents a build does not judge: ``only``, ``ifconfig`` and translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.util.tags import Tags

from sphinx_claims.core.defects import DefectKind
from sphinx_claims.core.model import ClaimUnit, Page
from sphinx_claims.core.skips import Skip, SkipKind

if TYPE_CHECKING:
    from sphinx.application import Sphinx


_OUTPUTS = ("html", "latex", "epub", "text", "man", "texinfo")
"""Names of the outputs that authors write conditions for, and of their builders."""
_OF_TRANSLATIONS = frozenset(
    {
        DefectKind.TRANSLATION_CITATION,
        DefectKind.LONGER_TRANSLATION,
        DefectKind.UNKNOWN_KEY,
        DefectKind.UNKNOWN_FACT,
    }
)
"""What can be wrong with a translation and right in the source."""


def holds(condition: str, app: Sphinx, *, anywhere: bool = False) -> bool:
    """Tell whether a condition, such as ``only:html``, holds for a build.

    :param anywhere: whether it is enough that it holds for a build of another output
    """
    kind, _, expression = condition.partition(":")
    try:
        if kind == "only":
            outputs = ((), *((name, f"builder_{name}") for name in _OUTPUTS if anywhere))
            return any(Tags([*app.tags, *more]).eval_condition(expression) for more in outputs)
        values = {
            **{name: app.config[name] for name in app.config.values},
            "builder": app.builder.name,
        }
        return bool(eval(expression, values))  # noqa: S307 - what sphinx.ext.ifconfig does with the same text
    except Exception:  # noqa: BLE001 - Sphinx reports the error when it writes the page; the branch stays in
        return True


def without_claims(page: Page) -> Page:
    """Return a page of a translation.

    Its claims are judged in the source, also those that nobody has translated yet.
    """
    defects = tuple(defect for defect in page.defects if defect.slug in _OF_TRANSLATIONS)
    sources = {page.source, *page.translated, *(unit.location.source for unit in page.units)}
    untold = (
        Skip(kind=SkipKind.TRANSLATION, location=unit.location, text=unit.text)
        for unit in page.units
    )
    return replace(
        page,
        units=(),
        defects=defects,
        translated=tuple(sorted(sources)),
        skipped=(*page.skipped, *untold),
    )


def set_apart(page: Page, holding: Mapping[str, bool]) -> Page:
    """Return a page with the units that a build leaves out apart from the others."""
    if not any(unit.conditions for unit in page.units):
        return page
    active: list[ClaimUnit] = []
    inactive: list[ClaimUnit] = []
    for unit in page.units:
        (active if all(holding[name] for name in unit.conditions) else inactive).append(unit)
    left_out = (
        Skip(kind=SkipKind.LEFT_OUT, location=unit.location, text=unit.text) for unit in inactive
    )
    return replace(
        page,
        units=tuple(active),
        inactive=tuple(inactive),
        skipped=(*page.skipped, *left_out),
    )
