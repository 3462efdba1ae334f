"""Cover, how to use it, contents; and the last page: how to cite it, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sphinx.util.i18n import format_date

from sphinx_handout.markup import array, call, content, escape, string
from sphinx_handout.material.glyphs import describe
from sphinx_handout.pages.chapters import Chapter
from sphinx_handout.pages.editions import Edition
from sphinx_handout.settings.options import read_language
from sphinx_handout.translate import Print

if TYPE_CHECKING:
    from sphinx.config import Config

ORCID = "https://orcid.org/"


def render_preamble(
    config: Config, edition: Edition, words: Mapping[str, str], missing: Iterable[str]
) -> str:
    """Return what the whole document needs to know.

    Title, language, paper, authors, characters that no font has.
    """
    lang, region = read_language(config)
    values = {
        "title": string(title_of(config)),
        "edition": string(words[f"edition-{edition}"]),
        "authors": "(" + "".join(f"{string(name)}, " for name, _ in _authors(config)) + ")",
        "description": string(config.handout_subtitle),
        "lang": string(lang),
        "region": string(region) if region else "none",
        "paper": string(config.handout_paper),
        "page-word": string(words["abbreviated-page"]),
        "missing": "("
        + "".join(f"{string(sign)}: {string(describe(sign))}, " for sign in sorted(missing))
        + ")",
    }
    given = ", ".join(f"{name}: {value}" for name, value in values.items())
    return f'#import "template.typ" as kit\n#show: kit.handout.with({given})\n'


def render_cover(config: Config, edition: Edition, work: Print) -> str:
    """Return the cover."""
    words = work.words
    people = array(
        array([content(escape(name)), string(ORCID + orcid if orcid else "")])
        for name, orcid in _authors(config)
    )
    facts = [
        (words["version"], config.release),
        (words["date"], _date(config)),
        (words["licence"], config.handout_licence),
    ]
    return call(
        "kit.cover",
        title=content(escape(title_of(config))),
        subtitle=content(escape(config.handout_subtitle)),
        edition=content(escape(words[f"edition-{edition}"])),
        people=people,
        facts=array(
            array([content(escape(name)), content(escape(value))]) for name, value in facts if value
        ),
        notice=content(escape(config.handout_notice)) if config.handout_notice else None,
        qr=_qr(work.url, words["on-the-web"], work),
    )


def render_use(config: Config, chapters: Sequence[Chapter], work: Print) -> str:
    """Return the page on how to use the handout.

    What the author says, then the minutes that pages declare.
    """
    rows = [
        (chapter.docname, minutes)
        for chapter in chapters
        if (minutes := _minutes(chapter.docname, work))
    ]
    if not rows and not config.handout_use:
        return ""
    words = work.words
    parts = [call("kit.chapter", string("")), f"= {escape(words['how-to-use'])}\n"]
    parts.extend(f"{escape(paragraph)}\n" for paragraph in config.handout_use)
    if rows:
        head = array(content(escape(words[name])) for name in ("part", "minutes", "page"))
        lines = array(
            array([string(_label(docname, work)), content(_title(docname, work)), str(minutes)])
            for docname, minutes in rows
        )
        parts.append(call("kit.plan", head, lines, content(escape(words["together"]))))
    return "\n".join(parts)


def render_about(config: Config, work: Print) -> str:
    """Return the last page, if there is something to say on it."""
    words, parts = work.words, []
    if config.handout_citation:
        parts.append(f"== {escape(words['citation'])}\n{escape(config.handout_citation)}\n")
    if config.handout_changes:
        lines = "".join(f"- {escape(change)}\n" for change in config.handout_changes)
        parts.append(f"== {escape(words['changes'])}\n{lines}")
    if config.handout_licence:
        parts.append(f"== {escape(words['licence'])}\n{escape(config.handout_licence)}\n")
    if config.handout_feedback:
        address = config.handout_feedback
        drawn = work.qr(address)
        code = call("kit.qr-line", string(drawn), string(address)) if drawn else escape(address)
        parts.append(f"== {escape(words['feedback'])}\n{code}\n")
    if not parts:
        return ""
    return "\n".join([call("kit.chapter", string("")), f"= {escape(words['about'])}\n", *parts])


def title_of(config: Config) -> str:
    """Return the title of the handout."""
    return str(config.handout_title or config.project)


def _authors(config: Config) -> list[tuple[str, str]]:
    given = [
        (str(person["name"]), str(person.get("orcid", ""))) for person in config.handout_authors
    ]
    return given or [(str(config.author), "")] * (config.author not in {"", "Author name not set"})


def _date(config: Config) -> str:
    if config.today:
        return str(config.today)
    text = format_date(config.today_fmt or "%d %B %Y", language=config.language)
    return text.removeprefix("0") if not config.today_fmt else text


def _qr(address: str, title: str, work: Print) -> str | None:
    drawn = work.qr(address) if address else ""
    return array([string(drawn), string(address), content(escape(title))]) if drawn else None


def _minutes(docname: str, work: Print) -> int:
    value = work.env.metadata.get(docname, {}).get("minutes", "")
    return int(value) if str(value).isdigit() else 0


def _title(docname: str, work: Print) -> str:
    return escape(work.env.titles[docname].astext())


def _label(docname: str, work: Print) -> str:
    return work.labels.find(docname) or ""
