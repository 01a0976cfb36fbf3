"""The events that a sentence has words of: denials, delays, beginnings, ends, principles (stage 10)."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.extract.bind import bind
from monitor.extract.deeds import told
from monitor.extract.eventpart import MOVES, PRINCIPLE
from monitor.extract.moot import mooted
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import Modality

__all__ = ["BARE", "Event", "events"]

_DONE = (Modality.COMPLETED, Modality.BEGUN)
"""Modalities of what is done."""
BARE = frozenset({"begun:moved", "completed:state"})
"""Labels of words that tell an event of a place without a word of leaving: "the base stands empty"."""
_KINDS = {
    "denied": Modality.DENIED,
    "reduction": Modality.ANNOUNCED,
    "postponed": Modality.POSTPONED,
    "called-off": Modality.POSTPONED,
    "completed": Modality.COMPLETED,
    "begun": Modality.BEGUN,
    "change:earlier": Modality.POSTPONED,
    "heralded": Modality.PLANNED,
    "agreed": Modality.AGREED,
    "proposed": Modality.PROPOSED,
    "conditions": Modality.CONDITIONAL,
    "plan": Modality.PLANNED,
}
"""Kinds of events, in the order in which they are looked for, and how each puts what it tells."""
_WORDS = {
    **{label: frozenset({label}) for label in _KINDS},
    "denied": frozenset({"denied", "belied", "change:stays", "refuted"}),
    "begun": frozenset({"begun", "begun:declared", "begun:title", "begun:moved"}),
    "completed": frozenset(
        {
            *("completed", "completed:declared", "completed:state", "completed:title", "completed:told"),
            *("completion", "ended", "announced"),
        }
    ),
}
"""Labels of which one must stand in a sentence that tells an event."""
_MOOT = (*MOVES, "change:stays", "reduction")
"""Labels that tell nothing where they are only asked for or possible."""


@dataclass(frozen=True, slots=True)
class Event:
    """Words of a sentence that tell an event without a deadline."""

    scene: Scene
    sentence: Sentence
    label: str
    """Its kind: "denied", "postponed", "begun", "completed", "reduction" ..."""
    modality: Modality
    hits: tuple[Hit, ...]
    """The words that tell it, in order; never empty."""
    dated: frozenset[str]
    """The milestones that have a date in its sentence."""

    @property
    def hit(self) -> Hit:
        """The first of its words."""
        return self.hits[0]

    @property
    def cues(self) -> dict[str, list[Hit]]:
        """The cues of its sentence."""
        return self.scene.reading.cued(self.sentence.first, self.sentence.last)

    @property
    def is_principle(self) -> bool:
        """Whether something is only meant to be."""
        return self.modality in PRINCIPLE

    @property
    def is_done(self) -> bool:
        """Whether something is done or has begun."""
        return self.modality in _DONE

    @property
    def is_move(self) -> bool:
        """Whether the plan as a whole is put off, brought forward or called off."""
        return self.label in MOVES


def events(scene: Scene, sentence: Sentence, dated: frozenset[str]) -> Iterator[Event]:
    """What a sentence may tell, one kind after the other; ``dated``: the milestones that it dates."""
    for label, modality in _kinds(scene, sentence):
        words, how = told(scene, sentence, label, modality, dated=bool(dated))
        hits = tuple(hit for hit in words if not (hit.label in _MOOT and mooted(scene, sentence, hit.first)))
        if hits:
            yield Event(scene, sentence, label, how, hits, dated)


def _kinds(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, Modality]]:
    """The kinds of events that a sentence has cues of; of agreement and wish in one sentence only one."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    both = "agreed" in cues and "proposed" in cues
    for label, modality in _KINDS.items():
        if not cues.keys().isdisjoint(_WORDS[label]) and not (both and modality in PRINCIPLE):
            yield label, modality
    if both:
        label = _nearer(scene, sentence, cues)
        yield label, _KINDS[label]


def _nearer(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> str:
    """Of agreement and wish the one nearest to what is agreed or wished."""
    window = (sentence.first, sentence.last)
    found = bind(
        scene.binding,
        scene.slots,
        window,
        window,
        scene.context(sentence),
        sentence.first,
        opening=scene.opening,
    )
    if not found:
        return "agreed"
    at = found[0].action.first
    asks = {hit.first for hit in cues["proposed"]}  # "signed a petition" agrees to nothing
    agreed = [hit for hit in cues["agreed"] if hit.first not in asks]
    away = {
        label: min((abs(hit.first - at) for hit in hits), default=sentence.last)
        for label, hits in (("agreed", agreed), ("proposed", cues["proposed"]))
    }
    return min(away, key=lambda label: away[label])
