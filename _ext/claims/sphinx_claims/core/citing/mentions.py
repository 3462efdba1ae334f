"""Works that plain text names in a form that nothing can check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_claims.core.citing.forms import Form, Mention
from sphinx_claims.core.identifiers import identifier_in

_LIKELY = re.compile(
    r"@|cite|\[\w|\b10\.\d{4}|PMC?I?D?:? ?\d|\d{4}[a-z]?\b|in press|n\.d\.", re.IGNORECASE
)
"""What a text must hold to name a work: most sentences do not."""

_IDENTIFIER = re.compile(
    r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|\bdoi:?\s*)?"
    r"\b(?P<doi>10\.\d{4,9}(?:\.\d+)*/[^\s<>\"”]+)|"
    r"\bPMID:?\s*(?P<pmid>[1-9]\d{0,8})\b|\b(?:PMCID:?\s*)?PMC(?P<pmcid>[1-9]\d{3,8})\b|"
    r"(?P<url>https?://(?:pubmed\.ncbi|pmc\.ncbi|(?:www\.)?ncbi)\.nlm\.nih\.gov/[^\s<>\"”]+)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’)]}*"

_KEY = re.compile(r"(?<![\w.@/+`-])-?@(?P<key>(?:doi:|https?://)?[^\W_](?:[\w:.#$%&/+?<>~-]*\w)?)")
_BRACKETED = re.compile(r"\[[^\[\]@]{0,80}(?<![\w.@/+`-])-?@[^\[\]\s][^\[\]]{0,300}\]")
_NAME_OF_KEY = r"[^\W_][\w:.+-]*\w"
_MARKUP = re.compile(
    rf"(?:\{{(?:foot)?cite(?::\w+)?\}}|:(?:foot)?cite(?::\w+)?:)"
    rf"(?P<role>{_NAME_OF_KEY}(?:,\s?{_NAME_OF_KEY}){{0,20}})|"
    r"\\?\b(?:foot|text|paren|auto)?cite[tp]?\*?(?:\[[^\[\]]{0,80}\]){0,2}\{(?P<latex>[^{}]{1,200})\}"
)
"""A citation in the mark-up of another language, which is printed as it stands."""
_LABEL = re.compile(r"\[(?P<key>[^\W\d_][\w:.+-]*\d[\w:.+-]*)\](?![(_])")

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_WHEN = rf"(?:{_YEAR}|n\.\s?d\.|in press|forthcoming)"
_PARTICLE = (
    r"(?:(?:van|von|vom|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|al|el|bin|ibn|zu|zur|af|av)"
    r"[ -]|[dDlLO]['’])"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_FAMILY = rf"{_PARTICLE}{{0,3}}{_CAPITAL}[\w'’-]*"
_INITIALS = rf"(?:{_CAPITAL}\.[ -]?){{1,4}}"
_PERSON = rf"(?:{_INITIALS})?{_FAMILY}(?:,? {_INITIALS}|(?-i: [A-Z]{{1,3}})(?!\w))?"
_OTHERS = r"(?:et al\b\.?|and (?:colleagues|co-?workers|others)|& (?:colleagues|co-?workers))"
_GROUP = rf"{_CAPITAL}\w+(?: (?:(?:of|for|on|the|and) ){{0,2}}{_CAPITAL}\w+){{1,7}}"
_SEVERAL = (
    rf"{_PERSON}(?:(?:, {_PERSON}){{0,8}},? (?:and|&|und|et|y) {_PERSON}(?! al\b)|"
    rf"(?:, {_PERSON}){{0,8}},? {_OTHERS})"
)
_AUTHORS = rf"(?P<names>{_SEVERAL}|{_PERSON})"
_LOCATOR = r"(?:[,:]\s*(?:[^;,()]{1,40}))?"
_CITED = re.compile(
    rf"(?:(?:see|cf\.?|e\.g\.,?|i\.e\.,?|as|in|from|by|after|data|reviewed|compare|but|also|"
    rf"adapted|based on|for example,?)\s+)*"
    rf"(?P<names>{_SEVERAL}|{_PERSON}|{_GROUP}(?=,))(?:,\s*\(?|\s+\(?|\()(?P<when>{_WHEN})"
    rf"(?P<more>(?:,? (?:and )?{_YEAR})*)\)?{_LOCATOR}\s*"
)
"""One author's works within brackets."""
_IN_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{4,400})[)\]]")
_BEHIND_NAMES = re.compile(
    rf"\s{{0,3}}[(\[](?P<when>{_WHEN})(?P<more>(?:,? (?:and )?{_YEAR})*){_LOCATOR}[)\]]"
)
_NAMES_AT_END = re.compile(rf"(?<!\w){_AUTHORS}(?:['’]s?)?$")
_UNBRACKETED = re.compile(
    rf"(?<!\w)(?P<names>{_PERSON} et al\b\.?),?\s+(?P<when>{_YEAR})(?P<more>)\b"
)
_REACH = 120
"""How many signs before a year may hold the names."""
_NO_AUTHORS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec", "spring", "summer", "autumn", "fall", "winter", "easter",
        "christmas", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "version", "release", "windows", "office", "excel", "word", "table", "figure", "fig",
        "section", "chapter", "part", "step", "year", "since", "until", "before", "after", "in",
        "the", "from", "by", "about", "around", "circa", "ca", "copyright", "edition", "python",
        "java", "sql", "server", "studio", "visual", "olympics", "expo", "covid", "sars",
    }
)  # fmt: skip
"""Capital words before a year that name no author, in lower case."""


