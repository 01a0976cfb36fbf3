"""Progress of long work: on standard error where a person watches, in a file where a program does."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_VARIABLE = "MONITOR_PROGRESS"
"""Environment variable that names a file to be told the progress as JSON (docs/formats.md)."""
OFTEN_S = 0.25
"""Shortest time between two writes of it."""


@contextmanager
def progress(first: str) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """A progress bar that goes away when the work is done.

    Args:
        first: what is done before anything can be counted.

    Yields:
        A function that names the next stage and returns the function to call with (done, in all).
    """
    if file := os.environ.get(FILE_VARIABLE):
        told = _Told(Path(file))
        told.tell(first, 0, None)
        yield lambda stage: lambda done, total: told.tell(stage, done, total)
        return
    if not sys.stderr.isatty():
        yield lambda _stage: lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(first, total=None)

        def stage(name: str) -> Callable[[int, int], None]:
            bar.update(task, description=name)
            return lambda done, total: bar.update(task, completed=done, total=total)

        yield stage


class _Told:
    """The progress in a file, which is always whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stage = ""
        self._at = 0.0

    def tell(self, stage: str, done: int, total: int | None) -> None:
        import json

        now = time.monotonic()
        if stage == self._stage and done != total and now - self._at < OFTEN_S:
            return
        self._stage, self._at = stage, now
        part = self._path.with_name(f"{self._path.name}.part")
        part.write_text(json.dumps({"stage": stage, "done": done, "total": total}), "utf-8")
        part.replace(self._path)
