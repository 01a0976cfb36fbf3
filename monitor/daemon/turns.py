"""The use cases in turns, over one state directory."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import IO

from apscheduler.schedulers.background import BackgroundScheduler

from monitor import store, wiring
from monitor.adapt import adapt
from monitor.daemon.configuration import moved_state, take_up
from monitor.daemon.errands import obey
from monitor.daemon.learning import learn
from monitor.daemon.ticks import Ticks
from monitor.errors import ConfigError, StateError
from monitor.handover import Delivered
from monitor.records import Alert, FeedState, Health
from monitor.settings import Settings
from monitor.store import DiskError, Store, backups, counts, entries, feeds, outbox
from monitor.sweep import sweep

log = logging.getLogger(__name__)

TURN_S = 1.0
SWEEP_EVERY = timedelta(minutes=5)
WATCH_S = 20.0
"""Seconds between two looks at the monitor itself, and whether a heartbeat is due."""
TURNS = ("poll", "review", "deliver", "sweep", "health", "heartbeat")
DELIVER = "deliver"
SCORER = "scorer"
"""Name of the thread that loads the scorer."""
REST_S = 60.0
"""How long work rests when the disk is full."""
GRACE_S = 8.0
"""How long a stop waits for work under way; what is left is repeated after the next start."""

Clock = Callable[[], datetime]
Reload = Callable[[], Settings]


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Daemon:
    """The running program over one state directory.

    Args:
        settings: as checked.
        clock: the time now, UTC.
        stream: what ``terminal`` destinations write to; standard output when None.
        turn_s: seconds between two turns of each use case.
        sweep_s: seconds between two sweeps.
        on_alerts: told of every decision recorded, suppressed ones included.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = utc_now,
        stream: IO[str] | None = None,
        turn_s: float = TURN_S,
        sweep_s: float = SWEEP_EVERY.total_seconds(),
        on_alerts: Callable[[tuple[Alert, ...]], None] | None = None,
    ) -> None:
        self.settings = settings
        self._clock = clock
        self._stream = stream
        self._turn_s = turn_s
        self._sweep_s = sweep_s
        self._on_alerts = on_alerts
        self._held = ExitStack()
        self._stopping = threading.Event()
        self._resting_until = 0.0
        self._broken: StateError | None = None
        self.reload_asked = threading.Event()
        self._turns = {name: threading.Lock() for name in TURNS}
        self.ticks = Ticks()
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self.store: Store
        self.running: wiring.Running

    @property
    def broken(self) -> StateError | None:
        """Why the daemon cannot go on, when it cannot."""
        return self._broken

    def open(self, *, at_once: bool = False) -> None:
        """Take the state and build the parts; nothing turns yet.

        Args:
            at_once: overdue and new feeds are due now, instead of one by one over the next minute.

        Raises:
            StateError: another daemon runs on this state, or it cannot be used. Nothing was changed.
        """
        now = self._clock()
        with ExitStack() as held:
            held.enter_context(store.lock(self.settings.state, utc_now()))
            self.store = store.open(self.settings.state, now)
            held.callback(self.store.close)
            self.running = wiring.build(self.settings, self.store, self._clock, stream=self._stream)
            take_up(self.store, self.running, now, at_once=at_once)
            self._held = held.pop_all()

    def start(self) -> None:
        """Begin to turn; the scorer is loaded beside the first polls."""
        # A turn that outlasts its second is skipped by design, not worth a warning each time.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self.ticks.start()
        every = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.poll, "interval", seconds=self._turn_s, **every)
        self._scheduler.add_job(self.review, "interval", seconds=self._turn_s, **every)
        self._scheduler.add_job(self.deliver, "interval", seconds=self._turn_s, id=DELIVER, **every)
        self._scheduler.add_job(self.sweep, "interval", seconds=self._sweep_s, **every)
        for look in (self.health, self.heartbeat):
            self._scheduler.add_job(look, "interval", seconds=min(WATCH_S, self._sweep_s), **every)
        # Requests go out before the encoder's libraries take the processor for some seconds.
        self.poll()
        self._scheduler.start()
        threading.Thread(target=self.running.warm, name="destinations", daemon=True).start()
        if not self.running.scorer.ready:
            self._load_scorer_beside()

    def stop(self) -> None:
        """Stop turning, finish or release what is under way, and let go of the state."""
        self._stopping.set()
        self.running.stop()
        until = time.monotonic() + GRACE_S
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for lock in self._turns.values():
            lock.acquire(timeout=max(0.0, until - time.monotonic()))
        try:
            self.running.poller.finish(max(0.0, min(2.0, until - time.monotonic())))
        except StateError as error:
            log.error("%s", error)
        self.running.close()
        self._held.close()

    def poll(self) -> None:
        """One turn of polling, and of what commands asked for."""
        with self._turn("poll") as free:
            if free:
                self._obey()
                self._poll(time.monotonic() + self._turn_s)

    def _poll(self, until: float) -> None:
        """Take up feeds and record answers as they come, as long as there is something to do."""
        poller = self.running.poller
        while not self._stopping.is_set():
            started = poller.start()
            if not (started or poller.record(wait_s=0.02)) or time.monotonic() > until:
                return

    def review(self) -> None:
        """One turn of judging: as many batches as wait."""
        with self._turn("review") as free:
            scorer = self.running.scorer
            if not free or not (scorer.ready or scorer.failure):
                return
            while not self._stopping.is_set():
                done = self.running.reviewer.review()
                self._tell(done.alerts)
                self.ticks.note("review")
                if not done.judged:
                    break
            self.running.reviewer.retry_pages(stop=self._stopping)

    def deliver(self) -> Delivered:
        """One turn of sending."""
        with self._turn("deliver") as free:
            if free and self._mail_is_due():
                return self.running.deliver(stop=self._stopping, by=f"pid {os.getpid()}")
        return Delivered()

    def _mail_is_due(self) -> bool:
        with self.store.read() as conn:
            at = outbox.next_due_at(conn)
        return at is not None and at <= self._clock()

    def sweep(self) -> None:
        """One turn of the clock, which keeps silent while news waits that may say otherwise."""
        with self._turn("sweep") as free:
            if free:
                with self.store.read() as conn:
                    waiting = entries.unjudged(conn, 1)
                if not waiting:
                    swept = sweep(
                        self.store,
                        self.running.parts,
                        self.running.render,
                        self.settings.cadence,
                        self._clock(),
                    )
                    self._tell(swept.alerts)
                backups.daily(self.store.path, utc_now())
                self.running.scorer.release()
                adapted = adapt(self.store, self.settings.relevance, self._clock())
                if adapted is not None:
                    log.info("The topic is learnt anew from %d entries of your feeds.", len(adapted.ordinary))
                if self.running.scorer.failure or (adapted is not None and self._scheduler.running):
                    self._load_scorer_beside()
                self.running.publisher.publish()

    def health(self) -> None:
        """One look at the monitor itself."""
        with self._turn("health") as free:
            if free:
                found = self.running.watch.watch(self.ticks.by_clock(self._clock()), self._clock(), utc_now())
                if found.notices and self._scheduler.running:
                    self._scheduler.modify_job(DELIVER, next_run_time=utc_now())

    def heartbeat(self) -> None:
        """Tell the heartbeat's address how it goes, when it is time."""
        with self._turn("heartbeat") as free:
            if free and self.running.heartbeat.due(now := self._clock()):
                self.running.heartbeat.beat(self.ticks.by_clock(now), now, utc_now())

    def once(self) -> bool:
        """One pass: poll what is due, judge what waits, send what is due; whether there was trouble."""
        polled: dict[str, FeedState] = {}
        self._obey()
        started = self.running.poller.start()
        scoring = self._load_scorer_beside()
        while started or self.running.poller.busy:
            polled |= {done.state.name: done.state for done in self.running.poller.record(wait_s=0.2)}
            started = self.running.poller.start()
        scoring.join()
        if self.running.scorer.ready or self.running.scorer.failure:
            while (done := self.running.reviewer.review(wait_s=1.0)).judged or done.reading:
                self._tell(done.alerts)
        self.sweep()
        self.health()
        sent = self.deliver()
        self.heartbeat()
        failing = [state.name for state in polled.values() if state.health is not Health.OK]
        return bool(failing or sent.retried or sent.dead or not self.running.scorer.ready)

    def drain(self, within_s: float) -> None:
        """Turn until nothing is due, under way or waiting, for so many seconds at most."""
        until = time.monotonic() + within_s
        while time.monotonic() < until and not self._stopping.is_set():
            self.poll()
            self.review()
            self.deliver()
            now = self._clock()
            with self.store.read() as conn:
                due = (feeds.next_due_at(conn), outbox.next_due_at(conn))
                unjudged = counts.counts(conn).unjudged
            if not (unjudged or self.running.poller.busy or any(at is not None and at <= now for at in due)):
                return
            time.sleep(0.02)

    def load_scorer(self, running: wiring.Running) -> None:
        """Load the encoder and learn the topic; entries scored by another one are judged again."""
        learn(running.scorer, self.store, self._turns["review"], self._stopping, self._clock)

    def reload(self, settings: Settings) -> None:
        """Go on under other settings; work under way is finished under the old ones.

        Raises:
            ConfigError: the state folder is another one, which needs a restart. Nothing was changed.
        """
        if settings.state != self.settings.state:
            raise ConfigError(moved_state(settings, self.settings))
        for lock in self._turns.values():
            lock.acquire()
        try:
            old = self.running
            old.poller.finish(2.0)
            old.stop()
            self.settings = settings
            self.running = wiring.build(settings, self.store, self._clock, stream=self._stream)
            take_up(self.store, self.running, self._clock())
            old.close()
        finally:
            for lock in self._turns.values():
                lock.release()
        self._load_scorer_beside()

    def _load_scorer_beside(self) -> threading.Thread:
        thread = threading.Thread(target=self.load_scorer, args=(self.running,), name=SCORER, daemon=True)
        thread.start()
        return thread

    def _obey(self) -> None:
        """Do what commands and pages asked for while this process holds the state."""
        judging = [self._turns["review"], self._turns["sweep"]]
        done = obey(self.settings, self.store, self.running.parts, judging, self._clock)
        if done.reload:
            self.reload_asked.set()
        if done.learn and self.running.scorer.ready:
            self._load_scorer_beside()

    def _tell(self, alerts: tuple[Alert, ...]) -> None:
        if self._scheduler.running and any(alert.suppressed is None for alert in alerts):
            # News does not wait for the next turn.
            self._scheduler.modify_job(DELIVER, next_run_time=utc_now())
        if alerts and self._on_alerts:
            self._on_alerts(alerts)

    @contextmanager
    def _turn(self, name: str) -> Iterator[bool]:
        """Whether this turn may work. Errors of the state end up here and nowhere else."""
        lock = self._turns[name]
        if (
            self._stopping.is_set()
            or time.monotonic() < self._resting_until
            or not lock.acquire(blocking=False)
        ):
            yield False
            return
        try:
            yield True
            self.ticks.note(name)
        except DiskError as error:
            self._resting_until = time.monotonic() + REST_S
            log.error("%s Work rests for %d seconds.", error, REST_S)
        except StateError as error:
            if not self._stopping.is_set():
                log.error("%s", error)
                self._broken = error
                self._stopping.set()
        except Exception:
            log.exception("the %s turn failed unexpectedly; the next one goes on", name)
        finally:
            lock.release()
