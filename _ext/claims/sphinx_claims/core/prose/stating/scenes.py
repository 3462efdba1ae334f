"""What a sentence about an invented person or study says of the world all the same.

What happened to the person, and what the study counted, is invented and needs no source. That a
treatment works, harms, cures or does better than another is said of the world.
"""

from __future__ import annotations

import re

from sphinx_claims.core.prose.lexicon import any_of
from sphinx_claims.core.prose.stating.verbs import WORDS

SCENARIO, STUDY = "scenario", "scenario-study"
"""Settings of what is told of an invented person, and of an invented study."""
SCENES = frozenset({SCENARIO, STUDY})
_SPOKEN = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
_ASKED = re.compile(r"[“\"][^“”\"]*\?[”\"]|(?<!\w)[‘'][^‘’']*\?[’'](?!\w)")
_CONCLUDED = re.compile(
    r"\b(?:the (?:authors?|abstract|paper|report|investigators)|we|they|its authors) "
    r"(?:(?:also|then|therefore) )?(?:conclude|claim|write|say|argue|believe|state)[sd]?\b.*$",
    re.IGNORECASE,
)
_DOUBTED = re.compile(rf"\b{any_of('scene-doubt')}\b.*$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:,()\u2013\u2014]\s*|\s(?=(?:and|but|or|which|that|who|because|while|so|then|if|when)\b)",
    re.IGNORECASE,
)
_MATTER = re.compile(rf"\b{any_of('scene-matter', 'therapy', 'drug')}\b", re.IGNORECASE)
_ENDING = re.compile(rf"\b(?!{any_of('no-drug')}\b){any_of('drug-ending')}s?\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?!)")
_TOLD_OF = r"\b(?:she|he|her|hers|his|him|herself|himself|i|me|my|mine)\b"
_WHO = re.compile(rf"\b{any_of('scene-who')}\b", re.IGNORECASE)
_BEFORE = r"(?P<before>[\w’'-]+)?[ ]?"
_ACTS = re.compile(rf"\b{_BEFORE}\b{any_of('scene-acts')}\b", re.IGNORECASE)
_ACT = re.compile(rf"\b{_BEFORE}\b{any_of('scene-act')}\b", re.IGNORECASE)
_ACTED = re.compile(
    r"(?P<passive>\b(?:was|were|been|be|is|are|being|got)\b (?:\w+ly )?)?"
    rf"\b{any_of('scene-acted')}\b"
    r"(?P<behind> [\w’'-]+)?",
    re.IGNORECASE,
)
_CURED = re.compile(
    r"(?<!not )(?<!never )(?<!nobody )(?<!none )"
    r"\b(?:was|were|been|is|are|had|has|have|it|them|and)"
    rf" (?:\w+ly )?{any_of('scene-cured')}\b|\b(?:a|the) cure\b(?! (?:was|is) not)",
    re.IGNORECASE,
)
_PERFECT = re.compile(rf"\b(?:has|have) (?:\w+ly )?{any_of('scene-acted')}\b", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\b{any_of('compare')}\b|\b{any_of('more')} (?:[\w-]+ ){{0,4}}than\b|\bthe (?:best|safest)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|works?|does|do|has|have|can|may|will|beats?|outperforms?|outdoes)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:is|are|was|were|can be|may be) (?:\w+ )?(?:equally (?:good|bad)|safe|harmless|effective|"
    r"curative|toxic|dangerous|harmful|fatal|useless|curable|incurable|helpful|beneficial)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because of|due to|thanks to|owing to|as a result of|explains?|is why)\b", re.IGNORECASE
)
_FOUND = re.compile(
    rf"\b{any_of('scene-finding')}\b.*\b(?:show|shows|showed|shown|found|find|suggests?|suggested|"
    r"proves?|proved|proven|says?|recommends?|recommended|agree|confirm\w*)\b",
    re.IGNORECASE,
)


