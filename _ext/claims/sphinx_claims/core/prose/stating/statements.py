"""What a text does as a whole: whether it states something, or tells its reader what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sphinx_claims.core.prose.stating.verbs import (
    VERBS,
    WORDS,
    At,
    has_s,
    is_adverb,
    is_finite,
    is_plural,
    is_surely_verb,
)

_EDGES = ".,;:!?()[]{}\"'“”‘’«»…*/–—。！？．"
_STOPPED = re.compile(r"[.!。！;][\"'”’)\]»]*$|^(?:\S+\s+){3,}\S+:$")
"""A full stop, or a colon behind more words than a label has."""
_PASSED_OVER = re.compile(r"\s\([^()]*\)|(?<=\w)[–—](?=\w)|\bMay (?=\d)|(?<=\d )May\b")
"""Asides in brackets, dashes between words, and the month that looks like a verb."""
_PARTED = re.compile(r"\s+[→⇒⟶↔•·]\s+")
"""Signs that part words as a comma does."""
_CLAUSE_OPENERS = WORDS["opens-clause"]
_OPENERS = frozenset(
    {*_CLAUSE_OPENERS, "until", "unless", "before", "after", "because", "as", "once", "since"}
)
"""Words behind which an order may tell when and why."""
_CONDITIONS = frozenset({"if", "when", "before", "after", "once", "to", "while", "unless", "for"})
_SETTING = frozenset({"in", "on", "with", "at", "instead", "optionally", "together", "alone"})
"""Words that open where, with what or with whom something is to be done: 'In pairs, discuss it.'"""
_BEFORE_COMMAND = WORDS["task-lead"] | {"always", "never", "just"}
_AFTER_COMMAND = frozenset({"what", "who", "how", "which", "why", "whether", "whose"}).union(
    {"", "you", "yourself", "aside", "aloud", "away", "hard", "out", "together", "well"}
)
_MAY_COMMAND = VERBS | _BEFORE_COMMAND | _CONDITIONS | _SETTING | {"do", "don't"}
_SVO = 4
"""How many words a noun of two words takes to do something to another."""
_NO_NAME = WORDS["lets"] | WORDS["verb"]
_NO_OBJECT = WORDS["from"] | WORDS["stays-so"]
_SOON = 5
"""Within how many words a text shows that it is no command."""


class Token(NamedTuple):
    """One word of a text, and whether a sign stands behind it."""

    plain: str
    closed: bool
    """Whether a comma or another sign stands behind it."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text."""
    told = (
        (raw.strip(_EDGES).replace("’", "'"), raw[-1:] in ",;:)–—.!?")
        for raw in _PARTED.sub(", ", _PASSED_OVER.sub(" ", text)).split()
    )
    return tuple(Token(bare.lower(), closed) for bare, closed in told if bare)


def is_closed(text: str) -> bool:
    """Tell whether a full stop closes a text, or a colon more words than a label has."""
    return bool(_STOPPED.search(text))


def is_statement(text: str) -> bool:
    """Tell whether a text has a verb of its own, outside of clauses that hang on a noun."""
    tokens = tokens_of(text)
    return _main_verbs(tokens, _finite(tokens, is_closed(text)), _CLAUSE_OPENERS) > 0


def is_told(text: str) -> bool:
    """Tell whether an order goes on with a statement, behind "that" or a stop: 'Write that …'."""
    tokens = tokens_of(text)
    verbs = [index for index in _finite(tokens, stopped=True) if index]
    return _main_verbs(tokens, verbs, _OPENERS - {"that"}) > 0


def is_verb(word: str) -> bool:
    """Tell whether a word may be a verb, as orders begin with."""
    return word.lower() in VERBS


def has_verb(text: str) -> bool:
    """Tell whether a text has a verb of a statement or a clause anywhere."""
    return bool(_finite(tokens_of(text), stopped=True))


def is_command(text: str) -> bool:
    """Tell whether a text tells its reader to do something, and states nothing beside."""
    if text.split(maxsplit=1)[0].strip(_EDGES).lower().replace("’", "'") not in _MAY_COMMAND:
        return False
    tokens = _ordered(_without_condition(tokens_of(text)))
    verbs = [
        index
        for index in _finite(tokens, stopped=True)
        if index and not _is_what_is_done(tokens, index)
    ]
    return bool(tokens) and _main_verbs(tokens, verbs, _OPENERS) <= 0


