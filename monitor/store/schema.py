"""The schema's versions: create a new database, migrate an old one, refuse a newer one.

A brand-new database is created from the tables directly, because importing alembic costs a third of a
second; a test proves that the migrations lead to the same schema.
"""

import logging
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from monitor import __version__
from monitor.errors import StateError
from monitor.store import backups, meta, search, sqlite
from monitor.store.tables import metadata

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"

REVISIONS: tuple[str, ...] = (
    "0001_spine",
    "0002_adaptation",
    "0003_delivery",
    "0004_rebuild",
    "0005_pins",
    "0006_health",
    "0007_statement_labels",
    "0008_search",
)
"""Every revision, oldest first; the last one is what this version works on."""


def revision(conn: Connection) -> str | None:
    """The revision of the open database; None when it has no tables.

    Raises:
        StateError: it holds tables, but not ours.
    """
    tables = inspect(conn).get_table_names()
    if "alembic_version" in tables:
        return conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if tables:
        raise StateError(
            f"{_file(conn)}: this database belongs to another program. Move it away, or set another "
            "state directory."
        )
    return None


def check(conn: Connection, revisions: tuple[str, ...] = REVISIONS) -> None:
    """Accept only the current revision, for readers.

    Raises:
        StateError: the schema is older or newer than this version's.
    """
    found = revision(conn)
    if found == revisions[-1]:
        return
    _refuse_newer(conn, found, revisions)
    raise StateError(
        f"{_file(conn)}: the state was made by an older version. Start `monitor run` once; it migrates the "
        "state and keeps a backup."
    )


def create(conn: Connection, revisions: tuple[str, ...] = REVISIONS) -> None:
    """Make every table in an empty database and stamp it."""
    metadata.create_all(conn)
    search.create(conn)
    conn.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    conn.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": revisions[-1]})


def prepare(
    path: Path, now: datetime, *, revisions: tuple[str, ...] = REVISIONS, migrations: Path = MIGRATIONS
) -> None:
    """Bring the database at ``path`` to the current revision: create, migrate after a backup, or leave it.

    All or nothing: a crash half-way leaves the old schema.

    Raises:
        StateError: newer than this version, not ours, or damaged.
    """
    # Tables are rebuilt by migrations, and SQLite must not check references half-way.
    writing = sqlite.writer(path, foreign_keys=False)
    try:
        with writing.connect() as conn:
            with conn.begin():
                found = revision(conn)
                if found is None:
                    create(conn, revisions)
                    meta.put(conn, meta.APP_VERSION, __version__)
                    return
                if found == revisions[-1]:
                    return
                _refuse_newer(conn, found, revisions)
            copy = backups.take(path, now, f"from-{found}")
            log.info("migrating %s from %s to %s; backup in %s", path, found, revisions[-1], copy)
            _upgrade(writing, conn, migrations)
    finally:
        writing.dispose()


def _upgrade(writing: Engine, conn: Connection, migrations: Path) -> None:
    # Heavy: only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = conn
    with conn.begin():
        command.upgrade(config, "head")
        broken = conn.exec_driver_sql("PRAGMA foreign_key_check").all() if writing.name == "sqlite" else []
        if broken:
            raise StateError(
                f"{_file(conn)}: migrating would break {len(broken)} references; the state was left as it "
                "was. Report this with the output of `monitor status --json`."
            )
        meta.put(conn, meta.APP_VERSION, __version__)


def _refuse_newer(conn: Connection, found: str | None, revisions: tuple[str, ...]) -> None:
    if found is None or found in revisions:
        return
    maker = meta.get(conn, meta.APP_VERSION) if "meta" in inspect(conn).get_table_names() else None
    raise StateError(
        f"{_file(conn)}: the state was made by a newer version ({maker or 'unknown'}, schema {found}); "
        f"this is {__version__}. Install {maker or 'that version'} or newer, or set another state directory."
    )


def _file(conn: Connection) -> str:
    for _seq, name, file in conn.exec_driver_sql("PRAGMA database_list").all():
        if name == "main":
            return str(file)
    return "the database"
