"""Whether two configurations come to the same scores."""

from dataclasses import replace

from monitor import seeds
from monitor.relevance import RelevancePolicy
from monitor.settings.settings import Settings

_APART = RelevancePolicy()


def score_alike(one: Settings, other: Settings) -> bool:
    """Whether both score alike: the same seeds, topic and encoder. Thresholds only read the scores.

    Raises:
        SeedError: the seeds of either cannot be read.
    """
    mine, theirs = (
        (s.topic, s.encoder.model, s.encoder.max_chars, _without_thresholds(s.relevance))
        for s in (one, other)
    )
    return mine == theirs and (
        one.seeds == other.seeds or seeds.load(one.seeds).digest == seeds.load(other.seeds).digest
    )


def _without_thresholds(policy: RelevancePolicy) -> RelevancePolicy:
    # When to adapt to the feeds decides what the next score is made by, not what a score is.
    return replace(
        policy,
        threshold=_APART.threshold,
        digest_threshold=_APART.digest_threshold,
        adapt=_APART.adapt,
        adapt_after=_APART.adapt_after,
        adapt_sample=_APART.adapt_sample,
    )
