"""Progress of long work, on standard error, and only where a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(first: str) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """A progress bar that goes away when the work is done.

    Args:
        first: what is done before anything can be counted.

    Yields:
        A function that names the next stage and returns the function to call with (done, in all).
    """
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
