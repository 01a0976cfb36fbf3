"""Who leaves where: numbers about a reading, and the words for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from monitor.relevance.lexicon import Concept
from monitor.relevance.reading import Hit, Reading

_REACH = 9.0
"""Words over which closeness falls to a third."""
_BEHIND = 4.0
"""Extra words that a place in front of the event counts for: "Germany withdraws from Erbil" leaves Erbil."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a number says, and which way it may pull."""

    sign: int
    """1: for the topic; -1: against it."""
    meaning: str
    """In words, as a person is told."""


NAMES: dict[str, Feature] = {
    "event": Feature(1, "something leaves or ends"),
    "force-near": Feature(1, "a force stands near the leaving"),
    "actor-near": Feature(1, "the actor stands near the leaving"),
    "place-near": Feature(1, "the place stands near the leaving"),
    "elsewhere-near": Feature(-1, "another place stands near the leaving"),
    "rival-near": Feature(-1, "another actor stands near the leaving"),
    "bound": Feature(1, "the leaving points to the right actor and place"),
    "bound-all": Feature(1, "force, actor and place stand together with the leaving"),
    "wrong-place": Feature(-1, "the leaving points to another place"),
    "wrong-actor": Feature(-1, "the leaving points to another actor"),
    "force": Feature(1, "a force is named"),
    "actor": Feature(1, "the actor is named"),
    "place": Feature(1, "the place is named"),
    "elsewhere-share": Feature(-1, "other places fill the text"),
    "aside-share": Feature(-1, "words of other matters fill the text"),
    "rival-share": Feature(-1, "other actors fill the text"),
    "event-share": Feature(1, "leaving fills the text"),
    "title-event": Feature(1, "the title speaks of leaving"),
    "title-place": Feature(1, "the title names the place"),
    "title-elsewhere": Feature(-1, "the title names another place"),
    "title-other": Feature(-1, "the title speaks of another matter"),
    "title-actor": Feature(1, "the title names the actor"),
    "stay-bound": Feature(1, "staying is discussed for the right actor and place"),
    "presence-place": Feature(1, "a presence or mission stands near actor and place"),
}
"""The features in the order of the vector."""


def _close(at: float, hits: tuple[Hit, ...]) -> float:
    if not hits:
        return 0.0
    return exp(-min(abs(at - hit.at) for hit in hits) / _REACH)


def _close_place(at: float, hits: tuple[Hit, ...]) -> float:
    if not hits:
        return 0.0
    return exp(-min(hit.at - at if hit.at >= at else at - hit.at + _BEHIND for hit in hits) / _REACH)


def _share(hits: tuple[Hit, ...], size: int) -> float:
    return min(1.0, 8.0 * len(hits) / max(size, 12))


def _triple(hits: tuple[Hit, ...], actor: tuple[Hit, ...], place: tuple[Hit, ...]) -> float:
    return max((min(_close(hit.at, actor), _close(hit.at, place)) for hit in hits), default=0.0)


@dataclass(frozen=True, slots=True)
class Binding:
    """An event and the names nearest to it, right or wrong ones alike."""

    event: Hit
    who: Hit | None
    where: Hit | None


_FAR = 15.0
"""Words from which a name is not bound to the event."""


def binding(reading: Reading) -> Binding | None:
    """The event that is bound most closely to somebody and some place; None without an event."""
    actors = (*reading.of(Concept.ACTOR), *reading.of(Concept.RIVAL))
    places = (*reading.of(Concept.PLACE), *reading.of(Concept.ELSEWHERE))
    best, least = None, inf
    for event in reading.events:
        at = event.at
        who, a = _nearest([(abs(at - hit.at), hit) for hit in actors])
        where, p = _nearest([(hit.at - at if hit.at >= at else at - hit.at + _BEHIND, hit) for hit in places])
        if a + p < least or best is None:
            best, least = Binding(event, who, where), a + p
    return best


def _nearest(found: Sequence[tuple[float, Hit]]) -> tuple[Hit | None, float]:
    """The nearest of (distance, hit), and its distance; none where all are too far."""
    away, hit = min(found, key=itemgetter(0), default=(_FAR, None))
    return (hit, away) if away < _FAR else (None, _FAR)


def features(reading: Reading) -> NDArray[np.float64]:
    """Relation features (len(NAMES),), each in 0..1."""
    force, actor = reading.of(Concept.FORCE), reading.of(Concept.ACTOR)
    place, elsewhere = reading.of(Concept.PLACE), reading.of(Concept.ELSEWHERE)
    rival, aside = reading.of(Concept.RIVAL), reading.of(Concept.ASIDE)
    size = len(reading.words)
    near = {
        "force": 0.0,
        "actor": 0.0,
        "place": 0.0,
        "elsewhere": 0.0,
        "rival": 0.0,
        "bound": 0.0,
        "all": 0.0,
    }
    wrong_place = wrong_actor = 0
    for event in reading.events:
        f, a, r = _close(event.at, force), _close(event.at, actor), _close(event.at, rival)
        p, e = _close_place(event.at, place), _close_place(event.at, elsewhere)
        wrong_place += e > p
        wrong_actor += r > a
        clean = (1.0 - max(0.0, e - p)) * (1.0 - max(0.0, r - a))
        for key, value in (("force", f), ("actor", a), ("place", p), ("elsewhere", e), ("rival", r)):
            near[key] = max(near[key], value)
        near["bound"] = max(near["bound"], min(max(a, 0.5 * f), p) * clean)
        near["all"] = max(near["all"], (f * a * p) ** (1 / 3) * clean)
    events = max(len(reading.events), 1)
    title = reading.title_words

    def in_title(hits: tuple[Hit, ...]) -> float:
        return float(any(hit.first < title for hit in hits))

    presence = reading.of(Concept.PRESENCE)
    return np.array(
        [
            float(bool(reading.events)),
            near["force"],
            near["actor"],
            near["place"],
            near["elsewhere"],
            near["rival"],
            near["bound"],
            near["all"],
            wrong_place / events,
            wrong_actor / events,
            float(bool(force)),
            float(bool(actor)),
            float(bool(place)),
            _share(elsewhere, size),
            _share(aside, size),
            _share(rival, size),
            _share(reading.events, size),
            in_title(reading.events),
            in_title(place),
            in_title(elsewhere),
            in_title((*aside, *rival)),
            in_title(actor),
            _triple(reading.stays, actor, place),
            _triple(presence, actor, place),
        ]
    )
