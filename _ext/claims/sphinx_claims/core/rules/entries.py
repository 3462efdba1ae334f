"""Family 3, continued: the entries of the bibliography themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_claims.core.identifiers import identifiers_of
from sphinx_claims.core.model import Severity, Source
from sphinx_claims.core.rules.base import Context, Hit, Rule

_CHAPTER = "author|editor title booktitle publisher year|date"
_THESIS = "author title school|institution year|date"
_REPORT = "author|editor|institution title institution|publisher|organization year|date"
_ADDRESS = "title url|doi|eprint"
_BOOK = "author|editor title publisher year|date"
_EDITED = "editor title year|date"
_NEEDS: Mapping[str, str] = {
    "article": "author|collaboration title journal|journaltitle year|date",
    "book": _BOOK,
    "booklet": "title",
    "collection": _EDITED,
    "conference": "author title booktitle year|date",
    "dataset": _ADDRESS,
    "electronic": _ADDRESS,
    "inbook": "author|editor title chapter|pages|booktitle publisher year|date",
    "incollection": _CHAPTER,
    "inproceedings": "author title booktitle year|date",
    "manual": "title",
    "mastersthesis": _THESIS,
    "misc": "title",
    "mvbook": _BOOK,
    "mvcollection": _EDITED,
    "mvproceedings": "title year|date",
    "online": _ADDRESS,
    "periodical": _EDITED,
    "phdthesis": _THESIS,
    "proceedings": "title year|date",
    "reference": _EDITED,
    "report": _REPORT,
    "software": _ADDRESS,
    "techreport": _REPORT,
    "thesis": _THESIS,
    "unpublished": "author title",
    "www": _ADDRESS,
}
"""Type of an entry to the fields it needs; alternatives are parted by a bar, and the first is
the one to ask for."""


def _unused(context: Context) -> Iterator[Hit]:
    used, parents = context.bibliography.used, _parents_of(context.bibliography.sources)
    for source in context.bibliography.sources:
        if used is not None and source.key not in used and source.key.lower() not in parents:
            yield _hit(source, f"no page cites or lists {source.key!r}")


def _parents_of(sources: Iterable[Source]) -> frozenset[str]:
    """Return the keys, in lower case, of entries from which others inherit.

    They are no more left over than those.
    """
    named = (source.get(field) for source in sources for field in ("crossref", "xdata", "xref"))
    return frozenset(key.strip().lower() for keys in named for key in keys.split(","))


def _duplicate(context: Context) -> Iterator[Hit]:
    first: dict[str, Source] = {}
    for source in context.bibliography.sources:
        marks = _marks_of(source)
        mark = next(
            (mark for mark in marks if mark in first and not _apart(mark, source, first[mark])),
            None,
        )
        if mark is not None:
            same = "title, author and year" if mark.startswith("work:") else mark
            yield _hit(
                source,
                f"{source.key!r} is the same work as {first[mark].key!r}: same {same}",
                first[mark].key,
            )
        for mark in marks:
            first.setdefault(mark, source)


def _marks_of(source: Source) -> tuple[str, ...]:
    """Return what tells a work from others: its identifiers, then title, first author and year."""
    title = "".join(filter(str.isalnum, source.get("title").casefold()))
    family = source.authors[0].family.split()[-1].casefold() if source.authors else ""
    year = source.get("year") or source.get("date")[:4]
    work = (f"work:{title}:{family}:{year}",) if title and family and year else ()
    return (*sorted(identifiers_of(source)), *work)


def _apart(mark: str, one: Source, other: Source) -> bool:
    """Tell whether two entries with the same title are two works.

    Parts of a series differ in their DOI alone.
    """
    if not mark.startswith("work:"):
        return False
    dois = [
        {name for name in identifiers_of(source) if name.startswith("doi:")}
        for source in (one, other)
    ]
    return all(dois) and not dois[0] & dois[1]


def _incomplete(context: Context) -> Iterator[Hit]:
    used = context.bibliography.used
    for source in context.bibliography.sources:
        if used is None or source.key in used:
            kind = source.get("type").lower()
            if missing := _lacking(source, kind):
                yield _hit(source, f"{kind} {source.key!r} lacks {', '.join(missing)}")


def _lacking(source: Source, kind: str) -> list[str]:
    """Name the fields that an entry of some type needs and neither has nor inherits."""
    if source.get("crossref") or source.get("xdata"):
        return []
    needs = (field.split("|") for field in _NEEDS.get(kind, "").split())
    return [names[0] for names in needs if not any(source.get(name) for name in names)]


def _hit(source: Source, message: str, *others: str) -> Hit:
    return Hit(location=source.location, message=message, keys=(source.key, *others))


_COMPLETE = "author = {Ng, A.}, title = {Rest}, journal = {J}, year = {2020}"
RULES: tuple[Rule, ...] = (
    Rule(
        code="CLM303",
        slug="unused-entry",
        summary="an entry of the bibliography is neither cited nor listed",
        why="It is left over, or the citation that was to use it was forgotten. Further reading "
        "that a list of references "
        "shows is used.",
        bad=f"@article{{Rest, {_COMPLETE}}}",
        good="",
        check=_unused,
        severity=Severity.NOTE,
        language="bibtex",
    ),
    Rule(
        code="CLM304",
        slug="duplicate-work",
        summary="two entries of the bibliography are one work",
        why=(
            "The reader takes one study for two, and what is found out about it is noted under "
            "one key only."
        ),
        bad=f"@article{{One, {_COMPLETE}, doi = {{10.1000/rest}}}}\n"
        f"@article{{Two, {_COMPLETE}, doi = {{https://doi.org/10.1000/REST}}}}",
        good=f"@article{{One, {_COMPLETE}, doi = {{10.1000/rest}}}}",
        check=_duplicate,
        severity=Severity.WARNING,
        language="bibtex",
    ),
    Rule(
        code="CLM305",
        slug="incomplete-entry",
        summary="an entry that a page cites or lists lacks a field that its type needs",
        why="The printed reference has a gap, and the reader may not find the work.",
        bad="@article{Rest, author = {Ng, A.}, title = {Rest}, year = {2020}, pmid = {5}}",
        good=f"@article{{Rest, {_COMPLETE}, pmid = {{5}}}}",
        check=_incomplete,
        severity=Severity.WARNING,
        language="bibtex",
    ),
)
