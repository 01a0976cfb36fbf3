"""Learning the topic: examples made from seeds and patterns, a linear combiner, a threshold.

1. embed the seeds and the statements            4. features of all, own seed masked
2. keep the windows that tell the event          5. fit held out by seed and pattern -> threshold
3. make counterfactuals and leads                6. fit on all
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from random import Random

import numpy as np
from numpy.typing import NDArray

from monitor.lang import detect
from monitor.records import Entry
from monitor.relevance.corpus import SeedCorpus, SeedWindow
from monitor.relevance.leads import Example, leads, swapped
from monitor.relevance.lexicon import Concept, Lexicon
from monitor.relevance.reading import read
from monitor.relevance.relations import features
from monitor.relevance.rules import RelevancePolicy, TopicRules
from monitor.relevance.similarity import NAMES as CHANNELS
from monitor.relevance.similarity import Encode, Space, known_languages
from monitor.relevance.topic import FEATURES, FORMAT, Combiner, Fit, Topic, lexicons

_LEADS = 160
"""Made headlines per language and kind."""
_FOLDS = 5
_MOST_WINDOWS = 1000
"""Seed windows that are learnt from."""
_FALSE_ALARM = 4.9
"""Cost of false alarms against misses in topic tracking, normalised."""
_INDIFFERENT = 0.03
"""Difference in cost that made examples cannot resolve."""
_MASS = {"seed": 0.5, "lead": 0.5, "swapped": 0.4, "miss": 0.4, "background": 0.4, "label": 0.0}
"""What each kind of example weighs altogether, whatever its number."""


def digest(
    corpus: SeedCorpus,
    rules: TopicRules,
    background: Sequence[str],
    policy: RelevancePolicy,
    encoder: str,
    labelled: Sequence[tuple[Entry, bool]] = (),
) -> str:
    """Digest of everything that :func:`fit` reads: the key of the cache."""
    labels = [[entry.id, entry.version, relevant] for entry, relevant in labelled]
    inputs = [FORMAT, corpus.digest, asdict(rules), list(background), asdict(policy), encoder, labels]
    return hashlib.sha256(json.dumps(inputs, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def fit(
    corpus: SeedCorpus,
    topic: TopicRules,
    background: Sequence[str],
    encode: Encode,
    policy: RelevancePolicy,
    *,
    encoder: str = "",
    labelled: Sequence[tuple[Entry, bool]] = (),
) -> Topic:
    """Learn the topic.

    Args:
        corpus: the seeds.
        topic: words, patterns and statements.
        background: ordinary news lines in any language, off the topic.
        encode: texts to unit rows.
        policy: how scores are made.
        encoder: identity of ``encode``, stored with every score.
        labelled: entries the user has judged; each weighs ``policy.label_weight`` made examples.
    """
    found = lexicons(topic)
    windows = corpus.windows
    kept = _spread(tuple(window for window in windows if _tells(window, found)) or windows)
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
        examples += leads(lang, words, _LEADS, draw)
    for entry, relevant in labelled:
        lang = detect(f"{entry.title} {entry.summary}", entry.lang)
        text = entry.summary or entry.body[:400]
        examples.append(
            Example(entry.title, text, lang, relevant, "label", policy.label_weight, f"label:{entry.id}")
        )

    encoded = encode([_joined(e.title, e.text) for e in examples])
    langs = [e.lang for e in examples]
    without = [e.group if e.kind in ("seed", "swapped") else None for e in examples]
    space = Space(
        space.windows, space.vectors, space.about, space.other, space.known, _scale(space, encoded, examples)
    )
    rows = np.concatenate(
        [
            np.stack([_relations(e, found) for e in examples]),
            space.scaled(encoded, langs, without),
        ],
        axis=1,
    )
    weights = _weights(examples)
    target = np.array([e.relevant for e in examples])
    combiner = _fitted(rows, target, weights, policy)
    bias, cost = _threshold(rows, target, weights, examples, policy, combiner.weights != 0)
    combiner = Combiner(combiner.weights, combiner.mean, combiner.spread, combiner.bias - bias)
    return Topic(
        topic,
        policy,
        encoder,
        digest(corpus, topic, background, policy, encoder, labelled),
        space,
        combiner,
        Fit(len(windows), len(kept), len(examples), cost, _odd(space)),
        found,
    )


def _spread(windows: tuple[SeedWindow, ...]) -> tuple[SeedWindow, ...]:
    """At most ``_MOST_WINDOWS``, evenly over all files: more say nothing new and cost their square."""
    step = max(1.0, len(windows) / _MOST_WINDOWS)
    return tuple(windows[int(i * step)] for i in range(int(len(windows) / step)))


def _joined(title: str, text: str) -> str:
    return f"{title}. {text}" if title else text


def _stacked(rows: list[NDArray[np.float32]], dimensions: int) -> NDArray[np.float32]:
    kept = [r for r in rows if len(r)]
    return np.concatenate(kept) if kept else np.zeros((0, dimensions), dtype=np.float32)


def _tells(window: SeedWindow, found: dict[str, Lexicon]) -> bool:
    """Whether a window tells the event: something leaves or ends, and a force or the actor is named."""
    lexicon = found.get(detect(window.text))
    if lexicon is None:
        return True
    reading = read("", window.text, lexicon)
    return bool(reading.events) and bool(reading.of(Concept.FORCE) or reading.of(Concept.ACTOR))


def _relations(example: Example, found: dict[str, Lexicon]) -> NDArray[np.float64]:
    lexicon = found.get(example.lang)
    if lexicon is None:
        return np.zeros(len(FEATURES) - len(CHANNELS))
    return features(read(example.title, example.text, lexicon))


def _scale(
    space: Space, encoded: NDArray[np.float32], examples: Sequence[Example]
) -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    raw = space.channels(encoded, [None] * len(examples))
    ordinary = np.array([e.kind == "background" for e in examples])
    if not ordinary.any():
        ordinary = np.array([not e.relevant for e in examples])
    if not ordinary.any():
        ordinary = np.ones(len(examples), bool)
    scale = {}
    for lang in ("", *dict.fromkeys(e.lang for e in examples)):
        rows = ordinary & np.array([lang in ("", e.lang) for e in examples])
        if lang and rows.sum() < 20:
            continue
        spread = np.maximum(raw[rows].std(axis=0), 0.02)
        scale[lang] = (tuple(map(float, raw[rows].mean(axis=0))), tuple(map(float, spread)))
    return scale


def _weights(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Each kind has its mass, shared equally between its examples; labels weigh by themselves."""
    counts = {kind: sum(e.kind == kind for e in examples) for kind in _MASS}
    one = 1.0 / max(len(examples), 1)
    total = [
        e.weight * one if e.kind == "label" else _MASS[e.kind] * e.weight / counts[e.kind] for e in examples
    ]
    return np.array(total) * len(examples)