def mentions_in(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield what a text names, with its offset; in order within each form."""
    if not _LIKELY.search(text):
        return
    told = [*_identifiers(text)]
    yield from told
    rest = _without(text, [(offset, offset + len(mention.text)) for offset, mention in told])
    yield from _keys(rest)
    yield from _by_names(rest)


def mention_of_link(address: str) -> Mention | None:
    """Return the work that an address leads to, or None for any other address."""
    identifier = identifier_in(address)
    return Mention(form=Form.LINK, text=address, identifier=identifier) if identifier else None


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in place of some of its parts."""
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return "".join(out)


def _identifiers(text: str) -> Iterator[tuple[int, Mention]]:
    for found in _IDENTIFIER.finditer(text):
        seen = _trimmed(found[0])
        kind = found.lastgroup or ""
        if kind == "url":
            if link := mention_of_link(seen):
                yield found.start(), link
            continue
        value = _trimmed(found[kind]).lower()
        identifier = f"{kind}:{'pmc' if kind == 'pmcid' else ''}{value}"
        yield (
            found.start(),
            Mention(form=Form.IDENTIFIER, text=seen, identifier=identifier),
        )


def _trimmed(text: str) -> str:
    """Return an address without the signs that end its sentence; brackets of its own stay."""
    while text and text[-1] in _TRAILING:
        opening = {")": "(", "]": "[", "}": "{"}.get(text[-1])
        if opening and text.count(opening) >= text.count(text[-1]):
            break
        text = text[:-1]
    return text


def _keys(text: str) -> Iterator[tuple[int, Mention]]:
    brackets = [*_BRACKETED.finditer(text)]
    rest = _without(text, [bracket.span() for bracket in brackets])
    for bracket in brackets:
        for found in _KEY.finditer(bracket[0]):
            yield bracket.start(), _key(found["key"], bracket[0], Form.BRACKETED_KEY)
    for found in _MARKUP.finditer(rest):
        for key in (found["role"] or found["latex"]).split(","):
            yield found.start(), _key(key.strip(), found[0], Form.BRACKETED_KEY)
    for found in _LABEL.finditer(rest):
        yield found.start(), replace(_key(found["key"], found[0], Form.BARE_KEY), textual=False)
    for found in _KEY.finditer(rest):
        if rest[found.end() : found.end() + 1] not in {"(", "@"}:
            yield found.start(), _key(found["key"], found[0], Form.BARE_KEY)


def _key(key: str, seen: str, form: Form) -> Mention:
    identifier = next((one.identifier for _, one in _identifiers(key)), "")
    return Mention(
        form=Form.BRACKETED_KEY if identifier else form,
        text=seen,
        textual=form is Form.BARE_KEY,
        key="" if identifier else key,
        identifier=identifier,
    )


def _by_names(text: str) -> Iterator[tuple[int, Mention]]:
    holding = [(bracket, [*_works_within(bracket)]) for bracket in _IN_BRACKETS.finditer(text)]
    for bracket, works in holding:
        yield from ((bracket.start(), work) for work in works)
    rest = _without(text, [bracket.span() for bracket, works in holding if works])
    yield from _names_before_year(rest)
    for found in _UNBRACKETED.finditer(rest):
        for work in _author_years(found["names"], found, found[0], textual=True):
            yield found.start(), work


def _works_within(bracket: re.Match[str]) -> Iterator[Mention]:
    for part in bracket["inner"].split(";"):
        work = _CITED.fullmatch(part.strip())
        if work and _are_authors(work["names"]):
            yield from _author_years(work["names"], work, bracket[0])


def _names_before_year(text: str) -> Iterator[tuple[int, Mention]]:
    for behind in _BEHIND_NAMES.finditer(text):
        start = max(behind.start() - _REACH, 0)
        found = _NAMES_AT_END.search(text[start : behind.start()])
        if found and _are_authors(found["names"]):
            at = start + found.start()
            for work in _author_years(
                found["names"], behind, text[at : behind.end()], textual=True
            ):
                yield at, work


def _are_authors(names: str) -> bool:
    first = re.split(r"[\s,]", names, maxsplit=1)[0]
    return first.strip(".").lower() not in _NO_AUTHORS


def _author_years(
    names: str, found: re.Match[str], seen: str, *, textual: bool = False
) -> Iterator[Mention]:
    """Yield a work for each year that stands behind the names."""
    years = [found["when"], *re.findall(_YEAR, found["more"])]
    for when in years:
        yield Mention(
            form=Form.AUTHOR_YEAR,
            text=" ".join(seen.split()),
            textual=textual,
            names=families_in(names),
            year=when[:4] if when[:1].isdigit() else "",
        )


_PARTING = re.compile(r",? (?:and|&|und|et|y) (?!al\b)|, ")
_NO_FAMILY = re.compile(rf"{_INITIALS}$|(?:{_OTHERS})$|(?:colleagues|co-?workers|others)$")
_AROUND_FAMILY = re.compile(
    rf"^{_INITIALS}(?=\S)|\s+{_OTHERS}$|\s+{_INITIALS}$|\s+[A-Z]{{1,3}}$|['’]s?$"
)


def families_in(names: str) -> tuple[str, ...]:
    """Return the family names in a list of authors, in order."""
    parts = (part.strip() for part in _PARTING.split(" ".join(names.split())))
    told = (part for part in parts if part and not _NO_FAMILY.fullmatch(part))
    return tuple(_AROUND_FAMILY.sub("", _AROUND_FAMILY.sub("", part)).strip() for part in told)
