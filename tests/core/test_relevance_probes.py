"""Made headlines and teasers, with the bundled encoder: near misses of many kinds in several languages."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from monitor import encode, relevance, seeds, settings
from monitor.encode import Encoder
from monitor.records import Score
from monitor.relevance import Topic
from tests.core.relevance_topic import ROOT, corpus, entry, policy

PROBES = [
    json.loads(line)
    for line in Path(__file__).with_name("relevance_probes.jsonl").read_text("utf-8").splitlines()
]


@cache
def learnt() -> tuple[Topic, Encoder]:
    encoder = encode.load()
    topic = settings.load(ROOT / "config").topic
    return seeds.learn(corpus(), topic, encoder.encode, encoder.identity, policy()), encoder


@pytest.fixture(scope="module")
def scored() -> tuple[Score, ...]:
    topic, encoder = learnt()
    made = [entry(p["title"], p["summary"], lang=p["lang"], name=str(n)) for n, p in enumerate(PROBES)]
    return relevance.score(made, topic, encoder.encode)


def test_probes_are_ranked(scored: tuple[Score, ...]) -> None:
    truth = np.array([p["relevant"] for p in PROBES])
    values = np.array([s.value for s in scored])
    assert (values[truth][:, None] > values[~truth][None, :]).mean() >= 0.985


def test_probes_are_decided(scored: tuple[Score, ...]) -> None:
    wrong = [
        f"{'missed' if p['relevant'] else 'false alarm'} ({s.value:.2f}): {p['title']}"
        for p, s in zip(PROBES, scored, strict=True)
        if s.relevant != p["relevant"]
    ]
    missed = sum(line.startswith("missed") for line in wrong)
    assert missed <= 0.15 * sum(p["relevant"] for p in PROBES), "\n".join(wrong)
    assert len(wrong) - missed <= 1, "\n".join(wrong)


def test_the_encoder_knows_arabic_and_english() -> None:
    topic, _ = learnt()
    assert {"ar", "en"} <= set(topic.space.known)
    assert topic.fit.cost < 0.5
