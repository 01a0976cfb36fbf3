"""The topic as learnt: everything that scoring needs, and its form for the cache."""

import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from zipfile import BadZipFile

import numpy as np

from monitor.relevance.combiner import Combiner
from monitor.relevance.corpus import SeedWindow
from monitor.relevance.diction import Diction
from monitor.relevance.lexicon import Lexicon
from monitor.relevance.relations import NAMES as RELATIONS
from monitor.relevance.relations import Feature
from monitor.relevance.rules import RelevancePolicy, TopicRules
from monitor.relevance.similarity import NAMES as CHANNELS
from monitor.relevance.similarity import Space

FORMAT = 5
"""Raised whenever a feature or the fitting changes: cached topics of another format are fitted again."""
_DICTION = {"diction": Feature(1, "it is worded as the story is told")}
FEATURES = {**RELATIONS, **_DICTION, **CHANNELS}
"""Every feature of the combiner, in the order of its weights."""
DICTION = len(RELATIONS)
"""Where the diction stands among them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the fitting went, for ``monitor seeds`` and ``monitor status``."""

    windows: int
    kept: int
    examples: int
    cost: float
    """Tracking cost of the made examples, held out by seed and pattern, at the threshold chosen."""
    odd: tuple[str, ...] = ()
    """Seed files that disagree with the rest."""
    seeds: int = 0
    """Seed files."""
    relevant: int = 0
    """Labels of either kind."""
    irrelevant: int = 0
    ordinary: int = 0
    """Entries of the user's own feeds taken as off the topic."""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What is watched, learnt from seeds and rules in one encoder's space."""

    rules: TopicRules
    policy: RelevancePolicy
    encoder: str
    """Identity of the encoder."""
    digest: str
    """Digest of everything that the fitting read."""
    space: Space
    diction: Diction
    combiner: Combiner
    fit: Fit
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """Identity of encoder and fitted topic, stored with every score."""
        return f"{self.encoder}+{self.digest}"

    def lexicon(self, lang: str) -> Lexicon | None:
        """The words of one language; None when there are no lists for it."""
        return self.lexicons.get(lang)


def lexicons(rules: TopicRules) -> dict[str, Lexicon]:
    """A compiled lexicon per language of the rules."""
    return {lang: Lexicon(lang, words, rules) for lang, words in rules.language.items()}


def dump(topic: Topic) -> bytes:
    """The learnt part of a topic, for a cache."""
    header = {
        "format": FORMAT,
        "encoder": topic.encoder,
        "digest": topic.digest,
        "windows": [[w.file, w.text, w.title] for w in topic.space.windows],
        "known": topic.space.known,
        "scale": topic.space.scale,
        "bias": topic.combiner.bias,
        "thresholds": topic.combiner.thresholds,
        "diction": [topic.diction.weights, topic.diction.bias],
        "fit": asdict(topic.fit),
    }
    held = io.BytesIO()
    np.savez(
        held,
        header=np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), dtype=np.uint8),
        vectors=topic.space.vectors,
        about=topic.space.about,
        other=topic.space.other,
        combiner=np.stack([topic.combiner.weights, topic.combiner.mean, topic.combiner.spread]),
    )
    return held.getvalue()


def restore(dumped: bytes, rules: TopicRules, policy: RelevancePolicy, digest: str) -> Topic | None:
    """A topic out of the cache; None when it was learnt from anything else, or cannot be read."""
    try:
        with np.load(io.BytesIO(dumped), allow_pickle=False) as held:
            header = json.loads(held["header"].tobytes().decode())
            if header["format"] != FORMAT or header["digest"] != digest:
                return None
            weights, mean, spread = held["combiner"]
            return Topic(
                rules,
                policy,
                header["encoder"],
                digest,
                Space(
                    tuple(SeedWindow(*row) for row in header["windows"]),
                    held["vectors"],
                    held["about"],
                    held["other"],
                    tuple(header["known"]),
                    {lang: (tuple(pair[0]), tuple(pair[1])) for lang, pair in header["scale"].items()},
                ),
                Diction(*header["diction"]),
                Combiner(weights, mean, spread, header["bias"], header["thresholds"]),
                Fit(**header["fit"] | {"odd": tuple(header["fit"]["odd"])}),
                lexicons(rules),
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error):
        return None
