"""Use case: let the topic be learnt anew from the user's own feeds.

1. **count** what was judged since the last time;
2. **pick** ordinary entries, those far below every threshold and without a label;
3. **record** which they are. Whoever holds the scorer then learns with them.
"""

from datetime import datetime

from sqlalchemy import Connection

from monitor.records import Adaptation
from monitor.relevance import RelevancePolicy
from monitor.relevance.adapting import adapted, due
from monitor.store import Store, adaptations, scores


def adapt(store: Store, policy: RelevancePolicy, now: datetime) -> Adaptation | None:
    """Adapt to the user's feeds if it is due.

    Returns:
        The adaptation made; None when it is not due, or nothing ordinary was seen.

    Raises:
        StateError: nothing was recorded.
    """
    with store.read() as conn:
        made = adaptations.all(conn)
        if not due(scores.seen(conn), made[-1] if made else None, policy):
            return None
    with store.write() as conn:
        return adapt_now(conn, policy, now)


def adapt_now(conn: Connection, policy: RelevancePolicy, now: datetime) -> Adaptation | None:
    """Adapt whether it is due or not, in the caller's transaction; None when nothing ordinary was seen."""
    candidates = scores.ordinary(conn, policy.digest_threshold)
    if not candidates:
        return None
    made = adapted(candidates, scores.seen(conn), policy, now)
    adaptations.add(conn, made)
    return made
