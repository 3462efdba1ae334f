"""The signals that tell a claim from other prose under the profile ``balanced``, each a pattern with a weight.

The sum of the weights of the signals a sentence shows, plus the base, decides: above nought it is a claim. The
weights were fitted on the development half of the gold set and rounded; the test half had no part in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sphinx_claims.core.vocabulary import (
    ACTED,
    BODY,
    CAUSE,
    CHANGE,
    COMPARISON,
    DEDUCTIONS,
    DEFINITION,
    DOUBTS,
    EFFECT_WORD,
    FIRST_PERSON,
    FREQUENCY,
    HEALTH,
    HYPOTHETICAL,
    IMPERATIVES,
    INQUIRIES,
    METHODS,
    NORMS,
    OUTLOOK,
    OWN_PROJECT,
    PASSIVE,
    PAST_EVENT,
    RECOMMENDS,
    REPORTED,
    ROLE,
    SCIENCE,
    SECOND_PERSON,
    SOFTWARE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing a sentence can show."""

    name: str
    pattern: re.Pattern[str]


_LEAD = r"(?:first|then|next|now|finally|please|also|so|instead|always|never|don[’']t|do not|just|simply|optionally)"


def _words(text: str) -> str:
    return rf"\b(?:{'|'.join(word.replace('_', ' ') for word in text.split())})\b"


def _signal(name: str, pattern: str, *, exact: bool = False) -> Signal:
    return Signal(name=name, pattern=re.compile(pattern, 0 if exact else re.IGNORECASE))


SIGNALS: tuple[Signal, ...] = (
    # towards a claim
    _signal(
        "percentage",
        r"\d\s?%|\bper ?cent\b|\bone[- ](?:half|third|quarter|fifth|in)\b|\b(?:half|two[- ]thirds|most|majority) of\b",
    ),
    _signal(
        "quantity",
        r"\b\d[\d.,]*\s?(?:mg|g|kg|µg|mcg|ml|mmol|cells?|people|patients|participants|women|men|adults|children|mice|deaths?|cases?|years?|"
        r"months?|weeks?|days?|hours?|fold|times|million|billion|thousand|km|miles|metres|meters|°|pounds|inches)\b|"
        r"\b\d+ (?:of|out of) \d+\b",
    ),
    _signal(
        "statistic",
        r"\bp\s?[<=>]\s?0?\.\d|\b95\s?% ?(?:ci|confidence)|"
        r"\b(?:odds ratio|hazard ratio|relative risk|significant(?:ly)?|mean of|median|average)\b",
    ),
    _signal("year", r"\b(?:1[5-9]\d\d|20[0-2]\d)s?\b"),
    _signal("any-number", r"\d"),
    _signal("inquiry-reports", rf"{_words(INQUIRIES)}\s+(?:\w+\s+){{0,3}}{_words(REPORTED)}"),
    _signal("person-acted", rf"\b[A-Z][a-z]+(?: (?:and|&) [A-Z][a-z]+| et al\.?)? {_words(ACTED)}", exact=True),
    _signal("passive-finding", rf"\b(?:was|were|has been|have been|been) (?:\w+ )?{_words(PASSIVE)}"),
    _signal(
        "cause",
        _words(CAUSE),
    ),
    _signal(
        "change",
        _words(CHANGE),
    ),
    _signal(
        "comparison",
        _words(COMPARISON),
    ),
    _signal(
        "frequency",
        _words(FREQUENCY),
    ),
    _signal(
        "health",
        _words(HEALTH),
    ),
    _signal(
        "science",
        _words(SCIENCE),
    ),
    _signal("body", _words(BODY), exact=True),
    _signal(
        "effect-word",
        _words(EFFECT_WORD),
    ),
    _signal(
        "is-a",
        r"^(?:(?:The|A|An) )?[A-Z][\w’'-]*(?: [\w’'()-]+){0,5}? (?:is|are|was|were) "
        r"(?:an?|the|one of|among|known|considered|called|made|found|caused|responsible|composed)\b",
        exact=True,
    ),
    _signal("past-event", _words(PAST_EVENT)),
    _signal("named-entity", r"(?<=[a-z,;] )(?:[A-Z][a-z]{2,}\b)(?! [=(])", exact=True),
    _signal("long", r"^(?:\S+\s+){17,}\S+"),
    _signal(
        "role",
        _words(ROLE),
    ),
    _signal("recommends", _words(RECOMMENDS)),
    # towards something else
    _signal("second-person", _words(SECOND_PERSON)),
    _signal("first-person", _words(FIRST_PERSON)),
    _signal(
        "own-project",
        _words(OWN_PROJECT),
    ),
    _signal("imperative", rf"^(?:{_LEAD},?\s+)?{_words(IMPERATIVES)}(?!\s+(?:is|are|was|were|of)\b)"),
    _signal("question", r"\?[\"'”’)\]]*$"),
    _signal("colon-end", r":$"),
    _signal("no-stop", r"[^.!?:;\"'”’)\]]$"),
    _signal("short", r"^(?:\S+\s+){0,5}\S+$"),
    _signal("may", r"\b(?:may|might|can|cannot)\b"),
    _signal("would", r"\b(?:would|could)\b"),
    _signal("will", r"\b(?:will|shall|going to)\b"),
    _signal("norm", _words(NORMS)),
    _signal("doubt", _words(DOUBTS)),
    _signal("deduction", _words(DEDUCTIONS)),
    _signal("own-methods", rf"\b(?:was|were) (?:\w+ )?{_words(METHODS)}"),
    _signal(
        "own-study", r"\b(?:the present|our own|our|this) (?:study|analys[ie]s|results?|review|cohort|sample|meta-analysis)\b"
    ),
    _signal(
        "pointer",
        r"\b(?:more information|learn more|page \d|click|website|watch the|video|link below|figures? \d|table \d|as noted|"
        r"mentioned)\b",
    ),
    _signal(
        "vignette",
        r"\b\d+-year-old (?:man|woman|boy|girl|patient)|^[A-Z][a-z]+, (?:\d+|an? )|\b(?:he|she|his|her) (?:is|was|had|has)\b",
    ),
    _signal("stem", r"^true or false\b|^which of the following\b"),
    _signal(
        "naming",
        r"\bis (?:an?|the) (?:period|measure\w*|process|name|term|type|kind|property|characteristic|number|set|collection)\b|"
        r"^[A-Z]\w+ - ",
    ),
    _signal("rhetoric", r"^(?:did you know|is there anyone|who (?:would|could))\b"),
    _signal("existence", r"^there (?:is|are|was|were|exists?)\b"),
    _signal("generic-plural", r"^(?:[A-Z][a-z]+ )?[A-Za-z]+s (?:are|have|do|can|often|tend|were|include|continue)\b"),
    _signal(
        "known-fact",
        r"\b(?:about|approximately|nearly|more than|less than|up to|at least|over) (?:\d|half|one|two|three|a third)",
    ),
    _signal("named-gene", r"\b[A-Z]{2,}[0-9-]+[A-Za-z0-9]*\b|\b[A-Z]{3,}s?\b"),
    _signal(
        "outlook",
        _words(OUTLOOK),
    ),
    _signal("hypothetical", _words(HYPOTHETICAL)),
    _signal(
        "code-token",
        r"`|\b\w+_\w+\b|\b[a-z]+[A-Z]\w+\b|\w\(\)|\w+\([^)\s]*\)|(?<!\w)--?[a-z][\w-]+|\b\w+\.(?:py|html?|txt|cfg|toml|ya?ml|json|csv|ini|sh|js|css|rst|md|ipynb|tar|gz|zip)\b|::|==|\b__\w+__\b|\{\{?|<\w+>|\b[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*\b",
        exact=True,
    ),
    _signal(
        "software",
        _words(SOFTWARE),
    ),
    _signal(
        "definition",
        _words(DEFINITION),
    ),
    _signal("maths", r"[=<>≤≥∑∫√±×]|\b(?:therefore|hence|thus|it follows|equation|theorem|proof|lemma|let [a-z] )\b|\\[a-z]+"),
    _signal(
        "learning", _words("learners? objectives? students_will participants_will by_the_end you_will exercises? quiz lesson")
    ),
    _signal("link-like", r"https?://|\bwww\.|\bsee also\b|\bfor (?:more|further) (?:information|details)\b|\bread more\b"),
)
"""All signals, those towards a claim first."""

