"""Scores for entries, in one batch, each with what explains it."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import exp

import numpy as np
from numpy.typing import NDArray

from monitor.lang import detect
from monitor.records import (
    Entry,
    Field,
    Passage,
    Score,
    ScoreReason,
    SeedPassage,
)
from monitor.relevance.corpus import SeedWindow
from monitor.relevance.diction import tokens
from monitor.relevance.explanation import contributions, detail, leaving, terms
from monitor.relevance.reading import Reading, read
from monitor.relevance.relations import NAMES as RELATIONS
from monitor.relevance.relations import features
from monitor.relevance.similarity import Encode
from monitor.relevance.topic import DICTION, FEATURES, Topic
from monitor.text import passages

_LONGEST = 20_000
"""Characters of one field that are read: a longer text is no news article, or has said it by then."""
_TELLING = 3
"""Stretches whose vectors make up the article's: the lead and what follows it; background comes later."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One passage to score: the lead (title and teaser), or a piece of the body."""

    title: str
    text: str
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """All stretches of a batch, judged together."""

    stretches: Sequence[_Stretch]
    langs: Sequence[str]
    readings: Sequence[Reading | None]
    near: Sequence[SeedWindow | None]
    """The seed window nearest to each."""
    vectors: NDArray[np.float32]
    """(n, d)"""
    parts: NDArray[np.float64]
    """What each feature adds (n, features)."""
    logits: NDArray[np.float64]
    """(n,)"""


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
    judged = _judge(stretches, langs, topic, encode)
    return tuple(
        _score(entry, first, last, judged, topic, labels.get(entry.id))
        for entry, (first, last) in zip(entries, owners, strict=True)
    )


def _judge(stretches: Sequence[_Stretch], langs: Sequence[str], topic: Topic, encode: Encode) -> _Judged:
    vectors = encode([f"{s.title}. {s.text}" if s.title and s.text else s.title or s.text for s in stretches])
    readings = [_reading(s, lang, topic) for s, lang in zip(stretches, langs, strict=True)]
    rows = np.zeros((len(stretches), len(FEATURES)))
    for i, reading in enumerate(readings):
        if reading is not None:
            rows[i, : len(RELATIONS)] = features(reading)
            rows[i, DICTION] = topic.diction.logit(tokens(reading))
    rows[:, DICTION + 1 :] = topic.space.scaled(vectors, langs, [None] * len(stretches))
    parts = topic.combiner.contributions(rows)
    near = topic.space.nearest(vectors)
    return _Judged(stretches, langs, readings, near, vectors, parts, topic.combiner.logits(parts, langs))


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
    """Where the first passage of so many words stands; most teasers are one."""
    if text.count(" ") < size and "\n" not in text:
        return len(text) - len(text.lstrip()), len(text.rstrip())
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


def _score(entry: Entry, first: int, last: int, judged: _Judged, topic: Topic, label: bool | None) -> Score:
    if first == last:
        value = 0.0 if label is None else float(label)
        reason = ScoreReason.EMPTY if label is None else _labelled(label)
        words = "There is no text to judge." if label is None else "You said so."
        return Score(value, bool(label), reason, None, None, (), topic.identity, words)
    logit = max(-30.0, min(30.0, _combined(judged.logits[first:last])))
    value = 1.0 / (1.0 + exp(-logit))
    best = first if last == first + 1 else first + int(judged.logits[first:last].argmax())
    stretch, reading, near = judged.stretches[best], judged.readings[best], judged.near[best]
    relevant = value >= topic.policy.threshold
    reason = ScoreReason.ABOVE if relevant else ScoreReason.BELOW
    told = contributions(judged.parts[best])
    words = detail(value, told, judged.langs[best], near.file if near else "", topic)
    if label is not None:
        relevant, reason, value = label, _labelled(label), float(label)
        words = f"You said so. Without the label: {words}"
    return Score(
        round(value, 6),
        relevant,
        reason,
        _passage(entry, stretch, reading),
        SeedPassage(near.file, near.text) if near else None,
        terms(reading) if reading is not None else (),
        topic.identity,
        words,
        leaving=leaving(reading) if reading is not None else None,
        contributions=told,
        vector=_vector(judged.vectors[first:last][:_TELLING], topic),
    )


def _vector(vectors: NDArray[np.float32], topic: Topic) -> str:
    """The mean of some vectors less its share along the seeds' mean, which every article of the topic has."""
    vector = vectors.mean(axis=0)
    common = topic.space.vectors.mean(axis=0) if len(topic.space.vectors) else np.zeros_like(vector)
    if (length := float(common @ common)) > 0:
        vector = vector - common * (float(vector @ common) / length)
    most = float(np.abs(vector).max(initial=0.0))
    if most == 0.0:
        return ""
    tag = blake2b(topic.encoder.encode(), digest_size=4).digest()
    return b64encode(tag + np.rint(vector * (127.0 / most)).astype(np.int8).tobytes()).decode()


def _passage(entry: Entry, stretch: _Stretch, reading: Reading | None) -> Passage:
    """The stretch that decided; of a lead whose title tells the event, the title."""
    by_title = (
        reading is not None
        and stretch.field is Field.SUMMARY
        and any(hit.first < reading.title_words for hit in reading.events)
    )
    if by_title:
        return Passage(Field.TITLE, 0, len(entry.title), entry.title)
    text = entry.text(stretch.field)[stretch.start : stretch.end]
    return Passage(stretch.field, stretch.start, stretch.end, text)


def _labelled(label: bool) -> ScoreReason:
    return ScoreReason.LABELLED_RELEVANT if label else ScoreReason.LABELLED_IRRELEVANT
