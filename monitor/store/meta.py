"""What the state remembers about itself: single values by name."""

from sqlalchemy import Connection, delete, select

from monitor.store.tables import meta
from monitor.store.upsert import insert

APP_VERSION = "app_version"
"""The version of this program that last created or migrated the schema."""
ENCODER = "encoder"
"""Identity of the encoder and topic that the stored scores come from."""
DEGRADED = "degraded"
"""Why scores do not come from the encoder that was asked for; empty when they do."""
RULES = "rules"
"""Identity of the rules that the ledger in force was read by; :data:`MIXED` when there were several."""
MIXED = "mixed"
FORMER_RULES = "former_rules"
"""The same of the former ledger; absent when none is kept."""
DAEMON_RULES = "daemon_rules"
"""Identity of the rules that the daemon reads by, or did when it last ran."""
ANSWER = "answer"
"""What the daemon answered to the last command that waits for one: JSON with ``asked`` and ``refused``."""
HEARTBEAT = "heartbeat"
"""The last heartbeat: JSON with ``at``, ``beat`` (a word of :class:`monitor.health.Beat`), ``causes``,
what is wrong, and ``error``, empty when the address answered."""
OPEN_SINCE = "open_since"
"""Set while a writer has the database open; found at a start, the last stop was unclean."""


def get(conn: Connection, key: str) -> str | None:
    """The value kept under ``key``."""
    return conn.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def put(conn: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``."""
    statement = insert(conn, meta).values(key=key, value=value)
    conn.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def remove(conn: Connection, key: str) -> None:
    """Forget ``key``."""
    conn.execute(delete(meta).where(meta.c.key == key))
