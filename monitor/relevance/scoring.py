"""Scores for entries, in one batch, each with what explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from monitor.lang import detect
from monitor.records import (
    Contribution,
    Entry,
    Field,
    Leaving,
    Passage,
    Score,
    ScoreReason,
    SeedPassage,
)
from monitor.relevance.diction import tokens
from monitor.relevance.lexicon import Concept
from monitor.relevance.reading import Reading, read
from monitor.relevance.relations import NAMES as RELATIONS
from monitor.relevance.relations import binding, features
from monitor.relevance.similarity import Encode
from monitor.relevance.topic import DICTION, FEATURES, Topic
from monitor.text import passages

_TELLING = (
    Concept.LEAVE,
    Concept.END,
    Concept.ACTOR,
    Concept.FORCE,
    Concept.PRESENCE,
    Concept.PLACE,
    Concept.STAY,
)
_FAINT = 0.1
"""Log-odds below which a contribution is not worth telling."""
_TOLD = 8
_TERMS = 12
_LONGEST = 20_000
"""Characters of one field that are read: a longer text is no news article, or has said it by then."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One passage to score: the lead (title and teaser), or a piece of the body."""

    title: str
    text: str
    field: Field
    start: int
    end: int


def score(
    entries: Sequence[Entry], topic: Topic, encode: Encode, labels: Mapping[str, bool] | None = None
) -> tuple[Score, ...]:
    """Relevance of each entry, in order.

    Args:
        entries: whatever fields are there are read; a teaser alone is judged too.
        topic: the learnt topic.
        encode: the encoder that the topic was learnt with.
        labels: entry id to the user's judgement, which decides for that entry.
    """
    labels = labels or {}
    stretches: list[_Stretch] = []
    owners: list[tuple[int, int]] = []
    langs: list[str] = []
    for entry in entries:
        first = len(stretches)
        stretches += _stretches(entry, topic)
        owners.append((first, len(stretches)))
        lang = detect(f"{entry.title[:400]} {entry.summary[:400]} {entry.body[:300]}", entry.lang)
        langs += [lang] * (len(stretches) - first)
    vectors = encode([f"{s.title}. {s.text}" if s.title and s.text else s.title or s.text for s in stretches])
    readings = [_reading(s, lang, topic) for s, lang in zip(stretches, langs, strict=True)]
    rows = np.zeros((len(stretches), len(FEATURES)))
    for i, reading in enumerate(readings):
        if reading is not None:
            rows[i, : len(RELATIONS)] = features(reading)
            rows[i, DICTION] = topic.diction.logit(tokens(reading))
    rows[:, DICTION + 1 :] = topic.space.scaled(vectors, langs, [None] * len(stretches))
    logits = topic.combiner.logits(rows, langs)
    return tuple(
        _score(
            entry, first, last, stretches, readings, langs, vectors, rows, logits, topic, labels.get(entry.id)
        )
        for entry, (first, last) in zip(entries, owners, strict=True)
    )


def _stretches(entry: Entry, topic: Topic) -> list[_Stretch]:
    title, summary, body = (text[:_LONGEST] for text in (entry.title, entry.summary, entry.body))
    size = topic.policy.passage_words
    pieces = passages(body, size)[: topic.policy.max_passages] if body.strip() else ()
    made = []
    if summary.strip():
        start, end = _head(summary, 2 * size)
        made.append(_Stretch(title, summary[start:end], Field.SUMMARY, start, end))
    elif title.strip() and not pieces:
        made.append(_Stretch(title, "", Field.TITLE, 0, len(title)))
    made += [_Stretch(title, body[start:end], Field.BODY, start, end) for start, end in pieces]
    return made


def _head(text: str, size: int) -> tuple[int, int]:
    spans = passages(text, size)
    return spans[0] if spans else (0, len(text))


