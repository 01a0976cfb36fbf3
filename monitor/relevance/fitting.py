"""Learning the topic: examples made from seeds and patterns, a linear combiner, a threshold.

1. embed the seeds and the statements            4. features of all, own seed masked
2. keep the windows that tell the event          5. fit held out by seed and pattern -> threshold
3. make counterfactuals and leads                6. fit on all
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from random import Random

import numpy as np
from numpy.typing import NDArray

from monitor.lang import detect
from monitor.records import Entry, Experience
from monitor.relevance.combiner import Lesson, fitted, folds, held_out
from monitor.relevance.corpus import SeedCorpus, SeedWindow
from monitor.relevance.diction import Diction, tokens
from monitor.relevance.diction import learn as learn_diction
from monitor.relevance.leads import Example, leads, swapped
from monitor.relevance.lexicon import Concept, Lexicon
from monitor.relevance.reading import Reading, read
from monitor.relevance.relations import NAMES as RELATIONS
from monitor.relevance.relations import features
from monitor.relevance.rules import RelevancePolicy, TopicRules
from monitor.relevance.similarity import Encode, Space, known_languages
from monitor.relevance.topic import FEATURES, FORMAT, Fit, Topic, lexicons

_LEADS = 160
"""Made headlines per language and kind."""
_FOLDS = 5
_MOST_WINDOWS = 1000
"""Seed windows that are learnt from."""
_ENOUGH_SHIPPED = 20
"""Ordinary lines of a language that its similarities are measured against."""
_ENOUGH_OWN = 50
"""Entries of the user's own feeds that take the place of the shipped lines."""
NOTHING_YET = Experience()
_MASS = {
    "seed": 0.5,
    "lead": 0.5,
    "swapped": 0.4,
    "miss": 0.4,
    "background": 0.4,
}
"""What each kind of example weighs altogether, whatever its number."""
_STREAM = _MASS | {"swapped": 0.1, "miss": 0.25}
"""The same for the threshold: near misses are rarer in feeds than ordinary news, and the same report of
another place or actor rarer still. With equal masses, made near misses push it over terse reports."""


