"""What articles say, read again for the page: only statements are recorded."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from monitor.records import Entry, Extraction
from monitor.settings import Settings
from monitor.wiring import build_explained

KEPT = 200
"""Articles whose readings are kept."""

Read = tuple[Extraction, Sequence[str]]
"""What an article says, and for each date why no statement is dated by it."""


class Readings:
    """Readings of the articles looked at lately, by the words now in force. Threads share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int], Read] = OrderedDict()
        self._by: object = None
        self._lock = threading.Lock()

    def of(self, entry: Entry, settings: Settings) -> Read:
        """What an entry says; read when it was not, or when the words or its text have changed."""
        key = entry.id, entry.version, len(entry.body)
        with self._lock:
            by = settings.milestones, settings.lexicons
            if self._by != by:
                self._by = by
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        read = build_explained(settings)(entry)
        with self._lock:
            if self._by == by:
                self._kept[key] = read
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return read
