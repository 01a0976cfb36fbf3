"""What the pages stand on: the settings in force, the recorded state, and the one way to change either."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Connection, func, select

from monitor.errors import ConfigError, Problem
from monitor.records import MilestoneLedger
from monitor.scorer import Scorer
from monitor.settings import Settings, load
from monitor.store import Store
from monitor.store.tables import alerts
from monitor.web.ledgers import Kept, Ledgers

PATIENCE_S = 5.0
"""How long a change of the configuration waits until it is in force."""

Ask = Callable[[str, Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells a reader that there is something new."""

    alert: int
    """The newest decision."""
    entry: int
    """The newest version of an entry."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _nothing() -> None:
    return None


def _always() -> bool:
    return True


def _no_scorer() -> Scorer | None:
    return None


@dataclass(frozen=True, slots=True)
class Site:
    """The state behind the pages. Threads share it."""

    current: Callable[[], Settings]
    """The settings in force, asked anew for each request."""
    store: Store
    """Open for reading at least."""
    ask: Ask
    """Makes one change of the state, or has the running daemon make it (:func:`monitor.wishes.ask`); whether
    it is made already."""
    now: Callable[[], datetime] = _utc_now
    """The time, UTC."""
    again: Callable[[], None] = _nothing
    """Has whoever runs on the configuration read it again."""
    editable: bool = True
    """Whether pages may change the configuration."""
    alive: Callable[[], bool] = _always
    """Whether work goes on: what ``/healthz`` tells."""
    scorer: Callable[[], Scorer | None] = _no_scorer
    """What scores entries that are not recorded; None while it is not loaded."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.current()

    @property
    def folder(self) -> Path:
        """The configuration."""
        return self.settings.folder

    def read(self) -> AbstractContextManager[Connection]:
        """One snapshot of the state, to read."""
        return self.store.read()

    def reload(self, new: Settings | None = None) -> None:
        """Put the configuration as it is written now in force.

        Args:
            new: what it says, where that was read already.

        Raises:
            ConfigError: it cannot be; the old one stays in force.
        """
        self.check_editable()
        new = new or load(self.folder)
        self.again()
        # The next page is to show it.
        until = time.monotonic() + PATIENCE_S
        while self.settings != new and time.monotonic() < until:
            time.sleep(0.02)

    def check_editable(self) -> None:
        """Refuse a change of the configuration where there must be none.

        Raises:
            ConfigError: this is the demo.
        """
        if not self.editable:
            raise ConfigError(
                Problem(str(self.folder), "", "is not changed by the demo.", "Start `monitor run` for that.")
            )

    def stamp(self) -> Stamp:
        """What is newest. Two look-ups at the end of an index, each."""
        with self.read() as conn:
            alert = conn.execute(select(func.max(alerts.c.id))).scalar_one()
            entry = conn.exec_driver_sql("SELECT max(rowid) FROM versions").scalar_one()
        return Stamp(alert or 0, entry or 0)


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    site: Site = request.app.state.site
    return site


def kept_of(request: Request) -> dict[str, Kept]:
    """Every configured milestone's ledger with its rows, in the order of the configuration."""
    kept: Ledgers = request.app.state.ledgers
    return kept.now(site_of(request))


def ledgers_of(request: Request) -> dict[str, MilestoneLedger]:
    """Every configured milestone's ledger, in the order of the configuration."""
    return {id_: kept.ledger for id_, kept in kept_of(request).items()}


Here = Annotated[Site, Depends(site_of)]
"""A handler's site."""
Folded = Annotated[dict[str, MilestoneLedger], Depends(ledgers_of)]
"""A handler's ledgers."""
