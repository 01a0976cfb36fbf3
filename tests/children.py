"""Children of the test process, for tests that kill what they test."""

import os
import traceback
from collections.abc import Callable


def in_child(work: Callable[[], None]) -> int:
    """Do ``work`` in a forked child, which exits with 0 when it comes through, else with 99: its id."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return pid


def ended(pid: int) -> int:
    """Wait for a child: its exit code, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
