"""Loading the scorer beside everything else, and what follows for the entries recorded."""

import logging
import threading

from monitor.errors import MonitorError, StateError
from monitor.scorer import Scorer
from monitor.store import Stage, Store, entries, meta

log = logging.getLogger(__name__)


def learn(scorer: Scorer, state: Store, reviewing: threading.Lock, stopping: threading.Event) -> None:
    """Load the encoder and learn the topic; entries scored by another one are judged again.

    A failure is told, kept for ``monitor status``, and left to be tried again: entries go on unscored.

    Args:
        scorer: loaded when this returns, or with its failure noted.
        state: where the identity of what scores is kept.
        reviewing: held by whoever judges entries.
        stopping: when set, nothing is recorded any more.
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
        _note(scorer, state, reviewing)
    except StateError as error:
        if not stopping.is_set():
            log.error("%s", error)


def _note(scorer: Scorer, state: Store, reviewing: threading.Lock) -> None:
    if scorer.failure:
        with state.write() as conn:
            meta.put(conn, meta.DEGRADED, scorer.failure)
        return
    # A review under way scored by the old topic: let it finish, then have its entries judged again too.
    with reviewing, state.write() as conn:
        before = meta.get(conn, meta.ENCODER)
        if before not in (None, scorer.identity):
            again = entries.rejudge(conn)
            log.info("Encoder, seeds or labels changed: %d entries are judged again.", again)
        entries.requeue(conn, Stage.UNSCORED)
        meta.put(conn, meta.ENCODER, scorer.identity)
        meta.put(conn, meta.DEGRADED, scorer.degraded)
