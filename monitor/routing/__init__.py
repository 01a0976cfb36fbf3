"""Who is told, when, and with what else: routes, calm, digests, silences and acknowledgements. Pure."""

from monitor.routing.calm import Calm, GroupBy, Reason, Release, Rhythm, Sent, looks_back, release
from monitor.routing.digest import BEHIND_A_FAILURE, Bundle, bundles
from monitor.routing.hush import Hushed, hush, shift_that_stands, still_holding
from monitor.routing.match import fits, fits_all
from monitor.routing.tree import Route, Taken, Then, destinations, taken

__all__ = [
    "BEHIND_A_FAILURE",
    "Bundle",
    "Calm",
    "GroupBy",
    "Hushed",
    "Reason",
    "Release",
    "Rhythm",
    "Route",
    "Sent",
    "Taken",
    "Then",
    "bundles",
    "destinations",
    "fits",
    "fits_all",
    "hush",
    "looks_back",
    "release",
    "shift_that_stands",
    "still_holding",
    "taken",
]
