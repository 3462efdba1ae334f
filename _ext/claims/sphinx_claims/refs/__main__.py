"""The command ``sphinx-claims-refs``.

Ask Crossref and PubMed about every work of a bibliography, and note the answers.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from sphinx_claims.core.evidence.status import Answer, Reply, Service
from sphinx_claims.core.identifiers import identifiers_of
from sphinx_claims.core.model import Location, Source
from sphinx_claims.files.bibliography import combine, read_bib_files
from sphinx_claims.refs.answers import Told, read_retraction_watch
from sphinx_claims.refs.compare import is_another_work
from sphinx_claims.refs.snapshot import (
    is_fresh,
    keys_not_to_hold,
    read_snapshot,
    reply_of,
    write_snapshot,
)

try:
    from sphinx_claims.refs.asking import Manners, UnansweredError
    from sphinx_claims.refs.services import (
        CROSSREF_URL,
        PUBMED_URL,
        CrossrefService,
        PubmedService,
    )
except ImportError as error:
    raise SystemExit(
        f"{error}; install what the command needs with: pip install 'sphinx-claims[refs]'"
    ) from error

MAILTO = "SPHINX_CLAIMS_MAILTO"
_BATCH = 20
"""Works in one question to PubMed."""
_GIVE_UP = 3
"""Questions in a row without an answer, after which a service is left alone."""


@dataclass(slots=True, kw_only=True)
class Run:
    """What one run has learnt so far."""

    path: Path
    today: date
    works: dict[str, dict[Service, Reply]]
    unanswered: list[str] = field(default_factory=list)
    """What could not be asked, and why."""

    def note(self, source: Source, service: Service, told: Told | None) -> None:
        """Keep an answer."""
        self.works.setdefault(source.key, {})[service] = reply_of(source, service, told, self.today)

    def note_all(
        self, sources: Sequence[Source], service: Service, told: Mapping[str, Told | None]
    ) -> None:
        """Keep what a service told of some works, by the names that it was asked for."""
        for source in sources:
            self.note(source, service, told[_name(source, service)])
        self.save()

    def save(self) -> None:
        """Write what is known by now."""
        write_snapshot(self.path, self.works)

    def miss(self, sources: Sequence[Source], service: Service, reason: str) -> None:
        """Keep that a service did not answer about some works.

        What an earlier run learnt of them stays.
        """
        self.unanswered += [
            f"{source.key}: {service.value} could not be asked: {reason}" for source in sources
        ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    0 if all was asked, 1 if something could not be asked, 2 for a wrong call, 130 if interrupted.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        sources = _sources(options)
        run = Run(
            path=options.output, today=datetime.now(UTC).date(), works=read_snapshot(options.output)
        )
    except (ValueError, OSError) as error:
        parser.error(str(error))
    if not options.output.parent.is_dir():
        parser.error(f"there is no directory {options.output.parent}")
    asked = _due(sources, run, options)
    _say(_plan(sources, asked))
    if options.dry_run:
        _say(*_questions(asked))
        return 0
    if any(asked.values()) and "@" not in options.mailto:
        parser.error(f"say who asks: --mailto ADDRESS, or the environment variable {MAILTO}")
    logging.getLogger("stamina").addHandler(
        logging.NullHandler()
    )  # each try again would be a line that says nothing
    try:
        _ask(sources, asked, run, options)
    except KeyboardInterrupt:
        _say("interrupted; what was answered is kept, and the next run goes on from there")
        return 130
    _say(*_report(sources, run))
    return 1 if run.unanswered else 0


def _due(
    sources: Sequence[Source], run: Run, options: argparse.Namespace
) -> dict[Service, list[Source]]:
    """Return for each service the sources to ask it about."""
    return {
        service: [source for source in sources if _is_due(source, service, run, options)]
        for service in _NAMES
    }


def _questions(asked: Mapping[Service, Sequence[Source]]) -> Iterator[str]:
    for service, due in asked.items():
        for source in due:
            yield f"would ask {service.value} about {source.key}: {_name(source, service)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sphinx-claims-refs", description=__doc__)
    add = parser.add_argument
    add(
        "bibliography",
        nargs="*",
        type=Path,
        default=[Path("references.bib")],
        help="files to read (references.bib)",
    )
    add(
        "-o",
        "--output",
        type=Path,
        default=Path("docs/evidence/status.json"),
        help="status file (docs/evidence/status.json)",
    )
    add(
        "--mailto",
        default=os.environ.get(MAILTO, ""),
        help=f"your address, sent to the services (${MAILTO})",
    )
    add(
        "--only",
        nargs="+",
        metavar="KEY",
        help="ask about these works alone, however lately they were asked about",
    )
    add(
        "--max-age",
        type=int,
        default=30,
        metavar="DAYS",
        help="do not ask again what was answered in the last DAYS (30)",
    )
    add(
        "--dry-run",
        action="store_true",
        help="say what would be asked; ask nothing and write nothing",
    )
    add(
        "--retraction-watch",
        type=Path,
        metavar="FILE.csv",
        help="look up the works in this copy of the Retraction Watch data",
    )
    add(
        "--crossref-url", default=CROSSREF_URL, metavar="URL", help=f"for a mirror ({CROSSREF_URL})"
    )
    add("--pubmed-url", default=PUBMED_URL, metavar="URL", help=f"for a mirror ({PUBMED_URL})")
    add("--pause", type=float, default=0.5, metavar="SECONDS", help="between two questions (0.5)")
    add("--timeout", type=float, default=30.0, metavar="SECONDS", help="to wait for a service (30)")
    return parser


def _sources(options: argparse.Namespace) -> list[Source]:
    files = read_bib_files(
        (path, path.name, Location(doc=None, source=path.name, line=1))
        for path in options.bibliography
    )
    if missing := [str(file.path) for file in files if file.missing]:
        raise ValueError(f"there is no file {', '.join(missing)}")
    sources = {source.key: source for source in combine(files).sources}
    _check_keys(sources.keys(), set(options.only or ()))
    return [sources[key] for key in sorted(options.only or sources)]


def _check_keys(known: AbstractSet[str], wanted: AbstractSet[str]) -> None:
    """Refuse keys that the status file cannot hold, and those that are in no bibliography."""
    if odd := keys_not_to_hold(known):
        raise ValueError(f"no key that the status file can hold: {', '.join(map(ascii, odd))}")
    if unknown := wanted - known:
        raise ValueError(f"not in the bibliography: {', '.join(sorted(unknown))}")


def _name(source: Source, service: Service) -> str:
    """Return the identifier under which a service is asked about a source.

    Empty if there is none.
    """
    found = {name.split(":")[0]: name for name in sorted(identifiers_of(source), reverse=True)}
    return next((found[kind] for kind in _NAMES[service] if kind in found), "")


_NAMES = {Service.CROSSREF: ("doi",), Service.PUBMED: ("pmid", "doi")}
"""Services that are asked, and by which identifier."""


def _is_due(source: Source, service: Service, run: Run, options: argparse.Namespace) -> bool:
    reply = run.works.get(source.key, {}).get(service)
    return bool(_name(source, service)) and (
        bool(options.only) or not is_fresh(reply, run.today, options.max_age)
    )


def _plan(sources: Sequence[Source], asked: dict[Service, list[Source]]) -> str:
    nameless = sum(not _name(source, Service.PUBMED) for source in sources)
    parts = [f"{service.value} is asked about {len(due)}" for service, due in asked.items()]
    return f"{len(sources)} works: {', '.join(parts)}; {nameless} have neither DOI nor PMID"


def _ask(
    sources: Sequence[Source],
    asked: dict[Service, list[Source]],
    run: Run,
    options: argparse.Namespace,
) -> None:
    if options.retraction_watch:
        _look_up(sources, run, options.retraction_watch)
    manners = Manners(mailto=options.mailto, pause=options.pause, timeout=options.timeout)
    crossref = CrossrefService(manners, options.crossref_url)
    _ask_all(
        Service.CROSSREF,
        asked[Service.CROSSREF],
        1,
        lambda names: {names[0]: crossref.ask(names[0].removeprefix("doi:"))},
        run,
    )
    pubmed = PubmedService(manners, options.pubmed_url)
    _ask_all(Service.PUBMED, asked[Service.PUBMED], _BATCH, pubmed.ask, run)


def _ask_all(
    service: Service,
    sources: Sequence[Source],
    batch: int,
    ask: Callable[[Sequence[str]], dict[str, Told | None]],
    run: Run,
) -> None:
    """Ask about all sources, some at once, one by one where an answer about several is bad.

    Save after each answer.
    """
    waiting = [sources[start : start + batch] for start in range(0, len(sources), batch)]
    missed = 0
    while waiting and missed < _GIVE_UP:
        some = waiting.pop(0)
        try:
            told = ask([_name(source, service) for source in some])
        except UnansweredError as error:
            if len(some) > 1:
                waiting[:0] = [[source] for source in some]
                continue
            missed += 1
            run.miss(some, service, str(error))
        else:
            missed = 0
            run.note_all(some, service, told)
    for some in waiting:
        run.miss(some, service, f"left alone after {_GIVE_UP} questions without an answer")


def _look_up(sources: Sequence[Source], run: Run, path: Path) -> None:
    names = {source.key: identifiers_of(source) for source in sources}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            found = read_retraction_watch(lines, frozenset().union(*names.values()))
    except (ValueError, OSError) as error:
        run.unanswered.append(
            f"{Service.RETRACTION_WATCH.value} could not be asked: {path.name}: {error}"
        )
        return
    for source in sources:
        notices = {notice for name in names[source.key] for notice in found.get(name, ())}
        told = Told(
            notices=tuple(
                sorted(notices, key=lambda notice: (notice.date, notice.kind, notice.doi))
            )
        )
        if names[source.key]:
            run.note(source, Service.RETRACTION_WATCH, told if notices else None)
    run.save()


def _report(sources: Sequence[Source], run: Run) -> Iterator[str]:
    for source in sources:
        for service, reply in sorted(run.works.get(source.key, {}).items()):
            yield from _lines(source, service, reply)
    yield from sorted(run.unanswered)
    yield f"{len(run.unanswered)} could not be asked; {run.path} holds {len(run.works)} works"


def _lines(source: Source, service: Service, reply: Reply) -> Iterator[str]:
    if reply.answer is Answer.NOT_FOUND and service is Service.CROSSREF:
        yield f"{source.key}: {service.value} has no {_name(source, service)}"
    yield from (f"{source.key}: {notice}" for notice in reply.notices)
    for difference in reply.differences:
        if is_another_work(difference):
            yield (
                f"{source.key}: WRONG WORK: {_name(source, service)} leads to "
                f"{difference.theirs!r}, not {difference.ours!r}"
            )
        else:
            yield (
                f"{source.key}: {difference.field}: {service.value} has {difference.theirs!r}, "
                f"not {difference.ours!r}"
            )


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
