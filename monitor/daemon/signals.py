"""What a process is asked for by signal, set down for its main thread to look at now and then.

Python lets an interrupt raise ``KeyboardInterrupt`` wherever the main thread happens to be. In a finaliser
or in the callback of a weak reference it is printed as a traceback and lost: the process prints an error and
goes on. And a handler that sets a ``threading.Event`` stands still for ever if the main thread was about to
wait for that event, since it holds the event's lock. A mark can neither be lost nor wait.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Asked:
    """What signals have asked for so far; whoever does it takes the mark away.

    Attributes:
        stop: to end (SIGTERM, SIGINT).
        again: to read the configuration again (SIGHUP).
    """

    stop: bool = False
    again: bool = False

    def hear(self, number: int, _frame: object) -> None:
        """Set down what the signal asks for."""
        if number in (signal.SIGTERM, signal.SIGINT):
            self.stop = True
        else:
            self.again = True


@contextmanager
def heard() -> Iterator[Asked]:
    """Set down SIGTERM, SIGINT and, where it exists, SIGHUP; at the end all is as it was before.

    Only in the main thread.
    """
    asked = Asked()
    wanted = (n for n in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, n))
    before = {n: signal.signal(signal.Signals[n], asked.hear) for n in wanted}
    try:
        yield asked
    finally:
        for name, handler in before.items():
            signal.signal(signal.Signals[name], handler)
