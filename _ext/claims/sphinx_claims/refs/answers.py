"""What services send, as records and notices. Pure: data in, values out.

``ValueError`` for what is no answer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sphinx_claims.core.encoding import readable
from sphinx_claims.core.evidence.notices import GONE, Publication, Published
from sphinx_claims.core.evidence.status import Learnt, Service
from sphinx_claims.core.model import Author
from sphinx_claims.refs.compare import NO_RECORD, Record

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DATE = re.compile(r"\b((?:19|20)\d\d)\b(?:[ -]([A-Z][a-z]{2})\w*)?(?: (\d{1,2})\b)?")
_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UPDATES = MappingProxyType(
    {
        "retraction": Published.RETRACTION,
        "partial_retraction": Published.RETRACTION,
        "withdrawal": Published.WITHDRAWAL,
        "removal": Published.WITHDRAWAL,
        "expression_of_concern": Published.CONCERN,
        "erratum": Published.ERRATUM,
        "new_version": Published.NEW_VERSION,
        "new_edition": Published.NEW_VERSION,
    }
)
"""Kinds of update in Crossref; whatever else a publisher writes is told as a correction."""
_COMMENTS = MappingProxyType(
    {
        "RetractionIn": Published.RETRACTION,
        "PartialRetractionIn": Published.RETRACTION,
        "RetractedandRepublishedIn": Published.RETRACTION,
        "ExpressionOfConcernIn": Published.CONCERN,
        "ErratumIn": Published.ERRATUM,
        "CorrectedandRepublishedIn": Published.REPLACEMENT,
        "RepublishedIn": Published.REPLACEMENT,
        "UpdateIn": Published.NEW_VERSION,
    }
)
"""Links in PubMed that say something of the work itself; others are comments, or lead from a
notice to its work."""
_NATURES = MappingProxyType(
    {
        "retraction": Published.RETRACTION,
        "expression of concern": Published.CONCERN,
        "correction": Published.CORRECTION,
    }
)
_COLUMNS = frozenset(
    {
        "OriginalPaperDOI",
        "OriginalPaperPubMedID",
        "RetractionDOI",
        "RetractionDate",
        "RetractionNature",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a service told of one work."""

    record: Record = NO_RECORD
    notices: tuple[Publication, ...] = ()


def read_crossref(doi: str, work: Mapping[str, Any], updates: Iterable[Mapping[str, Any]]) -> Told:
    """Read the record of a work.

    :param work: the message about the DOI
    :param updates: messages about works that update it
    """
    if str(work.get("DOI", "")).lower() != doi.lower():
        raise ValueError(f"the answer is about {work.get('DOI', 'no DOI')}")
    notices = _sorted(_crossref_updates(doi, work, updates))
    titles = list(_texts(*_listed(work, "title")))
    subtitles = _texts(*_listed(work, "subtitle"))
    longer = [f"{title}: {subtitle}" for title in titles for subtitle in subtitles]
    authors = map(_author, _listed(work, "author"))
    record = Record(
        titles=tuple(titles + longer),
        years=_years(work),
        authors=tuple(filter(lambda author: author.family, authors)),
        journals=_texts(*_listed(work, "container-title"), *_listed(work, "short-container-title")),
        volumes=_texts(work.get("volume")),
        pages=_texts(work.get("page"), work.get("article-number")),
        gone=_gone(notices),
    )
    return Told(record=record, notices=notices)


def _crossref_updates(
    doi: str, work: Mapping[str, Any], updates: Iterable[Mapping[str, Any]]
) -> Iterator[Publication]:
    """Yield the notices that the work names, then those that name the work."""
    for entry in _listed(work, "updated-by"):
        yield _update(entry, str(entry.get("DOI", "")), Learnt.UPDATED_BY)
    for notice in (work, *updates):
        for entry in _listed(notice, "update-to"):
            if str(entry.get("DOI", "")).lower() == doi.lower():
                yield _update(entry, str(notice.get("DOI", "")), Learnt.UPDATE_TO)


def _listed(message: Mapping[str, Any], name: str) -> Sequence[Any]:
    """Return a list of Crossref, which leaves out what is empty, or writes null."""
    return message.get(name) or ()


def read_pubmed(article: Mapping[str, Any]) -> Told:
    """Read one record of a PubmedArticleSet, as Biopython parses it.

    Of a book nothing is compared.
    """
    if "MedlineCitation" not in article:
        return Told()
    citation = article["MedlineCitation"]
    body = citation["Article"]
    found = []
    for link in citation.get("CommentsCorrectionsList", ()):
        if kind := _COMMENTS.get(link.attributes["RefType"]):
            where = str(link["RefSource"])
            doi = match[0].rstrip(".;,") if (match := _DOI.search(where)) else ""
            found.append(_notice(Service.PUBMED, kind, doi, _date_in(where), Learnt.PUBMED))
    types = {str(kind) for kind in body.get("PublicationTypeList", ())}
    if "Retracted Publication" in types and not _gone(found):
        found.append(_notice(Service.PUBMED, Published.RETRACTION, "", "", Learnt.PUBMED))
    notices = _sorted(found)
    journal, issue = body["Journal"], body["Journal"]["JournalIssue"]
    dates = [issue.get("PubDate", {}), *body.get("ArticleDate", ())]
    record = Record(
        titles=_texts(body.get("ArticleTitle")),
        years=_texts(*(str(date.get("Year") or date.get("MedlineDate", ""))[:4] for date in dates)),
        authors=tuple(
            filter(lambda author: author.family, map(_pubmed_author, body.get("AuthorList", ())))
        ),
        journals=_texts(
            journal.get("Title"),
            journal.get("ISOAbbreviation"),
            citation["MedlineJournalInfo"].get("MedlineTA"),
        ),
        volumes=_texts(issue.get("Volume")),
        pages=_texts(body.get("Pagination", {}).get("MedlinePgn")),
        gone=_gone(notices),
    )
    return Told(record=record, notices=notices)


