"""Who leaves where: numbers about a reading, and the words for them."""

from math import exp

import numpy as np
from numpy.typing import NDArray

from monitor.relevance.lexicon import Concept
from monitor.relevance.reading import Hit, Reading

_REACH = 9.0
"""Words over which closeness falls to a third."""

NAMES: dict[str, str] = {
    "event": "something leaves or ends",
    "force-near": "a force stands near the leaving",
    "actor-near": "the actor stands near the leaving",
    "place-near": "the place stands near the leaving",
    "elsewhere-near": "another place stands near the leaving",
    "rival-near": "another actor stands near the leaving",
    "bound": "the leaving points to the right actor and place",
    "bound-all": "force, actor and place all stand with the leaving",
    "wrong-place": "the leaving points to another place",
    "wrong-actor": "the leaving points to another actor",
    "force": "a force is named",
    "actor": "the actor is named",
    "place": "the place is named",
    "elsewhere-share": "other places fill the text",
    "aside-share": "words of other matters",
    "rival-share": "other actors fill the text",
    "event-share": "leaving fills the text",
    "title-event": "the title speaks of leaving",
    "title-place": "the title names the place",
    "title-elsewhere": "the title names another place",
    "title-other": "the title speaks of another matter",
    "title-actor": "the title names the actor",
    "stay-bound": "staying is discussed for the right actor and place",
    "presence-place": "a presence or mission stands near actor and place",
}
"""Feature name to what it means, in words, in the order of the vector."""


def _close(at: float, hits: tuple[Hit, ...]) -> float:
    if not hits:
        return 0.0
    return exp(-min(abs(at - hit.at) for hit in hits) / _REACH)


def _share(hits: tuple[Hit, ...], size: int) -> float:
    return min(1.0, 8.0 * len(hits) / max(size, 12))


def _triple(hits: tuple[Hit, ...], actor: tuple[Hit, ...], place: tuple[Hit, ...]) -> float:
    return max((min(_close(hit.at, actor), _close(hit.at, place)) for hit in hits), default=0.0)


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
        f, a, p = _close(event.at, force), _close(event.at, actor), _close(event.at, place)
        e, r = _close(event.at, elsewhere), _close(event.at, rival)
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
