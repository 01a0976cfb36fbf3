"""A date that somebody only fears, is against, talks of or has not agreed on (stage 7).

"Residents worry that they will stay until June 2027", "warned against a delay to 2027".
"""

from collections.abc import Mapping

from monitor.extract.bind import Bound
from monitor.extract.moot import talks_of
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.records import Modality

__all__ = ["framed"]

_FRAMES: Mapping[str, tuple[Modality, str]] = {
    "feared": (Modality.RUMOURED, "what somebody fears"),
    "warned-of": (Modality.RUMOURED, "what somebody is against"),
    "unwanted": (Modality.RUMOURED, "what somebody is against"),
    "unagreed": (Modality.PROPOSED, "not agreed on"),
}
"""How a date is put behind a word of a label, and why."""
_TALK = (Modality.PROPOSED, "talked of")
_NEAR = 12
"""Tokens from such a word to what it is said of."""
_IDEAS = ("hinted", "idea")
"""Labels of what is only an idea."""
_IDEA = 6
"""Tokens from an idea or a hint to what it is of: "the idea of staying until"."""
_TOLD = ("said", "announced", "contrast", "confirms")
"""Labels of words that begin to tell something else."""
_DONE = ("stay", "extends", "extension", "postponed", "leave", "end", "hand")
"""Labels of what may be done by a date."""
_STOPS = frozenset({",", ".", ";", ":"})


def framed(scene: Scene, sentence: Sentence, best: Bound, at: int) -> tuple[Modality, str] | None:
    """How the date at token ``at`` is put by who fears it, opposes it or talks of it; None otherwise."""
    named = not (best.taken or best.inherited) and sentence.first <= best.action.first < at
    start = best.action.first if named else _done(scene, sentence, at)
    cues = scene.reading.cued(max(sentence.first, start - _NEAR), start)
    for label, how in _FRAMES.items():
        if any(_governs(scene, hit.last, start) for hit in cues.get(label, ())):
            return how
    if "accepted" in scene.reading.cued(sentence.first, start):
        return None  # "accepted a proposal to stay until"
    ideas = [hit for label in _IDEAS for hit in cues.get(label, ()) if hit.first >= start - _IDEA]
    spoken = any(_governs(scene, hit.last, start) for hit in ideas)
    return _TALK if spoken or talks_of(scene, sentence, start) else None


def _done(scene: Scene, sentence: Sentence, at: int) -> int:
    """The first word of what is done by a date that nothing there binds; without one, the date itself."""
    cues = scene.reading.cued(max(sentence.first, at - _NEAR), at)
    return min((hit.first for label in _DONE for hit in cues.get(label, ())), default=at)


def _governs(scene: Scene, last: int, start: int) -> bool:
    """Whether nothing else is told between a word and what it is said of."""
    between = scene.reading.cued(last, start)
    plain = _STOPS.isdisjoint(word.low for word in scene.reading.tokens[last:start])
    return plain and between.keys().isdisjoint(_TOLD)
