"""What a process is asked for by signal is neither raised nor lost, wherever its main thread is."""

import os
import signal
import time
import weakref
from collections.abc import Callable

import pytest

from monitor.daemon import Asked, heard


class Kept:
    """Something that can be referred to weakly."""


def at_once(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


def in_a_callback(number: signal.Signals) -> None:
    """Where Python prints what is raised, and goes on."""
    kept = Kept()
    held = weakref.ref(kept, lambda _: os.kill(os.getpid(), number))
    del kept
    assert held() is None


@pytest.mark.parametrize("sent", [at_once, in_a_callback])
@pytest.mark.parametrize(
    ("number", "asked"),
    [
        (signal.SIGINT, Asked(stop=True)),
        (signal.SIGTERM, Asked(stop=True)),
        (signal.SIGHUP, Asked(again=True)),
    ],
)
def test_a_signal_is_set_down(
    number: signal.Signals,
    asked: Asked,
    sent: Callable[[signal.Signals], None],
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(number)
    with heard() as told:
        sent(number)
    assert told == asked
    assert signal.getsignal(number) is before
    assert capfd.readouterr().err == ""


def test_none_of_many_signals_stands_still() -> None:
    """Whatever the main thread is about when one comes; each of them comes from the operating system."""
    with heard() as told:
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
        before = signal.signal(signal.SIGALRM, told.hear)
        try:
            for _ in range(300):
                told.again = False
                while not told.again:
                    time.sleep(0.0001)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
