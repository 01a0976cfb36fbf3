"""Scores from the encoder and the topic learnt from the seeds, both loaded when first asked for.

Loading imports the encoder's libraries, which takes seconds; a daemon does it beside its first polls.
Until then entries wait; they are never judged by half a scorer.
"""

import gc
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor import encode, relevance, seeds
from monitor.encode import Encoder, EncoderPolicy
from monitor.errors import EncoderError
from monitor.records import Entry, Experience, Score
from monitor.relevance import Fit, RelevancePolicy, Topic, TopicRules
from monitor.relevance.similarity import Encode

Remembered = Callable[[Encoder], Encode]
Labels = Callable[[], Mapping[str, bool]]
"""Entry id to the user's judgement, as it stands now."""


def _no_labels() -> Mapping[str, bool]:
    return {}


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
    keep: bool = True
    """Whether a topic learnt anew is written there."""


class Scorer:
    """Entries to scores. Callable from any thread once :meth:`load` has returned.

    Args:
        sources: seeds, rules, encoder and policy.
        labels: the user's judgements, which decide for their entries at once.
        experience: what was seen and said so far, from which the topic is learnt as well.
        remembered: an encoder that looks known texts up first; for encoders other than the bundled one, which
            is quicker than any look-up.
    """

    def __init__(
        self,
        sources: Sources,
        labels: Labels = _no_labels,
        experience: Callable[[], Experience] = Experience,
        remembered: Remembered | None = None,
    ) -> None:
        self.sources = sources
        self._labels = labels
        self._experience = experience
        self._remembered = remembered
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None
        self._encode: Encode
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
    def learning(self) -> Fit | None:
        """How the topic was learnt; None until loaded."""
        return self._topic.fit if self._topic else None

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
            # What the encoder's libraries keep is never garbage: collections need not look through it again.
            gc.freeze()

    def _load(self) -> None:
        corpus = seeds.load(self.sources.seeds)
        if self._encoder is None:
            self._encoder = encode.load_or_bundled(self.sources.encoder)
            self._encode = self._encoder.encode
            if self._remembered is not None and not self._encoder.bundled:
                self._encode = self._remembered(self._encoder)
        self._topic = seeds.learn(
            corpus,
            self.sources.rules,
            self._encode,
            self._encoder.identity,
            self.sources.relevance,
            cache_file=self.sources.cache,
            keep=self.sources.keep,
            experience=self._experience(),
        )

    def without(self, held: Collection[str]) -> Callable[[Sequence[Entry]], Sequence[Score]]:
        """A scorer that has never heard of some labels, and lets none decide: for measuring.

        Args:
            held: entries whose labels are left out. Slow: the topic is learnt anew.

        Raises:
            EncoderError: nothing is loaded.
        """
        if self._encoder is None or self._topic is None:
            raise EncoderError("The encoder is not loaded.")
        known = self._experience()
        topic, encode_ = self._topic, self._encode
        if held:
            rest = tuple((entry, said) for entry, said in known.labelled if entry.id not in held)
            topic = seeds.learn(
                seeds.load(self.sources.seeds),
                self.sources.rules,
                encode_,
                self._encoder.identity,
                self.sources.relevance,
                experience=replace(known, labelled=rest),
            )
        return lambda entries: relevance.score(entries, topic, encode_)

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
        return relevance.score(entries, self._topic, self._encode, self._labels())
