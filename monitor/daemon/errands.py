"""What commands and pages asked of the running daemon, done in order."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime

from monitor import wiring
from monitor.daemon.succession import KINDS, succeed
from monitor.judge import Parts
from monitor.settings import Settings
from monitor.store import Store, requests
from monitor.wishes import LABELLING, RELOAD, grant, label


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What is left to do after it."""

    learn: bool = False
    """Scores are to be learnt anew."""
    reload: bool = False
    """The configuration is to be read again."""


def obey(
    settings: Settings,
    state: Store,
    parts: Parts,
    judging: Sequence[threading.Lock],
    clock: Callable[[], datetime],
) -> Obeyed:
    """Do what was asked for. What another ledger comes of waits while news is judged, with what was asked
    later, for the next turn.

    Args:
        judging: held by whoever judges.

    Raises:
        StateError: what was not done yet waits on.
    """
    learn = again = False
    for asked in requests.take(settings.state):
        if asked.kind in KINDS | LABELLING:
            with _held(judging) as free:
                if not free:
                    break
                if asked.kind in KINDS:
                    succeed(asked, state, parts, clock())
                else:
                    label(state, asked, wiring.build_relabel(settings, clock), clock())
        elif asked.kind == RELOAD:
            again = True
        else:
            with state.write() as conn:
                learn = grant(conn, asked, settings.relevance, clock()) or learn
    return Obeyed(learn, again)


@contextmanager
def _held(locks: Sequence[threading.Lock]) -> Iterator[bool]:
    """Whether all of them were free; they are held meanwhile."""
    with ExitStack() as held:
        for lock in locks:
            if not lock.acquire(blocking=False):
                yield False
                return
            held.callback(lock.release)
        yield True
