"""Loading the scorer beside everything else, and what follows for the entries recorded."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from monitor.errors import MonitorError, StateError
from monitor.records import Learning
from monitor.relevance import Fit
from monitor.scorer import Scorer
from monitor.store import Stage, Store, adaptations, entries, meta

log = logging.getLogger(__name__)


def learn(
    scorer: Scorer,
    state: Store,
    reviewing: threading.Lock,
    stopping: threading.Event,
    clock: Callable[[], datetime],
) -> None:
    """Load the encoder and learn the topic; entries scored by another one are judged again.

    A failure is told, kept for ``monitor status``, and left to be tried again: entries go on unscored.

    Args:
        scorer: loaded when this returns, or with its failure noted.
        state: where the identity of what scores is kept.
        reviewing: held by whoever judges entries.
        stopping: when set, nothing is recorded any more.
        clock: the time now, UTC.
    """
    try:
        scorer.load()
    except MonitorError as error:
        log.error("Entries go on unscored until the scorer can be loaded: %s", error)
    except Exception:
        log.exception("Entries go on unscored until the scorer can be loaded")
    if scorer.degraded:
        log.error("Going on with the bundled encoder: %s", scorer.degraded)
    if stopping.is_set():
        return
    try:
        _note(scorer, state, reviewing, clock())
    except StateError as error:
        if not stopping.is_set():
            log.error("%s", error)


def _learning(identity: str, fit: Fit, now: datetime) -> Learning:
    return Learning(now, identity, fit.seeds, fit.relevant, fit.irrelevant, fit.ordinary, fit.cost)


def _note(scorer: Scorer, state: Store, reviewing: threading.Lock, now: datetime) -> None:
    if scorer.failure:
        with state.write() as conn:
            meta.put(conn, meta.DEGRADED, scorer.failure)
        return
    # A review under way scored by the old topic: let it finish, then have its entries judged again too.
    with reviewing, state.write() as conn:
        before = meta.get(conn, meta.ENCODER)
        if before not in (None, scorer.identity):
            again = entries.rejudge(conn)
            log.info("The topic was learnt anew: %d entries are judged again.", again)
        entries.requeue(conn, Stage.UNSCORED)
        if scorer.learning is not None:
            adaptations.learnt(conn, _learning(scorer.identity, scorer.learning, now))
        meta.put(conn, meta.ENCODER, scorer.identity)
        meta.put(conn, meta.DEGRADED, scorer.degraded)
