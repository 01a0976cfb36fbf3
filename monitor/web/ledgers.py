"""The ledgers as last folded, so that a page folds only what has changed since the last one."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, func, select

from monitor.extract import milestone_of
from monitor.ledger import Labelled, fold
from monitor.records import MilestoneLedger
from monitor.settings import Settings
from monitor.store import ledgers, meta, statement_labels
from monitor.store.tables import statements as rows

SLOW_S = 0.05
"""A ledger that took longer to fold is shown as it was while the new one is folded beside the page."""


class Recorded(Protocol):
    """Whose ledgers they are."""

    @property
    def settings(self) -> Settings: ...
    @property
    def read(self) -> Callable[[], AbstractContextManager[Connection]]: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """One milestone's ledger, as last folded."""

    mark: object
    """What it was folded from: another one folds it anew."""
    ledger: MilestoneLedger
    said: Labelled
    """Its rows, after what a person said about them."""


class Ledgers:
    """Ledgers by milestone, each with what it was folded from. Threads share it."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._counted: tuple[object, Mapping[str, object]] = (None, {})
        self._slow = False
        self._folding = threading.Lock()

    def now(self, of: Recorded) -> dict[str, Kept]:
        """Every configured milestone's ledger, in the order of the configuration."""
        settings = of.settings
        with of.read() as conn:
            newest = _newest(conn)
            if self._counted[0] != newest:
                self._counted = (newest, _marks(conn))
            marks = self._counted[1]
            # Another extractor, or another word on what was read.
            read_by = meta.get(conn, meta.RULES), statement_labels.newest(conn)
        wanted = {
            rule.id: (marks.get(rule.id), rule, settings.ledger, read_by) for rule in settings.milestones
        }
        stale = [id_ for id_, mark in wanted.items() if not self._is(id_, mark)]
        if stale and self._slow and all(id_ in self._kept for id_ in wanted):
            threading.Thread(target=self._fold, args=(of, wanted, stale), daemon=True).start()
        elif stale:
            self._fold(of, wanted, stale)
        return {id_: self._kept[id_] for id_ in wanted}

    def _is(self, id_: str, mark: object) -> bool:
        return id_ in self._kept and self._kept[id_].mark == mark

    def _fold(self, of: Recorded, wanted: Mapping[str, tuple[Any, ...]], stale: list[str]) -> None:
        with self._folding:
            for id_ in stale:
                mark = wanted[id_]
                if self._is(id_, mark):
                    continue
                started = time.monotonic()
                with of.read() as conn:
                    said = ledgers.counting(conn, id_)
                self._kept[id_] = Kept(mark, fold(milestone_of(mark[1]), said.rows, mark[2]), said)
                self._slow = self._slow or time.monotonic() - started > SLOW_S


def _newest(conn: Connection) -> object:
    """What changes with the statements of any milestone, read at the end of the table."""
    last = conn.exec_driver_sql("SELECT rowid, key FROM statements ORDER BY rowid DESC LIMIT 1").first()
    return None if last is None else tuple(last)


def _marks(conn: Connection) -> dict[str, object]:
    """Milestone -> what changes with its statements. Read from an index, all of it."""
    grouped = select(rows.c.milestone, func.count(), func.max(rows.c.said_at)).group_by(rows.c.milestone)
    return {row[0]: tuple(row[1:]) for row in conn.execute(grouped)}
