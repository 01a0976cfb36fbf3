"""Scores for entries, in one batch, each with what explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from monitor.lang import detect
from monitor.records import Entry, Field, Passage, Score, ScoreReason, SeedPassage
from monitor.relevance.lexicon import Concept, words
from monitor.relevance.reading import Reading, read
from monitor.relevance.relations import NAMES as RELATIONS
from monitor.relevance.relations import features
from monitor.relevance.similarity import Encode
from monitor.relevance.topic import FEATURES, Topic
from monitor.text import normalise, passages

_TELLING = (
    Concept.LEAVE,
    Concept.END,
    Concept.ACTOR,
    Concept.FORCE,
    Concept.PRESENCE,
    Concept.PLACE,
    Concept.STAY,
)
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
    blank = np.zeros(len(RELATIONS))
    rows = np.zeros((len(stretches), len(FEATURES)))
    for i, reading in enumerate(readings):
        rows[i, : len(RELATIONS)] = features(reading) if reading is not None else blank
    rows[:, len(RELATIONS) :] = topic.space.scaled(vectors, langs, [None] * len(stretches))
    logits = topic.combiner.logits(rows)
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
    detail = _detail(value, rows[best], langs[best], near[0].file if near else "", topic)
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
        _terms(stretch, langs[best], topic),
        topic.identity,
        detail,
    )


def _labelled(label: bool) -> ScoreReason:
    return ScoreReason.LABELLED_RELEVANT if label else ScoreReason.LABELLED_IRRELEVANT


def _terms(stretch: _Stretch, lang: str, topic: Topic) -> tuple[str, ...]:
    """Matched words as published, the event first, then actor, force and place."""
    lexicon = topic.lexicon(lang)
    if lexicon is None:
        return ()
    found: dict[Concept, list[str]] = {}
    for piece in (stretch.title, stretch.text):
        normal = normalise(piece)
        parts = words(normal.text)
        for at, end, concept in lexicon.match(parts):
            start, stop = normal.source(parts[at].start, parts[end - 1].end)
            found.setdefault(concept, []).append(piece[start:stop])
    return tuple(dict.fromkeys(term for concept in _TELLING for term in found.get(concept, ())))[:12]


def _detail(value: float, row: NDArray[np.float64], lang: str, seed: str, topic: Topic) -> str:
    parts = topic.combiner.contributions(row[None, :])[0]
    said: dict[str, list[str]] = {"for it": [], "against it": [], "missing": []}
    features = list(FEATURES.values())
    telling = [
        i
        for i in np.argsort(-np.abs(parts))
        if abs(parts[i]) >= 0.1 and (parts[i] < 0 or features[i].sign > 0)
    ]
    for i in telling[:4]:
        side = "for it" if parts[i] > 0 else "against it" if features[i].sign < 0 else "missing"
        said[side].append(f"{features[i].meaning} ({parts[i]:+.1f})")
    told = "; ".join(f"{side}: {', '.join(what)}" for side, what in said.items() if what)
    sentence = (
        f"{value:.2f} against {topic.policy.threshold:.2f}; {told or 'nothing of the topic stands out'}"
    )
    if seed:
        sentence += f"; nearest seed {seed}"
    if topic.lexicon(lang) is None:
        sentence += f"; no word lists for language {lang!r}, judged by similarity alone"
    elif lang not in topic.space.known:
        sentence += f"; the encoder does not know language {lang!r}, judged by words alone"
    return sentence + "."
