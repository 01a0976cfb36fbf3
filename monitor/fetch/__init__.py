"""The network seam: one request in, one complete response out, guarded and polite.

``HttpFetch`` checks every address on every hop, keeps to limits of time and size, and speaks to each
host at a walking pace (``HostPace``). ``Robots`` says which article pages a site leaves to us.

The HTTP library is imported when ``HttpFetch`` or ``Robots`` is first asked for, so that policies can be
read without it.
"""

from typing import TYPE_CHECKING, Any

from monitor.fetch.pace import HostPace
from monitor.fetch.policy import FetchPolicy, PacePolicy
from monitor.fetch.redact import redact

if TYPE_CHECKING:
    from monitor.fetch.http import HttpFetch
    from monitor.fetch.robots import Robots

__all__ = ["FetchPolicy", "HostPace", "HttpFetch", "PacePolicy", "Robots", "redact"]


def __getattr__(name: str) -> Any:
    match name:
        case "HttpFetch":
            from monitor.fetch.http import HttpFetch

            return HttpFetch
        case "Robots":
            from monitor.fetch.robots import Robots

            return Robots
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
