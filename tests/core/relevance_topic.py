"""The shipped topic over a stand-in encoder, for tests that need no model."""

import re
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from monitor import seeds
from monitor.records import Entry
from monitor.relevance import RelevancePolicy, SeedCorpus, Topic, TopicRules
from monitor.text import normalise

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Bags of hashed words as unit rows (n, 96): similar words, similar vectors, and nothing to load."""
    rows = np.zeros((len(texts), 96), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in re.findall(r"[^\W_]{3,}", normalise(text).text.lower()):
            row[zlib.crc32(word.encode()) % 96] += 1.0
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, norms, out=rows, where=norms > 0)
    return unit


def entry(title: str = "", summary: str = "", body: str = "", lang: str = "und", name: str = "e1") -> Entry:
    """A made entry."""
    return Entry(name, 1, "f", "o", "o", lang, NOW, NOW, title, summary, body, None, name)


@cache
def rules() -> TopicRules:
    """The shipped ``config/topic.toml``, without the made headlines: quick to learn."""
    raw = tomllib.loads((ROOT / "config" / "topic.toml").read_text("utf-8"))
    return TypeAdapter(TopicRules).validate_python(raw)


@cache
def corpus() -> SeedCorpus:
    """The shipped seeds."""
    return seeds.load(ROOT / "seeds")


@cache
def topic() -> Topic:
    """Learnt once for all tests."""
    return seeds.learn(corpus(), rules(), encode, "stand-in", RelevancePolicy())


def policy(**changes: object) -> RelevancePolicy:
    """The default policy with changes."""
    return replace(RelevancePolicy(), **changes)  # type: ignore[arg-type]
