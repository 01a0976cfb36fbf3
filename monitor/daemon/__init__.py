"""The daemon: a clock that turns the use cases, signals, and an orderly start and stop.

Start: lock the state, open it, build the parts, make the stored feeds those configured, let overdue ones
trickle out, begin to poll, and only then load the encoder, in a thread of its own; entries wait for it.

Every second, each in turns of its own that never overlap with themselves:

* **poll**: take up feeds that are due, record what came back, do what commands asked for;
* **review**: judge entries that wait, once the scorer is loaded;
* **deliver**: send messages that are due;
* **sweep**, less often: what the passing of time causes;
* **health** and **heartbeat**, less often: whether all of this is done, told to people and to an address.

A full disk is a state, not a crash: work rests for a minute and is tried again, nothing is lost. SIGTERM and
SIGINT stop within ten seconds; SIGHUP reads the configuration again, and a bad one is refused while the old
one stays.
"""

from monitor.daemon.page import served
from monitor.daemon.process import LOOK_S, once, run
from monitor.daemon.signals import Asked, heard
from monitor.daemon.turns import Daemon

__all__ = ["LOOK_S", "Asked", "Daemon", "heard", "once", "run", "served"]