def pubmed_identifiers(article: Mapping[str, Any]) -> frozenset[str]:
    """Return the identifiers of the work that a PubMed record is about, such as ``pmid:1``."""
    if "MedlineCitation" not in article:
        return frozenset({f"pmid:{article['BookDocument']['PMID']}"})
    listed = article.get("PubmedData", {}).get("ArticleIdList", ())
    dois = {f"doi:{name}".lower() for name in listed if name.attributes.get("IdType") == "doi"}
    return frozenset({f"pmid:{article['MedlineCitation']['PMID']}", *dois})


def read_retraction_watch(
    lines: Iterable[str], wanted: frozenset[str]
) -> dict[str, tuple[Publication, ...]]:
    """Return the file's notices for each wanted identifier, such as ``doi:10.1000/one``."""
    found: dict[str, list[Publication]] = {}
    for row in _rows(lines):
        kind = _NATURES.get(row["RetractionNature"].strip().lower())
        names = {
            f"doi:{row['OriginalPaperDOI'].strip().lower()}",
            f"pmid:{row['OriginalPaperPubMedID'].strip()}",
        } & wanted
        if kind and names:
            doi = match[0] if (match := _DOI.fullmatch(row["RetractionDOI"].strip())) else ""
            day = _american(row["RetractionDate"])
            notice = _notice(Service.RETRACTION_WATCH, kind, doi, day, Learnt.RETRACTION_WATCH)
            for name in names:
                found.setdefault(name, []).append(notice)
    return {name: _sorted(notices) for name, notices in found.items()}


def _rows(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """Yield the rows of the file; raises ``ValueError`` with the line that is damaged."""
    rows = csv.DictReader(lines)
    try:
        if missing := _COLUMNS - set(rows.fieldnames or ()):
            raise ValueError(f"has no column {', '.join(sorted(missing))}")
        for row in rows:
            if None in map(row.get, _COLUMNS):
                raise ValueError(f"line {rows.line_num} is cut short")
            yield row
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}") from error


def _update(entry: Mapping[str, Any], doi: str, by: Learnt) -> Publication:
    kind = _UPDATES.get(
        str(entry.get("type", "")).lower().replace("-", "_").replace(" ", "_"), Published.CORRECTION
    )
    return _notice(Service.CROSSREF, kind, doi, _day(entry.get("updated")), by)


def _notice(service: Service, kind: Published, doi: str, date: str, by: Learnt) -> Publication:
    return Publication(
        kind=kind,
        service=service.value,
        doi=readable(doi).lower(),
        date=date if _PART_OF_DATE.fullmatch(date) else "",
        by=by.value,
    )


def _sorted(notices: Iterable[Publication]) -> tuple[Publication, ...]:
    """Return each notice once.

    ``updated-by``, which stands with the work, goes before ``update-to``.
    """
    once: dict[tuple[Published, str], Publication] = {}
    for notice in sorted(notices, key=lambda notice: (notice.by, notice.date), reverse=True):
        once.setdefault((notice.kind, notice.doi or notice.date), notice)
    return tuple(sorted(once.values(), key=lambda notice: (notice.date, notice.kind, notice.doi)))


def _gone(notices: Iterable[Publication]) -> bool:
    return any(notice.kind in GONE for notice in notices)


def _years(work: Mapping[str, Any]) -> tuple[str, ...]:
    days = (
        _day(work.get(name))
        for name in ("published-print", "issued", "published", "published-online")
    )
    return _texts(*(day[:4] for day in days))


def _day(date: Mapping[str, Any] | None) -> str:
    """Return a date of Crossref, which may lack the day or the month, or hold nothing but None."""
    parts = ((date or {}).get("date-parts") or [[]])[0]
    return "-".join(f"{part:02}" for part in parts[:3] if isinstance(part, int))


def _date_in(text: str) -> str:
    """Return the date in a citation such as ``Lancet.

    2010 Feb 6;375(9713):445``, as far as it goes.
    """
    if not (match := _DATE.search(text)):
        return ""
    year, month, day = match.groups()
    if month not in _MONTHS:
        return year
    return "-".join(
        filter(None, (year, f"{_MONTHS.index(month) + 1:02}", f"{int(day):02}" if day else ""))
    )


def _american(text: str) -> str:
    """Return a date such as ``8/16/2023 0:00``; empty if it is none."""
    for form in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:10].partition(" ")[0], form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return ""


def _author(author: Mapping[str, Any]) -> Author:
    return Author(
        family=readable(str(author.get("family") or author.get("name") or "")),
        given=readable(str(author.get("given") or "")),
    )


def _pubmed_author(author: Mapping[str, Any]) -> Author:
    family = author.get("LastName") or author.get("CollectiveName") or ""
    given = author.get("ForeName") or author.get("Initials") or ""
    return Author(family=readable(str(family)), given=readable(str(given)))


def _texts(*values: object) -> tuple[str, ...]:
    """Return what is there, each once, in this order."""
    return tuple(dict.fromkeys(filter(None, (readable(str(value or "")) for value in values))))
