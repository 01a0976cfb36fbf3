"""A score in words: what leaves, who and from where, what speaks for it and what against."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.records import Contribution, Leaving
from monitor.relevance.lexicon import Concept
from monitor.relevance.reading import Reading
from monitor.relevance.relations import binding
from monitor.relevance.topic import FEATURES, Topic

_TELLING = (
    Concept.LEAVE,
    Concept.END,
    Concept.ACTOR,
    Concept.FORCE,
    Concept.PRESENCE,
    Concept.PLACE,
    Concept.STAY,
)
_TERMS = 12
_FAINT = 0.1
"""Log-odds below which a contribution is not worth telling."""
_TOLD = 8
_FEATURES = tuple(FEATURES.values())


def terms(reading: Reading) -> tuple[str, ...]:
    """Matched words as published, the event first, then actor, force and place."""
    hits = (hit for concept in _TELLING for hit in reading.of(concept))
    return tuple(dict.fromkeys(map(reading.published, hits)))[:_TERMS]


def leaving(reading: Reading) -> Leaving | None:
    """What leaves, who and from where, in the words of the text."""
    bound = binding(reading)
    if bound is None:
        return None
    who, where = bound.who, bound.where
    return Leaving(
        reading.published(bound.event),
        reading.published(who) if who is not None else "",
        reading.published(where) if where is not None else "",
        who is not None and who.concept is Concept.ACTOR,
        where is not None and where.concept is Concept.PLACE,
    )


def contributions(parts: NDArray[np.float64]) -> tuple[Contribution, ...]:
    """What speaks for and against a passage, the strongest first; what it lacks says so."""
    told = [
        i
        for i in np.argsort(-np.abs(parts)).tolist()
        # A feature against the topic that is absent says little: it is absent nearly everywhere.
        if abs(parts[i]) >= _FAINT and (parts[i] < 0 or _FEATURES[i].sign > 0)
    ]
    return tuple(
        Contribution(
            _FEATURES[i].meaning if parts[i] > 0 or _FEATURES[i].sign < 0 else f"not: {_FEATURES[i].meaning}",
            round(float(parts[i]), 2),
        )
        for i in told[:_TOLD]
    )


def detail(value: float, contributions: Sequence[Contribution], lang: str, seed: str, topic: Topic) -> str:
    told = "; ".join(f"{c.meaning} ({c.amount:+.1f})" for c in contributions[:4])
    sentence = (
        f"{value:.2f} against {topic.policy.threshold:.2f}: {told or 'nothing of the topic stands out'}"
    )
    if seed:
        sentence += f"; nearest seed {seed}"
    if topic.lexicon(lang) is None:
        sentence += f"; no word lists for language {lang!r}, judged by similarity alone"
    elif lang not in topic.space.known:
        sentence += f"; the encoder does not know language {lang!r}, judged by words alone"
    return sentence + "."
