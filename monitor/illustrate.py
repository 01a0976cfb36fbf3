"""Pictures beside messages: the slip chart of the milestone that an alert is about, drawn when it is sent.

News is never kept back for a picture: one that cannot be drawn is logged, and the message goes without.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.errors import ChartError, MonitorError
from monitor.ledger import LedgerPolicy, fold
from monitor.records import Message, MessageKind, Milestone, Picture, Stated
from monitor.render import Look
from monitor.store import Store, alerts, ledgers

log = logging.getLogger(__name__)

_NEWS = (MessageKind.ALERT, MessageKind.RETRACTION)


class Illustrator:
    """Draws the slip chart for a message, once for all destinations of one language.

    Args:
        store: holds alerts and statements.
        milestones: as configured.
        policy: how statements become shifts.
        looks: destination name -> how it is written to.
        names: language -> milestone id -> name.
    """

    def __init__(
        self,
        store: Store,
        milestones: Sequence[Milestone],
        policy: LedgerPolicy,
        looks: Mapping[str, Look],
        names: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._store = store
        self._milestones = {milestone.id: milestone for milestone in milestones}
        self._policy = policy
        self._looks = looks
        self._names = names
        # Destinations ask from their own threads; the drawing library is asked by one at a time.
        self._drawing = threading.Lock()
        self._last: tuple[tuple[str, str], tuple[Picture, ...]] | None = None

    def __call__(self, message: Message) -> Sequence[Picture]:
        """The pictures of a message; none where it tells of no milestone."""
        look = self._looks.get(message.destination)
        if message.alert is None or message.kind not in _NEWS or look is None:
            return ()
        wanted = (message.alert, look.language)
        with self._drawing:
            if self._last is None or self._last[0] != wanted:
                self._last = (wanted, self._drawn(*wanted))
            return self._last[1]

    def _drawn(self, key: str, language: str) -> tuple[Picture, ...]:
        with self._store.read() as conn:
            alert = alerts.get(conn, key)
            milestone = self._milestones.get((alert.milestone if alert else None) or "")
            if alert is None or milestone is None:
                return ()
            stated = ledgers.counting(conn, milestone.id).rows
        try:
            return (self._picture(milestone, language, stated, alert.decided_at),)
        except MonitorError as error:
            log.warning("no chart goes with %s: %s", key, error)
        except Exception:
            log.exception("no chart goes with %s", key)
        return ()

    def _picture(
        self, milestone: Milestone, language: str, stated: Sequence[Stated], now: datetime
    ) -> Picture:
        from monitor import charts

        names = self._names.get(language, {})
        lines = charts.slip([fold(milestone, stated, self._policy)], names, language, now)
        if not lines:
            raise ChartError(f"no deadline of {milestone.id} is stated")
        name = names.get(milestone.id, milestone.name)
        return Picture("timeline.png", "image/png", charts.png(charts.slip_chart(lines, language)), name)
