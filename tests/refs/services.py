"""A local server that speaks like Crossref and the E-utilities, and fails when told to."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DOCTYPE = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st '
    'January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
FOUND = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD '
    'esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
    "<eSearchResult><Count>{count}</Count><RetMax>{count}</RetMax><RetStart>0</RetStart><IdList>{ids}</IdList>"
    "<TranslationSet/><QueryTranslation></QueryTranslation></eSearchResult>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One answer."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    reset: bool = False
    length: int | None = None
    """What the answer says of its length, if that is not so."""


def envelope(kind: str, message: Mapping[str, Any]) -> Sent:
    """Return a message of Crossref in its envelope."""
    whole = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return Sent(body=json.dumps(whole).encode())


@dataclass(slots=True, kw_only=True)
class Library:
    """What the server holds, what it was asked, and how it fails."""

    url: str
    works: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Records of Crossref by DOI in lower case; those with ``update-to`` are notices."""
    articles: dict[str, str] = field(default_factory=dict)
    """Records of PubMed by PMID, as XML."""
    asked: list[str] = field(default_factory=list)
    """Every request: path, and the identifiers of a search or a fetch."""
    agents: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    queries: list[dict[str, list[str]]] = field(default_factory=list)
    faults: dict[str, list[Sent]] = field(default_factory=dict)
    """Answers to give first, one after the other, to requests that hold a text."""
    on_request: Callable[[str], None] = lambda _: None

    @property
    def options(self) -> list[str]:
        """Return the options that lead the command here."""
        return [
            "--crossref-url",
            self.url,
            "--pubmed-url",
            f"{self.url}/eutils",
            "--mailto",
            "me@example.org",
            "--pause",
            "0.01",
        ]

    def answer(self, target: str) -> Sent:
        """Answer a request."""
        path, query = unquote(urlsplit(target).path), parse_qs(urlsplit(target).query)
        told = path + "".join(
            f" {query[name][0]}" for name in ("filter", "id", "term") if name in query
        )
        self.asked.append(told)
        self.queries.append(query)
        self.times.append(time.monotonic())
        self.on_request(told)
        for text, answers in self.faults.items():
            if text in told and answers:
                return answers.pop(0)
        if path.startswith("/works/"):
            work = self.works.get(path.removeprefix("/works/").lower())
            return (
                envelope("work", work)
                if work
                else Sent(body=b"Resource not found.", status=404, type="text/plain")
            )
        if path == "/works":
            doi = query["filter"][0].removeprefix("updates:")
            items = [
                work
                for work in self.works.values()
                if doi in [entry["DOI"].lower() for entry in work.get("update-to", ())]
            ]
            return envelope(
                "work-list", {"total-results": len(items), "items": items, "items-per-page": 100}
            )
        if path == "/eutils/esearch.fcgi":
            ids = [
                pmid
                for pmid, text in self.articles.items()
                if any(doi in text for doi in query["term"][0].split('"')[1::2])
            ]
            body = FOUND.format(count=len(ids), ids="".join(f"<Id>{pmid}</Id>" for pmid in ids))
            return Sent(body=body.encode(), type="text/xml; charset=UTF-8")
        ids = [pmid for pmid in query["id"][0].split(",") if pmid in self.articles]
        return pubmed(*(self.articles[pmid] for pmid in ids))


def pubmed(*articles: str) -> Sent:
    """Return records of PubMed as it sends them."""
    body = f"{DOCTYPE}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"
    return Sent(body=body.encode(), type="text/xml; charset=UTF-8")


@contextmanager
def serving() -> Iterator[Library]:
    """Run the server on a free port of this machine."""
    library = Library(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            library.agents.append(self.headers["User-Agent"])
            self.send(library.answer(self.path))

        def do_POST(self) -> None:  # what is too long for an address
            library.agents.append(self.headers["User-Agent"])
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.send(library.answer(f"{self.path}?{form}"))

        def send(self, sent: Sent) -> None:
            time.sleep(sent.delay)
            if sent.reset:  # closing with a lingering time of nothing resets the connection
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
                self.connection.close()
                return
            self.send_response(sent.status)
            length = len(sent.body) if sent.length is None else sent.length
            for name, value in {
                "Content-Type": sent.type,
                "Content-Length": str(length),
                **sent.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Stay silent: clients that give up, and connections that were reset on purpose."""

    with Server(("127.0.0.1", 0), Handler) as server:
        library.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield library
        finally:
            server.shutdown()
            thread.join()


def article(
    pmid: str,
    *,
    doi: str = "",
    comments: str = "",
    types: str = "Journal Article",
    title: str = "Cells rest.",
) -> str:
    """Return a record of PubMed as XML, of a paper by Wang and others."""
    listed = f"<CommentsCorrectionsList>{comments}</CommentsCorrectionsList>" if comments else ""
    kinds = "".join(
        f'<PublicationType UI="D016428">{kind}</PublicationType>' for kind in types.split(";")
    )
    known = f'<ArticleId IdType="pubmed">{pmid}</ArticleId>' + (
        f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else ""
    )
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>
<JournalIssue CitedMedium="Print"><Volume>6</Volume>
<PubDate><Year>2014</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Cells and therapy (Nanjing, China)</Title>
<ISOAbbreviation>Cells Ther</ISOAbbreviation></Journal><ArticleTitle>{title}</ArticleTitle>
<Pagination><StartPage>123</StartPage><EndPage>128</EndPage><MedlinePgn>123-8</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Wang</LastName>
<ForeName>Dandan</ForeName><Initials>D</Initials></Author>
<Author ValidYN="Y"><LastName>Müller</LastName>
<ForeName>Eva</ForeName><Initials>E</Initials></Author></AuthorList>
<Language>eng</Language><PublicationTypeList>{kinds}</PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2013</Year><Month>12</Month>
<Day>30</Day></ArticleDate></Article>
<MedlineJournalInfo><Country>China</Country><MedlineTA>Cells Ther</MedlineTA>
<NlmUniqueID>1</NlmUniqueID></MedlineJournalInfo>
{listed}</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList>{known}</ArticleIdList></PubmedData></PubmedArticle>"""


def comment(kind: str, source: str) -> str:
    """Return a link from a record to what was published about it."""
    return (
        f'<CommentsCorrections RefType="{kind}"><RefSource>{source}</RefSource><PMID '
        'Version="1">99</PMID></CommentsCorrections>'
    )
