"""A date that somebody only fears, is against, talks of or has not agreed on (stage 7).

"Residents worry that they will stay until June 2027", "warned against a delay to 2027".
"""

from collections.abc import Mapping

from monitor.extract.bind import Bound
from monitor.extract.clauses import adds
from monitor.extract.moot import talks_of
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.records import Modality

__all__ = ["framed"]

_FRAMES: Mapping[str, tuple[Modality, str]] = {
    "feared": (Modality.RUMOURED, "what somebody fears"),
    "warned-of": (Modality.RUMOURED, "what somebody is against"),
    "unwanted": (Modality.RUMOURED, "what somebody is against"),
    "unclear": (Modality.RUMOURED, "what nobody knows"),
    "unagreed": (Modality.PROPOSED, "not agreed on"),
}
"""How a date is put behind a word of a label, and why."""
_BEHIND = (Modality.RUMOURED, "feared or not known")
"""The same for words that close a sentence: "... diye endişeli"."""
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
_THAT = ("that-clause", "whether")
"""Labels of what begins what is feared; a comma may stand before it."""
_AHEAD = frozenset({"future", "modal"})
"""Labels of words by which something is due."""
_STOPS = frozenset({",", ".", ";", ":"})


def framed(scene: Scene, sentence: Sentence, best: Bound, at: int) -> tuple[Modality, str] | None:
    """How the date at token ``at`` is put by who fears it, opposes it or talks of it; None otherwise."""
    named = not (best.taken or best.inherited) and sentence.first <= best.action.first < at
    start = best.action.first if named else _done(scene, sentence, at)
    cues = scene.reading.cued(max(sentence.first, start - _NEAR), start)
    for label, how in _FRAMES.items():
        if any(_governs(scene, hit.last, start) for hit in cues.get(label, ())):
            return how
    if "framed-behind" in scene.reading.cued(at, sentence.last):
        return _BEHIND
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
    """Whether nothing else is told between a word and what it is said of: "fürchten, dass"."""
    between = scene.reading.cued(last, start)
    that = {hit.first - 1 for label in _THAT for hit in between.get(label, ())}
    if any(adds(scene, at + 1) for at in that):
        return False  # "... would not be extended, and that the base"
    joint = max((at for at in range(last, start + 1) if adds(scene, at)), default=None)
    if joint is not None:
        after = scene.reading.cued(joint, start + 1).keys()
        if not _AHEAD.isdisjoint(after) and "that-clause" not in after:
            return False  # "rejects any extension, and they will leave": who rejects it says what is due
    words = scene.reading.tokens
    plain = all(words[at].low not in _STOPS for at in range(last, start) if at not in that)
    return plain and between.keys().isdisjoint(_TOLD)
