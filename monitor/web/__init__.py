"""The page: what is due, what moved, who said so, and the controls to tune it.

::

    browser ──guard──▶ router of a page ──▶ page record ──template──▶ HTML
                          │  reads: Site.read, Site.ledgers
                          └─ writes: Site.ask (the daemon makes them), or a configuration file and Site.reload

One module per page, with its template beside it under the same name; everything works without JavaScript.
"""

from monitor.web.app import make
from monitor.web.serve import Server
from monitor.web.site import Site

__all__ = ["Server", "Site", "make"]