def _ordered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return an order from its verb on, or nothing if the words begin none."""
    leads = next((i for i, one in enumerate(tokens) if one.plain not in _BEFORE_COMMAND), 0)
    tokens = tokens[leads:]
    plain = [token.plain for token in tokens[:2]]
    if plain == ["do", "not"]:
        return tokens[2:]
    if plain[:1] == ["don't"]:
        return tokens[1:]
    return tokens if tokens and _begins_order(tokens) else ()


def _begins_order(tokens: Sequence[Token]) -> bool:
    """Tell whether the first word is a verb, and what follows goes with one."""
    first = tokens[0]
    if len(tokens) == 1 or first.plain in WORDS["verb"]:
        return is_verb(first.plain)
    follows = tokens[1].plain in WORDS["object"] | WORDS["from"] | _AFTER_COMMAND
    return is_verb(first.plain) and follows and not first.closed


def states_at_once(text: str) -> bool:
    """Tell whether a text that looks like a command has a verb soon after what it begins with.

    "Open addressing avoids the pointer."
    """
    tokens = tokens_of(text)[:_SOON]
    return _acts_in_name(tokens) or _acts_soon(tokens)


def _acts_soon(tokens: Sequence[Token]) -> bool:
    """Tell whether a verb in s, or one that can be nothing else, stands among a few words."""
    closed = next((index + 1 for index, token in enumerate(tokens) if token.closed), _SOON)
    verbs = [
        index
        for index in _finite(tokens[:closed], stopped=True)
        if (has_s(tokens[index].plain) or tokens[index].plain in WORDS["finite"])
        and not _is_what_is_done(tokens, index)
    ]
    if not verbs or tokens[verbs[0] - 1].plain in WORDS["subject"]:
        return False
    return _CLAUSE_OPENERS.isdisjoint(token.plain for token in tokens[: verbs[0]])


def _acts_in_name(tokens: Sequence[Token]) -> bool:
    """Tell whether a noun of two words, which begins as an order, does something.

    "Type checkers catch bugs."
    """
    if len(tokens) < _SVO or any(token.closed for token in tokens[: _SVO - 1]):
        return False
    name, head, verb, what = (token.plain for token in tokens[:_SVO])
    if name in _NO_NAME or not has_s(head):
        return False
    if verb in WORDS["verb"]:
        return True
    return verb in VERBS and _NO_OBJECT.isdisjoint({verb, what}) and not is_adverb(what)


def _is_what_is_done(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word that may be a verb is rather what an order is about: 'Take notes'."""
    if tokens[0].plain in WORDS["lets"]:
        return index < _SVO and tokens[index].plain in VERBS
    done = index == 1 and tokens[0].plain in WORDS["verb"]
    return done and not is_surely_verb(tokens[index].plain)


def _without_condition(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return what stands behind the words that an order may begin with: 'If lost, …'."""
    if not tokens or tokens[0].plain not in _CONDITIONS | _SETTING:
        return tokens
    comma = next((index for index, token in enumerate(tokens) if token.closed), 0)
    if tokens[0].plain in _SETTING and not 0 <= comma <= _SOON:
        return tokens
    return tokens[comma + 1 :]


def _main_verbs(tokens: Sequence[Token], finite: Sequence[int], openers: frozenset[str]) -> int:
    """Count the verbs that are not those of a clause."""
    left = list(finite)
    for index in range(len(tokens)):
        if _opens(tokens, index, openers) and not _has_own_verb(tokens, index, finite):
            own = next((at for at in left if at > index), None)
            if own is not None and not _is_aside(tokens, index, own):
                left.remove(own)
    return len(left)


def _is_aside(tokens: Sequence[Token], index: int, verb: int) -> bool:
    """Tell whether the clause that a text begins with is over before a verb: 'When old, …'."""
    return not index and any(token.closed for token in tokens[:verb])


def _opens(tokens: Sequence[Token], index: int, openers: frozenset[str]) -> bool:
    """Tell whether a clause begins with a word: 'that' before a verb or behind 'in' opens none."""
    word = tokens[index].plain
    if word not in openers or word != "that":
        return word in openers
    if index:
        return tokens[index - 1].plain not in WORDS["from"]
    return len(tokens) < 2 or not _looks_third_person(tokens[1].plain)


def _has_own_verb(tokens: Sequence[Token], index: int, finite: Sequence[int]) -> bool:
    """Tell whether a clause goes on at once with a verb that is not counted: 'that declares'."""
    if tokens[index].plain not in {"that", "which", "who"} or index + 1 >= len(tokens):
        return False
    return index + 1 not in finite and _looks_third_person(tokens[index + 1].plain)


def _looks_third_person(word: str) -> bool:
    return word in WORDS["finite"] or has_s(word) or word.endswith("ed")


def _finite(tokens: Sequence[Token], stopped: bool) -> list[int]:
    plural = _begins_plural(tokens)
    return [
        index
        for index, token in enumerate(tokens)
        if is_finite(_at(tokens, index, stopped=stopped, plural=plural), first=index == 0)
        or (index == 0 and token.plain in WORDS["finite"])
    ]


def _at(tokens: Sequence[Token], index: int, *, stopped: bool, plural: bool) -> At:
    before = index - 1
    while before > 0 and is_adverb(tokens[before].plain) and not tokens[before].closed:
        before -= 1
    joined = before >= 0 and not tokens[before].closed
    behind = index + 1 < len(tokens) and not tokens[index].closed
    return At(
        word=tokens[index].plain,
        before=tokens[before].plain if joined else "",
        after=tokens[index + 1].plain if behind else "",
        stopped=stopped,
        plural=plural,
    )


def _begins_plural(tokens: Sequence[Token]) -> bool:
    """Tell whether the noun that a text begins with is of more than one."""
    head = ""
    for token in tokens:
        if token.plain in WORDS["from"] or token.plain in _CLAUSE_OPENERS:
            break
        head = token.plain
        if token.closed:
            break
    return is_plural(head)


def before_verb(text: str) -> tuple[str, ...]:
    """Return the words before the first verb of a text; without a verb, the first few."""
    tokens = tokens_of(text)
    verbs = _finite(tokens, stopped=True)
    return tuple(token.plain for token in tokens[: verbs[0] if verbs else _SOON])


def verb_of(text: str) -> str:
    """Return the first verb of a text, or nothing."""
    tokens = tokens_of(text)
    verbs = _finite(tokens, stopped=True)
    return tokens[verbs[0]].plain if verbs else ""
