"""The state: SQLite through SQLAlchemy Core, one writer, one query module per aggregate.

::

    with lock(folder, now), closing(store.open(folder, now)) as state:
        with state.write() as conn:          # one transaction
            entries.add(conn, new)
            feeds.save(conn, feed_state)
        with state.read() as conn:           # one snapshot
            feeds.due(conn, now, limit=50)

Query modules: ``feeds entries scores labels statements ledgers stories alerts pins outbox waiting silences
acknowledgements meta counts``. Their functions take the connection first, take and return records, and decide
nothing.
"""

from monitor.store.exclusive import Holder, holder, lock
from monitor.store.state import Store, open
from monitor.store.tables import Stage
from monitor.store.trouble import DiskError, LockedError, MissingError

__all__ = [
    "DiskError",
    "Holder",
    "LockedError",
    "MissingError",
    "Stage",
    "Store",
    "holder",
    "lock",
    "open",
]
