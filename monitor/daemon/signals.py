"""What a process is asked for by signal, set down for its main thread to see.

Python lets an interrupt raise ``KeyboardInterrupt`` wherever the main thread happens to be. In a finaliser
or in the callback of a weak reference it is printed as a traceback and lost: the process prints an error and
goes on. An event can neither be lost nor break off work half done.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heard(stop: threading.Event, again: threading.Event | None = None) -> Iterator[None]:
    """SIGTERM and SIGINT set ``stop``, SIGHUP sets ``again`` if given; at the end all is as it was before.

    Only in the main thread.
    """
    wanted = {signal.SIGTERM: stop, signal.SIGINT: stop}
    if again is not None and hasattr(signal, "SIGHUP"):
        wanted[signal.SIGHUP] = again
    before = {number: signal.signal(number, lambda *_, e=event: e.set()) for number, event in wanted.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
