"""When the topic is learnt anew from the user's own feeds, and from which entries."""

from collections.abc import Collection
from datetime import datetime
from hashlib import blake2b

from monitor.records import Adaptation
from monitor.relevance.rules import RelevancePolicy


def due(seen: int, last: Adaptation | None, policy: RelevancePolicy) -> bool:
    """Whether enough was seen since the last time: the first time after ``adapt_after`` entries, then
    whenever they have doubled. One that the user took back is the last.
    """
    if not policy.adapt or (last is not None and last.undone_at is not None):
        return False
    return seen >= (policy.adapt_after if last is None else 2 * last.seen)


def adapted(
    candidates: Collection[tuple[str, int]], seen: int, policy: RelevancePolicy, now: datetime
) -> Adaptation:
    """An adaptation to at most ``adapt_sample`` of the candidates, the same ones whatever their order."""
    drawn = sorted(candidates, key=lambda e: blake2b(e[0].encode(), digest_size=8).digest())
    return Adaptation(now, seen, tuple(sorted(drawn[: policy.adapt_sample])))