def _fitted(
    rows: NDArray[np.float64],
    target: NDArray[np.bool_],
    weights: NDArray[np.float64],
    policy: RelevancePolicy,
    kept: NDArray[np.bool_] | None = None,
) -> Combiner:
    """A logistic combiner in which no feature pulls the wrong way.

    Args:
        kept: features to use; None finds them, leaving out the worst of the wrong ones until all are right.
    """
    from sklearn.linear_model import LogisticRegression

    mean = np.average(rows, axis=0, weights=weights)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights))
    spread = np.where(spread > 1e-6, spread, 1.0)
    found = np.zeros(rows.shape[1])
    if target.all() or not target.any():
        return Combiner(found, mean, spread, 0.0)
    signs = np.array([feature.sign for feature in FEATURES.values()])
    searching = kept is None
    used = np.ones(rows.shape[1], bool) if kept is None else kept
    model = LogisticRegression(C=policy.strength, max_iter=500)
    while used.any():
        model.fit(((rows - mean) / spread)[:, used], target, sample_weight=weights)
        pulls = model.coef_[0] * signs[used]
        if not searching or pulls.min() >= 0:
            # A feature that pulls the wrong way explains the made examples, not news.
            found[used] = np.where(pulls >= 0, model.coef_[0], 0.0)
            break
        used[np.flatnonzero(used)[pulls.argmin()]] = False
    else:
        return Combiner(found, mean, spread, 0.0)
    return Combiner(found, mean, spread, float(model.intercept_[0]))


def _threshold(
    rows: NDArray[np.float64],
    target: NDArray[np.bool_],
    weights: NDArray[np.float64],
    examples: Sequence[Example],
    policy: RelevancePolicy,
    kept: NDArray[np.bool_],
) -> tuple[float, float]:
    """Log-odds that serve as the threshold, and the tracking cost there, on scores held out by group."""
    groups = list(dict.fromkeys(e.group for e in examples))
    Random(policy.seed).shuffle(groups)
    fold_of = {group: i % _FOLDS for i, group in enumerate(groups)}
    folds = np.array([fold_of[e.group] for e in examples])
    scores = np.zeros(len(examples))
    for fold in range(_FOLDS):
        held = folds == fold
        if held.any() and not held.all():
            scores[held] = _fitted(rows[~held], target[~held], weights[~held], policy, kept).logits(
                rows[held]
            )
    if target.all() or not target.any():
        return 0.0, 0.0
    candidates = np.linspace(scores.min(), scores.max(), 201)
    # Smoothed over one unit of log-odds: with made examples many thresholds cost the same, the middle
    # one is safest.
    above = 1.0 / (1.0 + np.exp(-(scores[None, :] - candidates[:, None]) / 0.5))
    right, wrong = weights * target, weights * ~target
    smooth = ((1 - above) @ right) / right.sum() + _FALSE_ALARM * (above @ wrong) / wrong.sum()
    # Made negatives are harder than real near misses, made positives easier than real reports: of the
    # thresholds that
    # cost about the same, the lowest is taken.
    best = float(candidates[np.flatnonzero(smooth <= smooth.min() + _INDIFFERENT)[0]])
    hard = scores >= best
    cost = float((right * ~hard).sum() / right.sum() + _FALSE_ALARM * (wrong * hard).sum() / wrong.sum())
    return best, cost


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