BASE = 3
WEIGHTS: dict[str, int] = {
    "percentage": 2,
    "quantity": 5,
    "statistic": -1,
    "year": 4,
    "inquiry-reports": 4,
    "person-acted": 1,
    "passive-finding": 1,
    "cause": 1,
    "comparison": 4,
    "frequency": 3,
    "health": 2,
    "science": -1,
    "body": -2,
    "effect-word": 1,
    "past-event": -2,
    "named-entity": 1,
    "long": 5,
    "role": 2,
    "recommends": -3,
    "second-person": -8,
    "first-person": -3,
    "own-project": -7,
    "imperative": -5,
    "question": -10,
    "colon-end": -4,
    "no-stop": -9,
    "short": -7,
    "may": 2,
    "would": -7,
    "will": -6,
    "norm": -4,
    "doubt": -5,
    "deduction": -6,
    "own-methods": -6,
    "own-study": -3,
    "pointer": -9,
    "vignette": -6,
    "stem": -3,
    "naming": -6,
    "rhetoric": 3,
    "existence": 4,
    "generic-plural": 3,
    "known-fact": 2,
    "named-gene": 2,
    "outlook": -5,
    "code-token": -2,
    "software": -2,
    "definition": -4,
    "maths": -3,
    "learning": -1,
    "link-like": 1,
}
MANUAL = -6
"""What one step of :func:`register_of` weighs."""
_CAP = 3


@lru_cache(maxsize=4096)
def counts_of(text: str) -> tuple[tuple[str, int], ...]:
    """Name the signals a sentence shows with how often, three times at most."""
    found = ((signal.name, len(signal.pattern.findall(text))) for signal in SIGNALS)
    return tuple((name, min(number, _CAP)) for name, number in found if number)


def register_of(texts: Iterable[str]) -> int:
    """Return how much a page reads like a software manual, from 0 to 6: the mean of its software signals, doubled."""
    told = [dict(counts_of(text)) for text in texts]
    if not told:
        return 0
    return round(2 * sum(counts.get("software", 0) + counts.get("code-token", 0) for counts in told) / len(told))


def explain(text: str, manual: int) -> tuple[tuple[str, int], ...]:
    """Return each signal of a sentence with what it weighs there, the register of the page last."""
    weighed = tuple((name, WEIGHTS.get(name, 0) * number) for name, number in counts_of(text))
    return (*((name, weight) for name, weight in weighed if weight), *((("manual", MANUAL * manual),) if manual else ()))


def is_claim(text: str, manual: int = 0) -> bool:
    """Tell whether a sentence is a claim.

    :param manual: how much its page reads like a software manual, see :func:`register_of`
    """
    return BASE + sum(weight for _, weight in explain(text, manual)) > 0
