"""What a sentence sounds like: read once, and carried to verdicts, rules and reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

from sphinx_claims.core.genres import Genre
from sphinx_claims.core.prose.exemptions import (
    AIM,
    EXEMPTIONS,
    FRAGMENT,
    HYPOTHETICAL,
    LABEL,
    PARAMETER,
    SIGNPOST,
    exemption_of,
    is_order,
    strict_exemption_of,
)
from sphinx_claims.core.prose.genres import at_stake, passes_guard
from sphinx_claims.core.prose.lexicon import Word, read_words
from sphinx_claims.core.prose.once import once
from sphinx_claims.core.prose.signals import MOST, against, joined, weigh, whole
from sphinx_claims.core.prose.stating.placed import is_aim, is_label, states_alone
from sphinx_claims.core.prose.stating.questions import is_loaded
from sphinx_claims.core.prose.stating.scenes import SCENARIO, SCENES, says_of_the_world
from sphinx_claims.core.prose.stating.signposts import is_signpost, pictures_on
from sphinx_claims.core.prose.stating.statements import is_command
from sphinx_claims.core.prose.triggers import TRIGGERS, stakes_of, triggers_of, without_mentions
from sphinx_claims.core.prose.weights import BASE, MANUAL, WEIGHTS

_MOST_MANUAL = 6
"""The highest register of a page."""
_OF_LABELS = frozenset({"quantity", "drug"})
"""What makes a sentence look like a claim if it stands in the label before it."""
_FEW_WORDS = 3
"""How many words a value has at most: 'two days'."""
_SHORT = frozenset({AIM, LABEL, "attribution", "cross-reference"})
"""Places of texts that say nothing by themselves."""
_ALONE = frozenset({LABEL, "cross-reference"})
"""Those where a statement may stand for itself."""
NO_CLAIM = "no-claim"
"""What a sentence is that sounds like no claim, and like no kind of prose more than another."""
KINDS: Mapping[str, tuple[str, ...]] = {
    "instruction": (
        *("imperative", "order-after-clause", "advisable", "see-a-carer", "second-person", "norm"),
    ),
    "navigation": (
        *("pointer", "link-like", "part-first", "in-part", "see-figure", "shown-in"),
        *("whereabouts", "enumeration"),
    ),
    "self-description": (
        *("own-project", "own-document", "document-word", "own-study", "own-methods", "own-act"),
        *("we-did", "first-person", "method", "apparatus", "ethics", "venue", "clock"),
        "author-note",
    ),
    "learning-objective": ("aim",),
    "software-behaviour": ("manual", "software", "code-token"),
    "definition": ("definition", "meaning", "we-call", "stipulated", "gloss"),
    "deduction": ("deduction", "deduced", "with-number", "symbol"),
    "opinion": (
        *("view", "opinion", "outlook", "evaluation", "forecast", "needed", "will", "would"),
        "hedge",
    ),
    "question": ("question", "stem"),
    "fragment": ("no-stop", "listing", "short", "colon-end", "small-start"),
    "example": ("vignette", "imagined", "personal"),
}
"""Kind of prose that is no claim to the signals that speak for it."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One sentence as the checker understands it; each part is worked out when first asked for."""

    text: str
    words: tuple[Word, ...]
    label: str = ""
    """What stands before it, as in "Elevation: The height above sea level matters."."""
    manual: int | None = None
    """The register of the page, see :func:`register_of`; None where signals are not weighed."""
    allowed: AbstractSet[str] = frozenset(EXEMPTIONS)
    """Names of the exemptions that the project allows."""
    setting: str | None = None
    """Name of an exemption that follows from where the sentence stands."""
    scene: str = ""
    """Title of the scenario that the sentence stands in."""
    strict: bool = False
    """Whether no place or form may hide what looks like a claim."""
    skipped: Genre | None = None
    """The genre because of which it is not judged."""
    guarded: Genre | None = None
    """The genre because of which it is judged only if something makes it look like a claim."""
    worded: bool = True
    """Whether wording can exempt it; that of a table row cannot."""
    caption: bool = False
    """Whether it stands in a caption."""
    defines: bool = False
    """Whether it stands as the definition of a term, and so says something without a verb too."""

    @once
    def _joined(self) -> list[str]:
        return joined(self.words)

    @once
    def _whole(self) -> tuple[str, ...]:
        return tuple(whole(self.text, self.words))

    @once
    def counts(self) -> Mapping[str, int]:
        """How often each signal is shown."""
        named = (name for word in self.words for name in word.classes)
        return Counter(chain(named, self._joined, self._whole, against(self.text)))

    @once
    def triggers(self) -> tuple[str, ...]:
        """What makes it look like a claim: quantity, drug, cause, effect, authority.

        Of its label a quantity and a drug: what is said behind them is said of them.
        """
        named = chain.from_iterable(word.classes for word in self.words)
        found = triggers_of(self.text, {*named, *self._joined})
        return tuple(name for name in TRIGGERS if name in {*found, *self._labelled})

    @once
    def _labelled(self) -> AbstractSet[str]:
        return _OF_LABELS.intersection(read_sentence(self.label).triggers if self.label else ())

    @once
    def is_order(self) -> bool:
        """Whether it begins as an instruction, whatever it holds."""
        return is_order(self.text)

    @once
    def exemption(self) -> str | None:
        """The name of the exemption that makes it no claim.

        Where signals are not weighed, none that follows from its form may hide what is at stake.
        """
        if self.skipped:
            return self.skipped
        if self.place in self.allowed and not self._belies_place:
            return self.place
        if self.guarded and passes_guard(self.guarded, self.text, self._guarded_for(self.guarded)):
            return self.guarded
        if not self.worded:
            return None
        if self.manual is None:
            name = strict_exemption_of(self.text, self.allowed, _stakes, caption=self.caption)
            return None if name == FRAGMENT and self._defines_in_words else name
        return exemption_of(self.text, self.allowed, lambda: self.triggers, caption=self.caption)

    def _guarded_for(self, genre: Genre | None) -> Collection[str]:
        """Name what a guard looks at: where nothing is weighed, more than triggers."""
        if self.manual is not None:
            return self.triggers
        return at_stake(genre, self.text, _stakes(self.text))

    @property
    def place(self) -> str | None:
        """Name of the exemption that follows from where it stands."""
        return SCENARIO if self.setting in SCENES else self.setting

    @property
    def _defines_in_words(self) -> bool:
        """Whether it defines a term, rather than being a value or a remark of few words."""
        return self.defines and len(self.words) > _FEW_WORDS

    @property
    def _belies_place(self) -> bool:
        """Whether it says something that its place must not hide, where nothing is weighed."""
        if self.setting in SCENES:
            return says_of_the_world(self.text, self.setting, self.scene)
        if self.manual is not None:
            return False
        if self.setting == PARAMETER:
            return self.strict and bool(self._guarded_for(None))
        if self.setting == AIM and is_aim(self.text):
            return False
        if self.setting in _ALONE and states_alone(self.text):
            return True
        return self.setting in _SHORT and not is_label(self.text, _stakes)

    @once
    def is_signpost(self) -> bool:
        """Whether it only leads to the sentence behind it."""
        return self.worded and SIGNPOST in self.allowed and is_signpost(self.text, _stakes)

    def pictures_on(self, said: str) -> bool:
        """Tell whether it goes on with what its reader was told to imagine."""
        return HYPOTHETICAL in self.allowed and pictures_on(self.text, said, _stakes)

    @once
    def signals(self) -> tuple[tuple[str, int], ...]:
        """Each signal with what it weighs here, the register of the page last."""
        weighed = ((name, WEIGHTS.get(name, 0) * count) for name, count in self.counts.items())
        shown = tuple((name, weight) for name, weight in weighed if weight)
        return (*shown, ("manual", MANUAL * self.manual)) if self.manual else shown

    @once
    def total(self) -> int:
        """The sum of the signals and the base."""
        return BASE + sum(weight for _, weight in self.signals)

    @once
    def is_claim(self) -> bool:
        """Whether the sum is above nought, or it orders what its label gives; soon worked out."""
        if self._labelled and is_command(self.text):
            return True
        told = BASE + MANUAL * (self.manual or 0) + sum([word.weight for word in self.words])
        told += weigh(self._joined)
        if told + MOST <= 0:
            return False
        told += weigh(self._whole)
        return told > 0 and told + weigh(against(self.text)) > 0

    @once
    def kind(self) -> str:
        """The kind of prose that it sounds like most, if it sounds like no claim."""
        weights = dict(self.signals)
        told = {kind: sum(weights.get(name, 0) for name in names) for kind, names in KINDS.items()}
        kind = min(told, key=lambda kind: (told[kind], kind))
        return kind if told[kind] < 0 else NO_CLAIM

    @once
    def why(self) -> tuple[str, ...]:
        """What makes it look like a claim; where signals are weighed, each with its weight."""
        if self.manual is None:
            return self.triggers
        return (*self.triggers, *(f"{name}={weight:+d}" for name, weight in self.signals))


def presumes(text: str) -> bool:
    """Tell whether a question takes for true what is at stake in it."""
    return is_loaded(text, _stakes)


def _stakes(text: str) -> frozenset[str]:
    """Name what is at stake in a text, the words left out that it only speaks of."""
    said = without_mentions(text)
    return stakes_of(said, read_sentence(said).triggers)


def read_sentence(text: str, manual: int | None = 0) -> Reading:
    """Return what a sentence sounds like that stands in running text.

    :param manual: how much its page reads like a software manual, see :func:`register_of`; None
        where signals are not weighed
    """
    return Reading(text=text, words=read_words(text), manual=manual)


def register_of(sentences: Iterable[Iterable[Word]]) -> int:
    """Return how much a page reads like a software manual, from 0 to 6.

    It is the mean of the software signals of its sentences, doubled.
    """
    told = [sum([word.manual for word in words]) for words in sentences]
    return min(round(2 * max(sum(told), 0) / len(told)), _MOST_MANUAL) if told else 0
