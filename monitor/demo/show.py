"""Run the real daemon on the sample newswire, with the story's clock, in a state of its own."""

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from monitor.daemon import LOOK_S, Asked, Daemon, heard, served
from monitor.demo.clock import StoryClock, steps
from monitor.demo.newswire import WIRES, Newswire, load
from monitor.fetch import PacePolicy
from monitor.ledger import fold
from monitor.policies import Destination
from monitor.records import Alert, Feed
from monitor.render import deadline_words, load_phrases
from monitor.settings import Settings
from monitor.store import counts, statements

TURN_S = 0.1
END = datetime(2026, 10, 15, tzinfo=UTC)
"""Where the story's clock stops: some quiet time after the last report."""
QUIET = timedelta(days=7)
"""Longest step of that quiet: what the calendar says is told while it is news, as in a life that runs on."""
TOGETHER = timedelta(hours=6)
"""Reports so close to each other are polled at once."""
DRAIN_S = 10.0
"""How long a step of the story waits for the daemon, at most."""


@dataclass(slots=True)
class _Told:
    """What the daemon decided while the story was told."""

    alerts: Counter[str]
    suppressed: int = 0

    def hear(self, decided: tuple[Alert, ...]) -> None:
        for alert in decided:
            if alert.suppressed is None:
                self.alerts[alert.severity.value] += 1
            else:
                self.suppressed += 1


def run(settings: Settings, *, seconds: float = 45.0, state: Path | None = None) -> None:
    """Tell the story; returns when it is over, or, at a terminal with the page, when the user interrupts.

    Args:
        settings: the user's; feeds, state, destinations and pace are replaced, the rest is as configured.
        seconds: how long telling takes.
        state: kept there; thrown away when None.

    Raises:
        StateError: the state cannot be used.
    """
    console = Console()
    items = load()
    story = steps([i.published for i in items], END, TOGETHER, QUIET)
    clock = StoryClock(story[0])
    told = _Told(Counter())
    with ExitStack() as held:
        folder = state or Path(held.enter_context(tempfile.TemporaryDirectory(prefix="monitor-demo-")))
        newswire = Newswire(items, clock)
        newswire.start()
        held.callback(newswire.stop)
        daemon = Daemon(
            staged(settings, newswire, folder),
            clock=clock,
            turn_s=TURN_S,
            on_alerts=told.hear,
        )
        daemon.open(at_once=True)
        try:
            with console.status("Loading the encoder and learning the topic from the seeds …"):
                daemon.load_scorer(daemon.running)
            console.print(
                f"The sample newswire publishes {len(items)} reports of the years 2020 to 2026 at "
                f"{newswire.address}; the daemon polls it. Ctrl-C stops."
            )
            # Until here an interrupt may break off; now it would break off whoever holds the state.
            asked = held.enter_context(heard())
            daemon.start()
            with served(daemon, clock, editable=False) as address:
                if address:
                    console.print(f"The page: {address}")
                _tell(story, seconds, daemon, clock, asked)
                console.print(_summary(settings, daemon, told, folder, kept=state is not None))
                if address and console.is_terminal and not asked.stop:
                    console.print(f"Look around at {address} as long as you like. Ctrl-C ends the demo.")
                    while not asked.stop:
                        time.sleep(LOOK_S)
            if asked.stop:
                console.print("Stopping.")
        except KeyboardInterrupt:
            console.print("Stopping.")
        finally:
            daemon.stop()


def staged(settings: Settings, newswire: Newswire, folder: Path) -> Settings:
    """The user's settings, on the newswire's stage.

    Times of polling and sending are the story's, in which a second is weeks: intervals are short in it, and
    leases long.
    """
    feeds = tuple(
        Feed(w.name, f"{newswire.address}{w.path}", w.title, w.title, w.lang, timedelta(seconds=1))
        for w in WIRES
    )
    second = timedelta(seconds=1)
    return replace(
        settings,
        state=folder,
        feeds=feeds,
        fetch=replace(
            settings.fetch,
            allow=(newswire.host,),
            pace=PacePolicy(concurrent=8, gap=timedelta(0), patience=10 * second),
        ),
        cadence=replace(settings.cadence, own_floor=second, floor=second, trickle=second, start=second),
        deliver=replace(settings.deliver, lease=timedelta(days=3650)),
        destinations=(
            Destination("terminal"),
            Destination("file", "jsonl:alerts.jsonl"),
        ),
    )


def _tell(story: Sequence[datetime], seconds: float, daemon: Daemon, clock: StoryClock, asked: Asked) -> None:
    """Go from step to step, each when the daemon has caught up and its time is up, until asked."""
    share = seconds / len(story)
    for step in story:
        started = time.monotonic()
        clock.go_on(step)
        daemon.sweep()
        daemon.drain(DRAIN_S)
        if daemon.broken is not None:
            raise daemon.broken
        time.sleep(max(0.0, share - (time.monotonic() - started)))
        if asked.stop:
            return


def _summary(settings: Settings, daemon: Daemon, told: _Told, folder: Path, *, kept: bool) -> Table:
    with daemon.store.read() as conn:
        figures = counts.counts(conn)
        ledgers = [
            fold(m, statements.by_milestone(conn, m.id), settings.ledger)
            for m in daemon.running.parts.milestones
        ]
    phrases = load_phrases(settings.language)
    tracked = {rule.id for rule in settings.milestones if rule.tracked}
    standing = [
        f"{settings.milestone_names[ledger.milestone]}: {deadline_words(ledger.current, phrases)}"
        for ledger in ledgers
        if ledger.current is not None and ledger.milestone in tracked
    ]
    table = Table(title="The story so far", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column()
    table.add_row(
        "feeds polled", f"{sum(figures.feeds.values())} in {len({w.render for w in WIRES})} formats"
    )
    table.add_row("entries seen", str(figures.entries))
    table.add_row("relevant", str(figures.relevant))
    table.add_row("statements in the ledger", str(figures.statements))
    table.add_row("deadlines", "\n".join(standing) or "none")
    table.add_row("shifts alerted", str(told.alerts["shift"]))
    table.add_row(
        "other alerts", ", ".join(f"{n} {what}" for what, n in told.alerts.items() if what != "shift")
    )
    table.add_row("decided not to tell", str(told.suppressed))
    gone = "thrown away at the end; keep one with: monitor demo --keep DIR"
    where = str(folder) if kept else f"{folder} ({gone})"
    table.add_row("state", where)
    return table