def _reading(stretch: _Stretch, lang: str, topic: Topic) -> Reading | None:
    lexicon = topic.lexicon(lang)
    return read(stretch.title, stretch.text, lexicon) if lexicon is not None else None


def _combined(logits: NDArray[np.float64]) -> float:
    """The lead counts half, the two best passages the other half; a lead alone counts whole."""
    if len(logits) == 1:
        return float(logits[0])
    best = np.sort(logits[1:])[::-1][:2]
    return 0.5 * float(logits[0]) + 0.5 * float(best.mean())


def _score(
    entry: Entry,
    first: int,
    last: int,
    stretches: list[_Stretch],
    readings: list[Reading | None],
    langs: list[str],
    vectors: NDArray[np.float32],
    rows: NDArray[np.float64],
    logits: NDArray[np.float64],
    topic: Topic,
    label: bool | None,
) -> Score:
    if first == last:
        value = 0.0 if label is None else float(label)
        reason = ScoreReason.EMPTY if label is None else _labelled(label)
        detail = "There is no text to judge." if label is None else "You said so."
        return Score(value, bool(label), reason, None, None, (), topic.identity, detail)
    logit = max(-30.0, min(30.0, _combined(logits[first:last])))
    value = 1.0 / (1.0 + exp(-logit))
    best = first + int(logits[first:last].argmax())
    stretch = stretches[best]
    near = topic.space.nearest(vectors[best])
    relevant = value >= topic.policy.threshold
    reason = ScoreReason.ABOVE if relevant else ScoreReason.BELOW
    contributions = _contributions(rows[best], topic)
    detail = _detail(value, contributions, langs[best], near[0].file if near else "", topic)
    if label is not None:
        relevant, reason, value = label, _labelled(label), float(label)
        detail = f"You said so. Without the label: {detail}"
    reading = readings[best]
    lead_by_title = (
        reading is not None
        and stretch.field is Field.SUMMARY
        and any(hit.first < reading.title_words for hit in reading.events)
    )
    passage = (
        Passage(Field.TITLE, 0, len(entry.title), entry.title)
        if lead_by_title
        else Passage(
            stretch.field, stretch.start, stretch.end, entry.text(stretch.field)[stretch.start : stretch.end]
        )
    )
    return Score(
        round(value, 6),
        relevant,
        reason,
        passage,
        SeedPassage(near[0].file, near[0].text) if near else None,
        _terms(reading) if reading is not None else (),
        topic.identity,
        detail,
        leaving=_leaving(reading) if reading is not None else None,
        contributions=contributions,
    )


def _labelled(label: bool) -> ScoreReason:
    return ScoreReason.LABELLED_RELEVANT if label else ScoreReason.LABELLED_IRRELEVANT


def _terms(reading: Reading) -> tuple[str, ...]:
    """Matched words as published, the event first, then actor, force and place."""
    hits = (hit for concept in _TELLING for hit in reading.of(concept))
    return tuple(dict.fromkeys(map(reading.published, hits)))[:_TERMS]


def _leaving(reading: Reading) -> Leaving | None:
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


def _contributions(row: NDArray[np.float64], topic: Topic) -> tuple[Contribution, ...]:
    """What speaks for and against a passage, the strongest first; what it lacks says so."""
    parts = topic.combiner.contributions(row[None, :])[0]
    features = list(FEATURES.values())
    told = [
        i
        for i in np.argsort(-np.abs(parts)).tolist()
        # A feature against the topic that is absent says little: it is absent nearly everywhere.
        if abs(parts[i]) >= _FAINT and (parts[i] < 0 or features[i].sign > 0)
    ]
    return tuple(
        Contribution(
            features[i].meaning if parts[i] > 0 or features[i].sign < 0 else f"not: {features[i].meaning}",
            round(float(parts[i]), 2),
        )
        for i in told[:_TOLD]
    )


def _detail(value: float, contributions: Sequence[Contribution], lang: str, seed: str, topic: Topic) -> str:
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
