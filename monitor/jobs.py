"""Long work in processes of its own: started, watched and cancelled by whoever looks at the state.

A job is a command of this program, so that the page does nothing that the command line does not. What it is,
how far it is, and what it said stand in ``state/jobs/``: they outlive whoever started it. Whether it runs
tells a lock that the process holds, not a number that may be another's by now. One job of a kind at a time.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from monitor.errors import JobError

FOLDER = "jobs"
PROGRESS = "MONITOR_PROGRESS"
"""Environment variable that names the file a command tells its progress in (docs/formats.md)."""
_PATIENCE_S = 0.5
"""How long a start waits for others that only look whether a job runs."""
_WORDS = 2_000
"""Code points of an error that are shown."""


class JobKind(StrEnum):
    """What can be done; each with a place for one job and its outcome."""

    MEASURE = "measure"
    """Score each labelled entry without its own label."""
    BACKTEST = "backtest"
    """Replay everything under another threshold."""
    REBUILD = "rebuild"
    """Read everything again, or score it anew, and show or put in force what comes of it."""


class JobState(StrEnum):
    """How a job stands."""

    RUNNING = "running"
    STOPPING = "stopping"
    """Cancelled, and not ended yet."""
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """The last job of one kind."""

    kind: JobKind
    options: Mapping[str, str]
    """What it was started with."""
    state: JobState
    started_at: datetime
    stage: str = ""
    """What it is about, one word of the command's; empty before it tells."""
    done: int = 0
    total: int | None = None
    """None while nothing can be counted."""
    error: str = ""
    """Why it failed, in the command's words; empty when it left none."""

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self.state in (JobState.RUNNING, JobState.STOPPING)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of one state directory."""

    state: Path
    """The state directory."""
    config: Path
    """The configuration folder that commands are given."""
    program: tuple[str, ...] = (sys.executable, "-m", "monitor")
    """What runs a command."""

    def start(
        self, kind: JobKind, words: Sequence[str], now: datetime, options: Mapping[str, str] | None = None
    ) -> Job:
        """Begin a job; what the one before it of this kind told is forgotten.

        Args:
            words: the command and its options, told to write JSON.
            options: what to remember it by.

        Raises:
            JobError: one of this kind is running, or no process can be started.
        """
        try:
            (self.state / FOLDER).mkdir(parents=True, exist_ok=True)
            with self._held(kind) as lock:
                for ending in ("progress", "out", "err"):
                    self._file(kind, ending).unlink(missing_ok=True)
                told = {"options": dict(options or {}), "started_at": now.isoformat(), "pid": 0}
                self._tell(kind, told)
                self._tell(kind, {**told, "pid": self._spawned(kind, words, lock)})
        except OSError as error:
            raise JobError(f"the job cannot be started: {error}. Look at {self.state / FOLDER}.") from error
        found = self.look(kind)
        assert found is not None
        return found

    def look(self, kind: JobKind) -> Job | None:
        """The running job of this kind, else the last one; None when there was none."""
        alive = self._alive(kind)
        about = self._about(kind)
        if about is None:
            return None
        progress = _json(self._file(kind, "progress")) or {}
        state, error = self._state(kind, alive=alive, cancelled=bool(about.get("cancelled")))
        return Job(
            kind,
            about["options"],
            state,
            datetime.fromisoformat(about["started_at"]),
            str(progress.get("stage", "")),
            int(progress.get("done", 0)),
            progress.get("total"),
            error,
        )

    def cancel(self, kind: JobKind) -> bool:
        """Have the running job of this kind end; asked again, at once.

        Returns:
            False when none runs.
        """
        about = self._about(kind)
        if about is None or not about["pid"] or not self._alive(kind):
            return False
        again = bool(about.get("cancelled"))
        self._tell(kind, {**about, "cancelled": True})
        with suppress(ProcessLookupError):
            # Its own group: processes that read articles for it end too.
            os.killpg(about["pid"], signal.SIGKILL if again else signal.SIGTERM)
        return True

    def result(self, kind: JobKind) -> list[dict[str, Any]]:
        """What the last job of this kind told: JSON objects; none unless it is done."""
        found = self.look(kind)
        return self._rows(kind) if found is not None and found.state is JobState.DONE else []

    def ended_at(self, kind: JobKind) -> float:
        """When the outcome was written, in seconds since 1970; 0 without any. Changes with each outcome."""
        with suppress(OSError):
            return self._file(kind, "out").stat().st_mtime
        return 0.0

    def _state(self, kind: JobKind, *, alive: bool, cancelled: bool) -> tuple[JobState, str]:
        if alive:
            return (JobState.STOPPING if cancelled else JobState.RUNNING), ""
        if self._rows(kind):
            return JobState.DONE, ""
        if cancelled:
            return JobState.CANCELLED, ""
        with suppress(OSError):
            words = self._file(kind, "err").read_text("utf-8", "replace").strip()
            if "Traceback (most recent call last)" in words:
                # A fault of the program: its last line tells what, the file the rest.
                words = f"{words.splitlines()[-1]} ({self._file(kind, 'err')})"
            # What it remarked before its last word is no cause.
            return JobState.FAILED, f"\n{words}".rpartition("\nmonitor: ")[2].strip()[:_WORDS]
        return JobState.FAILED, ""

    def _rows(self, kind: JobKind) -> list[dict[str, Any]]:
        """Everything told; nothing when it is not whole."""
        try:
            lines = self._file(kind, "out").read_text("utf-8").splitlines()
            rows = [json.loads(line) for line in lines]
        except (OSError, ValueError):
            return []
        # One row a difference, and the summary at the end: without it, the command was stopped in between.
        cut = kind is JobKind.REBUILD and rows and rows[-1].get("change") != "summary"
        return [] if cut else rows

    def _spawned(self, kind: JobKind, words: Sequence[str], lock: IO[bytes]) -> int:
        with self._file(kind, "out").open("xb") as out, self._file(kind, "err").open("xb") as err:
            process = subprocess.Popen(
                [*self.program, "--config", str(self.config), *words],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env={**os.environ, PROGRESS: str(self._file(kind, "progress")), "COLUMNS": "200"},
                pass_fds=(lock.fileno(),),
                start_new_session=True,
            )
        # Whoever started a process has to hear of its end, or it stays behind as a zombie.
        threading.Thread(target=process.wait, name=f"job {kind}", daemon=True).start()
        return process.pid

    @contextmanager
    def _held(self, kind: JobKind) -> Iterator[IO[bytes]]:
        """The lock of a kind; a process that is given it goes on holding it."""
        until = time.monotonic() + _PATIENCE_S
        with self._file(kind, "lock").open("ab") as lock:
            while not _locked(lock, fcntl.LOCK_EX):
                if time.monotonic() > until:
                    raise JobError(
                        f"a job of this kind ({kind}) is running. Wait for it, or cancel it first."
                    )
                time.sleep(0.02)
            yield lock

    def _alive(self, kind: JobKind) -> bool:
        try:
            with self._file(kind, "lock").open("rb") as lock:
                # Shared: those who only look do not take each other for the job.
                return not _locked(lock, fcntl.LOCK_SH)
        except FileNotFoundError:
            return False

    def _about(self, kind: JobKind) -> dict[str, Any] | None:
        return _json(self._file(kind, "json"))

    def _tell(self, kind: JobKind, about: Mapping[str, Any]) -> None:
        part = self._file(kind, "part")
        part.write_text(json.dumps(about, ensure_ascii=False), "utf-8")
        part.replace(self._file(kind, "json"))

    def _file(self, kind: JobKind, ending: str) -> Path:
        return self.state / FOLDER / f"{kind}.{ending}"


def _locked(lock: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