def digest(
    corpus: SeedCorpus,
    rules: TopicRules,
    background: Sequence[str],
    policy: RelevancePolicy,
    encoder: str,
    experience: Experience = NOTHING_YET,
) -> str:
    """Digest of everything that :func:`fit` reads: the key of the cache."""
    labels = [[entry.id, entry.version, relevant] for entry, relevant in experience.labelled]
    ordinary = [[entry.id, entry.version] for entry in experience.ordinary]
    made_of = [FORMAT, corpus.digest, asdict(rules), list(background), asdict(policy), encoder]
    inputs = [*made_of, labels, ordinary]
    return hashlib.sha256(json.dumps(inputs, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def fit(
    corpus: SeedCorpus,
    topic: TopicRules,
    background: Sequence[str],
    encode: Encode,
    policy: RelevancePolicy,
    *,
    encoder: str = "",
    experience: Experience = NOTHING_YET,
) -> Topic:
    """Learn the topic.

    Args:
        corpus: the seeds.
        topic: words, patterns and statements.
        background: ordinary news lines in any language, off the topic.
        encode: texts to unit rows.
        policy: how scores are made.
        encoder: identity of ``encode``, stored with every score.
        experience: entries the user has judged, each weighing ``policy.label_weight`` made examples, and
            ordinary ones of the user's feeds.
    """
    found = lexicons(topic)
    windows = corpus.windows
    kept = _spread(tuple(window for window in windows if not weakness(window, found)) or windows)
    statements = {
        lang: (encode(words.about), encode(words.other))
        for lang, words in topic.language.items()
        if words.about
    }
    vectors = encode([_joined(w.title, w.text) for w in kept])
    space = Space(
        kept,
        vectors,
        _stacked([about for about, _ in statements.values()], vectors.shape[1]),
        _stacked([other for _, other in statements.values()], vectors.shape[1]),
        known_languages(
            {lang: about for lang, (about, _) in statements.items()},
            {lang: other for lang, (_, other) in statements.items()},
            vectors,
        ),
        {},
    )
    draw = Random(policy.seed)
    examples = [
        Example("", text, detect(text), False, "background", 1.0, f"background:{i}")
        for i, text in enumerate(background)
    ]
    for window in kept:
        lang = detect(window.text)
        examples.append(Example(window.title, window.text, lang, True, "seed", 1.0, window.file))
        if lang in found:
            examples += swapped(
                window.title, window.text, lang, found[lang], topic.language[lang], window.file, draw
            )
    for lang, words in topic.language.items():
        examples += leads(lang, words, topic.headlines, _LEADS, draw)
    for entry, relevant in experience.labelled:
        examples.append(_example(entry, relevant, "label", policy.label_weight))
    examples += [_example(entry, False, "ordinary", 1.0) for entry in experience.ordinary]

    encoded = encode([_joined(e.title, e.text) for e in examples])
    langs = [e.lang for e in examples]
    without = [e.group if e.kind in ("seed", "swapped") else None for e in examples]
    space = Space(
        space.windows, space.vectors, space.about, space.other, space.known, _scale(space, encoded, examples)
    )
    readings = [_reading(e, found) for e in examples]
    blank = np.zeros(len(RELATIONS))
    groups = [e.group for e in examples]
    fold_of = folds(groups, _FOLDS, Random(policy.seed))
    target, weights = np.array([e.relevant for e in examples]), _weights(examples, _MASS)
    said: list[Sequence[str]] = [() if reading is None else tokens(reading) for reading in readings]

    def taught(learn: NDArray[np.bool_]) -> Diction:
        at: list[int] = np.flatnonzero(learn).tolist()
        return learn_diction([said[i] for i in at], target[at], weights[at], [groups[i] for i in at])

    def predict(learn: NDArray[np.bool_], held: NDArray[np.bool_]) -> NDArray[np.float64]:
        diction = taught(learn)
        return np.array([diction.logit(said[i]) for i in np.flatnonzero(held).tolist()])

    lesson = Lesson(
        np.concatenate(
            [
                np.stack([blank if reading is None else features(reading) for reading in readings]),
                # What the diction says of each example when learnt without it, to be believed no more.
                held_out(fold_of, predict)[:, None],
                space.scaled(encoded, langs, without),
            ],
            axis=1,
        ),
        target,
        weights,
        _weights(examples, _STREAM),
        langs,
        fold_of,
    )
    combiner, cost = fitted(lesson, np.array([f.sign for f in FEATURES.values()]), policy.strength)
    return Topic(
        topic,
        policy,
        encoder,
        digest(corpus, topic, background, policy, encoder, experience),
        space,
        taught(np.ones(len(examples), bool)),
        combiner,
        Fit(
            len(windows),
            len(kept),
            len(examples),
            cost,
            _odd(space),
            seeds=len(corpus.documents),
            relevant=sum(relevant for _, relevant in experience.labelled),
            irrelevant=sum(not relevant for _, relevant in experience.labelled),
            ordinary=len(experience.ordinary),
        ),
        found,
    )


def _example(entry: Entry, relevant: bool, kind: str, weight: float) -> Example:
    lang = detect(f"{entry.title} {entry.summary}", entry.lang)
    return Example(
        entry.title, entry.summary or entry.body[:400], lang, relevant, kind, weight, f"{kind}:{entry.id}"
    )


def _spread(windows: tuple[SeedWindow, ...]) -> tuple[SeedWindow, ...]:
    """At most ``_MOST_WINDOWS``, evenly and of every file: more say nothing new and cost their square."""
    if len(windows) <= _MOST_WINDOWS:
        return windows
    firsts = tuple({window.file: window for window in reversed(windows)}.values())[::-1][:_MOST_WINDOWS]
    first = set(firsts)
    rest = [window for window in windows if window not in first]
    room = _MOST_WINDOWS - len(firsts)
    more = {rest[i * len(rest) // room] for i in range(room)}
    return tuple(window for window in windows if window in more or window in first)


def _joined(title: str, text: str) -> str:
    return f"{title}. {text}" if title else text


def _stacked(rows: list[NDArray[np.float32]], dimensions: int) -> NDArray[np.float32]:
    kept = [r for r in rows if len(r)]
    return np.concatenate(kept) if kept else np.zeros((0, dimensions), dtype=np.float32)


def weakness(window: SeedWindow, found: Mapping[str, Lexicon]) -> str:
    """Why a window is no example of the event; empty when it is one, or its language has no lists."""
    lexicon = found.get(detect(window.text))
    if lexicon is None:
        return ""
    reading = read("", window.text, lexicon)
    if not reading.events:
        return "nothing leaves or ends in it"
    return "" if reading.of(Concept.FORCE) or reading.of(Concept.ACTOR) else "names neither force nor actor"


def _reading(example: Example, found: dict[str, Lexicon]) -> Reading | None:
    lexicon = found.get(example.lang)
    return None if lexicon is None else read(example.title, example.text, lexicon)


def _scale(
    space: Space, encoded: NDArray[np.float32], examples: Sequence[Example]
) -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    raw = space.channels(encoded, [None] * len(examples))
    kinds, langs = np.array([e.kind for e in examples]), np.array([e.lang for e in examples])
    shipped, own = kinds == "background", kinds == "ordinary"
    if not (shipped | own).any():
        shipped = np.array([not e.relevant for e in examples])
    if not (shipped | own).any():
        shipped = np.ones(len(examples), bool)
    scale = {}
    for lang in ("", *dict.fromkeys(langs.tolist())):
        here = langs == lang if lang else np.ones(len(examples), bool)
        rows = own & here if (own & here).sum() >= _ENOUGH_OWN else (shipped | own) & here
        if lang and rows.sum() < _ENOUGH_SHIPPED:
            continue
        spread = np.maximum(raw[rows].std(axis=0), 0.02)
        scale[lang] = (tuple(map(float, raw[rows].mean(axis=0))), tuple(map(float, spread)))
    return scale


def _weights(examples: Sequence[Example], mass: Mapping[str, float]) -> NDArray[np.float64]:
    """Each kind has its mass, shared equally between its examples; labels weigh by themselves."""
    # The user's ordinary entries take over from the shipped lines; together they weigh what these did alone.
    kinds = ["background" if e.kind == "ordinary" else e.kind for e in examples]
    one = {kind: mass[kind] / kinds.count(kind) for kind in dict.fromkeys(kinds) if kind in mass}
    one["label"] = 1.0 / max(len(examples), 1)
    total = [e.weight * one[kind] for e, kind in zip(examples, kinds, strict=True)]
    return np.array(total) * len(examples)


def _odd(space: Space) -> tuple[str, ...]:
    """Seed files whose best window is far from every window of the other files."""
    files = np.array([w.file for w in space.windows])
    names = list(dict.fromkeys(files.tolist()))
    if len(names) < 3:
        return ()
    similar = space.vectors @ space.vectors.T
    nearness = {
        name: float(np.median(similar[np.ix_(files == name, files != name)].max(axis=1))) for name in names
    }
    values = np.array(list(nearness.values()))
    middle = float(np.median(values))
    limit = middle - max(0.2, 4 * float(np.median(np.abs(values - middle))))
    return tuple(name for name, value in nearness.items() if value < limit)
