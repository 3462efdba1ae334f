"""The status file.

Read what earlier runs learnt, put answers in, write it so that no interrupt can spoil it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sphinx_claims.core.encoding import readable
from sphinx_claims.core.evidence.status import Answer, Difference, Reply, Service
from sphinx_claims.core.model import Location, Source
from sphinx_claims.files.data import is_name
from sphinx_claims.files.disk import write_whole
from sphinx_claims.files.status import SCHEMA_VERSION, read_status
from sphinx_claims.refs.answers import Told
from sphinx_claims.refs.compare import differences_of

Works = Mapping[str, Mapping[Service, Reply]]
"""Key of a source to the reply of each service."""


def read_snapshot(path: Path) -> dict[str, dict[Service, Reply]]:
    """Return the replies in a status file; none if there is no file yet.

    :raises ValueError: if anything is wrong in the file, which is then better left alone
    """
    if not path.exists():
        return {}
    status = read_status(path, path.name, path.name, Location(doc=None, source=path.name, line=1))
    if status.defects:
        defect = status.defects[0]
        raise ValueError(f"{path}:{defect.location.line}: {defect.message}")
    return {
        key: {reply.service: reply for reply in replies} for key, replies in status.works.items()
    }


def keys_not_to_hold(keys: Iterable[str]) -> list[str]:
    """Return the keys of sources that no status file can hold."""
    return [key for key in keys if not is_name(key)]


def reply_of(source: Source, service: Service, told: Told | None, today: date) -> Reply:
    """Return what a service told of a source as a reply of today.

    None is a work that it does not know.
    """
    if told is None:
        return Reply(service=service, asked=today, answer=Answer.NOT_FOUND)
    differences = differences_of(source, told.record)
    return Reply(
        service=service,
        asked=today,
        answer=Answer.FOUND,
        notices=told.notices,
        differences=differences,
    )


def is_fresh(reply: Reply | None, today: date, max_age: int) -> bool:
    """Say whether a reply need not be asked for again."""
    return reply is not None and 0 <= (today - reply.asked).days < max_age


def write_snapshot(path: Path, works: Works) -> None:
    """Write the status file; whoever reads it sees the old file or the new one, never a part."""
    write_whole(path, render_snapshot(works))


def render_snapshot(works: Works) -> str:
    """Return the text of the status file; the same replies give the same bytes."""
    told = {
        key: {service.value: _plain(reply) for service, reply in replies.items()}
        for key, replies in works.items()
        if replies
    }
    return (
        json.dumps(
            {"schema": SCHEMA_VERSION, "works": told}, ensure_ascii=False, indent=2, sort_keys=True
        )
        + "\n"
    )


def _plain(reply: Reply) -> dict[str, Any]:
    return {
        "asked": reply.asked.isoformat(),
        "answer": reply.answer.value,
        "notices": [
            {"kind": notice.kind.value, "doi": notice.doi, "date": notice.date, "by": notice.by}
            for notice in reply.notices
        ],
        "differences": [_difference(difference) for difference in reply.differences],
    }


def _difference(difference: Difference) -> dict[str, str]:
    told = {"ours": difference.ours, "theirs": difference.theirs}
    return {"field": difference.field, **{name: readable(text) for name, text in told.items()}}