def says_of_the_world(text: str, about: str, names: str = "") -> bool:
    """Tell whether a sentence of a scenario says that something works, harms, cures or compares.

    :param about: the setting, a person or a study
    :param names: the title of the scenario, which names the person
    """
    if text.rstrip("\"'”’)] ").endswith("?"):
        return False
    if about == STUDY:
        said = _CONCLUDED.sub("", _SPOKEN.sub(" ", text))
        return bool(_FOUND.search(said)) or any(map(_is_said_in_study, _CLAUSE.split(said)))
    said = _DOUBTED.sub("", _ASKED.sub(" ", text))
    person = _person_of(names)
    return bool(_FOUND.search(said)) or any(
        _is_said_of_all(clause, person) for clause in _CLAUSE.split(said)
    )


def _person_of(names: str) -> re.Pattern[str]:
    """Return what a person is called in a scenario: pronouns, and the names in its title."""
    told = (name for name in re.findall(r"\b[A-Z][\w-]+", names) if not _is_matter(name))
    pattern = "|".join((_TOLD_OF, *(rf"\b{re.escape(name)}\b" for name in told)))
    return re.compile(pattern, re.IGNORECASE)


def _is_matter(text: str) -> bool:
    return bool(_MATTER.search(text) or _ENDING.search(text))


def _is_said_of_all(clause: str, person: re.Pattern[str]) -> bool:
    """Tell whether a clause of a person's story says of others what it says."""
    if _CURED.search(clause) or _acts(clause, person):
        return True
    if person.search(clause):
        return False
    return _compares(clause) or bool(_GOOD.search(clause)) or _has_acted(clause)


def _is_said_in_study(clause: str) -> bool:
    """Tell whether a clause of a study says more than what was counted."""
    if _CURED.search(clause) or _acts(clause, _NOBODY) or _compares(clause) or _GOOD.search(clause):
        return True
    caused = bool(_CAUSE.search(clause)) and _is_matter(clause)
    return caused or _has_acted(clause) or _acted(clause)


def _acts(clause: str, person: re.Pattern[str]) -> bool:
    """Tell whether a clause says in the present that something acts on others than a person."""
    third = (found for found in _ACTS.finditer(clause) if _is_verb(found))
    plain = (found for found in _ACT.finditer(clause) if _is_plain_verb(found))
    return any(
        not _has_person(clause[: found.end()], person) and not person.search(clause[found.end() :])
        for found in (*third, *plain)
    )


def _is_verb(found: re.Match[str]) -> bool:
    return (found["before"] or "").lower() not in WORDS["scene-noun-follows"]


def _is_plain_verb(found: re.Match[str]) -> bool:
    before = (found["before"] or "").lower()
    no_plural = WORDS["scene-no-plural"] | WORDS["scene-noun-follows"]
    return before in WORDS["scene-verb-follows"] or (
        before.endswith("s") and before not in no_plural
    )


def _has_person(words: str, person: re.Pattern[str]) -> bool:
    """Tell whether a person does what the verb at the end of some words says."""
    return bool(_WHO.search(words) or person.search(words)) and not _is_matter(words)


def _compares(clause: str) -> bool:
    """Tell whether a clause sets treatments against each other in the present."""
    return _is_matter(clause) and bool(_COMPARED.search(clause) and _PRESENT.search(clause))


def _has_acted(clause: str) -> bool:
    return _is_matter(clause) and bool(_PERFECT.search(clause))


def _acted(clause: str) -> bool:
    """Tell whether a clause says that a treatment acted on something, or by what it was done."""
    for found in _ACTED.finditer(clause):
        behind = (found["behind"] or "").strip().lower()
        if found["passive"]:
            if behind == "by" and _is_matter(clause[found.end() :]):
                return True
        elif (
            behind
            and behind not in WORDS["scene-no-object"]
            and _is_matter(clause[: found.start()])
        ):
            return True
    return False
