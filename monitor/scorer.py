"""Scores from the encoder and the topic learnt from the seeds, both loaded when first asked for.

Loading imports the encoder's libraries, which takes seconds; a daemon does it beside its first polls.
Until then entries wait; they are never judged by half a scorer.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor import encode, relevance, seeds
from monitor.encode import Encoder, EncoderPolicy
from monitor.errors import EncoderError
from monitor.records import Entry, Score
from monitor.relevance import RelevancePolicy, Topic, TopicRules

Labels = Callable[[], Mapping[str, bool]]
"""Entry id to the user's judgement, as it stands now."""
Labelled = Callable[[], Sequence[tuple[Entry, bool]]]
"""The labelled entries themselves, to learn from."""


def _no_labels() -> Mapping[str, bool]:
    return {}


def _none_labelled() -> Sequence[tuple[Entry, bool]]:
    return ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What scores are made from."""

    seeds: Path
    """Folder of the seed documents."""
    rules: TopicRules
    encoder: EncoderPolicy
    relevance: RelevancePolicy
    cache: Path | None = None
    """Where the learnt topic is kept between starts."""


class Scorer:
    """Entries to scores. Callable from any thread once :meth:`load` has returned.

    Args:
        sources: seeds, rules, encoder and policy.
        labels: the user's judgements, which decide for their entries at once.
        labelled: the labelled entries, from which the topic is learnt as well.
    """

    def __init__(
        self, sources: Sources, labels: Labels = _no_labels, labelled: Labelled = _none_labelled
    ) -> None:
        self.sources = sources
        self._labels = labels
        self._labelled = labelled
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None
        self._topic: Topic | None = None
        self.failure = ""
        """Why the last :meth:`load` failed; empty when it did not."""

    @property
    def ready(self) -> bool:
        """Whether it has been loaded."""
        return self._topic is not None

    @property
    def identity(self) -> str:
        """What scores are made by, empty until loaded. Another identity, another scale of evidence."""
        return self._topic.identity if self._topic else ""

    @property
    def degraded(self) -> str:
        """Why the encoder is not the one that was asked for; empty when it is."""
        return self._encoder.degraded if self._encoder else ""

    def load(self) -> None:
        """Load the encoder and learn the topic, anew if that was done before. Slow; not for transactions.

        Raises:
            SeedError: the seeds cannot serve as a topic.
            EncoderError: not even the bundled encoder can be loaded.
        """
        with self._loading:
            try:
                self._load()
            except Exception as error:
                self.failure = str(error) or type(error).__name__
                raise
            self.failure = ""

    def _load(self) -> None:
        corpus = seeds.load(self.sources.seeds)
        if self._encoder is None:
            self._encoder = encode.load_or_bundled(self.sources.encoder)
        self._topic = seeds.learn(
            corpus,
            self.sources.rules,
            self._encoder.encode,
            self._encoder.identity,
            self.sources.relevance,
            cache_file=self.sources.cache,
            labelled=self._labelled(),
        )

    def release(self) -> None:
        """Let go of a large encoder that has been idle for long; it comes back by itself."""
        if self._encoder is not None:
            self._encoder.release()

    def __call__(self, entries: Sequence[Entry]) -> Sequence[Score]:
        """One score per entry, in order.

        Raises:
            EncoderError: the encoder failed, or nothing is loaded.
        """
        if self._encoder is None or self._topic is None:
            raise EncoderError("The encoder is not loaded.")
        return relevance.score(entries, self._topic, self._encoder.encode, self._labels())
