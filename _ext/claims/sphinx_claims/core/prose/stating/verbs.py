"""Whether a word is the verb of a statement or a clause, where it stands.

No tagger: verbs are known by list, by how they end, and by the words on either side. In a text with
a full stop a word is believed to be a verb sooner than in one without.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_claims.core.prose.lexicon import CLASSES

WORDS = {name: frozenset(entries) for name, entries in CLASSES.items()}
"""Classes of words, to look a word up in."""
_EITHER = WORDS["either"] | WORDS["task"] | WORDS["order"]
VERBS = WORDS["verb"] | _EITHER
"""Words that may be verbs, in the form that orders begin with."""
_PLURAL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?<![sui])s$")
_OUTDOES = re.compile(
    r"out(?!age|break|building|burst|cast|come|crop|door|fit|flow|goer|house|ing|law|let|lier|line|"
    r"look|post|put|rage|reach|set|side|skirt|source|ward)[a-z]{3,}$"
)
"""A verb such as 'outpace', which no list can hold all of."""
_ADJECTIVE = re.compile(r"\w{2,}(?:al|ic|ous|able|ible|ful|less|ish)$")
_NUMBER = re.compile(r"[\d%]")
_NO_FORMS = (
    WORDS["from"] | WORDS["adverb"] | WORDS["object"] | WORDS["before-noun"] | {"perhaps", "yes"}
)
_NOUN_FOLLOWS = (WORDS["before-noun"] | WORDS["from"]) - {"and"}
_SHORT_LY, _SHORT_ED = 4, 3
_HELPING = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had"})
"""What makes a past behind it a part of one verb: 'was treated'."""
_PARTICLES = frozenset({"off", "away", "out"})
_NO_VERB = ("ing", "ed", "er", "en", "wn")
"""Ends of words that go with a noun."""
_COUNTS = WORDS["count-word"] | WORDS["share-word"] | {"one"}
_MANY = _COUNTS - {"one", "half"}


class At(NamedTuple):
    """A word with those on either side of it."""

    word: str
    before: str
    """The word before it, adverbs passed over; empty where a sign stands between them."""
    after: str
    """The word behind it; empty where a sign stands between them."""
    stopped: bool
    """Whether a full stop closes the text."""
    plural: bool
    """Whether the text begins with things of more than one."""


def is_finite(at: At, *, first: bool) -> bool:
    """Tell whether a word is the verb of a statement or a clause where it stands.

    :param first: whether it is the first word of its text
    """
    if at.word in WORDS["finite"]:
        return at.before != "to"
    if first:
        return _leads(at)
    if at.before in _NOUN_FOLLOWS:
        return False
    if at.word in WORDS["auxiliary"]:
        return True
    if not at.before:
        return at.stopped and at.after in WORDS["object"] and is_known(at.word)
    return at.before != "and" and any(
        tell(at) for tell in (_is_past, _is_third_person, _is_plain_form)
    )


def _leads(at: At) -> bool:
    """Tell whether the first word is a verb whose subject stands elsewhere: 'Kills cells'."""
    if not has_s(at.word):
        return False
    sure = at.stopped and _is_bare(at.after) and not _stems(at.word).isdisjoint(WORDS["verb"])
    acts = at.after in WORDS["object"] and at.after != "that" and is_known(at.word)
    return sure or acts


def _is_past(at: At) -> bool:
    return at.before not in _HELPING and _looks_past(at)


def _looks_past(at: At) -> bool:
    if at.word in WORDS["went-past"]:
        return True
    if at.word in WORDS["either-past"]:
        return _is_irregular_past(at)
    if not (at.word.endswith("ed") and len(at.word) > _SHORT_ED):
        return False
    last = at.stopped and at.after in {"", "to"} and not _NUMBER.search(at.before)
    return last or _follows_or_acts(at) or _goes_on_how(at) or _governs(at)


def _governs(at: At) -> bool:
    """Tell whether a bare noun behind makes it no participle: 'Vaccines ended polio'."""
    if not _may_be_done_to(at):
        return False
    adjective = at.word in WORDS["before-its-noun"]
    if is_plural(at.before):
        return at.stopped or not adjective
    named = bool(at.before) and at.before not in _COUNTS and not is_adverb(at.before)
    return at.stopped and named and not adjective


def _may_be_done_to(at: At) -> bool:
    """Tell whether the word behind a past may be what something was done to."""
    if not _is_bare(at.after) or _NUMBER.search(at.after) or at.after in WORDS["stays-so"]:
        return False
    return not at.after.endswith("ed" if at.stopped else ("ing", "ed"))


def _is_irregular_past(at: At) -> bool:
    """Tell whether a word such as 'lost' or 'found' is no participle."""
    if not at.after:
        return at.stopped and at.before in WORDS["subject"]
    bare = at.word not in WORDS["no-bare-object"] and _is_bare(at.after)
    bare = bare and at.after not in WORDS["stays-so"]
    return bare or _follows_or_acts(at)


def _follows_or_acts(at: At) -> bool:
    """Tell whether a pronoun stands before a word, or what it is done to stands behind it."""
    return at.before in WORDS["subject"] or at.after in WORDS["object"]


def _goes_on_how(at: At) -> bool:
    """Tell whether a text with a full stop goes on with how something is done."""
    return at.stopped and at.after.endswith("ly") and at.after != "only"


def _is_third_person(at: At) -> bool:
    if not has_s(at.word):
        return False
    if at.before in WORDS["subject"] or _goes_off(at):
        return True
    if is_plural(at.before) or at.before in _MANY:
        return at.stopped and _is_verb_after_many(at)
    if is_surely_verb(at.word) or _NUMBER.search(at.before):
        return is_surely_verb(at.word)
    return any(tell(at) for tell in (_acts, _is_no_noun, _is_made_verb))


def _goes_off(at: At) -> bool:
    """Tell whether a word such as 'off' makes a verb of the one before it: 'wards off colds'."""
    return at.stopped and at.after in _PARTICLES and is_known(at.word)


def _is_verb_after_many(at: At) -> bool:
    """Tell whether a word in s is a verb though one of many stands before it: 'Three dies'."""
    bare = _is_bare(at.after) and not _NUMBER.search(at.after)
    sure = (at.before in _MANY or bare) and is_surely_verb(at.word)
    return sure or (_acts(at) and is_known(at.word))


def _acts(at: At) -> bool:
    """Tell whether what something is done to stands behind a word, or how it is done."""
    return at.after in WORDS["object"] or _goes_on_how(at)


def _is_no_noun(at: At) -> bool:
    """Tell whether nothing makes a verb the noun that it may be."""
    if at.after == "of" or _ADJECTIVE.match(at.before) or not is_known(at.word):
        return False
    return at.stopped or _is_bare(at.after)


def _is_made_verb(at: At) -> bool:
    """Tell whether the end of a word makes it a verb."""
    return at.stopped and at.word.endswith(("izes", "ifies"))


def has_s(word: str) -> bool:
    """Tell whether a word ends as nouns of more than one, and verbs of one, do."""
    return bool(_PLURAL.match(word)) and word not in _NO_FORMS


def is_plural(word: str) -> bool:
    """Tell whether a word is of more than one, as nouns are."""
    return word in WORDS["many"] or has_s(word)


def is_adverb(word: str) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    return word in WORDS["adverb"] or (word.endswith("ly") and len(word) > _SHORT_LY)


def is_surely_verb(word: str) -> bool:
    """Tell whether a word in s can hardly be a noun."""
    return not _stems(word).isdisjoint(WORDS["verb"]) or bool(_OUTDOES.match(word.rstrip("s")))


def _stems(word: str) -> set[str]:
    """Return what a word in s may be a form of."""
    es, ies = word.endswith("es"), word.endswith("ies")
    return {word[:-1], word[:-2] if es else "", f"{word[:-3]}y" if ies else ""}


def is_known(word: str) -> bool:
    """Tell whether a list of verbs holds a word, in one form or another."""
    return word in VERBS or (
        has_s(word) and (is_surely_verb(word) or not _stems(word).isdisjoint(VERBS))
    )


def _is_bare(word: str) -> bool:
    """Tell whether a word is one that a verb may have for object, with no sign between them."""
    return bool(word) and word not in WORDS["from"] and not is_adverb(word)


def _is_plain_form(at: At) -> bool:
    """Tell whether a word is a verb that goes with things of more than one."""
    many = is_plural(at.before) or at.before in WORDS["subject"] | WORDS["opens-clause"]
    some = many or at.before in _COUNTS
    if _is_verb_alone(at.word):
        return some or (at.plural and _closes_well(at))
    if at.word in _EITHER:
        return _is_either(at, many=many, some=some or at.plural)
    return many and at.stopped and _is_new_verb(at)


def _is_either(at: At, *, many: bool, some: bool) -> bool:
    """Tell whether a word that may be a noun is a verb.

    :param many: whether the word before it is of more than one
    :param some: whether that or the head of the text is
    """
    return (at.stopped and some) or (many and _does_something(at))


def _does_something(at: At) -> bool:
    """Tell whether what stands behind a word that may be a noun makes it a verb."""
    bare = at.word not in WORDS["paper"] and _is_bare(at.after)
    return bare or at.after in WORDS["object"]


def _is_verb_alone(word: str) -> bool:
    return word in WORDS["verb"] or bool(_OUTDOES.match(word))


def _closes_well(at: At) -> bool:
    on = at.after in WORDS["object"] or at.after in WORDS["from"] or at.after.endswith(("er", "ly"))
    return at.stopped or on


def _is_new_verb(at: At) -> bool:
    """Tell whether a word that no list knows stands where a verb does."""
    nothing = at.word in _NO_FORMS | WORDS["subject"] or is_adverb(at.word)
    other = is_plural(at.word) or at.word.endswith(_NO_VERB) or _ADJECTIVE.match(at.word)
    return not nothing and not other and at.word.isalpha() and at.word not in WORDS["either-past"]
